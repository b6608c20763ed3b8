import type { PostCard } from "../model/card.ts";
import type { Config } from "../model/config.ts";
import type { FrontMatter, FrontMatterValue, Language } from "../model/post.ts";
import {
  findAliasLine,
  isDraft,
  isMachineTranslated,
  isSetAside,
  readAliases,
  readDate,
  readOriginal,
  readSlug,
  readTitle,
  readTranslationKey,
  readUrl,
} from "./post-head.ts";

const IMAGE = /\.(?:jpe?g|png|gif|webp|avif|svg)$/i;

/** The record that addresses and pairing work on, from a post's header and the levels of its headings. */
export function makeCard(
  path: string,
  language: Language,
  frontMatter: FrontMatter,
  outline: readonly number[] | null,
  config: Config,
): PostCard {
  return {
    path,
    language,
    title: readTitle(frontMatter) ?? "",
    aliases: readAliases(frontMatter),
    aliasesLine: findAliasLine(frontMatter),
    slug: readSlug(frontMatter),
    url: readUrl(frontMatter),
    date: readDate(frontMatter),
    draft: isDraft(frontMatter),
    translationKey: readTranslationKey(frontMatter),
    machine: isMachineTranslated(frontMatter, config.machineKey),
    original: readOriginal(frontMatter, config.originalKey),
    translate: !isSetAside(frontMatter),
    images: findImages(frontMatter.data),
    outline,
  };
}

function findImages(data: { readonly [key: string]: FrontMatterValue }): readonly string[] {
  const images: string[] = [];
  for (const value of Object.values(data)) {
    if (typeof value === "string" && IMAGE.test(value)) images.push(value.slice(value.lastIndexOf("/") + 1));
  }
  return images;
}
