import type { Config } from "../model/config.ts";
import { PROBLEM_CODES, type Problem } from "../model/finding.ts";
import { compileGlobs } from "../site/globs.ts";

/**
 * Globs and paths of the configuration file that fit no file, which is a slip or left over from a rename. `paths`: all
 * Markdown files below the content roots, relative to the project folder.
 */
export function unmatchedGlobs(config: Config, paths: readonly string[]): readonly Problem[] {
  if (config.file === null) return [];
  const file = config.file;
  const held = new Set(paths);
  const globs: (readonly [option: string, glob: string])[] = [
    ...(isUsual(config.include) ? [] : config.include.map((glob) => ["content.include", glob] as const)),
    ...config.exclude.map((glob) => ["content.exclude", glob] as const),
    ...config.noTranslate.map((glob) => ["noTranslate", glob] as const),
    ...(typeof config.expect === "string" ? [] : config.expect.map((glob) => ["expect", glob] as const)),
    ...config.suppress.flatMap((rule) => rule.paths.map((glob) => ["suppress.paths", glob] as const)),
  ];
  const unmatched = globs.filter(([, glob]) => {
    const test = compileGlobs([glob.replace(/^!/, "")]);
    return !paths.some(test);
  });
  const posts = [
    ...config.pairs.flat().map((path) => ["pairs", path] as const),
    ...config.independent.flat().map((path) => ["independent", path] as const),
  ].filter(([, path]) => !path.startsWith("/") && !held.has(path));
  return [...unmatched, ...posts].map(([option, glob]) => {
    const code = "config-unmatched-glob";
    return { code, severity: PROBLEM_CODES[code], path: file, place: null, params: { option, glob } };
  });
}

function isUsual(include: readonly string[]): boolean {
  return include.length === 2 && include[0] === "**/*.md" && include[1] === "**/*.markdown";
}
