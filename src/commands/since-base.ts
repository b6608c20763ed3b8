import { createTally as createSuppressionTally } from "../judge/checks/suppress.ts";
import type { Post } from "../model/post.ts";
import type { PairReport, ResolvedItem } from "../model/report.ts";
import { readPost } from "../read/read-post.ts";
import { judgePair, type PairInput } from "./judge-pair.ts";
import { loadPair, type Shared, type SiteReader } from "./load-pair.ts";
import { markChanges, markUntouched } from "./mark-changes.ts";
import type { Project } from "./open-project.ts";
import type { SiteHistory } from "./read-history.ts";
import type { SitePosts } from "./read-posts.ts";

/** Whether the change touched a post; `path` from the top. */
export function isTouched(path: string, { prefix }: Project, site: SitePosts, history: SiteHistory): boolean {
  const post = site.posts.get(path.slice(prefix.length));
  // A file that could not be read as a post has no blob to compare: what is wrong with it is told.
  return post === undefined || history.chainOf(path).at(-1)?.blob !== post.blob;
}

/** What `--since` adds to the judging of each pair. */
export interface SinceBase {
  mark(report: PairReport, input: PairInput): Promise<PairReport>;
  readonly resolved: readonly ResolvedItem[];
}

/** Judges the base of every pair that the change touched, and tells what is new, existing and resolved. */
export function createSinceBase(
  project: Project,
  site: SiteReader,
  history: SiteHistory,
  shared: Shared,
): SinceBase {
  const resolved: ResolvedItem[] = [];
  const baseOf = async (post: Post): Promise<Post | null> => {
    const version = history.chainOf(post.path).at(-1);
    const id = version?.blob ?? null;
    if (id === null || id === post.blob) return id === null ? null : post;
    const bytes = await project.blobs?.read(id);
    if (bytes == null) return null;
    const header = await site.reader.read(bytes);
    return readPost(
      bytes,
      { ...header, ...post, content: { kind: "blob", id }, blob: id, frontMatter: header.frontMatter },
      site.options,
    );
  };
  // What people switched off is counted once, for today.
  const quiet = { ...shared, checks: { ...shared.checks, tally: createSuppressionTally() } };
  return {
    resolved,
    mark: async (report, input) => {
      const { pair } = input;
      const [source, target] = [await baseOf(pair.source), await baseOf(pair.target)];
      if (source === pair.source && target === pair.target) return markUntouched(report);
      if (source === null || target === null) return markChanges(report, input, null).report;
      const past = await loadPair(project, site, history, quiet, { ...pair, source, target });
      const base = { report: await judgePair(past), source: past.source, target: past.target };
      const marked = markChanges(report, input, base);
      resolved.push(...marked.resolved);
      return marked.report;
    },
  };
}
