import { countedOverlap, overlap } from "../compare/set-overlap.ts";
import type { SectionFeatures } from "../model/features.ts";
import type { SiteStats } from "../model/stats.ts";
import type { Coverage } from "./coverage.ts";
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

/** Log odds under a model. Written out: a loop over names costs as much as the comparison. */
export function applyWeights(v: FeatureVector, w: Weights): number {
  return (
    w.bias +
    w.len * v.len +
    w.lenabs * v.lenabs +
    w.sameLevel * v.sameLevel +
    w.nearLevel * v.nearLevel +
    w.preambleMismatch * v.preambleMismatch +
    w.kinds * v.kinds +
    w.blocks * v.blocks +
    w.invariants * v.invariants +
    w.code * v.code +
    w.cognates * v.cognates +
    w.headingCognates * v.headingCognates +
    w.question * v.question +
    w.anchor * v.anchor +
    w.dictionary * v.dictionary +
    w.headingDictionary * v.headingDictionary +
    w.noDictionary * v.noDictionary +
    w.position * v.position
  );
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
