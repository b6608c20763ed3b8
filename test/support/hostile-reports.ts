import type { PairReport, ReportTail } from "../../src/model/report.ts";
import {
  CHANGE,
  makeField,
  makeFieldsRow,
  makeFinding,
  makePairReport,
  makeRow,
  makeSection,
  makeTail,
} from "./format-input.ts";

/** A report in which one text stands wherever content can stand: title, heading, path, author, subject, field. */
export function makeHostileReport(text: string, name: string): { pair: PairReport; tail: ReportTail } {
  const change = { ...CHANGE, author: text, subject: text };
  const rows = [
    makeFieldsRow([makeField(`title${text}`, { changes: { source: change, target: null } })], {
      id: `fields-${name}`,
    }),
    makeRow(text, {
      id: `row-${name}`,
      source: makeSection(text),
      target: makeSection(text),
      changes: { source: change, target: change },
      state: "both-changed",
      findings: [makeFinding("link-dead", { params: { value: text, link: text }, severity: "critical" })],
    }),
    makeRow(text, { id: `row2-${name}`, target: null, state: "missing-in-target" }),
  ];
  return {
    pair: makePairReport(
      {
        id: `blog/${text}`,
        title: text,
        targetTitle: text,
        sourcePath: `content/en/${text}.md`,
        targetPath: `content/nb/${text}.md`,
      },
      rows,
    ),
    tail: makeTail({
      problems: [
        {
          code: "alias-duplicate",
          severity: "functional",
          path: `content/en/${text}.md`,
          place: { line: 3, column: 1 },
          params: { alias: text, other: text },
        },
      ],
      unpaired: [
        {
          path: `content/nb/alone ${text}.md`,
          language: "nb",
          title: text,
          reason: "original-removed",
          suggestions: [{ path: `content/en/${text}.md`, score: 0.5, why: [text] }],
          removed: { path: text, commit: CHANGE.commit, date: CHANGE.date, wasDraft: false },
        },
      ],
    }),
  };
}
