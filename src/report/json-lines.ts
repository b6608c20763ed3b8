import type { PairReport } from "../model/report.ts";
import type { ReportSink } from "./format.ts";

/** A line of the JSON report: as text where it was made, as bytes to be read where it is kept; null: it cannot be read. */
export type JsonLine = string | (() => Uint8Array | null);

/** Lines that were made, or kept from an earlier run: the cache takes them from here and puts them here. */
const lines = new WeakMap<PairReport, JsonLine>();

export function rememberJsonLine(report: PairReport, line: JsonLine): void {
  lines.set(report, line);
}

export function knownJsonLine(report: PairReport): JsonLine | undefined {
  return lines.get(report);
}

const BATCH = 1 << 17;

/** Gathers bytes, so that a large report goes out in few writes. `flush` before anything else is written. */
export interface ByteBatch {
  add(before: string, bytes: Uint8Array): void | Promise<void>;
  flush(): void | Promise<void>;
}

export function createByteBatch(sink: ReportSink): ByteBatch {
  let batch: Buffer = Buffer.alloc(0);
  let used = 0;
  const flush = (): void | Promise<void> => {
    if (used === 0) return;
    const full = batch.subarray(0, used);
    // Whoever writes may hold on to the bytes: the next ones get a place of their own.
    batch = Buffer.alloc(0);
    used = 0;
    return sink.writeBytes === undefined ? sink.write(full.toString("utf8")) : sink.writeBytes(full);
  };
  return {
    add: (before, bytes) => {
      const length = before.length + bytes.length;
      const written = used + length > batch.length ? flush() : undefined;
      if (batch.length === 0) batch = Buffer.allocUnsafe(Math.max(BATCH, length));
      // What stands between lines is ASCII.
      used += batch.write(before, used, "latin1");
      batch.set(bytes, used);
      used += bytes.length;
      return written;
    },
    flush,
  };
}
