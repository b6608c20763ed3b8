import type { PostCard } from "../model/card.ts";
import type { Config } from "../model/config.ts";
import type { Language } from "../model/post.ts";
import { matchLanguage } from "../site/language-codes.ts";

/**
 * The language that a pair was written in first; null when it cannot be known. Front matter `original` wins, then the
 * machine mark on exactly one side; both marked means a third language, neither the configured source language.
 */
export function decideOriginal(one: PostCard, other: PostCard, config: Config): Language | null {
  const stated = statedOriginal([one, other]);
  if (stated !== undefined) return stated;
  if (one.machine && other.machine) return null;
  if (one.machine) return other.language;
  if (other.machine) return one.language;
  return config.source;
}

/** Undefined: nothing is stated. Null: a third language, or the two contradict each other. */
function statedOriginal(posts: readonly PostCard[]): Language | null | undefined {
  const languages = posts.map((post) => post.language);
  const stated = posts
    .map((post) => post.original)
    .filter((code) => code !== null && code !== "")
    .map((code) => matchLanguage(code!, languages));
  if (stated.length === 0) return undefined;
  return stated.every((language) => language === stated[0]) ? stated[0]! : null;
}
