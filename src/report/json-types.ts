import type { MessageParams, ProblemCode, Severity } from "../model/finding.ts";
import type { HistoryMode } from "../model/history.ts";
import type { Evidence, UnpairedReason } from "../model/pair.ts";
import type { Deliberate, PairState, SinceChange } from "../model/report.ts";
import type { Baseline, Change, ChangeClass, State } from "../model/verdict.ts";

/**
 * The JSON report, version 1, as `docs/schemas/report.schema.json` describes it. Keys may be added, never
 * renamed. Paths are relative to the git top level, with `/`; lines and columns count from 1, columns in
 * UTF-16 units.
 */
export interface JsonReport {
  readonly version: 1;
  readonly tool: { readonly name: "samsvar"; readonly version: string };
  readonly history: { readonly mode: HistoryMode; readonly head: string | null };
  readonly since?: { readonly ref: string; readonly base: string; readonly exact: boolean };
  readonly pairs: readonly JsonPair[];
  readonly unpaired: readonly JsonUnpaired[];
  readonly resolved: readonly JsonResolved[];
  readonly problems: readonly JsonProblem[];
  readonly summary: JsonSummary;
}

export interface JsonSummary {
  readonly posts: { readonly [language: string]: number };
  readonly pairs: number;
  readonly drifted: number;
  readonly doubtful: number;
  readonly sections: { readonly [state in State]: number };
  /** Changed words of originals, and all words of missing sections; no code, no drafts. */
  readonly wordsToSync: number;
  /** Words of machine translation that nobody has read. */
  readonly wordsToReview: number;
  readonly findings: { readonly [severity in Severity]: number };
  readonly deliberate: { readonly [kind in Deliberate]: number };
  readonly independent: number;
  readonly notTranslated: number;
}

export interface JsonPair {
  readonly id: string;
  readonly original: string | null;
  readonly source: JsonPost;
  readonly target: JsonPost;
  readonly pairedBy: readonly Evidence[];
  readonly guessed: boolean;
  readonly hardlyTheSame: boolean;
  readonly state: PairState;
  readonly findings: readonly JsonFinding[];
  readonly sections: readonly JsonSection[];
}

export interface JsonPost {
  readonly path: string;
  readonly language: string;
  readonly title: string;
  readonly machineTranslated: boolean;
  readonly draft: boolean;
}

/** What sections and fields have in common. */
interface JsonVerdict {
  readonly state: State;
  readonly class: ChangeClass | null;
  readonly carryable: boolean;
  readonly removed: boolean;
  readonly wordsToSync: number;
  readonly baseline: Pick<Baseline, "by" | "how" | "commit" | "date">;
  readonly changes: { readonly source: Change | null; readonly target: Change | null };
}

export interface JsonSection extends JsonVerdict {
  readonly id: string;
  readonly kind: "front-matter" | "preamble" | "section";
  /** Only with `since`. */
  readonly change?: SinceChange;
  readonly moved: boolean;
  readonly doubtful: boolean;
  readonly deliberate: Deliberate | null;
  /** From 0 to 1; null for front matter, which needs no alignment. */
  readonly confidence: number | null;
  readonly source: JsonSide | null;
  readonly target: JsonSide | null;
  /** For front matter; empty otherwise. */
  readonly fields: readonly JsonField[];
  readonly findings: readonly JsonFinding[];
}

export interface JsonSide {
  readonly heading: string;
  readonly level: number;
  readonly startLine: number;
  readonly endLine: number;
  readonly fingerprint: string;
  readonly words: number;
}

export interface JsonField extends JsonVerdict {
  readonly key: string;
  readonly sourceLine: number | null;
  readonly targetLine: number | null;
}

export interface JsonFinding {
  readonly id: string;
  readonly code: string;
  readonly severity: Severity;
  /** Only with `since`. */
  readonly change?: SinceChange;
  readonly params: MessageParams;
  /** In English, whatever the language of the terminal. */
  readonly message: string;
  readonly sourceLine: number | null;
  readonly sourceColumn: number | null;
  readonly targetLine: number | null;
  readonly targetColumn: number | null;
}

export interface JsonUnpaired {
  readonly path: string;
  readonly language: string;
  readonly title: string;
  readonly reason: UnpairedReason;
  readonly suggestions: readonly {
    readonly path: string;
    readonly score: number;
    readonly why: readonly string[];
  }[];
  /** With `original-removed`. */
  readonly removed: {
    readonly path: string;
    readonly commit: string;
    readonly date: string;
    readonly wasDraft: boolean;
  } | null;
}

/** A row or finding of the base that is gone; only with `since`. */
export interface JsonResolved {
  readonly id: string;
  readonly path: string;
  /** The state of a row, or the code of a finding, that is gone. */
  readonly code: string;
}

export interface JsonProblem {
  readonly path: string;
  readonly line: number | null;
  readonly column: number | null;
  readonly code: ProblemCode;
  readonly severity: Severity;
  readonly params: MessageParams;
  readonly message: string;
}
