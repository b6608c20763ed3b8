import type { Claim, ClaimFact, Fact, FactProblem, FactSide } from "../model/fact.ts";
import type { Fingerprint, Language } from "../model/post.ts";
import { type FactFile, formatFactFile, parseFactFile } from "./fact-file.ts";
import { type FactIndex, indexFacts } from "./fact-index.ts";
import { formatFact } from "./fact-line.ts";
import { compareFacts, findAllHolding, findHolding, type Topic, topicOf } from "./fact-subjects.ts";

/** A text in a language: all that facts know a section by. */
export interface Stated {
  readonly language: Language;
  readonly print: Fingerprint;
}

/** A post as facts about posts know it. */
export interface StatedPost {
  readonly language: Language;
  readonly path: string;
}

/**
 * All fact files as one set. What holds does not depend on the order of files or lines, nor on repetitions, nor on
 * which language is called the source.
 */
export interface FactSet {
  readonly problems: readonly FactProblem[];
  /** Every statement once, withdrawn ones and withdrawals too, oldest first; for `log` and `tidy`. Reads all lines. */
  all(): readonly Fact[];
  /** Whether these two texts were said to agree (`same`) or to differ on purpose (`own`); null: neither. */
  findAgreement(a: Stated, b: Stated): ClaimFact | null;
  /** All such facts with this text on one side, oldest first: where a row stood before the other side moved. */
  agreementsWith(text: Stated): readonly ClaimFact[];
  /** Whether this text stands alone on purpose in the pair with this key. */
  findOnly(pair: string, text: Stated): ClaimFact | null;
  /** Whether two texts were said to belong (`linked`) or not to belong (`unlinked`) together. */
  findLink(a: Stated, b: Stated): ClaimFact | null;
  /** All such facts with this text on one side, oldest first. */
  linksWith(text: Stated): readonly ClaimFact[];
  findPostLink(a: StatedPost, b: StatedPost): ClaimFact | null;
  /** All links between posts that hold, oldest first. */
  readonly postLinks: readonly ClaimFact[];
  /** Whether the finding with this id was said to be no trouble. */
  findSuppression(finding: string): ClaimFact | null;
  /** All suppressions that hold, oldest first, so that unused ones can be told. */
  readonly suppressions: readonly ClaimFact[];
  /** The set with some more facts, as if they were in a file of it. */
  with(facts: readonly Fact[]): FactSet;
}

/** Makes one set of some files. */
export function readFactSet(files: readonly FactFile[]): FactSet {
  return makeFactSet(indexFacts(files), []);
}

/** `recent` are indexed anew whenever some are added: a session's facts are few, the files' are not. */
function makeFactSet(files: FactIndex, recent: readonly Fact[]): FactSet {
  const added = indexFacts([], recent);
  const holdingOthers = findAllHolding([...files.others, ...added.others]);
  const postLinks = holdingOthers.filter((fact) => topicOf(fact) === "post-link");
  const suppressions = holdingOthers.filter((fact) => fact.kind === "finding");
  const byFinding = new Map(suppressions.map((fact) => [fact.finding, fact]));

  const find = (
    topic: Topic,
    text: Stated,
    isAbout: (fact: Fact) => boolean = () => true,
  ): readonly Fact[] => {
    const { words } = text.print;
    return [...files.withWords(words), ...added.withWords(words)].filter(
      (fact) => topicOf(fact) === topic && fact.sides.some((side) => holds(side, text)) && isAbout(fact),
    );
  };
  const findBetween = (topic: Topic, a: Stated, b: Stated): ClaimFact | null =>
    findHolding(find(topic, a, (fact) => fact.sides.some((side) => holds(side, b))));
  return {
    problems: files.problems,
    all: () => sortFacts([...files.all(), ...added.all()]),
    findAgreement: (a, b) => findBetween("agreement", a, b),
    agreementsWith: (text) => findAllHolding(find("agreement", text)),
    findOnly: (pair, text) => {
      const claims = find("only", text, (fact) => {
        const claim: Claim = fact.kind === "withdrawn" ? fact.of : fact;
        return claim.kind === "only" && claim.pair === pair;
      });
      return findHolding(claims);
    },
    findLink: (a, b) => findBetween("section-link", a, b),
    linksWith: (text) => findAllHolding(find("section-link", text)),
    findPostLink: (a, b) =>
      postLinks.find(
        ({ sides }) => sides.some((side) => isPost(side, a)) && sides.some((side) => isPost(side, b)),
      ) ?? null,
    postLinks,
    findSuppression: (finding) => byFinding.get(finding) ?? null,
    suppressions,
    with: (facts) => makeFactSet(files, [...recent, ...facts]),
  };
}

function holds({ language, print }: FactSide, text: Stated): boolean {
  return (
    print !== null &&
    print.words === text.print.words &&
    print.neutral === text.print.neutral &&
    language === text.language
  );
}

function isPost(side: FactSide, post: StatedPost): boolean {
  return side.language === post.language && side.path === post.path;
}

/**
 * Folds files into the text of `base.txt`, losing no statement. Files with problems cannot be folded: what is damaged
 * in them would be gone. They are named and have to stay beside the new file.
 */
export function tidyFactFiles(files: readonly FactFile[]): {
  readonly text: string;
  readonly kept: readonly string[];
} {
  const parsed = files.map((file) => ({ path: file.path, ...parseFactFile(file) }));
  const whole = parsed.filter((file) => file.problems.length === 0);
  return {
    text: formatFactFile(sortFacts(whole.flatMap((file) => file.facts))),
    kept: parsed.filter((file) => file.problems.length > 0).map((file) => file.path),
  };
}

/** Each statement once, oldest first. */
function sortFacts(facts: readonly Fact[]): readonly Fact[] {
  const byLine = new Map(facts.map((fact) => [formatFact(fact), fact]));
  return [...byLine.values()].sort(compareFacts);
}
