import { isDrift } from "../model/drift.ts";
import type { PairReport, Summary } from "../model/report.ts";
import { STATES, type State } from "../model/verdict.ts";

/** Counts pair by pair, so that no report has to be kept. */
export interface Tally {
  add(report: PairReport): void;
  finish(site: Pick<Summary, "posts" | "independent" | "notTranslated">): Summary;
}

export function createTally(): Tally {
  const sections = Object.fromEntries(STATES.map((state) => [state, 0])) as Record<State, number>;
  const findings = { critical: 0, functional: 0, cosmetic: 0 };
  const deliberate = { only: 0, own: 0 };
  let pairs = 0;
  let drifted = 0;
  let doubtful = 0;
  let wordsToSync = 0;
  let wordsToReview = 0;
  return {
    add: (report) => {
      pairs++;
      if (report.state === "drifted") drifted++;
      for (const finding of report.findings) findings[finding.severity]++;
      const draft = report.source.draft || report.target.draft;
      for (const row of report.rows) {
        for (const finding of row.findings) findings[finding.severity]++;
        if (row.doubtful) doubtful++;
        else if (row.kind !== "front-matter") sections[row.state]++;
        if (row.deliberate !== null) deliberate[row.deliberate]++;
        if (!draft && isDrift(row)) wordsToSync += row.wordsToSync;
      }
      if (!draft) wordsToReview += machineWords(report);
    },
    finish: (site) => ({
      ...site,
      pairs,
      drifted,
      doubtful,
      sections,
      wordsToSync,
      wordsToReview,
      findings,
      deliberate,
    }),
  };
}

/** Words of machine text that no person has been over: every section without a recorded "still right". */
function machineWords(report: PairReport): number {
  let words = 0;
  for (const row of report.rows) {
    if (row.kind === "front-matter") continue;
    const reviewed = row.baseline.by === "fact" && row.baseline.how !== "machine";
    if (reviewed) continue;
    if (report.source.machineTranslated) words += row.source?.wordCount ?? 0;
    if (report.target.machineTranslated) words += row.target?.wordCount ?? 0;
  }
  return words;
}
