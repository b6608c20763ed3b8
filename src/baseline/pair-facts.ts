import type { Content, Thread } from "../compare/content.ts";
import type { ClaimFact, FactSide } from "../model/fact.ts";
import type { Fingerprint, Language } from "../model/post.ts";
import { samePrint } from "../text/fingerprint.ts";
import { compareFacts } from "./fact-subjects.ts";
import type { FactSet, Stated } from "./facts.ts";

/** What people have recorded, as far as one pair of posts is concerned. */
export interface PairFacts {
  readonly set: FactSet;
  /** Everything the pair is or was known by: its key and the paths of its posts. */
  readonly keys: readonly string[];
  /** What was recorded while this pair was at hand, oldest first. Reads all facts, so only for when history is lacking. */
  ofPair(): readonly ClaimFact[];
}

/** One side of a row, for facts: what it says today, what it ever said, and where it stands. */
export interface FactualSide {
  readonly language: Language;
  readonly content: Content;
  readonly thread: Thread | null;
  /** As facts write it, see text/section-places. */
  readonly place: string;
  /** Whether some other section or field of the same post says, or ever said, this. */
  isElsewhere(print: Fingerprint): boolean;
}

/** What facts know of a row whose sides are both there. */
export type RowFact =
  /** Somebody said of exactly these two texts that they agree, or differ on purpose. */
  | { readonly kind: "agreed"; readonly fact: ClaimFact }
  /** The latest fact about this row; both texts of it are known from history. */
  | { readonly kind: "start"; readonly fact: ClaimFact; readonly lead: Moment; readonly follow: Moment }
  /** The latest fact about this row; of what it was about only fingerprints are known. */
  | {
      readonly kind: "prints";
      readonly fact: ClaimFact;
      readonly lead: Fingerprint;
      readonly follow: Fingerprint;
    };

/** A content and the commit since which it stood. */
export interface Moment {
  readonly commit: number;
  readonly content: Content;
}

/** The fact that a row's judgement starts from; null when nobody said anything about it. */
export function findRowFact(facts: PairFacts, lead: FactualSide, follow: FactualSide): RowFact | null {
  const agreed = facts.set.findAgreement(stated(lead), stated(follow));
  if (agreed !== null) return { kind: "agreed", fact: agreed };
  let best: RowFact | null = null;
  for (const fact of candidates(facts, lead, follow)) {
    const found = placeFact(fact, lead, follow);
    if (found !== null && (best === null || compareFacts(fact, best.fact) >= 0)) best = found;
  }
  return best ?? findByPlace(facts, lead, follow);
}

const stated = ({ language, content }: FactualSide): Stated => ({ language, print: content.print });

/** Agreements with anything that either side ever said. */
function candidates(facts: PairFacts, lead: FactualSide, follow: FactualSide): ReadonlySet<ClaimFact> {
  const found = new Set<ClaimFact>();
  for (const side of [lead, follow]) {
    for (const print of printsOf(side)) {
      for (const fact of facts.set.agreementsWith({ language: side.language, print })) found.add(fact);
    }
  }
  return found;
}

function printsOf({ content, thread }: FactualSide): readonly Fingerprint[] {
  const older =
    thread?.events.flatMap((event) => (event.content === null ? [] : [event.content.print])) ?? [];
  return [content.print, ...older];
}

/** Where in the row's history a fact belongs; null: it is about another row, or in another pair of languages. */
function placeFact(fact: ClaimFact, lead: FactualSide, follow: FactualSide): RowFact | null {
  const leadPrint = printFor(fact, lead.language);
  const followPrint = printFor(fact, follow.language);
  if (leadPrint === null || followPrint === null) return null;
  const leadThen = findMoment(lead, leadPrint);
  const followThen = findMoment(follow, followPrint);
  if (leadThen !== null && followThen !== null)
    return { kind: "start", fact, lead: leadThen, follow: followThen };
  // One side is as it was said to be; of the other history knows nothing, unless it is the text of another section.
  const known =
    leadThen === null
      ? samePrint(followPrint, follow.content.print)
      : samePrint(leadPrint, lead.content.print);
  const elsewhere = leadThen === null ? lead.isElsewhere(leadPrint) : follow.isElsewhere(followPrint);
  return known && !elsewhere ? { kind: "prints", fact, lead: leadPrint, follow: followPrint } : null;
}

/** Without history, where both sides have moved on: what was last recorded at this place of this pair. */
function findByPlace(facts: PairFacts, lead: FactualSide, follow: FactualSide): RowFact | null {
  if ((lead.thread?.events.length ?? 0) > 1 || (follow.thread?.events.length ?? 0) > 1) return null;
  const at = (side: FactSide | undefined, row: FactualSide) => side !== undefined && side.place === row.place;
  const fact = facts
    .ofPair()
    .findLast(
      (said) =>
        (said.kind === "same" || said.kind === "own") &&
        at(sideOf(said, lead.language), lead) &&
        at(sideOf(said, follow.language), follow),
    );
  if (fact === undefined) return null;
  const [a, b] = [printFor(fact, lead.language), printFor(fact, follow.language)];
  if (a === null || b === null || lead.isElsewhere(a) || follow.isElsewhere(b)) return null;
  return { kind: "prints", fact, lead: a, follow: b };
}

function sideOf(fact: ClaimFact, language: Language): FactSide | undefined {
  return fact.sides.find((side) => side.language === language);
}

function printFor(fact: ClaimFact, language: Language): Fingerprint | null {
  return sideOf(fact, language)?.print ?? null;
}

/** The last time that a side said this. */
function findMoment({ content, thread }: FactualSide, print: Fingerprint): Moment | null {
  const event = thread?.events.findLast((e) => e.content !== null && samePrint(e.content.print, print));
  if (event !== undefined) return { commit: event.commit, content: event.content! };
  return thread === null && samePrint(content.print, print) ? { commit: -1, content } : null;
}

/** Whether a section (or field) without counterpart was said to stand alone on purpose, in these words or earlier ones. */
export function findOnlyFact(facts: PairFacts, side: FactualSide): ClaimFact | null {
  for (const print of printsOf(side)) {
    for (const key of facts.keys) {
      const fact = facts.set.findOnly(key, { language: side.language, print });
      if (fact !== null) return fact;
    }
  }
  if ((side.thread?.events.length ?? 0) > 1) return null;
  // Reworded since, and history cannot tell: it still stands where it stood.
  const said = facts
    .ofPair()
    .findLast((fact) => fact.kind === "only" && sideOf(fact, side.language)?.place === side.place);
  const print = said === undefined ? null : printFor(said, side.language);
  return said !== undefined && print !== null && !side.isElsewhere(print) ? said : null;
}
