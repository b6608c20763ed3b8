import type { Messages } from "../i18n/load-messages.ts";
import { isDrift } from "../model/drift.ts";
import type { PairReport, RowReport } from "../model/report.ts";
import { sanitizeText } from "../text/sanitize-text.ts";
import { escapeXml } from "./escape/xml.ts";
import type { ReportFormat } from "./format.ts";
import { listPairNotices, listTailNotices } from "./notices/list-notices.ts";
import type { Notice } from "./notices/notice.ts";
import { locateRow } from "./notices/notice-places.ts";
import { nameRow } from "./state-words.ts";

/** One case of a suite. A case with failures has failed, one with a reason to skip was not decided. */
interface Case {
  readonly name: string;
  readonly path: string;
  readonly line: number;
  readonly failures: readonly Notice[];
  readonly skipped: string | null;
  readonly output: readonly string[];
}

/**
 * JUnit's XML: a suite for each pair, a case for each of its sections, so that a post that recovers shows as tests
 * that pass. With `--since` only what the change made fails.
 */
export const junitFormat: ReportFormat = {
  name: "junit",
  create(sink, { english }) {
    let since = false;
    return {
      head(head) {
        since = head.since !== null;
        return sink.write('<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="samsvar">\n');
      },
      pair(report) {
        return sink.write(renderSuite(report.pair.id, listCases(report, english, since)));
      },
      async end(tail) {
        const notices = listTailNotices(tail, english);
        if (notices.length > 0)
          await sink.write(renderSuite("files", listFileCases(notices, english, since)));
        await sink.write("</testsuites>\n");
      },
    };
  },
};

function listCases(report: PairReport, english: Messages, since: boolean): readonly Case[] {
  const notices = listPairNotices(report, english, since);
  // Rows have no text of their own in a notice; their ids, and those of their fields and findings, tell them apart.
  const owned = new Set<Notice>();
  const names = new Map<string, number>();
  const cases = report.rows.map((row): Case => {
    const own = new Set([row.id, ...row.findings.map(({ id }) => id)]);
    const told = notices.filter(({ id }) => own.has(id) || id.startsWith(`${row.id}-`));
    for (const notice of told) owned.add(notice);
    const { startLine, path } = locateRow(report, row, "target");
    const name = sanitizeText(nameRow(row, english, sanitizeText));
    const earlier = names.get(name) ?? 0;
    names.set(name, earlier + 1);
    return makeCase(
      earlier === 0 ? name : `${name} (${earlier + 1})`,
      path,
      startLine,
      told,
      since,
      english,
      row,
    );
  });
  const rest = notices.filter((notice) => !owned.has(notice));
  if (rest.length === 0 && cases.length > 0) return cases;
  const { path } = report.pair.target;
  return [...cases, makeCase(english.t("ci:junit.post"), path, 1, rest, since, english, null)];
}

function listFileCases(notices: readonly Notice[], english: Messages, since: boolean): readonly Case[] {
  const byPath = new Map<string, Notice[]>();
  for (const notice of notices) {
    const list = byPath.get(notice.place.path);
    if (list === undefined) byPath.set(notice.place.path, [notice]);
    else list.push(notice);
  }
  return [...byPath].map(([path, list]) =>
    makeCase(sanitizeText(path), path, list[0]!.place.startLine, list, since, english, null),
  );
}

function makeCase(
  name: string,
  path: string,
  line: number,
  notices: readonly Notice[],
  since: boolean,
  english: Messages,
  row: RowReport | null,
): Case {
  // Cosmetic findings are told and never fail a build; with `--since`, neither does what was there before.
  const failures = notices.filter(
    ({ level, change, rule }) => (level !== "note" || rule === row?.state) && (!since || change === "new"),
  );
  const rest = notices.filter((notice) => !failures.includes(notice));
  return {
    name,
    path,
    line,
    failures,
    skipped: row === null || failures.length > 0 ? null : explainSkip(row, english),
    output: rest.map(({ change, message }) =>
      change === "existing" ? english.t("ci:junit.existing", { message }) : message,
    ),
  };
}

function explainSkip(row: RowReport, { t }: Messages): string | null {
  if (row.deliberate !== null) return t("ci:junit.deliberate");
  if (row.doubtful) return t("ci:junit.doubtful");
  return row.state === "unverified" && !isDrift(row) ? t("ci:junit.unverified") : null;
}

function renderSuite(name: string, cases: readonly Case[]): string {
  const count = (test: (one: Case) => boolean): number => cases.filter(test).length;
  const attributes = renderAttributes({
    name,
    tests: cases.length,
    failures: count(({ failures }) => failures.length > 0),
    errors: 0,
    skipped: count(({ skipped }) => skipped !== null),
    time: 0,
  });
  return `<testsuite${attributes}>\n${cases.map((one) => renderCase(name, one)).join("")}</testsuite>\n`;
}

function renderCase(suite: string, { name, path, line, failures, skipped, output }: Case): string {
  const attributes = renderAttributes({ classname: suite, name, file: path, line, time: 0 });
  // Consumers show one failure of a case: the first line of each stands in its message, places in its text.
  const children = [
    ...(failures.length === 0
      ? []
      : [
          `<failure${renderAttributes({
            message: failures.map(({ message }) => message).join(" "),
            type: [...new Set(failures.map(({ rule }) => rule))].join(" "),
          })}>${escapeXml(failures.map(renderPlaces).join("\n"))}</failure>`,
        ]),
    ...(skipped === null ? [] : [`<skipped${renderAttributes({ message: skipped })}/>`]),
    ...(output.length === 0 ? [] : [`<system-out>${escapeXml(output.join("\n"))}</system-out>`]),
  ];
  if (children.length === 0) return `  <testcase${attributes}/>\n`;
  return `  <testcase${attributes}>\n${children.map((child) => `    ${child}\n`).join("")}  </testcase>\n`;
}

const renderPlaces = ({ message, place, other }: Notice): string =>
  [
    message,
    `${place.path}:${place.startLine}`,
    ...(other === null ? [] : [`${other.label}: ${other.place.path}:${other.place.startLine}`]),
  ].join("\n");

const renderAttributes = (attributes: { readonly [name: string]: string | number }): string =>
  Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escapeXml(String(value))}"`)
    .join("");
