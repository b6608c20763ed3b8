import type { Language } from "../model/post.ts";
import type { IndexedPost, UrlIndex } from "../site/url-index.ts";

export interface Guess {
  readonly source: number;
  readonly target: number;
  readonly segment: string;
}

/** Names that say what a page is for, not what it is about. */
const EMPTY_NAMES = new Set([
  "index",
  "home",
  "post",
  "page",
  "about",
  "news",
  "blog",
  "archive",
  "latest",
  "test",
]);
const MOST_DAYS_APART = 60;

/**
 * Free posts that share a last path segment (of alias, URL, slug or file name) which no other post of either language
 * has, unless date or structure speak against it. A guess, to be confirmed.
 */
export function guessPairs(
  index: UrlIndex,
  source: Language,
  target: Language,
  isOpen: (number: number) => boolean,
  ruledOut: (one: number, other: number) => boolean,
): readonly Guess[] {
  const shared = sharedSegments(index, source, target, isOpen);
  if (shared.size === 0) return [];
  const ours = segmentOwners(index, source, shared);
  const theirs = segmentOwners(index, target, shared);
  const bySource = new Map<number, Guess | null>();
  const byTarget = new Map<number, Guess | null>();
  const note = (held: Map<number, Guess | null>, post: number, guess: Guess): void => {
    const before = held.get(post);
    const agrees =
      before === undefined || (before?.source === guess.source && before.target === guess.target);
    held.set(post, agrees ? (before ?? guess) : null);
  };
  for (const [segment, one] of ours) {
    const other = theirs.get(segment);
    if (one === null || other === undefined || other === null) continue;
    if (!isOpen(one) || !isOpen(other) || ruledOut(one, other)) continue;
    if (isContradicted(index.posts[one]!, index.posts[other]!)) continue;
    const guess = { source: one, target: other, segment };
    note(bySource, one, guess);
    note(byTarget, other, guess);
  }
  const guesses = [...bySource.values()].filter((guess) => guess !== null);
  return guesses.filter((guess) => byTarget.get(guess.target) !== null);
}

/** Segments that free posts of both languages have. Few posts are free by now, so few segments are followed up. */
function sharedSegments(
  index: UrlIndex,
  source: Language,
  target: Language,
  isOpen: (number: number) => boolean,
): ReadonlySet<string> {
  const collect = (language: Language): Set<string> => {
    const segments = new Set<string>();
    for (let number = 0; number < index.posts.length; number += 1) {
      const post = index.posts[number]!;
      if (post.card.language !== language || !isOpen(number)) continue;
      for (const segment of lastSegments(post)) segments.add(segment);
    }
    return segments;
  };
  const ours = collect(source);
  if (ours.size === 0) return ours;
  const theirs = collect(target);
  return new Set([...ours].filter((segment) => theirs.has(segment)));
}

/** Segment → the only post of the language that has it, paired or not; null when several do. */
function segmentOwners(
  index: UrlIndex,
  language: Language,
  wanted: ReadonlySet<string>,
): Map<string, number | null> {
  const owners = new Map<string, number | null>();
  for (let number = 0; number < index.posts.length; number += 1) {
    const post = index.posts[number]!;
    if (post.card.language !== language) continue;
    for (const segment of lastSegments(post)) {
      if (wanted.has(segment)) owners.set(segment, owners.has(segment) ? null : number);
    }
  }
  return owners;
}

/** Last segments of all addresses of a post, with and without a date in front. */
export function lastSegments(post: IndexedPost): readonly string[] {
  const segments: string[] = [];
  const add = (address: string): void => {
    const segment = address.slice(address.lastIndexOf("/") + 1);
    if (!isTelling(segment) || segments.includes(segment)) return;
    segments.push(segment);
    const dated = /^\d{4}-\d{2}(?:-\d{2})?-/.exec(segment);
    const bare = dated === null ? "" : segment.slice(dated[0].length);
    if (isTelling(bare) && !segments.includes(bare)) segments.push(bare);
  };
  add(post.primary);
  for (const address of post.others) add(address);
  for (const address of post.aliases) if (address !== null) add(address);
  return segments;
}

function isTelling(segment: string): boolean {
  return segment.length >= 4 && !EMPTY_NAMES.has(segment) && !/^[\d-]+$/.test(segment);
}

function isContradicted(one: IndexedPost, other: IndexedPost): boolean {
  if (one.location.kind !== other.location.kind) return true;
  const [key, otherKey] = [one.card.translationKey, other.card.translationKey];
  if (key !== null && otherKey !== null && key !== otherKey) return true;
  const days = daysBetween(one.card.date, other.card.date);
  if (days !== null && days > MOST_DAYS_APART) return true;
  const [levels, otherLevels] = [one.card.outline, other.card.outline];
  if (levels === null || otherLevels === null) return false;
  const [few, many] = [levels.length, otherLevels.length].sort((a, b) => a - b) as [number, number];
  return many - few > 3 && many > 2 * few;
}

/** Whole days between two dates as written; null when one is missing or no date. */
export function daysBetween(one: string | null, other: string | null): number | null {
  const [a, b] = [Date.parse(one?.slice(0, 10) ?? ""), Date.parse(other?.slice(0, 10) ?? "")];
  return Number.isNaN(a) || Number.isNaN(b) ? null : Math.round(Math.abs(a - b) / 86_400_000);
}
