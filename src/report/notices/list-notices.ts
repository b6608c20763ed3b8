import type { Messages } from "../../i18n/load-messages.ts";
import { isDrift } from "../../model/drift.ts";
import type { Finding, Problem, Severity } from "../../model/finding.ts";
import type { UnpairedPost } from "../../model/pair.ts";
import type { PairReport, ReportTail, RowReport } from "../../model/report.ts";
import type { Change, FieldVerdict, Verdict } from "../../model/verdict.ts";
import { sanitizeText } from "../../text/sanitize-text.ts";
import { describeFinding, describeProblem } from "../describe-finding.ts";
import { capitalise, describeField, describeRow, nameRow } from "../state-words.ts";
import type { Notice, NoticeLevel, NoticePlace } from "./notice.ts";
import { locateField, locateRow, type Side } from "./notice-places.ts";

const LEVEL_OF: Readonly<Record<Severity, NoticeLevel>> = {
  critical: "error",
  functional: "warning",
  cosmetic: "note",
};

/**
 * What there is to tell of one pair: each drifted section or field, each finding. With `since`, drift that the
 * change made stands on the side that was changed: forges show only what lies in the files of a change.
 */
export function listPairNotices(report: PairReport, english: Messages, since: boolean): readonly Notice[] {
  return [
    ...report.rows.flatMap((row) => [
      ...listRowNotices(report, row, english, since),
      ...row.findings.map((finding) => makeFindingNotice(report, row, finding, english)),
    ]),
    ...report.findings.map((finding) => makeFindingNotice(report, null, finding, english)),
  ];
}

/** What there is to tell of files and posts outside pairs. A post that nobody has translated yet is no trouble. */
export function listTailNotices(tail: ReportTail, english: Messages): readonly Notice[] {
  const { problems, unpaired, resolved = [] } = tail;
  const seen = new Map<string, number>();
  return [
    ...resolved.map(({ id, path, code }): Notice => {
      const message = english.t("ci:notice.gone");
      const place = { path, startLine: 1, endLine: 1, column: null };
      return {
        id,
        rule: code,
        level: "note",
        change: "resolved",
        title: sanitizeText(path),
        message,
        place,
        other: null,
        sweep: null,
        words: 0,
      };
    }),
    ...problems.map((problem) => makeProblemNotice(problem, seen, english)),
    ...unpaired.flatMap((post) =>
      post.removed === null ? [] : [makeRemovedNotice(post, post.removed, english)],
    ),
  ];
}

function listRowNotices(
  report: PairReport,
  row: RowReport,
  english: Messages,
  since: boolean,
): readonly Notice[] {
  if (row.kind !== "front-matter" || row.change === "resolved") {
    if (!isDrift(row) && row.change !== "resolved") return [];
    const name = nameRow(row, english, sanitizeText);
    const says = describeRow(row, report.pair, english);
    return [makeDriftNotice({ report, row, verdict: row, id: row.id, name, says, english, since })];
  }
  if (row.doubtful || row.deliberate !== null) return [];
  return row.fields.filter(isDrift).map((field) =>
    makeDriftNotice({
      report,
      row,
      verdict: field,
      field,
      id: `${row.id}-${field.key}`,
      name: sanitizeText(field.key),
      says: describeField(field, report.pair, english),
      english,
      since,
    }),
  );
}

interface DriftInput {
  readonly report: PairReport;
  readonly row: RowReport;
  readonly verdict: Verdict;
  readonly field?: FieldVerdict;
  readonly id: string;
  readonly name: string;
  readonly says: string;
  readonly english: Messages;
  readonly since: boolean;
}

function makeDriftNotice(input: DriftInput): Notice {
  const { report, row, verdict, field, english } = input;
  const at = (side: Side): NoticePlace =>
    field === undefined ? locateRow(report, row, side) : locateField(report, row, field, side);
  const shown = chooseSide(verdict, input.since && row.change === "new");
  const elsewhere: Side = shown === "source" ? "target" : "source";
  const changes = (["source", "target"] as const).flatMap((side) => {
    const change = verdict.changes[side];
    return change === null ? [] : [sayChange(change, report.pair[side].language, english)];
  });
  const words = verdict.wordsToSync > 0 ? [english.t("ci:notice.words", { count: verdict.wordsToSync })] : [];
  const change = verdict.changes.source ?? verdict.changes.target;
  return {
    id: input.id,
    rule: verdict.state,
    level: verdict.class === "typo" || row.change === "resolved" ? "note" : "warning",
    change: row.change,
    title: nameNotice(report, input.name),
    message: [
      english.t("ci:notice.drift", { name: input.name, says: input.says }),
      ...changes,
      ...words,
    ].join(" "),
    place: at(shown),
    other: { place: at(elsewhere), label: capitalise(english.language(report.pair[elsewhere].language)) },
    // New words differ from post to post; links, code and numbers are the same change everywhere.
    sweep: change !== null && verdict.class === "neutral" ? `${change.commit ?? ""} ${verdict.state}` : null,
    words: verdict.wordsToSync,
  };
}

/**
 * The side to edit, or (`ofChange`) the side that the change at hand has touched: a section that is missing in one
 * language was either added in the other, or removed here, and then only the other one still has a place.
 */
function chooseSide({ state, removed }: Verdict, ofChange: boolean): Side {
  if (!ofChange) return "target";
  switch (state) {
    case "source-changed":
      return "source";
    case "missing-in-target":
      return removed ? "target" : "source";
    case "missing-in-source":
      return removed ? "source" : "target";
    case "both-changed":
    case "target-changed":
    case "in-sync":
    case "unverified":
      return "target";
  }
}

function sayChange(change: Change, language: string, { t, date, language: nameOf }: Messages): string {
  const name = capitalise(nameOf(language));
  if (change.commit === null) return t("ci:notice.uncommitted", { language: name });
  const told = [change.date === null ? null : date(change.date), change.author, change.subject]
    .filter((part) => part !== null && part !== "")
    .map((part) => sanitizeText(part as string));
  return t("ci:notice.change", { language: name, told: [...told, change.commit.slice(0, 9)].join(", ") });
}

function makeFindingNotice(
  report: PairReport,
  row: RowReport | null,
  finding: Finding,
  english: Messages,
): Notice {
  const at = (side: Side): NoticePlace => {
    const place = finding[side];
    const { path } = report.pair[side];
    if (place !== null) return { path, startLine: place.line, endLine: place.line, column: place.column };
    return row === null ? { path, startLine: 1, endLine: 1, column: null } : locateRow(report, row, side);
  };
  const side: Side = finding.target === null && finding.source !== null ? "source" : "target";
  const elsewhere: Side = side === "source" ? "target" : "source";
  return {
    id: finding.id,
    rule: finding.code,
    level: LEVEL_OF[finding.severity],
    change: finding.change ?? null,
    title: nameNotice(report, row === null ? "" : nameRow(row, english, sanitizeText)),
    message: capitalise(sanitizeText(describeFinding(finding, english))),
    place: at(side),
    other: { place: at(elsewhere), label: capitalise(english.language(report.pair[elsewhere].language)) },
    sweep: null,
    words: 0,
  };
}

function makeProblemNotice(problem: Problem, seen: Map<string, number>, english: Messages): Notice {
  const line = problem.place?.line ?? 1;
  // No line in the id, so that it survives edits above; equal ones in one file are counted.
  const key = [problem.code, problem.path, JSON.stringify(problem.params)].join(" ");
  const earlier = seen.get(key) ?? 0;
  seen.set(key, earlier + 1);
  return {
    id: earlier === 0 ? key : `${key} ${earlier + 1}`,
    rule: problem.code,
    level: LEVEL_OF[problem.severity],
    change: null,
    title: sanitizeText(problem.path),
    message: capitalise(sanitizeText(describeProblem(problem, english))),
    place: { path: problem.path, startLine: line, endLine: line, column: problem.place?.column ?? null },
    other: null,
    sweep: null,
    words: 0,
  };
}

function makeRemovedNotice(
  post: UnpairedPost,
  removed: NonNullable<UnpairedPost["removed"]>,
  { t, date }: Messages,
): Notice {
  const says = t(removed.wasDraft ? "report:removedDraft" : "report:removedOriginal", {
    path: removed.path,
    date: date(removed.date),
    commit: removed.commit.slice(0, 9),
  });
  return {
    id: `original-removed ${post.path}`,
    rule: "original-removed",
    level: "warning",
    change: null,
    title: sanitizeText(post.title || post.path),
    message: capitalise(sanitizeText(says)),
    place: { path: post.path, startLine: 1, endLine: 1, column: null },
    other: null,
    sweep: null,
    words: 0,
  };
}

const nameNotice = ({ pair, source }: PairReport, name: string): string =>
  [sanitizeText(source.title || pair.id), name].filter((part) => part !== "").join(" › ");
