import type { Content } from "../../compare/content.ts";
import { type ResolvedLink, resolveLink } from "../../site/resolve-link.ts";
import type { UrlIndex } from "../../site/url-index.ts";
import { comparableTarget } from "../../text/link-target.ts";
import { TOKEN } from "../../text/tokens.ts";
import type { CheckPost, SectionView, SiteKnowledge } from "./check.ts";
import type { Item } from "./compare-items.ts";
import { type Parts, partsOf } from "./parts.ts";

export interface LinkItem extends Item {
  readonly href: string;
  /** Null without knowledge of the site. */
  readonly link: ResolvedLink | null;
}

const known = new WeakMap<Content, readonly LinkItem[]>();

export function linkItems(
  post: Pick<CheckPost, "path">,
  content: Content,
  site: SiteKnowledge,
): readonly LinkItem[] {
  let links = known.get(content);
  if (links === undefined) {
    links = readLinks(post, partsOf(content), site);
    known.set(content, links);
  }
  return links;
}

export function linkItemsOf(site: SiteKnowledge): (view: SectionView) => readonly LinkItem[] {
  return (view) => linkItems(view.post, view.content, site);
}

function readLinks(post: Pick<CheckPost, "path">, parts: Parts, site: SiteKnowledge): LinkItem[] {
  const links: LinkItem[] = [];
  const add = (href: string, at: number): void => {
    const link = site.index === null ? null : resolve(site.index, post.path, href);
    links.push({ key: keyOf(href, link, site), text: href, at, href, link });
  };
  const { start } = parts.tokens;
  for (const i of parts.of(TOKEN.link)) {
    // What follows a `ref` tag is its fragment, and counted with it.
    if (endsTag(parts, start[i]!)) continue;
    add(wholeTag(parts, i), start[i]!);
  }
  for (const i of parts.of(TOKEN.argument)) {
    const { key, value } = splitArgument(parts.text(i));
    const shortcode = shortcodeOf(parts, i);
    if (shortcode === "ref" || shortcode === "relref") {
      if (key === "" || key === "path") add(`{{< ref "${value}" >}}`, start[i]!);
    } else if (
      /^(?:\/(?!\/)|https?:\/\/|#[a-z][\w-]*$)\S*$/.test(value) &&
      !isFile(value) &&
      !isColour(value)
    )
      add(value, start[i]!);
  }
  return links.sort((a, b) => a.at - b.at);
}

/** `/blog/post.md` names a file as `ref` does: the version in the link's own language is meant. */
function resolve(index: UrlIndex, from: string, href: string): ResolvedLink {
  if (/^\/[^:?]*\.(?:md|markdown)(?:#|$)/i.test(href)) {
    const named = resolveLink(index, from, `{{< ref "${href}" >}}`);
    if (named.kind === "post") return named;
  }
  return resolveLink(index, from, href);
}

const decoder = new TextDecoder();
const LONGEST_TAG = 300;

/** A quoted argument inside a quoted attribute cuts the tag short: `href="{{% relref "page.md" %}}"`. */
function wholeTag(parts: Parts, token: number): string {
  const text = parts.text(token);
  if (!text.startsWith("{{") || text.endsWith("}}")) return text;
  const from = parts.tokens.start[token]!;
  const ahead = decoder.decode(parts.content.bytes.subarray(from, from + LONGEST_TAG));
  const end = ahead.indexOf("}}");
  return end < 0 ? text : ahead.slice(0, end + 2) + (/^#[\w-]+/.exec(ahead.slice(end + 2))?.[0] ?? "");
}

function endsTag(parts: Parts, start: number): boolean {
  const { bytes } = parts.content;
  return bytes[start - 1] === 0x7d && bytes[start - 2] === 0x7d;
}

function isColour(value: string): boolean {
  return /^#(?:[\da-f]{3}|[\da-f]{4}|[\da-f]{6}|[\da-f]{8})$/i.test(value);
}

/** An image or a document rather than a page. */
export function isFile(href: string): boolean {
  return /\.(?:png|jpe?g|gif|svg|webp|avif|ico|mp3|mp4|m3u8|vtt|webm|mov|pdf|zip|gz|csv|json|xml|txt|docx?|xlsx?|pptx?|ics|asc|ya?ml|sh)(?:[?#]|$)/i.test(
    href,
  );
}

function keyOf(href: string, link: ResolvedLink | null, site: SiteKnowledge): string {
  if (/^mailto:/i.test(href)) return "mailto";
  if (/^tel:/i.test(href)) return "tel";
  switch (link?.kind) {
    case "post":
      return `post ${site.keyOf(link.path) ?? link.path}`;
    case "unknown":
      return `page ${link.page}`;
    case "fragment":
      return "self";
    default:
      return `external ${comparableAddress(href)}`;
  }
}

/** Path without language; of a home page the host's name, which differs between countries in its ending only. */
function comparableAddress(href: string): string {
  const path = comparableTarget(href);
  if (path !== "/") return path;
  const host = /^(?:https?:)?\/\/([^/?#]*)/i.exec(href)?.[1]?.toLowerCase() ?? "";
  return host.replace(/^www\./, "").replace(/\.[a-z]+$/, "");
}

/** `key="value` as the tokenizer cuts it; unnamed arguments have an empty key. */
export function splitArgument(text: string): { readonly key: string; readonly value: string } {
  const named = /^([\w.-]+)\s*=\s*["`]?([\s\S]*)$/.exec(text);
  return named === null
    ? { key: "", value: text.replace(/^["`]/, "") }
    : { key: named[1]!, value: named[2]! };
}

/** Name of the shortcode that an argument token belongs to. */
export function shortcodeOf(parts: Parts, argument: number): string {
  for (let i = argument - 1; i >= 0; i--) if (parts.tokens.kind[i] === TOKEN.shortcode) return parts.text(i);
  return "";
}
