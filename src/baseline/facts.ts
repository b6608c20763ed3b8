import type { Claim, ClaimFact, Fact, FactProblem, FactSide } from "../model/fact.ts";
import type { Fingerprint, Language } from "../model/post.ts";
import { formatFingerprint } from "../text/format-fingerprint.ts";
import { type FactFile, formatFactFile, parseFactFile } from "./fact-file.ts";
import { formatFact } from "./fact-line.ts";

/** A text in a language: all that a two-sided fact knows a section by. */
export interface Stated {
  readonly language: Language;
  readonly print: Fingerprint;
}

/** A post as facts about posts know it. */
export interface StatedPost {
  readonly language: Language;
  readonly path: string;
}

/** All fact files as one set. What holds does not depend on the order of files or lines, nor on repetitions. */
export interface FactSet {
  /** Every statement once, withdrawn ones and withdrawals too, oldest first; for `log` and `tidy`. */
  readonly all: readonly Fact[];
  readonly problems: readonly FactProblem[];
  /** Whether these two texts were said to agree (`same`) or to differ on purpose (`own`); null: neither. */
  findAgreement(a: Stated, b: Stated): ClaimFact | null;
  /** All such facts with this text on its side, oldest first: where a row stood before the other side moved. */
  agreementsWith(text: Stated): readonly ClaimFact[];
  /** Whether this text stands alone on purpose in the pair. */
  findOnly(pair: string, text: Stated): ClaimFact | null;
  /** Whether two texts were said to belong (`linked`) or not to belong (`unlinked`) together. */
  findLink(a: Stated, b: Stated): ClaimFact | null;
  linksWith(text: Stated): readonly ClaimFact[];
  findPostLink(a: StatedPost, b: StatedPost): ClaimFact | null;
  /** All links between posts that hold, oldest first. */
  readonly postLinks: readonly ClaimFact[];
  /** Whether the finding with this id was said to be no trouble. */
  findSuppression(finding: string): ClaimFact | null;
  /** All suppressions that hold, oldest first, so that unused ones can be told. */
  readonly suppressions: readonly ClaimFact[];
}

/** Makes one set of some files. */
export function readFactSet(files: readonly FactFile[]): FactSet {
  const parsed = files.map(parseFactFile);
  const problems = parsed.flatMap((file) => file.problems);
  return makeFactSet(
    parsed.flatMap((file) => file.facts),
    [...problems].sort((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1)),
  );
}

/** Makes a set of facts at hand. */
export function makeFactSet(facts: readonly Fact[], problems: readonly FactProblem[] = []): FactSet {
  const all = sortFacts(facts);
  const holding = findHolding(all);
  const byText = new Map<string, ClaimFact[]>();
  for (const fact of holding.values()) {
    for (const { language, print } of fact.sides) {
      if (print === null) continue;
      const key = textKey(language, print);
      const known = byText.get(key);
      if (known === undefined) byText.set(key, [fact]);
      else known.push(fact);
    }
  }
  const held = [...holding.values()].sort(compareFacts);
  const find = (subject: string): ClaimFact | null => holding.get(subject) ?? null;
  const withText = ({ language, print }: Stated, topic: string): readonly ClaimFact[] =>
    (byText.get(textKey(language, print)) ?? []).filter((fact) => topicOf(fact) === topic).sort(compareFacts);
  return {
    all,
    problems,
    findAgreement: (a, b) => find(sidesKey("agreement", sideOf(a), sideOf(b))),
    agreementsWith: (text) => withText(text, "agreement"),
    findOnly: (pair, text) => find(onlyKey(pair, text.language, text.print)),
    findLink: (a, b) => find(sidesKey("section-link", sideOf(a), sideOf(b))),
    linksWith: (text) => withText(text, "section-link"),
    findPostLink: (a, b) => find(sidesKey("post-link", `${a.language}:${a.path}`, `${b.language}:${b.path}`)),
    postLinks: held.filter((fact) => topicOf(fact) === "post-link"),
    findSuppression: (finding) => find(findingKey(finding)),
    suppressions: held.filter((fact) => fact.kind === "finding"),
  };
}

/**
 * Folds files into the text of `base.txt`, losing no statement. Files with problems cannot be folded: what is damaged
 * in them would be gone. They are named and have to stay beside the new file.
 */
export function tidyFactFiles(files: readonly FactFile[]): { readonly text: string; readonly kept: readonly string[] } {
  const parsed = files.map((file) => ({ path: file.path, ...parseFactFile(file) }));
  const whole = parsed.filter((file) => file.problems.length === 0);
  return {
    text: formatFactFile(sortFacts(whole.flatMap((file) => file.facts))),
    kept: parsed.filter((file) => file.problems.length > 0).map((file) => file.path),
  };
}

/** Each statement once, oldest first; of the same time in the order of their lines, so that the order is total. */
function sortFacts(facts: readonly Fact[]): readonly Fact[] {
  const byLine = new Map(facts.map((fact) => [formatFact(fact), fact]));
  return [...byLine]
    .sort(([lineA, a], [lineB, b]) => a.time - b.time || (lineA < lineB ? -1 : 1))
    .map(([, fact]) => fact);
}

function compareFacts(a: Fact, b: Fact): number {
  return a.time - b.time || (formatFact(a) < formatFact(b) ? -1 : 1);
}

/**
 * What holds, by subject. A withdrawal ends all claims about its subject made no later than itself. Of those that are
 * left, what a person said beats what a machine or a take-over recorded later: the text is the same, and was read.
 */
function findHolding(sorted: readonly Fact[]): ReadonlyMap<string, ClaimFact> {
  const holding = new Map<string, ClaimFact>();
  const withdrawnAt = new Map<string, number>();
  for (const fact of sorted) {
    if (fact.kind === "withdrawn") withdrawnAt.set(subjectOf(fact), fact.time);
  }
  for (const fact of sorted) {
    if (fact.kind === "withdrawn") continue;
    const subject = subjectOf(fact);
    if (fact.time <= (withdrawnAt.get(subject) ?? Number.NEGATIVE_INFINITY)) continue;
    const before = holding.get(subject);
    if (before === undefined || isByPerson(fact) || !isByPerson(before)) holding.set(subject, fact);
  }
  return holding;
}

function isByPerson({ how }: ClaimFact): boolean {
  return how === "edited" || how === "kept";
}

/** Claims of one topic about the same sides contradict or repeat each other; those of different topics do not meet. */
type Topic = "agreement" | "only" | "section-link" | "post-link" | "finding";

function topicOf(claim: Claim): Topic {
  switch (claim.kind) {
    case "same":
    case "own":
      return "agreement";
    case "only":
      return "only";
    case "linked":
    case "unlinked":
      return claim.about === "post" ? "post-link" : "section-link";
    case "finding":
      return "finding";
  }
}

function subjectOf(fact: Fact): string {
  const claim: Claim = fact.kind === "withdrawn" ? fact.of : fact;
  const [a, b] = fact.sides;
  if (claim.kind === "finding") return findingKey(claim.finding);
  if (claim.kind === "only") {
    const side = a.print === null ? b : a;
    return side.print === null ? "" : onlyKey(claim.pair, side.language, side.print);
  }
  const topic = topicOf(claim);
  if (topic === "post-link") return sidesKey(topic, `${a.language}:${a.path}`, `${b.language}:${b.path}`);
  return sidesKey(topic, printKey(a), printKey(b));
}

/** The sides in one order, whoever is called the source today. A newline stands in neither. */
function sidesKey(topic: Topic, a: string, b: string): string {
  return a < b ? `${topic}\n${a}\n${b}` : `${topic}\n${b}\n${a}`;
}

function onlyKey(pair: string, language: Language, print: Fingerprint): string {
  return `only\n${pair}\n${textKey(language, print)}`;
}

const findingKey = (finding: string): string => `finding\n${finding}`;

const sideOf = ({ language, print }: Stated): string => textKey(language, print);

const printKey = ({ language, print }: FactSide): string => (print === null ? language : textKey(language, print));

function textKey(language: Language, print: Fingerprint): string {
  return `${language}:${formatFingerprint(print)}`;
}
