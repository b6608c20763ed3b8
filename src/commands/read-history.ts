import { createChainBuilder, findUncommittedRenames } from "../baseline/chains.ts";
import { historyRoots } from "../config/normalize.ts";
import { GitError } from "../io/git-process.ts";
import type { Chain, Commit, HistoryMode, LoggedCommit, RemovedPost } from "../model/history.ts";
import type { Project } from "./open-project.ts";

export interface SiteHistory {
  readonly mode: HistoryMode;
  readonly commits: readonly Commit[];
  readonly removed: readonly RemovedPost[];
  /** Versions of a post, by its path from the top; empty when git does not know it. */
  chainOf(path: string): Chain;
}

const NO_HISTORY: SiteHistory = { mode: "none", commits: [], removed: [], chainOf: () => [] };

/** Lets git start walking; the commits are taken in when `finish` is called, with today's posts in hand. */
export function startHistory(project: Project): { finish(today: ReadonlyMap<string, string>): Promise<SiteHistory> } {
  const { repo, commit, prefix, config } = project;
  if (repo === null || commit === null) return { finish: async () => NO_HISTORY };
  const roots = historyRoots(config);
  const folders = roots.includes(".") ? (prefix === "" ? [] : [prefix.slice(0, -1)]) : roots.map((root) => prefix + root);
  const extensions = [".md", ".markdown"];
  const log = repo.log(commit, folders, { extensions, exactRenames: repo.partial });
  return {
    finish: async (today) => {
      const builder = createChainBuilder();
      try {
        for await (const logged of log as AsyncIterable<LoggedCommit>) builder.add(logged);
      } catch (error) {
        if (error instanceof GitError) return NO_HISTORY;
        throw error;
      }
      const history = builder.finish();
      const renames = followUncommitted(today, history.chains);
      return {
        mode: repo.shallow ? "shallow" : "full",
        commits: history.commits,
        removed: history.removed,
        chainOf: (path) => history.chains.get(renames.get(path) ?? path) ?? [],
      };
    },
  };
}

/** `today`: blob id by path from the top, of every post there is now. */
function followUncommitted(
  today: ReadonlyMap<string, string>,
  chains: ReadonlyMap<string, Chain>,
): ReadonlyMap<string, string> {
  const fresh = [...today].filter(([path]) => !chains.has(path)).map(([path, blob]) => ({ path, blob }));
  if (fresh.length === 0) return new Map();
  const vanished = [...chains.keys()].filter((path) => !today.has(path));
  return findUncommittedRenames(fresh, vanished, chains);
}
