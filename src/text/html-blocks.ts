import { isBlankByte, skipBlanks } from "./block-line.ts";

/**
 * Which of CommonMark's seven kinds of HTML block a line opens: 1 `<script>` and the like, 2 comment, 3 processing
 * instruction, 4 declaration, 5 CDATA, 6 a block tag, 7 any other complete tag alone on its line.
 */
export type HtmlKind = 1 | 2 | 3 | 4 | 5 | 6 | 7;

const BANG = 0x21;
const QUOTE = 0x22;
const APOSTROPHE = 0x27;
const DASH = 0x2d;
const SLASH = 0x2f;
const LESS = 0x3c;
const EQUALS = 0x3d;
const GREATER = 0x3e;
const QUESTION = 0x3f;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const BACKTICK = 0x60;

const RAW_NAMES = new Set(["pre", "script", "style", "textarea"]);
const BLOCK_NAMES = new Set(
  (
    "address article aside base basefont blockquote body caption center col colgroup dd details dialog dir div dl dt " +
    "fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html iframe legend li " +
    "link main menu menuitem nav noframes ol optgroup option p param search section summary table tbody td tfoot th " +
    "thead title tr track ul"
  ).split(" "),
);
const LONGEST_NAME = 10;
const CDATA = [0x43, 0x44, 0x41, 0x54, 0x41, OPEN_BRACKET];

/** Kind of HTML block that starts with the `<` at `at` on a line that ends at `end`; null when none does. */
export function htmlKindAt(bytes: Uint8Array, at: number, end: number): HtmlKind | null {
  const first = at + 1 < end ? bytes[at + 1]! : 0;
  if (first === QUESTION) return 3;
  if (first === BANG) return declarationKind(bytes, at + 2, end);
  const closing = first === SLASH;
  const nameStart = closing ? at + 2 : at + 1;
  if (nameStart >= end || !isAlpha(bytes[nameStart]!)) return null;
  let index = nameStart;
  while (index < end && isNameByte(bytes[index]!)) index++;
  const after = index < end ? bytes[index]! : 0;
  if (index < end && after !== SLASH && after !== GREATER && !isBlankByte(after)) return null;
  const name = readName(bytes, nameStart, index);
  if (!closing && after !== SLASH && RAW_NAMES.has(name)) return 1;
  if (BLOCK_NAMES.has(name)) return after === SLASH && bytes[index + 1] !== GREATER ? null : 6;
  return isCompleteTag(bytes, index, end, closing) ? 7 : null;
}

/** Whether a block of a kind 1–5 ends on the line `from`…`to` (on its first line, `from` is the byte after `<`). */
export function endsHtml(kind: HtmlKind, bytes: Uint8Array, from: number, to: number): boolean {
  for (let index = from; index < to; index++) {
    const byte = bytes[index];
    if (kind === 1) {
      if (byte === LESS && bytes[index + 1] === SLASH && isRawEnd(bytes, index + 2, to)) return true;
    } else if (byte === GREATER) {
      if (kind === 4) return true;
      if (kind === 3 && index > from && bytes[index - 1] === QUESTION) return true;
      if (kind === 2 && index - 2 >= from && bytes[index - 1] === DASH && bytes[index - 2] === DASH)
        return true;
      if (kind === 5 && endsCdata(bytes, from, index)) return true;
    }
  }
  return false;
}

/** micromark takes the `]` before `>` in pairs, so `]]]>` does not end CDATA. */
function endsCdata(bytes: Uint8Array, from: number, greater: number): boolean {
  let count = 0;
  while (greater - 1 - count >= from && bytes[greater - 1 - count] === CLOSE_BRACKET) count++;
  return count > 0 && count % 2 === 0;
}

function isRawEnd(bytes: Uint8Array, from: number, to: number): boolean {
  let index = from;
  while (index < to && isAlpha(bytes[index]!)) index++;
  return index < to && bytes[index] === GREATER && RAW_NAMES.has(readName(bytes, from, index));
}

function declarationKind(bytes: Uint8Array, from: number, end: number): HtmlKind | null {
  if (from >= end) return null;
  if (isAlpha(bytes[from]!)) return 4;
  if (bytes[from] === DASH) return from + 1 < end && bytes[from + 1] === DASH ? 2 : null;
  if (bytes[from] !== OPEN_BRACKET || from + CDATA.length >= end) return null;
  return CDATA.every((byte, offset) => bytes[from + 1 + offset] === byte) ? 5 : null;
}

/** Whether the rest of a tag after its name is well formed, ends, and has only blanks behind it. */
function isCompleteTag(bytes: Uint8Array, from: number, end: number, closing: boolean): boolean {
  let index = closing ? skipBlanks(bytes, from, end) : skipAttributes(bytes, from, end);
  if (!closing && index < end && bytes[index] === SLASH) index++;
  return index < end && bytes[index] === GREATER && skipBlanks(bytes, index + 1, end) === end;
}

/** Index of the first byte that belongs to no attribute, where `/` or `>` must stand; `end` when one is broken. */
function skipAttributes(bytes: Uint8Array, from: number, end: number): number {
  let index = from;
  for (;;) {
    index = skipBlanks(bytes, index, end);
    if (index >= end || !isAttributeStart(bytes[index]!)) return index;
    while (index < end && isAttributeByte(bytes[index]!)) index++;
    // A loop, for micromark lets a second `=` follow an unquoted value: `<a b=c=d>` is a complete tag.
    for (;;) {
      let value = skipBlanks(bytes, index, end);
      if (value >= end || bytes[value] !== EQUALS) break;
      value = skipBlanks(bytes, value + 1, end);
      const quote = bytes[value];
      if (value >= end || quote === LESS || quote === EQUALS || quote === GREATER || quote === BACKTICK)
        return end;
      if (quote === QUOTE || quote === APOSTROPHE) {
        index = value + 1;
        while (index < end && bytes[index] !== quote) index++;
        index++;
        const next = bytes[index];
        if (index >= end || (next !== SLASH && next !== GREATER && !isBlankByte(next))) return end;
        break;
      }
      while (value < end && !endsUnquoted(bytes[value]!)) value++;
      index = value;
    }
  }
}

function endsUnquoted(byte: number): boolean {
  return (
    byte === QUOTE ||
    byte === APOSTROPHE ||
    byte === SLASH ||
    byte === LESS ||
    byte === EQUALS ||
    byte === GREATER ||
    byte === BACKTICK ||
    isBlankByte(byte)
  );
}

/** ASCII tag name in lower case; a name longer than every listed one reads as empty. */
function readName(bytes: Uint8Array, from: number, to: number): string {
  if (to - from > LONGEST_NAME) return "";
  return String.fromCharCode(...bytes.subarray(from, to)).toLowerCase();
}

function isAlpha(byte: number): boolean {
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x7a;
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

function isNameByte(byte: number): boolean {
  return isAlpha(byte) || isDigit(byte) || byte === DASH;
}

function isAttributeStart(byte: number): boolean {
  return isAlpha(byte) || byte === 0x3a || byte === 0x5f;
}

function isAttributeByte(byte: number): boolean {
  return isAttributeStart(byte) || isDigit(byte) || byte === DASH || byte === 0x2e;
}
