import type { Language } from "./post.ts";

/**
 * What finding a post's address and its counterpart needs to know of it: a compact record, so that the
 * cards of 20,000 posts fit in memory at once. Paths are relative to the project folder, with `/`.
 */
export interface PostCard {
  readonly path: string;
  readonly language: Language;
  readonly title: string;
  /** As written in front matter, in order. */
  readonly aliases: readonly string[];
  /** 1-based line of the `aliases` key, for messages; null when it has none. */
  readonly aliasesLine: number | null;
  readonly slug: string | null;
  readonly url: string | null;
  /** Date as written: `2024-05-03`, `2024-05-03T10:00:00+02:00`. */
  readonly date: string | null;
  readonly draft: boolean;
  readonly translationKey: string | null;
  /** Carries the machine mark (`ai: true`). */
  readonly machine: boolean;
  /** Front matter `original`, as written. */
  readonly original: string | null;
  /** False with front matter `samsvar: {translate: false}`. */
  readonly translate: boolean;
  /** Files of the images that front matter names, for suggestions: `card`, `image`. */
  readonly images: readonly string[];
  /** Levels of the headings in order; null when the body was not read. */
  readonly outline: readonly number[] | null;
}
