import { join, relative, sep } from "node:path";
import type { Config, GateCondition } from "../model/config.ts";
import { isDrift } from "../model/drift.ts";
import type { Severity } from "../model/finding.ts";
import type { PairReport, ReportTail, RowReport } from "../model/report.ts";
import { compileGlobs } from "../site/globs.ts";

export interface GateSettings {
  readonly failOn: readonly GateCondition[];
  /** Most drifted sections (fields of the front matter count as one) that the site may have; null: any number. */
  readonly maxDebt: number | null;
  readonly config: Pick<Config, "expect" | "root">;
  /** Absolute path that the paths in reports are relative to. */
  readonly top: string;
  /** With `--since` only what the change made counts: the files it touched; null: everything counts. */
  readonly touched: ((path: string) => boolean) | null;
  /** How long drift may stay before it counts, seconds. */
  readonly grace: number;
  /** Milliseconds since 1970. */
  readonly now: number;
}

export interface Gate {
  add(report: PairReport): void;
  /** Whether the report fails; to be asked after the last pair. */
  isMet(tail: ReportTail): boolean;
}

/**
 * Looks on while a report is written and tells whether it fails. `unverified` and doubtful rows never fail, and
 * neither does a post without counterpart that none is expected of.
 */
export function watchGate(settings: GateSettings): Gate {
  const { failOn, maxDebt, touched } = settings;
  const found: Record<Severity, number> = { critical: 0, functional: 0, cosmetic: 0 };
  let debt = 0;
  let due = 0;
  const looksAtPairs =
    maxDebt !== null || failOn.some((condition) => ["critical", "functional", "drift"].includes(condition));
  return {
    add(report) {
      // A report from the cache reads itself when it is looked into.
      if (!looksAtPairs) return;
      const drifted = report.rows.filter((row) => isDrift(row));
      debt += drifted.length;
      due += drifted.filter((row) => isDue(row, report, settings)).length;
      for (const finding of [...report.findings, ...report.rows.flatMap((row) => row.findings)]) {
        if (touched === null || finding.change === "new") found[finding.severity]++;
      }
    },
    isMet(tail) {
      for (const { severity, path } of tail.problems) if (touched?.(path) ?? true) found[severity]++;
      if (maxDebt !== null && debt > maxDebt) return true;
      const unpaired = (): boolean => hasUnexpectedGap(tail, settings);
      return failOn.some((condition) => isConditionMet(condition, { found, debt: due, unpaired, tail }));
    },
  };
}

/** Drift that somebody has to answer for now: made by the change, or old enough; never without a known original. */
function isDue(row: RowReport, { pair }: PairReport, { touched, grace, now }: GateSettings): boolean {
  if (touched !== null && (row.change !== "new" || pair.original === null)) return false;
  const date = row.changes.source?.date ?? row.changes.target?.date ?? null;
  return grace === 0 || (date !== null && now - Date.parse(date) >= grace * 1000);
}

interface Seen {
  readonly found: Readonly<Record<Severity, number>>;
  readonly debt: number;
  readonly unpaired: () => boolean;
  readonly tail: ReportTail;
}

function isConditionMet(condition: GateCondition, { found, debt, unpaired, tail }: Seen): boolean {
  switch (condition) {
    case "none":
      return false;
    case "critical":
      return found.critical > 0;
    case "functional":
      return found.critical + found.functional > 0;
    case "drift":
      return debt > 0;
    case "unpaired":
      return unpaired();
    case "unreviewed":
      return tail.summary.wordsToReview > 0;
  }
}

/** Whether a post stands alone that should not: by the configuration, or because its original is gone. */
function hasUnexpectedGap({ unpaired }: ReportTail, { config, top, touched }: GateSettings): boolean {
  const { expect, root } = config;
  const isExpected = expect === "all" ? () => true : expect === "none" ? () => false : compileGlobs(expect);
  return unpaired.some(({ path, reason }) => {
    if (touched !== null && !touched(path)) return false;
    if (reason !== "no-counterpart") return true;
    // Globs are relative to the configuration's folder, report paths to the git top level.
    return isExpected(relative(root, join(top, path)).replaceAll(sep, "/"));
  });
}
