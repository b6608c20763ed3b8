import { type CheckPost, clip, type PairContext, type PostCheck } from "./check.ts";
import { collectIds, headingSlugs } from "./heading-ids.ts";
import { type LinkItem, linkItems } from "./link-items.ts";

/** A link to a place in a page (`#…`) that the page does not have: headings were translated, links were not. */
export const anchorDead: PostCheck = {
  code: "anchor-dead",
  scope: "post",
  run(post, other, pair, report) {
    let foreign: ReadonlySet<string> | null = null;
    for (const item of fragmentLinks(post, pair)) {
      const ids = idsFor(item, post, pair);
      if (ids === null || holds(ids, item.fragment)) continue;
      // The same unknown id in both languages is one that the theme gives: #form, #top.
      foreign ??= deadFragments(other, pair);
      if (foreign.has(item.fragment) || !isLikelyHeading(item, post, other, pair)) continue;
      const right = suggest(item.fragment, post, other, pair);
      report({
        salient: item.href,
        item: right === null ? clip(item.href) : `${clip(item.href)} → #${clip(right)}`,
        at: item.at,
      });
    }
  },
};

interface FragmentLink extends LinkItem {
  readonly fragment: string;
  /** Post that the link leads to; null for the post itself. */
  readonly page: string | null;
}

function fragmentLinks(post: CheckPost, pair: PairContext): FragmentLink[] {
  const links: FragmentLink[] = [];
  for (const content of post.contents) {
    for (const item of linkItems(post, content, pair.site)) {
      const { link } = item;
      if (link === null || (link.kind !== "fragment" && link.kind !== "post")) continue;
      const fragment = decode(link.fragment);
      if (fragment === "" || fragment === "top" || fragment.startsWith(":~:")) continue;
      links.push({
        ...item,
        fragment,
        page: link.kind === "post" && link.path !== post.path ? link.path : null,
      });
    }
  }
  return links;
}

/** Themes give ids of their own, which no text tells. So it must look as if a heading of the text was meant. */
function isLikelyHeading(item: FragmentLink, post: CheckPost, other: CheckPost, pair: PairContext): boolean {
  if (item.page !== null) {
    const partner = pair.site.partnerOf(item.page, other.language);
    const ids = partner === null ? null : pair.site.idsOf(partner);
    return ids !== null && holds(ids, item.fragment);
  }
  if (holds(ownIds(other, pair), item.fragment)) return true;
  const own = fragmentLinks(post, pair).filter((link) => link.page === null);
  const theirs = fragmentLinks(other, pair).filter((link) => link.page === null);
  const twin =
    own.length === theirs.length ? theirs[own.findIndex((link) => link.at === item.at)] : undefined;
  return (
    (twin !== undefined && holds(ownIds(other, pair), twin.fragment)) || item.fragment.split("-").length > 2
  );
}

function idsFor(item: FragmentLink, post: CheckPost, pair: PairContext): ReadonlySet<string> | null {
  return item.page === null ? ownIds(post, pair) : pair.site.idsOf(item.page);
}

function ownIds(post: CheckPost, pair: PairContext): ReadonlySet<string> {
  return pair.memo(`ids ${post.path}`, () =>
    collectIds(post.bytes, post.post.frontMatter.range.end, post.post.sections),
  );
}

function deadFragments(post: CheckPost, pair: PairContext): ReadonlySet<string> {
  return pair.memo(`dead fragments ${post.path}`, () => {
    const dead = fragmentLinks(post, pair).filter((item) => {
      const ids = idsFor(item, post, pair);
      return ids !== null && !holds(ids, item.fragment);
    });
    return new Set(dead.map((item) => item.fragment));
  });
}

function holds(ids: ReadonlySet<string>, fragment: string): boolean {
  return ids.has(fragment) || ids.has(fragment.normalize("NFC"));
}

/** The id of the section that is the translation of the one meant. */
function suggest(fragment: string, post: CheckPost, other: CheckPost, pair: PairContext): string | null {
  for (const row of pair.rows) {
    const [own, foreign] = row.source.post === post ? [row.source, row.target] : [row.target, row.source];
    if (foreign.post !== other || !headingSlugs(foreign.section.heading).includes(fragment)) continue;
    return headingSlugs(own.section.heading)[0] ?? null;
  }
  return null;
}

function decode(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
