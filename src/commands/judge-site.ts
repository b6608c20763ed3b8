import type { FactSet } from "../baseline/facts.ts";
import type { PairFacts } from "../baseline/pair-facts.ts";
import { unmatchedGlobs } from "../config/unmatched-globs.ts";
import type { SiteKnowledge } from "../judge/checks/check.ts";
import { createTally as createSuppressionTally } from "../judge/checks/suppress.ts";
import { sharedTextKeys } from "../judge/translatable-fields.ts";
import type { Chain } from "../model/history.ts";
import type { Pair } from "../model/pair.ts";
import type { FileList } from "../model/ports.ts";
import type { ContentRef, Post } from "../model/post.ts";
import type { PairReport, PostHead, ReportHead, ReportTail, ResolvedItem } from "../model/report.ts";
import { type PostLinks, pairPosts } from "../pair/pair-posts.ts";
import { createFrontMatterReader } from "../read/front-matter.ts";
import { readPost } from "../read/read-post.ts";
import { isDraft, isMachineTranslated, readOriginal, readTitle } from "../site/post-head.ts";
import { buildUrlIndex } from "../site/url-index.ts";
import type { SectionOptions } from "../text/section-records.ts";
import { type CheckRun, createLengthRatio, sumLengths } from "./check-pair.ts";
import { findDeclared } from "./find-declared.ts";
import { findPosts } from "./find-posts.ts";
import { findRemovedOriginals } from "./find-removed-originals.ts";
import { judgePair, type PairInput } from "./judge-pair.ts";
import { createLanguageDetector, type LazyDetector } from "./language-detector.ts";
import { type LoadContext, loadSide } from "./load-side.ts";
import { markChanges, markUntouched } from "./mark-changes.ts";
import { openProject, type Project } from "./open-project.ts";
import { createPairFacts, listPostLinks, readFacts, type SiteFacts } from "./read-facts.ts";
import { type SiteHistory, startHistory } from "./read-history.ts";
import { readPostAgain, readPosts, type SitePosts } from "./read-posts.ts";
import { type RunEnd, recordRun, watchKnowledge } from "./record-run.ts";
import { type ResumedRun, resumeRun } from "./resume-run.ts";
import { openSiteCache, type SiteCache } from "./site-cache.ts";
import { createFileProbe, createSiteKnowledge, deferKnowledge, readIds } from "./site-knowledge.ts";
import type { JudgeOptions, SiteRun } from "./site-run.ts";
import { createStatsSource, type StatsSource } from "./site-stats.ts";
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

interface Site extends SitePosts {
  readonly options: SectionOptions;
  readonly reader: ReturnType<typeof createFrontMatterReader>;
}

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

type Paired = ReturnType<typeof pairSite>;

/** What the judging of all pairs shares. */
interface Shared {
  readonly stats: StatsSource;
  readonly checks: CheckRun;
  readonly factsFor: (pair: Pair) => PairFacts | null;
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

function isTouched(path: string, { prefix }: Project, site: Site, history: SiteHistory): boolean {
  const post = site.posts.get(path.slice(prefix.length));
  // A file that could not be read as a post has no blob to compare: what is wrong with it is told.
  return post === undefined || history.chainOf(path).at(-1)?.blob !== post.blob;
}

/** What `--since` adds to the judging of each pair. */
interface SinceBase {
  mark(report: PairReport, input: PairInput): Promise<PairReport>;
  readonly resolved: readonly ResolvedItem[];
}

/** Judges the base of every pair that the change touched, and tells what is new, existing and resolved. */
function createSinceBase(project: Project, site: Site, history: SiteHistory, shared: Shared): SinceBase {
  const resolved: ResolvedItem[] = [];
  const baseOf = async (post: Post): Promise<Post | null> => {
    const version = history.chainOf(post.path).at(-1);
    const id = version?.blob ?? null;
    if (id === null || id === post.blob) return id === null ? null : post;
    const bytes = await project.blobs?.read(id);
    if (bytes == null) return null;
    const header = await site.reader.read(bytes);
    return readPost(
      bytes,
      { ...header, ...post, content: { kind: "blob", id }, blob: id, frontMatter: header.frontMatter },
      site.options,
    );
  };
  // What people switched off is counted once, for today.
  const quiet = { ...shared, checks: { ...shared.checks, tally: createSuppressionTally() } };
  return {
    resolved,
    mark: async (report, input) => {
      const { pair } = input;
      const [source, target] = [await baseOf(pair.source), await baseOf(pair.target)];
      if (source === pair.source && target === pair.target) return markUntouched(report);
      if (source === null || target === null) return markChanges(report, input, null).report;
      const past = await loadPair(project, site, history, quiet, { ...pair, source, target });
      const base = { report: await judgePair(past), source: past.source, target: past.target };
      const marked = markChanges(report, input, base);
      resolved.push(...marked.resolved);
      return marked.report;
    },
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

async function loadPair(
  project: Project,
  site: Pick<Site, "options" | "reader">,
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

async function judgeAgain(
  project: Project,
  site: Pick<Site, "options" | "reader">,
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

async function readBytes(project: Project, post: Post): Promise<Uint8Array | null> {
  if (post.content.kind === "blob") return (await project.blobs?.read(post.content.id)) ?? null;
  const read = await project.source.read(post.content.path, project.config.maxFileSize);
  return read.ok ? read.bytes : null;
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

async function describeUnpaired(
  project: Project,
  site: Site,
  history: SiteHistory,
  unpaired: Paired["unpaired"],
) {
  const { config, prefix, blobs } = project;
  const cards = new Map(site.cards.map((card) => [card.path, card]));
  const lonely = unpaired
    .filter((post) => post.reason === "no-counterpart")
    .map((post) => ({ path: post.path, aliases: cards.get(post.path)?.aliases ?? [] }));
  const removed = await findRemovedOriginals(lonely, { config, prefix, history, blobs, reader: site.reader });
  return unpaired.map((post) => {
    const original = removed.get(post.path) ?? null;
    const suggestions = post.suggestions.map((s) => ({ ...s, path: prefix + s.path }));
    const path = prefix + post.path;
    return original === null
      ? { ...post, path, suggestions, removed: null }
      : { ...post, path, suggestions, reason: "original-removed" as const, removed: original };
  });
}

function describeHead(project: Project, history: SiteHistory): ReportHead {
  return {
    history: { mode: history.mode, head: project.commit },
    since: project.since,
    sourceLanguage: project.config.source,
    targetLanguages: project.config.targets,
  };
}

/** What is known before the first verdict. */
function describeEnd(
  site: Site,
  paired: Paired,
  unpaired: ReportTail["unpaired"],
  problems: ReportTail["problems"],
): RunEnd {
  const posts: { [language: string]: number } = {};
  for (const card of site.cards) posts[card.language] = (posts[card.language] ?? 0) + 1;
  return {
    posts,
    independent: paired.independent.length,
    notTranslated: paired.notTranslated.length,
    unpaired: [...unpaired].sort((a, b) => compare(a.path, b.path)),
    problems,
  };
}

/** `hardly`: pairs that share no more than an address. */
function finishReport(
  { posts, independent, notTranslated, unpaired, problems }: RunEnd,
  hardly: readonly PathPair[],
  tally: ReturnType<typeof createTally>,
): ReportTail {
  const strangers = hardly.map(([path, other]) => ({
    code: "hardly-the-same" as const,
    severity: "functional" as const,
    path,
    place: null,
    params: { other },
  }));
  const all = [...problems, ...strangers];
  all.sort(
    (a, b) =>
      compare(a.path, b.path) || (a.place?.line ?? 0) - (b.place?.line ?? 0) || compare(a.code, b.code),
  );
  return { summary: tally.finish({ posts, independent, notTranslated }), unpaired, problems: all };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
