import type { Messages } from "../i18n/load-messages.ts";
import { isDrift } from "../model/drift.ts";
import type { PairReport, ReportTail, RowReport, Summary } from "../model/report.ts";
import { STATES } from "../model/verdict.ts";
import { describeProblem } from "./describe-finding.ts";
import type { ReportFormat } from "./format.ts";
import { pad, widthOf } from "./layout.ts";
import type { Look } from "./look.ts";
import { renderChange, renderFinding, renderPairHead } from "./pair-view.ts";
import { describeField, describeRow, nameLines, nameRow } from "./state-words.ts";
import { renderUnpaired } from "./unpaired-view.ts";

/** The full listing for people: every pair with something to say, then what has no pair, problems and counts. */
export const textFormat: ReportFormat = {
  name: "text",
  create(sink, { messages, look }) {
    return {
      head() {},
      pair(report) {
        const lines = renderPair(report, messages, look);
        return lines.length === 0 ? undefined : sink.write(`${lines.join("\n")}\n\n`);
      },
      end(tail) {
        return sink.write(`${renderTail(tail, messages, look).join("\n")}\n`);
      },
    };
  },
};

function renderPair(report: PairReport, messages: Messages, look: Look): readonly string[] {
  const rows = report.rows.filter((row) => isDrift(row) || row.doubtful || row.findings.length > 0);
  if (rows.length === 0 && report.findings.length === 0 && !report.hardlyTheSame) return [];
  return [
    ...renderPairHead(report, look),
    ...(report.hardlyTheSame ? [`  ${messages.t("states:hardlyTheSame")}`] : []),
    ...rows.flatMap((row) => renderRow(row, report, messages, look)),
    ...report.findings.map((finding) => `  ${renderFinding(finding, messages, look)}`),
  ];
}

function renderRow(row: RowReport, report: PairReport, messages: Messages, look: Look): readonly string[] {
  const place = row.kind === "front-matter" ? "" : `${nameLines(row.source)} ↔ ${nameLines(row.target)}  `;
  const changes = (["source", "target"] as const).flatMap((side) => {
    const change = row.changes[side];
    return change === null || !isDrift(row)
      ? []
      : [`    ${messages.language(report.pair[side].language)}: ${renderChange(change, messages, look)}`];
  });
  return [
    `  ${place}${nameRow(row, messages, look.clean)}: ${describeRow(row, report.pair, messages)}`,
    ...(row.kind === "front-matter"
      ? row.fields
          .filter(isDrift)
          .map((field) => `    ${look.clean(field.key)}: ${describeField(field, report.pair, messages)}`)
      : []),
    ...changes.map((line) => look.paint("dim", line)),
    ...row.findings.map((finding) => `    ${renderFinding(finding, messages, look)}`),
  ];
}

function renderTail(
  { unpaired, problems, summary }: ReportTail,
  messages: Messages,
  look: Look,
): readonly string[] {
  const { t } = messages;
  const block = (title: string, lines: readonly string[]): readonly string[] =>
    lines.length === 0 ? [] : [look.paint("bold", title), ...lines.map((line) => `  ${line}`), ""];
  return [
    ...block(
      t("report:unpaired"),
      unpaired.flatMap((post) => renderUnpaired(post, messages, look)),
    ),
    ...block(
      t("report:problems"),
      problems.map((problem) => {
        const place = problem.place === null ? "" : `:${problem.place.line}:${problem.place.column}`;
        const grade = t(`states:severity.${problem.severity}`);
        return look.clean(
          `${problem.path}${place}  ${grade}: ${describeProblem(problem, messages)} (${problem.code})`,
        );
      }),
    ),
    ...renderSummary(summary, messages, look),
  ];
}

function renderSummary(summary: Summary, messages: Messages, look: Look): readonly string[] {
  const { t, number, language } = messages;
  const rows: readonly (readonly [string, string])[] = [
    [
      t("report:posts"),
      Object.entries(summary.posts)
        .map(([code, count]) => `${number(count)} ${language(code)}`)
        .join(", "),
    ],
    [t("report:pairs"), number(summary.pairs)],
    [t("report:drifted"), number(summary.drifted)],
    ...STATES.filter((state) => summary.sections[state] > 0).map(
      (state) => [t(`report:sections.${state}`), number(summary.sections[state])] as const,
    ),
    [t("report:doubtful"), number(summary.doubtful)],
    [t("report:wordsToSync"), number(summary.wordsToSync)],
    [t("report:wordsToReview"), number(summary.wordsToReview)],
    ...(["critical", "functional", "cosmetic"] as const).map(
      (severity) => [t(`report:findings.${severity}`), number(summary.findings[severity])] as const,
    ),
    [t("report:deliberate"), number(summary.deliberate.only + summary.deliberate.own)],
    [t("report:independent"), number(summary.independent)],
    [t("report:notTranslated"), number(summary.notTranslated)],
  ];
  const width = Math.max(...rows.map(([label]) => widthOf(label))) + 2;
  return [
    look.paint("bold", t("report:summary")),
    ...rows.map(([label, value]) => `  ${pad(label, width)}${value}`),
  ];
}
