import { hashBytes } from "../hash.ts";
import { isCode } from "../numbers.ts";
import { isTextAttribute } from "../text-arguments.ts";
import { TOKEN } from "../tokens.ts";
import {
  APOSTROPHE,
  BANG,
  BLANK,
  byteClass,
  COLON,
  DASH,
  DIGIT,
  decoder,
  EQUALS,
  GREATER,
  isLetter,
  LESS,
  LF,
  NEWLINE,
  QUOTE,
  SLASH,
  trimmed,
  WORD,
} from "./bytes.ts";
import { findLineEnd, nextLine } from "./line-ends.ts";
import type { TokenizerState } from "./state.ts";
import { addLink } from "./targets.ts";
import { readPlainText } from "./words.ts";

export function readLessThan(state: TokenizerState, p: number): number {
  const { bytes, end } = state;
  const next = bytes[p + 1];
  if (next === BANG && bytes[p + 2] === DASH && bytes[p + 3] === DASH) {
    if (state.noCommentEndFrom >= 0) return p + 4;
    for (let q = p + 4; q + 2 < end; q++) {
      if (bytes[q] === DASH && bytes[q + 1] === DASH && bytes[q + 2] === GREATER) return q + 3;
    }
    state.noCommentEndFrom = p;
    return p + 4;
  }
  if (next === SLASH) {
    const close = findTagEnd(state, p + 2);
    return close < 0 ? p + 1 : close;
  }
  if (!isLetter(next)) return p + 1;
  return readTag(state, p);
}

export function readTag(state: TokenizerState, p: number): number {
  const { bytes, end } = state;
  let q = p + 1;
  while (q < end && (byteClass[bytes[q]!] === WORD || byteClass[bytes[q]!] === DIGIT || bytes[q] === DASH))
    q++;
  const nameEnd = q;
  if (bytes[q] === COLON) {
    while (
      q < end &&
      bytes[q] !== GREATER &&
      byteClass[bytes[q]!] !== BLANK &&
      byteClass[bytes[q]!] !== NEWLINE
    )
      q++;
    if (bytes[q] !== GREATER) return p + 1;
    addLink(state, TOKEN.link, p + 1, q);
    return q + 1;
  }
  const close = findTagEnd(state, q);
  if (close < 0) return p + 1;
  readAttributes(state, q, close - 1);
  if (nameEnd - p === 7 || nameEnd - p === 6) {
    const name = decoder.decode(bytes.subarray(p + 1, nameEnd)).toLowerCase();
    if (name === "script" || name === "style") return readRawElement(state, close, name);
  }
  return close;
}

/** Position behind the `>` that ends a tag, quoted values passed over; −1 when there is none. */
export function findTagEnd(state: TokenizerState, from: number): number {
  const { bytes, end } = state;
  if (state.noTagEndFrom >= 0) return -1;
  let quote = 0;
  let firstGreater = -1;
  for (let p = from; p < end; p++) {
    const b = bytes[p]!;
    if (b === GREATER) {
      if (quote === 0) return p + 1;
      if (firstGreater < 0) firstGreater = p;
    } else if (quote !== 0) {
      if (b === quote) quote = 0;
      else if (b === LF && bytes[p + 1] === LF) return firstGreater < 0 ? -1 : firstGreater + 1;
    } else if (b === QUOTE || b === APOSTROPHE) quote = b;
    else if (b === LESS) return -1;
    else if (b === LF && bytes[p + 1] === LF) return -1;
  }
  if (firstGreater >= 0) return firstGreater + 1;
  state.noTagEndFrom = from;
  return -1;
}

export function readAttributes(state: TokenizerState, from: number, end: number): void {
  const { bytes } = state;
  let p = from;
  while (p < end) {
    while (
      p < end &&
      (byteClass[bytes[p]!] === BLANK || byteClass[bytes[p]!] === NEWLINE || bytes[p] === SLASH)
    )
      p++;
    const nameStart = p;
    while (
      p < end &&
      bytes[p] !== EQUALS &&
      byteClass[bytes[p]!] !== BLANK &&
      byteClass[bytes[p]!] !== NEWLINE
    )
      p++;
    const nameEnd = p;
    if (nameEnd === nameStart) {
      p++;
      continue;
    }
    if (bytes[p] !== EQUALS) {
      state.out.add(TOKEN.attribute, hashBytes(bytes, nameStart, nameEnd), nameStart, nameEnd);
      continue;
    }
    p++;
    const quote = bytes[p] === QUOTE || bytes[p] === APOSTROPHE ? bytes[p]! : 0;
    const valueStart = quote === 0 ? p : ++p;
    if (quote !== 0) while (p < end && bytes[p] !== quote) p++;
    else while (p < end && byteClass[bytes[p]!] !== BLANK && byteClass[bytes[p]!] !== NEWLINE) p++;
    readAttribute(state, nameStart, nameEnd, valueStart, p);
    if (quote !== 0) p++;
  }
}

export function readAttribute(
  state: TokenizerState,
  nameStart: number,
  nameEnd: number,
  start: number,
  end: number,
): void {
  const { bytes, out } = state;
  const name = decoder.decode(bytes.subarray(nameStart, nameEnd)).toLowerCase();
  if (isTextAttribute(name)) readPlainText(state, start, end);
  else if (name === "href") addLink(state, TOKEN.link, start, end);
  else if (name === "src" || name === "poster") addLink(state, TOKEN.image, start, end);
  else
    out.add(
      TOKEN.attribute,
      hashBytes(bytes, start, end, hashBytes(bytes, nameStart, nameEnd)),
      nameStart,
      end,
    );
}

export function readRawElement(state: TokenizerState, from: number, name: string): number {
  const { bytes, end } = state;
  let p = from;
  while (p < end) {
    const lineEnd = findLineEnd(state, p);
    const close = indexOfClosingTag(bytes, p, lineEnd, name);
    const [s, e] = trimmed(bytes, p, close < 0 ? lineEnd : close);
    if (e > s) state.out.add(TOKEN.code, hashBytes(bytes, s, e), s, e);
    if (close >= 0) return close;
    p = nextLine(state, lineEnd);
  }
  return end;
}

function indexOfClosingTag(bytes: Uint8Array, from: number, to: number, name: string): number {
  for (let p = from; p + name.length + 1 < to; p++) {
    if (bytes[p] !== LESS || bytes[p + 1] !== SLASH) continue;
    if (isCode(bytes, p + 2, name)) return p;
  }
  return -1;
}
