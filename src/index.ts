import { resolve } from "node:path";
import { assembleReport } from "./commands/build-report.ts";
import type { JudgeOptions } from "./commands/site-run.ts";
import type { JsonReport } from "./report/json-types.ts";
import { VERSION } from "./version.ts";

export { UsageError } from "./model/usage-error.ts";
export type * from "./report/json-types.ts";

/** Everything may be left out: the site in the current folder is judged as it is. */
export type BuildReportOptions = Partial<JudgeOptions>;

/**
 * Judges a site and returns the JSON report as an object: what `samsvar report --format json` prints.
 * `cwd` is the folder to work in. Throws `UsageError` (a code and its parameters) when it cannot run.
 */
export async function buildReport(options: BuildReportOptions = {}): Promise<JsonReport> {
  const { judgeSite } = await import("./commands/judge-site.ts");
  return assembleReport({ ...options, cwd: resolve(options.cwd ?? ".") }, judgeSite, VERSION);
}
