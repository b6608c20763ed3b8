import type { ContentRoot } from "../model/config.ts";
import type { Language } from "../model/post.ts";
import { isLanguageCode, matchLanguage } from "../site/language-codes.ts";
import { cleanMount, cleanPath, parentOf } from "./clean-path.ts";
import type { HugoSite } from "./detect-hugo.ts";
import { type DetectedRoot, detectLayout } from "./detect-layout.ts";
import type { ResolvedLanguages } from "./resolve-languages.ts";
import type { WrittenConfig } from "./schema.ts";

interface ResolvedRoots {
  readonly roots: readonly ContentRoot[];
  /** Some files carry a language in their name. */
  readonly suffixed: boolean;
}

/** Decides which folders hold posts: those that are written, else Hugo's, else what the paths show. */
export function resolveRoots(
  written: WrittenConfig,
  hugo: HugoSite | null,
  languages: ResolvedLanguages,
  paths: readonly string[],
): ResolvedRoots {
  // Order matters: the first is the language whose posts may lie beside the other languages' folders.
  const known = languages.known;
  const whole = detectLayout(paths, known);
  if (written.content?.roots !== undefined) {
    return { roots: writtenRoots(written.content.roots, known, paths), suffixed: whole.suffixed };
  }
  if (hugo === null) return { roots: whole.roots.map(asRoot), suffixed: whole.suffixed };
  return { roots: hugoRoots(hugo, languages, paths), suffixed: whole.suffixed };
}

type WrittenRoots = NonNullable<NonNullable<WrittenConfig["content"]>["roots"]>;

/** A folder written without a language may be a language's own (`content/en`) or hold folders of languages. */
function writtenRoots(
  written: WrittenRoots,
  known: readonly Language[],
  paths: readonly string[],
): readonly ContentRoot[] {
  return written.flatMap((item): readonly ContentRoot[] => {
    const { path, language, mount } = typeof item === "string" ? { path: item } : { ...item };
    const folder = cleanPath(path);
    const at = cleanMount(mount);
    if (language !== undefined) {
      return [{ path: folder, language: matchLanguage(language, known), mount: at, former: false }];
    }
    const own = languageOfFolder(folder, known);
    if (own !== null) return [{ path: folder, language: own, mount: at, former: false }];
    const below = detectLayout(paths, known, folder).roots.filter((root) => root.path !== folder);
    const rest: ContentRoot = { path: folder, language: null, mount: at, former: false };
    return [...below.map(asRoot).map((root) => underMount(root, at)), rest];
  });
}

function languageOfFolder(folder: string, known: readonly Language[]): Language | null {
  const name = folder.slice(folder.lastIndexOf("/") + 1);
  return isLanguageCode(name) ? matchLanguage(name, known) : null;
}

function underMount(root: ContentRoot, mount: string): ContentRoot {
  return { ...root, mount: [mount, root.mount].filter((part) => part !== "").join("/") };
}

function hugoRoots(
  hugo: HugoSite,
  languages: ResolvedLanguages,
  paths: readonly string[],
): readonly ContentRoot[] {
  const roots: ContentRoot[] = [];
  for (const folder of hugo.folders) {
    const language = folder.languages.length === 1 ? folder.languages[0]! : null;
    const own: ContentRoot = { path: folder.path, language, mount: folder.mount, former: false };
    if (folder.languages.length > 0) {
      roots.push(own);
      continue;
    }
    // Some sites keep `content/en` and `content/nb` as plain sections of one content folder.
    const below = detectLayout(paths, languages.known, folder.path).roots;
    const named = below.filter((root) => root.path !== folder.path).map(asRoot);
    roots.push(...named.map((root) => underMount(root, folder.mount)), own);
  }
  return [...roots, ...unmountedRoots(roots, languages, paths)];
}

/** A language that is asked for but that Hugo does not mount: its folder beside the others (`content/ja`). */
function unmountedRoots(
  roots: readonly ContentRoot[],
  languages: ResolvedLanguages,
  paths: readonly string[],
): readonly ContentRoot[] {
  const served = new Set(roots.map((root) => root.language));
  if (served.has(null) && roots.every((root) => root.language === null && root.mount === "")) return [];
  const missing = [languages.source, ...languages.targets].filter((language) => !served.has(language));
  if (missing.length === 0) return [];
  const parents = [...new Set(roots.map((root) => parentOf(root.path)))];
  return parents.flatMap((parent) =>
    detectLayout(paths, missing, parent)
      .roots.filter((root) => root.language !== null && parentOf(root.path) === parent)
      .map(asRoot),
  );
}

function asRoot(root: DetectedRoot): ContentRoot {
  return { path: root.path, language: root.language, mount: root.mount, former: false };
}
