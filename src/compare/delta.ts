import { hashText } from "../text/hash.ts";
import { comparableTarget } from "../text/link-target.ts";
import { blockEnd, TOKEN, type Tokens } from "../text/tokens.ts";
import type { Content } from "./content.ts";

/** Counts of what came and went, by key. */
export type Bag = ReadonlyMap<number, number>;

/** What changed between two contents of one section in one language. */
export interface Delta {
  /** Words (amounts too) that came and went, together; at least 1 where only their order changed. */
  readonly words: number;
  readonly addedWords: Bag;
  readonly removedWords: Bag;
  /** Neutral parts that came and went, by `neutralKey`. */
  readonly addedNeutral: Bag;
  readonly removedNeutral: Bag;
  /** What reads the same in every language: numbers, code, link targets, names. */
  readonly addedHard: ReadonlySet<number>;
  readonly removedHard: ReadonlySet<number>;
  /** A number, a line of code, or inline code is among what changed. */
  readonly changesNumbers: boolean;
  readonly changesCode: boolean;
  /** Some neutral part other than numbers and code: links, images, arguments, attributes. */
  readonly changesMarkup: boolean;
  /** Indices of the blocks of the newer content that are not in the older, and how many blocks it has. */
  readonly changedBlocks: ReadonlySet<number>;
  readonly blocks: number;
  readonly oldBlocks: number;
}

/** What moved between the two contents. Null when nothing that counts did. */
export function computeDelta(older: Content, newer: Content): Delta | null {
  if (older.print.words === newer.print.words && older.print.neutral === newer.print.neutral) return null;
  const a = older.tokens();
  const b = newer.tokens();
  const words = bagDifference(wordBag(a), wordBag(b));
  const neutral = bagDifference(neutralBag(older), neutralBag(newer));
  const hard = hardDifference(older, newer);
  const kinds = new Set<number>();
  for (const key of [...neutral.added.keys(), ...neutral.removed.keys()]) kinds.add(neutralKind(key));
  const moved = count(words.added) + count(words.removed);
  const numbers = kinds.has(TOKEN.number);
  const code = kinds.has(TOKEN.code) || kinds.has(TOKEN.inlineCode) || kinds.has(TOKEN.codeInfo);
  return {
    words: moved === 0 && older.print.words !== newer.print.words ? 1 : moved,
    addedWords: words.added,
    removedWords: words.removed,
    addedNeutral: neutral.added,
    removedNeutral: neutral.removed,
    addedHard: hard.added,
    removedHard: hard.removed,
    changesNumbers: numbers,
    changesCode: code,
    changesMarkup: kinds.size > (numbers ? 1 : 0) + countCodeKinds(kinds),
    changedBlocks: changedBlocks(a, b),
    blocks: b.blocks,
    oldBlocks: a.blocks,
  };
}

function countCodeKinds(kinds: ReadonlySet<number>): number {
  let n = 0;
  for (const kind of [TOKEN.code, TOKEN.inlineCode, TOKEN.codeInfo]) if (kinds.has(kind)) n++;
  return n;
}

function wordBag(tokens: Tokens): Map<number, number> {
  const bag = new Map<number, number>();
  for (let i = 0; i < tokens.count; i++) {
    if (tokens.kind[i]! > TOKEN.money) continue;
    const key = tokens.hash[i]!;
    bag.set(key, (bag.get(key) ?? 0) + 1);
  }
  return bag;
}

/**
 * Key of a neutral part under which both languages' parts can be looked up: the kind in the low four bits;
 * link and image targets by the page they lead to.
 */
export function neutralKey(
  kind: number,
  hash: number,
  bytes: Uint8Array,
  start: number,
  end: number,
): number {
  if (kind === TOKEN.link || kind === TOKEN.image) {
    const target = comparableTarget(decoder.decode(bytes.subarray(start, end)));
    return (hashText(target) & ~15) | TOKEN.link;
  }
  return (hash & ~15) | kind;
}

const decoder = new TextDecoder();

export function neutralKind(key: number): number {
  return key & 15;
}

/** Neutral parts of a content with their counts, by `neutralKey`. */
export function neutralBag(content: Content): Map<number, number> {
  const tokens = content.tokens();
  const bag = new Map<number, number>();
  for (let i = 0; i < tokens.count; i++) {
    const kind = tokens.kind[i]!;
    if (kind <= TOKEN.money) continue;
    const key = neutralKey(kind, tokens.hash[i]!, content.bytes, tokens.start[i]!, tokens.end[i]!);
    bag.set(key, (bag.get(key) ?? 0) + 1);
  }
  return bag;
}

export function bagDifference(
  older: ReadonlyMap<number, number>,
  newer: ReadonlyMap<number, number>,
): { added: Map<number, number>; removed: Map<number, number> } {
  const added = new Map<number, number>();
  const removed = new Map<number, number>();
  for (const [key, n] of newer) {
    const more = n - (older.get(key) ?? 0);
    if (more > 0) added.set(key, more);
  }
  for (const [key, n] of older) {
    const fewer = n - (newer.get(key) ?? 0);
    if (fewer > 0) removed.set(key, fewer);
  }
  return { added, removed };
}

export function count(bag: Bag): number {
  let n = 0;
  for (const value of bag.values()) n += value;
  return n;
}

/**
 * Tokens that are written alike in both languages: neutral parts, words with a digit or an inner capital, and
 * words that begin with a capital inside a sentence (names). Keys of words and of neutral parts differ.
 */
function hardTokens(content: Content): Set<number> {
  const tokens = content.tokens();
  const { bytes } = content;
  const set = new Set<number>();
  for (let block = 0; block < tokens.blocks; block++) {
    const first = tokens.blockFirst[block]!;
    for (let i = first; i < blockEnd(tokens, block); i++) {
      const kind = tokens.kind[i]!;
      const start = tokens.start[i]!;
      const end = tokens.end[i]!;
      if (kind > TOKEN.money) set.add(neutralKey(kind, tokens.hash[i]!, bytes, start, end));
      else if (
        kind === TOKEN.money ||
        looksLikeName(bytes, start, end, i > first && !endsSentence(bytes, start))
      ) {
        set.add((tokens.hash[i]! & ~15) | 15);
      }
    }
  }
  return set;
}

function looksLikeName(bytes: Uint8Array, start: number, end: number, insideSentence: boolean): boolean {
  let capital = false;
  for (let i = start; i < end; i++) {
    const b = bytes[i]!;
    if (b >= 0x30 && b <= 0x39) return true;
    if (b >= 0x41 && b <= 0x5a) {
      if (i > start) return true;
      capital = true;
    }
  }
  return capital && insideSentence && end - start > 1;
}

function endsSentence(bytes: Uint8Array, start: number): boolean {
  let p = start - 1;
  while (p >= 0 && (bytes[p] === 0x20 || bytes[p] === 0x0a || bytes[p] === 0x2a || bytes[p] === 0x22)) p--;
  return p < 0 || bytes[p] === 0x2e || bytes[p] === 0x21 || bytes[p] === 0x3f || bytes[p] === 0x3a;
}

function hardDifference(older: Content, newer: Content): { added: Set<number>; removed: Set<number> } {
  const a = hardTokens(older);
  const b = hardTokens(newer);
  return {
    added: new Set([...b].filter((key) => !a.has(key))),
    removed: new Set([...a].filter((key) => !b.has(key))),
  };
}

function changedBlocks(a: Tokens, b: Tokens): Set<number> {
  const old = new Map<number, number>();
  for (let i = 0; i < a.blocks; i++) {
    const key = blockHash(a, i);
    old.set(key, (old.get(key) ?? 0) + 1);
  }
  const changed = new Set<number>();
  for (let i = 0; i < b.blocks; i++) {
    const key = blockHash(b, i);
    const left = old.get(key) ?? 0;
    if (left > 0) old.set(key, left - 1);
    else changed.add(i);
  }
  // What only went away leaves its mark on the block that stands in its place.
  if (changed.size === 0 && b.blocks > 0) {
    for (let i = 0; i < a.blocks; i++) {
      if (i >= b.blocks || blockHash(a, i) !== blockHash(b, i)) {
        changed.add(Math.min(i, b.blocks - 1));
        break;
      }
    }
  }
  return changed;
}

function blockHash(tokens: Tokens, block: number): number {
  let h = 7;
  for (let i = tokens.blockFirst[block]!; i < blockEnd(tokens, block); i++) {
    h = Math.imul(h ^ tokens.hash[i]!, 0x5bd1e995) ^ (h >>> 13);
  }
  return h;
}
