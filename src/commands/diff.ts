import { renderDiff } from "../report/diff-view.ts";
import { type CommandContext, toJudgeOptions, writeLines } from "./context.ts";
import { describeUnpaired } from "./describe-unpaired.ts";
import { judgeNamedPairs } from "./named-pairs.ts";

export interface DiffOptions {
  readonly all?: boolean;
  /** Show the post as a page in the browser. */
  readonly open?: boolean;
}

/** `samsvar diff <post>`: what changed on which side since the two agreed. */
export async function runDiff(
  post: string,
  { all = false, open = false }: DiffOptions,
  context: CommandContext,
): Promise<number> {
  const { messages, stdout } = context;
  const run = await context.judge(toJudgeOptions(context, [post]));
  try {
    const { reports, unpaired } = await judgeNamedPairs(run, [post]);
    context.endProgress?.();
    if (open && reports.length > 0) {
      const { openPairs } = await import("./open-pairs.ts");
      await writeLines(stdout, [await openPairs(reports, run, context)]);
      return 0;
    }
    const history = run.head.history.mode;
    for (const [i, report] of reports.entries()) {
      if (i > 0) await stdout.write("\n");
      const input = { report, history, all, readText: run.readText };
      await writeLines(stdout, await renderDiff(input, messages, stdout.look));
    }
    for (const lonely of unpaired) await writeLines(stdout, describeUnpaired(lonely, messages, stdout.look));
    return 0;
  } finally {
    await run.close();
  }
}
