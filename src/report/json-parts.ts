import type { Messages } from "../i18n/load-messages.ts";
import type { Finding, Problem } from "../model/finding.ts";
import type { UnpairedPost } from "../model/pair.ts";
import type { Post, Section } from "../model/post.ts";
import type { PairReport, PostHead, ResolvedItem, RowReport, Summary } from "../model/report.ts";
import type { Verdict } from "../model/verdict.ts";
import { formatFingerprint } from "../text/format-fingerprint.ts";
import { describeFinding, describeProblem } from "./describe-finding.ts";
import type {
  JsonFinding,
  JsonPair,
  JsonPost,
  JsonProblem,
  JsonResolved,
  JsonSection,
  JsonSide,
  JsonSummary,
  JsonUnpaired,
} from "./json-types.ts";

/** A pair in the shape of the JSON report. `english`: messages of machine formats are never localised. */
export function toJsonPair(report: PairReport, english: Messages): JsonPair {
  const { pair } = report;
  return {
    id: pair.id,
    original: pair.original,
    source: toJsonPost(pair.source, report.source),
    target: toJsonPost(pair.target, report.target),
    pairedBy: pair.pairedBy,
    guessed: pair.guessed,
    hardlyTheSame: report.hardlyTheSame,
    state: report.state,
    findings: report.findings.map((finding) => toJsonFinding(finding, english)),
    sections: report.rows.map((row) => toJsonSection(row, english)),
  };
}

const toJsonPost = ({ path, language }: Post, { title, machineTranslated, draft }: PostHead): JsonPost => ({
  path,
  language,
  title,
  machineTranslated,
  draft,
});

function toJsonSection(row: RowReport, english: Messages): JsonSection {
  const isSection = row.kind !== "front-matter";
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    class: row.class,
    ...(row.change === null ? {} : { change: row.change }),
    moved: isSection && row.moved,
    doubtful: row.doubtful,
    deliberate: row.deliberate,
    carryable: row.carryable,
    removed: row.removed,
    confidence: isSection ? roundConfidence(row.confidence) : null,
    wordsToSync: row.wordsToSync,
    source: isSection ? toJsonSide(row.source) : null,
    target: isSection ? toJsonSide(row.target) : null,
    ...toJsonOrigin(row),
    fields: isSection
      ? []
      : row.fields.map((field) => ({
          key: field.key,
          state: field.state,
          class: field.class,
          carryable: field.carryable,
          removed: field.removed,
          wordsToSync: field.wordsToSync,
          sourceLine: field.sourceLine,
          targetLine: field.targetLine,
          ...toJsonOrigin(field),
        })),
    findings: row.findings.map((finding) => toJsonFinding(finding, english)),
  };
}

/** The old texts stay inside: blob and range are ours, not the reader's. */
const toJsonOrigin = ({ baseline: { by, how, commit, date }, changes }: Verdict) => ({
  baseline: { by, how, commit, date },
  changes: { source: changes.source, target: changes.target },
});

const toJsonSide = (section: Section | null): JsonSide | null =>
  section === null
    ? null
    : {
        heading: section.heading,
        level: section.level,
        startLine: section.startLine,
        endLine: section.endLine,
        fingerprint: formatFingerprint(section.print),
        words: section.wordCount,
      };

/** Three digits: what is beyond them is noise of the arithmetic. */
const roundConfidence = (value: number): number => Math.round(value * 1000) / 1000;

function toJsonFinding(finding: Finding, english: Messages): JsonFinding {
  return {
    id: finding.id,
    code: finding.code,
    severity: finding.severity,
    ...(finding.change == null ? {} : { change: finding.change }),
    params: finding.params,
    message: describeFinding(finding, english),
    sourceLine: finding.source?.line ?? null,
    sourceColumn: finding.source?.column ?? null,
    targetLine: finding.target?.line ?? null,
    targetColumn: finding.target?.column ?? null,
  };
}

/** What a change did away with; nothing without `--since`. */
export const toJsonResolved = ({ id, path, code }: ResolvedItem): JsonResolved => ({ id, path, code });

export const toJsonUnpaired = (post: UnpairedPost): JsonUnpaired => ({
  path: post.path,
  language: post.language,
  title: post.title,
  reason: post.reason,
  suggestions: post.suggestions.map(({ path, score, why }) => ({ path, score: roundConfidence(score), why })),
  removed: post.removed,
});

export const toJsonProblem = (problem: Problem, english: Messages): JsonProblem => ({
  path: problem.path,
  line: problem.place?.line ?? null,
  column: problem.place?.column ?? null,
  code: problem.code,
  severity: problem.severity,
  params: problem.params,
  message: describeProblem(problem, english),
});

/** Keys in a fixed order, so that equal counts are equal bytes. */
export const toJsonSummary = (summary: Summary): JsonSummary => ({
  posts: Object.fromEntries(Object.entries(summary.posts).sort(([a], [b]) => (a < b ? -1 : 1))),
  pairs: summary.pairs,
  drifted: summary.drifted,
  doubtful: summary.doubtful,
  sections: summary.sections,
  wordsToSync: summary.wordsToSync,
  wordsToReview: summary.wordsToReview,
  findings: summary.findings,
  deliberate: summary.deliberate,
  independent: summary.independent,
  notTranslated: summary.notTranslated,
});
