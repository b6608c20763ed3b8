import type { Messages } from "../i18n/load-messages.ts";
import { compareWords } from "../report/compare-words.ts";
import { besides, pad, shorten, widthOf, wrap } from "../report/layout.ts";
import type { Look } from "../report/look.ts";
import { cleanLines, paintPieces } from "../report/paint-pieces.ts";
import { renderChange, renderFinding } from "../report/pair-view.ts";
import {
  capitalise,
  describeField,
  describeRow,
  describeState,
  nameLines,
  nameRow,
} from "../report/state-words.ts";
import { sayWorkTime } from "../report/work-time.ts";
import type { Task } from "../sync/tasks.ts";
import { verdictOf } from "../sync/units.ts";

/** What one side of a task says; `before` is null where it has not changed, or nobody knows. */
export interface SideText {
  readonly now: string;
  readonly before: string | null;
}

export interface TaskView {
  readonly task: Task;
  readonly source: SideText;
  readonly target: SideText;
  /** From 1. */
  readonly number: number;
  readonly total: number;
  readonly wordsLeft: number;
  readonly sectionsLeft: number;
  /** Said once, above the first screen. */
  readonly opening?: readonly string[];
  /** Nothing is cut off. */
  readonly whole: boolean;
  /** Lines that the keys and what is said above them take. */
  readonly reserved: number;
}

/** Two columns of text need this much room. */
const TWO_COLUMNS = 120;

/** One thing to decide: where we are, what happened, and both texts. `height` is the terminal's, null for any. */
export async function renderTask(
  view: TaskView,
  messages: Messages,
  look: Look,
  height: number | null,
): Promise<readonly string[]> {
  const opening = view.opening === undefined ? [] : [...view.opening, ""];
  const head = [
    ...opening,
    ...renderPosition(view, messages, look),
    ...renderSituation(view, messages, look),
    "",
  ];
  const room = height === null || view.whole ? null : Math.max(6, height - head.length - view.reserved - 1);
  const body = await renderTexts(view, messages, look, room);
  return [...head, ...body];
}

/** Post and progress on one line, the section below. */
function renderPosition(view: TaskView, messages: Messages, look: Look): readonly string[] {
  const { report } = view.task.unit;
  const { t } = messages;
  const titles = [report.source.title, report.target.title].filter((title) => title !== "").map(look.clean);
  const progress = [
    t("sync:step", { number: view.number, total: view.total }),
    ...(view.wordsLeft > 0 ? [t("common:words", { count: view.wordsLeft })] : []),
    sayWorkTime(view.wordsLeft, view.sectionsLeft, messages),
  ].join(" · ");
  const name = [...new Set(titles)].join(" ↔ ") || look.clean(report.pair.id);
  if (look.columns === null) return [`${name}`, progress];
  const width = look.columns - widthOf(progress) - 2;
  return width < 20
    ? [look.paint("bold", shorten(name, look.columns)), look.paint("dim", progress)]
    : [`${pad(look.paint("bold", shorten(name, width)), width)}  ${look.paint("dim", progress)}`];
}

function renderSituation({ task }: TaskView, messages: Messages, look: Look): readonly string[] {
  const { unit } = task;
  const { pair } = unit.report;
  const verdict = verdictOf(unit);
  const place =
    unit.kind === "field"
      ? look.clean(unit.field.key)
      : `${nameRow(unit.row, messages, look.clean)}${look.paint("dim", `  ${nameLines(unit.row.source)} ↔ ${nameLines(unit.row.target)}`)}`;
  const state =
    unit.kind === "field"
      ? describeField(unit.field, pair, messages).slice(0)
      : task.kind === "moved"
        ? messages.t("sync:moved", { language: messages.language(pair[task.into].language) })
        : describeRow(unit.row, pair, messages);
  const told = (["source", "target"] as const).flatMap((side) => {
    const change = verdict.changes[side];
    const hasMoved =
      task.kind === "missing" ||
      task.kind === "removed" ||
      task.kind === "extra" ||
      isMoved(verdict.state, side);
    return change === null || !hasMoved
      ? []
      : [`${capitalise(messages.language(pair[side].language))}: ${renderChange(change, messages, look)}`];
  });
  return [
    look.paint("cyan", "── ") + look.paint("bold", place),
    ...wrap(look.paint("yellow", capitalise(state || describeState(verdict, pair, messages))), look.columns),
    ...told.map((line) => look.paint("dim", look.columns === null ? line : shorten(line, look.columns))),
    ...(unit.kind === "section"
      ? unit.row.findings
          .slice(0, 2)
          .map((finding) =>
            look.columns === null
              ? renderFinding(finding, messages, look)
              : shorten(
                  renderFinding(finding, messages, { ...look, paint: (_, text) => text }),
                  look.columns,
                ),
          )
      : []),
  ];
}

function isMoved(state: string, side: "source" | "target"): boolean {
  return state === "both-changed" || state === (side === "source" ? "source-changed" : "target-changed");
}

interface Column {
  readonly label: string;
  readonly body: string;
}

async function renderTexts(
  view: TaskView,
  messages: Messages,
  look: Look,
  room: number | null,
): Promise<readonly string[]> {
  const { into } = view.task;
  const other = into === "source" ? "target" : "source";
  const columns = [
    await renderSide(view, other, messages, look),
    await renderSide(view, into, messages, look),
  ].filter((column) => column !== null);
  if (look.columns !== null && look.columns >= TWO_COLUMNS && columns.length === 2) {
    const width = Math.floor((look.columns - 3) / 2);
    const set = ({ label, body }: Column) => [
      label,
      ...cut(wrap(body, width), room === null ? null : room - 1, messages, look),
    ];
    return besides(set(columns[0]!), set(columns[1]!), width, look.paint("dim", " │ "));
  }
  const width = look.columns === null ? null : look.columns - 2;
  const wrapped = columns.map(({ label, body }) => ({ label, lines: wrap(body, width) }));
  const heights = share(
    wrapped.map(({ lines }) => lines.length),
    room === null ? null : room - 2 * columns.length,
  );
  return wrapped
    .flatMap(({ label, lines }, i) => [
      label,
      ...cut(lines, heights[i]!, messages, look).map((line) => (line === "" ? "" : `  ${line}`)),
      "",
    ])
    .slice(0, -1);
}

/** Shares out lines: who needs less than half leaves the rest to the other. */
function share(wanted: readonly number[], room: number | null): readonly (number | null)[] {
  if (room === null) return wanted.map(() => null);
  const half = Math.max(3, Math.floor(room / wanted.length));
  return wanted.map((lines, i) => {
    const others = wanted.filter((_, j) => j !== i).reduce((sum, each) => sum + Math.min(each, half), 0);
    return Math.max(3, Math.min(lines, room - others));
  });
}

/** As many lines as there is room for, from just before the first change on; what is left out is counted. */
function cut(lines: readonly string[], room: number | null, { t }: Messages, look: Look): readonly string[] {
  if (room === null || lines.length <= room) return lines;
  const changed = lines.findIndex(
    (line) => line.includes("\u001b[") || line.includes("{+") || line.includes("[-"),
  );
  const start = Math.max(0, Math.min(changed - 1, lines.length - room + 2));
  const shown = lines.slice(start, start + Math.max(1, room - (start > 0 ? 2 : 1)));
  const left = lines.length - shown.length;
  return [
    ...(start > 0 ? [look.paint("dim", "…")] : []),
    ...shown,
    look.paint("dim", t("sync:moreLines", { count: left, key: t("sync:key.whole") })),
  ];
}

async function renderSide(
  { task, ...view }: TaskView,
  side: "source" | "target",
  { t, language }: Messages,
  look: Look,
): Promise<Column | null> {
  const { now, before } = view[side];
  const { language: code } = task.unit.report.pair[side];
  const name = capitalise(language(code));
  if (now.trim() === "") return null;
  const label = look.paint(
    "cyan",
    before === null ? t("sync:today", { language: name }) : t("sync:changed", { language: name }),
  );
  const body =
    before === null
      ? cleanLines(trim(now), look)
      : paintPieces(await compareWords(trim(before), trim(now), code), look);
  return { label, body };
}

const trim = (text: string): string => text.replace(/^(?:[ \t]*\r?\n)+/, "").trimEnd();
