import type { Pair } from "../model/pair.ts";
import { UsageError } from "../model/usage-error.ts";
import { findSimilar } from "./find-similar.ts";
import type { SiteRun } from "./site-run.ts";

/**
 * The posts that each typed name means. Throws `UsageError`: `post-unknown` with near names, or
 * `post-ambiguous` with the candidates, when a name fits posts that are not the two sides of one pair.
 */
export function findNamedPosts(
  run: SiteRun,
  names: readonly string[],
  isPair: (a: string, b: string) => boolean,
): readonly string[] {
  return names.flatMap((name) => {
    const found = run.findPosts(name);
    const [first, ...others] = found;
    if (first === undefined) throw unknownPost(run, name);
    if (others.some((other) => !isPair(first, other))) {
      throw new UsageError("post-ambiguous", { name, candidates: found });
    }
    return found;
  });
}

function unknownPost(run: SiteRun, name: string): UsageError {
  const slugs = new Map(run.paths.map((path) => [slugOf(path), path]));
  const near = findSimilar(slugOf(name), [...slugs.keys()]).map((slug) => slugs.get(slug) ?? slug);
  return near.length > 0
    ? new UsageError("post-unknown-similar", { name, similar: near })
    : new UsageError("post-unknown", { name });
}

/** Last part of a path or URL that says something: `a/b.nb.md` → `b`, `a/b/index.md` → `b`. */
function slugOf(path: string): string {
  const parts = path
    .split("/")
    .map((part) => part.replace(/(\.[a-z]{2}(-[a-z]+)?)?\.(md|markdown)$/i, ""))
    .filter((part) => part !== "" && part !== "index" && part !== "_index");
  return parts.at(-1) ?? path;
}

/** The shortest way to name a pair's post that means nothing else, ready to be typed into a shell. */
export function nameForShell(run: SiteRun, { id, source, target }: PairPaths): string {
  const mine = new Set([source, target]);
  const isUnique = (name: string): boolean => {
    const found = run.findPosts(name);
    return found.length > 0 && found.every((path) => mine.has(path));
  };
  const slug = slugOf(source);
  const name = [...shortenSlug(slug), slug, id].find(isUnique) ?? source;
  return /^[\w./@:+-]+$/.test(name) && !name.startsWith("-") ? name : `'${name.replaceAll("'", "'\\''")}'`;
}

/** A slug of this length is typed, or at least read, without trouble. */
const HANDY_SLUG = 40;

/** For a long slug its first words, more and more of them, without a date in front. */
function shortenSlug(slug: string): readonly string[] {
  if (slug.length <= HANDY_SLUG) return [];
  const words = slug.replace(/^(\d+-)+/, "").split("-");
  return words.slice(2, -1).map((_, i) => words.slice(0, i + 3).join("-"));
}

export interface PairPaths {
  readonly id: string;
  readonly source: string;
  readonly target: string;
}

export const pairPaths = (pair: Pair): PairPaths => ({
  id: pair.id,
  source: pair.source.path,
  target: pair.target.path,
});
