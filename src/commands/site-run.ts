import type { FindingRepair } from "../judge/checks/run-checks.ts";
import type { Config } from "../model/config.ts";
import type { Fact } from "../model/fact.ts";
import type { Pair } from "../model/pair.ts";
import type { ContentRef } from "../model/post.ts";
import type { PairReport, ReportHead, ReportTail } from "../model/report.ts";
import type { SiteFacts } from "./read-facts.ts";

/** What a command asks the judging pipeline for; everything but `cwd` may be left out. */
export interface JudgeOptions {
  /** Absolute path of the folder to work in. */
  readonly cwd: string;
  readonly configFile?: string;
  readonly source?: string;
  readonly targets?: readonly string[];
  readonly at?: string;
  readonly since?: string;
  readonly cache?: boolean;
  /** Posts as people name them (path, alias, URL, part of the slug): only their pairs are judged. */
  readonly posts?: readonly string[];
  readonly onProgress?: (done: number, total: number) => void;
  /** Told how findings of each judged pair can be mended. Asks for a run without the cache. */
  readonly onRepairs?: (pair: Pair, repairs: readonly FindingRepair[]) => void;
}

/** A site being judged: the way from the pipeline to whoever shows its outcome. */
export interface SiteRun {
  readonly config: Config;
  /** Absolute path that the paths in reports are relative to. */
  readonly top: string;
  readonly head: ReportHead;
  /** What people have recorded. */
  readonly facts: SiteFacts;
  /** Git's folder of the repository, for who is at work; null without git. */
  readonly commonDir: string | null;
  /** Ordered by source path; may be consumed once. */
  readonly pairs: AsyncIterable<PairReport>;
  /** Paths of all posts of the site, paired or not, sorted; for suggestions. */
  readonly paths: readonly string[];
  /** With `since`: whether the change touched a post (path from the top); true for every post otherwise. */
  isTouched(path: string): boolean;
  /** Counts and what is not tied to a pair; to be called after the last pair. */
  tail(): ReportTail;
  /** Bytes `[start, end)` of a post as text. */
  readText(ref: ContentRef, start: number, end: number): Promise<string>;
  /** Paths of the posts that a name means: path, alias, URL, or unique part of a slug. May be called at any time. */
  findPosts(name: string): readonly string[];
  /**
   * Judges one pair anew, from the files as they are now and with more facts than are on record. Null when a post of it
   * is gone, cannot be read, or holds a merge conflict.
   */
  judgeAgain(report: PairReport, facts: readonly Fact[]): Promise<PairReport | null>;
  /** Paths relative to the project folder that a post has or had; its `path` is relative to `top`. */
  localPaths(path: string): readonly string[];
  close(): Promise<void>;
}

/** Starts judging. Throws `UsageError` when it cannot run at all. */
export type JudgeSite = (options: JudgeOptions) => Promise<SiteRun>;
