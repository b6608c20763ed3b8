import { createHash } from "node:crypto";
import type { FactFile } from "../baseline/fact-file.ts";
import { CACHE_VERSION, decodeParts, encodeParts, packNumbers, unpackFloats } from "../cache/parts.ts";
import { hashBlob } from "../io/blob-id.ts";
import { type CacheFolder, openCacheFolder } from "../io/cache-folder.ts";
import type { FileList } from "../model/ports.ts";
import { FINGERPRINT_VERSION } from "../text/fingerprint.ts";
import { VERSION } from "../version.ts";
import type { Project } from "./open-project.ts";
import { listPosts } from "./read-posts.ts";
import type { JudgeOptions } from "./site-run.ts";

/** Name of the file that says which of the other files are the current ones. */
export const INDEX = "index";

/** A file whose times are younger than this may change again without the times telling (one tick of the clock). */
const RACY_MS = 2000;

/** `size mtime ctime inode` of each file, in the order of the listing. */
type Stamps = Float64Array;

/** What is known of a site's files now, and of the run whose verdicts are in the cache. */
export interface CachedSite {
  readonly meta: CachedMeta;
  /** Text of a part of the index that only some runs need: `tail`, `cards`, `commits`. */
  text(name: string): string;
  bytes(name: string): Uint8Array | null;
  /** One row of numbers a pair. */
  readonly pairs: Float64Array;
  /** Hash of each file's card, see `hashCard`; NaN for what is no post. */
  readonly cardHashes: Float64Array;
  /** Indices of the files whose bytes are others now, of `SiteCache.listing`. */
  readonly changed: readonly number[];
  readonly folder: CacheFolder;
}

/** The small facts that decide whether the cached verdicts hold. */
export interface CachedMeta {
  readonly key: string;
  /** Names of the files with the records and with the lines of the JSON report. */
  readonly records: string;
  readonly lines: string;
  /** Files that had a problem of their own: a change of theirs changes more than verdicts. */
  readonly troubled: readonly string[];
  /** Posts whose heading ids were asked for, with a hash of them. */
  readonly ids: readonly (readonly [path: string, hash: string | null])[];
  /** Files that links lead to, and whether they were there. */
  readonly probes: readonly (readonly [path: string, there: boolean | null])[];
  readonly lengths: readonly (readonly [languages: string, source: number, target: number])[];
  /** Ids of the pairs that were learned from, by pair of languages. */
  readonly samples: readonly (readonly [languages: string, pairs: readonly string[]])[];
  readonly historyMode: "full" | "shallow" | "none";
}

/** What a finished run hands over, but for what the cache knows itself. */
export interface RunRecord {
  readonly meta: Omit<CachedMeta, "key">;
  readonly pairs: Float64Array;
  /** By path relative to the project folder: blob id and hash of the card. */
  readonly posts: ReadonlyMap<string, { readonly blob: string; readonly card: number }>;
  readonly parts: ReadonlyMap<string, Uint8Array>;
}

export interface SiteCache {
  readonly folder: CacheFolder;
  readonly listing: FileList;
  /** The last run with the same key, if its files are the same ones; null: everything is to be judged. */
  find(): CachedSite | null;
  /** Writes what a run found; nothing, when files changed under it. */
  save(run: RunRecord): void;
  /** Takes new times of unchanged files over, so that the next run need not read them. */
  refresh(): void;
}

/** Null: this run takes no part in caching. */
export function openSiteCache(
  project: Project,
  options: JudgeOptions,
  facts: readonly FactFile[],
  now: number = Date.now(),
): SiteCache | null {
  if (options.cache === false || options.at !== undefined || options.since !== undefined) return null;
  // Blobs that a partial clone fetches later would change verdicts, and nothing here would tell.
  if (project.repo?.partial === true) return null;
  const listing = listPosts(project);
  const folder = openCacheFolder(project.config.root);
  const key = makeKey(project, listing, facts);
  const stamps = stampAll(project, listing.files);
  if (stamps === null) return null;
  const format = project.commit !== null && project.commit.length === 64 ? "sha256" : "sha1";
  let stored: ReadonlyMap<string, Uint8Array> | null = null;
  let refreshed = false;
  return {
    folder,
    listing,
    find: () => {
      const bytes = folder.read(INDEX);
      const parts = bytes === null ? null : decodeParts(bytes);
      if (parts === null) return null;
      const read = (name: string): Uint8Array => parts.get(name) ?? new Uint8Array(0);
      const text = (name: string): string => decoder.decode(read(name));
      const meta = JSON.parse(text("meta")) as CachedMeta;
      if (meta.key !== key || text("files") !== listing.files.join("\n")) return null;
      const known = unpackFloats(read("stamps"));
      const blobs = text("blobs").split("\n");
      const changed: number[] = [];
      for (let i = 0; i < listing.files.length; i++) {
        if (sameStamp(known, stamps, i)) continue;
        const path = listing.files[i]!;
        const file = project.source.read(path, project.config.maxFileSize);
        if (file instanceof Promise || !file.ok || blobs[i] === "") return null;
        if (hashBlob(file.bytes, format) === blobs[i]) refreshed ||= isSettled(stamps, i, now);
        else changed.push(i);
      }
      stored = parts;
      return {
        meta,
        text,
        bytes: (name) => parts.get(name) ?? null,
        pairs: unpackFloats(read("pairs")),
        cardHashes: unpackFloats(read("cards-hashed")),
        changed,
        folder,
      };
    },
    save: (run) => {
      const after = stampAll(project, listing.files);
      const names = listPosts(project).files;
      // A file that changed while the run went on may have been read before or after: such a run is not kept.
      if (after === null || !sameNumbers(stamps, after) || names.join("\n") !== listing.files.join("\n")) {
        folder.remove(run.meta.records);
        folder.remove(run.meta.lines);
        return;
      }
      const old = folder.read(INDEX);
      const trusted = stamps.map((n, at) => (at % 4 === 0 && !isSettled(stamps, at / 4, now) ? -1 : n));
      const posts = listing.files.map((path) => run.posts.get(path));
      const parts = new Map<string, Uint8Array>([
        ["meta", encoder.encode(JSON.stringify({ ...run.meta, key }))],
        ["files", encoder.encode(listing.files.join("\n"))],
        ["stamps", packNumbers(trusted)],
        ["blobs", encoder.encode(posts.map((post) => post?.blob ?? "").join("\n"))],
        ["cards-hashed", packNumbers(Float64Array.from(posts, (post) => post?.card ?? Number.NaN))],
        ["pairs", packNumbers(run.pairs)],
        ...run.parts,
      ]);
      folder.replace(INDEX, encodeParts(parts));
      forgetGeneration(folder, old);
      folder.sweep([INDEX, run.meta.records, run.meta.lines]);
    },
    refresh: () => {
      if (!refreshed || stored === null) return;
      const trusted = unpackFloats(stored.get("stamps") ?? new Uint8Array(0));
      const blobs = decoder.decode(stored.get("blobs")).split("\n");
      for (let i = 0; i < listing.files.length; i++) {
        if (sameStamp(trusted, stamps, i) || !isSettled(stamps, i, now)) continue;
        const file = project.source.read(listing.files[i]!, project.config.maxFileSize);
        if (file instanceof Promise || !file.ok || hashBlob(file.bytes, format) !== blobs[i]) continue;
        trusted.set(stamps.subarray(4 * i, 4 * i + 4), 4 * i);
      }
      folder.replace(INDEX, encodeParts(new Map([...stored, ["stamps", packNumbers(trusted)]])));
    },
  };
}

const decoder = new TextDecoder();
const encoder = new TextEncoder();

/** Everything beside the posts' bytes that verdicts depend on. */
function makeKey(project: Project, listing: FileList, facts: readonly FactFile[]): string {
  const { config, commit, repo, top, prefix, problems } = project;
  const parts = [
    CACHE_VERSION,
    VERSION,
    FINGERPRINT_VERSION,
    config,
    commit,
    repo?.boundary ?? null,
    top,
    prefix,
    problems,
    listing.faults,
  ];
  const hash = createHash("sha256").update(JSON.stringify(parts));
  for (const { path, text } of facts) hash.update(`\0${path}\0${text.length}\0`).update(text);
  return hash.digest("hex");
}

/** Null when one of them cannot be looked at. */
function stampAll({ source }: Project, files: readonly string[]): Stamps | null {
  const stamps = new Float64Array(4 * files.length);
  for (let i = 0; i < files.length; i++) {
    const stamp = source.stamp(files[i]!);
    if (stamp === null) return null;
    stamps[4 * i] = stamp.size;
    stamps[4 * i + 1] = stamp.mtimeMs;
    stamps[4 * i + 2] = stamp.ctimeMs;
    stamps[4 * i + 3] = stamp.inode;
  }
  return stamps;
}

function sameStamp(a: Stamps, b: Stamps, i: number): boolean {
  for (let k = 4 * i; k < 4 * i + 4; k++) if (a[k] !== b[k]) return false;
  return true;
}

function sameNumbers(a: Stamps, b: Stamps): boolean {
  return a.length === b.length && a.every((n, i) => n === b[i]);
}

function isSettled(stamps: Stamps, i: number, now: number): boolean {
  return Math.max(stamps[4 * i + 1]!, stamps[4 * i + 2]!) < now - RACY_MS;
}

/** The files that the former index named. A run that reads them at this moment has them open, and goes on. */
function forgetGeneration(folder: CacheFolder, index: Uint8Array | null): void {
  const meta = index === null ? undefined : decodeParts(index)?.get("meta");
  if (meta === undefined) return;
  const { records, lines } = JSON.parse(decoder.decode(meta)) as CachedMeta;
  folder.remove(records);
  folder.remove(lines);
}
