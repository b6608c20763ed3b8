import type { Fingerprint, Section } from "../model/post.ts";
import type { Tokens } from "../text/tokens.ts";

/** Rough outlines of a section, enough to doubt that two sections are one; see `Section` for the fields. */
export type Sketch = Pick<Section, "level" | "shape" | "length" | "codeLines" | "invariant">;

/**
 * What one section or field said in one version of its post. Tokens are read when asked for: most versions
 * of most sections are told apart, or found equal, by their fingerprints alone.
 */
export interface Content {
  readonly print: Fingerprint;
  /** Heading without markup; empty for preambles and fields. */
  readonly heading: string;
  readonly level: number;
  readonly wordCount: number;
  readonly sketch: Sketch;
  /** Blob it was read from; null for content that is not committed. */
  readonly blob: string | null;
  /** The bytes the tokens' offsets refer to. */
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
  tokens(): Tokens;
}

/** What one section or field said, from which commit on; null: it was gone from then on. */
export interface ThreadEvent {
  /** Number of the commit, see model/history; one past the newest for uncommitted content. */
  readonly commit: number;
  readonly content: Content | null;
}

/** One section through all versions of its post, whatever its heading or place. */
export interface Thread {
  /** Oldest first; the first has content. Only versions in which the content changed. */
  readonly events: readonly ThreadEvent[];
  /** The thread that vanished in the same commit where this one came to stand: rewritten, not added. Null: none. */
  readonly replaces: number | null;
}

/** What both sides said when they last agreed, and since which commit. `lead`: the side written first. */
export interface SyncPoint {
  readonly commit: number;
  readonly lead: Content;
  readonly follow: Content;
}
