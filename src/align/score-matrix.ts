import type { SectionFeatures } from "../model/features.ts";
import type { SiteStats } from "../model/stats.ts";
import type { Coverage } from "./coverage.ts";
import { applyWeights, compareSections, positionDistance } from "./score.ts";
import { WITH_DICTIONARY, WITHOUT_DICTIONARY } from "./weights.ts";

/** What scoring one pair of posts needs. Indices count sections from 0. */
export interface ScoreContext {
  readonly source: readonly SectionFeatures[];
  readonly target: readonly SectionFeatures[];
  readonly stats: SiteStats | null;
  /** Target length divided by source length, as usual between the two languages. */
  readonly lengthRatio: number;
  /** By the learned dictionary; null when there is none, which has weights of its own. */
  readonly coverage: Coverage | null;
}

/** Log odds that two sections, or sections that replaced them, belong together. */
export function scoreSections(
  context: ScoreContext,
  a: SectionFeatures,
  i: number,
  b: SectionFeatures,
  j: number,
): number {
  const distance = positionDistance(i, context.source.length, j, context.target.length);
  const { stats, lengthRatio, coverage } = context;
  const vector = compareSections(a, b, distance, stats, lengthRatio, coverage ?? noCoverage);
  return applyWeights(vector, coverage === null ? WITHOUT_DICTIONARY : WITH_DICTIONARY);
}

const noCoverage: Coverage = () => null;

/** Scores of all section pairs: row per source section. */
export type ScoreMatrix = readonly Float64Array[];

export function scoreAll(context: ScoreContext): Float64Array[] {
  return context.source.map((a, i) =>
    Float64Array.from(context.target, (b, j) => scoreSections(context, a, i, b, j)),
  );
}
