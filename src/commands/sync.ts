import { tmpdir } from "node:os";
import { isInteractive, terminalHeight } from "../io/terminal.ts";
import type { UserState } from "../io/user-state.ts";
import { openUserState } from "../io/user-state.ts";
import type { Language } from "../model/post.ts";
import type { PairReport } from "../model/report.ts";
import { UsageError } from "../model/usage-error.ts";
import { CHANGE_CLASSES, STATES } from "../model/verdict.ts";
import { Interrupted } from "../prompt/interrupted.ts";
import { createSyncTalk } from "../prompt/sync-talk.ts";
import { nameRow } from "../report/state-words.ts";
import { sayWorkTime } from "../report/work-time.ts";
import { listTasks, type Task, wordsOf } from "../sync/tasks.ts";
import { type Unit, verdictOf } from "../sync/units.ts";
import { type CommandContext, toJudgeOptions, writeLines } from "./context.ts";
import { storeSession, undoLastSession } from "./last-session.ts";
import { judgeNamedPairs } from "./named-pairs.ts";
import { openDesk } from "./open-desk.ts";
import { readOldText } from "./read-old-text.ts";
import type { SiteRun } from "./site-run.ts";
import { openSyncDesk } from "./sync-desk.ts";
import { orderPairs, runSession, type SessionOutcome } from "./sync-session.ts";

export interface SyncOptions {
  readonly into?: string;
  readonly state?: string;
  readonly class?: string;
  readonly undo?: boolean;
}

const INTERRUPTED = 130;

/** `samsvar sync [post…]`: the guided session. */
export async function runSync(
  names: readonly string[],
  options: SyncOptions,
  context: CommandContext,
): Promise<number> {
  checkOptions(options);
  if (options.undo !== true && !isInteractive()) throw new UsageError("not-a-terminal", {});
  const run = await context.judge(toJudgeOptions(context, names));
  try {
    const desk = openDesk(run, context);
    const state =
      openUserState(run.config.root) ?? openUserState(run.config.root, { XDG_STATE_HOME: tmpdir() });
    if (state === null) throw new UsageError("no-state-folder", {});
    if (options.undo === true) return await undoSession(state, desk.files, context);
    return await guide(run, desk, state, names, options, context);
  } finally {
    await run.close();
  }
}

function checkOptions({ state, class: level }: SyncOptions): void {
  const known: readonly string[] = STATES;
  if (state !== undefined && !known.includes(state))
    throw new UsageError("value-unknown", { option: "--state", value: state, known });
  const levels: readonly string[] = CHANGE_CLASSES;
  if (level !== undefined && !levels.includes(level)) {
    throw new UsageError("value-unknown", { option: "--class", value: level, known: levels });
  }
}

async function undoSession(
  state: UserState,
  files: Parameters<typeof undoLastSession>[1],
  context: CommandContext,
): Promise<number> {
  const { t } = context.messages;
  const undone = undoLastSession(state, files);
  context.endProgress?.();
  await writeLines(
    context.stdout,
    undone === null
      ? [t("sync:undoNone")]
      : [
          t("sync:undoneAll", { count: undone.taken }),
          ...(undone.left > 0 ? [t("sync:undoneNot", { count: undone.left })] : []),
        ],
  );
  return 0;
}

async function guide(
  run: SiteRun,
  desk: ReturnType<typeof openDesk>,
  state: UserState,
  names: readonly string[],
  options: SyncOptions,
  context: CommandContext,
): Promise<number> {
  const { messages, stdout } = context;
  const { t } = messages;
  const into = chooseInto(run, state, options);
  const wants = (task: Task): boolean => {
    const verdict = verdictOf(task.unit);
    return (
      (options.state === undefined || verdict.state === options.state) &&
      (options.class === undefined || verdict.class === options.class)
    );
  };
  const tasksOf = (report: PairReport): readonly Task[] =>
    listTasks(report, into ?? report.pair.target.language).filter(wants);
  const judged = names.length > 0 ? (await judgeNamedPairs(run, names)).reports : await collect(run);
  context.endProgress?.();
  const wanted = judged.filter(
    (report) =>
      !report.hardlyTheSame &&
      (into === null || report.pair.target.language === into) &&
      tasksOf(report).length > 0,
  );
  // Without a name only posts that ask for something are gone through; polished ones wait until somebody is there.
  const pairs = orderPairs(
    names.length > 0 ? wanted : wanted.filter(({ state: verdict }) => verdict === "drifted"),
    tasksOf,
  );
  if (pairs.length === 0) {
    await writeLines(stdout, [t("sync:opening.none")]);
    return 0;
  }
  const syncDesk = openSyncDesk(run, desk);
  const plain = context.options.plain === true || process.env["TERM"] === "dumb";
  const talk = createSyncTalk({
    messages,
    look: stdout.look,
    plain,
    write: (text) => void process.stdout.write(text),
    height: terminalHeight,
  });
  const memory = openMemory(state, pairs);
  const opening = [...memory.lines(messages), sayAmount(pairs.flatMap(tasksOf), pairs.length, context)];
  if (plain) talk.say([...opening, ""]);
  try {
    const { planCarry } = await import("./plan-carry.ts");
    const outcome = await runSession(pairs, {
      desk: syncDesk,
      talk: plain ? talk : withOpening(talk, opening),
      state,
      messages,
      look: stdout.look,
      into,
      wants,
      readOld: (unit, side) => readOldText(run, unit, side),
      planCarry: (task) =>
        planCarry(task, syncDesk, (unit, side) => readOldText(run, unit, side), run.config),
      onDecision: (done) => storeSession(state, desk.facts.path, done),
      now: desk.clock.now,
    });
    memory.close(outcome, tasksOf);
    talk.say(["", ...summarize(outcome, context)]);
    return 0;
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    talk.say([""]);
    return INTERRUPTED;
  }
}

/** The language one writes: as asked for, else as last time; null: each pair's own translation. */
function chooseInto(run: SiteRun, state: UserState, { into }: SyncOptions): Language | null {
  const known = [run.config.source, ...run.config.targets];
  if (into !== undefined) {
    const language = into === "no" ? "nb" : into;
    if (!known.includes(language))
      throw new UsageError("value-unknown", { option: "--into", value: into, known });
    state.writeJson("into.json", language);
    return language;
  }
  const remembered = state.readJson("into.json");
  return typeof remembered === "string" && known.includes(remembered) ? remembered : null;
}

async function collect(run: SiteRun): Promise<readonly PairReport[]> {
  const reports: PairReport[] = [];
  for await (const report of run.pairs) if (report.rows.length > 0) reports.push(report);
  return reports;
}

function sayAmount(tasks: readonly Task[], posts: number, { messages }: CommandContext): string {
  const { t } = messages;
  const words = tasks.reduce((sum, task) => sum + wordsOf(task), 0);
  return t("sync:opening.tasks", {
    sections: t("common:sections", { count: tasks.length }),
    posts: t("common:posts", { count: posts }),
    words: t("common:words", { count: words }),
    time: sayWorkTime(words, tasks.length, messages),
  });
}

/** The opening lines stand above the first screen, which would else wipe them away. */
function withOpening(talk: ReturnType<typeof createSyncTalk>, lines: readonly string[]): typeof talk {
  let pending: readonly string[] = lines;
  return {
    ...talk,
    decide: (view, answers, notice) => {
      const opening = pending;
      pending = [];
      return talk.decide({ ...view, opening }, answers, notice);
    },
  };
}

interface Memory {
  lines(messages: CommandContext["messages"]): readonly string[];
  close(outcome: SessionOutcome, tasksOf: (report: PairReport) => readonly Task[]): void;
}

/** What was on the list last time, so that this time can say what is new. */
function openMemory(state: UserState, pairs: readonly PairReport[]): Memory {
  const stored = state.readJson("posts.json") as { open?: unknown; finished?: unknown } | null;
  const list = (value: unknown): readonly string[] =>
    Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
  const [open, finished] = [new Set(list(stored?.open)), new Set(list(stored?.finished))];
  const ids = pairs.map(({ pair }) => pair.id);
  const again = ids.filter((id) => finished.has(id)).length;
  const fresh = ids.filter((id) => !open.has(id) && !finished.has(id)).length;
  return {
    lines: ({ t }) =>
      stored === null
        ? []
        : [
            ...(fresh > 0 ? [t("sync:opening.fresh", { count: fresh })] : []),
            ...(again > 0 ? [t("sync:opening.again", { count: again })] : []),
          ],
    close: ({ reports }, tasksOf) => {
      const left = new Set(reports.filter((report) => tasksOf(report).length > 0).map(({ pair }) => pair.id));
      const gone = ids.filter((id) => !left.has(id));
      state.writeJson("posts.json", {
        open: [...new Set([...open, ...left])].filter((id) => !gone.includes(id)),
        finished: [...new Set([...finished, ...gone])].filter((id) => !left.has(id)),
      });
    },
  };
}

function summarize(outcome: SessionOutcome, { messages, stdout }: CommandContext): readonly string[] {
  const { t } = messages;
  const { done, asked, left, quick } = outcome;
  const { clean } = stdout.look;
  const place = (unit: Unit): string =>
    `  ${clean(unit.report.pair.source.path)} · ${unit.kind === "field" ? clean(unit.field.key) : nameRow(unit.row, messages, clean)}`;
  return [
    done.length === 0 ? t("sync:closing.none") : t("sync:closing.done", { count: done.length }),
    ...(left > 0 ? [t("sync:closing.left", { count: left })] : []),
    ...(quick.length > 0
      ? [t("sync:closing.quick", { count: quick.length, post: [...new Set(quick)].join(" ") })]
      : []),
    ...(asked.length > 0 ? [t("sync:closing.ask"), ...asked.map(place)] : []),
    ...(done.length > 0 ? [t("sync:closing.next"), t("sync:closing.undo")] : []),
  ];
}
