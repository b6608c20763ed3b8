import type { Language, Post } from "./post.ts";

/** What made a pair, strongest first (DESIGN §4). */
export type Evidence =
  | { readonly kind: "configured" }
  | { readonly kind: "linked" }
  | { readonly kind: "alias"; readonly value: string }
  | { readonly kind: "translation-key"; readonly value: string }
  | { readonly kind: "path"; readonly value: string }
  | { readonly kind: "last-segment"; readonly value: string };

/** Two posts that are the same article. `source` is the original, or the configured source language's post. */
export interface Pair {
  /** Path below the language root of the source, without extension: `blog/2020-04-engineer`. */
  readonly id: string;
  /** What ids of rows and findings are made from: the first shared alias, else the source path. */
  readonly key: string;
  /** Language written first; null when it cannot be known (both sides machine-translated). */
  readonly original: Language | null;
  readonly source: Post;
  readonly target: Post;
  readonly pairedBy: readonly Evidence[];
  /** True until a person confirms a pair that only a shared last path segment made. */
  readonly guessed: boolean;
}

export type UnpairedReason = "no-counterpart" | "ambiguous" | "original-removed";

/** A post that might be the missing counterpart, and why it was thought of. `score` from 0 to 1. */
export interface Suggestion {
  readonly path: string;
  readonly score: number;
  readonly why: readonly string[];
}

export interface UnpairedPost {
  readonly path: string;
  readonly language: Language;
  readonly title: string;
  readonly reason: UnpairedReason;
  readonly suggestions: readonly Suggestion[];
  /** With `original-removed`: the commit that removed the original. */
  readonly removed: RemovedOriginal | null;
}

export interface RemovedOriginal {
  readonly path: string;
  readonly commit: string;
  readonly date: string;
  readonly wasDraft: boolean;
}
