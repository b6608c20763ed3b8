import type { Config } from "../../model/config.ts";
import type { Language } from "../../model/post.ts";
import { parseSiteUrl } from "../../site/normalize-url.ts";
import type { ResolvedLink } from "../../site/resolve-link.ts";
import { postsAt, type UrlIndex } from "../../site/url-index.ts";
import { type CheckPost, clip, type PairContext, type PostCheck } from "./check.ts";
import { isFile, type LinkItem, linkItems } from "./link-items.ts";

/** A link to another language's version of a page that exists in this language too. */
export const linkLanguage: PostCheck = {
  code: "link-language",
  scope: "post",
  run(post, _other, pair, report) {
    for (const content of post.contents) {
      for (const item of linkItems(post, content, pair.site)) {
        const found = judgeLink(item, post, pair);
        if (found === null || saysWhichLanguage(post, item, found.language)) continue;
        report({
          salient: item.href,
          item: found.right === null ? clip(item.href) : `${clip(item.href)} → ${clip(found.right)}`,
          params: { language: found.language },
          at: item.at,
          replace: replacement(item, found.right, post, pair),
        });
      }
    }
  },
};

function judgeLink(
  item: LinkItem,
  post: CheckPost,
  pair: PairContext,
): { readonly language: Language; readonly right: string | null } | null {
  const { link } = item;
  const { index } = pair.site;
  if (index === null || link === null) return null;
  if (link.kind === "post") {
    if (link.language === post.language) return coveredAlias(item.href, link, post, index);
    const partner = pair.site.partnerOf(link.path, post.language);
    if (partner === null) return null;
    const number = index.byPath.get(partner);
    return number === undefined ? null : { language: link.language, right: index.posts[number]!.primary };
  }
  if (link.kind !== "unknown" || isFile(item.href)) return null;
  if (link.named !== null && link.named !== post.language && hasPage(pair, link.page)) {
    return { language: link.named, right: null };
  }
  // A host or a prefix that says which language it is of leaves nothing to guess.
  if (link.named !== null) return null;
  const owner = ownerOf(link.page, pair.config, post.language);
  return owner === null ? null : { language: owner, right: null };
}

/**
 * An alias of the own version that is the address of the other one: where all languages share a host, the page itself
 * wins over the alias, and readers land in the other language.
 */
function coveredAlias(
  href: string,
  link: Extract<ResolvedLink, { kind: "post" }>,
  post: CheckPost,
  index: UrlIndex,
): { readonly language: Language; readonly right: string | null } | null {
  if (link.via !== "alias" || link.named !== null) return null;
  if ([...index.addresses.hosts.values()].includes(post.language)) return null;
  const page = parseSiteUrl(href, index.addresses)?.path ?? "";
  for (const [language, urls] of index.byLanguage) {
    if (language === post.language || postsAt(urls.published, page).length === 0) continue;
    return { language, right: index.posts[index.byPath.get(link.path)!]!.primary };
  }
  return null;
}

/** The right address, where it is plain how this site writes it: each language on a host of its own, or with a prefix. */
function replacement(item: LinkItem, right: string | null, post: CheckPost, pair: PairContext) {
  const { index } = pair.site;
  if (right === null || index === null || !item.href.startsWith("/") || /[#?{]/.test(item.href)) return null;
  const prefix = /^\/([a-z]{2}(?:-[a-z]{2})?)(?=\/)/i.exec(item.href)?.[1]?.toLowerCase();
  const prefixed = prefix !== undefined && index.addresses.prefixes.has(prefix);
  if (!prefixed && ![...index.addresses.hosts.values()].includes(post.language)) return null;
  const end = item.at + Buffer.byteLength(item.href);
  return { start: item.at, end, text: prefixed ? `/${post.language}${right}` : right };
}

function hasPage(pair: PairContext, page: string): boolean {
  for (const urls of pair.site.index?.byLanguage.values() ?? []) {
    if (postsAt(urls.published, page).length > 0) return true;
  }
  return false;
}

/** The language whose permalinks alone begin like this address: `/tjanster/…` is Swedish here. */
function ownerOf(page: string, config: Config, own: Language): Language | null {
  const top = `/${page.split("/")[1] ?? ""}/`;
  if (page.split("/").length < 3) return null;
  const owners = config.sites.filter((site) =>
    [...Object.values(site.permalinks.page), ...Object.values(site.permalinks.section)].some((pattern) =>
      pattern.startsWith(top),
    ),
  );
  return owners.length === 0 || owners.some((site) => site.language === own) ? null : owners[0]!.language;
}

const NAMES: { readonly [language: Language]: RegExp } = {
  en: /english|engelsk|britain|storbritannia/i,
  nb: /norwegian|norsk|norway|norge/i,
  nn: /nynorsk/i,
  sv: /swedish|svensk|sweden|sverige/i,
  da: /danish|dansk|denmark|danmark/i,
};

const NEAR = 120;
const decoder = new TextDecoder();

/** "in English" beside the link: the reader is told, so it is meant. */
function saysWhichLanguage(post: CheckPost, item: LinkItem, language: Language): boolean {
  const around = decoder.decode(post.bytes.subarray(Math.max(0, item.at - NEAR), item.at + NEAR));
  return NAMES[language]?.test(around) ?? false;
}
