import type { Thread } from "../compare/content.ts";
import type { ClaimFact } from "../model/fact.ts";
import type { Fingerprint, Language } from "../model/post.ts";
import { formatFingerprint } from "../text/format-fingerprint.ts";
import { compareFacts } from "./fact-subjects.ts";
import type { FactSet } from "./facts.ts";

/** A post's sections as facts know them: today's fingerprints, in order, and what each ever said. */
export interface FactualPost {
  readonly language: Language;
  readonly prints: readonly Fingerprint[];
  readonly threads: readonly Thread[];
}

/** What people said about which sections belong together; pairs of indices, lead first. */
export interface FixedPoints {
  readonly fixed: readonly (readonly [number, number])[];
  readonly barred: readonly (readonly [number, number])[];
}

interface Candidate {
  readonly fact: ClaimFact;
  readonly lead: number;
  readonly follow: number;
  /** How many of the two texts stand there today. */
  readonly present: number;
}

/**
 * Finds the sections that agreements and links hold together, or apart. What is said about today's texts goes before
 * what was said about earlier ones, later statements before earlier ones. Texts that stand several times in a post
 * are paired first with first, if there are as many in both posts; else nothing is known.
 */
export function findFixedPoints(set: FactSet, lead: FactualPost, follow: FactualPost): FixedPoints {
  const leadPlaces = indexPrints(lead);
  const followPlaces = indexPrints(follow);
  const candidates: Candidate[] = [];
  for (const [key, { print, today, earlier }] of leadPlaces) {
    const text = { language: lead.language, print };
    for (const fact of [...set.agreementsWith(text), ...set.linksWith(text)]) {
      const other = fact.sides.find((side) => side.language === follow.language)?.print ?? null;
      const own = fact.sides.find((side) => side.language === lead.language)?.print ?? null;
      if (other === null || own === null || formatFingerprint(own) !== key) continue;
      const there = followPlaces.get(formatFingerprint(other));
      if (there === undefined) continue;
      const [a, b] = [
        today.length > 0 ? today : earlier,
        there.today.length > 0 ? there.today : there.earlier,
      ];
      if (a.length !== b.length) continue;
      const present = Number(today.length > 0) + Number(there.today.length > 0);
      // Of earlier texts that several sections had nobody can say which is meant.
      if (present < 2 && a.length > 1) continue;
      for (const [n, i] of a.entries()) candidates.push({ fact, lead: i, follow: b[n]!, present });
    }
  }
  candidates.sort((x, y) => y.present - x.present || compareFacts(y.fact, x.fact) || x.lead - y.lead);
  const fixed: [number, number][] = [];
  const barred: [number, number][] = [];
  const decided = new Set<string>();
  const takenLead = new Set<number>();
  const takenFollow = new Set<number>();
  for (const { fact, lead: i, follow: j } of candidates) {
    if (decided.has(`${i} ${j}`)) continue;
    decided.add(`${i} ${j}`);
    if (fact.kind === "unlinked") barred.push([i, j]);
    else if (!takenLead.has(i) && !takenFollow.has(j)) {
      fixed.push([i, j]);
      takenLead.add(i);
      takenFollow.add(j);
    }
  }
  return { fixed: fixed.sort((a, b) => a[0] - b[0]), barred };
}

interface Places {
  readonly print: Fingerprint;
  readonly today: number[];
  /** Sections that said this earlier and say something else now. */
  readonly earlier: number[];
}

function indexPrints({ prints, threads }: FactualPost): ReadonlyMap<string, Places> {
  const places = new Map<string, Places>();
  const at = (print: Fingerprint): Places => {
    const key = formatFingerprint(print);
    const found = places.get(key) ?? { print, today: [], earlier: [] };
    places.set(key, found);
    return found;
  };
  for (const [i, print] of prints.entries()) at(print).today.push(i);
  threads.forEach((thread, i) => {
    for (const { content } of thread.events) {
      if (content === null) continue;
      const { today, earlier } = at(content.print);
      if (!today.includes(i) && !earlier.includes(i)) earlier.push(i);
    }
  });
  return places;
}
