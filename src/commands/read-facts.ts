import type { FactFile } from "../baseline/fact-file.ts";
import { findAllHolding } from "../baseline/fact-subjects.ts";
import { type FactSet, readFactSet } from "../baseline/facts.ts";
import type { PairFacts } from "../baseline/pair-facts.ts";
import type { ClaimFact } from "../model/fact.ts";
import { PROBLEM_CODES, type Problem } from "../model/finding.ts";
import type { Chain } from "../model/history.ts";
import type { PostLinks } from "../pair/pair-posts.ts";
import type { Project } from "./open-project.ts";

/** Where facts lie, relative to the project folder. */
export const FACT_FOLDER = ".samsvar/facts";

/** What people have recorded about a site. */
export interface SiteFacts {
  readonly files: readonly FactFile[];
  readonly set: FactSet;
  readonly problems: readonly Problem[];
}

/** Reads all fact files of the working tree, or of the commit that is judged. */
export async function readFacts({ source, prefix }: Pick<Project, "source" | "prefix">): Promise<SiteFacts> {
  const listing = source.list([FACT_FOLDER], [".txt"]);
  const files: FactFile[] = [];
  for (const path of listing.files) {
    const text = await source.readText(path);
    if (text !== null) files.push({ path, text });
  }
  const set = readFactSet(files);
  const problems = set.problems.map((problem): Problem => {
    const code = problem.kind === "unknown-version" ? "facts-version-unknown" : "facts-damaged";
    const params = problem.kind === "unknown-version" ? { version: problem.version } : { part: problem.part };
    const place = { line: problem.line, column: 1 };
    return { code, severity: PROBLEM_CODES[code], path: prefix + problem.file, place, params };
  });
  return { files, set, problems };
}

/** Posts that were said to belong together or not, by today's paths (relative to the project folder). */
export function listPostLinks(
  set: FactSet,
  paths: ReadonlySet<string>,
  chainOf: (path: string) => Chain,
  prefix: string,
): PostLinks {
  const linked: (readonly [string, string])[] = [];
  const unlinked: (readonly [string, string])[] = [];
  if (set.postLinks.length === 0) return { linked, unlinked };
  let renamed: ReadonlyMap<string, string> | undefined;
  const today = (path: string | null): string | null => {
    if (path === null || paths.has(path)) return path;
    renamed ??= findFormerPaths(paths, chainOf, prefix);
    return renamed.get(path) ?? null;
  };
  for (const fact of set.postLinks) {
    const [a, b] = fact.sides.map((side) => today(side.path));
    if (a == null || b == null) continue;
    (fact.kind === "linked" ? linked : unlinked).push([a, b]);
  }
  return { linked, unlinked };
}

function findFormerPaths(paths: ReadonlySet<string>, chainOf: (path: string) => Chain, prefix: string) {
  const former = new Map<string, string>();
  for (const path of [...paths].sort()) {
    for (const version of chainOf(prefix + path)) {
      const old = version.path.startsWith(prefix) ? version.path.slice(prefix.length) : version.path;
      if (!paths.has(old)) former.set(old, path);
    }
  }
  return former;
}

/** A view of the facts for each pair. `keys`: what the pair is or was known by. */
export function createPairFacts(set: FactSet): (keys: readonly string[]) => PairFacts {
  let byPair: Map<string, ClaimFact[]> | undefined;
  const index = () => {
    byPair = new Map();
    for (const fact of findAllHolding(set.all())) {
      if (fact.pair === null) continue;
      const known = byPair.get(fact.pair);
      if (known === undefined) byPair.set(fact.pair, [fact]);
      else known.push(fact);
    }
    return byPair;
  };
  return (keys) => ({
    set,
    keys,
    ofPair: () => keys.flatMap((key) => (byPair ?? index()).get(key) ?? []),
  });
}
