import { idf } from "../compare/set-overlap.ts";
import type { Dictionary, OwnShare, SiteStats } from "../model/stats.ts";

/** Share of words that have a known partner on the other side; null when the dictionary knows (almost) none. */
export type Coverage = (a: Int32Array, b: Int32Array, enough: number) => number | null;

export const NO_COVERAGE: Coverage = () => null;

/**
 * Coverage by a learned dictionary, both directions. `own` is what the pair at hand gave to the dictionary:
 * it is taken out, or the dictionary would confirm the pair's own errors. Word lists are remembered by identity.
 */
export function createCoverage(
  stats: SiteStats,
  own: OwnShare | undefined,
  sameDirection: boolean,
): Coverage {
  const there = directedCoverage(stats, stats.forward, own === undefined ? null : countOwn(own, 0));
  const back = directedCoverage(stats, stats.backward, own === undefined ? null : countOwn(own, 1));
  return bothWays(sameDirection ? there : back, sameDirection ? back : there);
}

function bothWays(forward: Coverage, backward: Coverage): Coverage {
  return (a, b, enough) => {
    const there = forward(a, b, enough);
    const back = backward(b, a, enough);
    if (there === null) return back;
    return back === null ? there : (there + back) / 2;
  };
}

/** In which of the pair's blocks each word stands, ascending; by side. */
interface OwnBlocks {
  readonly word: ReadonlyMap<number, readonly number[]>;
  readonly other: ReadonlyMap<number, readonly number[]>;
}

function countOwn(own: OwnShare, side: 0 | 1): OwnBlocks {
  const word = new Map<number, number[]>();
  const other = new Map<number, number[]>();
  const note = (into: Map<number, number[]>, key: number, block: number) => {
    const list = into.get(key);
    if (list === undefined) into.set(key, [block]);
    else list.push(block);
  };
  own.forEach((block, k) => {
    for (const key of block[side]) note(word, key, k);
    for (const key of block[1 - side]!) note(other, key, k);
  });
  return { word, other };
}

/** Words of the other language that a word may stand for, the likeliest first. Parallel arrays. */
interface Candidates {
  /** Numbers that `IndexedDictionary` gave them. */
  readonly words: Int32Array;
  readonly dice: Float64Array;
}

const NO_CANDIDATES: Candidates = { words: new Int32Array(0), dice: new Float64Array(0) };

/** Words of the other language by consecutive numbers, so that sets of them can be marked in an array. */
interface IndexedDictionary {
  readonly numbers: ReadonlyMap<number, number>;
  /** Candidates of words as seen by pairs that the dictionary did not learn from. */
  readonly candidates: Map<number, Candidates>;
  /** For each word's number the mark of the list that holds it; one list at a time. */
  readonly marks: Int32Array;
  mark: number;
}

const indexed = new WeakMap<Dictionary, IndexedDictionary>();

function indexDictionary(dictionary: Dictionary): IndexedDictionary {
  let index = indexed.get(dictionary);
  if (index === undefined) {
    const numbers = new Map<number, number>();
    for (const { words } of dictionary.entries.values()) {
      for (const word of words) if (!numbers.has(word)) numbers.set(word, numbers.size);
    }
    index = { numbers, candidates: new Map(), marks: new Int32Array(numbers.size), mark: 0 };
    indexed.set(dictionary, index);
  }
  return index;
}

/** A word list with what the dictionary knows of it. Words without candidates are left out. */
interface KnownWords {
  readonly candidates: readonly Candidates[];
  readonly weights: Float64Array;
}

function directedCoverage(stats: SiteStats, dictionary: Dictionary, own: OwnBlocks | null): Coverage {
  const index = indexDictionary(dictionary);
  const known = own === null ? index.candidates : new Map<number, Candidates>();
  const candidatesOf = (word: number): Candidates => {
    let found = known.get(word);
    if (found === undefined) {
      found = findCandidates(dictionary, index, word, own);
      known.set(word, found);
    }
    return found;
  };
  const lists = new Map<Int32Array, KnownWords>();
  const wordsOf = (list: Int32Array): KnownWords => {
    let words = lists.get(list);
    if (words === undefined) {
      const candidates: Candidates[] = [];
      const weights: number[] = [];
      for (const word of list) {
        const found = candidatesOf(word);
        if (found.words.length === 0) continue;
        candidates.push(found);
        weights.push(idf(stats, word));
      }
      words = { candidates, weights: Float64Array.from(weights) };
      lists.set(list, words);
    }
    return words;
  };
  const others = new Map<Int32Array, Int32Array>();
  const numbersOf = (list: Int32Array): Int32Array => {
    let numbers = others.get(list);
    if (numbers === undefined) {
      const found: number[] = [];
      for (const word of list) {
        const number = index.numbers.get(word);
        if (number !== undefined) found.push(number);
      }
      numbers = Int32Array.from(found);
      others.set(list, numbers);
    }
    return numbers;
  };
  return (a, b, enough) => {
    const { candidates, weights } = wordsOf(a);
    const { marks } = index;
    const mark = ++index.mark;
    for (const number of numbersOf(b)) marks[number] = mark;
    let got = 0;
    let possible = 0;
    let weightSum = 0;
    for (let w = 0; w < weights.length; w++) {
      const { words, dice } = candidates[w]!;
      const weight = weights[w]!;
      let best = 0;
      for (let c = 0; c < words.length; c++) {
        if (marks[words[c]!] !== mark) continue;
        best = dice[c]!;
        break;
      }
      got += weight * best;
      possible += weight * dice[0]!;
      weightSum += weight;
    }
    if (possible === 0) return null;
    return (got / possible) * Math.min(1, weightSum / enough);
  };
}

const LEAST_DICE = 0.12;

function findCandidates(
  dictionary: Dictionary,
  index: IndexedDictionary,
  word: number,
  own: OwnBlocks | null,
): Candidates {
  const entry = dictionary.entries.get(word);
  if (entry === undefined) return NO_CANDIDATES;
  const mine = own?.word.get(word);
  const count = entry.count - (mine?.length ?? 0);
  const list: { word: number; dice: number }[] = [];
  for (let i = 0; i < entry.words.length; i++) {
    const other = entry.words[i]!;
    const theirs = own?.other.get(other);
    let together = entry.together[i]!;
    if (mine !== undefined && theirs !== undefined) together -= countShared(mine, theirs);
    if (together < 2) continue;
    const otherCount = (dictionary.otherCounts.get(other) ?? 0) - (theirs?.length ?? 0);
    const dice = (2 * together) / (count + otherCount);
    if (dice > LEAST_DICE) list.push({ word: index.numbers.get(other)!, dice });
  }
  if (list.length === 0) return NO_CANDIDATES;
  list.sort((x, y) => y.dice - x.dice);
  return {
    words: Int32Array.from(list, (candidate) => candidate.word),
    dice: Float64Array.from(list, (candidate) => candidate.dice),
  };
}

/** How many numbers stand in both of two ascending lists. */
function countShared(a: readonly number[], b: readonly number[]): number {
  let shared = 0;
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const step = a[i]! - b[j]!;
    if (step === 0) shared++;
    if (step <= 0) i++;
    if (step >= 0) j++;
  }
  return shared;
}
