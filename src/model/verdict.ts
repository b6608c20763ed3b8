export const STATES = [
  "in-sync",
  "source-changed",
  "target-changed",
  "both-changed",
  "missing-in-target",
  "missing-in-source",
  "unverified",
] as const;
export type State = (typeof STATES)[number];

/** How much a change matters, least first. */
export const CHANGE_CLASSES = ["formatting", "typo", "neutral", "meaning"] as const;
export type ChangeClass = (typeof CHANGE_CLASSES)[number];

/** The commit in which a side was last changed since both sides agreed. Null commit: not committed yet. */
export interface Change {
  readonly commit: string | null;
  readonly date: string | null;
  readonly author: string | null;
  readonly subject: string | null;
}

/** Where to find the text a section had when both sides last agreed. */
export interface OldText {
  readonly blob: string;
  readonly start: number;
  readonly end: number;
}

export interface Baseline {
  readonly by: "fact" | "declared" | "history" | "none";
  /** With `fact`: how it came about. */
  readonly how: "edited" | "kept" | "machine" | "adopted" | null;
  readonly commit: string | null;
  /** ISO 8601, UTC. */
  readonly date: string | null;
  /** The text of each side at the baseline, where it is known and differs from today's. */
  readonly oldSource: OldText | null;
  readonly oldTarget: OldText | null;
}

/** The judgement on one row. */
export interface Verdict {
  readonly state: State;
  /** Null where nothing changed or the class cannot be known. */
  readonly class: ChangeClass | null;
  readonly baseline: Baseline;
  readonly changes: { readonly source: Change | null; readonly target: Change | null };
  /** All of the pending change can be made in the other language by the tool. */
  readonly carryable: boolean;
  /** Words of the original that changed (of the whole section where it is missing). */
  readonly wordsToSync: number;
  /** The other side's section existed once and was removed since. */
  readonly removed: boolean;
}

/** The judgement on one front-matter field. */
export interface FieldVerdict extends Verdict {
  /** Path of keys, joined with `.`; list items by index from 0: `faq.0.question`. */
  readonly key: string;
  /** The same in the target, where a list item may have another index. Absent: the same. */
  readonly targetKey?: string;
  readonly sourceLine: number | null;
  readonly targetLine: number | null;
  /** The value as text today; null where this side has none. */
  readonly sourceText: string | null;
  readonly targetText: string | null;
  /** The value when both sides last agreed, where it is known and differs from today's. */
  readonly oldSourceText: string | null;
  readonly oldTargetText: string | null;
}
