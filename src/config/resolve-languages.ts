import type { Language } from "../model/post.ts";
import { matchLanguage, normalizeLanguage } from "../site/language-codes.ts";
import { DEFAULTS } from "./defaults.ts";
import type { HugoSite } from "./detect-hugo.ts";
import { detectLayout } from "./detect-layout.ts";
import type { WrittenConfig } from "./schema.ts";

/** `--source` and `--target` as given; targets may be several. */
export interface LanguageOptions {
  readonly source?: string | undefined;
  readonly targets?: readonly string[] | undefined;
}

export interface ResolvedLanguages {
  readonly source: Language;
  readonly targets: readonly Language[];
  /** These and all other languages that the site is known to have, `source` first. */
  readonly known: readonly Language[];
}

/** Decides which languages are compared: command line, configuration, else what the site holds. */
export function resolveLanguages(
  written: WrittenConfig,
  hugo: HugoSite | null,
  options: LanguageOptions,
  paths: readonly string[],
): ResolvedLanguages {
  const present = presentLanguages(hugo, paths);
  const named = (code: string): Language => matchLanguage(code, present) ?? normalizeLanguage(code);
  const wantedTargets = (options.targets ?? written.languages?.targets)?.map(named);
  const wantedSource = options.source ?? written.languages?.source;
  const source =
    wantedSource !== undefined ? named(wantedSource) : defaultSource(present, wantedTargets ?? [], hugo);
  const targets = wantedTargets?.filter((language) => language !== source) ?? defaultTargets(present, source);
  const unique = [...new Set(targets)];
  const hugoLanguages = hugo?.languages.map((item) => item.language) ?? [];
  const configured = Object.keys(written.site ?? {}).map(normalizeLanguage);
  const known = [...new Set([source, ...unique, ...hugoLanguages, ...configured, ...present])];
  return { source, targets: unique, known };
}

/** Languages with posts, most posts first: those of paths; and what Hugo lists, so far as files show none at all. */
function presentLanguages(hugo: HugoSite | null, paths: readonly string[]): readonly Language[] {
  const listed = hugo?.languages.map((item) => item.language) ?? [];
  const mounted = (hugo?.folders ?? []).filter((folder) => folder.languages.length === 1);
  const inMounts = mounted
    .filter((folder) => paths.some((path) => path.startsWith(`${folder.path}/`)))
    .flatMap((folder) => folder.languages);
  // The usual two may be named by folders and suffixes that alone would be too weak a sign.
  const usual = detectLayout(paths, [DEFAULTS.source, DEFAULTS.target, ...listed]).languages;
  const any = detectLayout(paths, null).languages;
  const found = [...new Set([...inMounts, ...usual, ...any])];
  return found.length > 0 ? found : listed;
}

function defaultSource(
  present: readonly Language[],
  targets: readonly Language[],
  hugo: HugoSite | null,
): Language {
  const free = present.filter((language) => !targets.includes(language));
  if (targets.includes(DEFAULTS.source)) return hugoDefault(hugo, free) ?? free[0] ?? DEFAULTS.target;
  const english = matchLanguage(DEFAULTS.source, free);
  return english ?? hugoDefault(hugo, free) ?? DEFAULTS.source;
}

function hugoDefault(hugo: HugoSite | null, free: readonly Language[]): Language | null {
  return hugo !== null && free.includes(hugo.defaultLanguage) ? hugo.defaultLanguage : null;
}

function defaultTargets(present: readonly Language[], source: Language): readonly Language[] {
  const others = present.filter((language) => language !== source);
  if (others.includes(DEFAULTS.target) || others.length === 0) {
    return source === DEFAULTS.target ? others : [DEFAULTS.target];
  }
  return [...others].sort();
}
