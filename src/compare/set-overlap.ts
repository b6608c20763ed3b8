import type { CountedSet } from "../model/features.ts";
import type { SiteStats } from "../model/stats.ts";

/** How telling a feature is: high for what few sections have. Without stats all are the same. */
export function idf(stats: SiteStats | null, key: number): number {
  if (stats === null) return 1;
  const { documentFrequency } = stats;
  return idfTable(stats)[documentFrequency[key & (documentFrequency.length - 1)]!]!;
}

const tables = new WeakMap<SiteStats, Float64Array>();
let lastStats: SiteStats | null = null;
let lastTable: Float64Array = new Float64Array(0);

/** By the number of sections a feature stands in. An alignment asks a hundred thousand times, and logarithms are slow. */
function idfTable(stats: SiteStats): Float64Array {
  if (stats === lastStats) return lastTable;
  let table = tables.get(stats);
  if (table === undefined) {
    const most = stats.documentFrequency.reduce((high, seen) => Math.max(seen, high), 0);
    table = Float64Array.from(
      { length: most + 1 },
      (_, seen) => Math.log((stats.sections + 1) / (seen + 1)) + 0.1,
    );
    tables.set(stats, table);
  }
  lastStats = stats;
  lastTable = table;
  return table;
}

/** Weighted Jaccard similarity of two ascending key sets, 0 when both are empty. */
export function overlap(a: Int32Array, b: Int32Array, stats: SiteStats | null): number {
  if (stats !== null && a.length > 0 && b.length > 0) return weighedOverlap(a, b, stats);
  let shared = 0;
  let all = 0;
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const x = i < a.length ? a[i]! : Number.POSITIVE_INFINITY;
    const y = j < b.length ? b[j]! : Number.POSITIVE_INFINITY;
    const key = Math.min(x, y);
    const weight = idf(stats, key);
    all += weight;
    if (x === y) shared += weight;
    if (x <= y) i++;
    if (y <= x) j++;
  }
  return all === 0 ? 0 : shared / all;
}

/** The hot one of the two: no call a key. Sums in the same order as the other, so that it gives the same number. */
function weighedOverlap(a: Int32Array, b: Int32Array, stats: SiteStats): number {
  const table = idfTable(stats);
  const { documentFrequency } = stats;
  const mask = documentFrequency.length - 1;
  let shared = 0;
  let all = 0;
  let i = 0;
  let j = 0;
  let x = a[0]!;
  let y = b[0]!;
  for (;;) {
    const weight = table[documentFrequency[Math.min(x, y) & mask]!]!;
    all += weight;
    const step = x - y;
    if (step === 0) shared += weight;
    if (step <= 0) {
      if (++i === a.length) {
        if (step === 0) j++;
        break;
      }
      x = a[i]!;
    }
    if (step >= 0) {
      if (++j === b.length) break;
      y = b[j]!;
    }
  }
  for (; i < a.length; i++) all += table[documentFrequency[a[i]! & mask]!]!;
  for (; j < b.length; j++) all += table[documentFrequency[b[j]! & mask]!]!;
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
    const weight = idf(stats, Math.min(x, y));
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
