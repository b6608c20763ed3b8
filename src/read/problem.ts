import type { MessageParams, Problem, ProblemCode } from "../model/finding.ts";
import { PROBLEM_CODES } from "../model/finding.ts";
import type { Place } from "../model/post.ts";

/** A problem found in the bytes of one post, before anybody has said which path they came from. */
export type ReadProblem = Omit<Problem, "path">;

/** A problem with the severity that its code has by default. */
export function makeReadProblem(
  code: ProblemCode,
  place: Place | null,
  params: MessageParams = {},
): ReadProblem {
  return { code, severity: PROBLEM_CODES[code], place, params };
}
