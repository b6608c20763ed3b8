import type { FrontMatterFormat } from "../model/post.ts";

const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const TAB = 0x09;
const QUOTE = 0x22;
const PLUS = 0x2b;
const DASH = 0x2d;
const SEMICOLON = 0x3b;
const BACKSLASH = 0x5c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

/**
 * Where a post's header lies, told from the bytes alone. All offsets are bytes from the start of the file, lines
 * count from 1. `start` is the first byte after a BOM.
 *
 * - `none`: the file is all body.
 * - `header`: `textStart`–`textEnd` hold what the format's parser gets (for JSON the braces included),
 *   `textLine` is the line of `textStart`; the body begins at `bodyStart`, on line `bodyLine`.
 *   `textAfter`: a JSON header's closing brace is followed by text on its line.
 * - `not-closed`: it begins like a header and has no closing line.
 * - `language`: the opening line names a language (`---js`). Some tools run such a header as a program.
 */
export type HeaderBounds =
  | { readonly kind: "none"; readonly start: number }
  | {
      readonly kind: "header";
      readonly format: FrontMatterFormat;
      readonly start: number;
      readonly textStart: number;
      readonly textEnd: number;
      readonly textLine: number;
      readonly bodyStart: number;
      readonly bodyLine: number;
      readonly textAfter: boolean;
    }
  | { readonly kind: "not-closed"; readonly format: FrontMatterFormat; readonly start: number }
  | { readonly kind: "language"; readonly start: number; readonly name: string };

/**
 * Finds the header. The rules are those of remark-frontmatter, which the section scanner has to agree with: a
 * fence is exactly `---` or `+++` and blanks, at the start of a line. (Hugo and gray-matter also end a header at
 * a line that merely begins with the fence, so that `---foo` in a text cuts it in two.) The first such line
 * closes, even inside a TOML string: every generator does it so.
 */
export function findHeader(bytes: Uint8Array): HeaderBounds {
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  const first = bytes[start];
  if (first === DASH || first === PLUS) return findFenced(bytes, start, first);
  if (first === OPEN_BRACE) return findBraced(bytes, start);
  if (first === SEMICOLON && fenceLength(bytes, start, SEMICOLON) === 3) {
    // Metalsmith's and assemble's fence for JSON, CSON and CoffeeScript headers.
    const rest = lineText(bytes, start + 3);
    if (rest === "" || isName(rest)) return { kind: "language", start, name: rest || ";;;" };
  }
  return { kind: "none", start };
}

function findFenced(bytes: Uint8Array, start: number, fence: number): HeaderBounds {
  // `----` is a thematic break or a table's ruler, `++++` is text.
  if (fenceLength(bytes, start, fence) !== 3) return { kind: "none", start };
  const format = fence === DASH ? "yaml" : "toml";
  const textStart = endOfFenceLine(bytes, start);
  if (textStart < 0) {
    const rest = lineText(bytes, start + 3);
    return isName(rest) ? { kind: "language", start, name: rest } : { kind: "none", start };
  }
  let line = 2;
  for (let at = textStart; at < bytes.length; line += 1) {
    if (bytes[at] === fence && fenceLength(bytes, at, fence) === 3) {
      const bodyStart = endOfFenceLine(bytes, at);
      if (bodyStart >= 0) {
        const open = bodyStart === bytes.length && !endsLine(bytes, bodyStart - 1);
        return {
          kind: "header",
          format,
          start,
          textStart,
          textEnd: at,
          textLine: 2,
          bodyStart,
          // Without a line break after the fence, the (empty) body is still on the fence's line.
          bodyLine: open ? line : line + 1,
          textAfter: false,
        };
      }
    }
    at = nextLine(bytes, at);
  }
  return looksLikeHeader(bytes, textStart, fence)
    ? { kind: "not-closed", format, start }
    : { kind: "none", start };
}

/**
 * Tells a header that somebody forgot to close from a text that begins with a thematic break: the first line
 * that is neither blank nor a comment is a key (`title:`, `title =`, `[table]`), as one word. Hugo refuses both
 * kinds of file, so calling a doubtful one a header costs nobody anything.
 */
function looksLikeHeader(bytes: Uint8Array, from: number, fence: number): boolean {
  const pattern =
    fence === DASH ? /^["']?[\w.-]+["']?[ \t]*:(?:[ \t]|$)/ : /^(?:["']?[\w.-]+["']?[ \t]*=|\[)/;
  for (let at = from; at < bytes.length; at = nextLine(bytes, at)) {
    const text = lineText(bytes, at);
    if (text !== "" && !text.startsWith("#")) return pattern.test(text);
  }
  return false;
}

/** Hugo's JSON header: from `{` at the very start to the brace that matches it. */
function findBraced(bytes: Uint8Array, start: number): HeaderBounds {
  const next = skipBlanksAndBreaks(bytes, start + 1);
  const second = bytes[next];
  const alone = isLineEnd(bytes, skipBlanks(bytes, start + 1));
  // `{{< shortcode >}}`, `{% tag %}` and `{.class}` begin a body.
  if (!alone && second !== QUOTE && second !== CLOSE_BRACE) return { kind: "none", start };
  const end = findClosingBrace(bytes, start);
  if (end < 0) {
    return second === QUOTE ? { kind: "not-closed", format: "json", start } : { kind: "none", start };
  }
  const after = skipBlanks(bytes, end);
  const textAfter = !isLineEnd(bytes, after);
  const bodyStart = textAfter ? end : skipLineEnd(bytes, after);
  return {
    kind: "header",
    format: "json",
    start,
    textStart: start,
    textEnd: end,
    textLine: 1,
    bodyStart,
    bodyLine: 1 + countLines(bytes, start, bodyStart),
    textAfter,
  };
}

/** First byte after the brace that closes the one at `start`, strings skipped; -1 if there is none. */
function findClosingBrace(bytes: Uint8Array, start: number): number {
  let depth = 0;
  let inString = false;
  for (let at = start; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (inString) {
      if (byte === BACKSLASH) at += 1;
      else if (byte === QUOTE) inString = false;
      // A string cannot hold a line break, so this one lacks its closing quote: go by `}` alone on its line.
      else if (byte === LF || byte === CR) return findBraceLine(bytes, at);
    } else if (byte === QUOTE) inString = true;
    else if (byte === OPEN_BRACE) depth += 1;
    else if (byte === CLOSE_BRACE) {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return -1;
}

function findBraceLine(bytes: Uint8Array, from: number): number {
  for (let at = nextLine(bytes, from); at < bytes.length; at = nextLine(bytes, at)) {
    if (bytes[at] === CLOSE_BRACE) return at + 1;
  }
  return -1;
}

function fenceLength(bytes: Uint8Array, at: number, fence: number): number {
  let length = 0;
  while (bytes[at + length] === fence) length += 1;
  return length;
}

/** First byte of the line after the fence at `at`; -1 if more than blanks stands on the fence's line. */
function endOfFenceLine(bytes: Uint8Array, at: number): number {
  const end = skipBlanks(bytes, at + 3);
  return isLineEnd(bytes, end) ? skipLineEnd(bytes, end) : -1;
}

function skipBlanks(bytes: Uint8Array, from: number): number {
  let at = from;
  while (bytes[at] === SPACE || bytes[at] === TAB) at += 1;
  return at;
}

function skipBlanksAndBreaks(bytes: Uint8Array, from: number): number {
  let at = from;
  while (bytes[at] === SPACE || bytes[at] === TAB || bytes[at] === LF || bytes[at] === CR) at += 1;
  return at;
}

function isLineEnd(bytes: Uint8Array, at: number): boolean {
  return at >= bytes.length || bytes[at] === LF || bytes[at] === CR;
}

function endsLine(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === LF || bytes[at] === CR;
}

function skipLineEnd(bytes: Uint8Array, at: number): number {
  if (at >= bytes.length) return bytes.length;
  return bytes[at] === CR && bytes[at + 1] === LF ? at + 2 : at + 1;
}

function nextLine(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && bytes[at] !== LF && bytes[at] !== CR) at += 1;
  return skipLineEnd(bytes, at);
}

function countLines(bytes: Uint8Array, start: number, end: number): number {
  let count = 0;
  for (let at = start; at < end; at += 1) {
    if (bytes[at] === LF || (bytes[at] === CR && bytes[at + 1] !== LF)) count += 1;
  }
  return count;
}

/** The line from `from` on without the blanks around it; its first 200 bytes are enough for every use here. */
function lineText(bytes: Uint8Array, from: number): string {
  let end = from;
  while (!isLineEnd(bytes, end) && end - from < 200) end += 1;
  return new TextDecoder().decode(bytes.subarray(from, end)).trim();
}

function isName(text: string): boolean {
  return /^[A-Za-z_$][\w$+#.]*$/.test(text);
}
