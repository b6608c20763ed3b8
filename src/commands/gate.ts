import { join, relative, sep } from "node:path";
import type { Config, GateCondition } from "../model/config.ts";
import { isDrift } from "../model/drift.ts";
import type { Severity } from "../model/finding.ts";
import type { PairReport, ReportTail } from "../model/report.ts";
import { compileGlobs } from "../site/globs.ts";

export interface GateSettings {
  readonly failOn: readonly GateCondition[];
  /** Most drifted sections (fields of the front matter count as one) that the site may have; null: any number. */
  readonly maxDebt: number | null;
  readonly config: Pick<Config, "expect" | "root">;
  /** Absolute path that the paths in reports are relative to. */
  readonly top: string;
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
export function watchGate({ failOn, maxDebt, config, top }: GateSettings): Gate {
  const found: Record<Severity, number> = { critical: 0, functional: 0, cosmetic: 0 };
  let debt = 0;
  return {
    add(report) {
      debt += report.rows.filter(isDrift).length;
      for (const { severity } of report.findings) found[severity]++;
      for (const row of report.rows) for (const { severity } of row.findings) found[severity]++;
    },
    isMet(tail) {
      for (const { severity } of tail.problems) found[severity]++;
      if (maxDebt !== null && debt > maxDebt) return true;
      const unpaired = (): boolean => hasUnexpectedGap(tail, config, top);
      return failOn.some((condition) => isConditionMet(condition, { found, debt, unpaired, tail }));
    },
  };
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
function hasUnexpectedGap(
  { unpaired }: ReportTail,
  { expect, root }: GateSettings["config"],
  top: string,
): boolean {
  const isExpected = expect === "all" ? () => true : expect === "none" ? () => false : compileGlobs(expect);
  return unpaired.some(({ path, reason }) => {
    if (reason !== "no-counterpart") return true;
    // Globs are relative to the configuration's folder, report paths to the git top level.
    return isExpected(relative(root, join(top, path)).replaceAll(sep, "/"));
  });
}
