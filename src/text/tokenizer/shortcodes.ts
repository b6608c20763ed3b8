import { hashBytes } from "../hash.ts";
import { isCode } from "../numbers.ts";
import { isTextArgument } from "../text-arguments.ts";
import { TOKEN } from "../tokens.ts";
import {
  BACKSLASH,
  BACKTICK,
  BLANK,
  BRACE_CLOSE,
  BRACE_OPEN,
  byteClass,
  decoder,
  EQUALS,
  GREATER,
  LESS,
  NEWLINE,
  PERCENT,
  QUOTE,
  SLASH,
  skipBlanks,
  trimmed,
} from "./bytes.ts";
import { findLineEnd, nextLine } from "./line-ends.ts";
import type { TokenizerState } from "./state.ts";
import { readPlainText } from "./words.ts";

export function readShortcode(state: TokenizerState, p: number): number {
  const { bytes } = state;
  const mark = bytes[p + 2];
  if (bytes[p + 1] !== BRACE_OPEN || (mark !== LESS && mark !== PERCENT)) return p + 1;
  const close = mark === LESS ? GREATER : PERCENT;
  const stop = findShortcodeEnd(state, p + 3, close);
  if (stop < 0) return p + 3;
  let q = skipBlanks(bytes, p + 3, stop);
  if (bytes[q] === SLASH) return stop + 3;
  const nameStart = q;
  while (q < stop && byteClass[bytes[q]!] !== BLANK && byteClass[bytes[q]!] !== NEWLINE) q++;
  if (q === nameStart) return stop + 3;
  state.out.add(TOKEN.shortcode, hashBytes(bytes, nameStart, q), nameStart, q);
  const name = decoder.decode(bytes.subarray(nameStart, q));
  const selfClosing = bytes[stop - 1] === SLASH;
  readArguments(state, name, q, selfClosing ? stop - 1 : stop);
  if (!selfClosing && state.raw.includes(name)) return readRawShortcode(state, stop + 3, name, mark);
  return stop + 3;
}

export function findShortcodeEnd(state: TokenizerState, from: number, close: number): number {
  const { bytes, end } = state;
  if (state.noShortcodeEndFrom >= 0) return -1;
  let quote = 0;
  let fallback = -1;
  for (let p = from; p + 2 < end; p++) {
    const b = bytes[p]!;
    if (b === close && bytes[p + 1] === BRACE_CLOSE && bytes[p + 2] === BRACE_CLOSE) {
      if (quote === 0) return p;
      if (fallback < 0) fallback = p;
    } else if (quote !== 0) {
      if (b === BACKSLASH && quote === QUOTE) p++;
      else if (b === quote) quote = 0;
      else if (b === BRACE_OPEN && bytes[p + 1] === BRACE_OPEN && fallback >= 0) return fallback;
    } else if (b === QUOTE || b === BACKTICK) quote = b;
    else if (b === BRACE_OPEN && bytes[p + 1] === BRACE_OPEN) return -1;
  }
  if (fallback >= 0) return fallback;
  state.noShortcodeEndFrom = from;
  return -1;
}

export function readArguments(state: TokenizerState, name: string, from: number, stop: number): void {
  const { bytes } = state;
  let position = 0;
  let p = from;
  while (p < stop) {
    p = skipBlanks(bytes, p, stop);
    if (p >= stop) return;
    const keyStart = p;
    let key = "";
    if (bytes[p] !== QUOTE && bytes[p] !== BACKTICK) {
      while (
        p < stop &&
        bytes[p] !== EQUALS &&
        byteClass[bytes[p]!] !== BLANK &&
        byteClass[bytes[p]!] !== NEWLINE
      )
        p++;
      if (bytes[p] !== EQUALS) {
        readArgument(state, name, String(position++), keyStart, keyStart, p);
        continue;
      }
      key = decoder.decode(bytes.subarray(keyStart, p));
      p++;
    }
    const quote = bytes[p] === QUOTE || bytes[p] === BACKTICK ? bytes[p]! : 0;
    const valueStart = quote === 0 ? p : ++p;
    if (quote !== 0) {
      while (p < stop && bytes[p] !== quote) p += bytes[p] === BACKSLASH && quote === QUOTE ? 2 : 1;
      if (p > stop) p = stop;
    } else while (p < stop && byteClass[bytes[p]!] !== BLANK && byteClass[bytes[p]!] !== NEWLINE) p++;
    readArgument(state, name, key === "" ? String(position++) : key, keyStart, valueStart, p);
    if (quote !== 0) p++;
  }
}

export function readArgument(
  state: TokenizerState,
  name: string,
  key: string,
  keyStart: number,
  start: number,
  end: number,
): void {
  const { bytes, out } = state;
  if (isTextArgument(name, key, bytes, start, end)) readPlainText(state, start, end);
  else
    out.add(TOKEN.argument, hashBytes(bytes, start, end, hashBytes(bytes, keyStart, start)), keyStart, end);
}

export function readRawShortcode(state: TokenizerState, from: number, name: string, mark: number): number {
  const { bytes, end } = state;
  let p = from;
  while (p < end) {
    const lineEnd = findLineEnd(state, p);
    const close = closingShortcode(bytes, p, lineEnd, name, mark);
    const stop = close < 0 ? lineEnd : close;
    const [s, e] = trimmed(bytes, p, stop);
    if (e > s) state.out.add(TOKEN.code, hashBytes(bytes, s, e), s, e);
    if (close >= 0) return readShortcode(state, close);
    p = nextLine(state, lineEnd);
  }
  return end;
}

function closingShortcode(bytes: Uint8Array, from: number, to: number, name: string, mark: number): number {
  for (let p = from; p + name.length + 4 < to; p++) {
    if (bytes[p] !== BRACE_OPEN || bytes[p + 1] !== BRACE_OPEN || bytes[p + 2] !== mark) continue;
    const q = skipBlanks(bytes, p + 3, to);
    if (bytes[q] === SLASH && isCode(bytes, skipBlanks(bytes, q + 1, to), name)) return p;
  }
  return -1;
}
