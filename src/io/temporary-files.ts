import { randomBytes } from "node:crypto";
import { readdirSync, statSync, unlinkSync } from "node:fs";
import { join } from "node:path";
import { errorCode } from "./file-faults.ts";

const TEMPORARY = /^\.samsvar-(\d+)-[0-9a-f]{16}\.tmp$/;

/** Not a Markdown name, so that no site generator takes it for a post; unforeseeable; short enough anywhere. */
export function temporaryName(): string {
  return `.samsvar-${process.pid}-${randomBytes(8).toString("hex")}.tmp`;
}

/** Younger ones may belong to a process on another machine that shares the folder. */
const LEFTOVER_AGE_MS = 60_000;

/** Deletes temporary files that killed processes have left in a folder. */
export function sweepLeftovers(folder: string, now: number = Date.now()): void {
  let names: readonly string[];
  try {
    names = readdirSync(folder);
  } catch {
    return;
  }
  for (const name of names) {
    const pid = TEMPORARY.exec(name)?.[1];
    if (pid === undefined || isRunning(Number(pid))) continue;
    const path = join(folder, name);
    try {
      if (now - statSync(path).mtimeMs > LEFTOVER_AGE_MS) unlinkSync(path);
    } catch {
      // Somebody else was faster.
    }
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === "EPERM";
  }
}
