import type { Section } from "../model/post.ts";
import { isBlankByte } from "./block-line.ts";
import type { HeadingScan } from "./scan-headings.ts";

/** The places of a section, before anything of it is read. */
export type SectionRange = Pick<
  Section,
  "kind" | "level" | "start" | "bodyStart" | "end" | "startLine" | "endLine"
> & {
  /** Byte range of the heading's text; empty, at `start`, for the preamble. */
  readonly textStart: number;
  readonly textEnd: number;
};

/**
 * Cuts the body `start`…`end` at its headings. Every byte is in exactly one section, but for a preamble of nothing but
 * blanks, line endings or a BOM: that is no section, and its bytes count to the front matter above.
 */
export function sectionRanges(
  scan: HeadingScan,
  bytes: Uint8Array,
  start: number,
  end: number,
): SectionRange[] {
  const { headings, firstLine, lines } = scan;
  const ranges: SectionRange[] = [];
  const first = headings[0];
  const preambleEnd = first?.start ?? end;
  if (!isEmptyText(bytes, start, preambleEnd)) {
    ranges.push({
      kind: "preamble",
      level: 0,
      start,
      bodyStart: start,
      end: preambleEnd,
      startLine: firstLine,
      endLine: first ? first.line - 1 : lines,
      textStart: start,
      textEnd: start,
    });
  }
  headings.forEach((heading, index) => {
    const next = headings[index + 1];
    ranges.push({
      kind: "section",
      level: heading.level,
      start: heading.start,
      bodyStart: heading.end,
      end: next?.start ?? end,
      startLine: heading.line,
      endLine: next ? next.line - 1 : lines,
      textStart: heading.textStart,
      textEnd: heading.textEnd,
    });
  });
  return ranges;
}

function isEmptyText(bytes: Uint8Array, start: number, end: number): boolean {
  let index = start;
  while (index < end) {
    const byte = bytes[index]!;
    if (byte === 0xef && bytes[index + 1] === 0xbb && bytes[index + 2] === 0xbf) index += 3;
    else if (isBlankByte(byte) || byte === 0x0a || byte === 0x0d) index++;
    else return false;
  }
  return true;
}
