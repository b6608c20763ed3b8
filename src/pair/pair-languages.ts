import type { Evidence } from "../model/pair.ts";
import type { Language } from "../model/post.ts";
import type { IndexedPost, UrlIndex } from "../site/url-index.ts";
import { type Claim, findClaims } from "./claims.ts";
import { guessPairs } from "./guess-pairs.ts";
import { settleClaims } from "./settle-claims.ts";

/** Two posts (numbers in the index) that belong together, and all that says so, strongest first. */
export interface Match {
  readonly source: number;
  readonly target: number;
  readonly evidence: readonly Evidence[];
  readonly guessed: boolean;
}

export interface LanguageMatches {
  readonly matches: readonly Match[];
  /** Posts whose claims contradict each other, with the posts they are claimed for. */
  readonly ambiguous: ReadonlyMap<number, readonly Ambiguity[]>;
}

export interface Ambiguity {
  readonly other: number;
  readonly addresses: readonly string[];
}

/** What people have said: configured and linked pairs come first, ruled-out ones never. */
export interface Statements {
  readonly configured: readonly (readonly [number, number])[];
  readonly linked: readonly (readonly [number, number])[];
  readonly ruledOut: (one: number, other: number) => boolean;
}

/** Pairs the posts of two languages, one kind of evidence after the other, each post once. */
export function pairLanguages(
  index: UrlIndex,
  source: Language,
  target: Language,
  said: Statements,
): LanguageMatches {
  const matches: Match[] = [];
  const taken = new Set<number>();
  const isFree = (number: number): boolean => !taken.has(number);
  const add = (match: Match): void => {
    matches.push(match);
    taken.add(match.source).add(match.target);
  };
  const languageOf = (number: number): Language => index.posts[number]!.card.language;

  const stated = [
    ...said.configured.map((pair) => ({ pair, kind: "configured" as const })),
    ...said.linked.map((pair) => ({ pair, kind: "linked" as const })),
  ];
  for (const { pair, kind } of stated) {
    const [one, other] = languageOf(pair[0]) === source ? pair : ([pair[1], pair[0]] as const);
    if (languageOf(one) !== source || languageOf(other) !== target) continue;
    if (isFree(one) && isFree(other))
      add({ source: one, target: other, evidence: [{ kind }], guessed: false });
  }

  const allowed = (one: number, other: number): boolean =>
    isFree(one) && isFree(other) && !said.ruledOut(one, other);
  const claims = findClaims(index, source, target, allowed);
  const { won, open } = settleClaims(claims);
  for (const claim of won) add({ ...pick(claim), evidence: aliasEvidence(index, claim), guessed: false });
  const ambiguous = collectAmbiguous(open, isFree);

  // What an alias calls something else is not paired by a weaker sign.
  const isOpen = (number: number): boolean => isFree(number) && !ambiguous.has(number);
  for (const match of matchByKey(index, source, target, translationKeyOf, isOpen, said)) {
    add({ ...match, evidence: [{ kind: "translation-key", value: match.value }], guessed: false });
  }
  if (index.config.pairByPath) {
    for (const match of matchByKey(index, source, target, (post) => post.pathKey, isOpen, said)) {
      if (hasOtherKeys(index, match)) continue;
      const value = index.posts[match.source]!.location.logical;
      add({ ...pick(match), evidence: [{ kind: "path", value }], guessed: false });
    }
  }
  for (const guess of guessPairs(index, source, target, isOpen, said.ruledOut)) {
    const evidence: Evidence = { kind: "last-segment", value: guess.segment };
    add({ ...pick(guess), evidence: [evidence], guessed: true });
  }
  return { matches: matches.map((match) => withAllEvidence(index, match)), ambiguous };
}

function pick({ source, target }: { source: number; target: number }): { source: number; target: number } {
  return { source, target };
}

function aliasEvidence(index: UrlIndex, claim: Claim): readonly Evidence[] {
  return [{ kind: "alias", value: firstShared(index, claim) }];
}

/** Which shared address names the pair must not depend on which language is called source. */
function firstShared(index: UrlIndex, { source, target, addresses }: Claim): string {
  const [one, other] = [index.posts[source]!, index.posts[target]!];
  const [first, second] = one.card.language < other.card.language ? [one, other] : [other, one];
  for (const { aliases } of [first, second]) {
    for (const alias of aliases) if (alias !== null && addresses.includes(alias)) return alias;
  }
  return addresses[0]!;
}

/** Posts with claims left that lead to another post, whether that is free or was given to a stronger one. */
function collectAmbiguous(
  open: readonly Claim[],
  isFree: (number: number) => boolean,
): ReadonlyMap<number, readonly Ambiguity[]> {
  const ambiguous = new Map<number, Ambiguity[]>();
  const note = (post: number, other: number, addresses: readonly string[]): void => {
    if (!isFree(post)) return;
    const held = ambiguous.get(post);
    if (held === undefined) ambiguous.set(post, [{ other, addresses }]);
    else held.push({ other, addresses });
  };
  for (const { source, target, addresses } of open) {
    note(source, target, addresses);
    note(target, source, addresses);
  }
  return ambiguous;
}

function translationKeyOf(post: IndexedPost): string | null {
  const key = post.card.translationKey?.trim();
  if (key === undefined || key === "") return null;
  return post.location.kind === "list" ? `${key}/` : key;
}

/** Pairs of free posts that alone in their languages have a key in common. */
function matchByKey(
  index: UrlIndex,
  source: Language,
  target: Language,
  keyOf: (post: IndexedPost) => string | null,
  isOpen: (number: number) => boolean,
  said: Statements,
): readonly { readonly source: number; readonly target: number; readonly value: string }[] {
  const ours = uniqueByKey(index, source, keyOf);
  const theirs = ours.size === 0 ? ours : uniqueByKey(index, target, keyOf);
  const found: { source: number; target: number; value: string }[] = [];
  for (const [key, one] of ours) {
    const other = theirs.get(key);
    if (other === undefined || one === null || other === null) continue;
    if (!isOpen(one) || !isOpen(other) || said.ruledOut(one, other)) continue;
    found.push({ source: one, target: other, value: key.replace(/\/$/, "") });
  }
  return found;
}

/** Key → the only post of the language that has it; null when several do. */
function uniqueByKey(
  index: UrlIndex,
  language: Language,
  keyOf: (post: IndexedPost) => string | null,
): Map<string, number | null> {
  const unique = new Map<string, number | null>();
  for (let number = 0; number < index.posts.length; number += 1) {
    const post = index.posts[number]!;
    if (post.card.language !== language) continue;
    const key = keyOf(post);
    if (key !== null) unique.set(key, unique.has(key) ? null : number);
  }
  return unique;
}

/** Two different translation keys say that one path holds two articles. */
function hasOtherKeys(index: UrlIndex, { source, target }: { source: number; target: number }): boolean {
  const [one, other] = [translationKeyOf(index.posts[source]!), translationKeyOf(index.posts[target]!)];
  return one !== null && other !== null && one !== other;
}

/** Weaker signs that agree are told too: they are what remains when somebody removes the alias. */
function withAllEvidence(index: UrlIndex, match: Match): Match {
  if (match.guessed) return match;
  const [one, other] = [index.posts[match.source]!, index.posts[match.target]!];
  const [made] = match.evidence;
  const more: Evidence[] = [];
  const key = translationKeyOf(one);
  if (key !== null && made?.kind !== "translation-key" && key === translationKeyOf(other)) {
    more.push({ kind: "translation-key", value: one.card.translationKey!.trim() });
  }
  if (index.config.pairByPath && made?.kind !== "path" && one.pathKey === other.pathKey) {
    more.push({ kind: "path", value: one.location.logical });
  }
  return more.length === 0 ? match : { ...match, evidence: [...match.evidence, ...more] };
}
