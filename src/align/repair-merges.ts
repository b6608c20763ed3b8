import { joinFeatures } from "../compare/join-features.ts";
import type { SectionFeatures } from "../model/features.ts";
import { compareSections } from "./score.ts";
import { type ScoreContext, scoreSections } from "./score-matrix.ts";

const LEAST_GAIN = -0.3;
const LEAST_HEADING_GAIN = -0.2;

/** What people or history said, which no repair may overrule. */
export interface RepairLimits {
  /** The match of this source section stands. */
  isKnown(source: number): boolean;
  /** These two sections do not belong together. */
  isBarred(source: number, target: number): boolean;
}

/**
 * After a heading is dropped its text hangs on the section before, and an order-preserving alignment tends to
 * match the part that kept more words instead of the part that kept its heading. Where an unmatched
 * section stands directly before a matched one, and both together fit the partner as well, the match goes to
 * the first. Done on the source side, then on the target side. Changes `partner` in place.
 */
export function repairMerges(
  context: ScoreContext,
  partner: Int32Array,
  { isKnown, isBarred }: RepairLimits,
): void {
  const { source, target } = context;
  for (let i = 0; i + 1 < source.length; i++) {
    const j = partner[i + 1]!;
    if (partner[i] !== -1 || j === -1 || isKnown(i + 1) || isBarred(i, j)) continue;
    const both = joinFeatures(source[i]!, source[i + 1]!);
    const gain =
      scoreSections(context, both, i, target[j]!, j) -
      scoreSections(context, source[i + 1]!, i + 1, target[j]!, j);
    const heading =
      headingScore(context, source[i]!, target[j]!) - headingScore(context, source[i + 1]!, target[j]!);
    if (gain > LEAST_GAIN && heading > LEAST_HEADING_GAIN) {
      partner[i] = j;
      partner[i + 1] = -1;
    }
  }
  const inverse = invert(partner, target.length);
  for (let j = 0; j + 1 < target.length; j++) {
    const i = inverse[j + 1]!;
    if (inverse[j] !== -1 || i === -1 || isKnown(i) || isBarred(i, j)) continue;
    const both = joinFeatures(target[j]!, target[j + 1]!);
    const gain =
      scoreSections(context, source[i]!, i, both, j) -
      scoreSections(context, source[i]!, i, target[j + 1]!, j + 1);
    const heading =
      headingScore(context, source[i]!, target[j]!) - headingScore(context, source[i]!, target[j + 1]!);
    if (gain > LEAST_GAIN && heading > LEAST_HEADING_GAIN) {
      inverse[j] = i;
      inverse[j + 1] = -1;
      partner[i] = j;
    }
  }
}

/** For each target section the source section that points to it, or −1. */
export function invert(partner: Int32Array, targetCount: number): Int32Array {
  const inverse = new Int32Array(targetCount).fill(-1);
  for (let i = 0; i < partner.length; i++) if (partner[i]! >= 0) inverse[partner[i]!] = i;
  return inverse;
}

function headingScore(context: ScoreContext, a: SectionFeatures, b: SectionFeatures): number {
  const v = compareSections(a, b, 0, context.stats, context.lengthRatio, context.coverage ?? (() => null));
  return 2 * v.headingCognates + 2.5 * v.headingDictionary + v.sameLevel + 0.7 * v.question + 3 * v.anchor;
}
