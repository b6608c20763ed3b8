import type { Config, ContentRoot, Gate, LanguageSite, Permalinks } from "../model/config.ts";
import type { Language } from "../model/post.ts";
import { matchLanguage, normalizeLanguage, urlPrefixesOf } from "../site/language-codes.ts";
import { cleanMount, cleanPath, isBelowFolder, joinFolder, parentOf } from "./clean-path.ts";
import { DEFAULTS } from "./defaults.ts";
import type { HugoSite } from "./detect-hugo.ts";
import { type LanguageOptions, resolveLanguages } from "./resolve-languages.ts";
import { resolveRoots } from "./resolve-roots.ts";
import type { WrittenConfig } from "./schema.ts";

export interface ConfigInput {
  /** Absolute path of the project folder. */
  readonly root: string;
  /** The configuration file, relative to `root`; null when there is none. */
  readonly file: string | null;
  readonly written: WrittenConfig;
  readonly hugo: HugoSite | null;
  /** `--source` and `--target`. */
  readonly options: LanguageOptions;
  /** The project's Markdown files, relative to `root`, at least those below `listingFolders`. */
  readonly paths: readonly string[];
}

/** Folders whose files must be listed before the configuration can be made; `.` when anything may hold posts. */
export function listingFolders(written: WrittenConfig, hugo: HugoSite | null): readonly string[] {
  const roots = written.content?.roots?.map((root) => cleanPath(typeof root === "string" ? root : root.path));
  const folders = roots ?? hugo?.folders.map((folder) => folder.path) ?? ["."];
  // Languages that Hugo does not mount may lie beside those it does.
  const parents = roots !== undefined ? folders : folders.map((folder) => parentOf(folder));
  const all = [...new Set([...folders, ...parents.filter((parent) => parent !== ".")])].sort();
  return all.filter((folder) => !all.some((other) => other !== folder && isBelowFolder(folder, other)));
}

/** Folders to read history in, for posts that moved there from elsewhere: `content` for `content/nb`. */
export function historyRoots(config: Config): readonly string[] {
  const folders = config.contentRoots.map((root) =>
    root.language === null || root.former ? root.path : parentOf(root.path),
  );
  const all = [...new Set(folders)].sort();
  if (all.includes(".")) return ["."];
  return all.filter((folder) => !all.some((other) => other !== folder && isBelowFolder(folder, other)));
}

/** Fills in every option from what is written, detected and given on the command line, in that order of weight. */
export function normalizeConfig(input: ConfigInput): Config {
  const { written, hugo, paths } = input;
  const languages = resolveLanguages(written, hugo, input.options, paths);
  const { source, targets } = languages;
  const compared = [source, ...targets];
  const { roots, suffixed } = resolveRoots(written, hugo, languages, paths);
  return {
    root: input.root,
    file: input.file,
    source,
    targets,
    contentRoots: [...roots, ...formerRoots(written, roots, compared)],
    include: (written.content?.include ?? DEFAULTS.include).map(cleanGlob),
    exclude: (written.content?.exclude ?? []).map(cleanGlob),
    sites: resolveSites(written, hugo, languages.known),
    defaultLanguage: resolveDefaultLanguage(written, hugo, languages.known, suffixed ? source : null),
    pairs: (written.pairs ?? []).map(cleanPair),
    independent: (written.independent ?? []).map(cleanPair),
    noTranslate: [...(written.noTranslate ?? []).map(cleanGlob), ...sharedFolders(hugo, compared, paths)],
    expect: Array.isArray(written.expect) ? written.expect.map(cleanGlob) : (written.expect ?? "all"),
    pairByPath: written.pairByPath ?? true,
    machineKey: written.machineKey ?? DEFAULTS.machineKey,
    originalKey: written.originalKey ?? DEFAULTS.originalKey,
    baseCommitKeys: written.baseCommitKeys ?? DEFAULTS.baseCommitKeys,
    frontMatter: resolveFields(written),
    shortcodes: written.shortcodes ?? {},
    rawShortcodes: written.rawShortcodes ?? DEFAULTS.rawShortcodes,
    doubtBelow: written.doubtBelow ?? DEFAULTS.doubtBelow,
    checks: written.checks ?? {},
    suppress: (written.suppress ?? []).map(({ paths: globs, codes, reason }) => {
      return { paths: (globs ?? ["**"]).map(cleanGlob), codes: codes ?? [], reason };
    }),
    maxFileSize: parseSize(written.maxFileSize) ?? DEFAULTS.maxFileSize,
    gate: resolveGate(written),
  };
}

function resolveSites(
  written: WrittenConfig,
  hugo: HugoSite | null,
  known: readonly Language[],
): readonly LanguageSite[] {
  return known.map((language): LanguageSite => {
    const detected = hugo?.languages.find((item) => item.language === language);
    const [, own] =
      Object.entries(written.site ?? {}).find(([code]) => normalizeLanguage(code) === language) ?? [];
    // `se` is Swedish in a URL only where no language of that code is about.
    const usual = urlPrefixesOf(language).filter((prefix) => prefix === language || !known.includes(prefix));
    const keyed = detected === undefined ? [] : [detected.key.toLowerCase()];
    return {
      language,
      prefixes: [...new Set([...(own?.prefixes ?? []), ...keyed, ...usual])],
      baseUrl: own?.baseUrl ?? detected?.baseUrl ?? null,
      permalinks: mergePermalinks(detected?.permalinks, own?.permalinks),
    };
  });
}

type WrittenPermalinks = NonNullable<NonNullable<WrittenConfig["site"]>[string]["permalinks"]>;

function mergePermalinks(detected: Permalinks | undefined, own: WrittenPermalinks | undefined): Permalinks {
  const page = detected?.page ?? {};
  const section = detected?.section ?? {};
  if (own === undefined) return { page, section };
  // A plain table is for pages, as in older Hugo. (Its values are texts; the other form's are tables.)
  const plain = Object.entries(own).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string",
  );
  if (plain.length > 0) return { page: { ...page, ...Object.fromEntries(plain) }, section };
  const byKind: Partial<Permalinks> = own as Partial<Permalinks>;
  return { page: { ...page, ...byKind.page }, section: { ...section, ...byKind.section } };
}

function resolveDefaultLanguage(
  written: WrittenConfig,
  hugo: HugoSite | null,
  known: readonly Language[],
  whenSuffixed: Language | null,
): Language | null {
  const own = written.content?.defaultLanguage;
  if (own !== undefined) return matchLanguage(own, known) ?? normalizeLanguage(own);
  return hugo?.defaultLanguage ?? whenSuffixed;
}

/** Files that Hugo publishes unchanged in several languages need no translation. */
function sharedFolders(
  hugo: HugoSite | null,
  compared: readonly Language[],
  paths: readonly string[],
): readonly string[] {
  const shared = (hugo?.folders ?? []).filter((folder) => {
    const many = compared.filter((language) => folder.languages.includes(language)).length > 1;
    return many && paths.some((path) => isBelowFolder(path, folder.path));
  });
  return shared.map((folder) => `${folder.path}/**`);
}

function formerRoots(
  written: WrittenConfig,
  roots: readonly ContentRoot[],
  known: readonly Language[],
): readonly ContentRoot[] {
  const former = (written.content?.former ?? []).map((root): ContentRoot => {
    const { path, language, mount } = typeof root === "string" ? { path: root } : { ...root };
    const folder = cleanPath(path);
    const code = language ?? folder.slice(folder.lastIndexOf("/") + 1);
    return { path: folder, language: matchLanguage(code, known), mount: cleanMount(mount), former: true };
  });
  const taken = new Set([...roots, ...former].map((root) => root.path));
  // The folder of `nb` was often `no` before.
  for (const root of roots) {
    if (root.language === null || !known.includes(root.language)) continue;
    for (const name of urlPrefixesOf(root.language)) {
      const path = joinFolder(parentOf(root.path), name);
      if (taken.has(path)) continue;
      taken.add(path);
      former.push({ path, language: root.language, mount: root.mount, former: true });
    }
  }
  return former;
}

/** Written lists add to the usual ones; a field that a person puts in one list leaves the others. */
function resolveFields(written: WrittenConfig): Config["frontMatter"] {
  const own = written.frontMatter ?? {};
  const named = new Set([...(own.translatable ?? []), ...(own.equal ?? []), ...(own.ignored ?? [])]);
  const merge = (usual: readonly string[], added: readonly string[] = []): readonly string[] => [
    ...usual.filter((field) => !named.has(field)),
    ...new Set(added),
  ];
  return {
    translatable: merge(DEFAULTS.translatable, own.translatable),
    equal: merge(DEFAULTS.equal, own.equal),
    ignored: merge(DEFAULTS.ignored, own.ignored),
  };
}

function resolveGate(written: WrittenConfig): Gate {
  const { failOn, grace, maxDebt } = written.gate ?? {};
  return {
    failOn: failOn === undefined ? null : typeof failOn === "string" ? [failOn] : failOn,
    grace: grace === undefined ? null : parseDuration(grace),
    maxDebt: maxDebt ?? null,
  };
}

/** `36h`, `14d`, `2w` in seconds; null for any other text. Also for `--grace`. */
export function parseDuration(text: string): number | null {
  const parts = /^(\d+) ?([hdw])$/.exec(text.trim());
  if (parts === null) return null;
  const seconds = parts[2] === "h" ? 3_600 : parts[2] === "d" ? 86_400 : 604_800;
  return Number(parts[1]) * seconds;
}

function parseSize(size: number | string | undefined): number | null {
  if (size === undefined || typeof size === "number") return size ?? null;
  const parts = /^(\d+(?:\.\d+)?) ?([kKMG]?)(i?)B$/.exec(size);
  if (parts === null) return null;
  const power = ["", "k", "m", "g"].indexOf(parts[2]!.toLowerCase());
  return Math.floor(Number(parts[1]) * (parts[3] === "i" ? 1024 : 1000) ** power);
}

/** Posts are named by path, or by an address, which begins with `/`. */
function cleanPair([one, other]: readonly [string, string]): readonly [string, string] {
  const clean = (name: string): string => (name.startsWith("/") ? name : cleanPath(name));
  return [clean(one), clean(other)];
}

function cleanGlob(glob: string): string {
  return glob.replace(/^(!?)\.\//, "$1");
}
