import type { ScoreMatrix } from "./score-matrix.ts";

/** What leaving a section alone costs, in log odds; the result is the same for values from 1 to 2.5. */
export const GAP_COST = 1.5;

/**
 * The best set of matches in which no two cross: dynamic programming over all section pairs. Returns for
 * each source section the index of its target section, or −1.
 */
export function alignInOrder(scores: ScoreMatrix, targetCount: number): Int32Array {
  const n = scores.length;
  const m = targetCount;
  const best = new Float64Array((n + 1) * (m + 1));
  const width = m + 1;
  for (let i = 1; i <= n; i++) best[i * width] = -GAP_COST * i;
  for (let j = 1; j <= m; j++) best[j] = -GAP_COST * j;
  for (let i = 1; i <= n; i++) {
    const row = scores[i - 1]!;
    for (let j = 1; j <= m; j++) {
      const match = best[(i - 1) * width + j - 1]! + row[j - 1]!;
      const skip = Math.max(best[(i - 1) * width + j]!, best[i * width + j - 1]!) - GAP_COST;
      best[i * width + j] = Math.max(match, skip);
    }
  }
  const partner = new Int32Array(n).fill(-1);
  let i = n;
  let j = m;
  while (i > 0 && j > 0) {
    const here = best[i * width + j]!;
    if (here === best[(i - 1) * width + j - 1]! + scores[i - 1]![j - 1]!) {
      partner[--i] = --j;
    } else if (here === best[(i - 1) * width + j]! - GAP_COST) i--;
    else j--;
  }
  return partner;
}
