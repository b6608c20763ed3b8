import type { SectionFeatures } from "../model/features.ts";
import type { AlignInput } from "./align-sections.ts";
import { longestAscending } from "./longest-ascending.ts";

/** Sections `sourceStart` ≤ i < `sourceEnd` beside `targetStart` ≤ j < `targetEnd`. */
export interface Block {
  readonly sourceStart: number;
  readonly sourceEnd: number;
  readonly targetStart: number;
  readonly targetEnd: number;
}

/**
 * Two posts that would take minutes to compare, every section with every other, are cut into blocks first. No post
 * that people write comes near; a generated change log of ten thousand headings must not hang the report.
 */
const MOST_CELLS = 640 * 640;
const BLOCK_SIDE = 128;

export function isTooLarge(input: Pick<AlignInput, "source" | "target">): boolean {
  return input.source.length * input.target.length > MOST_CELLS;
}

/**
 * Cuts where the sections surely belong together: as people said, as history knows, or by neutral parts that stand only
 * once in each post. Where nothing is sure for long, both sides are cut in proportion.
 */
export function cutIntoBlocks(input: AlignInput): readonly Block[] {
  const { source, target } = input;
  const anchors = findAnchors(input);
  const blocks: Block[] = [];
  let [i, j] = [0, 0];
  let last: readonly [number, number] = [0, 0];
  for (const anchor of [...anchors, [source.length, target.length] as const]) {
    if (anchor[0] - i > BLOCK_SIDE || anchor[1] - j > BLOCK_SIDE) {
      blocks.push(...cutEvenly(i, last[0], j, last[1]));
      [i, j] = last;
    }
    last = anchor;
  }
  blocks.push(...cutEvenly(i, source.length, j, target.length));
  return blocks;
}

/** Pairs of indices, ascending on both sides. A block may end before each of them. */
function findAnchors({ source, target, lineage, fixed }: AlignInput): readonly (readonly [number, number])[] {
  const partner = new Int32Array(source.length).fill(-1);
  const taken = new Set<number>();
  const claim = (i: number, j: number): void => {
    if (partner[i] !== -1 || taken.has(j)) return;
    partner[i] = j;
    taken.add(j);
  };
  for (const [i, j] of fixed) claim(i, j);
  lineage.forEach((known, i) => {
    if (known !== null && known >= 0) claim(i, known);
  });
  const inTarget = indexSingles(target);
  for (const [key, i] of indexSingles(source)) {
    const j = inTarget.get(key);
    if (j !== undefined) claim(i, j);
  }
  return [...longestAscending(partner)].sort((a, b) => a - b).map((i) => [i, partner[i]!]);
}

/** Sections by their level and neutral parts, where no other section of the post has the same. */
function indexSingles(sections: readonly SectionFeatures[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  sections.forEach(({ level, invariants }, at) => {
    if (invariants.keys.length === 0) return;
    const key = `${level} ${invariants.keys.join()} ${invariants.counts.join()}`;
    found.set(key, found.has(key) ? -1 : at);
  });
  for (const [key, at] of found) if (at === -1) found.delete(key);
  return found;
}

function cutEvenly(sourceStart: number, sourceEnd: number, targetStart: number, targetEnd: number): Block[] {
  const sources = sourceEnd - sourceStart;
  const targets = targetEnd - targetStart;
  if (sources === 0 && targets === 0) return [];
  const parts = Math.max(1, Math.ceil(sources / BLOCK_SIDE), Math.ceil(targets / BLOCK_SIDE));
  return Array.from({ length: parts }, (_, part) => ({
    sourceStart: sourceStart + Math.floor((part * sources) / parts),
    sourceEnd: sourceStart + Math.floor(((part + 1) * sources) / parts),
    targetStart: targetStart + Math.floor((part * targets) / parts),
    targetEnd: targetStart + Math.floor(((part + 1) * targets) / parts),
  }));
}
