import type { Language } from "../model/post.ts";
import { locateBelowRoot, locatePost } from "./locate-post.ts";
import { normalizePath, parseSiteUrl } from "./normalize-url.ts";
import { type IndexedPost, type LanguageUrls, postsAt, postsNamed, type UrlIndex } from "./url-index.ts";

/** Where a link leads. `fragment` is without `#`, as written; empty when there is none. */
export type ResolvedLink =
  | {
      readonly kind: "post";
      readonly path: string;
      readonly language: Language;
      /** `file`: a link to the Markdown file; `path`: the plain path of a post that is published elsewhere. */
      readonly via: "url" | "alias" | "ref" | "file" | "path";
      /** Language that the link itself names by host, prefix or `lang=`; null when it names none. */
      readonly named: Language | null;
      readonly fragment: string;
    }
  | { readonly kind: "fragment"; readonly fragment: string }
  | { readonly kind: "external"; readonly url: string }
  /** An address of this site by its form, but of no post that we know: a file, a list, a dead link. */
  | {
      readonly kind: "unknown";
      /** Comparison form, language prefix dropped. */
      readonly page: string;
      readonly named: Language | null;
      readonly fragment: string;
    };

const REF_TAG = /^\{\{[<%]-?\s*(?:rel)?ref\s+([\s\S]*?)\s*-?[>%]\}\}(#[\s\S]*)?$/;
const MARKDOWN_FILE = /\.(?:md|markdown|mdx)$/i;

/**
 * Resolves the target of a link in the post at `from` (relative to the project folder): absolute and relative URLs,
 * links to Markdown files, whole `{{< ref "…" >}}` tags.
 */
export function resolveLink(index: UrlIndex, from: string, href: string): ResolvedLink {
  const target = href.trim();
  if (target.startsWith("#")) return { kind: "fragment", fragment: target.slice(1) };
  const number = index.byPath.get(from);
  const post = number === undefined ? null : index.posts[number]!;
  const tag = REF_TAG.exec(target);
  if (tag !== null) return resolveRef(index, post, tag[1]!, tag[2] ?? "");
  const url = parseSiteUrl(target, index.addresses);
  if (url === null) return { kind: "external", url: target };
  if (url.path === "/" && target.startsWith("?")) return { kind: "fragment", fragment: url.fragment };
  const absolute = target.startsWith("/") || /^[a-z][a-z0-9+.-]*:/i.test(target);
  if (absolute) {
    return (
      findPage(index, url.path, url.language, url.fragment, post) ?? {
        kind: "unknown",
        page: url.path,
        named: url.language,
        fragment: url.fragment,
      }
    );
  }
  return resolveRelative(index, post, from, target, url.fragment);
}

function resolveRelative(
  index: UrlIndex,
  post: IndexedPost | null,
  from: string,
  target: string,
  fragment: string,
): ResolvedLink {
  const path = target.split(/[?#]/, 1)[0]!;
  if (MARKDOWN_FILE.test(path)) {
    const file = findFile(index, post, from, path, fragment);
    if (file !== null) return file;
  }
  const base = post?.primary ?? normalizePath(from);
  const page = normalizePath(`${base}/${path}`);
  // Browsers resolve against `/blog/post/`; many authors write as if posts lay side by side.
  const beside = normalizePath(`${base}/../${path}`);
  for (const candidate of page === beside ? [page] : [page, beside]) {
    const found = findPage(index, candidate, null, fragment, post);
    if (found !== null) return found;
  }
  return { kind: "unknown", page, named: null, fragment };
}

function findFile(
  index: UrlIndex,
  post: IndexedPost | null,
  from: string,
  path: string,
  fragment: string,
): ResolvedLink | null {
  const file = joinFile(from, safeDecode(path));
  const number = index.byPath.get(file);
  if (number !== undefined) return leadTo(index.posts[number]!, "file", null, fragment);
  // `other.md` in `post.nb.md` means the same language's file.
  const { logical } = locatePost(file, index.config);
  return findByLogical(index, logical, post?.card.language ?? null, "file", fragment);
}

function findPage(
  index: UrlIndex,
  page: string,
  named: Language | null,
  fragment: string,
  from: IndexedPost | null,
): ResolvedLink | null {
  const order = languageOrder(index, named, from?.card.language ?? null);
  for (const urls of order) {
    const published = pick(index, postsAt(urls.published, page));
    if (published !== null) return leadTo(published, "url", named, fragment);
    const alias = pick(index, postsAt(urls.aliases, page));
    if (alias !== null) return leadTo(alias, "alias", named, fragment);
  }
  for (const urls of order) {
    const possible = pick(index, postsAt(urls.possible, page));
    if (possible !== null) return leadTo(possible, "path", named, fragment);
  }
  return null;
}

function languageOrder(
  index: UrlIndex,
  named: Language | null,
  own: Language | null,
): readonly LanguageUrls[] {
  const languages = [named, own, ...[...index.byLanguage.keys()].sort()];
  const order = new Set<LanguageUrls>();
  for (const language of languages) {
    const urls = language === null ? undefined : index.byLanguage.get(language);
    if (urls !== undefined) order.add(urls);
  }
  return [...order];
}

/** Several posts at one address: any answer must not depend on the order of files. */
function pick(index: UrlIndex, numbers: readonly number[]): IndexedPost | null {
  let best: IndexedPost | null = null;
  for (const number of numbers) {
    const post = index.posts[number]!;
    if (best === null || post.card.path < best.card.path) best = post;
  }
  return best;
}

/** Arguments of `ref`: `"blog/post.md#id"`, or `path="…" lang="nb"`. */
function resolveRef(index: UrlIndex, from: IndexedPost | null, args: string, after: string): ResolvedLink {
  const named = /\blang\s*=\s*["'`]?([\w-]+)/.exec(args)?.[1]?.toLowerCase();
  const lang = named === undefined ? null : (index.addresses.prefixes.get(named) ?? named);
  const written = /\bpath\s*=\s*["'`]([^"'`]*)/.exec(args)?.[1] ?? /^["'`]?([^"'`\s]*)/.exec(args)?.[1] ?? "";
  const [target = "", ownFragment = ""] = written.split("#", 2);
  const fragment = ownFragment === "" ? after.slice(1) : ownFragment;
  if (target === "") return { kind: "fragment", fragment };
  const language = lang ?? from?.card.language ?? null;
  const logical = logicalOfRef(target, index);
  const folder = from === null ? "" : from.location.logical.replace(/[^/]*$/, "");
  const candidates = target.startsWith("/") ? [logical] : [normalizePath(`${folder}/${logical}`), logical];
  for (const candidate of candidates) {
    const found = findByLogical(index, candidate, language, "ref", fragment);
    if (found !== null) return found;
  }
  if (!target.includes("/")) {
    const namesakes = postsNamed(index, logical).filter(
      (number) => language === null || index.posts[number]!.card.language === language,
    );
    if (namesakes.length === 1) return leadTo(index.posts[namesakes[0]!]!, "ref", lang, fragment);
  }
  return { kind: "unknown", page: normalizePath(target), named: lang, fragment };
}

function logicalOfRef(target: string, index: UrlIndex): string {
  const path = target.replace(/^\/+/, "");
  return MARKDOWN_FILE.test(path) ? locateBelowRoot(path, index.config).logical : path;
}

/** The post whose path below its language root is `logical`, in one language (null: in any). */
function findByLogical(
  index: UrlIndex,
  logical: string,
  language: Language | null,
  via: "ref" | "file",
  fragment: string,
): ResolvedLink | null {
  const page = normalizePath(logical);
  const tables = language === null ? [...index.byLanguage.values()] : [index.byLanguage.get(language)];
  for (const urls of tables) {
    const numbers = [...postsAt(urls?.published, page), ...postsAt(urls?.possible, page)];
    const same = numbers.filter((number) => normalizePath(index.posts[number]!.location.logical) === page);
    const post = pick(index, same);
    if (post !== null) return leadTo(post, via, null, fragment);
  }
  return null;
}

function leadTo(
  post: IndexedPost,
  via: "url" | "alias" | "ref" | "file" | "path",
  named: Language | null,
  fragment: string,
): ResolvedLink {
  return { kind: "post", path: post.card.path, language: post.card.language, via, named, fragment };
}

function joinFile(from: string, target: string): string {
  const parts = target.startsWith("/") ? [] : from.split("/").slice(0, -1);
  for (const segment of target.split("/")) {
    if (segment === "" || segment === ".") continue;
    if (segment === "..") parts.pop();
    else parts.push(segment);
  }
  return parts.join("/");
}

function safeDecode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/**
 * A key of the page that a link leads to, equal for all language versions of one page: two links of a pair that
 * differ in URL but lead to the same article have equal keys. `keyOf` gives the pair's key of a post's path, or null
 * for a post without counterpart. The fragment is left out.
 */
export function comparablePage(
  index: UrlIndex,
  from: string,
  href: string,
  keyOf: (path: string) => string | null,
): string {
  const link = resolveLink(index, from, href);
  switch (link.kind) {
    case "post":
      return `post ${keyOf(link.path) ?? link.path}`;
    case "unknown":
      return `page ${link.page}`;
    case "fragment":
      return "self";
    case "external":
      return `external ${link.url.split("#", 1)[0]!.replace(/\/$/, "")}`;
  }
}
