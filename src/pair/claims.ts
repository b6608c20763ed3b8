import type { Config } from "../model/config.ts";
import type { Language } from "../model/post.ts";
import { type Held, type IndexedPost, isOwnUrl, type UrlIndex } from "../site/url-index.ts";

/** A statement in the posts that two of them are the same article. Posts are numbers in the index. */
export interface Claim {
  readonly source: number;
  readonly target: number;
  /** Addresses that say so, in comparison form: an alias of one side that is an alias or the URL of the other. */
  readonly addresses: readonly string[];
  /** How many other signs agree: path, translation key. Not the date: a copied post often keeps or shares it. */
  readonly support: number;
}

interface Draft {
  readonly source: number;
  readonly target: number;
  readonly addresses: string[];
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
  const bySource = new Map<number, Draft[]>();
  const claimOne = (address: string, one: number, other: number): void => {
    if (index.posts[one]!.location.kind !== index.posts[other]!.location.kind || !allowed(one, other)) return;
    let drafts = bySource.get(one);
    if (drafts === undefined) {
      drafts = [];
      bySource.set(one, drafts);
    }
    const held = drafts.find((draft) => draft.target === other);
    if (held === undefined) drafts.push({ source: one, target: other, addresses: [address] });
    else if (!held.addresses.includes(address)) held.addresses.push(address);
  };
  const claim = (address: string, from: Held | undefined, to: Held | undefined): void => {
    if (from === undefined || to === undefined) return;
    if (typeof from === "number" && typeof to === "number") {
      claimOne(address, from, to);
      return;
    }
    const [ones, others] = [toList(from), toList(to)];
    if (ones.length * others.length > MOST_AT_ONE_ADDRESS) return;
    for (const one of ones) for (const other of others) claimOne(address, one, other);
  };
  for (const [address, held] of ours.aliases) {
    claim(address, held, theirs.aliases.get(address));
    for (const urls of [theirs.published.get(address), theirs.possible.get(address)]) {
      if (urls !== undefined) claim(address, withoutOwnUrl(index, held, address), urls);
    }
  }
  for (const [address, held] of theirs.aliases) {
    for (const urls of [ours.published.get(address), ours.possible.get(address)]) {
      if (urls !== undefined) claim(address, urls, withoutOwnUrl(index, held, address));
    }
  }
  return [...bySource.values()].flat().map(({ source: one, target: other, addresses }) => {
    const support = countSupport(index.posts[one]!, index.posts[other]!, index.config);
    return { source: one, target: other, addresses, support };
  });
}

/**
 * An alias that is a post's own URL says nothing of another post's URL: that would be the path rule in disguise. As an
 * alias that both sides list it does count.
 */
function withoutOwnUrl(index: UrlIndex, posts: Held, address: string): Held {
  return toList(posts).filter((number) => {
    const post = index.posts[number]!;
    if (post.primary !== address) return true;
    return post.aliases.some((alias, at) => alias === address && !isOwnUrl(index, post, at));
  });
}

function toList(held: Held): readonly number[] {
  return typeof held === "number" ? [held] : held;
}

function countSupport(one: IndexedPost, other: IndexedPost, config: Config): number {
  let support = 0;
  if (config.pairByPath && one.pathKey === other.pathKey) support += 1;
  const key = one.card.translationKey;
  if (key !== null && key === other.card.translationKey) support += 1;
  return support;
}
