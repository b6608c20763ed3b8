import type { Claim, ClaimFact, Fact, FactSide, WithdrawnFact } from "../model/fact.ts";
import { formatFingerprint } from "../text/format-fingerprint.ts";
import { formatFact } from "./fact-line.ts";

/** Claims of one topic about the same sides contradict or repeat each other; those of different topics do not meet. */
export type Topic = "agreement" | "only" | "section-link" | "post-link" | "finding";

export function topicOf(fact: Fact): Topic {
  const claim: Claim = fact.kind === "withdrawn" ? fact.of : fact;
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

/** The fact that takes `fact` back, and everything said earlier about the same thing. Times are milliseconds. */
export function withdrawFact(
  fact: ClaimFact,
  said: { readonly time: number; readonly by: string; readonly reason: string | null },
): WithdrawnFact {
  const { sides, pair } = fact;
  // Never earlier than what it takes back: clocks differ between machines.
  const time = Math.max(said.time, fact.time);
  return { kind: "withdrawn", of: claimOf(fact), ...said, time, how: "kept", sides, pair, extra: {} };
}

function claimOf(fact: ClaimFact): Claim {
  switch (fact.kind) {
    case "same":
    case "own":
      return { kind: fact.kind };
    case "only":
      return { kind: fact.kind, pair: fact.pair };
    case "linked":
    case "unlinked":
      return { kind: fact.kind, about: fact.about };
    case "finding":
      return { kind: fact.kind, finding: fact.finding, code: fact.code };
  }
}

/** What a fact is about, as a key: all facts with one key are about one thing. */
export function subjectOf(fact: Fact): string {
  const claim: Claim = fact.kind === "withdrawn" ? fact.of : fact;
  const topic = topicOf(fact);
  const sides = fact.sides.map(topic === "post-link" ? postKey : printKey);
  switch (claim.kind) {
    case "finding":
      return JSON.stringify([topic, claim.finding]);
    case "only":
      return JSON.stringify([topic, claim.pair, ...sides]);
    default:
      return JSON.stringify([topic, ...sides]);
  }
}

const postKey = ({ language, path }: FactSide): string => `${language} ${path}`;

const printKey = ({ language, print }: FactSide): string =>
  print === null ? language : `${language} ${formatFingerprint(print)}`;

/**
 * Which of the facts about one subject holds. A withdrawal ends all claims made no later than itself. Of those that
 * are left the latest, except that what a person said beats what a machine or a take-over recorded later: the texts
 * are the same, and were read. The same for any order and repetition of the facts.
 */
export function findHolding(facts: readonly Fact[]): ClaimFact | null {
  let withdrawn = Number.NEGATIVE_INFINITY;
  for (const fact of facts) if (fact.kind === "withdrawn") withdrawn = Math.max(withdrawn, fact.time);
  let best: ClaimFact | null = null;
  for (const fact of facts) {
    if (fact.kind === "withdrawn" || fact.time <= withdrawn) continue;
    if (best === null || compareWeight(fact, best) > 0) best = fact;
  }
  return best;
}

function compareWeight(a: ClaimFact, b: ClaimFact): number {
  return Number(isByPerson(a)) - Number(isByPerson(b)) || compareFacts(a, b);
}

function isByPerson({ how }: ClaimFact): boolean {
  return how === "edited" || how === "kept";
}

/** By time; of the same time by their lines, so that the order is total. */
export function compareFacts(a: Fact, b: Fact): number {
  if (a.time !== b.time) return a.time - b.time;
  const lineA = formatFact(a);
  const lineB = formatFact(b);
  return lineA === lineB ? 0 : lineA < lineB ? -1 : 1;
}

/** The facts that hold among any, one for each subject at most, oldest first. */
export function findAllHolding(facts: Iterable<Fact>): readonly ClaimFact[] {
  const bySubject = new Map<string, Fact[]>();
  for (const fact of facts) {
    const subject = subjectOf(fact);
    const known = bySubject.get(subject);
    if (known === undefined) bySubject.set(subject, [fact]);
    else known.push(fact);
  }
  const holding = [...bySubject.values()].map(findHolding);
  return holding.filter((fact) => fact !== null).sort(compareFacts);
}
