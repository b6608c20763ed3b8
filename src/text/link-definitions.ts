import { isBlankByte, skipBlanks } from "./block-line.ts";

/**
 * Lines of a block that may begin with link reference definitions. Four numbers a line: its first visible byte, its
 * end, the column of the first visible byte, the blanks before it in columns.
 */
export type ContentLines = number[];

const QUOTE = 0x22;
const APOSTROPHE = 0x27;
const OPEN_PAREN = 0x28;
const CLOSE_PAREN = 0x29;
const COLON = 0x3a;
const LESS = 0x3c;
const GREATER = 0x3e;
const OPEN_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_BRACKET = 0x5d;
const DELETE = 0x7f;

/** A label has at most 999 UTF-16 units. */
const LABEL_MAX = 999;

/** Between two lines, and after the last one; both count as control characters, as micromark has it. */
const LINE_END = -1;
const TEXT_END = -2;

interface Cursor {
  readonly bytes: Uint8Array;
  readonly lines: ContentLines;
  row: number;
  at: number;
}

/**
 * Number of lines at the top that link reference definitions take. The rest is the paragraph; when they take every
 * line there is none, and a `===` below is text of its own instead of an underline.
 */
export function countDefinitionLines(bytes: Uint8Array, lines: ContentLines): number {
  const cursor: Cursor = { bytes, lines, row: 0, at: 0 };
  const rows = lines.length / 4;
  while (cursor.row < rows) {
    const { row } = cursor;
    cursor.at = lines[row * 4]!;
    if (peek(cursor) !== OPEN_BRACKET || !takeDefinition(cursor)) return row;
    cursor.row++;
  }
  return rows;
}

/** Takes one definition and stops at the end of its last line. */
function takeDefinition(cursor: Cursor): boolean {
  if (!takeLabel(cursor) || peek(cursor) !== COLON) return false;
  cursor.at++;
  takeWhitespace(cursor);
  if (!takeDestination(cursor)) return false;
  const { row, at } = cursor;
  const hadSpace = takeWhitespace(cursor);
  if (hadSpace && takeTitle(cursor) && endsLine(cursor)) return true;
  // What looked like a title on a later line is the next paragraph; on the same line it spoils the definition.
  cursor.row = row;
  cursor.at = at;
  return endsLine(cursor);
}

function takeLabel(cursor: Cursor): boolean {
  const { bytes, lines } = cursor;
  cursor.at++;
  let size = 0;
  let visible = false;
  let column = lines[cursor.row * 4 + 2]! + 1;
  for (;;) {
    const byte = peek(cursor);
    if (byte === TEXT_END || byte === OPEN_BRACKET || size > LABEL_MAX) return false;
    if (byte === LINE_END) {
      nextLine(cursor);
      size += lines[cursor.row * 4 + 3]!;
      column = lines[cursor.row * 4 + 2]!;
      continue;
    }
    cursor.at++;
    if (byte === CLOSE_BRACKET) return visible;
    const units = isBlankByte(byte) ? (byte === 0x20 ? 1 : 4 - (column & 3)) : utf16Units(byte);
    size += units;
    column += units;
    if (!isBlankByte(byte)) visible = true;
    const next = bytes[cursor.at];
    if (byte === BACKSLASH && (next === OPEN_BRACKET || next === BACKSLASH || next === CLOSE_BRACKET)) {
      cursor.at++;
      size++;
      column++;
    }
  }
}

function takeDestination(cursor: Cursor): boolean {
  const first = peek(cursor);
  if (first === LESS) return takeEnclosedDestination(cursor);
  if (first === CLOSE_PAREN || first === 0x20 || isControl(first)) return false;
  let depth = 0;
  for (;;) {
    const byte = peek(cursor);
    if (depth === 0 && (byte === CLOSE_PAREN || byte < 0 || isBlankByte(byte))) return true;
    if (byte === 0x20 || isControl(byte)) return false;
    cursor.at++;
    if (byte === OPEN_PAREN) depth++;
    else if (byte === CLOSE_PAREN) depth--;
    else if (byte === BACKSLASH) {
      const next = peek(cursor);
      if (next === OPEN_PAREN || next === CLOSE_PAREN || next === BACKSLASH) cursor.at++;
    }
  }
}

function takeEnclosedDestination(cursor: Cursor): boolean {
  cursor.at++;
  for (;;) {
    const byte = peek(cursor);
    if (byte < 0 || byte === LESS) return false;
    cursor.at++;
    if (byte === GREATER) return true;
    if (byte !== BACKSLASH) continue;
    const next = peek(cursor);
    if (next === LESS || next === GREATER || next === BACKSLASH) cursor.at++;
  }
}

function takeTitle(cursor: Cursor): boolean {
  const opening = peek(cursor);
  if (opening !== QUOTE && opening !== APOSTROPHE && opening !== OPEN_PAREN) return false;
  const closing = opening === OPEN_PAREN ? CLOSE_PAREN : opening;
  cursor.at++;
  for (;;) {
    const byte = peek(cursor);
    if (byte === TEXT_END) return false;
    if (byte === LINE_END) {
      nextLine(cursor);
      continue;
    }
    cursor.at++;
    if (byte === closing) return true;
    if (byte !== BACKSLASH) continue;
    const next = peek(cursor);
    if (next === closing || next === BACKSLASH) cursor.at++;
  }
}

/** Takes blanks and line ends; says whether there were any. */
function takeWhitespace(cursor: Cursor): boolean {
  const { row, at } = cursor;
  for (;;) {
    cursor.at = skipBlanks(cursor.bytes, cursor.at, lineEnd(cursor));
    if (peek(cursor) !== LINE_END) return cursor.row !== row || cursor.at !== at;
    nextLine(cursor);
  }
}

function endsLine(cursor: Cursor): boolean {
  cursor.at = skipBlanks(cursor.bytes, cursor.at, lineEnd(cursor));
  return peek(cursor) < 0;
}

function peek(cursor: Cursor): number {
  if (cursor.at < lineEnd(cursor)) return cursor.bytes[cursor.at]!;
  return cursor.row * 4 + 4 < cursor.lines.length ? LINE_END : TEXT_END;
}

function lineEnd(cursor: Cursor): number {
  return cursor.lines[cursor.row * 4 + 1]!;
}

function nextLine(cursor: Cursor): void {
  cursor.row++;
  cursor.at = cursor.lines[cursor.row * 4]!;
}

/** NUL is none: micromark has made it U+FFFD before. */
function isControl(byte: number): boolean {
  return byte !== 0 && (byte < 0x20 || byte === DELETE);
}

/** UTF-16 units that the character of a UTF-8 byte adds, counted at its first byte. */
export function utf16Units(byte: number): number {
  if (byte < 0x80) return 1;
  if (byte < 0xc0) return 0;
  return byte < 0xf0 ? 1 : 2;
}
