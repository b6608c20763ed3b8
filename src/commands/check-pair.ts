import type { SiteKnowledge } from "../judge/checks/check.ts";
import type { ChecksOutcome, FindingRepair } from "../judge/checks/run-checks.ts";
import { runChecks } from "../judge/checks/run-checks.ts";
import type { SuppressionTally } from "../judge/checks/suppress.ts";
import type { Config } from "../model/config.ts";
import type { Pair } from "../model/pair.ts";
import type { Post } from "../model/post.ts";
import type { RowReport } from "../model/report.ts";
import type { PairInput, PairSide } from "./judge-pair.ts";
import type { LazyDetector } from "./language-detector.ts";

/** What the parity checks of a run share. */
export interface CheckRun {
  readonly config: Config;
  readonly site: SiteKnowledge;
  /** Where the project folder lies below what paths in reports are relative to: empty, or `docs/`. */
  readonly prefix: string;
  /** Ids of findings that facts accept. */
  readonly accepted: ReadonlySet<string>;
  readonly tally: SuppressionTally;
  readonly detector: LazyDetector;
  /** Told how findings of a pair can be mended; for `fix`. */
  readonly onRepairs?: ((pair: Pair, repairs: readonly FindingRepair[]) => void) | undefined;
  /** Target length divided by source length, over all pairs of the same two languages. */
  lengthRatio(pair: Pair): number;
}

/** Sums of lengths by pair of languages, `<source> <target>`. */
export type LengthSums = ReadonlyMap<string, { readonly source: number; readonly target: number }>;

export function sumLengths(pairs: readonly Pick<Pair, "source" | "target">[]): LengthSums {
  const sums = new Map<string, { source: number; target: number }>();
  for (const pair of pairs) {
    const sum = sums.get(languagesOf(pair)) ?? { source: 1, target: 1 };
    sums.set(languagesOf(pair), {
      source: sum.source + lengthOf(pair.source),
      target: sum.target + lengthOf(pair.target),
    });
  }
  return sums;
}

export const languagesOf = (pair: Pick<Pair, "source" | "target">): string =>
  `${pair.source.language} ${pair.target.language}`;

export const lengthOf = (post: Pick<Post, "sections">): number =>
  post.sections.reduce((sum, section) => sum + section.length, 0);

/**
 * How long texts are in the other language, from the records of all pairs: no text has to be read for it. Rounded,
 * so that the edit of one post does not reach into the verdicts on all others.
 */
export function roundedRatio({
  source,
  target,
}: {
  readonly source: number;
  readonly target: number;
}): number {
  return Math.round((target / source) * 50) / 50;
}

export function createLengthRatio(sums: LengthSums): (pair: Pair) => number {
  return (pair) => {
    const sum = sums.get(languagesOf(pair));
    return sum === undefined ? 1 : roundedRatio(sum);
  };
}

/** Runs the parity checks on a judged pair; again when one of them asked for the language detector first. */
export async function checkPair(
  run: CheckRun,
  input: PairInput,
  rows: readonly RowReport[],
  leadIsSource: boolean,
): Promise<Pick<ChecksOutcome, "rows" | "findings">> {
  let outcome = checkOnce(run, input, rows, leadIsSource);
  if (run.detector.wanted) {
    await run.detector.load();
    outcome = checkOnce(run, input, rows, leadIsSource);
  }
  const { repairs, ...told } = outcome;
  if (repairs.length > 0) run.onRepairs?.(input.pair, repairs);
  return told;
}

function checkOnce(
  run: CheckRun,
  input: PairInput,
  rows: readonly RowReport[],
  leadIsSource: boolean,
): ChecksOutcome {
  const side = (of: PairSide, post: PairInput["pair"]["source"]) => ({
    post,
    path: post.path.startsWith(run.prefix) ? post.path.slice(run.prefix.length) : post.path,
    bytes: of.bytes,
    contents: of.versions.at(-1)?.contents ?? [],
    oldContent: (old: { readonly blob: string; readonly start: number }) => {
      for (const version of of.versions) {
        const content = version.contents?.find((c) => c.blob === old.blob && c.start === old.start);
        if (content !== undefined) return content;
      }
      return null;
    },
  });
  return runChecks({
    pair: input.pair,
    rows,
    source: side(input.source, input.pair.source),
    target: side(input.target, input.pair.target),
    leadIsSource,
    lengthRatio: run.lengthRatio(input.pair),
    config: run.config,
    site: run.site,
    accepted: run.accepted,
    tally: run.tally,
  });
}
