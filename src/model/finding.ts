import type { Place } from "./post.ts";

export type Severity = "critical" | "functional" | "cosmetic";

/** Codes of problems that lie in one file and make it unreadable, or doubtful, for every later stage. */
export const PROBLEM_CODES = {
  "front-matter-invalid": "critical",
  "front-matter-duplicate-key": "critical",
  "front-matter-not-closed": "critical",
  "front-matter-executable": "critical",
  "conflict-markers": "critical",
  "encoding-invalid": "critical",
  "file-unreadable": "critical",
  "file-too-large": "critical",
  "language-mismatch": "functional",
  "language-unknown": "functional",
  "alias-duplicate": "functional",
  "alias-self": "cosmetic",
  "alias-malformed": "functional",
  "alias-ambiguous": "functional",
  "hardly-the-same": "functional",
  "config-unmatched-glob": "cosmetic",
  "facts-damaged": "functional",
  "facts-version-unknown": "functional",
  "history-missing": "cosmetic",
} as const satisfies Record<string, Severity>;

export type ProblemCode = keyof typeof PROBLEM_CODES;

/** Parameters of a message: what the sentence in `locales/` fills in. Never holds sentences. */
export type MessageParams = { readonly [name: string]: string | number | readonly string[] };

/** One named trouble in one file (or in the configuration) that is not tied to a pair. */
export interface Problem {
  readonly code: ProblemCode;
  readonly severity: Severity;
  readonly path: string;
  /** Null when the trouble is with the file as a whole. */
  readonly place: Place | null;
  readonly params: MessageParams;
}

/** One named difference inside a pair, found by a check, with its place in both files. */
export interface Finding {
  /** Stable across commits: hash of code, pair key, section key, salient value, ordinal. */
  readonly id: string;
  readonly code: string;
  readonly severity: Severity;
  readonly params: MessageParams;
  readonly source: Place | null;
  readonly target: Place | null;
  /** Only with `--since`, like a row's. */
  readonly change?: "new" | "existing" | "resolved" | null;
}
