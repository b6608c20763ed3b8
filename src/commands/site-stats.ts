import { alignSections } from "../align/align-sections.ts";
import { chooseSample, learnSite, type SamplePair } from "../learn/learn-site.ts";
import type { Pair } from "../model/pair.ts";
import type { Post } from "../model/post.ts";
import type { OwnShare, SiteStats } from "../model/stats.ts";
import type { SectionOptions } from "../text/section-records.ts";
import { readFeatures } from "./load-side.ts";

/** What the alignment of one pair is told about the site. */
export interface StatsView {
  readonly stats: SiteStats | null;
  readonly own: OwnShare | undefined;
  readonly lengthRatio: number;
}

/** Learns from a site's pairs when the first alignment asks, once per pair of languages. */
export interface StatsSource {
  /** Reads the sample's posts the first time, hence the promise. */
  view(pair: Pair): Promise<StatsView>;
  /** What was learned so far, by pair of languages, with the ids of the pairs it was learned from. */
  learned(): Promise<readonly Learned[]>;
}

export interface Learned {
  readonly languages: string;
  readonly stats: SiteStats;
  readonly sample: readonly string[];
}

/** Both languages of a pair in a fixed order: what is learned serves both directions. */
export function statsLanguages(pair: Pick<Pair, "source" | "target">): string {
  return [pair.source.language, pair.target.language].sort().join(" ");
}

/** What one pair is told, from what was learned for its languages. */
export function viewStats(stats: SiteStats, pair: Pair): StatsView {
  // Stats count from the language that sorts first to the other.
  const forward = pair.source.language <= pair.target.language;
  return {
    stats,
    own: stats.own.get(pair.id),
    lengthRatio: forward ? stats.lengthRatio : 1 / stats.lengthRatio,
  };
}

/** `readBytes` gives a post's bytes, or null when it cannot be read any more. */
export function createStatsSource(
  pairs: readonly Pair[],
  options: SectionOptions,
  readBytes: (post: Post) => Promise<Uint8Array | null>,
): StatsSource {
  const learned = new Map<string, Promise<SiteStats>>();
  const pairsOf = (key: string) => pairs.filter((other) => statsLanguages(other) === key);
  return {
    view: async (pair) => {
      const key = statsLanguages(pair);
      let pending = learned.get(key);
      if (pending === undefined) {
        pending = learn(pairsOf(key), options, readBytes);
        learned.set(key, pending);
      }
      return viewStats(await pending, pair);
    },
    learned: () =>
      Promise.all(
        [...learned].map(async ([languages, stats]) => ({
          languages,
          stats: await stats,
          sample: chooseSample(pairsOf(languages)).map((pair) => pair.id),
        })),
      ),
  };
}

async function learn(
  pairs: readonly Pair[],
  options: SectionOptions,
  readBytes: (post: Post) => Promise<Uint8Array | null>,
): Promise<SiteStats> {
  const sample: SamplePair[] = [];
  let first = 1;
  let second = 1;
  for (const pair of chooseSample(pairs)) {
    const [a, b] =
      pair.source.language <= pair.target.language ? [pair.source, pair.target] : [pair.target, pair.source];
    const bytesA = await readBytes(a);
    const bytesB = await readBytes(b);
    if (bytesA === null || bytesB === null) continue;
    const source = readFeatures(options, a, bytesA);
    const target = readFeatures(options, b, bytesB);
    first += source.reduce((sum, section) => sum + section.length, 0);
    second += target.reduce((sum, section) => sum + section.length, 0);
    sample.push({ id: pair.id, source, target, rows: [] });
  }
  const ratio = second / first;
  const counted = learnSite(sample, ratio, false);
  const aligned = sample.map(({ id, source, target }) => ({
    id,
    source,
    target,
    rows: alignSections({
      source,
      target,
      stats: counted,
      own: undefined,
      statsForward: true,
      lengthRatio: ratio,
      lineage: [],
      targetKnown: [],
      fixed: [],
      barred: [],
    }),
  }));
  return learnSite(aligned, ratio, true);
}
