import { renderPairHead, renderRows } from "../report/pair-view.ts";
import { renderStatus } from "../report/status-view.ts";
import { collectToDo } from "../report/to-do.ts";
import { type CommandContext, toJudgeOptions, writeLines } from "./context.ts";
import { describeUnpaired } from "./describe-unpaired.ts";
import { nameForShell, pairPaths } from "./name-posts.ts";
import { judgeNamedPairs } from "./named-pairs.ts";
import type { SiteRun } from "./site-run.ts";

export interface StatusOptions {
  readonly all?: boolean;
  readonly check?: boolean;
}

/** `samsvar status`: the to-do list; with posts named, the rows of those. Exit code 1 only with `--check`. */
export async function runStatus(
  posts: readonly string[],
  options: StatusOptions,
  context: CommandContext,
): Promise<number> {
  const run = await context.judge(toJudgeOptions(context, posts));
  try {
    const drifted =
      posts.length > 0 ? await showPosts(run, posts, context) : await showSite(run, options, context);
    return options.check === true && drifted ? 1 : 0;
  } finally {
    await run.close();
  }
}

async function showSite(
  run: SiteRun,
  { all = false }: StatusOptions,
  context: CommandContext,
): Promise<boolean> {
  const { messages, stdout } = context;
  const collector = collectToDo();
  for await (const report of run.pairs) collector.add(report);
  context.endProgress?.();
  const tail = run.tail();
  const toDo = collector.finish(tail);
  if (Object.values(tail.summary.posts).every((count) => count === 0)) {
    await writeLines(stdout, [messages.t("status:noPosts"), messages.t("status:noPostsNext")]);
    return false;
  }
  const first = toDo.lagging[0] ?? toDo.carry[0];
  const next =
    first === undefined
      ? null
      : `samsvar diff ${nameForShell(run, { id: first.id, source: first.sourcePath, target: first.targetPath })}`;
  const needsAll =
    !all && (toDo.owner.length > 0 || toDo.untranslated.length > 0 || toDo.doubtful.length > 0);
  const input = {
    toDo,
    head: run.head,
    summary: tail.summary,
    gaps: tail.problems.filter(({ code }) => code === "history-missing"),
    all,
    next: next ?? (needsAll ? "samsvar status --all" : null),
  };
  if (context.options.quiet !== true) await writeLines(stdout, renderStatus(input, messages, stdout.look));
  return tail.summary.drifted > 0;
}

async function showPosts(run: SiteRun, posts: readonly string[], context: CommandContext): Promise<boolean> {
  const { messages, stdout } = context;
  const { reports, unpaired } = await judgeNamedPairs(run, posts);
  context.endProgress?.();
  const blocks = [
    ...reports.map((report) => [
      ...renderPairHead(report, stdout.look),
      ...renderRows(report, messages, stdout.look),
    ]),
    ...unpaired.map((post) => describeUnpaired(post, messages, stdout.look)),
  ];
  const drifted = reports.find(({ state }) => state === "drifted");
  if (drifted !== undefined) {
    const command = `samsvar diff ${nameForShell(run, pairPaths(drifted.pair))}`;
    blocks.push([`${messages.t("status:next")} ${stdout.look.paint("cyan", command)}`]);
  }
  if (context.options.quiet !== true)
    await stdout.write(`${blocks.map((lines) => lines.join("\n")).join("\n\n")}\n`);
  return drifted !== undefined;
}
