import type { Content } from "../../compare/content.ts";
import type { Language } from "../../model/post.ts";
import { type CheckPost, clip, type PairContext, type PostCheck } from "./check.ts";
import { isFile, type LinkItem, linkItems } from "./link-items.ts";

/** A link into this site that leads to no page. */
export const linkDead: PostCheck = {
  code: "link-dead",
  scope: "post",
  run(post, other, pair, report) {
    if (pair.site.index === null) return;
    // A `ref` that neither language can resolve leads to a folder that we do not see: else the site would not build.
    const shared = new Set(other.contents.flatMap((content) => refsOf(other, content, pair)));
    for (const content of post.contents) {
      for (const item of linkItems(post, content, pair.site)) {
        if (isDead(item, post, pair) && !shared.has(item.href))
          report({ salient: item.href, item: clip(item.href), at: item.at });
      }
    }
  },
};

function refsOf(post: CheckPost, content: Content, pair: PairContext): string[] {
  return linkItems(post, content, pair.site)
    .filter((item) => item.href.startsWith("{{"))
    .map((item) => item.href);
}

function isDead(item: LinkItem, post: CheckPost, pair: PairContext): boolean {
  const { link, href } = item;
  if (link?.kind !== "unknown") return false;
  // The site generator itself cannot build these.
  if (/^\{\{[<%]\s*(?:rel)?ref\s/.test(href))
    return !/["'` ]lang\s*=/.test(href) && isKnownFolder(href, pair);
  if (/[{}]/.test(href) || isFile(href)) return false;
  if (/^[^:/?#]+\.(?:md|markdown)(?:[?#]|$)/i.test(href)) return true;
  if (link.named !== null && link.named !== post.language) return false;
  const segments = link.page.split("/").filter((segment) => segment !== "");
  // Lists, tags and pages of lists have addresses that no post has.
  if (segments.length !== 2 || segments[1] === "page" || segments[1] === "index.xml") return false;
  return foldersOf(pair, post.language).has(segments[0]!);
}

/** Whether posts of the folder that a `ref` names are known at all: it may be mounted from outside this checkout. */
function isKnownFolder(href: string, pair: PairContext): boolean {
  const folder = /["'`]\/?([^"'`/#]+)\//.exec(href)?.[1];
  if (folder === undefined) return true;
  const posts = pair.site.index?.posts ?? [];
  return posts.filter(({ location }) => location.logical.startsWith(`${folder}/`)).length >= FEWEST;
}

const FEWEST = 3;

/** First segments of addresses under which this language publishes posts, enough of them that we know the place. */
function foldersOf(pair: PairContext, language: Language): ReadonlySet<string> {
  const { index } = pair.site;
  if (index === null) return new Set();
  let folders = known.get(index)?.get(language);
  if (folders === undefined) {
    const counts = new Map<string, number>();
    for (const post of index.posts) {
      if (post.card.language !== language) continue;
      const segments = post.primary.split("/");
      if (segments.length === 3) counts.set(segments[1]!, (counts.get(segments[1]!) ?? 0) + 1);
    }
    folders = new Set([...counts].filter(([, n]) => n >= FEWEST).map(([folder]) => folder));
    const byLanguage = known.get(index) ?? new Map<Language, ReadonlySet<string>>();
    byLanguage.set(language, folders);
    known.set(index, byLanguage);
  }
  return folders;
}

const known = new WeakMap<object, Map<Language, ReadonlySet<string>>>();
