import type { CountedSet, SectionFeatures } from "../model/features.ts";
import type { Section } from "../model/post.ts";
import { blockKinds } from "./fingerprint.ts";
import { hashText } from "./hash.ts";
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
  const grams = new Set<number>();
  const headingGrams = new Set<number>();
  const words = new Set<number>();
  const headingWords = new Set<number>();
  const invariants = new Map<number, number>();
  const blockWords: Int32Array[] = [];
  let codeSize = 0;
  for (let block = 0; block < tokens.blocks; block++) {
    const inBlock = new Set<number>();
    let single = "";
    for (let i = tokens.blockFirst[block]!; i < blockEnd(tokens, block); i++) {
      const kind = tokens.kind[i]!;
      const start = tokens.start[i]!;
      const end = tokens.end[i]!;
      const text = decoder.decode(bytes.subarray(start, end));
      if (kind === TOKEN.word) {
        if (end - start <= 4 && UNSPACED.test(text)) {
          if (single !== "") inBlock.add(hashText(single + text, WORD_SEED));
          single = text;
          continue;
        }
        single = "";
        const lower = text.normalize("NFC").toLowerCase();
        inBlock.add(hashText(lower, WORD_SEED));
        addGrams(lower, grams, start < section.bodyStart ? headingGrams : null);
      } else {
        if (kind === TOKEN.code) codeSize += end - start;
        const key = invariantKey(kind, text, tokens.hash[i]!);
        if (key !== 0) invariants.set(key, Math.min(3, (invariants.get(key) ?? 0) + 1));
      }
    }
    for (const word of inBlock) words.add(word);
    if (block === 0 && section.kind === "section") for (const word of inBlock) headingWords.add(word);
    blockWords.push(sorted(inBlock));
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
    grams: sorted(grams),
    headingGrams: sorted(headingGrams),
    words: sorted(words),
    headingWords: sorted(headingWords),
    anchor: anchor === "" ? 0 : hashText(anchor, INVARIANT_SEED),
    explicitAnchor: id !== "",
    question: /[?？]\s*$/.test(section.heading),
    blockWords,
  };
}

function invariantKey(kind: number, text: string, hash: number): number {
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
    case TOKEN.number:
      // The token's hash is of the value: 1,000 and 1 000 are one invariant.
      return Math.imul(hash ^ INVARIANT_SEED, 0x01000193) | 1;
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

function addGrams(lower: string, all: Set<number>, heading: Set<number> | null): void {
  if (lower.length < 4) return;
  let folded = lower;
  if (/[^a-z0-9_]/.test(lower)) {
    folded = lower
      .normalize("NFD")
      .replace(/\p{M}/gu, "")
      .replace(/[øæœßđðłþ]/g, (c) => FOLDS[c] ?? c);
  }
  for (let i = 0; i + 4 <= folded.length; i++) {
    const key = hashText(folded.slice(i, i + 4), GRAM_SEED);
    all.add(key);
    heading?.add(key);
  }
}

function sorted(set: ReadonlySet<number>): Int32Array {
  return Int32Array.from(set).sort();
}

function countedSet(map: ReadonlyMap<number, number>): CountedSet {
  const keys = Int32Array.from(map.keys()).sort();
  return { keys, counts: Uint8Array.from(keys, (key) => map.get(key) ?? 0) };
}
