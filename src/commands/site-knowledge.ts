import { join } from "node:path";
import { folderExists } from "../io/folder-exists.ts";
import type { SiteKnowledge } from "../judge/checks/check.ts";
import { collectIds } from "../judge/checks/heading-ids.ts";
import type { Config } from "../model/config.ts";
import type { Pair } from "../model/pair.ts";
import type { Language, Post } from "../model/post.ts";
import type { UrlIndex } from "../site/url-index.ts";
import type { LazyDetector } from "./language-detector.ts";
import type { PostSource } from "./post-source.ts";

export interface KnowledgeInput {
  readonly index: UrlIndex;
  readonly pairs: readonly { readonly [Side in "source" | "target"]: Pick<Pair[Side], "path"> }[];
  /** By path relative to the project folder. */
  readonly posts: Pick<ReadonlyMap<string, Post>, "get">;
  readonly source: PostSource;
  readonly config: Config;
  readonly prefix: string;
  /** Posts of a commit are looked at, not those of the working tree. */
  readonly pastTree: boolean;
  readonly detector: LazyDetector;
}

/** Answers what checks ask about the rest of the site; files are looked at only when somebody asks. */
export function createSiteKnowledge(input: KnowledgeInput): SiteKnowledge {
  const { index, pairs, posts, prefix, detector } = input;
  const keys = new Map<string, string>();
  const partners = new Map<string, string[]>();
  const below = (path: string): string => path.slice(prefix.length);
  for (const pair of pairs) {
    const paths = [below(pair.source.path), below(pair.target.path)] as const;
    // One original may have several translations: they all share its key.
    for (const path of paths) keys.set(path, keys.get(paths[0]) ?? paths[0]);
    for (const [a, b] of [paths, [paths[1], paths[0]] as const])
      partners.set(a, [...(partners.get(a) ?? []), b]);
  }
  const ids = new Map<string, ReadonlySet<string> | null>();
  return {
    index,
    keyOf: (path) => keys.get(path) ?? null,
    partnerOf: (path, language: Language) =>
      partners.get(path)?.find((other) => posts.get(other)?.language === language) ?? null,
    hasFile: createFileProbe(input),
    idsOf: (path) => {
      let found = ids.get(path);
      if (found === undefined) {
        const post = posts.get(path);
        found = post === undefined ? null : readIds(post, input);
        ids.set(path, found);
      }
      return found;
    },
    detector,
  };
}

/** Whether a file is there; null where that cannot be known. */
export function createFileProbe({
  source,
  config,
  pastTree,
}: Pick<KnowledgeInput, "source" | "config" | "pastTree">): SiteKnowledge["hasFile"] {
  const folders = new Map<string, boolean>();
  const hasFolder = (folder: string): boolean => {
    let has = folders.get(folder);
    if (has === undefined) {
      has = folderExists(join(config.root, folder));
      folders.set(folder, has);
    }
    return has;
  };
  return (path) => {
    if (pastTree) return null;
    const top = path.split("/", 1)[0]!;
    return hasFolder(top) ? source.exists(path) : null;
  };
}

/** Ids that the page of a post has; null when it cannot be read now. */
export function readIds(
  post: Post,
  { source, config, prefix }: Pick<KnowledgeInput, "source" | "config" | "prefix">,
): ReadonlySet<string> | null {
  const read = source.read(post.path.slice(prefix.length), config.maxFileSize);
  if (read instanceof Promise || !read.ok) return null;
  return collectIds(read.bytes, post.frontMatter.range.end, post.sections);
}

/** The same knowledge, gathered when a check first asks. */
export function deferKnowledge(detector: LazyDetector, gather: () => SiteKnowledge): SiteKnowledge {
  let known: SiteKnowledge | undefined;
  const know = (): SiteKnowledge => {
    known ??= gather();
    return known;
  };
  return {
    get index() {
      return know().index;
    },
    keyOf: (path) => know().keyOf(path),
    partnerOf: (path, language) => know().partnerOf(path, language),
    hasFile: (path) => know().hasFile(path),
    idsOf: (path) => know().idsOf(path),
    detector,
  };
}
