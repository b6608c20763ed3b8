import type { Messages } from "../i18n/load-messages.ts";
import { isDrift } from "../model/drift.ts";
import type { Finding } from "../model/finding.ts";
import type { PairReport, RowReport } from "../model/report.ts";
import type { Change } from "../model/verdict.ts";
import { describeFinding } from "./describe-finding.ts";
import { pad, shorten, widthOf } from "./layout.ts";
import type { Look } from "./look.ts";
import { describeField, describeRow, nameLines, nameRow } from "./state-words.ts";

/** Titles and paths of a pair, and what made it one. */
export function renderPairHead({ pair, source, target }: PairReport, look: Look): readonly string[] {
  const titles = [...new Set([source.title, target.title].filter((title) => title !== "").map(look.clean))];
  return [
    look.paint("bold", titles.join(" ↔ ") || look.clean(pair.id)),
    look.paint("dim", look.clean(`${pair.source.path} ↔ ${pair.target.path}`)),
  ];
}

/** One line a row: what it is, where, how it stands; its findings below. For `status <post>`. */
export function renderRows(report: PairReport, messages: Messages, look: Look): readonly string[] {
  const { pair, rows } = report;
  const names = rows.map((row) => nameRow(row, messages, look.clean));
  const places = rows.map((row) =>
    row.kind === "front-matter" ? "" : `${nameLines(row.source)} ↔ ${nameLines(row.target)}`,
  );
  const placeWidth = Math.max(0, ...places.map(widthOf));
  const widest = Math.max(0, ...names.map(widthOf));
  const nameWidth =
    look.columns === null ? widest : Math.min(widest, Math.floor((look.columns - placeWidth) * 0.45));
  return [
    ...(report.hardlyTheSame ? [`  ${messages.t("states:hardlyTheSame")}`] : []),
    ...rows.flatMap((row, i) => [
      `${markRow(row, look)} ${pad(places[i] ?? "", placeWidth)}  ${pad(shorten(names[i] ?? "", nameWidth), nameWidth)}  ${describeRow(row, pair, messages)}`,
      ...(row.kind === "front-matter"
        ? row.fields
            .filter((field) => field.state !== "in-sync")
            .map((field) => `    ${look.clean(field.key)}: ${describeField(field, pair, messages)}`)
        : []),
      ...row.findings.map((finding) => `    ${renderFinding(finding, messages, look)}`),
    ]),
    ...report.findings.map((finding) => `  ${renderFinding(finding, messages, look)}`),
  ];
}

/** The place in each file, the grade and the sentence. */
export function renderFinding(finding: Finding, messages: Messages, look: Look): string {
  const places = [finding.source, finding.target].map((place) =>
    place === null ? "–" : `${place.line}:${place.column}`,
  );
  const grade = messages.t(`states:severity.${finding.severity}`);
  const painted = finding.severity === "critical" ? look.paint("red", grade) : grade;
  const sentence = look.clean(describeFinding(finding, messages));
  const code = sentence === finding.code ? "" : ` (${finding.code})`;
  return `${places.join(" ↔ ")}  ${painted}: ${sentence}${code}`;
}

/** «2. juli 2026 · Kari Nordmann · Tell of the new team · a1b2c3d» */
export function renderChange(change: Change, messages: Messages, look: Look): string {
  if (change.commit === null) return messages.t("states:uncommitted");
  return look.clean(
    [
      change.date === null ? null : messages.date(change.date),
      change.author,
      change.subject,
      change.commit.slice(0, 9),
    ]
      .filter((part) => part !== null && part !== "")
      .join(" · "),
  );
}

function markRow(row: RowReport, look: Look): string {
  if (isDrift(row)) return look.paint("yellow", "!");
  if (row.doubtful || row.state === "unverified") return look.paint("dim", "?");
  return row.state === "in-sync" ? look.paint("green", "✓") : look.paint("dim", "·");
}
