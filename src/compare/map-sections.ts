import { TOKEN } from "../text/tokens.ts";
import type { Content } from "./content.ts";

/** Where the sections of a newer version of a post come from. */
export interface SectionMap {
  /** For each section of the newer version the index in the older one, or −1. */
  readonly from: Int32Array;
  /** Sections without origin that stand where one vanished (its index): rewritten from scratch, not added. */
  readonly replaced: ReadonlyMap<number, number>;
}

const SAME_HEADING = 0.6;
const PER_PLACE = 0.01;
const LEAST_DICE = 0.5;
const LEAST_DICE_IN_SLOT = 0.15;

/** Follows each section from one version of a post to the next, within one language. */
export function mapSections(older: readonly Content[], newer: readonly Content[]): SectionMap {
  const from = new Int32Array(newer.length).fill(-1);
  const taken = new Uint8Array(older.length);
  mapEqual(older, newer, from, taken);
  if (from.includes(-1)) mapSimilar(older, newer, from, taken);
  const replaced = new Map<number, number>();
  if (from.includes(-1)) mapSlots(older, newer, from, taken, replaced);
  return { from, replaced };
}

/** Equal words first, the nearest where several are equal. */
function mapEqual(
  older: readonly Content[],
  newer: readonly Content[],
  from: Int32Array,
  taken: Uint8Array,
): void {
  // The common case by far: most sections stand where they stood.
  const shared = Math.min(older.length, newer.length);
  for (let k = 0; k < shared; k++) if (equalContent(older[k]!, newer[k]!)) take(from, taken, k, k);
  for (let back = 1; back <= shared; back++) {
    const i = older.length - back;
    const j = newer.length - back;
    if (taken[i] || from[j] !== -1 || !equalContent(older[i]!, newer[j]!)) continue;
    take(from, taken, j, i);
  }
  for (let j = 0; j < newer.length; j++) {
    if (from[j] !== -1) continue;
    let best = -1;
    for (let i = 0; i < older.length; i++) {
      if (taken[i] || !equalContent(older[i]!, newer[j]!)) continue;
      if (best < 0 || Math.abs(i - j) < Math.abs(best - j)) best = i;
    }
    if (best >= 0) take(from, taken, j, best);
  }
}

function equalContent(a: Content, b: Content): boolean {
  if (a.print.words !== b.print.words) return false;
  // Sections without any word (only code, only an image) are told apart by what they hold.
  return a.print.words !== 0 || a.print.neutral === b.print.neutral;
}

function take(from: Int32Array, taken: Uint8Array, j: number, i: number): void {
  from[j] = i;
  taken[i] = 1;
}

/**
 * Above this many comparisons only sections that stand at about the same place are compared. A generated change log
 * whose ten thousand sections were all rewritten must not take minutes.
 */
const MOST_COMPARISONS = 640 * 640;
const REACH = 40;

function mapSimilar(
  older: readonly Content[],
  newer: readonly Content[],
  from: Int32Array,
  taken: Uint8Array,
): void {
  const olderLeft = Array.from(older.keys()).filter((i) => !taken[i]);
  const newerLeft = Array.from(newer.keys()).filter((j) => from[j] === -1);
  const all = olderLeft.length * newerLeft.length <= MOST_COMPARISONS;
  const candidates: { i: number; j: number; score: number }[] = [];
  newerLeft.forEach((j, rank) => {
    const middle = Math.round((rank * olderLeft.length) / newerLeft.length);
    const first = all ? 0 : Math.max(0, middle - REACH);
    const end = all ? olderLeft.length : Math.min(olderLeft.length, middle + REACH);
    for (let k = first; k < end; k++) {
      const i = olderLeft[k]!;
      const sameHeading =
        older[i]!.level === newer[j]!.level && older[i]!.heading === newer[j]!.heading ? SAME_HEADING : 0;
      const dice = wordDice(older[i]!, newer[j]!);
      if (sameHeading > 0 || dice > LEAST_DICE) {
        candidates.push({ i, j, score: dice + sameHeading - PER_PLACE * Math.abs(i - j) });
      }
    }
  });
  candidates.sort((a, b) => b.score - a.score || a.j - b.j || a.i - b.i);
  for (const { i, j } of candidates) if (!taken[i] && from[j] === -1) take(from, taken, j, i);
}

/** What is left alone between the same neighbours is one section if it shares some words, else a replacement. */
function mapSlots(
  older: readonly Content[],
  newer: readonly Content[],
  from: Int32Array,
  taken: Uint8Array,
  replaced: Map<number, number>,
): void {
  for (let j = 0; j < newer.length; j++) {
    if (from[j] !== -1) continue;
    const before = j === 0 ? -1 : from[j - 1]!;
    if (j > 0 && before < 0) continue;
    const i = before + 1;
    if (i >= older.length || taken[i]) continue;
    const nextNew = j + 1 < newer.length ? from[j + 1]! : older.length;
    const alone = nextNew === i + 1;
    if (alone && wordDice(older[i]!, newer[j]!) > LEAST_DICE_IN_SLOT) take(from, taken, j, i);
    else if (alone) replaced.set(j, i);
  }
}

/** Shared words over all words, as multisets: 1 for the same bag of words. */
export function wordDice(a: Content, b: Content): number {
  const x = wordHashes(a);
  const y = wordHashes(b);
  if (x.length + y.length === 0) return a.print.neutral === b.print.neutral ? 1 : 0;
  return (2 * countShared(x, y)) / (x.length + y.length);
}

/** How much of one content's words stands in another, longer or not: from 0 to 1. */
export function shareWithin(part: Content, whole: Content): number {
  const words = wordHashes(part);
  return words.length === 0 ? 0 : countShared(words, wordHashes(whole)) / words.length;
}

/** Both sorted. */
function countShared(x: Int32Array, y: Int32Array): number {
  let shared = 0;
  let i = 0;
  let j = 0;
  while (i < x.length && j < y.length) {
    if (x[i] === y[j]) {
      shared++;
      i++;
      j++;
    } else if (x[i]! < y[j]!) i++;
    else j++;
  }
  return shared;
}

const sortedWords = new WeakMap<Content, Int32Array>();

function wordHashes(content: Content): Int32Array {
  let words = sortedWords.get(content);
  if (words === undefined) {
    const tokens = content.tokens();
    words = tokens.hash
      .filter((_, i) => tokens.kind[i]! <= TOKEN.money || tokens.kind[i] === TOKEN.code)
      .sort();
    sortedWords.set(content, words);
  }
  return words;
}
