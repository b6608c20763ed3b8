import type { Permalinks } from "../model/config.ts";
import type { Language } from "../model/post.ts";
import { isLanguageCode, normalizeLanguage } from "../site/language-codes.ts";
import type { ReadText } from "./read-config.ts";
import { type HugoTree, isTree, readHugoFiles } from "./read-hugo-files.ts";

/** One language of a Hugo site. */
export interface HugoLanguage {
  readonly language: Language;
  /** The key under `languages`, which Hugo also uses in URLs and file names: `no`, `nb-NO`. */
  readonly key: string;
  readonly baseUrl: string | null;
  readonly permalinks: Permalinks;
}

/** A folder of content, as mounted. Several languages: the files belong to each of them. */
export interface HugoFolder {
  readonly path: string;
  /** Empty: no language is named, file names tell. */
  readonly languages: readonly Language[];
  /** Where its files appear below the content, empty for the top. */
  readonly mount: string;
}

export interface HugoSite {
  readonly files: readonly string[];
  readonly unreadable: readonly string[];
  /** Disabled ones left out, in Hugo's order (weight, then code). */
  readonly languages: readonly HugoLanguage[];
  readonly defaultLanguage: Language;
  readonly folders: readonly HugoFolder[];
}

/** Reads languages, content folders and URL patterns from Hugo's configuration; null when there is none. */
export async function detectHugo(readText: ReadText): Promise<HugoSite | null> {
  const read = await readHugoFiles(readText);
  if (read === null) return null;
  const { tree, files, unreadable } = read;
  const defaultKey = textOf(tree["defaultcontentlanguage"]) ?? "en";
  const tables = languageTables(tree, defaultKey);
  const languages = tables.map(([key, table]): HugoLanguage => {
    return {
      language: normalizeLanguage(key),
      key,
      baseUrl: textOf(table["baseurl"]) ?? textOf(tree["baseurl"]),
      permalinks: mergePermalinks(readPermalinks(tree["permalinks"]), readPermalinks(table["permalinks"])),
    };
  });
  const defaultLanguage = normalizeLanguage(defaultKey);
  return { files, unreadable, languages, defaultLanguage, folders: readFolders(tree, tables) };
}

type LanguageTable = readonly [key: string, table: HugoTree];

function languageTables(tree: HugoTree, defaultKey: string): readonly LanguageTable[] {
  const all = isTree(tree["languages"]) ? tree["languages"] : {};
  const disabled = new Set(textsOf(tree["disablelanguages"]).map((key) => key.toLowerCase()));
  const tables = Object.entries(all)
    .filter((entry): entry is [string, HugoTree] => isTree(entry[1]))
    .filter(([key, table]) => table["disabled"] !== true && !disabled.has(key));
  if (tables.length === 0) return [[defaultKey, {}]];
  const weight = ([, table]: LanguageTable): number =>
    Number(table["weight"] ?? 0) || Number.MAX_SAFE_INTEGER;
  return tables.sort((a, b) => weight(a) - weight(b) || (a[0] < b[0] ? -1 : 1));
}

/** `{posts: "/:slug/"}` is for pages; newer sites write `{page: {…}, section: {…}}`. Keys are sections. */
function readPermalinks(value: unknown): Permalinks {
  if (!isTree(value)) return { page: {}, section: {} };
  const plain = Object.entries(value).filter(([, pattern]) => typeof pattern === "string");
  return {
    page: { ...stringsOf(Object.fromEntries(plain)), ...stringsOf(value["page"]) },
    section: stringsOf(value["section"]),
  };
}

function mergePermalinks(site: Permalinks, language: Permalinks): Permalinks {
  return {
    page: { ...site.page, ...language.page },
    section: { ...site.section, ...language.section },
  };
}

/** Content folders by Hugo's precedence: mounts onto `content`, else each language's `contentDir`, else the site's. */
function readFolders(tree: HugoTree, tables: readonly LanguageTable[]): readonly HugoFolder[] {
  const mounted = readMounts(tree);
  if (mounted.length > 0) return mounted;
  const common = textOf(tree["contentdir"]) ?? "content";
  const named = tables.filter(([, table]) => textOf(table["contentdir"]) !== null);
  const folders = named.map(([key, table]): HugoFolder => {
    return {
      path: cleanFolder(textOf(table["contentdir"])!),
      languages: [normalizeLanguage(key)],
      mount: "",
    };
  });
  if (named.length < tables.length) folders.push({ path: cleanFolder(common), languages: [], mount: "" });
  return folders.filter((folder) => isInside(folder.path));
}

function readMounts(tree: HugoTree): readonly HugoFolder[] {
  const module = isTree(tree["module"]) ? tree["module"] : {};
  const mounts = Array.isArray(module["mounts"]) ? module["mounts"].filter(isTree) : [];
  const folders = new Map<string, HugoFolder>();
  for (const mount of mounts) {
    const [source, target] = [textOf(mount["source"]), textOf(mount["target"])];
    if (source === null || target === null) continue;
    const at = cleanFolder(target);
    const path = cleanFolder(source);
    if (!/^content(\/|$)/.test(at) || !isInside(path)) continue;
    const below = at.slice("content".length).replace(/^\//, "");
    // The same folder is mounted once for each language that shares it.
    const key = `${path}\n${below}`;
    const languages = [...(folders.get(key)?.languages ?? []), ...mountLanguages(mount)];
    folders.set(key, { path, languages: [...new Set(languages)], mount: below });
  }
  return [...folders.values()];
}

/** `lang = "nb"`, or since Hugo 0.153 `sites.matrix.languages = ["nb"]`, where globs may stand too. */
function mountLanguages(mount: HugoTree): readonly Language[] {
  const sites = isTree(mount["sites"]) ? mount["sites"] : {};
  const matrix = isTree(sites["matrix"]) ? sites["matrix"] : {};
  const written = [...textsOf(mount["lang"]), ...textsOf(matrix["languages"])];
  return written.filter((code) => isLanguageCode(code) || /^[a-z]{3}$/i.test(code)).map(normalizeLanguage);
}

function cleanFolder(path: string): string {
  const clean = path
    .replaceAll("\\", "/")
    .split("/")
    .filter((step) => step !== "" && step !== ".")
    .join("/");
  const absolute = path.startsWith("/") || /^[a-z]:/i.test(path);
  return absolute ? `/${clean}` : clean === "" ? "." : clean;
}

/** Only folders of the project are read: not `../shared`, not `/srv/content`, no module's files. */
function isInside(path: string): boolean {
  return !path.startsWith("/") && !path.split("/").includes("..");
}

function textOf(value: unknown): string | null {
  return typeof value === "string" && value.trim() !== "" ? value.trim() : null;
}

function textsOf(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : [];
}

function stringsOf(value: unknown): { readonly [key: string]: string } {
  if (!isTree(value)) return {};
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}
