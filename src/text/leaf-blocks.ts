import { isBlankByte, type Line, skipBlanks, trimBlanks } from "./block-line.ts";

const HASH = 0x23;
const DASH = 0x2d;
const COLON = 0x3a;
const EQUALS = 0x3d;
const BACKSLASH = 0x5c;
const BACKTICK = 0x60;
const PIPE = 0x7c;

/** Level 1–6 when the line's visible part starts an ATX heading, else 0. */
export function atxLevel(line: Line): number {
  const { bytes, at, end } = line;
  let index = at;
  while (index < end && index - at < 7 && bytes[index] === HASH) index++;
  const level = index - at;
  return level > 0 && level < 7 && (index === end || isBlankByte(bytes[index])) ? level : 0;
}

/** Byte range of an ATX heading's text: without markers, closing `#`s and the blanks around it. */
export function atxText(line: Line, level: number): { textStart: number; textEnd: number } {
  const { bytes, at, end } = line;
  const textStart = skipBlanks(bytes, at + level, end);
  const textEnd = trimBlanks(bytes, textStart, end);
  let closing = textEnd;
  while (closing > textStart && bytes[closing - 1] === HASH) closing--;
  // A run of # closes the heading only when blanks (or nothing) stand before it: `# C#` keeps its #.
  const closes = closing < textEnd && (closing === textStart || isBlankByte(bytes[closing - 1]));
  return { textStart, textEnd: closes ? trimBlanks(bytes, textStart, closing) : textEnd };
}

/** 1 for a line of `=`, 2 for a line of `-` (nothing after it but blanks), else 0. */
export function setextLevel(line: Line): number {
  const { bytes, at, end } = line;
  const marker = bytes[at];
  if (marker !== EQUALS && marker !== DASH) return 0;
  let index = at;
  while (index < end && bytes[index] === marker) index++;
  if (skipBlanks(bytes, index, end) !== end) return 0;
  return marker === EQUALS ? 1 : 2;
}

/** Whether the line, from its next visible byte (`*`, `-` or `_`) on, is a thematic break. */
export function isThematicBreak(line: Line): boolean {
  const { bytes, at, end } = line;
  const marker = bytes[at]!;
  // Every bullet of `- - - - x` asks, and each answer needs the rest of the line: the stop is remembered, else
  // deep nesting on one line would cost the square of its length.
  if (line.breakMarker !== marker || at > line.breakStop) {
    let stop = at;
    while (stop < end && (bytes[stop] === marker || isBlankByte(bytes[stop]))) stop++;
    line.breakMarker = marker;
    line.breakStop = stop;
  }
  if (line.breakStop !== end) return false;
  let count = 0;
  for (let index = at; index < end && count < 3; index++) if (bytes[index] === marker) count++;
  return count === 3;
}

/** Length of the fence that the line opens, else 0. A backtick fence has no backtick in its info string. */
export function fenceLength(line: Line): number {
  const { bytes, at, end } = line;
  const marker = bytes[at];
  let index = at;
  while (index < end && bytes[index] === marker) index++;
  const length = index - at;
  if (length < 3) return 0;
  if (marker === BACKTICK) {
    // The search may leave the line, but not pass the next fence: all searches together are linear.
    const found = bytes.indexOf(BACKTICK, index);
    if (found !== -1 && found < end) return 0;
  }
  return length;
}

/** Whether the line's visible part closes a fence of `length` `marker`s. Indentation is the caller's matter. */
export function closesFence(line: Line, marker: number, length: number): boolean {
  const { bytes, at, end } = line;
  let index = at;
  while (index < end && bytes[index] === marker) index++;
  return index - at >= length && skipBlanks(bytes, index, end) === end;
}

/**
 * Number of cells of a table's delimiter row (`| :-- | --: |`), else 0. A row of dashes alone is none: without any
 * `:` or `|` it is a thematic break or a setext underline.
 */
export function delimiterCells(line: Line): number {
  const { bytes, end } = line;
  let index = line.at;
  let cells = 0;
  let marked = false;
  while (index < end) {
    if (bytes[index] === PIPE) {
      marked = true;
      index = skipBlanks(bytes, index + 1, end);
      if (index === end) break;
    }
    cells++;
    if (bytes[index] === COLON) {
      marked = true;
      index++;
    }
    const dashes = index;
    while (index < end && bytes[index] === DASH) index++;
    if (index === dashes) return 0;
    if (index < end && bytes[index] === COLON) {
      marked = true;
      index++;
    }
    index = skipBlanks(bytes, index, end);
    if (index < end && bytes[index] !== PIPE) return 0;
  }
  return marked ? cells : 0;
}

/** Number of cells that a line (blanks before it left out) has as a table's header row; 0 when it cannot be one. */
export function headerCells(bytes: Uint8Array, from: number, to: number): number {
  let cells = 0;
  let cellDue = bytes[from] !== PIPE;
  let index = from;
  while (index < to) {
    index = skipBlanks(bytes, index, to);
    if (index === to) break;
    if (cellDue) cells++;
    cellDue = bytes[index] === PIPE;
    if (cellDue) {
      index++;
      continue;
    }
    while (index < to && bytes[index] !== PIPE && !isBlankByte(bytes[index])) {
      const escapes = bytes[index] === BACKSLASH;
      index++;
      if (escapes && index < to && (bytes[index] === BACKSLASH || bytes[index] === PIPE)) index++;
    }
  }
  return cells;
}
