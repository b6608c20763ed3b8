import { crc32 } from "node:zlib";
import { encodePair } from "../cache/pair-record.ts";
import { encodeStats } from "../cache/stats-record.ts";
import type { CacheAppender } from "../io/cache-folder.ts";
import type { SiteKnowledge } from "../judge/checks/check.ts";
import { stableId } from "../judge/row-ids.ts";
import type { PostCard } from "../model/card.ts";
import type { Problem } from "../model/finding.ts";
import type { Pair, UnpairedPost } from "../model/pair.ts";
import type { PairReport } from "../model/report.ts";
import { knownJsonLine } from "../report/json-lines.ts";
import { type LengthSums, sumLengths } from "./check-pair.ts";
import type { SiteHistory } from "./read-history.ts";
import type { SitePosts } from "./read-posts.ts";
import type { SiteCache } from "./site-cache.ts";
import type { StatsSource } from "./site-stats.ts";
import { countPair, PAIR_COUNTS, type PairCounts } from "./summarize.ts";

/** A pair's row of numbers in the index. */
export const PAIR = {
  recordStart: 0,
  recordLength: 1,
  recordCrc: 2,
  lineStart: 3,
  /** 0: the run made no JSON report. */
  lineLength: 4,
  lineCrc: 5,
  /** Indices in the listing. */
  source: 6,
  target: 7,
  hardly: 8,
  counts: 9,
} as const;
export const PAIR_WIDTH = PAIR.counts + PAIR_COUNTS;

/** What checks asked about other files: verdicts hold only while the answers do. */
export interface AskedFiles {
  readonly ids: ReadonlyMap<string, string | null>;
  readonly probes: ReadonlyMap<string, boolean | null>;
  /** The same knowledge; what is asked of it is noted down. */
  watch(knowledge: SiteKnowledge): SiteKnowledge;
}

export function watchKnowledge(): AskedFiles {
  const ids = new Map<string, string | null>();
  const probes = new Map<string, boolean | null>();
  return {
    ids,
    probes,
    watch: (knowledge) => ({
      ...knowledge,
      idsOf: (path) => {
        const found = knowledge.idsOf(path);
        if (!ids.has(path)) ids.set(path, hashIds(found));
        return found;
      },
      hasFile: (path) => {
        const there = knowledge.hasFile(path);
        probes.set(path, there);
        return there;
      },
    }),
  };
}

export function hashIds(ids: ReadonlySet<string> | null): string | null {
  return ids === null ? null : stableId([...ids].sort().join("\n"));
}

/**
 * A number that changes with everything pairing and suggestions know of a post but its outline, which only guesses look
 * at and nearly every edit changes.
 */
export function hashCard(card: PostCard): number {
  return Number.parseInt(stableId(JSON.stringify({ ...card, outline: null })), 16);
}

/** What does not depend on single verdicts; the rest of the report's end is counted. */
export interface RunEnd {
  readonly posts: { readonly [language: string]: number };
  readonly independent: number;
  readonly notTranslated: number;
  readonly unpaired: readonly UnpairedPost[];
  readonly problems: readonly Problem[];
}

export interface RunRecorder {
  /** To be called after the report was written, since its line is kept too. */
  add(report: PairReport): void;
  /** Keeps the run; only complete ones. */
  finish(end: RunEnd): Promise<void>;
  discard(): void;
}

export interface RecorderInput {
  readonly cache: SiteCache;
  readonly site: SitePosts;
  readonly history: SiteHistory;
  readonly stats: StatsSource;
  readonly asked: AskedFiles;
  readonly pairs: readonly Pair[];
  readonly prefix: string;
}

/** Takes a run down for the next one. Null when the cache cannot be written. */
export function recordRun(input: RecorderInput): RunRecorder | null {
  const { cache, site, history, prefix } = input;
  let records: CacheAppender;
  let lines: CacheAppender;
  try {
    records = cache.folder.create("records");
    lines = cache.folder.create("lines");
  } catch {
    return null;
  }
  const places = new Map(cache.listing.files.map((path, i) => [prefix + path, i]));
  const table = new Float64Array(input.pairs.length * PAIR_WIDTH);
  let count = 0;
  let broken = false;
  const guard = (act: () => void): void => {
    try {
      if (!broken) act();
    } catch {
      // A full disk costs the next run time, and this one nothing.
      broken = true;
    }
  };
  const discard = (): void => {
    for (const file of [records, lines]) {
      try {
        file.discard();
      } catch {
        // Closed already.
      }
    }
  };
  return {
    add: (report) =>
      guard(() => {
        const { source, target } = report.pair;
        const record = encoder.encode(
          encodePair({
            report,
            sourceChain: history.chainOf(source.path),
            targetChain: history.chainOf(target.path),
          }),
        );
        const known = knownJsonLine(report);
        const line = typeof known === "string" ? encoder.encode(known) : (known?.() ?? new Uint8Array(0));
        writeRow(table, count++, {
          record: [records.length, record],
          line: [lines.length, line],
          source: places.get(source.path) ?? -1,
          target: places.get(target.path) ?? -1,
          hardly: report.hardlyTheSame,
          counts: countPair(report),
        });
        records.append(record);
        lines.append(line);
      }),
    discard,
    finish: async (end) => {
      const learned = await input.stats.learned();
      guard(() => {
        if (count !== input.pairs.length) throw new Error("not all pairs were judged");
        records.finish();
        lines.finish();
        const sums: LengthSums = sumLengths(input.pairs);
        const troubled = new Set(site.problems.map((problem) => problem.path.slice(prefix.length)));
        cache.save({
          meta: {
            records: records.name,
            lines: lines.name,
            troubled: [...troubled],
            ids: [...input.asked.ids],
            probes: [...input.asked.probes],
            lengths: [...sums].map(([key, sum]) => [key, sum.source, sum.target] as const),
            samples: learned.map(({ languages, sample }) => [languages, sample] as const),
            historyMode: history.mode,
          },
          pairs: table,
          posts: new Map(
            site.cards.map((card) => [
              card.path,
              { blob: site.posts.get(card.path)!.blob, card: hashCard(card) },
            ]),
          ),
          parts: new Map([
            ["end", toBytes(end)],
            ["cards", toBytes(site.cards)],
            ["commits", toBytes(history.commits)],
            ...learned.map(({ languages, stats }) => [`stats ${languages}`, encodeStats(stats)] as const),
          ]),
        });
      });
      if (broken) discard();
    },
  };
}

const encoder = new TextEncoder();
const toBytes = (value: unknown): Uint8Array => encoder.encode(JSON.stringify(value));

interface PairRow {
  readonly record: readonly [start: number, bytes: Uint8Array];
  readonly line: readonly [start: number, bytes: Uint8Array];
  readonly source: number;
  readonly target: number;
  readonly hardly: boolean;
  readonly counts: PairCounts;
}

function writeRow(table: Float64Array, index: number, row: PairRow): void {
  const [recordStart, record] = row.record;
  const [lineStart, line] = row.line;
  table.set(
    [
      recordStart,
      record.length,
      crc32(record),
      lineStart,
      line.length,
      crc32(line),
      row.source,
      row.target,
      row.hardly ? 1 : 0,
      ...Array.from(row.counts),
    ],
    index * PAIR_WIDTH,
  );
}
