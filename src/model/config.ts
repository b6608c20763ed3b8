import type { Severity } from "./finding.ts";
import type { Language } from "./post.ts";

/** How a front-matter key or a shortcode argument is compared between the languages. */
export type ValueRole = "translatable" | "equal" | "ignored";

/** One folder that holds the posts of a site; `language` when the folder as a whole is in one language. */
export interface ContentRoot {
  /** Relative to the project folder, with `/`, no trailing slash; `.` for the project folder itself. */
  readonly path: string;
  readonly language: Language | null;
  /** Where the folder's files appear below the language's content, as Hugo mounts them: `docs`; empty for the top. */
  readonly mount: string;
  /** A root that posts lived in before; read for history only. */
  readonly former: boolean;
}

/** URL patterns of one language, from Hugo's `permalinks` (`blog` → `/perspectives/:slug/`). */
export interface Permalinks {
  readonly page: { readonly [section: string]: string };
  readonly section: { readonly [section: string]: string };
}

export interface LanguageSite {
  readonly language: Language;
  /** Codes and prefixes that mean this language in URLs and file names: `nb` → `nb`, `no`. */
  readonly prefixes: readonly string[];
  readonly baseUrl: string | null;
  readonly permalinks: Permalinks;
}

export const GATE_CONDITIONS = ["critical", "drift", "functional", "unpaired", "unreviewed", "none"] as const;
export type GateCondition = (typeof GATE_CONDITIONS)[number];

/** When `report` fails. Options on the command line win over these. */
export interface Gate {
  /** Null: the default of the command, which depends on `--since`. */
  readonly failOn: readonly GateCondition[] | null;
  /** How long drift may stay before it fails, seconds. */
  readonly grace: number | null;
  /** Most drifted sections allowed in the whole site. */
  readonly maxDebt: number | null;
}

/** The normalised configuration: every option filled in, globs and languages resolved. */
export interface Config {
  /** Absolute path of the folder that the configuration's paths are relative to. */
  readonly root: string;
  /** File it was read from, relative to `root`; null when all is detected or default. */
  readonly file: string | null;
  readonly source: Language;
  readonly targets: readonly Language[];
  readonly contentRoots: readonly ContentRoot[];
  /** Globs of posts, relative to `root`. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly sites: readonly LanguageSite[];
  /** Language of a post in a mixed tree that says nothing of its own; null: the source language. */
  readonly defaultLanguage: Language | null;
  readonly pairs: readonly (readonly [string, string])[];
  readonly independent: readonly (readonly [string, string])[];
  readonly noTranslate: readonly string[];
  /** Which unpaired posts are expected to have a counterpart. */
  readonly expect: "all" | "none" | readonly string[];
  readonly pairByPath: boolean;
  readonly machineKey: string;
  readonly originalKey: string;
  /** Front-matter keys that may declare a base commit, dotted: `default_lang_commit`, `l10n.sourceCommit`. */
  readonly baseCommitKeys: readonly string[];
  readonly frontMatter: {
    readonly translatable: readonly string[];
    readonly equal: readonly string[];
    readonly ignored: readonly string[];
  };
  /** `name.argument` (position for unnamed: `button.0`) → role; what is not listed is learned. */
  readonly shortcodes: { readonly [nameAndArgument: string]: ValueRole };
  /** Shortcodes whose inner text is code. */
  readonly rawShortcodes: readonly string[];
  /** Below this confidence a row is doubtful. */
  readonly doubtBelow: number;
  readonly checks: {
    readonly [code: string]: Severity | "off";
  };
  readonly suppress: readonly {
    readonly paths: readonly string[];
    readonly codes: readonly string[];
    readonly reason: string;
  }[];
  /** Largest file that is read, bytes. */
  readonly maxFileSize: number;
  readonly gate: Gate;
}
