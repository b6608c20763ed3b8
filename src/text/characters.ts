/** What a code point means to the tokenizer. */
export const CHAR = {
  /** Separates words and means nothing: punctuation, symbols, marks of emphasis. */
  other: 1,
  /** Part of a word. */
  word: 2,
  /** A word of its own: scripts that are written without spaces. */
  single: 3,
  space: 4,
  /** Neither part of a word nor a break in one: soft hyphen, zero-width characters, joiners. */
  ignorable: 5,
  /** A combining mark that may compose with the letter before it. */
  combining: 6,
} as const;

const SINGLE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\u30fc]/u;
const WORD = /[\p{L}\p{N}\p{M}]/u;
const SPACE = /[\p{Z}\u0085]/u;
const IGNORABLE = /\p{Default_Ignorable_Code_Point}/u;

// Filled on demand: classifying all of the plane costs 10 ms, a site uses a few hundred characters.
const known = new Uint8Array(0x10000);

/** Class of a code point above 0x7F; one of the values of `CHAR`. */
export function classifyCodePoint(codePoint: number): number {
  if (codePoint < 0x10000) {
    const cached = known[codePoint]!;
    if (cached !== 0) return cached;
    const value = classify(codePoint);
    known[codePoint] = value;
    return value;
  }
  return classify(codePoint);
}

function classify(codePoint: number): number {
  if (codePoint >= 0xd800 && codePoint <= 0xdfff) return CHAR.other;
  const text = String.fromCodePoint(codePoint);
  if (IGNORABLE.test(text)) return CHAR.ignorable;
  if (codePoint >= 0x300 && codePoint <= 0x36f) return CHAR.combining;
  if (SINGLE.test(text)) return CHAR.single;
  if (WORD.test(text)) return CHAR.word;
  if (SPACE.test(text)) return CHAR.space;
  return CHAR.other;
}

const ENTITIES: Readonly<Record<string, number>> = {
  nbsp: 0xa0,
  amp: 0x26,
  lt: 0x3c,
  gt: 0x3e,
  quot: 0x22,
  apos: 0x27,
  shy: 0xad,
  ndash: 0x2013,
  mdash: 0x2014,
  hellip: 0x2026,
  laquo: 0xab,
  raquo: 0xbb,
  lsquo: 0x2018,
  rsquo: 0x2019,
  ldquo: 0x201c,
  rdquo: 0x201d,
  bdquo: 0x201e,
  bull: 0x2022,
  middot: 0xb7,
  copy: 0xa9,
  reg: 0xae,
  trade: 0x2122,
  deg: 0xb0,
  euro: 0x20ac,
  pound: 0xa3,
  sect: 0xa7,
  times: 0xd7,
  ensp: 0x2002,
  emsp: 0x2003,
  thinsp: 0x2009,
  zwnj: 0x200c,
  zwj: 0x200d,
  rarr: 0x2192,
  larr: 0x2190,
  AElig: 0xc6,
  aelig: 0xe6,
  Oslash: 0xd8,
  oslash: 0xf8,
  Aring: 0xc5,
  aring: 0xe5,
  Auml: 0xc4,
  auml: 0xe4,
  Ouml: 0xd6,
  ouml: 0xf6,
  Uuml: 0xdc,
  uuml: 0xfc,
  Eacute: 0xc9,
  eacute: 0xe9,
  egrave: 0xe8,
  ecirc: 0xea,
  ograve: 0xf2,
  oacute: 0xf3,
  ocirc: 0xf4,
  agrave: 0xe0,
  aacute: 0xe1,
  szlig: 0xdf,
  ntilde: 0xf1,
  ccedil: 0xe7,
  eth: 0xf0,
  thorn: 0xfe,
};

const AMPERSAND = 0x26;
const SEMICOLON = 0x3b;

/**
 * Reads a character reference at `position` (which holds `&`). Returns its code point times 16 plus the
 * number of bytes it takes, or 0 when there is none that we know; one number, since this is on the hot path.
 */
export function decodeEntity(bytes: Uint8Array, position: number, end: number): number {
  if (bytes[position] !== AMPERSAND) return 0;
  const limit = Math.min(end, position + 12);
  let stop = position + 1;
  while (stop < limit && bytes[stop] !== SEMICOLON) stop++;
  if (stop >= limit) return 0;
  let name = "";
  for (let i = position + 1; i < stop; i++) name += String.fromCharCode(bytes[i]!);
  const length = stop + 1 - position;
  const named = Object.hasOwn(ENTITIES, name) ? ENTITIES[name]! : numericEntity(name);
  return named === 0 ? 0 : named * 16 + length;
}

function numericEntity(name: string): number {
  const hexadecimal = /^#[xX]([0-9a-fA-F]{1,6})$/.exec(name);
  const decimal = /^#([0-9]{1,7})$/.exec(name);
  const value = hexadecimal ? Number.parseInt(hexadecimal[1]!, 16) : decimal ? Number(decimal[1]) : 0;
  return value > 0x10ffff ? 0 : value;
}
