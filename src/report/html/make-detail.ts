import type { Messages } from "../../i18n/load-messages.ts";
import { isDrift } from "../../model/drift.ts";
import type { Finding } from "../../model/finding.ts";
import type { PairReport, RowReport } from "../../model/report.ts";
import type { Change } from "../../model/verdict.ts";
import { sanitizeText } from "../../text/sanitize-text.ts";
import type { Piece } from "../compare-words.ts";
import { describeFinding } from "../describe-finding.ts";
import type { FormatContext } from "../format.ts";
import { listParts } from "../row-texts/list-parts.ts";
import { comparePart, type RowPart } from "../row-texts/row-part.ts";
import { capitalise, describeRow, nameLines } from "../state-words.ts";
import { isShown } from "./make-entry.ts";
import type {
  FindingDetail,
  PartDetail,
  PieceDetail,
  PostDetail,
  RowDetail,
  Said,
  SideDetail,
} from "./page-data.ts";
import type { PageLocale } from "./translate.ts";

/** More of one text helps nobody on a page; the rest is counted. UTF-16 units. */
const LONGEST_TEXT = 20_000;

const KIND = { removed: -1, same: 0, added: 1 } as const satisfies Record<Piece["kind"], PieceDetail[0]>;

export type BothMessages = Readonly<Record<PageLocale, Messages>>;

/** The texts of a pair and what is said of them, in both languages. */
export async function makeDetail(
  report: PairReport,
  both: BothMessages,
  readText: FormatContext["readText"],
): Promise<PostDetail> {
  const shown = report.rows.filter(isShown);
  const rows: RowDetail[] = [];
  for (const row of shown) rows.push(await makeRowDetail(report, row, both, readText));
  return {
    rows,
    findings: report.findings.map((finding) => makeFindingDetail(finding, both)),
    agreeing:
      report.rows.filter((row) => row.state === "in-sync").length -
      rows.filter(({ state }) => state === "in-sync").length,
  };
}

async function makeRowDetail(
  report: PairReport,
  row: RowReport,
  both: BothMessages,
  readText: FormatContext["readText"],
): Promise<RowDetail> {
  const [source, target] = row.kind === "front-matter" ? [null, null] : [row.source, row.target];
  // A row in agreement is shown for its findings; its texts say nothing more.
  const parts =
    row.state === "in-sync" && row.deliberate === null ? [] : await listParts(report, row, readText);
  const heading = (text: string | undefined): string | null => (text ? sanitizeText(text) : null);
  return {
    id: row.id,
    kind: row.kind,
    headings: [heading(source?.heading), heading(target?.heading)],
    lines: [source === null ? null : nameLines(source), target === null ? null : nameLines(target)],
    state: row.state,
    tone: chooseTone(row),
    says: sayBoth(both, (messages) => capitalise(describeRow(row, report.pair, messages))),
    mark: row.change,
    changes: [cleanChange(row.changes.source), cleanChange(row.changes.target)],
    findings: row.findings.map((finding) => makeFindingDetail(finding, both)),
    parts: await Promise.all(parts.map(makePartDetail)),
  };
}

const cleanChange = (change: Change | null): Change | null =>
  change && {
    ...change,
    author: change.author && sanitizeText(change.author),
    subject: change.subject && sanitizeText(change.subject),
  };

function chooseTone(row: RowReport): RowDetail["tone"] {
  if (isDrift(row)) return row.carryable ? "tool" : "act";
  if (row.doubtful) return "unsure";
  return row.state === "in-sync" || row.deliberate !== null ? "calm" : "note";
}

const makeFindingDetail = (finding: Finding, both: BothMessages): FindingDetail => ({
  severity: finding.severity,
  code: finding.code,
  says: sayBoth(both, (messages) => capitalise(sanitizeText(describeFinding(finding, messages)))),
  lines: [finding.source?.line ?? null, finding.target?.line ?? null],
  mark: finding.change ?? null,
});

const makePartDetail = async (part: RowPart): Promise<PartDetail> => ({
  key: part.key === null ? null : sanitizeText(part.key),
  sides: [await makeSideDetail(part, "source"), await makeSideDetail(part, "target")],
});

async function makeSideDetail(part: RowPart, side: "source" | "target"): Promise<SideDetail> {
  const { language, now, before, moved } = part[side];
  if (now === null) return { language, pieces: null, moved, oldKnown: false, cut: 0 };
  const pieces: PieceDetail[] = [];
  let room = LONGEST_TEXT;
  let cut = 0;
  for (const { kind, text } of await comparePart(part, side)) {
    const clean = cleanText(text);
    const kept = clean.slice(0, room).replace(/[\ud800-\udbff]$/, "");
    room -= kept.length;
    cut += clean.length - kept.length;
    if (kept !== "") pieces.push([KIND[kind], kept]);
  }
  return { language, pieces, moved, oldKnown: before !== null, cut };
}

/** Each line made harmless; line ends and indentation stay. */
const cleanText = (text: string): string =>
  text
    .split(/\r\n|\r|\n/)
    .map((line) => sanitizeText(line.replaceAll("\t", "    ")))
    .join("\n");

export function sayBoth(both: BothMessages, say: (messages: Messages) => string): Said {
  return { en: say(both.en), nb: say(both.nb) };
}
