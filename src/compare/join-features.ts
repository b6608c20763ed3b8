import type { CountedSet, SectionFeatures } from "../model/features.ts";

/** Features of two neighbouring sections read as one under the first one's heading. */
export function joinFeatures(first: SectionFeatures, second: SectionFeatures): SectionFeatures {
  return {
    level: first.level,
    kinds: first.kinds + second.kinds,
    length: first.length + second.length,
    codeSize: first.codeSize + second.codeSize,
    invariants: joinCounted(first.invariants, second.invariants),
    grams: union(first.grams, second.grams),
    headingGrams: first.headingGrams,
    words: union(first.words, second.words),
    headingWords: first.headingWords,
    anchor: first.anchor,
    explicitAnchor: first.explicitAnchor,
    question: first.question,
    blockWords: [...first.blockWords, ...second.blockWords],
  };
}

function union(a: Int32Array, b: Int32Array): Int32Array {
  return Int32Array.from(new Set([...a, ...b])).sort();
}

function joinCounted(a: CountedSet, b: CountedSet): CountedSet {
  const counts = new Map<number, number>();
  for (const set of [a, b]) {
    set.keys.forEach((key, i) => {
      counts.set(key, Math.min(3, (counts.get(key) ?? 0) + set.counts[i]!));
    });
  }
  const keys = Int32Array.from(counts.keys()).sort();
  return { keys, counts: Uint8Array.from(keys, (key) => counts.get(key) ?? 0) };
}
