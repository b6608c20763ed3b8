import { finishHash, HASH_SEED } from "./hash.ts";
import { TOKEN, type TokenBuffer } from "./tokens.ts";

/** A number as it stands in a text. `hash` is of its value: 1,000 = 1 000 = 1000 and 7.5 = 7,5. */
export interface NumberRead {
  readonly start: number;
  /** First byte behind the number. */
  readonly end: number;
  readonly hash: number;
}

const DOT = 0x2e;
const COMMA = 0x2c;
const SPACE = 0x20;
const APOSTROPHE = 0x27;

function isDigit(b: number | undefined): boolean {
  return b !== undefined && b >= 0x30 && b <= 0x39;
}

/** Number of digits that follow `p`. */
function digitRun(bytes: Uint8Array, p: number, end: number): number {
  let q = p;
  while (q < end && isDigit(bytes[q])) q++;
  return q - p;
}

/** Length of a blank that groups digits: space, line end, no-break space, thin and narrow space; else 0. */
function groupBlank(bytes: Uint8Array, p: number): number {
  const b = bytes[p];
  if (b === SPACE || b === APOSTROPHE || b === 0x0a) return 1;
  if (b === 0x0d && bytes[p + 1] === 0x0a) return 2;
  if (b === 0xc2 && bytes[p + 1] === 0xa0) return 2;
  if (b === 0xe2 && bytes[p + 1] === 0x80 && (bytes[p + 2] === 0xaf || bytes[p + 2] === 0x89)) return 3;
  // &nbsp; between groups
  if (b === 0x26 && isCode(bytes, p + 1, "nbsp;")) return 6;
  return 0;
}

/** Whether the bytes at `p` spell `code`, ASCII case ignored. */
export function isCode(bytes: Uint8Array, p: number, code: string): boolean {
  for (let i = 0; i < code.length; i++) {
    const b = bytes[p + i];
    if (b === undefined) return false;
    const c = code.charCodeAt(i);
    if (b !== c && (b | 0x20) !== (c | 0x20)) return false;
  }
  return true;
}

/**
 * Reads the number that begins at `start` (a digit). Groups of three behind a separator belong to it; a dot
 * or comma before any other number of digits is the decimal sign. With several separators of one kind that
 * do not all group three digits (1.2.3, 10.12.2024) the digits are kept as they stand, joined by dots.
 */
export function readNumber(bytes: Uint8Array, start: number, end: number): NumberRead {
  let p = start;
  let h = HASH_SEED;
  const first = digitRun(bytes, p, end);
  h = addDigits(h, bytes, p, p + first);
  p += first;
  let grouped = first <= 3;
  let decimals = false;
  for (;;) {
    const b = bytes[p];
    if (b === DOT || b === COMMA) {
      const run = p + 1 < end ? digitRun(bytes, p + 1, end) : 0;
      if (run === 0) break;
      if (run === 3 && grouped && !decimals) {
        h = addDigits(h, bytes, p + 1, p + 4);
      } else {
        if (decimals && b === COMMA) break;
        h = addDigits(addByte(h, DOT), bytes, p + 1, p + 1 + run);
        decimals = true;
        grouped = false;
      }
      p += 1 + run;
      continue;
    }
    const blank = grouped && !decimals && p < end ? groupBlank(bytes, p) : 0;
    if (blank === 0 || p + blank >= end || digitRun(bytes, p + blank, end) !== 3) break;
    h = addDigits(h, bytes, p + blank, p + blank + 3);
    p += blank + 3;
  }
  return { start, end: p, hash: finishHash(h) };
}

function addByte(hash: number, byte: number): number {
  const h = Math.imul(hash ^ byte, 0x5bd1e995);
  return h ^ (h >>> 15);
}

function addDigits(hash: number, bytes: Uint8Array, from: number, to: number): number {
  let h = hash;
  for (let i = from; i < to; i++) h = addByte(h, bytes[i]!);
  return h;
}

const CURRENCIES: readonly (readonly [string, string])[] = [
  ["kroner", "NOK"],
  ["euros", "EUR"],
  ["euro", "EUR"],
  ["dollars", "USD"],
  ["NOK", "NOK"],
  ["EUR", "EUR"],
  ["USD", "USD"],
  ["SEK", "SEK"],
  ["DKK", "DKK"],
  ["GBP", "GBP"],
  ["CHF", "CHF"],
  ["JPY", "JPY"],
  ["kr", "NOK"],
];

/** Currency that begins at `p`: its code and the byte behind it. */
function currencyAt(bytes: Uint8Array, p: number, end: number): { code: string; end: number } | null {
  const b = bytes[p];
  if (b === undefined || p >= end) return null;
  if (b === 0x24) return { code: "USD", end: p + 1 };
  if (b === 0xe2 && bytes[p + 1] === 0x82 && bytes[p + 2] === 0xac) return { code: "EUR", end: p + 3 };
  if (b === 0xc2 && bytes[p + 1] === 0xa3) return { code: "GBP", end: p + 2 };
  if (b === 0xc2 && bytes[p + 1] === 0xa5) return { code: "JPY", end: p + 2 };
  for (const [word, code] of CURRENCIES) {
    const stop = p + word.length;
    if (stop > end || !isCode(bytes, p, word)) continue;
    const next = stop < end ? bytes[stop]! : SPACE;
    const goesOn = next >= 0x80 || isDigit(next) || ((next | 0x20) >= 0x61 && (next | 0x20) <= 0x7a);
    if (!goesOn) return { code, end: stop };
  }
  return null;
}

function addMoney(out: TokenBuffer, code: string, number: NumberRead, start: number, end: number): void {
  let h = number.hash;
  for (let i = 0; i < code.length; i++) h = addByte(h, code.charCodeAt(i));
  out.add(TOKEN.money, finishHash(h), start, end);
}

/** `€ 12`, `$5`: adds the amount and returns the byte behind it; 0 when no number follows the sign. */
export function parseMoneyBefore(bytes: Uint8Array, p: number, end: number, out: TokenBuffer): number {
  const currency = currencyAt(bytes, p, end);
  if (currency === null) return 0;
  const digits = currency.end + groupBlank(bytes, currency.end);
  if (digits >= end || !isDigit(bytes[digits])) return 0;
  const number = readNumber(bytes, digits, end);
  addMoney(out, currency.code, number, p, number.end);
  return number.end;
}

/** `12 €`, `500 kroner`, and `NOK 500` by the word before: adds the amount, returns the byte behind it; else 0. */
export function parseMoneyAfter(
  bytes: Uint8Array,
  number: NumberRead,
  end: number,
  out: TokenBuffer,
): number {
  const last = out.count - 1;
  if (last >= 0 && out.kind[last] === TOKEN.word) {
    const currency = currencyAt(bytes, out.start[last]!, end);
    const gap = number.start - out.end[last]!;
    if (
      currency !== null &&
      currency.end === out.end[last] &&
      gap <= 6 &&
      gap === groupBlank(bytes, currency.end)
    ) {
      const start = out.start[last]!;
      out.count = last;
      addMoney(out, currency.code, number, start, number.end);
      return number.end;
    }
  }
  const after = number.end + groupBlank(bytes, number.end);
  const currency = currencyAt(bytes, after, end);
  if (currency === null) return 0;
  // "5 $10": a sign before digits belongs to what follows.
  if (bytes[after] === 0x24 && isDigit(bytes[currency.end])) return 0;
  addMoney(out, currency.code, number, number.start, currency.end);
  return currency.end;
}
