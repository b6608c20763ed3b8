import { invert } from "./repair-merges.ts";
import { positionDistance } from "./score.ts";
import type { ScoreMatrix } from "./score-matrix.ts";

const LEAST_SCORE = -1;
/** Gives back what a section lost for standing far off: here, that it moved is taken for granted. */
const DISTANCE_REFUND = 4;

/**
 * Sections that the order-preserving pass left over on both sides may be one section that moved: the best
 * pair that is the best of its row and of its column is taken, again and again. Changes `partner` in place.
 */
export function findMoves(scores: ScoreMatrix, targetCount: number, partner: Int32Array): void {
  const inverse = invert(partner, targetCount);
  for (;;) {
    let found = LEAST_SCORE;
    let at = -1;
    let to = -1;
    for (let i = 0; i < partner.length; i++) {
      if (partner[i] !== -1) continue;
      for (let j = 0; j < targetCount; j++) {
        if (inverse[j] !== -1) continue;
        const distance = positionDistance(i, partner.length, j, targetCount);
        const score = scores[i]![j]! + DISTANCE_REFUND * distance;
        if (score > found) {
          found = score;
          at = i;
          to = j;
        }
      }
    }
    if (at < 0) return;
    partner[at] = to;
    inverse[to] = at;
  }
}
