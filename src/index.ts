import { resolve } from "node:path";
import { assembleReport } from "./commands/build-report.ts";
import type { JsonReport } from "./report/json-types.ts";
import { VERSION } from "./version.ts";

export { UsageError } from "./model/usage-error.ts";
export type * from "./report/json-types.ts";

/** What the command line takes as options. Everything may be left out: the site in the current folder, as it is. */
export interface BuildReportOptions {
  /** Folder to work in; relative to the process's own. */
  readonly cwd?: string;
  /** Path of the configuration, relative to `cwd`. */
  readonly configFile?: string;
  /** Language of the originals. */
  readonly source?: string;
  /** Languages of the translations. */
  readonly targets?: readonly string[];
  /** Judges as of this commit, from git's objects. */
  readonly at?: string;
  /** Tells what changed since this commit or branch from what was there before. */
  readonly since?: string;
  /** `false` judges everything anew. */
  readonly cache?: boolean;
  /** Posts by path, alias, URL or part of the slug: only their pairs are judged. */
  readonly posts?: readonly string[];
  /** Counts pairs. */
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Judges a site and returns the JSON report as an object: what `samsvar report --format json` prints.
 * Throws `UsageError` (a code and its parameters) when it cannot run.
 */
export async function buildReport(options: BuildReportOptions = {}): Promise<JsonReport> {
  const { judgeSite } = await import("./commands/judge-site.ts");
  return assembleReport({ ...options, cwd: resolve(options.cwd ?? ".") }, judgeSite, VERSION);
}
