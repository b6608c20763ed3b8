import { CHAR, classifyCodePoint, decodeEntity } from "../characters.ts";
import { finishHash, HASH_SEED, hashBytes } from "../hash.ts";
import { parseMoneyAfter, parseMoneyBefore, readNumber } from "../numbers.ts";
import { TOKEN } from "../tokens.ts";
import {
  AMPERSAND,
  APOSTROPHE,
  BACKSLASH,
  BACKTICK,
  BANG,
  BLANK,
  BRACE_CLOSE,
  BRACKET_CLOSE,
  byteClass,
  COLON,
  codePointAt,
  DIGIT,
  DOT,
  decoder,
  encoder,
  GREATER,
  HIGH,
  LESS,
  NEWLINE,
  PAREN_CLOSE,
  PAREN_OPEN,
  PIPE,
  QUOTE,
  SKIP,
  SLASH,
  STAR,
  sizeOf,
  UNDERSCORE,
  WORD,
} from "./bytes.ts";
import type { TokenizerState } from "./state.ts";
import { addLink } from "./targets.ts";

/** A run of letters and digits, underscores inside it too; returns the position behind it. */
export function readWord(state: TokenizerState, from: number): number {
  const { bytes, end } = state;
  let h = HASH_SEED;
  let p = from;
  while (p < end) {
    const b = bytes[p]!;
    const c = byteClass[b]!;
    if (c === WORD || c === DIGIT) {
      h = Math.imul(h ^ b, 0x5bd1e995);
      h ^= h >>> 15;
      p++;
      continue;
    }
    if (c === HIGH) {
      const cp = codePointAt(bytes, p, end);
      const size = sizeOf(bytes[p]!);
      const charClass = classifyCodePoint(cp);
      if (charClass === CHAR.word) {
        for (let i = 0; i < size; i++) {
          h = Math.imul(h ^ bytes[p + i]!, 0x5bd1e995);
          h ^= h >>> 15;
        }
        p += size;
        continue;
      }
      if (charClass === CHAR.combining) return readComposedWord(state, from);
      if (charClass === CHAR.ignorable) {
        p += size;
        continue;
      }
      break;
    }
    if (b === UNDERSCORE || (b === BACKSLASH && bytes[p + 1] === UNDERSCORE)) {
      const q = b === UNDERSCORE ? p + 1 : p + 2;
      const next = q < end ? byteClass[bytes[q]!]! : SKIP;
      if (next !== WORD && next !== DIGIT && next !== HIGH) break;
      h = Math.imul(h ^ UNDERSCORE, 0x5bd1e995);
      h ^= h >>> 15;
      p = q;
      continue;
    }
    if (b === STAR && p > from) {
      // Emphasis inside a word is but looks: un**believ**able.
      let q = p + 1;
      while (q < end && bytes[q] === STAR && q - p < 3) q++;
      const next = q < end ? byteClass[bytes[q]!]! : SKIP;
      if (next !== WORD && next !== DIGIT && next !== HIGH) break;
      p = q;
      continue;
    }
    if (b === AMPERSAND) {
      const entity = decodeEntity(bytes, p, end);
      if (entity !== 0 && classifyCodePoint(Math.floor(entity / 16)) === CHAR.word) {
        for (const byte of encoder.encode(String.fromCodePoint(Math.floor(entity / 16)))) {
          h = Math.imul(h ^ byte, 0x5bd1e995);
          h ^= h >>> 15;
        }
        p += entity % 16;
        continue;
      }
      if (entity !== 0 && classifyCodePoint(Math.floor(entity / 16)) === CHAR.ignorable) {
        p += entity % 16;
        continue;
      }
      break;
    }
    break;
  }
  if (bytes[p] === COLON && bytes[p + 1] === SLASH && bytes[p + 2] === SLASH)
    return readBareUrl(state, from, p);
  state.out.add(TOKEN.word, finishHash(h), from, p);
  return p;
}

/** Slow path of `word` for letters with combining marks: hashed as composed, so that both spellings agree. */
export function readComposedWord(state: TokenizerState, from: number): number {
  const { bytes, end } = state;
  let p = from;
  while (p < end) {
    const c = byteClass[bytes[p]!]!;
    if (c === WORD || c === DIGIT) p++;
    else if (c === HIGH) {
      const charClass = classifyCodePoint(codePointAt(bytes, p, end));
      if (charClass === CHAR.other || charClass === CHAR.space || charClass === CHAR.single) break;
      p += sizeOf(bytes[p]!);
    } else break;
  }
  const composed = encoder.encode(decoder.decode(bytes.subarray(from, p)).normalize("NFC"));
  let h = HASH_SEED;
  for (const byte of composed) {
    h = Math.imul(h ^ byte, 0x5bd1e995);
    h ^= h >>> 15;
  }
  state.out.add(TOKEN.word, finishHash(h), from, p);
  return p;
}

export function readHigh(state: TokenizerState, p: number): number {
  const { bytes, end } = state;
  const cp = codePointAt(bytes, p, end);
  const size = sizeOf(bytes[p]!);
  const charClass = classifyCodePoint(cp);
  if (charClass === CHAR.word) return readWord(state, p);
  if (charClass === CHAR.single) {
    state.out.add(TOKEN.word, hashBytes(bytes, p, p + size), p, p + size);
    return p + size;
  }
  if (cp === 0x20ac || cp === 0xa3 || cp === 0xa5) {
    const money = parseMoneyBefore(bytes, p, end, state.out);
    if (money > 0) return money;
  }
  if (cp === 0xb0) state.out.add(TOKEN.word, hashBytes(bytes, p, p + size), p, p + size);
  return p + size;
}

export function readDigits(state: TokenizerState, p: number): number {
  const { bytes, end } = state;
  let q = p;
  while (q < end && byteClass[bytes[q]!] === DIGIT) q++;
  const c = q < end ? byteClass[bytes[q]!]! : SKIP;
  // "10GB", "3D": digits that go on with letters are a word.
  if (c === WORD || (c === HIGH && classifyCodePoint(codePointAt(bytes, q, end)) === CHAR.word))
    return readWord(state, p);
  if (
    bytes[q] === UNDERSCORE &&
    q + 1 < end &&
    byteClass[bytes[q + 1]!]! <= DIGIT &&
    byteClass[bytes[q + 1]!] !== SKIP
  )
    return readWord(state, p);
  const number = readNumber(bytes, p, end);
  const money = parseMoneyAfter(bytes, number, end, state.out);
  if (money > 0) return money;
  state.out.add(TOKEN.number, number.hash, p, number.end);
  return number.end;
}

export function readBareUrl(state: TokenizerState, from: number, colon: number): number {
  const { bytes, end } = state;
  let p = colon + 3;
  while (p < end) {
    const b = bytes[p]!;
    const c = byteClass[b]!;
    if (
      c === BLANK ||
      c === NEWLINE ||
      b === LESS ||
      b === GREATER ||
      b === QUOTE ||
      b === PIPE ||
      b === BACKTICK
    )
      break;
    if (b === BRACKET_CLOSE || b === BRACE_CLOSE) break;
    p++;
  }
  let stop = p;
  while (stop > colon + 3 && isTrailingPunctuation(bytes[stop - 1]!)) {
    if (bytes[stop - 1] === PAREN_CLOSE && hasOpenParen(bytes, from, stop - 1)) break;
    stop--;
  }
  // The text of [https://a](https://a) is its target said twice.
  const inBrackets =
    state.bracketDepth > 0 && bytes[stop] === BRACKET_CLOSE && bytes[stop + 1] === PAREN_OPEN;
  if (!inBrackets) addLink(state, TOKEN.link, from, stop);
  return stop;
}

/** A character reference outside of any word: a word that it begins, or nothing. */
export function readEntity(state: TokenizerState, p: number): number {
  const entity = decodeEntity(state.bytes, p, state.end);
  if (entity === 0) return p + 1;
  return classifyCodePoint(Math.floor(entity / 16)) === CHAR.word ? readWord(state, p) : p + (entity % 16);
}

/** Words of a value that is text in itself: no markup but entities and numbers. */
export function readPlainText(state: TokenizerState, start: number, stop: number): void {
  const { bytes } = state;
  const whole = state.end;
  state.end = stop;
  let p = start;
  while (p < stop) {
    const c = byteClass[bytes[p]!]!;
    if (c === WORD) p = readWord(state, p);
    else if (c === DIGIT) p = readDigits(state, p);
    else if (c === HIGH) p = readHigh(state, p);
    else if (bytes[p] === AMPERSAND) p = readEntity(state, p);
    else p++;
  }
  state.end = whole;
}

function isTrailingPunctuation(b: number): boolean {
  return (
    b === DOT ||
    b === 0x2c ||
    b === COLON ||
    b === 0x3b ||
    b === BANG ||
    b === 0x3f ||
    b === PAREN_CLOSE ||
    b === STAR ||
    b === UNDERSCORE ||
    b === APOSTROPHE
  );
}

function hasOpenParen(bytes: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (bytes[i] === PAREN_OPEN) return true;
  return false;
}
