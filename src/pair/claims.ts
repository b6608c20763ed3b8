import type { Config } from "../model/config.ts";
import type { Language } from "../model/post.ts";
import { type IndexedPost, isOwnUrl, postsAt, type UrlIndex } from "../site/url-index.ts";

/** A statement in the posts that two of them are the same article. Posts are numbers in the index. */
export interface Claim {
  readonly source: number;
  readonly target: number;
  /** Addresses that say so, in comparison form: an alias of one side that is an alias or the URL of the other. */
  readonly addresses: readonly string[];
  /** How many other signs agree: path, translation key, date. */
  readonly support: number;
}

/** An address that so many posts share says nothing of any two of them; and comparing all with all has no end. */
const MOST_AT_ONE_ADDRESS = 32;

/** All claims that shared addresses make between two languages. `allowed` refuses pairs that people have ruled out. */
export function findClaims(
  index: UrlIndex,
  source: Language,
  target: Language,
  allowed: (source: number, target: number) => boolean,
): readonly Claim[] {
  const [ours, theirs] = [index.byLanguage.get(source), index.byLanguage.get(target)];
  if (ours === undefined || theirs === undefined) return [];
  const found = new Map<number, { source: number; target: number; addresses: string[] }>();
  const claim = (address: string, from: readonly number[], to: readonly number[]): void => {
    if (from.length === 0 || to.length === 0 || from.length * to.length > MOST_AT_ONE_ADDRESS) return;
    for (const one of from) {
      for (const other of to) {
        if (!isSameKind(index, one, other) || !allowed(one, other)) continue;
        const key = one * index.posts.length + other;
        const held = found.get(key);
        if (held === undefined) found.set(key, { source: one, target: other, addresses: [address] });
        else if (!held.addresses.includes(address)) held.addresses.push(address);
      }
    }
  };
  for (const [address, held] of ours.aliases) {
    claim(address, toList(held), postsAt(theirs.aliases, address));
    const telling = withoutOwnUrl(index, toList(held), address);
    claim(address, telling, postsAt(theirs.published, address));
    claim(address, telling, postsAt(theirs.possible, address));
  }
  for (const [address, held] of theirs.aliases) {
    const telling = withoutOwnUrl(index, toList(held), address);
    claim(address, postsAt(ours.published, address), telling);
    claim(address, postsAt(ours.possible, address), telling);
  }
  return [...found.values()].map((item) => {
    const [one, other] = [index.posts[item.source]!, index.posts[item.target]!];
    return { ...item, support: countSupport(one, other, index.config) };
  });
}

/**
 * An alias that is a post's own URL says nothing of another post's URL: that would be the path rule in disguise. As an
 * alias that both sides list it does count.
 */
function withoutOwnUrl(index: UrlIndex, posts: readonly number[], address: string): readonly number[] {
  return posts.filter((number) => {
    const post = index.posts[number]!;
    if (post.primary !== address) return true;
    return post.aliases.some((alias, at) => alias === address && !isOwnUrl(index, post, at));
  });
}

function toList(held: number | readonly number[]): readonly number[] {
  return typeof held === "number" ? [held] : held;
}

function isSameKind(index: UrlIndex, one: number, other: number): boolean {
  return index.posts[one]!.location.kind === index.posts[other]!.location.kind;
}

function countSupport(one: IndexedPost, other: IndexedPost, config: Config): number {
  let support = 0;
  if (config.pairByPath && pathKey(one) === pathKey(other)) support += 1;
  const key = one.card.translationKey;
  if (key !== null && key === other.card.translationKey) support += 1;
  const day = one.card.date?.slice(0, 10);
  if (day !== undefined && day === other.card.date?.slice(0, 10)) support += 1;
  return support;
}

/** Path below the language root in a form for comparison; lists and leaves apart. */
export function pathKey(post: IndexedPost): string {
  return `${post.location.kind} ${post.location.logical.normalize("NFC").toLowerCase()}`;
}
