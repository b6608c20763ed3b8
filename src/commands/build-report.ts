import { loadMessages } from "../i18n/load-messages.ts";
import {
  toJsonPair,
  toJsonProblem,
  toJsonResolved,
  toJsonSummary,
  toJsonUnpaired,
} from "../report/json-parts.ts";
import type { JsonPair, JsonReport } from "../report/json-types.ts";
import type { JudgeOptions, JudgeSite } from "./site-run.ts";

/**
 * The report of `samsvar report --format json` as an object, for scripts. Holds the whole report in memory.
 * Throws `UsageError` where the command would exit with 2.
 */
export async function assembleReport(
  options: JudgeOptions,
  judge: JudgeSite,
  version: string,
): Promise<JsonReport> {
  const run = await judge(options);
  try {
    const english = await loadMessages("en");
    const pairs: JsonPair[] = [];
    for await (const report of run.pairs) pairs.push(toJsonPair(report, english));
    const { unpaired, resolved = [], problems, summary } = run.tail();
    const { history, since } = run.head;
    return {
      version: 1,
      tool: { name: "samsvar", version },
      history: { mode: history.mode, head: history.head },
      ...(since === null ? {} : { since }),
      pairs,
      unpaired: unpaired.map(toJsonUnpaired),
      resolved: resolved.map(toJsonResolved),
      problems: problems.map((problem) => toJsonProblem(problem, english)),
      summary: toJsonSummary(summary),
    };
  } finally {
    await run.close();
  }
}
