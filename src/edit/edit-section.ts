import type { Edit } from "../model/edit.ts";
import type { ByteRange } from "../model/post.ts";
import {
  convertLineEnds,
  detectLineEnd,
  endsWithBreak,
  type LineRange,
  skipBlankStart,
  splitLines,
  trimBlankEnd,
  trimBlankLines,
} from "./line-ends.ts";

// Blank lines around a section's text belong to the page, not to the text: whatever an editor leaves at the end
// of the file that a translator wrote in, a section stands as far from its neighbours as it stood before.

/**
 * Puts other text in the place of a section. The blank lines before and after it stay, and so does a missing final
 * newline. Lines that are the same in both at the start and the end are not touched; new ones end as most lines do.
 *
 * @param range of the section; `end` is the start of the next one or the end of the file
 * @param text any line ends
 * @param bodyStart first byte of the body; nothing before it is touched
 */
export function replaceSection(
  bytes: Uint8Array,
  range: ByteRange,
  text: string,
  bodyStart: number,
): readonly Edit[] {
  const body = trimBlankLines(text);
  if (body === "") return removeSection(bytes, range, bodyStart);
  const end = trimBlankEnd(bytes, range.start, range.end);
  const start = skipBlankStart(bytes, range.start, end);
  // A stretch of blank lines has no text to replace.
  if (start === end) return insertSection(bytes, range.start, text, range.start);
  return replaceLines(bytes, splitLines(bytes, start, end), convertLineEnds(body, "\n").split("\n"));
}

function replaceLines(
  bytes: Uint8Array,
  oldLines: readonly LineRange[],
  newLines: readonly string[],
): Edit[] {
  const oldTexts = oldLines.map((line) => bytes.subarray(line.start, line.textEnd));
  const newTexts = newLines.map((line) => Buffer.from(line));
  const most = Math.min(oldLines.length, newLines.length);
  let head = 0;
  while (head < most && newTexts[head]!.equals(oldTexts[head]!)) head += 1;
  let tail = 0;
  while (tail < most - head && newTexts.at(-1 - tail)!.equals(oldTexts.at(-1 - tail)!)) tail += 1;
  const lineEnd = detectLineEnd(bytes);
  const gone = oldLines.slice(head, oldLines.length - tail);
  const added = newLines.slice(head, newLines.length - tail);
  const before = oldLines[head - 1];
  const after = oldLines[oldLines.length - tail];
  if (gone.length === 0 && added.length === 0) return [];
  if (after !== undefined) {
    const text = added.map((line) => line + lineEnd).join("");
    return [makeEdit(gone[0]?.start ?? after.start, after.start, text)];
  }
  // The last line has no line break of its own here: it is the one before that gains or loses one.
  const end = oldLines.at(-1)!.textEnd;
  if (gone.length === 0) return [makeEdit(end, end, lineEnd + added.join(lineEnd))];
  const first = added.length === 0 && before !== undefined ? before.textEnd : gone[0]!.start;
  return [makeEdit(first, end, added.join(lineEnd))];
}

/**
 * Takes a section out. Where it was the last one, the file ends as it ended before: with its final newline or
 * without one, and with no blank lines left over.
 *
 * @param bodyStart first byte of the body; nothing before it is touched
 */
export function removeSection(bytes: Uint8Array, range: ByteRange, bodyStart: number): readonly Edit[] {
  if (range.start === range.end) return [];
  if (range.end < bytes.length) return [makeEdit(range.start, range.end, "")];
  const kept = trimBlankEnd(bytes, bodyStart, range.start);
  // The header keeps the line break that ends it.
  if (kept === bodyStart) return [makeEdit(bodyStart, bytes.length, "")];
  return [makeEdit(kept, bytes.length, endsWithBreak(bytes) ? detectLineEnd(bytes) : "")];
}

/**
 * Puts a new section in. A blank line parts it from what stands before and after it; at the end of a file without a final newline
 * there is none afterwards either.
 *
 * @param at start of the section that it comes before, or the end of the file
 * @param bodyStart first byte of the body; a section there needs no blank line before it
 */
export function insertSection(
  bytes: Uint8Array,
  at: number,
  text: string,
  bodyStart: number,
): readonly Edit[] {
  const body = trimBlankLines(text);
  if (body === "") return [];
  const content = Buffer.from(convertLineEnds(body, detectLineEnd(bytes)));
  return [insertContent(bytes, at, content, bodyStart)];
}

/**
 * Moves a section before another one or to the end of the file. Its own bytes stay as they are, blank lines at its end
 * follow the new place.
 *
 * @param to start of the section that it comes before, or the end of the file; nowhere inside `range`
 */
export function moveSection(
  bytes: Uint8Array,
  range: ByteRange,
  to: number,
  bodyStart: number,
): readonly Edit[] {
  if (to >= range.start && to <= range.end) return [];
  const end = trimBlankEnd(bytes, range.start, range.end);
  const start = skipBlankStart(bytes, range.start, end);
  if (start === end) return [];
  const removal = removeSection(bytes, range, bodyStart);
  // Only blank lines lie between: it stands there already.
  if (removal.some((edit) => edit.start < to && to < edit.end)) return [];
  return [...removal, insertContent(bytes, to, bytes.slice(start, end), bodyStart)];
}

function insertContent(bytes: Uint8Array, at: number, content: Uint8Array, bodyStart: number): Edit {
  const lineEnd = detectLineEnd(bytes);
  const before = at > bodyStart ? lineEnd.repeat(2 - countBreaksBefore(bytes, at, bodyStart)) : "";
  const fence = at === bodyStart && at > 0 && !endsLine(bytes, at) && !isBomEnd(bytes, at) ? lineEnd : "";
  const last = at === bytes.length;
  const after = last ? (endsWithBreak(bytes) || at <= bodyStart ? lineEnd : "") : lineEnd.repeat(2);
  return {
    start: at,
    end: at,
    bytes: Buffer.concat([Buffer.from(fence + before), content, Buffer.from(after)]),
  };
}

/** Line breaks with only blanks between them right before `at`, two at most: two make a blank line. */
function countBreaksBefore(bytes: Uint8Array, at: number, bodyStart: number): number {
  const end = trimBlankEnd(bytes, bodyStart, at);
  // Blank lines from the start of the body on are enough distance.
  if (end === bodyStart) return 2;
  return Math.min(splitLines(bytes, end, at).filter((line) => line.end > line.textEnd).length, 2);
}

function endsLine(bytes: Uint8Array, at: number): boolean {
  return bytes[at - 1] === 0x0a || bytes[at - 1] === 0x0d;
}

function isBomEnd(bytes: Uint8Array, at: number): boolean {
  return at === 3 && hasBom(bytes);
}

function hasBom(bytes: Uint8Array): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}

function makeEdit(start: number, end: number, text: string): Edit {
  return { start, end, bytes: Buffer.from(text) };
}
