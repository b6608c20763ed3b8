import type { FactSet } from "../baseline/facts.ts";
import { unmatchedGlobs } from "../config/unmatched-globs.ts";
import type { SiteKnowledge } from "../judge/checks/check.ts";
import { createTally as createSuppressionTally } from "../judge/checks/suppress.ts";
import type { Pair } from "../model/pair.ts";
import type { FileList } from "../model/ports.ts";
import type { ContentRef } from "../model/post.ts";
import type { PairReport, ReportHead } from "../model/report.ts";
import { type PostLinks, pairPosts } from "../pair/pair-posts.ts";
import { createFrontMatterReader } from "../read/front-matter.ts";
import { buildUrlIndex } from "../site/url-index.ts";
import type { SectionOptions } from "../text/section-records.ts";
import { type CheckRun, createLengthRatio, sumLengths } from "./check-pair.ts";
import { findPosts } from "./find-posts.ts";
import { judgePair, type PairInput } from "./judge-pair.ts";
import { createLanguageDetector, type LazyDetector } from "./language-detector.ts";
import { judgeAgain, loadPair, readBytes, type Shared, type SiteReader } from "./load-pair.ts";
import { openProject, type Project } from "./open-project.ts";
import { createPairFacts, listPostLinks, readFacts, type SiteFacts } from "./read-facts.ts";
import { type SiteHistory, startHistory } from "./read-history.ts";
import { readPosts, type SitePosts } from "./read-posts.ts";
import { recordRun, watchKnowledge } from "./record-run.ts";
import { type ResumedRun, resumeRun } from "./resume-run.ts";
import { createSinceBase, isTouched, type SinceBase } from "./since-base.ts";
import { openSiteCache, type SiteCache } from "./site-cache.ts";
import { createFileProbe, createSiteKnowledge, deferKnowledge, readIds } from "./site-knowledge.ts";
import type { JudgeOptions, SiteRun } from "./site-run.ts";
import { createStatsSource } from "./site-stats.ts";
import { describeEnd, describeUnpaired, finishReport } from "./site-tail.ts";
import { createTally } from "./summarize.ts";

/**
 * The whole pipeline: discover and read all posts, pair them, then judge pair by pair. Posts, history and what
 * the site teaches are known when this returns; texts are read again, one pair at a time, while the pairs are consumed.
 */
export async function judgeSite(options: JudgeOptions): Promise<SiteRun> {
  const project = await openProject(options);
  try {
    return await startRun(project, options);
  } catch (error) {
    // Git would wait for our questions for ever, and Node for git.
    project.blobs?.close();
    throw error;
  }
}

async function startRun(project: Project, options: JudgeOptions): Promise<SiteRun> {
  const facts = await readFacts(project);
  const cache = openSiteCache(project, options, facts.files);
  const resumed = cache === null ? null : await tryResume(project, cache);
  if (cache !== null && resumed !== null) return resumeSite(project, options, facts, cache, resumed);
  const started = startHistory(project);
  const site = await readSite(project, cache?.listing);
  const history = await started.finish(listToday(project, site), site.reader);
  const links = listPostLinks(facts.set, new Set(site.posts.keys()), history.chainOf, project.prefix);
  const paired = pairSite(project, site, links);
  const stats = createStatsSource(paired.pairs, site.options, (post) => readBytes(project, post));
  const wanted = choosePairs(project, site, paired.pairs, options.posts, pathsOf);
  const tally = createTally();
  const asked = watchKnowledge();
  const know = (detector: LazyDetector) =>
    asked.watch(
      createSiteKnowledge({
        ...project,
        index: paired.index,
        pairs: paired.pairs,
        posts: site.posts,
        pastTree: options.at !== undefined,
        detector,
      }),
    );
  const lengthRatio = createLengthRatio(sumLengths(paired.pairs));
  const checks = { ...prepareChecks(project, know, lengthRatio, facts.set), onRepairs: options.onRepairs };
  const factsOf = createPairFacts(facts.set);
  const factsFor = (pair: Pair) =>
    facts.files.length === 0 ? null : factsOf(pairKeys(pair, project, history));
  const unpaired = await describeUnpaired(project, site, history, paired.unpaired);
  const unmatched = unmatchedGlobs(project.config, site.files);
  const problems = [
    ...project.problems,
    ...history.problems,
    ...unmatched,
    ...facts.problems,
    ...site.problems,
    ...paired.problems,
  ];
  const end = describeEnd(site, paired, unpaired, problems);
  const whole = wanted.length === paired.pairs.length;
  const recorder =
    cache === null || !whole
      ? null
      : recordRun({ cache, site, history, stats, asked, pairs: wanted, prefix: project.prefix });
  let kept = 0;
  const hardly: PathPair[] = [];
  const shared: Shared = { stats, checks, factsFor };
  const since = project.since === null ? null : createSinceBase(project, site, history, shared);
  return {
    config: project.config,
    top: project.top,
    head: describeHead(project, history),
    facts,
    commonDir: project.repo?.commonDir ?? null,
    judgeAgain: (report, more) => {
      const keys = pairKeys(report.pair, project, history);
      return judgeAgain(
        project,
        site,
        history,
        { stats, checks, factsFor: () => createPairFacts(facts.set.with(more))(keys) },
        report,
      );
    },
    localPaths: (path) => localPaths(path, project, history),
    paths: [...site.posts.values()].map((post) => post.path).sort(),
    pairs: passOn(
      judgeAll(project, site, history, shared, since, wanted, (report, done) => {
        tally.add(report);
        if (report.hardlyTheSame) hardly.push(pathsOf(report.pair));
        options.onProgress?.(done, wanted.length);
      }),
      (report) => {
        recorder?.add(report);
        kept++;
      },
    ),
    isTouched: (path) => project.since === null || isTouched(path, project, site, history),
    tail: () => ({
      ...finishReport(end, hardly, tally),
      ...(since === null ? {} : { resolved: since.resolved }),
    }),
    readText: (ref, start, end) => readText(project, ref, start, end),
    findPosts: (name) => locate(project, site, name, options.cwd),
    close: async () => {
      project.blobs?.close();
      if (kept === wanted.length) await recorder?.finish(end);
      else recorder?.discard();
    },
  };
}

type PathPair = readonly [source: string, target: string];

const pathsOf = ({ source, target }: Pair): PathPair => [source.path, target.path];

/** Calls back for each report once its reader is through with it. */
async function* passOn(
  reports: AsyncIterable<PairReport>,
  passed: (report: PairReport) => void,
): AsyncGenerator<PairReport> {
  for await (const report of reports) {
    yield report;
    passed(report);
  }
}

/** What the last run found, if it still holds but for the verdicts on a few edited posts. */
async function tryResume(project: Project, cache: SiteCache): Promise<ResumedRun | null> {
  const found = cache.find();
  if (found === null) return null;
  return await resumeRun({
    project,
    cache,
    found,
    readSome: (files) => readSite(project, { files, faults: [] }),
    hasFile: createFileProbe({ ...project, pastTree: false }),
    collectIds: (post) => readIds(post, project),
  });
}

/** A run from the cache: pairs with an edited post are judged as ever, the others told as they were. */
function resumeSite(
  project: Project,
  options: JudgeOptions,
  facts: SiteFacts,
  cache: SiteCache,
  run: ResumedRun,
): SiteRun {
  const { history } = run;
  const bodyOptions: SectionOptions = { rawShortcodes: project.config.rawShortcodes };
  const site = {
    options: bodyOptions,
    reader: createFrontMatterReader(),
    get cards() {
      return run.cards();
    },
  };
  const tally = createTally();
  const hardly: PathPair[] = [];
  const wanted = choosePairs(project, site, run.pairs, options.posts, (pair) => pair.paths);
  const know = (detector: LazyDetector) =>
    deferKnowledge(detector, () => {
      const index = buildUrlIndex(run.cards(), project.config);
      const pairs = run.pairs.map(({ paths: [source, target] }) => ({
        source: { path: source },
        target: { path: target },
      }));
      const posts = { get: run.postAt };
      return createSiteKnowledge({ ...project, index, pairs, posts, pastTree: false, detector });
    });
  const stats =
    run.stats ?? createStatsSource(run.allPairs(), bodyOptions, (post) => readBytes(project, post));
  const checks = prepareChecks(project, know, createLengthRatio(run.lengths), facts.set);
  const factsOf = createPairFacts(facts.set);
  const factsFor = (pair: Pair) =>
    facts.files.length === 0 ? null : factsOf(pairKeys(pair, project, history));
  const shared: Shared = { stats, checks, factsFor };
  const judge = async (pair: Pair) => judgePair(await loadPair(project, site, history, shared, pair));
  async function* tell(): AsyncGenerator<PairReport> {
    let done = 0;
    for (const pair of wanted) {
      const known = pair.report?.() ?? null;
      const report = known ?? (await judge(pair.fresh!));
      if (known === null) tally.add(report);
      else tally.addCounts(pair.counts);
      if (known === null ? report.hardlyTheSame : pair.hardly) hardly.push(pair.paths);
      options.onProgress?.(++done, wanted.length);
      yield report;
    }
  }
  return {
    config: project.config,
    top: project.top,
    head: describeHead(project, history),
    facts,
    commonDir: project.repo?.commonDir ?? null,
    judgeAgain: async (report, more) => {
      const keys = pairKeys(report.pair, project, history);
      const again = { stats, checks, factsFor: () => createPairFacts(facts.set.with(more))(keys) };
      return judgeAgain(project, site, history, again, report);
    },
    localPaths: (path) => localPaths(path, project, history),
    get paths() {
      return run
        .cards()
        .map((card) => project.prefix + card.path)
        .sort();
    },
    pairs: tell(),
    isTouched: () => true,
    tail: () => finishReport(run.end, hardly, tally),
    readText: (ref, start, end) => readText(project, ref, start, end),
    findPosts: (name) => locate(project, site, name, options.cwd),
    close: async () => {
      project.blobs?.close();
      run.close();
      cache.refresh();
    },
  };
}

function listToday({ prefix }: Project, { cards, posts }: SitePosts) {
  return cards.map(({ path, aliases }) => ({ path: prefix + path, blob: posts.get(path)!.blob, aliases }));
}

interface Site extends SitePosts, SiteReader {}

async function readSite(project: Project, listing?: FileList): Promise<Site> {
  const reader = createFrontMatterReader();
  const options: SectionOptions = { rawShortcodes: project.config.rawShortcodes };
  const format = project.commit !== null && project.commit.length === 64 ? "sha256" : "sha1";
  return { ...(await readPosts(project, reader, options, format, listing)), reader, options };
}

function pairSite(project: Project, site: Site, links: PostLinks) {
  const { config, prefix } = project;
  const index = buildUrlIndex(site.cards, config);
  const outcome = pairPosts(index, links);
  const pairs: readonly Pair[] = outcome.pairs.map((link) => ({
    id: link.id,
    key: link.key,
    original: link.original,
    source: site.posts.get(link.source)!,
    target: site.posts.get(link.target)!,
    pairedBy: link.pairedBy,
    guessed: link.guessed,
  }));
  return {
    ...outcome,
    index,
    pairs,
    problems: outcome.problems.map((p) => ({ ...p, path: prefix + p.path })),
  };
}

/** Everything a pair is or was known by, so that what was said of it survives a new name. */
function pairKeys(pair: Pair, project: Project, history: SiteHistory): readonly string[] {
  const paths = [pair.source.path, pair.target.path].flatMap((path) => localPaths(path, project, history));
  return [...new Set([pair.key, ...paths])];
}

/** Names that a post has and had, relative to the project folder. */
function localPaths(path: string, { prefix }: Project, history: SiteHistory): readonly string[] {
  const paths = [path, ...history.chainOf(path).map((version) => version.path)];
  return [...new Set(paths.map((each) => (each.startsWith(prefix) ? each.slice(prefix.length) : each)))];
}

/** `know` is given the language detector that the checks share. */
function prepareChecks(
  { config, prefix }: Project,
  know: (detector: LazyDetector) => SiteKnowledge,
  lengthRatio: CheckRun["lengthRatio"],
  facts: FactSet,
): CheckRun {
  const detector = createLanguageDetector();
  return {
    config,
    prefix,
    site: know(detector),
    accepted: new Set(facts.suppressions.flatMap((fact) => (fact.kind === "finding" ? [fact.finding] : []))),
    tally: createSuppressionTally(),
    detector,
    lengthRatio,
  };
}

/** How many pairs are loaded ahead of the one being judged: git answers while we think. */
const AHEAD = 8;

async function* judgeAll(
  project: Project,
  site: Site,
  history: SiteHistory,
  shared: Shared,
  since: SinceBase | null,
  pairs: readonly Pair[],
  judged: (report: PairReport, done: number) => void,
): AsyncGenerator<PairReport> {
  const loading: Promise<PairInput>[] = [];
  for (let done = 0; done < pairs.length; done++) {
    while (loading.length < AHEAD && done + loading.length < pairs.length) {
      const next = loadPair(project, site, history, shared, pairs[done + loading.length]!);
      // It is awaited in its turn; until then a failure must not count as unhandled.
      next.catch(() => undefined);
      loading.push(next);
    }
    const input = await loading.shift()!;
    const judgedToday = await judgePair(input);
    const report = since === null ? judgedToday : await since.mark(judgedToday, input);
    judged(report, done + 1);
    yield report;
  }
}

const decoder = new TextDecoder();

async function readText(project: Project, ref: ContentRef, start: number, end: number): Promise<string> {
  const bytes =
    ref.kind === "blob"
      ? await project.blobs?.read(ref.id)
      : await Promise.resolve(project.source.read(ref.path, project.config.maxFileSize)).then((r) =>
          r.ok ? r.bytes : null,
        );
  return bytes == null ? "" : decoder.decode(bytes.subarray(start, end));
}

function locate(project: Project, site: Pick<Site, "cards">, name: string, cwd: string): readonly string[] {
  const base = project.config.root;
  const here = cwd.startsWith(`${base}/`) ? `${cwd.slice(base.length + 1)}/` : "";
  return findPosts(name, site.cards, project.config, here).map((path) => project.prefix + path);
}

/** Pairs that any of the names means; all of them without names. */
function choosePairs<T>(
  project: Project,
  site: Pick<Site, "cards">,
  pairs: readonly T[],
  names: readonly string[] | undefined,
  list: (pair: T) => PathPair,
): readonly T[] {
  if (names === undefined || names.length === 0) return pairs;
  const paths = new Set(names.flatMap((name) => locate(project, site, name, project.config.root)));
  return pairs.filter((pair) => list(pair).some((path) => paths.has(path)));
}

function describeHead(project: Project, history: SiteHistory): ReportHead {
  return {
    history: { mode: history.mode, head: project.commit },
    since: project.since,
    sourceLanguage: project.config.source,
    targetLanguages: project.config.targets,
  };
}
