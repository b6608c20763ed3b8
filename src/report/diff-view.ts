import type { Messages } from "../i18n/load-messages.ts";
import { isDrift } from "../model/drift.ts";
import type { ContentRef, Post } from "../model/post.ts";
import type { PairReport, ReportHead, RowReport } from "../model/report.ts";
import type { Baseline, Change, FieldVerdict, OldText } from "../model/verdict.ts";
import { compareWords } from "./compare-words.ts";
import { besides, wrap } from "./layout.ts";
import type { Look } from "./look.ts";
import { cleanLines, paintPieces } from "./paint-pieces.ts";
import { renderChange, renderFinding, renderPairHead } from "./pair-view.ts";
import { capitalise, describeField, describeRow, nameLines, nameRow, nameSides } from "./state-words.ts";

export interface DiffInput {
  readonly report: PairReport;
  readonly history: ReportHead["history"]["mode"];
  /** Rows that ask nothing of anybody too, with the reasons for their verdicts. */
  readonly all: boolean;
  /** Bytes `[start, end)` as text. */
  readText(ref: ContentRef, start: number, end: number): Promise<string>;
}

/** Two columns of text need this much room. */
const TWO_COLUMNS = 120;

/** What is shown of one row or field: what each side says now, and said when the two agreed, as text. */
interface Side {
  readonly language: string;
  readonly code: string;
  readonly now: string | null;
  /** Null: as now, or not known. */
  readonly before: string | null;
  readonly change: Change | null;
  readonly moved: boolean;
}

/** What changed on which side of a pair since the two agreed, row by row, as lines. */
export async function renderDiff(
  input: DiffInput,
  messages: Messages,
  look: Look,
): Promise<readonly string[]> {
  const { report, all } = input;
  const { t } = messages;
  const lines = [...renderPairHead(report, look)];
  if (all || report.pair.guessed) lines.push(...renderEvidence(report, messages, look));
  if (report.hardlyTheSame) lines.push("", t("states:hardlyTheSame"));
  const rows = report.rows.filter((row) => all || isShown(row));
  for (const row of rows) {
    lines.push("", ...(await renderRow(row, input, messages, look)));
  }
  if (rows.length === 0 && !report.hardlyTheSame)
    lines.push("", t("diff:nothing", nameSides(report.pair, messages)));
  for (const finding of report.findings) lines.push("", renderFinding(finding, messages, look));
  return lines;
}

/** Everything that the to-do list counts can be looked at here, not only what drifted. */
function isShown(row: RowReport): boolean {
  return (
    isDrift(row) ||
    row.doubtful ||
    row.findings.length > 0 ||
    (row.deliberate === null &&
      row.class !== "formatting" &&
      row.state !== "in-sync" &&
      row.state !== "unverified")
  );
}

async function renderRow(
  row: RowReport,
  input: DiffInput,
  messages: Messages,
  look: Look,
): Promise<readonly string[]> {
  const { pair } = input.report;
  const place = row.kind === "front-matter" ? "" : ` · ${nameLines(row.source)} ↔ ${nameLines(row.target)}`;
  const head = [
    `${look.paint("bold", `── ${nameRow(row, messages, look.clean)}`)}${look.paint("dim", place)}`,
    ...wrap(capitalise(describeRow(row, pair, messages)), look.columns),
    ...(input.all ? renderReasons(row, messages, look) : []),
    ...row.findings.map((finding) => renderFinding(finding, messages, look)),
  ];
  if (row.kind === "front-matter") {
    const fields = row.fields.filter(
      (field) => input.all || isDrift(field) || field.state === "target-changed",
    );
    const shown = await Promise.all(fields.map((field) => renderFieldDiff(field, input, messages, look)));
    return [...head, ...shown.flatMap((lines, i) => (i === 0 ? lines : ["", ...lines]))];
  }
  // A row in agreement is shown for its reasons; its text says nothing more.
  if (row.state === "in-sync" || (row.class === "formatting" && row.deliberate === null)) return head;
  const [source, target] = await Promise.all(
    (["source", "target"] as const).map(async (side): Promise<Side> => {
      const section = row[side];
      const post = pair[side];
      return {
        ...nameSide(post, messages),
        now: section === null ? null : await input.readText(post.content, section.start, section.end),
        before: await readOld(side === "source" ? row.baseline.oldSource : row.baseline.oldTarget, input),
        change: row.changes[side],
        moved: hasMoved(row.state, side),
      };
    }),
  );
  return [...head, ...(await renderSides(source!, target!, row.baseline, input, messages, look))];
}

async function renderFieldDiff(
  field: FieldVerdict,
  input: DiffInput,
  messages: Messages,
  look: Look,
): Promise<readonly string[]> {
  const { pair } = input.report;
  const head = `${look.paint("bold", look.clean(field.key))}: ${describeField(field, pair, messages)}`;
  if (field.state === "in-sync") return [head];
  const source: Side = {
    ...nameSide(pair.source, messages),
    now: field.sourceText,
    before: field.oldSourceText,
    change: field.changes.source,
    moved: hasMoved(field.state, "source"),
  };
  const target: Side = {
    ...nameSide(pair.target, messages),
    now: field.targetText,
    before: field.oldTargetText,
    change: field.changes.target,
    moved: hasMoved(field.state, "target"),
  };
  return [head, ...(await renderSides(source, target, field.baseline, input, messages, look))];
}

/** The side that moved first (both, if both did), as a word diff; the other as it stands, beside or below. */
async function renderSides(
  source: Side,
  target: Side,
  baseline: Baseline,
  { history }: DiffInput,
  messages: Messages,
  look: Look,
): Promise<readonly string[]> {
  const first = !source.moved && target.moved ? target : source;
  const second = first === source ? target : source;
  const [left, right] = [
    await renderSide(first, second.now === null, messages, look),
    await renderSide(second, first.now === null, messages, look),
  ];
  const hint =
    [source, target].some((side) => side.moved && side.now !== null && side.before === null) &&
    baseline.by !== "none"
      ? [
          look.paint(
            "dim",
            messages.t(history === "full" ? "diff:oldUnknown" : "diff:oldNotFetched", {
              command: "git fetch --unshallow",
            }),
          ),
        ]
      : [];
  const wide =
    look.columns !== null && look.columns >= TWO_COLUMNS && left.body !== null && right.body !== null;
  if (!wide) {
    const sides = [left, right].flatMap(({ label, body }) =>
      body === null
        ? [label]
        : [label, ...wrap(body, look.columns === null ? null : look.columns - 2).map(indent), ""],
    );
    return [...sides, ...hint].filter((line, i, lines) => !(line === "" && i === lines.length - 1));
  }
  const width = Math.floor((look.columns - 3) / 2);
  const divider = look.paint("dim", " │ ");
  const set = (a: string, b: string): readonly string[] =>
    besides(wrap(a, width), wrap(b, width), width, divider);
  return [...set(left.label, right.label), ...set(left.body ?? "", right.body ?? ""), ...hint];
}

const indent = (line: string): string => (line === "" ? "" : `  ${line}`);

async function renderSide(
  side: Side,
  alone: boolean,
  messages: Messages,
  look: Look,
): Promise<{ readonly label: string; readonly body: string | null }> {
  const name = capitalise(side.language);
  const change = side.change === null ? "" : renderChange(side.change, messages, look);
  if (side.now === null) {
    const key = side.change === null ? "diff:absent" : "diff:removed";
    return { label: look.paint("dim", messages.t(key, { language: name, change })), body: null };
  }
  const told = alone ? "diff:alone" : "diff:changed";
  const key = side.change !== null && (side.moved || alone) ? told : "diff:today";
  const label = messages.t(key, { language: name, change });
  const now = trimBlankLines(side.now);
  const body =
    side.moved && side.before !== null
      ? paintPieces(await compareWords(trimBlankLines(side.before), now, side.code), look)
      : cleanLines(now, look);
  return { label: look.paint("cyan", label), body };
}

/** Why a row is judged as it is: how sure the alignment was, and what is known of the last agreement. */
function renderReasons(row: RowReport, messages: Messages, look: Look): readonly string[] {
  const { t } = messages;
  const { baseline } = row;
  const confidence =
    row.kind === "front-matter" ? [] : [t("diff:confidence", { percent: messages.percent(row.confidence) })];
  const agreed =
    baseline.by === "none"
      ? t("diff:baseline.none")
      : [
          t(`diff:baseline.${baseline.by}`),
          ...(baseline.how === null ? [] : [t(`diff:how.${baseline.how}`)]),
          ...(baseline.date === null ? [] : [messages.date(baseline.date)]),
          ...(baseline.commit === null ? [] : [baseline.commit.slice(0, 9)]),
        ].join(" · ");
  const changes = (["source", "target"] as const).flatMap((side) => {
    const change = row.changes[side];
    return change === null || hasMoved(row.state, side)
      ? []
      : [t(`diff:lastChange.${side}`, { change: renderChange(change, messages, look) })];
  });
  return [...confidence, agreed, ...changes].map((line) => look.paint("dim", `  ${line}`));
}

/** What made the two posts a pair. */
function renderEvidence({ pair }: PairReport, { t }: Messages, look: Look): readonly string[] {
  const made = pair.pairedBy.map((evidence) =>
    "value" in evidence
      ? `${t(`diff:evidence.${evidence.kind}`)} ${evidence.value}`
      : t(`diff:evidence.${evidence.kind}`),
  );
  return [
    look.clean(`${t("diff:pairedBy")} ${made.join(" · ")}${pair.guessed ? ` (${t("diff:guessed")})` : ""}`),
  ];
}

function hasMoved(state: RowReport["state"], side: "source" | "target"): boolean {
  if (state === "both-changed") return true;
  return state === (side === "source" ? "source-changed" : "target-changed");
}

const nameSide = (post: Post, { language }: Messages): { language: string; code: string } => ({
  language: language(post.language),
  code: post.language,
});

const readOld = async (old: OldText | null, { readText }: DiffInput): Promise<string | null> =>
  old === null ? null : readText({ kind: "blob", id: old.blob }, old.start, old.end);

const trimBlankLines = (text: string): string => text.replace(/^(?:[ \t]*\r?\n)+/, "").trimEnd();
