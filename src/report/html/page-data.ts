import type { Severity } from "../../model/finding.ts";
import type { SinceChange, Summary } from "../../model/report.ts";
import type { Change, ChangeClass, State } from "../../model/verdict.ts";
import type { Dictionary, PageLocale } from "./translate.ts";

/** A text in both languages of the page. */
export type Said = Readonly<Record<PageLocale, string>>;

/** What a post is worth looking at for, the most urgent first. */
export const STANDINGS = ["critical", "drifted", "fault", "review", "unsure", "in-step"] as const;
export type Standing = (typeof STANDINGS)[number];

/** Groups that the state filter knows; a post may be in several. */
export type Group =
  | "act"
  | "source-changed"
  | "both-changed"
  | "missing-in-target"
  | "missing-in-source"
  | "target-changed"
  | "faults"
  | "unsure"
  | "deliberate"
  | "machine"
  | "in-sync";

/** A pair as the list shows and filters it: no texts, since all of these are read when the page opens. */
export interface PostEntry {
  /** The post's address on the page, `#key`; unique. */
  readonly key: string;
  /** Number of the island with its texts; null when there is nothing to show. */
  readonly island: number | null;
  readonly title: string;
  readonly targetTitle: string;
  readonly source: string;
  readonly target: string;
  readonly from: string;
  readonly into: string;
  readonly standing: Standing;
  readonly groups: readonly Group[];
  readonly classes: readonly ChangeClass[];
  readonly marks: readonly SinceChange[];
  readonly authors: readonly string[];
  /** Rows by what is said of them in the list. */
  readonly counts: {
    readonly changed: number;
    readonly missing: number;
    readonly both: number;
    readonly removed: number;
    readonly extra: number;
    readonly critical: number;
    readonly functional: number;
  };
  readonly words: number;
  /** Of pending changes, ISO 8601: the newest and the oldest; null: none, or not known. */
  readonly newest: string | null;
  readonly oldest: string | null;
  readonly uncommitted: boolean;
  readonly draft: boolean;
  readonly machine: boolean;
  readonly guessed: boolean;
  readonly hardly: boolean;
  readonly unverified: boolean;
  /** Addresses of the rows that the island has. */
  readonly rows: readonly string[];
}

/** The texts of one pair: one island. */
export interface PostDetail {
  readonly rows: readonly RowDetail[];
  readonly findings: readonly FindingDetail[];
  /** Sections that agree and are not shown. */
  readonly agreeing: number;
}

export interface RowDetail {
  /** The section's address on the page. */
  readonly id: string;
  readonly kind: "front-matter" | "preamble" | "section";
  readonly headings: readonly [source: string | null, target: string | null];
  readonly lines: readonly [source: string | null, target: string | null];
  readonly state: State;
  readonly tone: "act" | "tool" | "note" | "unsure" | "calm";
  readonly says: Said;
  readonly mark: SinceChange | null;
  readonly changes: readonly [source: Change | null, target: Change | null];
  readonly findings: readonly FindingDetail[];
  readonly parts: readonly PartDetail[];
}

export interface FindingDetail {
  readonly severity: Severity;
  readonly code: string;
  readonly says: Said;
  readonly lines: readonly [source: number | null, target: number | null];
  readonly mark: SinceChange | null;
}

/** A section's, or a field's, texts side by side. */
export interface PartDetail {
  readonly key: string | null;
  readonly sides: readonly [source: SideDetail, target: SideDetail];
}

export interface SideDetail {
  readonly language: string;
  /** Null: this side has none. */
  readonly pieces: readonly PieceDetail[] | null;
  readonly moved: boolean;
  readonly oldKnown: boolean;
  /** Characters left out at the end. */
  readonly cut: number;
}

/** -1 removed, 0 as before, 1 added. */
export type PieceDetail = readonly [kind: -1 | 0 | 1, text: string];

export interface TrendPoint {
  /** End of the period, seconds since 1970. */
  readonly time: number;
  readonly drifted: number;
}

export interface LonePost {
  readonly path: string;
  readonly language: string;
  readonly title: string;
  readonly reason: "no-counterpart" | "ambiguous" | "original-removed";
  readonly perhaps: string | null;
}

export interface FileProblem {
  readonly path: string;
  readonly line: number | null;
  readonly severity: Severity;
  readonly code: string;
  readonly says: Said;
}

/** Everything that is on the page from the start. */
export interface PageData {
  readonly version: string;
  readonly locale: PageLocale;
  readonly messages: Readonly<Record<PageLocale, Dictionary>>;
  /** Names of the posts' languages. */
  readonly languages: { readonly [code: string]: Said };
  readonly history: "full" | "shallow" | "none";
  readonly head: string | null;
  readonly since: { readonly ref: string; readonly base: string } | null;
  readonly summary: Summary;
  readonly newRows: number;
  readonly resolvedRows: number;
  readonly trend: readonly TrendPoint[];
  readonly posts: readonly PostEntry[];
  readonly alone: readonly LonePost[];
  readonly moreAlone: number;
  readonly problems: readonly FileProblem[];
}
