import type { ReportFormat, ReportSink } from "./format.ts";
import { knownJsonLine, rememberJsonLine } from "./json-lines.ts";
import { toJsonPair, toJsonProblem, toJsonSummary, toJsonUnpaired } from "./json-parts.ts";
import type { JsonReport } from "./json-types.ts";

/**
 * The JSON report as a stream: one line a pair, so that it can be read line by line, compared with line tools
 * and written without holding a site in memory. The summary comes last because it is known last.
 */
export const jsonFormat: ReportFormat = {
  name: "json",
  create(sink, { version, english }) {
    let pairs = 0;
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
        if (typeof known === "object") return writeKnown(sink, before, known);
        const line = known ?? JSON.stringify(toJsonPair(report, english));
        rememberJsonLine(report, line);
        return sink.write(before + line);
      },
      end({ unpaired, problems, summary }) {
        const rest: Pick<JsonReport, "unpaired" | "resolved" | "problems"> = {
          unpaired: unpaired.map(toJsonUnpaired),
          resolved: [],
          problems: problems.map((problem) => toJsonProblem(problem, english)),
        };
        const lists = Object.entries(rest).map(([key, list]) => `${JSON.stringify(key)}: ${listLines(list)}`);
        return sink.write(
          `${pairs === 0 ? "" : "\n"}],\n${lists.join(",\n")},\n"summary": ${JSON.stringify(toJsonSummary(summary))}\n}\n`,
        );
      },
    };
  },
};

function listLines(list: readonly unknown[]): string {
  return list.length === 0 ? "[]" : `[\n${list.map((item) => JSON.stringify(item)).join(",\n")}\n]`;
}

/** A line from the cache goes out as the bytes it came as, where the sink takes bytes. */
function writeKnown(sink: ReportSink, before: string, line: Uint8Array): void | Promise<void> {
  if (sink.writeBytes === undefined) return sink.write(before + decoder.decode(line));
  return sink.writeBytes(Buffer.concat([Buffer.from(before), line]));
}

const decoder = new TextDecoder();
