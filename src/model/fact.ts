import type { Fingerprint, Language } from "./post.ts";

/** How a fact came about. `machine` and `adopted` (taken over from elsewhere) say what agreed, not that somebody read it. */
export const FACT_WAYS = ["edited", "kept", "machine", "adopted"] as const;
export type FactWay = (typeof FACT_WAYS)[number];

/** One side of a fact. `language` and `print` say what it is about (with posts, `path`); the rest are hints. */
export interface FactSide {
  readonly language: Language;
  /** Null: this side has no section, or the fact is about posts. */
  readonly print: Fingerprint | null;
  /** Git's id that the post's bytes had when the fact was recorded. */
  readonly blob: string | null;
  readonly path: string | null;
  /** Heading path, joined with ` > `, or `front-matter: <key>`. */
  readonly place: string | null;
}

/** What somebody states about the two sides. */
export type Claim =
  /** The two sections say the same; or they are meant to differ. Holds wherever these two texts stand. */
  | { readonly kind: "same" | "own" }
  /** The section stands on one side on purpose. Holds within the pair with this key. */
  | { readonly kind: "only"; readonly pair: string }
  /** The two sections, or posts, belong together or do not; says nothing about agreement. */
  | { readonly kind: "linked" | "unlinked"; readonly about: "section" | "post" }
  /** The finding with this id is no trouble. */
  | { readonly kind: "finding"; readonly finding: string; readonly code: string };

interface FactCommon {
  /** Milliseconds since 1970, UTC. */
  readonly time: number;
  /** Who says so; empty where names are not wanted. */
  readonly by: string;
  readonly how: FactWay;
  readonly reason: string | null;
  /** In the order of their language codes, so that it does not matter which one is called the source. */
  readonly sides: readonly [FactSide, FactSide];
  /** Key of the pair at hand when the fact was recorded. */
  readonly pair: string | null;
  /** Fields that a later version has added; kept as they are. */
  readonly extra: { readonly [name: string]: string };
}

/** Somebody's claim. */
export type ClaimFact = FactCommon & Claim;

/** Takes back a claim about the same sections, posts or finding, as far as it was made no later than this. */
export type WithdrawnFact = FactCommon & { readonly kind: "withdrawn"; readonly of: Claim };

/** A recorded human statement about content (DESIGN §6). */
export type Fact = ClaimFact | WithdrawnFact;

/** What is wrong in a fact file. Codes are stable; `commands/` turns them into sentences. */
export type FactProblem =
  /** The file is of a version that this samsvar does not know; none of its facts are read. */
  | { readonly kind: "unknown-version"; readonly file: string; readonly line: 1; readonly version: string }
  /** A line that is no fact; the others are read. `line` from 1; `part` is what could not be understood. */
  | { readonly kind: "damaged-line"; readonly file: string; readonly line: number; readonly part: string };
