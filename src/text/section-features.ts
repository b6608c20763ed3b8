import type { CountedSet, SectionFeatures } from "../model/features.ts";
import type { Section } from "../model/post.ts";
import { blockKinds } from "./fingerprint.ts";
import { hashText, hashUnits } from "./hash.ts";
import { KeySet } from "./key-set.ts";
import { comparableTarget } from "./link-target.ts";
import { blockEnd, TOKEN, type Tokens } from "./tokens.ts";

const GRAM_SEED = 0x1234567;
const WORD_SEED = 0x2345671;
const INVARIANT_SEED = 0x3456712;
const decoder = new TextDecoder();
// Han, kana, Thai and their like: pairs of characters take the place of words.
const UNSPACED =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\u30fc]$/u;

/** Features of a section for the alignment. `tokens` are of the whole section, heading included. */
export function extractFeatures(bytes: Uint8Array, section: Section, tokens: Tokens): SectionFeatures {
  const invariants = new Map<number, number>();
  const blockWords: Int32Array[] = [];
  let headingWords: Int32Array = NO_KEYS;
  let codeSize = 0;
  grams.clear();
  headingGrams.clear();
  words.clear();
  for (let block = 0; block < tokens.blocks; block++) {
    inBlock.clear();
    let single = "";
    const end = blockEnd(tokens, block);
    for (let i = tokens.blockFirst[block]!; i < end; i++) {
      const kind = tokens.kind[i]!;
      const from = tokens.start[i]!;
      const to = tokens.end[i]!;
      if (kind === TOKEN.word) {
        const inHeading = from < section.bodyStart;
        const length = readLatin(bytes, from, to);
        if (length > 0) {
          single = "";
          inBlock.add(hashUnits(lowerUnits, 0, length, WORD_SEED));
          addLatinGrams(length, inHeading);
          continue;
        }
        const text = decoder.decode(bytes.subarray(from, to));
        if (to - from <= 4 && UNSPACED.test(text)) {
          if (single !== "") inBlock.add(hashText(single + text, WORD_SEED));
          single = text;
          continue;
        }
        single = "";
        const lower = text.normalize("NFC").toLowerCase();
        inBlock.add(hashText(lower, WORD_SEED));
        addGrams(lower, inHeading);
      } else {
        if (kind === TOKEN.code) codeSize += to - from;
        const key = invariantKey(kind, bytes, from, to, tokens.hash[i]!);
        if (key !== 0) invariants.set(key, Math.min(3, (invariants.get(key) ?? 0) + 1));
      }
    }
    for (let i = 0; i < inBlock.size; i++) words.add(inBlock.keys[i]!);
    const here = inBlock.toSorted();
    if (block === 0 && section.kind === "section") headingWords = here;
    blockWords.push(here);
  }
  const id = headingId(bytes, section);
  if (id !== "") invariants.set(hashText(`i:${id}`, INVARIANT_SEED), 1);
  const anchor = foldAnchor(id === "" ? section.heading : id);
  return {
    level: section.level,
    kinds: blockKinds(tokens),
    length: section.length,
    codeSize,
    invariants: countedSet(invariants),
    grams: grams.toSorted(),
    headingGrams: headingGrams.toSorted(),
    words: words.toSorted(),
    headingWords,
    anchor: anchor === "" ? 0 : hashText(anchor, INVARIANT_SEED),
    explicitAnchor: id !== "",
    question: /[?？]\s*$/.test(section.heading),
    blockWords,
  };
}

// One section at a time: the sets are used again and again.
const grams = new KeySet();
const headingGrams = new KeySet();
const words = new KeySet();
const inBlock = new KeySet();
const NO_KEYS = new Int32Array(0);

function invariantKey(kind: number, bytes: Uint8Array, from: number, to: number, hash: number): number {
  // The token's hash is of the value: 1,000 and 1 000 are one invariant.
  if (kind === TOKEN.number) return Math.imul(hash ^ INVARIANT_SEED, 0x01000193) | 1;
  if (kind === TOKEN.money || kind === TOKEN.codeInfo || kind === TOKEN.argument) return 0;
  const text = decoder.decode(bytes.subarray(from, to));
  switch (kind) {
    case TOKEN.link:
    case TOKEN.image:
      return hashText(`u:${comparableTarget(text)}`, INVARIANT_SEED);
    case TOKEN.code:
      return text.trim() === "" ? 0 : hashText(`k:${text.trim()}`, INVARIANT_SEED);
    case TOKEN.inlineCode:
      return hashText(`c:${text}`, INVARIANT_SEED);
    case TOKEN.shortcode:
      return hashText(`s:${text}`, INVARIANT_SEED);
    case TOKEN.attribute: {
      const match = /^id\s*=\s*["']?(.*)$/is.exec(text);
      return match === null ? 0 : hashText(`i:${match[1]}`, INVARIANT_SEED);
    }
    default:
      return 0;
  }
}

/** Generators differ in what becomes a hyphen, so only letters and digits count. */
function foldAnchor(text: string): string {
  return text
    .normalize("NFC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "");
}

const HEADING_ID = /\{[^{}]*#([^\s{}]+)[^{}]*\}\s*#*\s*$/;

function headingId(bytes: Uint8Array, section: Section): string {
  if (section.bodyStart === section.start) return "";
  const line = decoder.decode(bytes.subarray(section.start, section.bodyStart));
  return line.includes("{") ? (HEADING_ID.exec(line.trimEnd())?.[1] ?? "") : "";
}

const FOLDS: Readonly<Record<string, string>> = {
  ø: "o",
  æ: "a",
  œ: "o",
  ß: "s",
  đ: "d",
  ð: "d",
  ł: "l",
  þ: "t",
};

function addGrams(lower: string, inHeading: boolean): void {
  if (lower.length < 4) return;
  let folded = lower;
  if (/[^a-z0-9_]/.test(lower)) folded = fold(lower);
  for (let i = 0; i + 4 <= folded.length; i++)
    addGram(hashText(folded.slice(i, i + 4), GRAM_SEED), inHeading);
}

function fold(lower: string): string {
  return lower
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[øæœßđðłþ]/g, (c) => FOLDS[c] ?? c);
}

function addGram(key: number, inHeading: boolean): void {
  grams.add(key);
  if (inHeading) headingGrams.add(key);
}

// Nearly all words of a European site are of letters below U+0180, each one or two bytes, and one unit in lower case:
// those are read straight from the bytes. 0: a character that needs more than this table.
const LATIN_END = 0x180;
const lowerOf = new Uint16Array(LATIN_END);
const foldOf = new Uint16Array(LATIN_END);
for (let unit = 1; unit < LATIN_END; unit++) {
  const lower = String.fromCharCode(unit).normalize("NFC").toLowerCase();
  const folded = fold(lower);
  if (lower.length !== 1 || folded.length !== 1) continue;
  lowerOf[unit] = lower.charCodeAt(0);
  foldOf[unit] = folded.charCodeAt(0);
}
const LONGEST_LATIN = 256;
const lowerUnits = new Uint16Array(LONGEST_LATIN);
const foldedUnits = new Uint16Array(LONGEST_LATIN);

/** Reads a word into `lowerUnits` and `foldedUnits`; its length, or 0 when it needs the slow way. */
function readLatin(bytes: Uint8Array, from: number, to: number): number {
  if (to - from > LONGEST_LATIN) return 0;
  let length = 0;
  for (let p = from; p < to; p++) {
    let unit = bytes[p]!;
    if (unit >= 0x80) {
      const next = p + 1 < to ? bytes[p + 1]! : 0;
      if (unit < 0xc2 || unit > 0xc5 || (next & 0xc0) !== 0x80) return 0;
      unit = ((unit & 0x1f) << 6) | (next & 0x3f);
      p++;
    }
    const lower = lowerOf[unit]!;
    if (lower === 0) return 0;
    lowerUnits[length] = lower;
    foldedUnits[length++] = foldOf[unit]!;
  }
  return length;
}

function addLatinGrams(length: number, inHeading: boolean): void {
  for (let i = 0; i + 4 <= length; i++) addGram(hashUnits(foldedUnits, i, i + 4, GRAM_SEED), inHeading);
}

function countedSet(map: ReadonlyMap<number, number>): CountedSet {
  const keys = Int32Array.from(map.keys()).sort();
  return { keys, counts: Uint8Array.from(keys, (key) => map.get(key) ?? 0) };
}
