import { isUtf8 } from "node:buffer";
import type { Edit } from "../model/edit.ts";
import type { FrontMatter, FrontMatterFormat } from "../model/post.ts";
import { indexLines } from "../text/positions.ts";
import { convertLineEnds, detectLineEnd } from "./line-ends.ts";

/** Replace the characters `[start, end)` of a header's text; offsets in UTF-16 units. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A header's text as its parsers want it (fences off, line breaks `\n`), and the way back to the file's bytes. */
export interface HeaderText {
  readonly format: FrontMatterFormat;
  readonly text: string;
  toEdits(edits: readonly TextEdit[]): readonly Edit[];
}

/** Null if the post has no header, or one that is not UTF-8. */
export function openHeader(bytes: Uint8Array, frontMatter: FrontMatter): HeaderText | null {
  const { format, range } = frontMatter;
  if (format === null || !isUtf8(bytes.subarray(range.start, range.end))) return null;
  const index = indexLines(bytes);
  const firstLine = format === "json" ? 1 : 2;
  // JSON has its braces for fences; what follows the last one on its line is blank.
  const end = format === "json" ? range.end : index.lineStart(index.lineAt(range.end - 1));
  const start = format === "json" ? range.start : index.lineStart(2);
  const text = convertLineEnds(Buffer.from(bytes.subarray(start, end)).toString("utf8"), "\n");
  const toByte = (offset: number): number => {
    const before = text.slice(0, offset);
    const lineStart = before.lastIndexOf("\n") + 1;
    const line = firstLine + before.split("\n").length - 1;
    return index.offsetAt({ line, column: offset - lineStart + 1 }) ?? bytes.length;
  };
  const lineEnd = detectLineEnd(bytes);
  return {
    format,
    text,
    toEdits: (edits) =>
      edits.map((edit) => ({
        start: toByte(edit.start),
        end: toByte(edit.end),
        bytes: Buffer.from(convertLineEnds(edit.text, lineEnd)),
      })),
  };
}

/** The text with edits made that do not overlap. */
export function applyTextEdits(text: string, edits: readonly TextEdit[]): string {
  let result = text;
  for (const edit of edits.toSorted((a, b) => b.start - a.start)) {
    result = result.slice(0, edit.start) + edit.text + result.slice(edit.end);
  }
  return result;
}

/** End of the line that `offset` is on, before its line break. */
export function lineEndAt(text: string, offset: number): number {
  const end = text.indexOf("\n", offset);
  return end < 0 ? text.length : end;
}

export function lineStartAt(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf("\n", offset - 1) + 1;
}
