export const TAB = 0x09;
export const LF = 0x0a;
export const CR = 0x0d;
export const SPACE = 0x20;
export const BANG = 0x21;
export const QUOTE = 0x22;
export const HASH = 0x23;
export const PERCENT = 0x25;
export const AMPERSAND = 0x26;
export const APOSTROPHE = 0x27;
export const PAREN_OPEN = 0x28;
export const PAREN_CLOSE = 0x29;
export const STAR = 0x2a;
export const PLUS = 0x2b;
export const DASH = 0x2d;
export const DOT = 0x2e;
export const SLASH = 0x2f;
export const COLON = 0x3a;
export const LESS = 0x3c;
export const EQUALS = 0x3d;
export const GREATER = 0x3e;
export const BRACKET_OPEN = 0x5b;
export const BACKSLASH = 0x5c;
export const BRACKET_CLOSE = 0x5d;
export const UNDERSCORE = 0x5f;
export const BACKTICK = 0x60;
export const BRACE_OPEN = 0x7b;
export const PIPE = 0x7c;
export const BRACE_CLOSE = 0x7d;
export const TILDE = 0x7e;

// Classes of bytes: what the main loop does with them.
export const SKIP = 0;
export const WORD = 1;
export const DIGIT = 2;
export const BLANK = 3;
export const NEWLINE = 4;
export const HIGH = 5;
export const MARKUP = 6;
/** The class of each byte. */
export const byteClass = new Uint8Array(256);
for (let b = 0; b < 256; b++) {
  if ((b >= 0x61 && b <= 0x7a) || (b >= 0x41 && b <= 0x5a)) byteClass[b] = WORD;
  else if (b >= 0x30 && b <= 0x39) byteClass[b] = DIGIT;
  else if (b === SPACE || b === TAB || b === 0x0c || b === 0x0b) byteClass[b] = BLANK;
  else if (b === LF || b === CR) byteClass[b] = NEWLINE;
  else if (b >= 0x80) byteClass[b] = HIGH;
}
for (const b of [
  BANG,
  PERCENT,
  AMPERSAND,
  LESS,
  BRACKET_OPEN,
  BACKSLASH,
  BRACKET_CLOSE,
  BACKTICK,
  BRACE_OPEN,
  0x24,
]) {
  byteClass[b] = MARKUP;
}

export const decoder = new TextDecoder();
export const encoder = new TextEncoder();

/** Length in bytes of the UTF-8 sequence that `lead` begins; a stray continuation byte counts one. */
export function sizeOf(lead: number): number {
  return lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
}

export function codePointAt(bytes: Uint8Array, p: number, end: number): number {
  const lead = bytes[p]!;
  const size = sizeOf(lead);
  if (p + size > end) return 0xfffd;
  if (size === 2) return ((lead & 0x1f) << 6) | (bytes[p + 1]! & 0x3f);
  if (size === 3) return ((lead & 0x0f) << 12) | ((bytes[p + 1]! & 0x3f) << 6) | (bytes[p + 2]! & 0x3f);
  if (size === 4) {
    const cp =
      ((lead & 0x07) << 18) |
      ((bytes[p + 1]! & 0x3f) << 12) |
      ((bytes[p + 2]! & 0x3f) << 6) |
      (bytes[p + 3]! & 0x3f);
    return cp > 0x10ffff ? 0xfffd : cp;
  }
  return 0xfffd;
}

export function isLetter(b: number | undefined): boolean {
  return b !== undefined && byteClass[b] === WORD;
}

export function skipBlanks(bytes: Uint8Array, from: number, end: number): number {
  let p = from;
  while (p < end && (byteClass[bytes[p]!] === BLANK || byteClass[bytes[p]!] === NEWLINE)) p++;
  return p;
}

export function trimmed(bytes: Uint8Array, from: number, to: number): [number, number] {
  let s = from;
  let e = to;
  while (s < e && (byteClass[bytes[s]!] === BLANK || byteClass[bytes[s]!] === NEWLINE)) s++;
  while (e > s && (byteClass[bytes[e - 1]!] === BLANK || byteClass[bytes[e - 1]!] === NEWLINE)) e--;
  return [s, e];
}
