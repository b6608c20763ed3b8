import type { Config, ContentRoot } from "../model/config.ts";
import type { Language } from "../model/post.ts";
import { compileGlobs, type PathTest } from "../site/globs.ts";
import { findRoot, locatePost } from "../site/locate-post.ts";

export interface PathLanguage {
  readonly language: Language | null;
  /** What told it; null when the path does not tell. */
  readonly from: "suffix" | "directory" | null;
  readonly root: ContentRoot | null;
  /** Language of the folder when the file name says another one; null when they agree or one is silent. */
  readonly contradicted: Language | null;
}

/** The language of a post as far as its path tells: the file name's suffix first, else the folder. */
export function languageOfPath(path: string, config: Config): PathLanguage {
  const { root, suffix, directory } = locatePost(path, config);
  const contradicted = suffix !== null && directory !== null && suffix !== directory ? directory : null;
  if (suffix !== null) return { language: suffix, from: "suffix", root, contradicted };
  if (directory !== null) return { language: directory, from: "directory", root, contradicted };
  return { language: null, from: null, root, contradicted };
}

interface PathRules {
  readonly include: PathTest | null;
  readonly exclude: PathTest | null;
}

const rules = new WeakMap<Config, PathRules>();
const USUAL_INCLUDE = new Set(["**/*.md", "**/*.markdown"]);
const USUAL_FILE = /\.(?:md|markdown)$/;
/** Written for those who open the repository, not for the site's readers. */
const REPOSITORY_FILE =
  /^(?:README|CHANGELOG|CHANGES|CONTRIBUTING|CODE_OF_CONDUCT|SECURITY|LICEN[CS]E|SUPPORT|AGENTS|CLAUDE)\b/i;

/**
 * Is the file at `path` (relative to the project folder) a post: below a content root in use, matched by the globs,
 * not hidden, no installed package?
 */
export function isPostPath(path: string, config: Config): boolean {
  const root = findRoot(path, config);
  if (root === null || root.former) return false;
  const below = root.path === "." ? path : path.slice(root.path.length + 1);
  if (/(?:^|\/)(?:\.|node_modules\/)/.test(below)) return false;
  if (root.path === "." && !below.includes("/") && REPOSITORY_FILE.test(below)) return false;
  const { include, exclude } = rulesOf(config);
  if (include === null ? !USUAL_FILE.test(path) : !include(path)) return false;
  return exclude === null || !exclude(path);
}

function rulesOf(config: Config): PathRules {
  let compiled = rules.get(config);
  if (compiled === undefined) {
    const usual = config.include.every((glob) => USUAL_INCLUDE.has(glob)) && config.include.length === 2;
    compiled = {
      include: usual ? null : compileGlobs(config.include),
      exclude: config.exclude.length === 0 ? null : compileGlobs(config.exclude),
    };
    rules.set(config, compiled);
  }
  return compiled;
}
