import type { Messages } from "../../i18n/load-messages.ts";
import type { Finding } from "../../model/finding.ts";
import type { ReportHead, ReportTail } from "../../model/report.ts";
import { describeFinding } from "../describe-finding.ts";
import { codeMarkdown, escapeMarkdown } from "../escape/markdown.ts";
import { capitalise } from "../state-words.ts";
import { sayWorkTime } from "../work-time.ts";
import type { DriftedPost, DriftedRow, PostCollector, Sweep } from "./collect-posts.ts";
import { LONGEST_NAME, shortenText } from "./shorten-text.ts";

export interface FoundFinding extends Pick<Finding, "code" | "severity" | "params"> {
  readonly path: string;
  readonly line: number | null;
}

export interface SummaryInput {
  readonly head: ReportHead;
  readonly tail: ReportTail;
  readonly collected: ReturnType<PostCollector["finish"]>;
  readonly findings: readonly FoundFinding[];
  readonly moreFindings: number;
}

const MOST_ROWS = 50;
const MOST_SWEEPS = 10;
const MOST_UNPAIRED = 10;

/** Everything but the texts: headline, tables, findings. Ends with an empty line. */
export function renderSummary(input: SummaryInput, messages: Messages): string {
  const { head, collected } = input;
  const blocks = [
    `## ${messages.t("ci:markdown.title")}`,
    head.since === null ? renderHeadline(input, messages) : renderSinceHeadline(input, messages),
    renderTable(collected.posts, messages),
    renderSweeps(collected.sweeps, messages),
    renderFindings(input, messages),
    head.since === null ? renderUnpaired(input.tail, messages) : "",
    renderNotes(input, messages),
  ];
  return `${blocks.filter((block) => block !== "").join("\n\n")}\n\n`;
}

function renderSinceHeadline({ head, tail, collected }: SummaryInput, { t }: Messages): string {
  const { posts, sweeps, existing } = collected;
  const words = countWords(collected);
  const affected = posts.length + sweeps.reduce((sum, sweep) => sum + sweep.posts, 0);
  const resolved = collected.resolved + (tail.resolved ?? []).length;
  const since = head.since!;
  const compared = { ref: codeMarkdown(since.ref), base: codeMarkdown(since.base.slice(0, 9)) };
  const left =
    affected === 0
      ? t("ci:markdown.leftNothing")
      : words === 0
        ? t("ci:markdown.leftNoWords", { count: affected })
        : t("ci:markdown.left", { count: affected, words: t("common:words", { count: words }) });
  return [
    [left, ...(resolved > 0 ? [t("ci:markdown.resolved", { count: resolved })] : [])].join(" "),
    [
      ...(existing > 0 ? [t("ci:markdown.existing", { count: existing })] : []),
      ...(head.history.mode === "full" ? [] : [t("ci:markdown.debtUnknown")]),
      t(since.exact ? "ci:markdown.comparedWith" : "ci:markdown.comparedRoughly", compared),
    ].join(" "),
  ].join("\n\n");
}

function renderHeadline({ tail: { summary }, collected }: SummaryInput, messages: Messages): string {
  const { t } = messages;
  const pairs = t("common:pairs", { count: summary.pairs });
  if (summary.pairs === 0) return t("ci:markdown.noPairs");
  if (summary.drifted === 0) return t("ci:markdown.inStep", { pairs });
  const sections =
    collected.posts.reduce((sum, { rows }) => sum + rows.length, 0) +
    collected.sweeps.reduce((sum, sweep) => sum + sweep.sections, 0);
  return t("ci:markdown.drifted", {
    count: summary.drifted,
    pairs,
    words: t("common:words", { count: summary.wordsToSync }),
    time: sayWorkTime(summary.wordsToSync, sections, messages),
  });
}

const countWords = ({ posts, sweeps }: SummaryInput["collected"]): number =>
  posts.reduce((sum, { rows }) => sum + rows.reduce((all, { words }) => all + words, 0), 0) +
  sweeps.reduce((sum, { words }) => sum + words, 0);

function renderTable(posts: readonly DriftedPost[], messages: Messages): string {
  if (posts.length === 0) return "";
  const { t } = messages;
  const columns = (["post", "what", "words", "since", "who"] as const).map((key) =>
    t(`ci:markdown.column.${key}`),
  );
  const left = posts.length - MOST_ROWS;
  return [
    renderTableRow(columns),
    "| --- | --- | ---: | --- | --- |",
    ...posts
      .slice(0, MOST_ROWS)
      .map((post) =>
        renderTableRow([
          `${escapeMarkdown(shortenText(post.title))}<br>${codeMarkdown(shortenText(post.targetPath))}`,
          escapeMarkdown(describeRows(post.rows, messages).join(", ")),
          messages.number(post.rows.reduce((sum, { words }) => sum + words, 0)),
          !post.dated ? "" : post.latest === null ? t("status:uncommitted") : messages.shortDate(post.latest),
          escapeMarkdown(shortenText(post.author ?? "")),
        ]),
      ),
    ...(left > 0 ? ["", t("ci:markdown.morePosts", { count: left })] : []),
  ].join("\n");
}

const renderTableRow = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

/** «2 endret, 1 mangler, kan overføres» */
function describeRows(rows: readonly DriftedRow[], { t }: Messages): readonly string[] {
  const count = (test: (row: DriftedRow) => boolean): number => rows.filter(test).length;
  const changed = count(({ state }) => state === "source-changed");
  const missing = count(({ state }) => state === "missing-in-target");
  const both = count(({ state }) => state === "both-changed");
  const removed = count(({ state }) => state === "missing-in-source");
  return [
    ...(changed > 0 ? [t("status:changed", { count: changed })] : []),
    ...(missing > 0 ? [t("status:missing", { count: missing })] : []),
    ...(both > 0 ? [t("ci:markdown.both", { count: both })] : []),
    ...(removed > 0 ? [t("ci:markdown.removed", { count: removed })] : []),
    ...(rows.every(({ carryable }) => carryable) ? [t("ci:markdown.carry")] : []),
  ];
}

function renderSweeps(sweeps: readonly Sweep[], messages: Messages): string {
  if (sweeps.length === 0) return "";
  const { t } = messages;
  const left = sweeps.length - MOST_SWEEPS;
  return [
    `### ${t("ci:markdown.sweeps")}`,
    "",
    ...sweeps.slice(0, MOST_SWEEPS).map(({ row, posts, sections }) => {
      const counted = t("status:sectionsIn", {
        sections: t("common:sections", { count: sections }),
        posts: t("common:posts", { count: posts }),
      });
      const says = [
        t("states:class.neutral"),
        ...(row.subject === null ? [] : [`“${shortenText(row.subject)}”`]),
      ];
      const can = row.carryable ? ` – ${t("ci:markdown.sweepCarry")}` : "";
      return `- ${t("ci:markdown.sweep", { posts: counted, says: escapeMarkdown(says.join(", ")) })}${can}`;
    }),
    ...(left > 0 ? ["", t("common:more", { count: left })] : []),
  ].join("\n");
}

function renderFindings({ findings, moreFindings }: SummaryInput, messages: Messages): string {
  if (findings.length === 0) return "";
  const { t } = messages;
  return [
    `### ${t("ci:markdown.wrong")}`,
    "",
    ...findings.map((finding) => {
      const grade = t(`states:severity.${finding.severity}`);
      const bold = finding.severity === "critical" ? `**${grade}**` : grade;
      const path = codeMarkdown(shortenText(finding.path, LONGEST_NAME * 2));
      const place = finding.line === null ? path : t("ci:markdown.inFile", { path, line: finding.line });
      return `- ${bold}: ${escapeMarkdown(shortenText(describeFinding(finding, messages), LONGEST_NAME * 3))} – ${place}`;
    }),
    ...(moreFindings > 0 ? ["", t("ci:markdown.moreFindings", { count: moreFindings })] : []),
  ].join("\n");
}

/** Translations whose original is gone are listed; what nobody has translated yet is counted. */
function renderUnpaired({ unpaired }: ReportTail, messages: Messages): string {
  if (unpaired.length === 0) return "";
  const { t } = messages;
  const odd = unpaired.filter(({ reason }) => reason !== "no-counterpart");
  const waiting = new Map<string, number>();
  for (const { reason, language } of unpaired) {
    if (reason === "no-counterpart") waiting.set(language, (waiting.get(language) ?? 0) + 1);
  }
  const left = odd.length - MOST_UNPAIRED;
  return [
    `### ${t("ci:markdown.unpaired")}`,
    "",
    ...odd
      .slice(0, MOST_UNPAIRED)
      .map(({ path, reason }) => `- ${codeMarkdown(shortenText(path))}: ${t(`report:reason.${reason}`)}`),
    ...(left > 0 ? [`- ${t("common:more", { count: left })}`] : []),
    ...[...waiting].map(
      ([code, count]) =>
        `- ${t("status:untranslated.in", { count, language: messages.language(code) })}: ${t("report:reason.no-counterpart")}`,
    ),
  ].join("\n");
}

function renderNotes({ head, tail: { summary }, collected }: SummaryInput, { t }: Messages): string {
  const lines = [
    ...(head.since === null && summary.wordsToReview > 0
      ? [t("ci:markdown.unread", { words: t("common:words", { count: summary.wordsToReview }) })]
      : []),
    ...(head.history.mode === "full" || head.since !== null ? [] : [t(`ci:markdown.${head.history.mode}`)]),
    ...(collected.posts.length > 0 ? [t("ci:markdown.next")] : []),
  ];
  return lines.map(capitalise).join("\n\n");
}
