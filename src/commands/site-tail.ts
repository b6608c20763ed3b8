import type { UnpairedPost } from "../model/pair.ts";
import type { ReportTail } from "../model/report.ts";
import type { PairedPosts } from "../pair/pair-posts.ts";
import type { FrontMatterReader } from "../read/front-matter.ts";
import { findRemovedOriginals } from "./find-removed-originals.ts";
import type { Project } from "./open-project.ts";
import type { SiteHistory } from "./read-history.ts";
import type { SitePosts } from "./read-posts.ts";
import type { RunEnd } from "./record-run.ts";
import type { createTally } from "./summarize.ts";

/** Posts without counterpart, with the reason that history gives. Paths from the top. */
export async function describeUnpaired(
  project: Project,
  site: Pick<SitePosts, "cards"> & { readonly reader: FrontMatterReader },
  history: SiteHistory,
  unpaired: readonly UnpairedPost[],
) {
  const { config, prefix, blobs } = project;
  const cards = new Map(site.cards.map((card) => [card.path, card]));
  const lonely = unpaired
    .filter((post) => post.reason === "no-counterpart")
    .map((post) => ({ path: post.path, aliases: cards.get(post.path)?.aliases ?? [] }));
  const removed = await findRemovedOriginals(lonely, { config, prefix, history, blobs, reader: site.reader });
  return unpaired.map((post) => {
    const original = removed.get(post.path) ?? null;
    const suggestions = post.suggestions.map((s) => ({ ...s, path: prefix + s.path }));
    const path = prefix + post.path;
    return original === null
      ? { ...post, path, suggestions, removed: null }
      : { ...post, path, suggestions, reason: "original-removed" as const, removed: original };
  });
}

/** What is known before the first verdict. */
export function describeEnd(
  { cards }: Pick<SitePosts, "cards">,
  paired: Pick<PairedPosts, "independent" | "notTranslated">,
  unpaired: ReportTail["unpaired"],
  problems: ReportTail["problems"],
): RunEnd {
  const posts: { [language: string]: number } = {};
  for (const card of cards) posts[card.language] = (posts[card.language] ?? 0) + 1;
  return {
    posts,
    independent: paired.independent.length,
    notTranslated: paired.notTranslated.length,
    unpaired: [...unpaired].sort((a, b) => compare(a.path, b.path)),
    problems,
  };
}

/** `hardly`: pairs that share no more than an address. */
export function finishReport(
  { posts, independent, notTranslated, unpaired, problems }: RunEnd,
  hardly: readonly (readonly [source: string, target: string])[],
  tally: ReturnType<typeof createTally>,
): ReportTail {
  const strangers = hardly.map(([path, other]) => ({
    code: "hardly-the-same" as const,
    severity: "functional" as const,
    path,
    place: null,
    params: { other },
  }));
  const all = [...problems, ...strangers];
  all.sort(
    (a, b) =>
      compare(a.path, b.path) || (a.place?.line ?? 0) - (b.place?.line ?? 0) || compare(a.code, b.code),
  );
  return { summary: tally.finish({ posts, independent, notTranslated }), unpaired, problems: all };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
