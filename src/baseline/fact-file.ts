import type { Fact, FactProblem } from "../model/fact.ts";
import { formatFact, parseFact } from "./fact-line.ts";

/** First line of a fact file. The number counts changes that an older samsvar would misread. */
const HEADER = "samsvar facts 1";
const ANY_HEADER = /^samsvar facts (\S+)$/;

/** A fact file as it lies on disk. */
export interface FactFile {
  /** For messages. */
  readonly path: string;
  readonly text: string;
}

export interface ParsedFacts {
  readonly facts: readonly Fact[];
  readonly problems: readonly FactProblem[];
}

/**
 * Reads one file. A line that is no fact is named and the rest still read: a botched merge must not cost anybody's
 * work. Empty lines and lines that start with `#` are for people. Line ends may have become CRLF on the way.
 */
export function parseFactFile({ path, text }: FactFile): ParsedFacts {
  const facts: Fact[] = [];
  const problems: FactProblem[] = [];
  const lines = text.replace(/^\ufeff/, "").split(/\r?\n/);
  const version = ANY_HEADER.exec(lines[0] ?? "")?.[1];
  if (version !== undefined && version !== "1") {
    return { facts, problems: [{ kind: "unknown-version", file: path, line: 1, version }] };
  }
  for (const [index, line] of lines.entries()) {
    if (line === "" || line.startsWith("#") || (index === 0 && version !== undefined)) continue;
    const fact = parseFact(line);
    if (typeof fact === "string") problems.push({ kind: "damaged-line", file: path, line: index + 1, part: fact });
    else facts.push(fact);
  }
  return { facts, problems };
}

/** Text of a fact file, one fact a line in the order given. */
export function formatFactFile(facts: readonly Fact[]): string {
  return `${[HEADER, ...facts.map(formatFact)].join("\n")}\n`;
}
