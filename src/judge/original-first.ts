import type { Pair } from "../model/pair.ts";
import type { Language } from "../model/post.ts";

/**
 * Which side the replay takes for the one that leads: the known original; else the side that was written
 * first; else a fixed choice between the two languages. Never what the command line calls source: the verdicts of a
 * pair must mirror when source and target are swapped.
 */
export function leadsAsSource(
  pair: Pick<Pair, "source" | "target">,
  intrinsicOriginal: Language | null,
  sourceBorn: number,
  targetBorn: number,
): boolean {
  if (intrinsicOriginal !== null) return intrinsicOriginal === pair.source.language;
  if (sourceBorn !== targetBorn) return sourceBorn < targetBorn;
  return rank(pair.source.language) < rank(pair.target.language);
}

/** English leads on most bilingual sites; beyond that the order only has to be fixed. */
function rank(language: Language): string {
  return language === "en" ? "" : language;
}
