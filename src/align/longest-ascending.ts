/**
 * Source indices of a longest run of matches whose targets ascend. `partner`: for each source index the target's,
 * −1 for none; no target twice.
 */
export function longestAscending(partner: Int32Array): ReadonlySet<number> {
  const tails: number[] = [];
  const previous = new Int32Array(partner.length).fill(-1);
  for (let i = 0; i < partner.length; i++) {
    const j = partner[i]!;
    if (j < 0) continue;
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (partner[tails[middle]!]! < j) low = middle + 1;
      else high = middle;
    }
    previous[i] = low > 0 ? tails[low - 1]! : -1;
    tails[low] = i;
  }
  const kept = new Set<number>();
  for (let at = tails.at(-1) ?? -1; at >= 0; at = previous[at]!) kept.add(at);
  return kept;
}
