import { alignByLineage, alignByPlace } from "../align/align-by-place.ts";
import { alignSections, type KnownPartner } from "../align/align-sections.ts";
import { type FieldVersion, followFields } from "../baseline/field-threads.ts";
import { type FixedPoints, findFixedPoints } from "../baseline/fixed-points.ts";
import { partnerThreads, type ThreadPartners } from "../baseline/lineage.ts";
import type { FactualSide, PairFacts } from "../baseline/pair-facts.ts";
import { replayRow } from "../baseline/replay.ts";
import { findSweeps, type PairSweeps } from "../baseline/sweeps.ts";
import { followSections, type PostVersion, type ThreadSet } from "../baseline/threads.ts";
import type { Content, Sketch, Thread } from "../compare/content.ts";
import { matchInOrder } from "../compare/plausible.ts";
import { isHardlyTheSame } from "../judge/hardly-the-same.ts";
import { judgeFields } from "../judge/judge-fields.ts";
import { judgeRow } from "../judge/judge-row.ts";
import { leadsAsSource } from "../judge/original-first.ts";
import { sectionKeys, stableId } from "../judge/row-ids.ts";
import { isDrift } from "../model/drift.ts";
import type { SectionFeatures } from "../model/features.ts";
import type { Commit, HistoryMode } from "../model/history.ts";
import type { Pair } from "../model/pair.ts";
import type { Language, Post } from "../model/post.ts";
import type { PairReport, PostHead, RowReport, SectionReport } from "../model/report.ts";
import type { Alignment, Row } from "../model/row.ts";
import { fieldPlace, sectionPlaces } from "../text/section-places.ts";
import { type CheckRun, checkPair } from "./check-pair.ts";
import { createElsewhere, judgeStated, type StatedVerdict } from "./judge-stated.ts";
import type { StatsView } from "./site-stats.ts";

/** One post of a pair with everything it ever said; the last version is today's. */
export interface PairSide {
  readonly head: PostHead;
  readonly bytes: Uint8Array;
  readonly versions: readonly PostVersion[];
  readonly fields: readonly FieldVersion[];
  features(): readonly SectionFeatures[];
}

export interface PairInput {
  readonly pair: Pair;
  readonly source: PairSide;
  readonly target: PairSide;
  /** The original as the posts themselves tell it (front matter, machine marks), not as configured. */
  readonly intrinsicOriginal: Language | null;
  readonly commits: readonly Commit[];
  readonly historyMode: HistoryMode;
  readonly doubtBelow: number;
  /** Null: nobody recorded anything. */
  readonly facts: PairFacts | null;
  /** Null: no checks are wanted. */
  readonly checks: CheckRun | null;
  stats(): Promise<StatsView>;
}

/** The pipeline for one pair: align → baseline → judge → checks. */
export async function judgePair(input: PairInput): Promise<PairReport> {
  const leadIsSource = leadsAsSource(
    input.pair,
    input.intrinsicOriginal,
    born(input.source.versions),
    born(input.target.versions),
  );
  const source = sideHistory(input.source, input.pair.source);
  const target = sideHistory(input.target, input.pair.target);
  const [lead, follow] = leadIsSource ? [source, target] : [target, source];
  const partners = partnerThreads(lead, follow);
  const alignment = await align(input, leadIsSource, lead, follow, partners);
  const base = { pair: input.pair, source: input.source.head, target: input.target.head, findings: [] };
  const isConfirmed = input.pair.pairedBy.some(({ kind }) => kind === "linked");
  if (!isConfirmed && isHardlyTheSame(alignment, lead.threads.head.length, follow.threads.head.length)) {
    return { ...base, state: "unverified", rows: [], hardlyTheSame: true };
  }
  const rows = judgeRows(input, leadIsSource, lead, follow, partners, alignment);
  const checked = input.checks === null ? { rows } : await checkPair(input.checks, input, rows, leadIsSource);
  return { ...base, state: pairState(rows), ...checked, hardlyTheSame: false };
}

interface SideStory {
  readonly side: PairSide;
  readonly versions: readonly PostVersion[];
  readonly threads: ThreadSet;
  readonly post: Post;
}

function sideHistory(side: PairSide, post: Post): SideStory {
  return { side, versions: side.versions, threads: followSections(side.versions), post };
}

function born(versions: readonly PostVersion[]): number {
  return versions.find((version) => version.contents !== null)?.commit ?? 0;
}

/** Rows with `source` the lead's sections and `target` the follow's. The site is asked only where doubt is left. */
async function align(
  input: PairInput,
  leadIsSource: boolean,
  lead: SideStory,
  follow: SideStory,
  { partners, trusted }: ThreadPartners,
): Promise<Alignment> {
  const inverse = new Set(partners.values());
  const followIndex = new Map(follow.threads.head.map((thread, j) => [thread, j]));
  const lineage: KnownPartner[] = lead.threads.head.map((thread) => {
    const partner = partners.get(thread);
    return partner === undefined ? null : (followIndex.get(partner) ?? -1);
  });
  const targetKnown = follow.threads.head.map((thread) => inverse.has(thread));
  const known = hasStory(lead, follow);
  const [a, b] = [today(lead), today(follow)];
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

function today(story: SideStory): readonly Sketch[] {
  return story.versions.at(-1)!.contents!.map((content) => content.sketch);
}

/** With one version on each side, lineage is but a guess by place. */
function hasStory(lead: SideStory, follow: SideStory): boolean {
  return lead.versions.length > 1 || follow.versions.length > 1;
}

function judgeRows(
  input: PairInput,
  leadIsSource: boolean,
  lead: SideStory,
  follow: SideStory,
  partners: ThreadPartners,
  alignment: Alignment,
): RowReport[] {
  const reports: RowReport[] = [];
  const sweeps = findSweeps(lead.threads.threads, follow.threads.threads);
  const fields = judgeFrontMatter(input, leadIsSource);
  if (fields !== null) reports.push(fields);
  const sourceKeys = sectionKeys(input.pair.source.sections);
  const targetKeys = sectionKeys(input.pair.target.sections);
  for (const row of orderBySource(alignment, leadIsSource)) {
    reports.push(
      judgeSection(input, leadIsSource, lead, follow, partners, sweeps, row, sourceKeys, targetKeys),
    );
  }
  return reports;
}

/** Rows in the source's reading order, rows of the target alone where they stand in the target. */
function orderBySource(alignment: Alignment, leadIsSource: boolean): readonly Row[] {
  if (leadIsSource) return alignment;
  const rows = alignment.map((row) => ({ ...row }));
  const withSource = rows.filter((row) => row.target >= 0).sort((a, b) => a.target - b.target);
  const alone = rows.filter((row) => row.target < 0);
  for (const row of alone) {
    const after = withSource.findLastIndex(
      (other) => other.source >= 0 && !other.moved && other.source < row.source,
    );
    withSource.splice(after + 1, 0, row);
  }
  return withSource;
}

function judgeSection(
  input: PairInput,
  leadIsSource: boolean,
  lead: SideStory,
  follow: SideStory,
  partners: ThreadPartners,
  sweeps: PairSweeps,
  row: Row,
  sourceKeys: readonly string[],
  targetKeys: readonly string[],
): SectionReport {
  const leadSide = rowSide(lead, row.source);
  const followSide = rowSide(follow, row.target);
  const evidence = {
    lead: leadSide,
    follow: followSide,
    partnerRemoved: partnerRemoved(row, lead, follow, partners),
    commits: input.commits,
    leadIsSource,
  };
  const stated =
    input.facts === null
      ? null
      : judgeStated(
          input.facts,
          evidence,
          { commits: input.commits, sweeps },
          factualSide(lead, row.source),
          factualSide(follow, row.target),
        );
  const history =
    stated === null
      ? replay(input, sweeps, leadSide.thread, followSide.thread)
      : { sync: null, replacedLead: false };
  const verdict =
    stated?.verdict ??
    judgeRow({ ...evidence, sync: history.sync, syncBy: "history", replacedLead: history.replacedLead });
  const sourceIndex = leadIsSource ? row.source : row.target;
  const targetIndex = leadIsSource ? row.target : row.source;
  const source = sourceIndex < 0 ? null : input.pair.source.sections[sourceIndex]!;
  const target = targetIndex < 0 ? null : input.pair.target.sections[targetIndex]!;
  const key = source !== null ? ["source", sourceKeys[sourceIndex]!] : ["target", targetKeys[targetIndex]!];
  return {
    ...verdict,
    state: atBoundary(input, history.sync, verdict.state) ? "unverified" : verdict.state,
    kind: (source ?? target)!.kind,
    id: stableId("row", input.pair.key, ...key),
    change: null,
    moved: row.moved,
    doubtful: row.confidence < input.doubtBelow || stated?.doubtful === true,
    deliberate: stated?.deliberate ?? null,
    confidence: row.confidence,
    findings: [],
    source,
    target,
  };
}

function rowSide(story: SideStory, index: number): { content: Content | null; thread: Thread | null } {
  if (index < 0) return { content: null, thread: null };
  const content = story.versions.at(-1)!.contents![index]!;
  return { content, thread: story.threads.threads[story.threads.head[index]!]! };
}

/** A side of a row as facts look at it; null where it has no section. */
function factualSide(story: SideStory, index: number): FactualSide | null {
  const { content, thread } = rowSide(story, index);
  if (content === null) return null;
  const { language, sections } = story.post;
  return {
    language,
    content,
    thread,
    place: sectionPlaces(sections)[index]!,
    isElsewhere: createElsewhere(story.threads.threads)(thread),
  };
}

function replay(input: PairInput, sweeps: PairSweeps, lead: Thread | null, follow: Thread | null) {
  if (lead === null || follow === null || input.historyMode === "none")
    return { sync: null, replacedLead: false };
  return replayRow({
    lead: lead.events,
    follow: follow.events,
    leadReplaced: lead.replaces !== null,
    commits: input.commits,
    sweeps,
    start: null,
  });
}

/** In a shallow clone the oldest commit only looks like the moment at which both sides agreed. */
function atBoundary(input: PairInput, sync: { commit: number } | null, state: string): boolean {
  return (
    input.historyMode === "shallow" &&
    sync?.commit === 0 &&
    (state === "in-sync" || state === "target-changed")
  );
}

/** The section that this one was the partner of is gone from the other post. */
function partnerRemoved(row: Row, lead: SideStory, follow: SideStory, partners: ThreadPartners): boolean {
  if (row.source >= 0 && row.target >= 0) return false;
  if (row.source >= 0) return partners.partners.has(lead.threads.head[row.source]!);
  const thread = follow.threads.head[row.target]!;
  return [...partners.partners.values()].includes(thread);
}

function judgeFrontMatter(input: PairInput, leadIsSource: boolean) {
  const side = (of: PairSide, keyLines: { readonly [key: string]: number }) => ({
    contents: of.fields.at(-1)?.fields ?? new Map<string, Content>(),
    threads: followFields(of.fields),
    keyLines,
  });
  const source = side(input.source, input.pair.source.frontMatter.keyLines);
  const target = side(input.target, input.pair.target.frontMatter.keyLines);
  const [lead, follow] = leadIsSource ? [source, target] : [target, source];
  const sweeps = findSweeps([...lead.threads.values()], [...follow.threads.values()]);
  const [leadPost, followPost] = leadIsSource
    ? [input.pair.source, input.pair.target]
    : [input.pair.target, input.pair.source];
  const factual = (of: typeof lead, post: Post, key: string): FactualSide | null => {
    const content = of.contents.get(key) ?? null;
    const thread = of.threads.get(key) ?? null;
    if (content === null) return null;
    const isElsewhere = createElsewhere([...of.threads.values()])(thread);
    return { language: post.language, content, thread, place: fieldPlace(key), isElsewhere };
  };
  const { facts } = input;
  return judgeFields({
    ...(facts === null
      ? {}
      : {
          stated: (key, leadSide, followSide): StatedVerdict | null =>
            judgeStated(
              facts,
              {
                lead: leadSide,
                follow: followSide,
                partnerRemoved: false,
                commits: input.commits,
                leadIsSource,
              },
              { commits: input.commits, sweeps },
              factual(lead, leadPost, key),
              factual(follow, followPost, key),
            ),
        }),
    pairKey: input.pair.key,
    source,
    target,
    leadIsSource,
    commits: input.commits,
    syncBy: "history",
    syncOf: (a, b) => {
      const { sync } = replay(input, sweeps, a, b);
      return atBoundary(input, sync, "in-sync") && a?.events.length === 1 && b?.events.length === 1
        ? null
        : sync;
    },
  });
}

function pairState(rows: readonly RowReport[]): PairReport["state"] {
  if (rows.some((row) => isDrift(row))) return "drifted";
  const known = rows.some((row) => row.state !== "unverified");
  return known || rows.length === 0 ? "in-sync" : "unverified";
}
