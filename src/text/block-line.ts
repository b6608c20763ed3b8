/**
 * One line while it is taken apart, from the outermost container inwards.
 *
 * Containers and indentation are counted in columns (a tab reaches to the next multiple of four), and a container
 * may take part of a tab. So a line is never read byte by byte while in blanks: `column` says how far the
 * containers have eaten, `at` where the next visible byte is, and the difference of columns is the indentation.
 */
export interface Line {
  readonly bytes: Uint8Array;
  /** First byte of the line. */
  start: number;
  /** First byte of the line ending; the end of the text on a last line without one. */
  end: number;
  /** 1-based. */
  number: number;
  /** Column (from 0) up to which containers have taken the line. */
  column: number;
  /** First byte at or after `column` that is neither space nor tab; `end` when there is none. */
  at: number;
  atColumn: number;
  /** Memory of `isThematicBreak`: the bytes before `breakStop` are all `breakMarker` or blank. */
  breakMarker: number;
  breakStop: number;
}

const TAB = 0x09;
const SPACE = 0x20;

export function createLine(bytes: Uint8Array): Line {
  return { bytes, start: 0, end: 0, number: 0, column: 0, at: 0, atColumn: 0, breakMarker: 0, breakStop: -1 };
}

/** Puts the line on its first byte. */
export function enterLine(line: Line, start: number, end: number, number: number): void {
  line.start = start;
  line.end = end;
  line.number = number;
  line.breakStop = -1;
  moveTo(line, start, 0);
}

/** Lets the containers take everything before byte `from`, which stands in column `column`. */
export function moveTo(line: Line, from: number, column: number): void {
  const { bytes, end } = line;
  let at = from;
  let atColumn = column;
  while (at < end) {
    const byte = bytes[at];
    if (byte === SPACE) atColumn++;
    else if (byte === TAB) atColumn += 4 - (atColumn & 3);
    else break;
    at++;
  }
  line.column = column;
  line.at = at;
  line.atColumn = atColumn;
}

export function isBlankLine(line: Line): boolean {
  return line.at === line.end;
}

/** Columns of blanks before the next visible byte. */
export function indentOf(line: Line): number {
  return line.atColumn - line.column;
}

export function isBlankByte(byte: number | undefined): boolean {
  return byte === SPACE || byte === TAB;
}

/** First index from `from` on that holds no space or tab, `to` at most. */
export function skipBlanks(bytes: Uint8Array, from: number, to: number): number {
  let index = from;
  while (index < to && isBlankByte(bytes[index])) index++;
  return index;
}

/** `to`, moved back over spaces and tabs, `from` at least. */
export function trimBlanks(bytes: Uint8Array, from: number, to: number): number {
  let index = to;
  while (index > from && isBlankByte(bytes[index - 1])) index--;
  return index;
}
