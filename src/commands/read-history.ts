import { createChainBuilder, findUncommittedRenames } from "../baseline/chains.ts";
import { historyRoots } from "../config/normalize.ts";
import { GitError } from "../io/git-process.ts";
import type { Problem } from "../model/finding.ts";
import type { Chain, Commit, HistoryMode, LoggedCommit, RemovedPost } from "../model/history.ts";
import type { FrontMatterReader } from "../read/front-matter.ts";
import { readAliases } from "../site/post-head.ts";
import { gapOfFault, historyMissing } from "./history-gaps.ts";
import type { Project } from "./open-project.ts";

export interface SiteHistory {
  readonly mode: HistoryMode;
  readonly commits: readonly Commit[];
  readonly removed: readonly RemovedPost[];
  /** Number of the commit that today's content counts as, where it is not the newest version already. */
  readonly today: number;
  /** Versions of a post, by its path from the top; empty when git does not know it. */
  chainOf(path: string): Chain;
}

const NO_HISTORY: SiteHistory = { mode: "none", commits: [], removed: [], today: 0, chainOf: () => [] };

/** A history with what is to be said about its gaps. */
export interface ReadHistory extends SiteHistory {
  readonly problems: readonly Problem[];
}

function withoutHistory(...problems: readonly Problem[]): ReadHistory {
  return { ...NO_HISTORY, problems };
}

/** A post of today, as far as its earlier name is looked for. */
export interface PostToday {
  /** From the top. */
  readonly path: string;
  readonly blob: string;
  readonly aliases: readonly string[];
}

/** Lets git start walking; the commits are taken in when `finish` is called, with today's posts in hand. */
export function startHistory(project: Project): {
  finish(today: readonly PostToday[], reader: FrontMatterReader): Promise<ReadHistory>;
} {
  const { repo, prefix, config, since } = project;
  // A change is one event, whatever commits it is made of: history ends where it began.
  const commit = since?.base ?? project.commit;
  if (repo === null) return { finish: async () => withoutHistory() };
  if (commit === null) return { finish: async () => withoutHistory(historyMissing("no-commit")) };
  const roots = historyRoots(config);
  const folders = roots.includes(".")
    ? prefix === ""
      ? []
      : [prefix.slice(0, -1)]
    : roots.map((root) => prefix + root);
  const extensions = [".md", ".markdown"];
  const log = repo.log(commit, folders, { extensions, exactRenames: repo.partial });
  return {
    finish: async (today, reader) => {
      const builder = createChainBuilder();
      try {
        for await (const logged of log as AsyncIterable<LoggedCommit>) builder.add(logged);
      } catch (error) {
        if (!(error instanceof GitError)) throw error;
        return withoutHistory(historyMissing(gapOfFault(error.fault, repo.partial)));
      }
      const history = builder.finish();
      const renames = await followRenames(project, today, history.chains, reader);
      const chainOf = (path: string) => history.chains.get(renames.get(path) ?? path) ?? [];
      const foreign = findForeign(project, today, chainOf);
      if (foreign !== null && today.every((post) => chainOf(post.path).length === 0)) {
        return withoutHistory(historyMissing("other-repository", foreign));
      }
      const touched = today.filter((post) => chainOf(post.path).at(-1)?.blob !== post.blob).length;
      const change = since === null ? null : await describeChange(project, touched);
      return {
        mode: repo.shallow ? "shallow" : "full",
        commits: change === null ? history.commits : [...history.commits, change],
        removed: history.removed,
        today: history.commits.length,
        chainOf,
        problems: await findGaps(project, today, chainOf),
      };
    },
  };
}

type ChainOf = SiteHistory["chainOf"];

async function findGaps(
  { repo, blobs }: Project,
  today: readonly PostToday[],
  chainOf: ChainOf,
): Promise<readonly Problem[]> {
  const old = today.flatMap((post) => chainOf(post.path).flatMap(({ blob }) => blob ?? []));
  const missing = (await blobs?.findMissing(old))?.size ?? 0;
  return [
    ...(repo?.shallow === true ? [historyMissing("shallow")] : []),
    ...(missing > 0 ? [historyMissing("partial")] : []),
  ];
}

/** The folder of a repository inside this one (a submodule) that holds posts, from the top; null when there is none. */
function findForeign(
  { source, prefix }: Project,
  today: readonly PostToday[],
  chainOf: ChainOf,
): string | null {
  const seen = new Set<string>();
  for (const { path } of today) {
    if (!path.startsWith(prefix) || chainOf(path).length > 0) continue;
    for (let folder = dirname(path); folder.length > prefix.length; folder = dirname(folder)) {
      if (seen.has(folder)) break;
      seen.add(folder);
      const local = folder.slice(prefix.length);
      if (source.exists(`${local}/.git`) || source.exists(`${local}/.git/HEAD`)) return folder;
    }
  }
  return null;
}

/** The folder that holds a path; empty at the top. */
function dirname(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

/** The whole change as one commit, under the name of its newest. */
async function describeChange({ blobs, commit }: Project, breadth: number): Promise<Commit | null> {
  const object = commit === null ? null : ((await blobs?.readObject(commit)) ?? null);
  if (commit === null || object === null) return null;
  const text = new TextDecoder().decode(object.bytes);
  const author = /^author (.*) <[^>]*> \d+ [+-]\d+$/m.exec(text)?.[1] ?? "";
  const time = Number(/^committer .* (\d+) [+-]\d+$/m.exec(text)?.[1] ?? 0);
  const subject = text
    .slice(text.indexOf("\n\n") + 2)
    .split("\n", 1)[0]!
    .trim();
  return { id: commit, time, author, subject, breadth, merge: false };
}

/** Most vanished posts whose header is opened to compare aliases. */
const MOST_OPENED = 200;

/** Earlier names of posts that git does not know under today's: by equal bytes, and with `--since` by a shared alias. */
async function followRenames(
  { since, blobs }: Project,
  today: readonly PostToday[],
  chains: ReadonlyMap<string, Chain>,
  reader: FrontMatterReader,
): Promise<ReadonlyMap<string, string>> {
  const fresh = today.filter((post) => !chains.has(post.path));
  if (fresh.length === 0) return new Map();
  const paths = new Set(today.map((post) => post.path));
  const vanished = [...chains.keys()].filter((path) => !paths.has(path));
  const renames = new Map(findUncommittedRenames(fresh, vanished, chains));
  if (since === null) return renames;
  const taken = new Set(renames.values());
  for (const old of vanished.slice(0, MOST_OPENED)) {
    const blob = chains.get(old)?.at(-1)?.blob;
    const bytes = taken.has(old) || blob == null ? null : await blobs?.read(blob);
    if (bytes == null) continue;
    const aliases = new Set(readAliases((await reader.read(bytes)).frontMatter));
    const heir = fresh.find(
      (post) => !renames.has(post.path) && post.aliases.some((alias) => aliases.has(alias)),
    );
    if (heir !== undefined) renames.set(heir.path, old);
  }
  return renames;
}
