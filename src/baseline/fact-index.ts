import type { Fact, FactProblem } from "../model/fact.ts";
import { type FactFile, scanFactFile } from "./fact-file.ts";
import { readUsualLine, readWords } from "./usual-line.ts";

/** Facts by the words they are about. Lines of files are read in full when somebody asks for them. */
export interface FactIndex {
  /** Facts with a side of these words, in any order, repetitions and withdrawals included. */
  withWords(words: number): readonly Fact[];
  /** Facts that no words lead to: of posts, and of findings. */
  readonly others: readonly Fact[];
  readonly problems: readonly FactProblem[];
  all(): Iterable<Fact>;
}

/** Where a fact is: at hand, or in a line that was only looked at. */
type Entry = Fact | { readonly text: string; readonly start: number };

/** Makes an index of files and of facts at hand. A hundred thousand lines take a tenth of a second. */
export function indexFacts(files: readonly FactFile[], facts: readonly Fact[] = []): FactIndex {
  const entries: Entry[] = [];
  const others: Fact[] = [];
  const problems: FactProblem[] = [];
  // Most words have one fact; a list for each would double the memory.
  const byWords = new Map<number, number | number[]>();
  const addWords = (words: number): void => {
    const entry = entries.length - 1;
    const known = byWords.get(words);
    if (known === undefined) byWords.set(words, entry);
    else if (typeof known === "number") byWords.set(words, [known, entry]);
    else known.push(entry);
  };
  const addFact = (fact: Fact): void => {
    const claim = fact.kind === "withdrawn" ? fact.of : fact;
    const prints = fact.sides.flatMap(({ print }) => (print === null ? [] : [print]));
    if (claim.kind === "finding" || prints.length === 0) {
      others.push(fact);
      return;
    }
    entries.push(fact);
    for (const { words } of prints) addWords(words);
  };
  for (const file of files) {
    scanFactFile(file, {
      usual: (text, start) => {
        entries.push({ text, start });
        readWords(text, start, addWords);
      },
      fact: addFact,
      problem: (problem) => problems.push(problem),
    });
  }
  for (const fact of facts) addFact(fact);
  const load = (entry: Entry): Fact => {
    if ("kind" in entry) return entry;
    const fact = readUsualLine(entry.text, entry.start);
    if (fact === null) throw new Error("a usual line was none when it was read again");
    return fact;
  };
  return {
    withWords: (words) => {
      const found = byWords.get(words);
      if (found === undefined) return [];
      return (typeof found === "number" ? [found] : found).map((entry) => load(entries[entry] as Entry));
    },
    others,
    problems: problems.sort((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1)),
    all: function* () {
      for (const entry of entries) yield load(entry);
      yield* others;
    },
  };
}
