import type { Problem } from "../model/finding.ts";
import type { Evidence, UnpairedPost } from "../model/pair.ts";
import type { Language } from "../model/post.ts";
import { compileGlobs } from "../site/globs.ts";
import { normalizeUrl } from "../site/normalize-url.ts";
import { type IndexedPost, postsAt, type UrlIndex } from "../site/url-index.ts";
import { aliasProblem, findAliasProblems } from "./alias-problems.ts";
import { decideOriginal } from "./decide-original.ts";
import { type LanguageMatches, type Match, pairLanguages, type Statements } from "./pair-languages.ts";
import { indexCandidates, suggestCounterparts } from "./suggest-counterparts.ts";

/** What people have recorded about whole posts: pairs of paths. */
export interface PostLinks {
  readonly linked: readonly (readonly [string, string])[];
  readonly unlinked: readonly (readonly [string, string])[];
}

/** A pair by paths; see `Pair` for what the fields mean. */
export interface PairLink {
  readonly id: string;
  readonly key: string;
  readonly original: Language | null;
  readonly source: string;
  readonly target: string;
  readonly sourceLanguage: Language;
  readonly targetLanguage: Language;
  readonly pairedBy: readonly Evidence[];
  readonly guessed: boolean;
}

/** A post without counterpart in one of the languages it is compared with. */
export interface UnpairedCard extends UnpairedPost {
  /** The language that is missing. */
  readonly missing: Language;
}

export interface PairedPosts {
  /** Sorted by source path, then by target path. */
  readonly pairs: readonly PairLink[];
  readonly unpaired: readonly UnpairedCard[];
  readonly notTranslated: readonly string[];
  readonly independent: readonly (readonly [string, string])[];
  readonly problems: readonly Problem[];
}

const NO_LINKS: PostLinks = { linked: [], unlinked: [] };

/**
 * Finds which posts are the same article (DESIGN §4). The order of posts in the index does not matter; no post is in
 * two pairs of the same two languages.
 */
export function pairPosts(index: UrlIndex, links: PostLinks = NO_LINKS): PairedPosts {
  const { config } = index;
  const said = readStatements(index, links);
  const marked = findSetAside(index);
  const setAside = new Set(marked);
  const apart = new Set(said.independent.flat());
  const result = {
    pairs: [] as PairLink[],
    unpaired: [] as UnpairedCard[],
    problems: [...findAliasProblems(index)],
  };
  for (const target of config.targets) {
    const found = pairLanguages(index, config.source, target, said);
    const paired = new Set<number>();
    for (const match of found.matches) {
      if (!isSetAsidePair(match, marked)) {
        result.pairs.push(makePair(index, match));
        for (const number of [match.source, match.target]) paired.add(number);
      } else if (!match.guessed) {
        for (const number of [match.source, match.target]) setAside.add(number);
      }
    }
    const left = (number: number): boolean =>
      !paired.has(number) && !setAside.has(number) && !apart.has(number);
    for (const [language, missing] of [
      [config.source, target],
      [target, config.source],
    ] as const) {
      result.unpaired.push(...listUnpaired(index, language, missing, found, left));
    }
    result.problems.push(...ambiguityProblems(index, found));
  }
  result.pairs.sort((a, b) => compareText(a.source, b.source) || compareText(a.target, b.target));
  result.unpaired.sort((a, b) => compareText(a.path, b.path) || compareText(a.missing, b.missing));
  result.problems.sort((a, b) => compareText(a.path, b.path) || compareText(a.code, b.code));
  const inPairs = new Set(result.pairs.flatMap((pair) => [pair.source, pair.target]));
  return {
    ...result,
    notTranslated: [...setAside]
      .filter((number) => !inPairs.has(pathOf(index, number)))
      .map((number) => index.posts[number]!.card.path)
      .sort(compareText),
    independent: said.independent.map(([one, other]) => [pathOf(index, one), pathOf(index, other)] as const),
  };
}

type NumberPair = readonly [number, number];

function readStatements(
  index: UrlIndex,
  links: PostLinks,
): Statements & { readonly independent: readonly NumberPair[] } {
  const resolve = (pairs: readonly (readonly [string, string])[]): readonly NumberPair[] =>
    pairs.flatMap(([one, other]) => {
      const [a, b] = [findNamed(index, one), findNamed(index, other)];
      return a === null || b === null ? [] : [[a, b] as const];
    });
  const independent = resolve(index.config.independent);
  const apart = new Set<string>();
  for (const [one, other] of [...independent, ...resolve(links.unlinked)]) {
    apart.add(`${one} ${other}`).add(`${other} ${one}`);
  }
  return {
    configured: resolve(index.config.pairs),
    linked: resolve(links.linked),
    ruledOut: (one, other) => apart.size > 0 && apart.has(`${one} ${other}`),
    independent,
  };
}

/** A post by its path, or by an address that only one post has. */
function findNamed(index: UrlIndex, name: string): number | null {
  const number = index.byPath.get(name);
  if (number !== undefined) return number;
  const address = name.startsWith("/") ? normalizeUrl(name, index.addresses) : null;
  if (address === null) return null;
  const tables = [...index.byLanguage.values()];
  const published = new Set(tables.flatMap((urls) => postsAt(urls.published, address)));
  const all =
    published.size > 0 ? published : new Set(tables.flatMap((urls) => postsAt(urls.aliases, address)));
  return all.size === 1 ? [...all][0]! : null;
}

function findSetAside(index: UrlIndex): ReadonlySet<number> {
  const { noTranslate } = index.config;
  const matches = noTranslate.length === 0 ? null : compileGlobs(noTranslate);
  const setAside = new Set<number>();
  for (const [number, { card }] of index.posts.entries()) {
    if (!card.translate || matches?.(card.path)) setAside.add(number);
  }
  return setAside;
}

/** A person who sets one side aside sets the pair aside; unless a person has also said that they are one. */
function isSetAsidePair(match: Match, setAside: ReadonlySet<number>): boolean {
  if (!setAside.has(match.source) && !setAside.has(match.target)) return false;
  return !match.evidence.some(({ kind }) => kind === "configured" || kind === "linked");
}

function makePair(index: UrlIndex, match: Match): PairLink {
  const [one, other] = [index.posts[match.source]!, index.posts[match.target]!];
  const original = decideOriginal(one.card, other.card, index.config);
  const [source, target] = original === other.card.language ? [other, one] : [one, other];
  const alias = match.evidence.find((item) => item.kind === "alias");
  return {
    id: source.location.logical === "" ? "_index" : source.location.logical,
    key: alias?.value ?? source.card.path,
    original,
    source: source.card.path,
    target: target.card.path,
    sourceLanguage: source.card.language,
    targetLanguage: target.card.language,
    pairedBy: match.evidence,
    guessed: match.guessed,
  };
}

function listUnpaired(
  index: UrlIndex,
  language: Language,
  missing: Language,
  found: LanguageMatches,
  isLeft: (number: number) => boolean,
): readonly UnpairedCard[] {
  const ours: (readonly [number, IndexedPost])[] = [];
  const theirs: IndexedPost[] = [];
  for (let number = 0; number < index.posts.length; number += 1) {
    const post = index.posts[number]!;
    if (!isLeft(number)) continue;
    if (post.card.language === language) ours.push([number, post]);
    else if (post.card.language === missing) theirs.push(post);
  }
  const candidates = indexCandidates(ours.length === 0 ? [] : theirs);
  return ours.map(([number, post]): UnpairedCard => {
    const claims = found.ambiguous.get(number) ?? [];
    const claimed = claims.map(({ other }) => index.posts[other]!);
    return {
      path: post.card.path,
      language,
      missing,
      title: post.card.title,
      reason: claims.length > 0 ? "ambiguous" : "no-counterpart",
      suggestions: suggestCounterparts(post, candidates, claimed),
      removed: null,
    };
  });
}

function ambiguityProblems(index: UrlIndex, found: LanguageMatches): readonly Problem[] {
  return [...found.ambiguous].map(([number, claims]) => {
    const post: IndexedPost = index.posts[number]!;
    const alias = claims[0]!.addresses[0]!;
    const candidates = claims.map(({ other }) => pathOf(index, other)).sort(compareText);
    return aliasProblem("alias-ambiguous", post, { alias, candidates });
  });
}

function pathOf(index: UrlIndex, number: number): string {
  return index.posts[number]!.card.path;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
