import type { ReadFault, WriteFault } from "../model/ports.ts";

/** The code of a failed system call: `ENOENT`, `EACCES`, …; empty when the error is another one. */
export function errorCode(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}

export interface Failed<Fault> {
  readonly ok: false;
  readonly fault: Fault;
  readonly detail: string;
}

/** Why a system call that reads has failed. Bugs (no code) are thrown on. */
export function makeReadFailure(error: unknown): Failed<ReadFault> {
  const code = errorCode(error);
  if (code === "") throw error;
  return { ok: false, fault: readFaultOf(code), detail: code };
}

function readFaultOf(code: string): ReadFault {
  switch (code) {
    case "ENOENT":
    case "ENOTDIR":
      return "missing";
    case "EISDIR":
    case "ENXIO":
      return "not-a-file";
    default:
      return "unreadable";
  }
}

/** Why a system call that writes has failed. */
export function makeWriteFailure(error: unknown): Failed<WriteFault> {
  const code = errorCode(error);
  if (code === "") throw error;
  return { ok: false, fault: writeFaultOf(code), detail: code };
}

function writeFaultOf(code: string): WriteFault {
  switch (code) {
    case "ENOSPC":
    case "EDQUOT":
    case "EFBIG":
      return "no-space";
    case "EROFS":
    case "EACCES":
    case "EPERM":
      return "read-only";
    case "EISDIR":
    case "ENOTDIR":
      return "not-a-file";
    default:
      return "failed";
  }
}
