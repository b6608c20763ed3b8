import type { Config } from "../model/config.ts";
import type { Language } from "../model/post.ts";
import { isPostPath, languageOfPath, type PathLanguage } from "./post-path.ts";

/** A file that is a post in one of the languages compared, or may be one once its front matter is read. */
export interface DiscoveredPost extends PathLanguage {
  readonly path: string;
}

export interface Discovery {
  /** Sorted by path. */
  readonly posts: readonly DiscoveredPost[];
  /** Posts left out since they are in languages that are not compared, counted by language. */
  readonly others: { readonly [language: Language]: number };
}

/** Picks the posts out of a list of files (relative to the project folder), whatever its order. */
export async function discoverPosts(
  listing: AsyncIterable<string> | Iterable<string>,
  config: Config,
): Promise<Discovery> {
  const compared = new Set([config.source, ...config.targets]);
  const posts: DiscoveredPost[] = [];
  const others: { [language: Language]: number } = {};
  const seen = new Set<string>();
  const take = (path: string): void => {
    if (seen.has(path) || !isPostPath(path, config)) return;
    seen.add(path);
    const told = languageOfPath(path, config);
    if (told.language === null || compared.has(told.language)) posts.push({ path, ...told });
    else others[told.language] = (others[told.language] ?? 0) + 1;
  };
  // Awaiting every item of a plain list would cost more than all the rest.
  if (Symbol.iterator in listing) for (const path of listing) take(path);
  else for await (const path of listing) take(path);
  posts.sort((a, b) => (a.path < b.path ? -1 : 1));
  return { posts, others };
}
