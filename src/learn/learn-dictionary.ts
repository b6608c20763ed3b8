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
  // Consecutive numbers for the words of the other side that can be candidates: what stands together is counted in
  // an array, word by word, instead of in a map of maps.
  const others: number[] = [];
  const numbers = new Map<number, number>();
  for (const [word, count] of otherCounts) {
    if (count < LEAST_TOGETHER) continue;
    numbers.set(word, others.length);
    others.push(word);
  }
  const { partners, standsIn } = indexBlocks(blocks, side, counts, numbers);
  const together = new Int32Array(others.length);
  const met = new Int32Array(others.length);
  const entries = new Map<number, DictionaryEntry>();
  for (const [word, list] of standsIn) {
    let distinct = 0;
    for (const block of list) {
      const here = partners[block]!;
      for (let k = 0; k < here.length; k++) {
        const partner = here[k]!;
        if (together[partner]!++ === 0) met[distinct++] = partner;
      }
    }
    const count = counts.get(word) ?? 0;
    const best: { partner: number; n: number; dice: number }[] = [];
    for (let k = 0; k < distinct; k++) {
      const n = together[met[k]!]!;
      together[met[k]!] = 0;
      if (n < LEAST_TOGETHER) continue;
      const partner = others[met[k]!]!;
      const dice = (2 * n) / (count + otherCounts.get(partner)!);
      if (dice > LEAST_DICE) best.push({ partner, n, dice });
    }
    if (best.length === 0) continue;
    best.sort((a, b) => b.dice - a.dice || a.partner - b.partner);
    if (best.length > MOST_CANDIDATES) best.length = MOST_CANDIDATES;
    entries.set(word, {
      count,
      words: Int32Array.from(best, ({ partner }) => partner),
      together: Uint16Array.from(best, ({ n }) => Math.min(n, 0xffff)),
    });
  }
  return { entries, otherCounts };
}

/** For each block the numbers of its words on the other side, and for each word the blocks that it stands in. */
function indexBlocks(
  blocks: OwnShare,
  side: 0 | 1,
  counts: ReadonlyMap<number, number>,
  numbers: ReadonlyMap<number, number>,
): { readonly partners: readonly Int32Array[]; readonly standsIn: ReadonlyMap<number, readonly number[]> } {
  const partners: Int32Array[] = [];
  const standsIn = new Map<number, number[]>();
  for (const block of blocks) {
    const mine = block[side];
    const other = block[side === 0 ? 1 : 0];
    if (mine.length > LONGEST_BLOCK || other.length > LONGEST_BLOCK) continue;
    const here = new Int32Array(other.length);
    let length = 0;
    for (const word of other) {
      const number = numbers.get(word);
      if (number !== undefined) here[length++] = number;
    }
    for (const word of mine) {
      if ((counts.get(word) ?? 0) < LEAST_TOGETHER) continue;
      const list = standsIn.get(word);
      if (list === undefined) standsIn.set(word, [partners.length]);
      else list.push(partners.length);
    }
    partners.push(here.subarray(0, length));
  }
  return { partners, standsIn };
}

function countWords(blocks: OwnShare, side: 0 | 1): Map<number, number> {
  const counts = new Map<number, number>();
  for (const block of blocks) for (const word of block[side]) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}
