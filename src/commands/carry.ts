import type { PairReport } from "../model/report.ts";
import { nameRow } from "../report/state-words.ts";
import type { CarryPlan } from "../sync/carry-changes.ts";
import { listTasks, type Task } from "../sync/tasks.ts";
import { sanitizeText } from "../text/sanitize-text.ts";
import { type CommandContext, toJudgeOptions, writeLines } from "./context.ts";
import { judgeNamedPairs } from "./named-pairs.ts";
import { openDesk } from "./open-desk.ts";
import { explainCarry } from "./plan-carry.ts";
import { readOldText } from "./read-old-text.ts";
import type { SiteRun } from "./site-run.ts";
import { openSyncDesk, type SyncDesk } from "./sync-desk.ts";

export interface CarryOptions {
  readonly dryRun?: boolean;
}

/**
 * `samsvar carry [post…]`: makes changes of links, code and numbers in the translations, where the old value stands
 * there beyond doubt, and says why not elsewhere.
 */
export async function runCarry(
  names: readonly string[],
  { dryRun = false }: CarryOptions,
  context: CommandContext,
): Promise<number> {
  const { messages, stdout } = context;
  const { t } = messages;
  const run = await context.judge(toJudgeOptions(context, names));
  try {
    const desk = openSyncDesk(run, openDesk(run, context));
    const reports = names.length > 0 ? (await judgeNamedPairs(run, names)).reports : await collect(run);
    context.endProgress?.();
    const lines: string[] = [];
    let carried = 0;
    for (const report of reports) {
      for (const { task, plan, failed } of await carryPair(report, dryRun, desk, run)) {
        if (plan.kind === "edits" && !failed) carried += 1;
        lines.push(...tell(task, plan, failed, context));
      }
    }
    const done = dryRun ? t("carry:could", { count: carried }) : t("carry:done", { count: carried });
    await writeLines(stdout, [...lines, lines.length === 0 ? t("carry:nothing") : done]);
    return 0;
  } finally {
    await run.close();
  }
}

async function collect(run: SiteRun): Promise<readonly PairReport[]> {
  const reports: PairReport[] = [];
  for await (const report of run.pairs) {
    if (candidates(report).length > 0) reports.push(report);
  }
  return reports;
}

const candidates = (report: PairReport): readonly Task[] =>
  listTasks(report, report.pair.target.language).filter(
    ({ kind, unit }) => kind === "changed" && unit.kind === "section" && unit.row.class === "neutral",
  );

interface Carried {
  readonly task: Task;
  readonly plan: CarryPlan;
  readonly failed: boolean;
}

/** One section after the other: each edit moves what stands below it. */
async function carryPair(
  first: PairReport,
  dryRun: boolean,
  desk: SyncDesk,
  run: SiteRun,
): Promise<readonly Carried[]> {
  const outcome: Carried[] = [];
  const seen = new Set<string>();
  let report = first;
  for (;;) {
    const task = candidates(report).find(({ unit }) => !seen.has(unit.key));
    if (task === undefined) return outcome;
    seen.add(task.unit.key);
    const plan = await explainCarry(task, desk, (unit, side) => readOldText(run, unit, side), run.config);
    if (plan === null) continue;
    if (plan.kind === "cannot" || dryRun) {
      outcome.push({ task, plan, failed: false });
      continue;
    }
    const executed = await desk.edit(0, task, plan.edits, "machine");
    if (executed.kind === "done") report = executed.report;
    outcome.push({ task, plan, failed: executed.kind === "failed" });
  }
}

function tell(
  { unit, into }: Task,
  plan: CarryPlan,
  failed: boolean,
  context: CommandContext,
): readonly string[] {
  const { messages, stdout } = context;
  const { t } = messages;
  const { look } = stdout;
  const { path } = unit.report.pair[into];
  const head = `${look.clean(path)} · ${unit.kind === "field" ? look.clean(unit.field.key) : nameRow(unit.row, messages, look.clean)}`;
  if (failed) return [`${look.paint("red", "×")} ${head}`, `    ${t("carry:failed")}`];
  if (plan.kind === "cannot") {
    const why = t(`carry:why.${plan.why}`, { part: sanitizeText(plan.part) });
    return [`${look.paint("yellow", "·")} ${head}`, `    ${why}`];
  }
  const changes = plan.changes.map(({ from, to }) => `    ${look.clean(from)} → ${look.clean(to)}`);
  return [`${look.paint("green", "✓")} ${head}`, ...changes];
}
