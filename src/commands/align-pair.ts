import { alignByLineage, alignByPlace } from "../align/align-by-place.ts";
import { alignSections, type KnownPartner } from "../align/align-sections.ts";
import { type FixedPoints, findFixedPoints } from "../baseline/fixed-points.ts";
import type { PairFacts } from "../baseline/pair-facts.ts";
import { matchInOrder } from "../compare/plausible.ts";
import type { Alignment } from "../model/row.ts";
import { hasHistory, type PairStory, type SideStory, sketchesToday } from "./pair-story.ts";

/** Rows with `source` the lead's sections and `target` the follow's. The site is asked only where doubt is left. */
export async function alignPair(story: PairStory): Promise<Alignment> {
  const { input, leadIsSource, lead, follow } = story;
  const { partners, trusted } = story.lineage;
  const inverse = new Set(partners.values());
  const followIndex = new Map(follow.threads.head.map((thread, j) => [thread, j]));
  const lineage: KnownPartner[] = lead.threads.head.map((thread) => {
    const partner = partners.get(thread);
    return partner === undefined ? null : (followIndex.get(partner) ?? -1);
  });
  const targetKnown = follow.threads.head.map((thread) => inverse.has(thread));
  const known = hasHistory(story);
  const [a, b] = [sketchesToday(lead), sketchesToday(follow)];
  if (!known) {
    lineage.fill(null);
    targetKnown.fill(false);
  }
  const said = findSaid(input.facts, lead, follow);
  applySaid(said, lineage, targetKnown);
  const isSaid = said.fixed.length + said.alone > 0;
  if (
    !known &&
    said.alone + said.barred.length === 0 &&
    said.fixed.every(([i, j]) => i === j) &&
    matchInOrder(a, b)
  ) {
    return alignByPlace(a.length);
  }
  const byLineage = (known && trusted) || isSaid ? alignByLineage(lineage, targetKnown) : null;
  if (byLineage !== null) return byLineage;
  const { stats, own, lengthRatio } = await input.stats();
  return alignSections({
    source: lead.side.features(),
    target: follow.side.features(),
    stats,
    own,
    statsForward: leadIsSource === input.pair.source.language <= input.pair.target.language,
    lengthRatio: leadIsSource ? lengthRatio : 1 / lengthRatio,
    lineage: known || said.alone > 0 ? lineage : [],
    targetKnown,
    fixed: said.fixed,
    barred: said.barred,
  });
}

/** What people said about which sections belong together, and which stand alone on purpose. */
interface Said extends FixedPoints {
  readonly leadAlone: readonly number[];
  readonly followAlone: readonly number[];
  readonly alone: number;
}

function findSaid(facts: PairFacts | null, lead: SideStory, follow: SideStory): Said {
  if (facts === null) return { fixed: [], barred: [], leadAlone: [], followAlone: [], alone: 0 };
  const factual = ({ post, threads }: SideStory) => ({
    language: post.language,
    prints: post.sections.map(({ print }) => print),
    threads: threads.head.map((thread) => threads.threads[thread]!),
  });
  const points = findFixedPoints(facts.set, factual(lead), factual(follow));
  const alone = ({ post }: SideStory, fixed: ReadonlySet<number>) =>
    post.sections.flatMap(({ print }, i) => {
      const text = { language: post.language, print };
      return !fixed.has(i) && facts.keys.some((key) => facts.set.findOnly(key, text) !== null) ? [i] : [];
    });
  const leadAlone = alone(lead, new Set(points.fixed.map(([i]) => i)));
  const followAlone = alone(follow, new Set(points.fixed.map(([, j]) => j)));
  return { ...points, leadAlone, followAlone, alone: leadAlone.length + followAlone.length };
}

/** What people said goes before what history tells. */
function applySaid(said: Said, lineage: KnownPartner[], targetKnown: boolean[]): void {
  const forget = (j: number) => {
    lineage.forEach((known, i) => {
      if (known === j) lineage[i] = null;
    });
  };
  const release = (i: number) => {
    const known = lineage[i] ?? -1;
    if (known >= 0) targetKnown[known] = false;
    lineage[i] = null;
  };
  for (const [i, j] of said.barred) if (lineage[i] === j) release(i);
  for (const [i, j] of said.fixed) {
    release(i);
    forget(j);
    lineage[i] = j;
    targetKnown[j] = true;
  }
  for (const i of said.leadAlone) {
    release(i);
    lineage[i] = -1;
  }
  for (const j of said.followAlone) {
    forget(j);
    targetKnown[j] = true;
  }
}
