import type { Config } from "../model/config.ts";
import { PROBLEM_CODES, type Problem } from "../model/finding.ts";
import type { Language, Place } from "../model/post.ts";
import { isLanguageCode, matchLanguage } from "../site/language-codes.ts";
import { knownLanguages } from "../site/locate-post.ts";
import type { DiscoveredPost } from "./discover-posts.ts";

export interface LanguageDecision {
  /** Null: a post in a language that is not compared. */
  readonly language: Language | null;
  readonly problems: readonly Problem[];
}

/**
 * Settles the language of a post: file name, else folder, else front matter, else the default of a mixed tree. A path
 * is trusted over the header, which people copy from the other language.
 * @param declared front matter `language` or `lang`, as written or normalised; null when it has none
 * @param line 1-based line of that key, for the message
 */
export function decideLanguage(
  post: DiscoveredPost,
  declared: string | null,
  line: number | null,
  config: Config,
): LanguageDecision {
  const known = knownLanguages(config);
  const own =
    declared === null || declared.trim() === "" ? null : (matchLanguage(declared, known) ?? declared.trim());
  const place: Place | null = line === null ? null : { line, column: 1 };
  const problems: Problem[] = [];
  if (post.language !== null && post.contradicted !== null) {
    problems.push(mismatch(post.path, null, post.language, post.contradicted, "directory"));
  }
  if (post.language !== null) {
    if (own !== null && own !== post.language) {
      problems.push(mismatch(post.path, place, post.language, own, "front-matter"));
    }
    return { language: post.language, problems };
  }
  const fallback = config.defaultLanguage ?? config.source;
  if (own === null) {
    // Where the default is known (Hugo's, or that of `post.md` beside `post.nb.md`) saying nothing is saying it.
    if (config.defaultLanguage === null) problems.push(unknown(post.path, null, "", fallback));
    return { language: compared(fallback, config), problems };
  }
  if (known.includes(own)) return { language: compared(own, config), problems };
  // Another real language is left alone; a word that is none is a slip.
  if (isLanguageCode(own)) return { language: null, problems };
  problems.push(unknown(post.path, place, own, fallback));
  return { language: compared(fallback, config), problems };
}

function compared(language: Language, config: Config): Language | null {
  return language === config.source || config.targets.includes(language) ? language : null;
}

function mismatch(path: string, place: Place | null, used: string, other: string, from: string): Problem {
  const code = "language-mismatch";
  return { code, severity: PROBLEM_CODES[code], path, place, params: { used, other, from } };
}

function unknown(path: string, place: Place | null, written: string, used: string): Problem {
  const code = "language-unknown";
  return { code, severity: PROBLEM_CODES[code], path, place, params: { written, used } };
}
