import type { Config } from "../model/config.ts";
import type { Language } from "../model/post.ts";
import { urlPrefixesOf } from "./language-codes.ts";

/** A link target taken apart. `path` is in comparison form: `/blog/post`, `/` for the home page. */
export interface SiteUrl {
  readonly path: string;
  /** Language that the host or a dropped prefix stands for; null when the URL does not say. */
  readonly language: Language | null;
  readonly query: string;
  /** Without `#`, as written. */
  readonly fragment: string;
}

/** What is known of a site's own addresses, made once per configuration. */
export interface SiteAddresses {
  /** `example.no` → nb; null when several languages share the host. */
  readonly hosts: ReadonlyMap<string, Language | null>;
  /** `no` → nb. */
  readonly prefixes: ReadonlyMap<string, Language>;
}

/** Already in comparison form, but for a slash at the end and a language prefix. */
const SIMPLE_PATH = /^(?:\/[a-z0-9_-]+)+\/?$/;
const INDEX_END = /\/_?index\/?$/;
const ABSOLUTE = /^(?:[a-z][a-z0-9+.-]*:)?\/\//i;
const SCHEME = /^[a-z][a-z0-9+.-]*:/i;

/** Collects hosts and language prefixes of the site's languages. */
export function readSiteAddresses(config: Config): SiteAddresses {
  const hosts = new Map<string, Language | null>();
  const prefixes = new Map<string, Language>();
  for (const site of config.sites) {
    for (const prefix of site.prefixes) prefixes.set(prefix.toLowerCase(), site.language);
    const host = hostOf(site.baseUrl ?? "");
    if (host === null) continue;
    const owner = hosts.get(host);
    hosts.set(host, owner === undefined || owner === site.language ? site.language : null);
  }
  for (const language of [config.source, ...config.targets]) {
    for (const prefix of urlPrefixesOf(language)) {
      if (!prefixes.has(prefix)) prefixes.set(prefix, language);
    }
  }
  return { hosts, prefixes };
}

function hostOf(url: string): string | null {
  if (!ABSOLUTE.test(url)) return null;
  const host = url.slice(url.indexOf("//") + 2).split(/[/?#]/, 1)[0]!;
  return host === "" ? null : host.toLowerCase().replace(/^www\./, "");
}

/**
 * A URL of the site in comparison form, or null when it leads elsewhere (another host, `mailto:`). Relative
 * URLs (`post/`, `../x`) are not resolved here: they count as if they began at the top.
 */
export function parseSiteUrl(url: string, site: SiteAddresses): SiteUrl | null {
  let rest = url.trim();
  let language: Language | null = null;
  if (ABSOLUTE.test(rest)) {
    const host = hostOf(rest);
    if (host === null || !site.hosts.has(host)) return null;
    language = site.hosts.get(host) ?? null;
    const slash = rest.indexOf("/", rest.indexOf("//") + 2);
    rest = slash < 0 ? "/" : rest.slice(slash);
  } else if (SCHEME.test(rest)) {
    return null;
  }
  const hash = rest.indexOf("#");
  const fragment = hash < 0 ? "" : rest.slice(hash + 1);
  if (hash >= 0) rest = rest.slice(0, hash);
  const mark = rest.indexOf("?");
  const query = mark < 0 ? "" : rest.slice(mark + 1);
  if (mark >= 0) rest = rest.slice(0, mark);
  const [path, prefixLanguage] = dropLanguagePrefix(normalizePath(rest), site);
  return { path, language: prefixLanguage ?? language, query, fragment };
}

/** The comparison form alone; null for what leads elsewhere. */
export function normalizeUrl(url: string, site: SiteAddresses): string | null {
  // Nearly all aliases are plain paths in lower case; they need no more than the slash and the prefix.
  if (isSimplePath(url)) return dropLanguagePrefix(dropSlash(url), site)[0];
  return parseSiteUrl(url, site)?.path ?? null;
}

/** Case, slashes, `index.html`, percent-encoding, Unicode form and a Markdown ending, brought to one form. */
export function normalizePath(path: string): string {
  if (isSimplePath(path)) return dropSlash(path);
  const plain = decodePath(path.trim()).normalize("NFC").toLowerCase().replaceAll("\\", "/");
  const segments: string[] = [];
  for (const segment of plain.split("/")) {
    if (segment === "" || segment === ".") continue;
    // `..` at the top leads nowhere; it must not climb out of the site.
    if (segment === "..") segments.pop();
    else segments.push(segment);
  }
  let last = segments.pop();
  if (last !== undefined) {
    last = last.replace(/\.(?:md|markdown|html?)$/, "");
    if (last !== "index" && last !== "_index" && last !== "") segments.push(last);
  }
  return `/${segments.join("/")}`;
}

/** Is the path in plain lower-case ASCII, as nearly all are, so that nothing but a last slash can differ? */
export function isSimplePath(path: string): boolean {
  return SIMPLE_PATH.test(path) && !INDEX_END.test(path);
}

function dropSlash(path: string): string {
  return path.charCodeAt(path.length - 1) === 47 ? path.slice(0, -1) : path;
}

function decodePath(path: string): string {
  if (!path.includes("%")) return path;
  try {
    return decodeURIComponent(path);
  } catch {
    // One bad escape must not keep the good ones from being compared.
    return path.replace(/(?:%[0-9a-f]{2})+/gi, (run) => {
      try {
        return decodeURIComponent(run);
      } catch {
        return run;
      }
    });
  }
}

function dropLanguagePrefix(path: string, site: SiteAddresses): readonly [string, Language | null] {
  const end = path.indexOf("/", 1);
  // Codes are short; looking up long first segments would be wasted.
  if ((end < 0 ? path.length : end) > 12) return [path, null];
  const language = site.prefixes.get(end < 0 ? path.slice(1) : path.slice(1, end));
  if (language === undefined) return [path, null];
  return [end < 0 ? "/" : path.slice(end), language];
}
