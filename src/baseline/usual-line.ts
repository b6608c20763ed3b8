import type { ClaimFact, FactSide, FactWay } from "../model/fact.ts";
import type { Fingerprint } from "../model/post.ts";

/**
 * Nearly all lines of a large set say `same` or `own`, with the usual fields in the usual order. One expression knows
 * those, several times faster than the reader for any line; a fully attested site has a hundred thousand of them.
 * Everything it accepts, the other reader reads alike (a test compares them).
 */
const HEX = "[0-9a-f]{13}";
const LANGUAGE = "[a-z]{2,3}(?:-[a-z0-9]+)*";
const BLOB = "[0-9a-f]{40}(?:[0-9a-f]{24})?";
const VALUE = String.raw`[A-Za-z0-9_./:@+~-]+|"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9a-f]{4})[^"\\\u0000-\u001f]*)*"`;
// 29 February is left to the other reader, which knows leap years.
const TIME = String.raw`\d{4}-(?!02-29|02-3|(?:04|06|09|11)-31)(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z`;
const HINTS = (language: string): string =>
  `(?: ${language}\\.blob=(${BLOB}))?(?: ${language}\\.path=(${VALUE}))?(?: ${language}\\.at=(${VALUE}))?`;

const USUAL = new RegExp(
  `(same|own) (${TIME}) (?!by=|of=|how=)(${LANGUAGE})=v1:(${HEX})\\.(${HEX}) (?!by=|of=|how=|\\3=)(${LANGUAGE})=v1:(${HEX})\\.(${HEX})` +
    ` how=(edited|kept|machine|adopted)(?: by=(${VALUE}))?(?: reason=(${VALUE}))?(?: pair=(${VALUE}))?` +
    `${HINTS("\\3")}${HINTS("\\6")}(?=\\r?\\n|$)`,
  "y",
);

/** Where a usual line that starts at `start` ends; -1 when the line is another one. */
export function findUsualEnd(text: string, start: number): number {
  USUAL.lastIndex = start;
  return USUAL.test(text) ? USUAL.lastIndex : -1;
}

/** Calls back with the word hash of both sides of a usual line. */
export function readWords(text: string, start: number, take: (words: number) => void): void {
  const a = text.indexOf("=v1:", start + 30) + 4;
  take(readHex(text, a));
  take(readHex(text, text.indexOf("=v1:", a + 27) + 4));
}

/** 13 hexadecimal digits, in two parts: bit operations have 32 bits. */
function readHex(text: string, at: number): number {
  let high = 0;
  let low = 0;
  for (let index = 0; index < 6; index += 1) high = (high << 4) | digit(text.charCodeAt(at + index));
  for (let index = 6; index < 13; index += 1) low = (low << 4) | digit(text.charCodeAt(at + index));
  return high * 0x1000_0000 + low;
}

const digit = (code: number): number => (code < 58 ? code - 48 : code - 87);

/** The fact of a usual line; null when it is another one. */
export function readUsualLine(text: string, start = 0): ClaimFact | null {
  USUAL.lastIndex = start;
  const match = USUAL.exec(text);
  if (match === null) return null;
  const [
    ,
    kind,
    time = "",
    langA = "",
    wordsA = "",
    neutralA = "",
    langB = "",
    wordsB = "",
    neutralB = "",
    how,
  ] = match;
  const [by, reason, pair, blobA, pathA, placeA, blobB, pathB, placeB] = match.slice(10);
  const a = makeSide(langA, makePrint(wordsA, neutralA), blobA, pathA, placeA);
  const b = makeSide(langB, makePrint(wordsB, neutralB), blobB, pathB, placeB);
  return {
    kind: kind as "same" | "own",
    time: Date.parse(time),
    by: unquote(by) ?? "",
    how: how as FactWay,
    reason: unquote(reason),
    sides: langA < langB ? [a, b] : [b, a],
    pair: unquote(pair),
    extra: NO_EXTRA,
  };
}

const NO_EXTRA = {};

function makePrint(words: string, neutral: string): Fingerprint {
  return { words: readHex(words, 0), neutral: readHex(neutral, 0) };
}

function makeSide(
  language: string,
  print: Fingerprint,
  blob: string | undefined,
  path: string | undefined,
  place: string | undefined,
): FactSide {
  return { language, print, blob: blob ?? null, path: unquote(path), place: unquote(place) };
}

function unquote(value: string | undefined): string | null {
  if (value === undefined) return null;
  if (!value.startsWith('"')) return value;
  return value.includes("\\") ? (JSON.parse(value) as string) : value.slice(1, -1);
}
