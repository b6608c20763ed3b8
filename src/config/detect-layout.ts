import type { Language } from "../model/post.ts";
import { isLanguageCode, matchLanguage, normalizeLanguage } from "../site/language-codes.ts";

/** What the paths of the project's Markdown files say of where posts lie and how languages are told apart. */
export interface DetectedLayout {
  readonly roots: readonly DetectedRoot[];
  /** Languages that paths name, in order of their number of posts, most first. */
  readonly languages: readonly Language[];
  /** Some file names carry a language (`post.nb.md`), so those without one are in the default language. */
  readonly suffixed: boolean;
}

export interface DetectedRoot {
  readonly path: string;
  readonly language: Language | null;
  readonly mount: string;
}

/** Folders that usually hold posts, the likeliest first. */
const USUAL_FOLDERS = [
  "content",
  "src/content",
  "posts",
  "_posts",
  "blog",
  "src/posts",
  "articles",
  "pages",
  "docs",
];

const MARKED_NAME = /\.[A-Za-z]{2,3}(?:[-_][A-Za-z]{2,4})?\.(?:md|markdown)$/;

interface LanguageFolder {
  readonly parent: string;
  readonly name: string;
  readonly language: Language;
  count: number;
}

/**
 * Finds language folders (`content/en`, `content/nb`), language suffixes (`post.nb.md`), or else the folder of a mixed
 * tree. `wanted` are languages that somebody named; null lets any language code count that stands beside another.
 */
export function detectLayout(
  paths: readonly string[],
  wanted: readonly Language[] | null,
  within: string | null = null,
): DetectedLayout {
  const inside =
    within === null || within === "." ? paths : paths.filter((path) => path.startsWith(`${within}/`));
  const folders = chooseGroup(findLanguageFolders(inside, wanted), wanted);
  const suffixes = findSuffixes(inside, wanted);
  const languages = countLanguages(folders, suffixes.counts);
  const roots =
    folders.length > 0
      ? rootsOfFolders(folders, inside, wanted)
      : [mixedRoot(inside, suffixes.paths, within)];
  return { roots, languages, suffixed: suffixes.paths.length > 0 };
}

/** The outermost folder named like a language on each path. */
function findLanguageFolders(
  paths: readonly string[],
  wanted: readonly Language[] | null,
): readonly LanguageFolder[] {
  const found = new Map<string, LanguageFolder>();
  const known = new Map<string, Language | null>();
  for (const path of paths) {
    let start = 0;
    for (let slash = path.indexOf("/"); slash >= 0; slash = path.indexOf("/", start)) {
      const name = path.slice(start, slash);
      let language = known.get(name);
      if (language === undefined) {
        language = folderLanguage(name, wanted);
        known.set(name, language);
      }
      if (language !== null) {
        const folder = path.slice(0, slash);
        const held = found.get(folder);
        if (held === undefined) {
          const parent = start === 0 ? "." : path.slice(0, start - 1);
          found.set(folder, { parent, name, language, count: 1 });
        } else held.count += 1;
        break;
      }
      start = slash + 1;
    }
  }
  return [...found.values()];
}

function folderLanguage(name: string, wanted: readonly Language[] | null): Language | null {
  if (name.length < 2 || name.length > 10) return null;
  if (wanted !== null) return matchLanguage(name, wanted);
  return isLanguageCode(name) ? normalizeLanguage(name) : null;
}

/**
 * Many short words are language codes (`it`, `no`, `hr`). When nobody named languages, a folder counts only beside
 * another one; and of several such places the usual one wins, so that test data elsewhere is not taken for posts.
 */
function chooseGroup(
  folders: readonly LanguageFolder[],
  wanted: readonly Language[] | null,
): readonly LanguageFolder[] {
  const groups = groupByParent(folders);
  const good = [...groups.entries()].filter(([, items]) => {
    const languages = new Set(items.map((item) => item.language));
    return languages.size > 1 || (wanted !== null && wanted.length > 0);
  });
  if (good.length === 0) return [];
  good.sort(([a], [b]) => rankFolder(a) - rankFolder(b) || depth(a) - depth(b) || (a < b ? -1 : 1));
  const [best] = good[0]!;
  const home = USUAL_FOLDERS[rankFolder(best)] ?? best;
  return good
    .filter(([parent]) => parent === home || parent.startsWith(`${home}/`))
    .flatMap(([, items]) => items);
}

function groupByParent(folders: readonly LanguageFolder[]): Map<string, LanguageFolder[]> {
  const groups = new Map<string, LanguageFolder[]>();
  for (const folder of folders) {
    const group = groups.get(folder.parent);
    if (group === undefined) groups.set(folder.parent, [folder]);
    else group.push(folder);
  }
  return groups;
}

function rankFolder(folder: string): number {
  const rank = USUAL_FOLDERS.findIndex((usual) => folder === usual || folder.startsWith(`${usual}/`));
  return rank < 0 ? USUAL_FOLDERS.length : rank;
}

function depth(folder: string): number {
  return folder === "." ? 0 : folder.split("/").length;
}

function rootsOfFolders(
  folders: readonly LanguageFolder[],
  paths: readonly string[],
  wanted: readonly Language[] | null,
): readonly DetectedRoot[] {
  const parents = [...new Set(folders.map((folder) => folder.parent))];
  const top = commonFolder(parents);
  const mountOf = (parent: string): string =>
    parent === top ? "" : top === "." ? parent : parent.slice(top.length + 1);
  const roots: DetectedRoot[] = folders.map(({ parent, name, language }) => {
    return { path: parent === "." ? name : `${parent}/${name}`, language, mount: mountOf(parent) };
  });
  // `docs/guide.md` beside `docs/zh/guide.md`: the source language has no folder of its own.
  const source = wanted?.[0] ?? "en";
  for (const parent of parents) {
    const ownFolder = folders.some((folder) => folder.parent === parent && folder.language === source);
    const prefix = parent === "." ? "" : `${parent}/`;
    const loose = !ownFolder && paths.some((path) => path.startsWith(prefix) && !isBelowAny(path, roots));
    if (loose) roots.push({ path: parent, language: null, mount: mountOf(parent) });
  }
  return roots.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function isBelowAny(path: string, roots: readonly DetectedRoot[]): boolean {
  return roots.some((root) => path.startsWith(`${root.path}/`));
}

function commonFolder(folders: readonly string[]): string {
  let common = folders[0]!.split("/");
  for (const folder of folders) {
    const steps = folder.split("/");
    const end = common.findIndex((step, at) => steps[at] !== step);
    if (end >= 0) common = common.slice(0, end);
  }
  return common.length === 0 ? "." : common.join("/");
}

interface Suffixes {
  readonly paths: readonly string[];
  readonly counts: ReadonlyMap<Language, number>;
}

/** Files named `post.nb.md`. When nobody named languages, only beside `post.md` or the same post in another one. */
function findSuffixes(paths: readonly string[], wanted: readonly Language[] | null): Suffixes {
  if (!paths.some((path) => MARKED_NAME.test(path))) return { paths: [], counts: new Map() };
  const bySibling = new Map<string, Set<string>>();
  const marked: { path: string; stem: string; language: Language }[] = [];
  for (const path of paths) {
    const parts = /^(.+?)(?:\.([A-Za-z]{2,3}(?:[-_][A-Za-z]{2,4})?))?\.(?:md|markdown)$/.exec(path);
    if (parts === null) continue;
    const code = parts[2];
    const language =
      code === undefined
        ? null
        : wanted !== null
          ? matchLanguage(code, wanted)
          : isLanguageCode(code)
            ? normalizeLanguage(code)
            : null;
    const stem = language === null && code !== undefined ? path : parts[1]!;
    const siblings = bySibling.get(stem);
    if (siblings === undefined) bySibling.set(stem, new Set([language ?? ""]));
    else siblings.add(language ?? "");
    if (language !== null) marked.push({ path, stem, language });
  }
  const counts = new Map<Language, number>();
  const found: string[] = [];
  for (const { path, stem, language } of marked) {
    if (wanted === null && bySibling.get(stem)!.size < 2) continue;
    found.push(path);
    counts.set(language, (counts.get(language) ?? 0) + 1);
  }
  return { paths: found, counts };
}

function countLanguages(
  folders: readonly LanguageFolder[],
  suffixes: ReadonlyMap<Language, number>,
): readonly Language[] {
  const counts = new Map(suffixes);
  for (const { language, count } of folders) counts.set(language, (counts.get(language) ?? 0) + count);
  return [...counts.keys()].sort((a, b) => counts.get(b)! - counts.get(a)! || (a < b ? -1 : 1));
}

/** The folder of a tree that mixes languages: the usual one that has posts, best with suffixes among them. */
function mixedRoot(
  paths: readonly string[],
  suffixed: readonly string[],
  within: string | null,
): DetectedRoot {
  if (within !== null) return { path: within, language: null, mount: "" };
  const evidence = suffixed.length > 0 ? suffixed : paths;
  const usual = USUAL_FOLDERS.find((folder) => evidence.some((path) => path.startsWith(`${folder}/`)));
  if (usual !== undefined) return { path: usual, language: null, mount: "" };
  const folders = evidence.map((path) => (path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : "."));
  return { path: suffixed.length > 0 ? commonFolder(folders) : ".", language: null, mount: "" };
}
