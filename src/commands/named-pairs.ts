import type { UnpairedPost } from "../model/pair.ts";
import type { PairReport } from "../model/report.ts";
import { findNamedPosts } from "./name-posts.ts";
import type { SiteRun } from "./site-run.ts";

export interface NamedPosts {
  readonly reports: readonly PairReport[];
  /** Posts that were named and have no counterpart; those set aside on purpose have no reason either. */
  readonly unpaired: readonly (UnpairedPost | { readonly path: string; readonly reason: "set-aside" })[];
}

/**
 * The pairs that the typed names mean, judged. The run must have been started with the same names.
 * Throws `UsageError` for a name that fits nothing, or several posts that are no pair.
 */
export async function judgeNamedPairs(run: SiteRun, names: readonly string[]): Promise<NamedPosts> {
  // Before any pair is judged: a slip of the finger should be answered at once.
  findNamedPosts(run, names, () => true);
  const judged: PairReport[] = [];
  for await (const report of run.pairs) judged.push(report);
  const neighbours = new Map<string, Set<string>>();
  for (const { pair } of judged) {
    for (const [path, other] of [
      [pair.source.path, pair.target.path],
      [pair.target.path, pair.source.path],
    ] as const) {
      neighbours.set(path, (neighbours.get(path) ?? new Set([path])).add(other));
    }
  }
  const named = new Set(
    findNamedPosts(run, names, (a, b) =>
      [...(neighbours.get(a) ?? [])].some((path) => path === b || neighbours.get(path)?.has(b)),
    ),
  );
  const lonely = [...named].filter((path) => !neighbours.has(path));
  const reasons = new Map(run.tail().unpaired.map((post) => [post.path, post]));
  return {
    reports: judged.filter(({ pair }) => named.has(pair.source.path) || named.has(pair.target.path)),
    unpaired: lonely.map((path) => reasons.get(path) ?? { path, reason: "set-aside" as const }),
  };
}
