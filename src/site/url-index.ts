import type { PostCard } from "../model/card.ts";
import type { Config } from "../model/config.ts";
import type { Language } from "../model/post.ts";
import { locatePost, type PostLocation } from "./locate-post.ts";
import { normalizePath, normalizeUrl, readSiteAddresses, type SiteAddresses } from "./normalize-url.ts";
import { postUrls } from "./urls.ts";

/** One post as the index knows it. */
export interface IndexedPost {
  readonly card: PostCard;
  readonly location: PostLocation;
  /** Path below the language root for comparison; with a slash at the end for a list page. */
  readonly pathKey: string;
  /** Where it is published, in comparison form. */
  readonly primary: string;
  /** Former and possible addresses: plain path, slug without permalink. */
  readonly others: readonly string[];
  /** Its aliases in comparison form, same order as written; null for one that leads to another site. */
  readonly aliases: readonly (string | null)[];
}

/** Which posts an address leads to: numbers in `posts`. One post is by far the commonest. */
export type AddressTable = ReadonlyMap<string, Held>;
export type Held = number | readonly number[];

/** The tables of one language. */
export interface LanguageUrls {
  readonly published: AddressTable;
  readonly aliases: AddressTable;
  /** Plain paths below the language root and other possible addresses; asked last. */
  readonly possible: AddressTable;
}

/** All addresses of a site. Holds about 0.5 kB a post. */
export interface UrlIndex {
  readonly config: Config;
  readonly addresses: SiteAddresses;
  readonly posts: readonly IndexedPost[];
  readonly byPath: ReadonlyMap<string, number>;
  readonly byLanguage: ReadonlyMap<Language, LanguageUrls>;
}

type Table = Map<string, number | number[]>;

/** Indexes posts by published URL, alias, plain path and name, in the order of their paths, whatever the given one. */
export function buildUrlIndex(cards: readonly PostCard[], config: Config): UrlIndex {
  const addresses = readSiteAddresses(config);
  const posts: IndexedPost[] = [];
  const byPath = new Map<string, number>();
  const byLanguage = new Map<Language, { published: Table; aliases: Table; possible: Table }>();
  for (const card of sortByPath(cards)) {
    const number = posts.length;
    const post = indexPost(card, config, addresses);
    posts.push(post);
    byPath.set(card.path, number);
    let tables = byLanguage.get(card.language);
    if (tables === undefined) {
      tables = { published: new Map(), aliases: new Map(), possible: new Map() };
      byLanguage.set(card.language, tables);
    }
    add(tables.published, post.primary, number);
    for (const other of post.others) add(tables.possible, other, number);
    for (const alias of post.aliases) if (alias !== null) add(tables.aliases, alias, number);
  }
  return { config, addresses, posts, byPath, byLanguage };
}

function sortByPath(cards: readonly PostCard[]): readonly PostCard[] {
  const sorted = cards.every((card, at) => at === 0 || cards[at - 1]!.path < card.path);
  return sorted ? cards : [...cards].sort((a, b) => (a.path < b.path ? -1 : 1));
}

function indexPost(card: PostCard, config: Config, addresses: SiteAddresses): IndexedPost {
  const location = locatePost(card.path, config);
  const { primary, others } = postUrls(card, config, location);
  const aliases = card.aliases.map((alias) => normalizeUrl(alias, addresses));
  const plain = location.logical.normalize("NFC").toLowerCase();
  const pathKey = location.kind === "list" ? `${plain}/` : plain;
  return { card, location, pathKey, primary, others, aliases };
}

const tablesOfNames = new WeakMap<UrlIndex, AddressTable>();

/** Posts by the last segment of their path in lower case, for `ref "name"`. Made when first asked for. */
export function postsNamed(index: UrlIndex, name: string): readonly number[] {
  let table = tablesOfNames.get(index);
  if (table === undefined) {
    const names: Table = new Map();
    for (const [number, { pathKey }] of index.posts.entries()) {
      const path = pathKey.endsWith("/") ? pathKey.slice(0, -1) : pathKey;
      add(names, path.slice(path.lastIndexOf("/") + 1), number);
    }
    table = names;
    tablesOfNames.set(index, table);
  }
  return postsAt(table, name.normalize("NFC").toLowerCase());
}

function add(table: Table, key: string, post: number): void {
  const held = table.get(key);
  if (held === undefined) table.set(key, post);
  else if (typeof held === "number") {
    if (held !== post) table.set(key, [held, post]);
  } else if (held[held.length - 1] !== post) held.push(post); // Posts come in order; searching would be quadratic.
}

/**
 * Is the alias at position `at` the post's own URL? `/en/contact/` is, where the site publishes English below `/en/`;
 * where English has a host of its own, it is an address of former days.
 */
export function isOwnUrl(index: UrlIndex, post: IndexedPost, at: number): boolean {
  if (post.aliases[at] !== post.primary) return false;
  const hasOwnHost = [...index.addresses.hosts.values()].includes(post.card.language);
  return !hasOwnHost || normalizePath(post.card.aliases[at]!) === post.primary;
}

/** The posts that an address leads to, as numbers in `index.posts`. */
export function postsAt(table: AddressTable | undefined, key: string): readonly number[] {
  const held = table?.get(key);
  return held === undefined ? [] : typeof held === "number" ? [held] : held;
}
