import type { Sketch } from "./content.ts";

/** Logarithm of how the two texts' lengths relate, by which single sections are measured; 0 for the same length. */
export function lengthLogRatio(a: readonly Sketch[], b: readonly Sketch[]): number {
  const total = (list: readonly Sketch[]) => list.reduce((sum, sketch) => sum + sketch.length, 20);
  return Math.log(total(b) / total(a));
}

/** How well two sections could be one by their outlines alone: 2 for "nothing speaks against it", 1 for "perhaps", 0. */
export function plausibility(a: Sketch, b: Sketch, logRatio: number): 0 | 1 | 2 {
  if (a.level !== b.level) return 0;
  const off = Math.abs(Math.log((b.length + 5) / (a.length + 5)) - logRatio);
  const short = 2.5 / Math.sqrt(Math.min(a.length, b.length) + 5);
  const sameLength = off < 0.3 + short;
  if (a.shape === b.shape && a.invariant === b.invariant && a.codeLines === b.codeLines && sameLength)
    return 2;
  return sameLength || (a.invariant === b.invariant && a.shape === b.shape) ? 1 : 0;
}

const LEAST_LIKELY = 0.8;

/** Whether two posts of the same outline can be taken section by section: nearly every section fits its place. */
export function fitInOrder(a: readonly Sketch[], b: readonly Sketch[]): boolean {
  if (a.length !== b.length) return false;
  const logRatio = lengthLogRatio(a, b);
  let fit = 0;
  for (let k = 0; k < a.length; k++) if (plausibility(a[k]!, b[k]!, logRatio) > 0) fit++;
  return fit >= LEAST_LIKELY * a.length;
}

/** The same without any doubt: every section has the same shape, the same code and numbers, and a likely length. */
export function matchInOrder(a: readonly Sketch[], b: readonly Sketch[]): boolean {
  if (a.length !== b.length) return false;
  const logRatio = lengthLogRatio(a, b);
  return a.every((sketch, k) => plausibility(sketch, b[k]!, logRatio) === 2);
}
