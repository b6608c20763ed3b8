import type { Sketch, Thread } from "../compare/content.ts";
import { fitInOrder } from "../compare/plausible.ts";
import type { PostVersion, ThreadSet } from "./threads.ts";

/**
 * Which sections were partners when both posts had the same structure: at the birth of the translation first,
 * then in every later version in which the structures agree again.
 */
export interface ThreadPartners {
  /** Lead thread → follow thread. */
  readonly partners: ReadonlyMap<number, number>;
  /** The outlines fitted too where the structures agreed first, so that this can be taken without a closer look. */
  readonly trusted: boolean;
}

export interface SideHistory {
  readonly versions: readonly PostVersion[];
  readonly threads: ThreadSet;
}

/** Pairs up the threads of two posts by place, wherever number and levels of their sections agree. */
export function partnerThreads(lead: SideHistory, follow: SideHistory): ThreadPartners {
  const partner = new Map<number, number>();
  const inverse = new Map<number, number>();
  let trusted: boolean | null = null;
  for (const [a, b] of versionPairs(lead.versions, follow.versions)) {
    const leadThreads = lead.threads.byVersion[a]!;
    const followThreads = follow.threads.byVersion[b]!;
    if (!sameStructure(lead.versions[a]!, follow.versions[b]!)) continue;
    const consistent = leadThreads.every((thread, k) => {
      const known = partner.get(thread);
      return known === undefined ? !inverse.has(followThreads[k]!) : known === followThreads[k];
    });
    if (!consistent) continue;
    trusted ??= fitInOrder(sketches(lead.versions[a]!), sketches(follow.versions[b]!));
    leadThreads.forEach((thread, k) => {
      partner.set(thread, followThreads[k]!);
      inverse.set(followThreads[k]!, thread);
    });
  }
  inherit(lead.threads.threads, partner, inverse, follow.threads);
  return { partners: partner, trusted: trusted ?? false };
}

/** A section that was rewritten from scratch takes over the partner of the one it replaced, if that still stands. */
function inherit(
  threads: readonly Thread[],
  partner: Map<number, number>,
  inverse: Map<number, number>,
  follow: ThreadSet,
): void {
  threads.forEach((thread, index) => {
    if (thread.replaces === null || partner.has(index)) return;
    const other = partner.get(thread.replaces);
    if (other === undefined || !follow.head.includes(other)) return;
    partner.delete(thread.replaces);
    partner.set(index, other);
    inverse.set(other, index);
  });
}

function sketches(version: PostVersion): readonly Sketch[] {
  return version.contents!.map((content) => content.sketch);
}

/** Indices of the versions that stood side by side, oldest first. */
function versionPairs(lead: readonly PostVersion[], follow: readonly PostVersion[]): [number, number][] {
  const pairs: [number, number][] = [];
  let i = -1;
  let j = -1;
  while (i + 1 < lead.length || j + 1 < follow.length) {
    const a = lead[i + 1]?.commit ?? Number.POSITIVE_INFINITY;
    const b = follow[j + 1]?.commit ?? Number.POSITIVE_INFINITY;
    if (a <= b) i++;
    if (b <= a) j++;
    if (i >= 0 && j >= 0 && lead[i]!.contents !== null && follow[j]!.contents !== null) pairs.push([i, j]);
  }
  return pairs;
}

function sameStructure(a: PostVersion, b: PostVersion): boolean {
  const x = a.contents!;
  const y = b.contents!;
  if (x.length !== y.length || x.length === 0) return false;
  return x.every((content, k) => content.level === y[k]!.level);
}
