import type { ReportFormat } from "./format.ts";
import { createByteBatch, knownJsonLine, rememberJsonLine } from "./json-lines.ts";
import { toJsonPair, toJsonProblem, toJsonResolved, toJsonSummary, toJsonUnpaired } from "./json-parts.ts";
import type { JsonReport } from "./json-types.ts";

/**
 * The JSON report as a stream: one line a pair, so that it can be read line by line, compared with line tools
 * and written without holding a site in memory. The summary comes last because it is known last.
 */
export const jsonFormat: ReportFormat = {
  name: "json",
  create(sink, { version, english }) {
    let pairs = 0;
    const batch = createByteBatch(sink);
    return {
      head({ history, since }) {
        const top: Pick<JsonReport, "version" | "tool" | "history" | "since"> = {
          version: 1,
          tool: { name: "samsvar", version },
          history: { mode: history.mode, head: history.head },
          ...(since === null ? {} : { since: { ref: since.ref, base: since.base, exact: since.exact } }),
        };
        const lines = Object.entries(top).map(
          ([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`,
        );
        return sink.write(`{\n${lines.join(",\n")},\n"pairs": [`);
      },
      pair(report) {
        const before = pairs++ === 0 ? "\n" : ",\n";
        const known = knownJsonLine(report);
        const kept = typeof known === "function" ? known() : null;
        // A line from the cache goes out as the bytes it came as.
        if (kept !== null) return batch.add(before, kept);
        const line = typeof known === "string" ? known : JSON.stringify(toJsonPair(report, english));
        rememberJsonLine(report, line);
        return writeAfter(batch.flush(), () => sink.write(before + line));
      },
      end({ unpaired, resolved = [], problems, summary }) {
        const rest: Pick<JsonReport, "unpaired" | "resolved" | "problems"> = {
          unpaired: unpaired.map(toJsonUnpaired),
          resolved: resolved.map(toJsonResolved),
          problems: problems.map((problem) => toJsonProblem(problem, english)),
        };
        const lists = Object.entries(rest).map(([key, list]) => `${JSON.stringify(key)}: ${listLines(list)}`);
        return writeAfter(batch.flush(), () =>
          sink.write(
            `${pairs === 0 ? "" : "\n"}],\n${lists.join(",\n")},\n"summary": ${JSON.stringify(toJsonSummary(summary))}\n}\n`,
          ),
        );
      },
    };
  },
};

function listLines(list: readonly unknown[]): string {
  return list.length === 0 ? "[]" : `[\n${list.map((item) => JSON.stringify(item)).join(",\n")}\n]`;
}

/** Waits only where there is something to wait for: a promise a pair costs more than the pair. */
function writeAfter(before: void | Promise<void>, write: () => void | Promise<void>): void | Promise<void> {
  return before === undefined ? write() : before.then(write);
}
