import type { Place } from "../model/post.ts";

const LF = 0x0a;
const CR = 0x0d;

/** The lines of one file: bytes to places for people, and back. */
export interface LineIndex {
  /** Number of lines; an empty file has one. */
  readonly count: number;
  /** 1-based line of a byte. Both bytes of a CRLF belong to the line that they end. */
  lineAt(offset: number): number;
  /** First byte of a 1-based line, after a BOM on the first; the file's size for a line past the last. */
  lineStart(line: number): number;
  /** Place of a byte. A byte inside a character stands for the character; a BOM has the place of what follows it. */
  placeAt(offset: number): Place;
  /** First byte of the character at a place; null if the file has no such line or the line no such column. */
  offsetAt(place: Place): number | null;
}

/** Lines end with LF, CRLF or CR, as in Markdown. Made once for a file that is asked about more than once. */
export function indexLines(bytes: Uint8Array): LineIndex {
  const begin = hasBom(bytes) ? 3 : 0;
  const starts = [begin];
  for (let at = begin; at < bytes.length; at += 1) {
    if (bytes[at] === LF || (bytes[at] === CR && bytes[at + 1] !== LF)) starts.push(at + 1);
  }
  const lineAt = (offset: number): number => {
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  };
  return {
    count: starts.length,
    lineAt,
    lineStart: (line) => starts[line - 1] ?? bytes.length,
    placeAt: (offset) => {
      const line = lineAt(offset);
      return { line, column: countUnits(bytes, starts[line - 1]!, offset) + 1 };
    },
    offsetAt: ({ line, column }) => {
      const start = starts[line - 1];
      return start === undefined ? null : skipUnits(bytes, start, starts[line] ?? bytes.length, column - 1);
    },
  };
}

/** Place of one byte of a file: line and column from 1, columns in UTF-16 units. For many, `indexLines`. */
export function findPlace(bytes: Uint8Array, offset: number): Place {
  let start = hasBom(bytes) ? 3 : 0;
  let line = 1;
  for (let at = start; at < offset; at += 1) {
    if (bytes[at] === LF || (bytes[at] === CR && bytes[at + 1] !== LF)) {
      line += 1;
      start = at + 1;
    }
  }
  return { line, column: countUnits(bytes, start, offset) + 1 };
}

export function hasBom(bytes: Uint8Array): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}

/** UTF-16 units of the characters that begin in `[start, end)` and end there too. */
function countUnits(bytes: Uint8Array, start: number, end: number): number {
  let units = 0;
  for (let at = start; at < end; ) {
    const length = characterLength(bytes[at]!);
    if (at + length > end) break;
    units += length === 4 ? 2 : 1;
    at += length;
  }
  return units;
}

function skipUnits(bytes: Uint8Array, start: number, end: number, units: number): number | null {
  let at = start;
  for (let left = units; left > 0; ) {
    if (at >= end) return null;
    const length = characterLength(bytes[at]!);
    left -= length === 4 ? 2 : 1;
    // The second half of a surrogate pair is still the same character.
    if (left < 0) break;
    at += length;
  }
  return at;
}

/** Bytes of the UTF-8 character that begins with this byte; 1 for a byte that begins none. */
function characterLength(byte: number): number {
  if (byte < 0xc0) return 1;
  if (byte < 0xe0) return 2;
  return byte < 0xf0 ? 3 : byte < 0xf8 ? 4 : 1;
}
