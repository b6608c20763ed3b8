import type { PostCard } from "../model/card.ts";
import type { Config, LanguageSite } from "../model/config.ts";
import type { Language } from "../model/post.ts";
import { locatePost, type PostLocation } from "./locate-post.ts";
import { normalizePath } from "./normalize-url.ts";
import { expandPermalink } from "./permalink.ts";
import { removeAccents, urlizeText } from "./urlize.ts";

/** Addresses of one post in the comparison form of `normalizeUrl`, without language prefix. */
export interface PostUrls {
  /** Where the site publishes it. */
  readonly primary: string;
  /** Addresses that it had, or would have, without permalinks, slug or accents; often what old aliases name. */
  readonly others: readonly string[];
}

const NONE: readonly string[] = [];
const sitesOf = new WeakMap<Config, Map<Language, LanguageSite>>();

function siteOf(language: Language, config: Config): LanguageSite | undefined {
  let sites = sitesOf.get(config);
  if (sites === undefined) {
    sites = new Map(config.sites.map((site) => [site.language, site]));
    sitesOf.set(config, sites);
  }
  return sites.get(language);
}

/** The URLs of a post by Hugo's rules: front matter `url`, else the section's permalink, else slug and path. */
export function postUrls(card: PostCard, config: Config, location = locatePost(card.path, config)): PostUrls {
  const plain = normalizePath(`/${location.logical}`);
  const primary = primaryUrl(card, config, location, plain);
  if (primary === plain && card.slug === null && isAscii(plain)) return { primary, others: NONE };
  const others = new Set<string>([plain]);
  if (card.slug !== null && location.kind === "leaf") others.add(withLastSegment(plain, card.slug));
  for (const url of [primary, ...others]) {
    if (!isAscii(url)) others.add(removeAccents(url));
  }
  others.delete(primary);
  return { primary, others: [...others] };
}

function primaryUrl(card: PostCard, config: Config, location: PostLocation, plain: string): string {
  if (card.url !== null && card.url.trim() !== "") return normalizePath(card.url);
  const pattern = patternFor(card.language, location, config);
  if (pattern !== undefined) {
    const url = expandPermalink(pattern, card, location);
    if (url !== null) return normalizePath(url);
  }
  if (card.slug !== null && location.kind === "leaf") return withLastSegment(plain, card.slug);
  return plain;
}

function patternFor(language: Language, location: PostLocation, config: Config): string | undefined {
  const permalinks = siteOf(language, config)?.permalinks;
  if (permalinks === undefined || location.logical === "") return undefined;
  const nested = location.logical.includes("/");
  const folder = location.logical.split("/", 1)[0]!;
  if (location.kind === "leaf") return lookUp(permalinks.page, nested ? folder : "/");
  const pattern = lookUp(permalinks.section, folder);
  // A fixed address is the top section's own; for every section below it, all of them would share it.
  return nested && !pattern?.includes(":section") ? undefined : pattern;
}

function lookUp(patterns: { readonly [section: string]: string }, section: string): string | undefined {
  const key = Object.hasOwn(patterns, section) ? section : section.toLowerCase();
  return Object.hasOwn(patterns, key) ? patterns[key] : undefined;
}

function withLastSegment(path: string, slug: string): string {
  return normalizePath(`${path.slice(0, path.lastIndexOf("/"))}/${urlizeText(slug)}`);
}

function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    if (text.charCodeAt(at) > 127) return false;
  }
  return true;
}
