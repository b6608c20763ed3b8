import type { PairFacts } from "../baseline/pair-facts.ts";
import { sharedTextKeys } from "../judge/translatable-fields.ts";
import type { Chain } from "../model/history.ts";
import type { Pair } from "../model/pair.ts";
import type { Post } from "../model/post.ts";
import type { PairReport, PostHead } from "../model/report.ts";
import type { FrontMatterReader } from "../read/front-matter.ts";
import { isDraft, isMachineTranslated, readOriginal, readTitle } from "../site/post-head.ts";
import type { SectionOptions } from "../text/section-records.ts";
import type { CheckRun } from "./check-pair.ts";
import { findDeclared } from "./find-declared.ts";
import { judgePair, type PairInput } from "./judge-pair.ts";
import { type LoadContext, loadSide } from "./load-side.ts";
import type { Project } from "./open-project.ts";
import type { SiteHistory } from "./read-history.ts";
import { readPostAgain } from "./read-posts.ts";
import type { StatsSource } from "./site-stats.ts";

/** What the judging of all pairs shares. */
export interface Shared {
  readonly stats: StatsSource;
  readonly checks: CheckRun;
  readonly factsFor: (pair: Pair) => PairFacts | null;
}

/** How posts are read. */
export interface SiteReader {
  readonly options: SectionOptions;
  readonly reader: FrontMatterReader;
}

/** Reads both posts of a pair and everything they ever said. */
export async function loadPair(
  project: Project,
  site: SiteReader,
  history: SiteHistory,
  { stats, checks, factsFor }: Shared,
  pair: Pair,
): Promise<PairInput> {
  const { config } = project;
  const context: LoadContext = {
    config,
    textKeys: sharedTextKeys([pair.source.frontMatter, pair.target.frontMatter], config),
    options: site.options,
    reader: site.reader,
    blobs: project.blobs,
    uncommitted: history.today,
  };
  const load = async (post: Post) => {
    const bytes = await readBytes(project, post);
    const chain: Chain = history.chainOf(post.path);
    return loadSide(context, post, bytes ?? new Uint8Array(post.size), chain, headOf(post, project));
  };
  const [source, target] = await Promise.all([load(pair.source), load(pair.target)]);
  return {
    pair,
    source,
    target,
    intrinsicOriginal: intrinsicOriginal(pair, project),
    commits: history.commits,
    historyMode: history.mode,
    doubtBelow: config.doubtBelow,
    facts: factsFor(pair),
    declared: await findDeclared(source, target, history.commits, history.mode === "shallow", project.blobs),
    checks,
    stats: () => stats.view(pair),
  };
}

/** Judges a pair anew from the files as they are now; null when one of them is gone. */
export async function judgeAgain(
  project: Project,
  site: SiteReader,
  history: SiteHistory,
  shared: Shared,
  { pair }: PairReport,
): Promise<PairReport | null> {
  const read = (post: Post) => readPostAgain(project, site.reader, site.options, post);
  const [source, target] = await Promise.all([read(pair.source), read(pair.target)]);
  if (source === null || target === null) return null;
  return judgePair(await loadPair(project, site, history, shared, { ...pair, source, target }));
}

function headOf(post: Post, { config }: Project): PostHead {
  return {
    title: readTitle(post.frontMatter) ?? "",
    machineTranslated: isMachineTranslated(post.frontMatter, config.machineKey),
    draft: isDraft(post.frontMatter),
  };
}

/** The original as the posts themselves tell it; the configured source language is not asked. */
function intrinsicOriginal(pair: Pair, { config }: Project): string | null {
  const posts = [pair.source, pair.target];
  for (const post of posts) {
    const stated = readOriginal(post.frontMatter, config.originalKey);
    if (stated !== null && posts.some((p) => p.language === stated)) return stated;
  }
  const people = posts.filter((post) => !isMachineTranslated(post.frontMatter, config.machineKey));
  return people.length === 1 ? people[0]!.language : null;
}

/** A post's bytes; null when it cannot be read any more. */
export async function readBytes(project: Project, post: Post): Promise<Uint8Array | null> {
  if (post.content.kind === "blob") return (await project.blobs?.read(post.content.id)) ?? null;
  const read = await project.source.read(post.content.path, project.config.maxFileSize);
  return read.ok ? read.bytes : null;
}
