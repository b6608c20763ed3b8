import type { CountedSet } from "../model/features.ts";
import type { SiteStats } from "../model/stats.ts";

/** How telling a feature is: high for what few sections have. Without stats all are the same. */
export function idf(stats: SiteStats | null, key: number): number {
  if (stats === null) return 1;
  const seen = stats.documentFrequency[key & (stats.documentFrequency.length - 1)]!;
  return Math.log((stats.sections + 1) / (seen + 1)) + 0.1;
}

/** Weighted Jaccard similarity of two ascending key sets, 0 when both are empty. */
export function overlap(a: Int32Array, b: Int32Array, stats: SiteStats | null): number {
  let shared = 0;
  let all = 0;
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const x = i < a.length ? a[i]! : Number.POSITIVE_INFINITY;
    const y = j < b.length ? b[j]! : Number.POSITIVE_INFINITY;
    const key = x < y ? x : y;
    const weight = idf(stats, key);
    all += weight;
    if (x === y) shared += weight;
    if (x <= y) i++;
    if (y <= x) j++;
  }
  return all === 0 ? 0 : shared / all;
}

/** The same for sets with counts. */
export function countedOverlap(a: CountedSet, b: CountedSet, stats: SiteStats | null): number {
  let shared = 0;
  let all = 0;
  let i = 0;
  let j = 0;
  while (i < a.keys.length || j < b.keys.length) {
    const x = i < a.keys.length ? a.keys[i]! : Number.POSITIVE_INFINITY;
    const y = j < b.keys.length ? b.keys[j]! : Number.POSITIVE_INFINITY;
    const weight = idf(stats, x < y ? x : y);
    if (x === y) {
      shared += weight * Math.min(a.counts[i]!, b.counts[j]!);
      all += weight * Math.max(a.counts[i]!, b.counts[j]!);
      i++;
      j++;
    } else if (x < y) all += weight * a.counts[i++]!;
    else all += weight * b.counts[j++]!;
  }
  return all === 0 ? 0 : shared / all;
}
