import { relative, sep } from "node:path";
import { systemClock } from "../io/clock.ts";
import { openFileSystem } from "../io/file-system.ts";
import { findUserName } from "../io/user-name.ts";
import type { FactWay } from "../model/fact.ts";
import type { Clock, FileSystem, WriteResult } from "../model/ports.ts";
import { UsageError } from "../model/usage-error.ts";
import type { Saying } from "../sync/units.ts";
import type { CommandContext } from "./context.ts";
import { createFactWriter, type FactWriter } from "./fact-writer.ts";
import type { SiteRun } from "./site-run.ts";

/** What commands that write work with. */
export interface Desk {
  readonly files: FileSystem;
  readonly clock: Clock;
  readonly facts: FactWriter;
  /** From the paths of reports to the project folder: empty, or `docs/`. */
  readonly prefix: string;
  /** What is said now, and who says it. */
  say(how: FactWay, reason?: string | null): Saying;
}

/** Throws `UsageError` where a past commit is judged: that cannot be written to. */
export function openDesk(run: SiteRun, { options }: CommandContext, clock: Clock = systemClock): Desk {
  if (options.at !== undefined) throw new UsageError("at-writes", { ref: options.at });
  const { root } = run.config;
  const files = openFileSystem(root);
  const by = findUserName(run.commonDir) ?? "";
  return {
    files,
    clock,
    facts: createFactWriter(files, clock),
    prefix: run.top === root ? "" : `${relative(run.top, root).split(sep).join("/")}/`,
    say: (how, reason = null) => ({ time: clock.now(), by, how, reason: reason === "" ? null : reason }),
  };
}

/** Throws `UsageError` when a write failed; the file is as it was. */
export function checkWritten(result: WriteResult, path: string): void {
  if (!result.ok) throw new UsageError("not-written", { path, reason: result.fault, detail: result.detail });
}
