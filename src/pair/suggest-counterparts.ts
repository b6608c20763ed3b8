import type { Suggestion } from "../model/pair.ts";
import type { IndexedPost } from "../site/url-index.ts";
import { daysBetween, lastSegments } from "./guess-pairs.ts";

const MOST_SUGGESTIONS = 3;
const LEAST_SCORE = 0.3;
/** A word or image that so many posts have does not help to find one of them. */
const MOST_POSTS_OF_A_SIGN = 20;

/** What of a post is compared, worked out once. */
interface Profile {
  readonly post: IndexedPost;
  readonly segments: readonly (readonly string[])[];
  readonly title: readonly string[];
  /** What it can be found by: rare words, images, its day. */
  readonly signs: ReadonlySet<string>;
}

/** Posts without counterpart in one language, found by what they have in common with a post of the other. */
export interface CandidateIndex {
  readonly bySign: ReadonlyMap<string, readonly Profile[]>;
}

const profiles = new WeakMap<IndexedPost, Profile>();

/** Prepares unpaired posts for `suggestCounterparts`. */
export function indexCandidates(posts: readonly IndexedPost[]): CandidateIndex {
  const bySign = new Map<string, Profile[]>();
  for (const post of posts) {
    const profile = profileOf(post);
    for (const sign of profile.signs) {
      const held = bySign.get(sign);
      if (held === undefined) bySign.set(sign, [profile]);
      else held.push(profile);
    }
  }
  return { bySign };
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
  const profile = profileOf(post);
  const near = new Set(claimed.map(profileOf));
  for (const sign of profile.signs) {
    const found = candidates.bySign.get(sign) ?? [];
    if (found.length > MOST_POSTS_OF_A_SIGN) continue;
    for (const other of found) near.add(other);
  }
  const scored = [...near].map((other) => scoreCandidate(profile, other, claimed.includes(other.post)));
  return scored
    .filter((suggestion) => suggestion.score >= LEAST_SCORE)
    .sort((a, b) => b.score - a.score || (a.path < b.path ? -1 : 1))
    .slice(0, MOST_SUGGESTIONS);
}

function profileOf(post: IndexedPost): Profile {
  const known = profiles.get(post);
  if (known !== undefined) return known;
  const segments = lastSegments(post).slice(0, 8).map(wordsOf);
  const title = wordsOf(post.card.title);
  const signs = new Set<string>([...segments.flat(), ...title]);
  for (const image of post.card.images) signs.add(`image ${image}`);
  const day = post.card.date?.slice(0, 10);
  if (day !== undefined) signs.add(`date ${day}`);
  const profile = { post, segments, title, signs };
  profiles.set(post, profile);
  return profile;
}

/** Each sign takes away part of the doubt that the others left; all of one kind can never make it certain. */
function scoreCandidate(one: Profile, candidate: Profile, claimed: boolean): Suggestion {
  const [post, other] = [one.post, candidate.post];
  const sharesImage = post.card.images.some((image) => other.card.images.includes(image));
  const signs: (readonly [code: string, strength: number])[] = [
    ["alias", claimed ? 0.6 : 0],
    ["slug", 0.6 * bestLikeness(one.segments, candidate.segments)],
    ["title", 0.5 * likeness(one.title, candidate.title)],
    ["date", dateStrength(post.card.date, other.card.date)],
    ["image", sharesImage ? 0.25 : 0],
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

function bestLikeness(ours: Profile["segments"], theirs: Profile["segments"]): number {
  let best = 0;
  for (const words of ours) {
    for (const other of theirs) best = Math.max(best, likeness(words, other));
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
