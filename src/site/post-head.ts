import type { FrontMatter, FrontMatterValue, Language } from "../model/post.ts";
import { normalizeLanguage } from "./language-codes.ts";

/**
 * What samsvar and Hugo ask of a header, typed. People write numbers for titles, strings for booleans and one alias
 * where a list belongs; these take what can be meant and answer null (or an empty list) for the rest.
 */

/** A value by its keys joined with `.`, list items by index from 0: `l10n.sourceCommit`, `faq.0.question`. */
export function findValue(frontMatter: FrontMatter, path: string): FrontMatterValue | undefined {
  const { data } = frontMatter;
  // A key with a dot in it, as one key, comes before the path that it looks like.
  if (Object.hasOwn(data, path)) return data[path];
  let value: FrontMatterValue | undefined = data;
  for (const key of path.split(".")) {
    if (value === null || typeof value !== "object" || !Object.hasOwn(value, key)) return undefined;
    if (isList(value) && key === "length") return undefined;
    value = (value as { readonly [key: string]: FrontMatterValue })[key];
  }
  return value;
}

export function readTitle(frontMatter: FrontMatter): string | null {
  return toText(findValue(frontMatter, "title"));
}

/** Addresses that also lead to the post, as written and in order: `aliases` or `alias`, a list or one text. */
export function readAliases(frontMatter: FrontMatter): readonly string[] {
  return ["aliases", "alias"].flatMap((key) => {
    const value = findValue(frontMatter, key);
    return (isList(value) ? value : [value]).map(toText).filter((text) => text !== null);
  });
}

/** 1-based line of the key that holds the aliases; null without one. */
export function findAliasLine(frontMatter: FrontMatter): number | null {
  return frontMatter.keyLines["aliases"] ?? frontMatter.keyLines["alias"] ?? null;
}

export function readSlug(frontMatter: FrontMatter): string | null {
  return toText(findValue(frontMatter, "slug"));
}

export function readUrl(frontMatter: FrontMatter): string | null {
  return toText(findValue(frontMatter, "url"));
}

/** The date as written; whether it is a date is for others to say. */
export function readDate(frontMatter: FrontMatter): string | null {
  return toText(findValue(frontMatter, "date"));
}

export function isDraft(frontMatter: FrontMatter): boolean {
  return isTrue(findValue(frontMatter, "draft"));
}

export function readTranslationKey(frontMatter: FrontMatter): string | null {
  return toText(findValue(frontMatter, "translationKey"));
}

/** The language that the post claims for itself in `language` or `lang`, normalised. */
export function readLanguage(frontMatter: FrontMatter): Language | null {
  return readLanguageKey(frontMatter, "language") ?? readLanguageKey(frontMatter, "lang");
}

/** The language that the article was written in first, if the post says so; normalised. */
export function readOriginal(frontMatter: FrontMatter, originalKey: string): Language | null {
  return readLanguageKey(frontMatter, originalKey);
}

/** Does the post carry the mark of a machine translation: `ai: true`, also `"true"` and `yes`? */
export function isMachineTranslated(frontMatter: FrontMatter, machineKey: string): boolean {
  return isTrue(findValue(frontMatter, machineKey));
}

/** `samsvar: {translate: false}` sets a post aside on purpose. */
export function isSetAside(frontMatter: FrontMatter): boolean {
  const value = findValue(frontMatter, "samsvar.translate");
  return value === false || (typeof value === "string" && FALSE.test(value));
}

/** The commit that the post declares as its base, by the first of the keys that holds a commit id. */
export function readBaseCommit(frontMatter: FrontMatter, keys: readonly string[]): string | null {
  for (const key of keys) {
    const commit = toText(findValue(frontMatter, key));
    if (commit !== null && COMMIT.test(commit)) return commit.toLowerCase();
  }
  return null;
}

const TRUE = /^(?:true|yes|on|1)$/i;
const FALSE = /^(?:false|no|off|0)$/i;
const COMMIT = /^[0-9a-f]{7,64}$/i;

function readLanguageKey(frontMatter: FrontMatter, key: string): Language | null {
  const text = toText(findValue(frontMatter, key));
  return text === null ? null : normalizeLanguage(text);
}

/** Text and numbers as text, blanks around it cut off; null for all else and for nothing. */
function toText(value: FrontMatterValue | undefined): string | null {
  if (typeof value !== "string" && typeof value !== "number") return null;
  const text = String(value).trim();
  return text === "" ? null : text;
}

function isTrue(value: FrontMatterValue | undefined): boolean {
  return value === true || (typeof value === "string" && TRUE.test(value));
}

function isList(value: FrontMatterValue | undefined): value is readonly FrontMatterValue[] {
  return Array.isArray(value);
}
