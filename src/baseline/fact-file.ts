import type { Fact, FactProblem } from "../model/fact.ts";
import { formatFact, parseFact } from "./fact-line.ts";
import { findUsualEnd, readUsualLine } from "./usual-line.ts";

/** First line of a fact file. The number counts changes that an older samsvar would misread. */
const HEADER = "samsvar facts 1";
const ANY_HEADER = /^samsvar facts (\S+)$/;

/** A fact file as it lies on disk. */
export interface FactFile {
  /** For messages. */
  readonly path: string;
  readonly text: string;
}

/** Takes the lines of a file, in their order. */
export interface FactTaker {
  /** A usual line (see usual-line.ts) of a file's text: `start` is the index of its first UTF-16 unit. */
  usual(text: string, start: number): void;
  fact(fact: Fact): void;
  problem(problem: FactProblem): void;
}

/**
 * Reads one file. A line that is no fact is named and the rest still read: a botched merge must not cost anybody's
 * work. Empty lines and lines that start with `#` are for people. Line ends may have become CRLF on the way.
 */
export function scanFactFile({ path, text }: FactFile, take: FactTaker): void {
  let start = text.startsWith("\ufeff") ? 1 : 0;
  for (let line = 1; start < text.length; line += 1) {
    const usualEnd = findUsualEnd(text, start);
    const newline = text.indexOf("\n", usualEnd === -1 ? start : usualEnd);
    const end = newline === -1 ? text.length : newline;
    if (usualEnd !== -1) {
      take.usual(text, start);
    } else {
      const content = text.slice(start, text[end - 1] === "\r" ? end - 1 : end);
      const version = line === 1 ? ANY_HEADER.exec(content)?.[1] : undefined;
      if (version !== undefined && version !== "1") {
        take.problem({ kind: "unknown-version", file: path, line: 1, version });
        return;
      }
      if (version === undefined && content !== "" && !content.startsWith("#")) {
        const fact = parseFact(content);
        if (typeof fact === "string") take.problem({ kind: "damaged-line", file: path, line, part: fact });
        else take.fact(fact);
      }
    }
    start = end + 1;
  }
}

export interface ParsedFacts {
  readonly facts: readonly Fact[];
  readonly problems: readonly FactProblem[];
}

/** The facts of one file, in the order of its lines. */
export function parseFactFile(file: FactFile): ParsedFacts {
  const facts: Fact[] = [];
  const problems: FactProblem[] = [];
  scanFactFile(file, {
    usual: (text, start) => {
      const fact = readUsualLine(text, start);
      if (fact !== null) facts.push(fact);
    },
    fact: (fact) => facts.push(fact),
    problem: (problem) => problems.push(problem),
  });
  return { facts, problems };
}

/** Text of a fact file, one fact a line in the order given. */
export function formatFactFile(facts: readonly Fact[]): string {
  return `${[HEADER, ...facts.map(formatFact)].join("\n")}\n`;
}
