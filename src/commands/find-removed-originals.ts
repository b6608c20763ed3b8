import type { Config } from "../model/config.ts";
import type { RemovedPost } from "../model/history.ts";
import type { RemovedOriginal } from "../model/pair.ts";
import type { BlobReader } from "../model/ports.ts";
import type { FrontMatterReader } from "../read/front-matter.ts";
import { locatePost } from "../site/locate-post.ts";
import { isDraft, readAliases } from "../site/post-head.ts";
import type { SiteHistory } from "./read-history.ts";

/** A post without counterpart, as far as its lost original is looked for. */
export interface LonelyPost {
  /** Relative to the project folder. */
  readonly path: string;
  readonly aliases: readonly string[];
}

export interface RemovedContext {
  readonly config: Config;
  readonly prefix: string;
  readonly history: SiteHistory;
  readonly blobs: BlobReader | null;
  readonly reader: FrontMatterReader;
}

/** Most deleted posts that are opened to compare aliases. */
const MOST_OPENED = 500;

/** Finds, for posts without counterpart, the post of another language that history says was theirs and was removed. */
export async function findRemovedOriginals(
  lonely: readonly LonelyPost[],
  context: RemovedContext,
): Promise<ReadonlyMap<string, RemovedOriginal>> {
  const found = new Map<string, RemovedOriginal>();
  const { config, prefix, history } = context;
  if (lonely.length === 0 || history.removed.length === 0) return found;
  const removed = history.removed.filter((post) => post.path.startsWith(prefix)).slice(0, MOST_OPENED);
  for (const post of removed) {
    const path = post.path.slice(prefix.length);
    const place = locatePost(path, config);
    const language = place.suffix ?? place.directory;
    const aliases = await removedAliases(post, context);
    for (const candidate of lonely) {
      if (found.has(candidate.path)) continue;
      const other = locatePost(candidate.path, config);
      if ((other.suffix ?? other.directory) === language || other.kind !== place.kind) continue;
      const samePath = other.logical === place.logical && place.logical !== "";
      const sameAlias = candidate.aliases.some((alias) => aliases.aliases.has(comparable(alias)));
      if (!samePath && !sameAlias) continue;
      const commit = history.commits[post.commit];
      if (commit === undefined) continue;
      found.set(candidate.path, {
        path: post.path,
        commit: commit.id,
        date: new Date(commit.time * 1000).toISOString().replace(".000Z", "Z"),
        wasDraft: aliases.draft,
      });
    }
  }
  return found;
}

async function removedAliases(post: RemovedPost, { blobs, reader }: RemovedContext) {
  const bytes = (await blobs?.read(post.blob)) ?? null;
  if (bytes === null) return { aliases: new Set<string>(), draft: false };
  const { frontMatter } = await reader.read(bytes);
  return { aliases: new Set(readAliases(frontMatter).map(comparable)), draft: isDraft(frontMatter) };
}

function comparable(alias: string): string {
  return alias.trim().toLowerCase().replace(/^\/?/, "/").replace(/\/+$/, "");
}
