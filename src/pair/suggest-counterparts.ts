import type { Suggestion } from "../model/pair.ts";
import type { IndexedPost } from "../site/url-index.ts";
import { daysBetween, lastSegments } from "./guess-pairs.ts";

const MOST_SUGGESTIONS = 3;
const LEAST_SCORE = 0.3;
/** A word or image that so many posts have does not help to find one of them. */
const MOST_POSTS_OF_A_SIGN = 40;

/** Posts without counterpart in one language, found by what they have in common with a post of the other. */
export interface CandidateIndex {
  readonly posts: readonly IndexedPost[];
  readonly bySign: ReadonlyMap<string, readonly number[]>;
}

/** Prepares unpaired posts for `suggestCounterparts`. */
export function indexCandidates(posts: readonly IndexedPost[]): CandidateIndex {
  const bySign = new Map<string, number[]>();
  for (const [number, post] of posts.entries()) {
    for (const sign of signsOf(post)) {
      const held = bySign.get(sign);
      if (held === undefined) bySign.set(sign, [number]);
      else held.push(number);
    }
  }
  return { posts, bySign };
}

/**
 * The posts most likely to be the missing counterpart, best first, three at most. `claimed`: posts that an alias leads
 * to although it was not followed.
 */
export function suggestCounterparts(
  post: IndexedPost,
  candidates: CandidateIndex,
  claimed: readonly IndexedPost[],
): readonly Suggestion[] {
  const near = new Set<IndexedPost>(claimed);
  for (const sign of signsOf(post)) {
    const numbers = candidates.bySign.get(sign) ?? [];
    if (numbers.length > MOST_POSTS_OF_A_SIGN) continue;
    for (const number of numbers) near.add(candidates.posts[number]!);
  }
  const scored = [...near].map((other) => scoreCandidate(post, other, claimed.includes(other)));
  return scored
    .filter((suggestion) => suggestion.score >= LEAST_SCORE)
    .sort((a, b) => b.score - a.score || (a.path < b.path ? -1 : 1))
    .slice(0, MOST_SUGGESTIONS);
}

function signsOf(post: IndexedPost): ReadonlySet<string> {
  const signs = new Set<string>();
  for (const segment of lastSegments(post)) {
    for (const word of wordsOf(segment)) signs.add(`word ${word}`);
  }
  for (const word of wordsOf(post.card.title)) signs.add(`word ${word}`);
  for (const image of post.card.images) signs.add(`image ${image}`);
  const day = post.card.date?.slice(0, 10);
  if (day !== undefined) signs.add(`date ${day}`);
  return signs;
}

/** Each sign takes away part of the doubt that the others left; all of one kind can never make it certain. */
function scoreCandidate(post: IndexedPost, other: IndexedPost, claimed: boolean): Suggestion {
  const signs: (readonly [code: string, strength: number])[] = [
    ["alias", claimed ? 0.6 : 0],
    ["slug", 0.6 * bestSegmentLikeness(post, other)],
    ["title", 0.5 * likeness(wordsOf(post.card.title), wordsOf(other.card.title))],
    ["date", dateStrength(post.card.date, other.card.date)],
    ["image", post.card.images.some((image) => other.card.images.includes(image)) ? 0.25 : 0],
    ["folder", folderOf(post) === folderOf(other) ? 0.1 : 0],
    ["path", post.location.logical === other.location.logical ? 0.5 : 0],
  ];
  const telling = signs.filter(([, strength]) => strength >= 0.1);
  // A list and a post are never a pair, however alike.
  const kind = post.location.kind === other.location.kind ? 1 : 0;
  const score = kind * (1 - telling.reduce((doubt, [, strength]) => doubt * (1 - strength), 1));
  telling.sort((a, b) => b[1] - a[1]);
  return { path: other.card.path, score: Math.round(score * 100) / 100, why: telling.map(([code]) => code) };
}

function dateStrength(one: string | null, other: string | null): number {
  const days = daysBetween(one, other);
  if (days === null || days > 14) return 0;
  return days === 0 ? 0.4 : 0.2;
}

function bestSegmentLikeness(post: IndexedPost, other: IndexedPost): number {
  let best = 0;
  const theirs = [...lastSegments(other)].slice(0, 8).map(wordsOf);
  for (const segment of [...lastSegments(post)].slice(0, 8)) {
    const words = wordsOf(segment);
    for (const words2 of theirs) best = Math.max(best, likeness(words, words2));
  }
  return best;
}

/** Share of words that two texts have in common, from 0 to 1. */
function likeness(one: readonly string[], other: readonly string[]): number {
  if (one.length === 0 || other.length === 0) return 0;
  const shared = one.filter((word) => other.includes(word)).length;
  return (2 * shared) / (one.length + other.length);
}

/** Words that tell texts apart: three letters or more, no date. */
function wordsOf(text: string): readonly string[] {
  const words =
    text
      .normalize("NFC")
      .toLowerCase()
      .match(/[\p{L}\p{N}]{3,}/gu) ?? [];
  return [...new Set(words)].filter((word) => !/^(?:19|20)\d\d$/.test(word)).slice(0, 24);
}

function folderOf(post: IndexedPost): string {
  const { logical } = post.location;
  return logical.slice(0, Math.max(0, logical.lastIndexOf("/")));
}
