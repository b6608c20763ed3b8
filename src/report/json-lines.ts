import type { PairReport } from "../model/report.ts";

/** Lines of the JSON report that were made, or kept from an earlier run: the cache takes them from here and puts them here. */
const lines = new WeakMap<PairReport, string | Uint8Array>();

export function rememberJsonLine(report: PairReport, line: string | Uint8Array): void {
  lines.set(report, line);
}

export function knownJsonLine(report: PairReport): string | Uint8Array | undefined {
  return lines.get(report);
}
