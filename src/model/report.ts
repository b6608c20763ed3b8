import type { Finding, Problem, Severity } from "./finding.ts";
import type { HistoryMode } from "./history.ts";
import type { Pair, UnpairedPost } from "./pair.ts";
import type { Section } from "./post.ts";
import type { FieldVerdict, State, Verdict } from "./verdict.ts";

export type Deliberate = "only" | "own";
export type SinceChange = "new" | "existing" | "resolved";

interface RowCommon extends Verdict {
  /** Stable across commits: hash of pair key and section key (heading path and ordinal). */
  readonly id: string;
  readonly change: SinceChange | null;
  readonly doubtful: boolean;
  readonly deliberate: Deliberate | null;
  readonly findings: readonly Finding[];
}

/** A row of body sections, judged. One of `source` and `target` may be null, never both. */
export interface SectionReport extends RowCommon {
  readonly kind: "preamble" | "section";
  readonly source: Section | null;
  readonly target: Section | null;
  readonly moved: boolean;
  /** From 0 to 1, as the alignment gave it. */
  readonly confidence: number;
}

/** The row of translatable front-matter fields. */
export interface FieldsReport extends RowCommon {
  readonly kind: "front-matter";
  readonly fields: readonly FieldVerdict[];
}

export type RowReport = SectionReport | FieldsReport;

/** One section that drifted (1) or no longer does (-1). `time` in seconds since 1970. */
export interface TrendStep {
  readonly time: number;
  readonly drifted: 1 | -1;
}

export type PairState = "drifted" | "in-sync" | "unverified";

/** Everything there is to say about one pair. */
export interface PairReport {
  readonly pair: Pair;
  readonly source: PostHead;
  readonly target: PostHead;
  readonly state: PairState;
  readonly rows: readonly RowReport[];
  /** Findings on the pair as a whole. */
  readonly findings: readonly Finding[];
  /** The two share an address but hardly any content; `rows` is empty then. */
  readonly hardlyTheSame: boolean;
  /** When the pair fell behind and came back in step, section by section, oldest first; where history tells. */
  readonly trend?: readonly TrendStep[];
}

/** What lists show of a post. */
export interface PostHead {
  readonly title: string;
  readonly machineTranslated: boolean;
  readonly draft: boolean;
}

/** Counts over the whole run; `posts` by language. */
export interface Summary {
  readonly posts: { readonly [language: string]: number };
  readonly pairs: number;
  readonly drifted: number;
  readonly doubtful: number;
  readonly sections: Readonly<Record<State, number>>;
  readonly wordsToSync: number;
  readonly wordsToReview: number;
  readonly findings: Readonly<Record<Severity, number>>;
  readonly deliberate: Readonly<Record<Deliberate, number>>;
  readonly independent: number;
  readonly notTranslated: number;
}

/** What is known before the first pair is judged. */
export interface ReportHead {
  readonly history: { readonly mode: HistoryMode; readonly head: string | null };
  readonly since: { readonly ref: string; readonly base: string; readonly exact: boolean } | null;
  readonly sourceLanguage: string;
  readonly targetLanguages: readonly string[];
}

/** What is known after the last pair was judged. */
export interface ReportTail {
  readonly summary: Summary;
  readonly unpaired: readonly UnpairedPost[];
  readonly problems: readonly Problem[];
  /** Only with `--since`: drift and findings of the base whose section or post is gone now. */
  readonly resolved?: readonly ResolvedItem[];
}

/** Something that the base had and the change did away with. `code`: the state of a row, or the code of a finding. */
export interface ResolvedItem {
  readonly id: string;
  readonly path: string;
  readonly code: string;
}
