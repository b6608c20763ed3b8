import type { SectionFeatures } from "../model/features.ts";
import type { Alignment, Row } from "../model/row.ts";
import type { OwnShare, SiteStats } from "../model/stats.ts";
import { createCoverage } from "./coverage.ts";
import { type Block, cutIntoBlocks, isTooLarge } from "./cut-into-blocks.ts";
import { findMoves } from "./find-moves.ts";
import { longestAscending } from "./longest-ascending.ts";
import { alignInOrder } from "./order-preserving.ts";
import { invert, repairMerges } from "./repair-merges.ts";
import { type ScoreContext, type ScoreMatrix, scoreAll } from "./score-matrix.ts";

/**
 * What history says of a section: the index of the section it was aligned with when the translation was
 * made; −1: its partner is known to be gone; null: nothing known.
 */
export type KnownPartner = number | null;

export interface AlignInput {
  readonly source: readonly SectionFeatures[];
  readonly target: readonly SectionFeatures[];
  readonly stats: SiteStats | null;
  /** What this pair gave to `stats`, if it was in the sample. */
  readonly own: OwnShare | undefined;
  /** Whether `stats` counts from the source's language to the target's; else its directions are swapped. */
  readonly statsForward: boolean;
  readonly lengthRatio: number;
  /** By source section. Empty: nothing known. */
  readonly lineage: readonly KnownPartner[];
  /** By target section: whether history knows where it came from. */
  readonly targetKnown: readonly boolean[];
  /** Pairs of indices that people said belong together. */
  readonly fixed: readonly (readonly [number, number])[];
  /** Pairs of indices that people said do not. */
  readonly barred: readonly (readonly [number, number])[];
}

/** Pairs up the sections of two posts: in order first, then merges and splits, then moves. */
export function alignSections(input: AlignInput): Alignment {
  return isTooLarge(input)
    ? cutIntoBlocks(input).flatMap((block) => alignBlock(input, block))
    : alignWhole(input);
}

function alignWhole(input: AlignInput): Alignment {
  const context: ScoreContext = {
    source: input.source,
    target: input.target,
    stats: input.stats,
    lengthRatio: input.lengthRatio,
    coverage: hasDictionary(input.stats) ? createCoverage(input.stats, input.own, input.statsForward) : null,
  };
  const scores = adjustScores(scoreAll(context), input);
  const partner = alignInOrder(scores, input.target.length);
  repairMerges(context, partner, {
    isKnown: isKnownRow(input),
    isBarred: (i, j) => input.barred.some(([a, b]) => a === i && b === j),
  });
  findMoves(scores, input.target.length, partner);
  joinPreambles(input, partner);
  return toRows(partner, input.target.length, scores);
}

/** The rows of a block, with indices of the whole posts. */
function alignBlock(input: AlignInput, block: Block): Alignment {
  const { sourceStart, sourceEnd, targetStart, targetEnd } = block;
  const isInside = ([i, j]: readonly [number, number]): boolean =>
    i >= sourceStart && i < sourceEnd && j >= targetStart && j < targetEnd;
  const shift = ([i, j]: readonly [number, number]): readonly [number, number] => [
    i - sourceStart,
    j - targetStart,
  ];
  const rows = alignWhole({
    ...input,
    source: input.source.slice(sourceStart, sourceEnd),
    target: input.target.slice(targetStart, targetEnd),
    lineage: input.lineage.slice(sourceStart, sourceEnd).map((known) => {
      if (known === null || known < 0) return known;
      return known >= targetStart && known < targetEnd ? known - targetStart : null;
    }),
    targetKnown: input.targetKnown.slice(targetStart, targetEnd),
    fixed: input.fixed.filter(isInside).map(shift),
    barred: input.barred.filter(isInside).map(shift),
  });
  return rows.map((row) => ({
    ...row,
    source: row.source < 0 ? -1 : row.source + sourceStart,
    target: row.target < 0 ? -1 : row.target + targetStart,
  }));
}

/** The text before the first heading has one place only: where both posts have one, they are one, whatever they say. */
function joinPreambles({ source, target, barred }: AlignInput, partner: Int32Array): void {
  const bothOpen =
    source[0]?.level === 0 && target[0]?.level === 0 && partner[0] === -1 && !partner.includes(0);
  if (bothOpen && !barred.some(([i, j]) => i === 0 && j === 0)) partner[0] = 0;
}

function hasDictionary(stats: SiteStats | null): stats is SiteStats {
  return stats !== null && stats.forward.entries.size > 0;
}

const FIXED = 1000;
const KNOWN_PARTNERS = 3;
const KNOWN_STRANGERS = -3;
const HALF_KNOWN = -1;

function adjustScores(scores: Float64Array[], input: AlignInput): ScoreMatrix {
  if (input.lineage.length > 0) {
    for (const [i, row] of scores.entries()) {
      const known = input.lineage[i] ?? null;
      for (let j = 0; j < row.length; j++) {
        const targetKnown = input.targetKnown[j] ?? false;
        if (known === j) row[j] = row[j]! + KNOWN_PARTNERS;
        else if (known !== null && targetKnown) row[j] = row[j]! + KNOWN_STRANGERS;
        else if (known !== null || targetKnown) row[j] = row[j]! + HALF_KNOWN;
      }
    }
  }
  for (const [i, j] of input.barred) scores[i]![j] = -FIXED;
  for (const [i, j] of input.fixed) {
    scores[i]!.fill(-FIXED);
    for (const row of scores) row[j] = -FIXED;
    scores[i]![j] = FIXED;
  }
  return scores;
}

/** Source sections whose match rests on people or history: not to be taken apart by repairs. */
function isKnownRow(input: AlignInput): (source: number) => boolean {
  const rows = new Set(input.fixed.map(([i]) => i));
  input.lineage.forEach((known, i) => {
    if (known !== null && known >= 0) rows.add(i);
  });
  return (source) => rows.has(source);
}

/** Rows in reading order, from a list of partners. */
export function toRows(partner: Int32Array, targetCount: number, scores: ScoreMatrix | null): Row[] {
  const inverse = invert(partner, targetCount);
  const inOrder = longestAscending(partner);
  const rows: Row[] = [];
  let nextTarget = 0;
  const flushAlone = (until: number) => {
    for (; nextTarget < until; nextTarget++) {
      if (inverse[nextTarget] !== -1) continue;
      rows.push({
        source: -1,
        target: nextTarget,
        confidence: aloneConfidence(scores, -1, nextTarget, partner, inverse),
        moved: false,
      });
    }
  };
  for (let i = 0; i < partner.length; i++) {
    const j = partner[i]!;
    if (j >= 0 && inOrder.has(i)) flushAlone(j);
    rows.push({
      source: i,
      target: j,
      confidence: j < 0 ? aloneConfidence(scores, i, -1, partner, inverse) : matchConfidence(scores, i, j),
      moved: j >= 0 && !inOrder.has(i),
    });
    if (j >= 0 && inOrder.has(i)) nextTarget = j + 1;
  }
  flushAlone(targetCount);
  return rows;
}

function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

/** Own log odds, less what speaks for the best rival in the same row or column. */
function matchConfidence(scores: ScoreMatrix | null, i: number, j: number): number {
  if (scores === null) return 1;
  const own = scores[i]![j]!;
  let rival = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < scores[i]!.length; k++) if (k !== j) rival = Math.max(rival, scores[i]![k]!);
  for (let k = 0; k < scores.length; k++) if (k !== i) rival = Math.max(rival, scores[k]![j]!);
  return round(Math.min(sigmoid(own + 1), sigmoid(own - rival + 1)));
}

/** How sure it is that a section has no partner: nothing that is free looks like one. */
function aloneConfidence(
  scores: ScoreMatrix | null,
  i: number,
  j: number,
  partner: Int32Array,
  inverse: Int32Array,
): number {
  if (scores === null) return 1;
  let best = Number.NEGATIVE_INFINITY;
  if (i >= 0)
    for (let k = 0; k < inverse.length; k++) if (inverse[k] === -1) best = Math.max(best, scores[i]![k]!);
  if (j >= 0)
    for (let k = 0; k < partner.length; k++) if (partner[k] === -1) best = Math.max(best, scores[k]![j]!);
  return round(1 - sigmoid(best));
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
