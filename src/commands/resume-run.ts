import { crc32 } from "node:zlib";
import { decodePair, deferReport, type PairRecord } from "../cache/pair-record.ts";
import { decodeStats } from "../cache/stats-record.ts";
import type { CacheFolder, CacheReader } from "../io/cache-folder.ts";
import type { PostCard } from "../model/card.ts";
import type { Chain, Commit } from "../model/history.ts";
import type { Pair } from "../model/pair.ts";
import type { Post } from "../model/post.ts";
import type { PairReport } from "../model/report.ts";
import { rememberJsonLine } from "../report/json-lines.ts";
import { type LengthSums, languagesOf, lengthOf, roundedRatio } from "./check-pair.ts";
import type { Project } from "./open-project.ts";
import type { SiteHistory } from "./read-history.ts";
import type { SitePosts } from "./read-posts.ts";
import { hashCard, hashIds, PAIR, PAIR_WIDTH, type RunEnd } from "./record-run.ts";
import { type CachedSite, INDEX, type SiteCache } from "./site-cache.ts";
import { type StatsSource, statsLanguages, viewStats } from "./site-stats.ts";
import type { PairCounts } from "./summarize.ts";

/** One pair of a former run: told again as it was, or to be judged anew. */
export interface CachedPair {
  /** From the top. */
  readonly paths: readonly [source: string, target: string];
  readonly counts: PairCounts;
  readonly hardly: boolean;
  /** The verdict of the former run; null for a pair with an edited post. */
  readonly report: (() => PairReport) | null;
  /** With today's posts; only of a pair with an edited post. */
  readonly fresh: Pair | null;
}

/** A former run that still holds, but for the pairs of a few edited posts. */
export interface ResumedRun {
  readonly end: RunEnd;
  readonly pairs: readonly CachedPair[];
  readonly history: SiteHistory;
  readonly lengths: LengthSums;
  readonly stats: StatsSource | null;
  /** All pairs of the former run, for learning from them; reads everything. */
  allPairs(): readonly Pair[];
  cards(): readonly PostCard[];
  /** A post by its path relative to the project folder. */
  postAt(path: string): Post | undefined;
  close(): void;
}

/** More edits than this are judged as a whole: the cache is written anew then. */
const MOST_EDITED_PAIRS = 64;

export interface ResumeInput {
  readonly project: Project;
  readonly cache: SiteCache;
  readonly found: CachedSite;
  /** Reads the posts of some files as they are now. */
  readonly readSome: (paths: readonly string[]) => Promise<SitePosts>;
  readonly hasFile: (path: string) => boolean | null;
  readonly collectIds: (post: Post) => ReadonlySet<string> | null;
}

/** Null when an edit may reach further than its own pair, or the cache is damaged. */
export async function resumeRun(input: ResumeInput): Promise<ResumedRun | null> {
  const { found, cache, project } = input;
  const { meta, folder } = found;
  const records = folder.open(meta.records);
  const lines = folder.open(meta.lines);
  const close = (): void => {
    records?.close();
    lines?.close();
  };
  const give = (run: ResumedRun | null): ResumedRun | null => {
    if (run === null) close();
    return run;
  };
  if (records === null || lines === null || !probesHold(input)) return give(null);
  const count = found.pairs.length / PAIR_WIDTH;
  const files = cache.listing.files;
  const changedFiles = new Set(found.changed);
  const cell = (i: number, column: number): number => found.pairs[i * PAIR_WIDTH + column]!;
  const readRecord = (i: number): PairRecord | null => {
    const bytes = records.read(cell(i, PAIR.recordStart), cell(i, PAIR.recordLength));
    return bytes === null || crc32(bytes) !== cell(i, PAIR.recordCrc)
      ? null
      : decodePair(decoder.decode(bytes));
  };
  // Damage is better found before the first pair went out.
  if (count > 0) {
    const last = (count - 1) * PAIR_WIDTH;
    const whole = (reader: CacheReader, start: number) =>
      reader.read(found.pairs[last + start]!, found.pairs[last + start + 1]!) !== null;
    if (!whole(records, PAIR.recordStart) || !whole(lines, PAIR.lineStart)) return give(null);
  }
  const affected: number[] = [];
  if (changedFiles.size > 0) {
    for (let i = 0; i < count; i++) {
      if (changedFiles.has(cell(i, PAIR.source)) || changedFiles.has(cell(i, PAIR.target))) affected.push(i);
    }
    if (affected.length > MOST_EDITED_PAIRS) return give(null);
  }
  // A post without counterpart may find one, or be found.
  const inPairs = new Set(affected.flatMap((i) => [cell(i, PAIR.source), cell(i, PAIR.target)]));
  if (found.changed.some((file) => !inPairs.has(file))) return give(null);
  const edits = await readEdits(input, changedFiles);
  if (edits === null) return give(null);
  const chains = new Map<string, Chain>();
  const fresh = new Map<number, Pair>();
  const lengths = new Map(meta.lengths.map(([key, source, target]) => [key, { source, target }] as const));
  for (const i of affected) {
    const record = readRecord(i);
    if (record === null) return give(null);
    const { pair } = record.report;
    const now = {
      ...pair,
      source: edits.get(files[cell(i, PAIR.source)]!) ?? pair.source,
      target: edits.get(files[cell(i, PAIR.target)]!) ?? pair.target,
    };
    const guessable = pair.guessed || project.config.targets.length > 1;
    if (guessable && !(sameOutline(pair.source, now.source) && sameOutline(pair.target, now.target))) {
      return give(null);
    }
    // The edit of a post that was learned from may change any alignment.
    const sample = meta.samples.find(([languages]) => languages === statsLanguages(pair));
    if (sample?.[1].includes(pair.id)) return give(null);
    for (const [post, chain] of [
      [now.source, record.sourceChain],
      [now.target, record.targetChain],
    ] as const) {
      // An uncommitted rename was found by equal bytes, which they may no longer be.
      if (project.commit !== null && chain.at(-1)?.path !== post.path) return give(null);
      chains.set(post.path, chain);
    }
    const sum = lengths.get(languagesOf(pair));
    if (sum === undefined) return give(null);
    lengths.set(languagesOf(pair), {
      source: sum.source + lengthOf(now.source) - lengthOf(pair.source),
      target: sum.target + lengthOf(now.target) - lengthOf(pair.target),
    });
    fresh.set(i, now);
  }
  for (const [key, source, target] of meta.lengths) {
    if (roundedRatio(lengths.get(key)!) !== roundedRatio({ source, target })) return give(null);
  }
  const pairs = Array.from(
    { length: count },
    (_, i): CachedPair => ({
      paths: [project.prefix + files[cell(i, PAIR.source)]!, project.prefix + files[cell(i, PAIR.target)]!],
      counts: found.pairs.subarray(i * PAIR_WIDTH + PAIR.counts, (i + 1) * PAIR_WIDTH),
      hardly: cell(i, PAIR.hardly) === 1,
      fresh: fresh.get(i) ?? null,
      report: fresh.has(i)
        ? null
        : () => {
            const report = deferReport(() => {
              const record = readRecord(i);
              return (record ?? forgetDamaged(folder)).report;
            });
            const length = cell(i, PAIR.lineLength);
            if (length === 0) return report;
            rememberJsonLine(report, () => {
              const line = lines.read(cell(i, PAIR.lineStart), length);
              return line !== null && crc32(line) === cell(i, PAIR.lineCrc) ? line : null;
            });
            return report;
          },
    }),
  );
  let cards: readonly PostCard[] | undefined;
  const byPath = new Map<string, number>();
  const pairOf = (path: string): number | undefined => {
    if (byPath.size === 0) {
      for (let i = 0; i < count; i++) {
        byPath.set(files[cell(i, PAIR.source)]!, i);
        byPath.set(files[cell(i, PAIR.target)]!, i);
      }
    }
    return byPath.get(path);
  };
  const postAt = (path: string): Post | undefined => {
    const i = pairOf(path);
    const pair = i === undefined ? undefined : readRecord(i)?.report.pair;
    const post = [pair?.source, pair?.target].find((one) => one?.path === project.prefix + path);
    return edits.get(path) ?? post;
  };
  const chainAt = (path: string): Chain => {
    const i = pairOf(path);
    const record = i === undefined ? null : readRecord(i);
    if (record === null) return [];
    return cell(i!, PAIR.source) === files.indexOf(path) ? record.sourceChain : record.targetChain;
  };
  const commits = affected.length === 0 ? [] : (JSON.parse(found.text("commits")) as readonly Commit[]);
  return {
    end: JSON.parse(found.text("end")) as RunEnd,
    pairs,
    history: {
      mode: meta.historyMode,
      commits,
      removed: [],
      today: commits.length,
      chainOf: (path) => chains.get(path) ?? chainAt(path.slice(project.prefix.length)),
    },
    lengths,
    allPairs: () =>
      Array.from({ length: count }, (_, i) => fresh.get(i) ?? readRecord(i)?.report.pair).filter(
        (pair) => pair !== undefined,
      ),
    stats: cachedStats(found),
    cards: () => {
      cards ??= JSON.parse(found.text("cards")) as readonly PostCard[];
      return cards;
    },
    postAt,
    close,
  };
}

const decoder = new TextDecoder();

/** The file was whole when it was opened, yet a part of it is not what was written: the next run starts afresh. */
function forgetDamaged(folder: CacheFolder): never {
  folder.remove(INDEX);
  throw new Error("a file of the cache is damaged; it was removed, run samsvar again");
}

function sameOutline(a: Post, b: Post): boolean {
  return (
    a.sections.length === b.sections.length &&
    a.sections.every((section, k) => section.level === b.sections[k]!.level)
  );
}

function probesHold({ found, hasFile }: ResumeInput): boolean {
  return found.meta.probes.every(([path, there]) => hasFile(path) === there);
}

/** The edited posts as they are now, by path; null when an edit changed more than a body's text. */
async function readEdits(
  { found, cache, readSome, collectIds, project }: ResumeInput,
  changed: ReadonlySet<number>,
): Promise<ReadonlyMap<string, Post> | null> {
  const posts = new Map<string, Post>();
  if (changed.size === 0) return posts;
  const { meta } = found;
  const paths = [...changed].map((i) => cache.listing.files[i]!);
  // Which suppressions were of use is known for the run as a whole only.
  if (project.config.suppress.length > 0) return null;
  if (paths.some((path) => meta.troubled.includes(path))) return null;
  const now = await readSome(paths);
  if (now.problems.length > 0 || now.cards.length !== paths.length) return null;
  const hashes = new Map(now.cards.map((card) => [card.path, hashCard(card)]));
  for (const i of changed) {
    const path = cache.listing.files[i]!;
    const post = now.posts.get(path)!;
    if (hashes.get(path) !== found.cardHashes[i]) return null;
    const asked = meta.ids.find(([other]) => other === path);
    if (asked !== undefined && hashIds(collectIds(post)) !== asked[1]) return null;
    posts.set(path, post);
  }
  return posts;
}

/** What the former run learned; null when it learned nothing. */
function cachedStats(found: CachedSite): StatsSource | null {
  if (found.meta.samples.length === 0) return null;
  return {
    view: async (pair) => {
      const bytes = found.bytes(`stats ${statsLanguages(pair)}`);
      return viewStats(decodeStats(bytes ?? forgetDamaged(found.folder)), pair);
    },
    learned: async () => [],
  };
}
