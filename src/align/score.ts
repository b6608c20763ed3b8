import { countedOverlap, idf, overlap } from "../compare/set-overlap.ts";
import type { SectionFeatures } from "../model/features.ts";
import type { Dictionary, OwnShare, SiteStats } from "../model/stats.ts";
import type { FeatureName, Weights } from "./weights.ts";

export type FeatureVector = Readonly<Record<FeatureName, number>>;

/** How far two sections stand from each other in their posts, each place counted from 0 to 1. */
export function positionDistance(i: number, n: number, j: number, m: number): number {
  return Math.abs((i + 0.5) / n - (j + 0.5) / m);
}

/** Everything that speaks for or against two sections being one, as numbers. `distance`: see `positionDistance`. */
export function compareSections(
  a: SectionFeatures,
  b: SectionFeatures,
  distance: number,
  stats: SiteStats | null,
  lengthRatio: number,
  coverage: Coverage,
): FeatureVector {
  const length = lengthFeatures(a.length, b.length, lengthRatio);
  const mixedPreamble = (a.level === 0) !== (b.level === 0);
  const dictionary = coverage(a.words, b.words, 8);
  const heading = a.level === 0 || b.level === 0 ? null : coverage(a.headingWords, b.headingWords, 3);
  return {
    len: length.z,
    lenabs: length.absolute,
    sameLevel: a.level === b.level ? 1 : 0,
    nearLevel: !mixedPreamble && Math.abs(a.level - b.level) === 1 ? 1 : 0,
    preambleMismatch: mixedPreamble ? 1 : 0,
    kinds: kindSimilarity(a.kinds, b.kinds) - 0.5,
    blocks: -Math.abs(a.kinds.length - b.kinds.length) / (1 + Math.max(a.kinds.length, b.kinds.length)),
    invariants: countedOverlap(a.invariants, b.invariants, stats),
    code: -Math.min(400, Math.abs(a.codeSize - b.codeSize)) / 400,
    cognates: overlap(a.grams, b.grams, stats),
    headingCognates: overlap(a.headingGrams, b.headingGrams, stats),
    question: a.question && b.question ? 0.5 : a.question !== b.question ? -1 : 0,
    anchor: anchorFeature(a, b),
    dictionary: dictionary ?? 0,
    headingDictionary: heading ?? 0,
    noDictionary: dictionary === null ? 1 : 0,
    position: -distance,
  };
}

/** Log odds under a model. */
export function applyWeights(vector: FeatureVector, weights: Weights): number {
  let sum = weights.bias;
  for (const name of Object.keys(vector) as FeatureName[]) sum += weights[name] * vector[name];
  return sum;
}

/**
 * Translators keep the original's anchor by writing it out (`## Overskrift {#heading}`), so an id that is the other
 * heading's settles it. Where neither side wrote one out the anchors say nothing: they are the headings.
 */
function anchorFeature(a: SectionFeatures, b: SectionFeatures): number {
  if (!a.explicitAnchor && !b.explicitAnchor) return 0;
  return a.anchor === b.anchor ? 1 : -0.25;
}

// Ratios of lengths vary more in short sections; the constants are the research's (docs/accuracy.md).
function lengthFeatures(a: number, b: number, ratio: number): { z: number; absolute: number } {
  const root = Math.sqrt(ratio);
  const la = (a + 1) * root;
  const lb = (b + 1) / root;
  const log = Math.log(lb / la);
  const z = log / (0.25 + 1.2 / Math.sqrt(Math.min(la, lb)));
  return { z: -Math.min(z * z, 12) / 2, absolute: -Math.min(Math.abs(log), 3) };
}

/** Twice the longest common subsequence over the sum of lengths; long shapes are cut, which keeps it cheap. */
export function kindSimilarity(a: string, b: string): number {
  if (a === b) return 1;
  const x = a.slice(0, 200);
  const y = b.slice(0, 200);
  if (x.length + y.length === 0) return 1;
  let previous = new Uint16Array(y.length + 1);
  let current = new Uint16Array(y.length + 1);
  for (let i = 1; i <= x.length; i++) {
    for (let j = 1; j <= y.length; j++) {
      current[j] =
        x.charCodeAt(i - 1) === y.charCodeAt(j - 1)
          ? previous[j - 1]! + 1
          : Math.max(previous[j]!, current[j - 1]!);
    }
    [previous, current] = [current, previous];
  }
  return (2 * previous[y.length]!) / (x.length + y.length);
}

/** Share of words that have a known partner on the other side; null when the dictionary knows (almost) none. */
export type Coverage = (a: Int32Array, b: Int32Array, enough: number) => number | null;

export const NO_COVERAGE: Coverage = () => null;

/**
 * Coverage by a learned dictionary, both directions. `own` is what the pair at hand gave to the dictionary:
 * it is taken out, or the dictionary would confirm the pair's own errors.
 */
export function createCoverage(stats: SiteStats, own: OwnShare | undefined, sameDirection: boolean): Coverage {
  const there = directedCoverage(stats, stats.forward, ownCounts(own, 0));
  const back = directedCoverage(stats, stats.backward, ownCounts(own, 1));
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

interface OwnCounts {
  readonly word: ReadonlyMap<number, number>;
  readonly other: ReadonlyMap<number, number>;
  readonly blocks: readonly (readonly [ReadonlySet<number>, ReadonlySet<number>])[];
}

function ownCounts(own: OwnShare | undefined, side: 0 | 1): OwnCounts | null {
  if (own === undefined) return null;
  const word = new Map<number, number>();
  const other = new Map<number, number>();
  for (const block of own) {
    for (const key of block[side]) word.set(key, (word.get(key) ?? 0) + 1);
    for (const key of block[1 - side]!) other.set(key, (other.get(key) ?? 0) + 1);
  }
  return { word, other, blocks: own.map((b) => [new Set(b[side]), new Set(b[1 - side]!)] as const) };
}

interface Candidate {
  readonly word: number;
  readonly dice: number;
}

function directedCoverage(stats: SiteStats, dictionary: Dictionary, own: OwnCounts | null): Coverage {
  const known = new Map<number, readonly Candidate[]>();
  const candidatesOf = (word: number): readonly Candidate[] => {
    let found = known.get(word);
    if (found === undefined) {
      found = candidates(dictionary, word, own);
      known.set(word, found);
    }
    return found;
  };
  return (a: Int32Array, b: Int32Array, enough: number): number | null => {
    const other = new Set(b);
    let got = 0;
    let possible = 0;
    let weightSum = 0;
    for (const word of a) {
      const list = candidatesOf(word);
      if (list.length === 0) continue;
      const weight = idf(stats, word);
      let best = 0;
      for (const candidate of list) {
        if (candidate.dice > best && other.has(candidate.word)) best = candidate.dice;
      }
      got += weight * best;
      possible += weight * list[0]!.dice;
      weightSum += weight;
    }
    if (possible === 0) return null;
    return (got / possible) * Math.min(1, weightSum / enough);
  };
}

const LEAST_DICE = 0.12;

function candidates(dictionary: Dictionary, word: number, own: OwnCounts | null): readonly Candidate[] {
  const entry = dictionary.entries.get(word);
  if (entry === undefined) return [];
  const count = entry.count - (own?.word.get(word) ?? 0);
  const list: Candidate[] = [];
  for (let i = 0; i < entry.words.length; i++) {
    const other = entry.words[i]!;
    let together = entry.together[i]!;
    if (own !== null && own.word.has(word) && own.other.has(other)) {
      for (const [ours, theirs] of own.blocks) if (ours.has(word) && theirs.has(other)) together--;
    }
    if (together < 2) continue;
    const otherCount = (dictionary.otherCounts.get(other) ?? 0) - (own?.other.get(other) ?? 0);
    const dice = (2 * together) / (count + otherCount);
    if (dice > LEAST_DICE) list.push({ word: other, dice });
  }
  return list.sort((x, y) => y.dice - x.dice);
}
