const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const TAB = 0x09;

export type LineEnd = "\n" | "\r\n" | "\r";

/** How most lines of a file end; LF for a file of one line. */
export function detectLineEnd(bytes: Uint8Array): LineEnd {
  let lf = 0;
  let crlf = 0;
  let cr = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    if (bytes[at] === LF) lf += 1;
    else if (bytes[at] === CR) {
      if (bytes[at + 1] === LF) {
        crlf += 1;
        at += 1;
      } else cr += 1;
    }
  }
  if (crlf > lf && crlf >= cr) return "\r\n";
  return cr > lf ? "\r" : "\n";
}

export function convertLineEnds(text: string, lineEnd: LineEnd): string {
  return text.replace(/\r\n?|\n/g, lineEnd);
}

/** One line of a file, with its line break apart. Offsets in bytes. */
export interface LineRange {
  readonly start: number;
  /** First byte of the line break. */
  readonly textEnd: number;
  /** First byte of the next line. */
  readonly end: number;
}

/** The lines of `[start, end)`; the last one may lack its break. */
export function splitLines(bytes: Uint8Array, start: number, end: number): LineRange[] {
  const lines: LineRange[] = [];
  for (let at = start; at < end; ) {
    let textEnd = at;
    while (textEnd < end && bytes[textEnd] !== LF && bytes[textEnd] !== CR) textEnd += 1;
    const pair = bytes[textEnd] === CR && bytes[textEnd + 1] === LF && textEnd + 1 < end;
    const next = Math.min(textEnd + (pair ? 2 : 1), end);
    lines.push({ start: at, textEnd, end: next });
    at = next;
  }
  return lines;
}

/** End of the last line in `[start, end)` that is not blank, its line break left out; `start` if all are. */
export function trimBlankEnd(bytes: Uint8Array, start: number, end: number): number {
  let at = end;
  while (at > start && isWhite(bytes[at - 1]!)) at -= 1;
  if (at === start) return start;
  while (at < end && (bytes[at] === SPACE || bytes[at] === TAB)) at += 1;
  return at;
}

/** First byte of the first line in `[start, end)` that is not blank; `end` if all are. */
export function skipBlankStart(bytes: Uint8Array, start: number, end: number): number {
  let lineStart = start;
  for (let at = start; at < end; at += 1) {
    if (bytes[at] === LF || bytes[at] === CR) lineStart = at + 1;
    else if (!isWhite(bytes[at]!)) return lineStart;
  }
  return end;
}

/** The text without blank lines at both ends, and without a BOM that an editor may have put there. */
export function trimBlankLines(text: string): string {
  const bytes = Buffer.from(text.startsWith("\ufeff") ? text.slice(1) : text);
  const end = trimBlankEnd(bytes, 0, bytes.length);
  return bytes.toString("utf8", skipBlankStart(bytes, 0, end), end);
}

/** Does the file end with a line break? An empty one does not. */
export function endsWithBreak(bytes: Uint8Array): boolean {
  const last = bytes.at(-1);
  return last === LF || last === CR;
}

function isWhite(byte: number): boolean {
  return byte === LF || byte === CR || byte === SPACE || byte === TAB;
}
