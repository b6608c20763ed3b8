import type { Edit } from "../model/edit.ts";
import type { Language } from "../model/post.ts";
import type { PairReport } from "../model/report.ts";
import type { TaskView } from "../prompt/task-screen.ts";
import type { Look } from "../report/look.ts";
import { renderFinding } from "../report/pair-view.ts";
import {
  chooseTask,
  confirmRemoval,
  type Effect,
  nextPair,
  noteDecision,
  noteFailure,
  noteUndone,
  type Session,
  startSession,
  takeAnswer,
} from "../sync/session.ts";
import { answersFor, listTasks, type Task, wordsOf } from "../sync/tasks.ts";
import { type Unit, verdictOf } from "../sync/units.ts";
import { type EditTools, editDraft } from "./edit-draft.ts";
import type { Done, Executed, SyncDesk } from "./sync-desk.ts";

/** What a session is made of; everything that is not a decision of its own. */
export interface SessionTools extends EditTools {
  readonly desk: SyncDesk;
  readonly look: Look;
  readonly into: Language | null;
  /** Which tasks are wanted at all. */
  wants(task: Task): boolean;
  /** Text of a blob, for what stood there before. */
  readOld(unit: Unit, side: "source" | "target"): Promise<string | null>;
  /** The edits that carry a task's change over; null where that cannot be done safely. */
  planCarry(task: Task): Promise<readonly Edit[] | null>;
  /** Called after every decision and every undo. */
  onDecision(done: readonly Done[]): void;
  readonly now: () => number;
}

export interface SessionOutcome {
  readonly done: readonly Done[];
  readonly asked: readonly Unit[];
  readonly left: number;
  /** Ids of pairs with something accepted in less time than reading takes. */
  readonly quick: readonly string[];
  /** The pairs as they stand now. */
  readonly reports: readonly PairReport[];
}

const QUICK = 3000;

/** Goes through all pairs, one decision at a time. Throws `Interrupted`; what was decided until then is saved. */
export async function runSession(pairs: readonly PairReport[], tools: SessionTools): Promise<SessionOutcome> {
  const reports = [...pairs];
  const done: Done[] = [];
  const quick: string[] = [];
  let session = startSession(reports.length);
  const tasksOf = (report: PairReport): readonly Task[] =>
    listTasks(report, tools.into ?? report.pair.target.language).filter(tools.wants);
  const total = reports.reduce((sum, report) => sum + tasksOf(report).length, 0);

  while (!session.ended) {
    const report = reports[session.at]!;
    const task = chooseTask(session, tasksOf(report));
    if (task === null) {
      session = nextPair(session);
      continue;
    }
    const open = reports.flatMap((each) => tasksOf(each)).filter(({ unit }) => !session.putOff.has(unit.key));
    const edits = task.kind === "changed" ? await tools.planCarry(task) : null;
    const view: Omit<TaskView, "reserved"> = {
      task,
      source: {
        now: await tools.desk.readSide(task.unit, "source"),
        before: await tools.readOld(task.unit, "source"),
      },
      target: {
        now: await tools.desk.readSide(task.unit, "target"),
        before: await tools.readOld(task.unit, "target"),
      },
      number: Math.max(1, total - open.length + 1),
      total: Math.max(total, total - open.length + 1),
      wordsLeft: open.reduce((sum, each) => sum + wordsOf(each), 0),
      sectionsLeft: open.length,
      whole: session.whole,
    };
    const shown = tools.now();
    const answers = answersFor(task, edits !== null, done.length > 0);
    const answer = await tools.talk.decide(view, answers, session.notice);
    let taken = takeAnswer(session, task, answer);
    if (taken.session.confirming !== null) {
      taken = confirmRemoval(taken.session, await tools.talk.confirm([tools.messages.t("sync:removeSure")]));
    }
    session = taken.session;
    if (taken.effect === null) continue;
    if (taken.effect.kind === "undo") {
      session = undo(session, done, tools);
      const at = reports[session.at];
      if (at !== undefined) reports[session.at] = (await tools.desk.judge(at)) ?? at;
      tools.onDecision(done);
      continue;
    }
    const before = session.at;
    const executed = await execute(taken.effect, before, task, edits, view, tools);
    if (executed.kind === "failed") {
      session = noteFailure(session, executed.notice);
      if (executed.notice === "changed-on-disk") reports[before] = (await tools.desk.judge(report)) ?? report;
      continue;
    }
    done.push(executed.done);
    reports[before] = executed.report;
    const notice =
      taken.effect.kind === "carry" ? "carried" : taken.effect.kind === "remove" ? "removed" : null;
    session = noteDecision(session, notice);
    if (taken.effect.kind === "state" && tools.now() - shown < QUICK) quick.push(report.pair.id);
    tools.onDecision(done);
  }
  const left = reports.flatMap(tasksOf);
  const asked = left.filter(({ unit }) => session.putOff.get(unit.key) === "ask").map(({ unit }) => unit);
  return { done, asked, left: left.length, quick, reports };
}

function undo(session: Session, done: Done[], tools: SessionTools): Session {
  const last = done.at(-1);
  if (last === undefined) return noteFailure(session, "nothing-to-undo");
  if (!tools.desk.undo(last)) return noteFailure(session, "not-undone");
  done.pop();
  return noteUndone(session, last.at);
}

async function execute(
  effect: Exclude<Effect, { readonly kind: "undo" }>,
  at: number,
  task: Task,
  edits: readonly Edit[] | null,
  view: Omit<TaskView, "reserved">,
  tools: SessionTools,
): Promise<Executed> {
  const { desk } = tools;
  switch (effect.kind) {
    case "state":
      return await desk.state(at, task, effect.claim);
    case "carry":
      return edits === null
        ? { kind: "failed", notice: "unchanged" }
        : await desk.edit(at, task, edits, "edited");
    case "remove":
      return await desk.remove(at, task);
    case "move":
      return await desk.move(at, task);
    case "unlink":
      return await desk.unlink(at, task);
    case "edit":
    case "write":
      return await write(at, task, view, tools);
  }
}

/** Opens the editor, writes what comes of it, and asks again where a check found something new. */
async function write(
  at: number,
  task: Task,
  view: Omit<TaskView, "reserved">,
  tools: SessionTools,
): Promise<Executed> {
  const other = task.into === "source" ? "target" : "source";
  let mine = view[task.into].now;
  for (;;) {
    const edited = await editDraft(
      task,
      { mine, otherNow: view[other].now, otherBefore: view[other].before },
      tools,
    );
    if (edited.kind === "nothing") return { kind: "failed", notice: edited.notice };
    const written = await tools.desk.write(at, task, edited.text);
    // A draft that could not be written into its post is all there is of somebody's work.
    if (written.kind === "failed") return written;
    edited.discard();
    const found = newFindings(task, written.report);
    if (found.length === 0) return written;
    const { t } = tools.messages;
    const lines = found.map((finding) => `  ${renderFinding(finding, tools.messages, tools.look)}`);
    if (!(await tools.talk.confirm([t("sync:checks.found"), ...lines, t("sync:checks.again")])))
      return written;
    if (!tools.desk.undo(written.done)) return written;
    mine = edited.text;
  }
}

function newFindings(task: Task, report: PairReport) {
  const known = new Set(task.unit.report.rows.flatMap((row) => row.findings).map(({ id }) => id));
  const mine = report.rows.find(({ id }) => id === task.unit.row.id);
  return (mine?.findings ?? []).filter(({ id, severity }) => !known.has(id) && severity !== "cosmetic");
}

/** What is most pressing first: class, then the newest change, then the number of words. */
export function orderPairs(reports: readonly PairReport[], tasksOf: (report: PairReport) => readonly Task[]) {
  const weighed = reports.map((report) => {
    const tasks = tasksOf(report);
    const verdicts = tasks.map(({ unit }) => verdictOf(unit));
    const asks = tasks.filter(({ kind }) => kind !== "polished" && kind !== "extra" && kind !== "moved");
    const dates = verdicts.flatMap(({ changes }) => [changes.source?.date ?? "", changes.target?.date ?? ""]);
    return {
      report,
      pressing: asks.length > 0 ? (verdicts.some((verdict) => verdict.class === "meaning") ? 2 : 1) : 0,
      newest: dates.sort().at(-1) ?? "",
      words: tasks.reduce((sum, task) => sum + wordsOf(task), 0),
    };
  });
  weighed.sort(
    (a, b) =>
      b.pressing - a.pressing ||
      (a.newest < b.newest ? 1 : a.newest > b.newest ? -1 : 0) ||
      b.words - a.words,
  );
  return weighed.map(({ report }) => report);
}
