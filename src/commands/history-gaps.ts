import type { GitFault } from "../io/git-process.ts";
import { PROBLEM_CODES, type Problem } from "../model/finding.ts";

/** Why history, or part of it, is not at hand. Each has a sentence that says how to get it. */
export type HistoryGap =
  | Exclude<GitFault, "unsafe-directory" | "missing-object" | "failed">
  | "no-commit"
  | "shallow"
  | "partial"
  | "damaged"
  | "other-repository";

/** The one problem that explains why so much is not checked. `path`: the folder it is about, `.` for the whole site. */
export function historyMissing(reason: HistoryGap, path = "."): Problem {
  const code = "history-missing";
  return { code, severity: PROBLEM_CODES[code], path, place: null, params: { reason } };
}

/** What a failure of git says about the history. */
export function gapOfFault(fault: GitFault, partial: boolean): HistoryGap {
  switch (fault) {
    case "unsafe-directory":
    case "missing-object":
    case "failed":
      return partial ? "partial" : "damaged";
    case "no-git":
    case "too-old":
    case "not-a-repository":
    case "no-work-tree":
      return fault;
  }
}
