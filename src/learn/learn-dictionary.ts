import type { Dictionary, DictionaryEntry, OwnShare } from "../model/stats.ts";

const LEAST_TOGETHER = 2;
const LEAST_DICE = 0.12;
const MOST_CANDIDATES = 12;
/** A block this long pairs everything with everything. */
const LONGEST_BLOCK = 150;

/**
 * Which words of one language stand in aligned blocks together with which of the other (Dice coefficient).
 * `side` 0: from source to target, 1: back.
 */
export function learnDictionary(blocks: OwnShare, side: 0 | 1): Dictionary {
  const counts = countWords(blocks, side);
  const otherCounts = countWords(blocks, side === 0 ? 1 : 0);
  const together = new Map<number, Map<number, number>>();
  for (const block of blocks) {
    const mine = block[side];
    const other = block[side === 0 ? 1 : 0];
    if (mine.length > LONGEST_BLOCK || other.length > LONGEST_BLOCK) continue;
    const partners = other.filter((word) => (otherCounts.get(word) ?? 0) >= LEAST_TOGETHER);
    for (const word of mine) {
      if ((counts.get(word) ?? 0) < LEAST_TOGETHER) continue;
      let row = together.get(word);
      if (row === undefined) together.set(word, (row = new Map()));
      for (const partner of partners) row.set(partner, (row.get(partner) ?? 0) + 1);
    }
  }
  const entries = new Map<number, DictionaryEntry>();
  for (const [word, row] of together) {
    const count = counts.get(word) ?? 0;
    const best = [...row]
      .filter(([, n]) => n >= LEAST_TOGETHER)
      .map(([partner, n]) => ({ partner, n, dice: (2 * n) / (count + (otherCounts.get(partner) ?? 0)) }))
      .filter(({ dice }) => dice > LEAST_DICE)
      .sort((a, b) => b.dice - a.dice || a.partner - b.partner)
      .slice(0, MOST_CANDIDATES);
    if (best.length === 0) continue;
    entries.set(word, {
      count,
      words: Int32Array.from(best, ({ partner }) => partner),
      together: Uint16Array.from(best, ({ n }) => Math.min(n, 0xffff)),
    });
  }
  return { entries, otherCounts };
}

function countWords(blocks: OwnShare, side: 0 | 1): Map<number, number> {
  const counts = new Map<number, number>();
  for (const block of blocks) for (const word of block[side]) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}
