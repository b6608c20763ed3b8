import { CHECK_CODES } from "../model/check-codes.ts";
import { PROBLEM_CODES } from "../model/finding.ts";
import { CHANGE_CLASSES, STATES } from "../model/verdict.ts";

/** Words of this tool that are no code of a report. */
const GLOSSARY = [
  "post",
  "alias",
  "pair",
  "original",
  "section",
  "row",
  "fingerprint",
  "fact",
  "baseline",
  "drift",
  "finding",
  "moved",
  "doubtful",
  "only",
  "own",
  "guessed",
  "independent",
  "machine-text",
  "carry",
  "original-removed",
  "confidence",
] as const;

/** Everything that `samsvar explain` knows; `locales/…/explain.json` has a page under each name. */
export const EXPLAIN_PAGES = [
  ...STATES,
  ...CHANGE_CLASSES,
  ...GLOSSARY,
  ...(Object.keys(PROBLEM_CODES) as readonly (keyof typeof PROBLEM_CODES)[]),
  ...(Object.keys(CHECK_CODES) as readonly (keyof typeof CHECK_CODES)[]),
] as const;

export type ExplainPage = (typeof EXPLAIN_PAGES)[number];
