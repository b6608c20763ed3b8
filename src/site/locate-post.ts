import type { Config, ContentRoot } from "../model/config.ts";
import type { Language } from "../model/post.ts";
import { isLanguageCode, matchLanguage, normalizeLanguage } from "./language-codes.ts";

/** Where a post stands in the site, as far as its path tells. */
export interface PostLocation {
  /** The content root that holds the path (the deepest one); null when none does. */
  readonly root: ContentRoot | null;
  /** Language of the root's folder. */
  readonly directory: Language | null;
  /** Language of the file name: `nb` for `post.nb.md`. */
  readonly suffix: Language | null;
  /**
   * Path below the language root without extension and language, bundles folded: `blog/post` for `blog/post.md`,
   * `blog/post.nb.md` and `blog/post/index.md`; `blog` for `blog/_index.md`; empty for the home page.
   */
  readonly logical: string;
  readonly kind: "list" | "leaf";
  /** A page bundle: `index.md` or `_index.md` in a folder of its own. */
  readonly bundle: boolean;
}

interface Layout {
  /** Deepest first. */
  readonly roots: readonly ContentRoot[];
  readonly known: readonly Language[];
  /** Suffix as written in lower case → language, or null for what is no language here. Filled as names turn up. */
  readonly suffixes: Map<string, Language | null>;
}

const layouts = new WeakMap<Config, Layout>();

function layoutOf(config: Config): Layout {
  let layout = layouts.get(config);
  if (layout === undefined) {
    const roots = [...config.contentRoots].sort((a, b) => b.path.length - a.path.length);
    layout = { roots, known: knownLanguages(config), suffixes: fixedSuffixes(config) };
    layouts.set(config, layout);
  }
  return layout;
}

/** Languages that the site has, whether or not they are compared. */
export function knownLanguages(config: Config): readonly Language[] {
  const all = [config.source, ...config.targets, ...config.sites.map((site) => site.language)];
  return [...new Set(all)];
}

/** `dk` and `se` lead to Danish and Swedish in URLs, but `notes.se.md` is as likely Northern Sámi, or no language. */
function fixedSuffixes(config: Config): Map<string, Language | null> {
  const suffixes = new Map<string, Language | null>([
    ["dk", null],
    ["se", null],
  ]);
  for (const site of config.sites) {
    for (const prefix of site.prefixes) {
      if (normalizeLanguage(prefix) === site.language) suffixes.set(prefix.toLowerCase(), site.language);
    }
  }
  return suffixes;
}

/** The deepest content root that holds `path`, former roots included. */
export function findRoot(path: string, config: Config): ContentRoot | null {
  for (const root of layoutOf(config).roots) {
    if (isBelow(path, root.path)) return root;
  }
  return null;
}

/** Is `path` below `folder` (`.`: everything is)? */
export function isBelow(path: string, folder: string): boolean {
  if (folder === ".") return true;
  return path.length > folder.length && path.charCodeAt(folder.length) === 47 && path.startsWith(folder);
}

const EXTENSION = /\.(?:md|markdown|mdx|mdown|mkd)$/i;

/** Reads a path (relative to the project folder, with `/`) by Hugo's rules for languages, lists and bundles. */
export function locatePost(path: string, config: Config): PostLocation {
  const root = findRoot(path, config);
  const below = root === null || root.path === "." ? path : path.slice(root.path.length + 1);
  return { root, directory: root?.language ?? null, ...locateBelowRoot(below, config, root?.mount ?? "") };
}

/** The same for a path that is already below a language root, as `ref` and `relref` write it. */
export function locateBelowRoot(
  below: string,
  config: Config,
  mount = "",
): Omit<PostLocation, "root" | "directory"> {
  const slash = below.lastIndexOf("/");
  const folder = below.slice(0, Math.max(slash, 0));
  let name = below.slice(slash + 1).replace(EXTENSION, "");
  const suffix = suffixOf(name, layoutOf(config));
  if (suffix !== null) name = name.slice(0, name.lastIndexOf("."));
  // `index.md` at the very top is the home page for generators other than Hugo, and names no bundle.
  const home = name === "index" && folder === "" && mount === "";
  const bundle = !home && (name === "_index" || name === "index");
  const logical = [mount, folder, bundle || home ? "" : name].filter((part) => part !== "").join("/");
  return { suffix, logical, kind: name === "_index" || home ? "list" : "leaf", bundle };
}

function suffixOf(name: string, layout: Layout): Language | null {
  const dot = name.lastIndexOf(".");
  // A leading dot is a hidden file, and `.nb.md` has no name left.
  if (dot <= 0) return null;
  const written = name.slice(dot + 1).toLowerCase();
  let language = layout.suffixes.get(written);
  if (language === undefined) {
    // `v1.2.md` and `node.js.md`: only a code of one of the site's languages counts.
    language =
      isLanguageCode(written) || layout.known.includes(written) ? matchLanguage(written, layout.known) : null;
    layout.suffixes.set(written, language);
  }
  return language;
}
