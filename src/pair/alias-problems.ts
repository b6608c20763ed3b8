import { type MessageParams, PROBLEM_CODES, type Problem, type ProblemCode } from "../model/finding.ts";
import { isSimplePath } from "../site/normalize-url.ts";
import { type IndexedPost, isOwnUrl, type UrlIndex } from "../site/url-index.ts";

/** What is wrong with the form of an alias. */
export type AliasFault =
  | "empty"
  | "entity"
  | "extension"
  | "whitespace"
  | "parent"
  | "backslash"
  | "control"
  | "invisible"
  | "mixed-scripts"
  | "query";

const INVISIBLE = /\u034F|[\u00AD\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/;
const CONTROL = /[\u0000-\u001F\u007F-\u009F]/;
const LATIN = /\p{Script=Latin}/u;
const LOOKS_LATIN = /[\p{Script=Cyrillic}\p{Script=Greek}]/u;

/** The first thing that is wrong with an alias as written; null for a sound one. */
export function findAliasFault(alias: string): AliasFault | null {
  if (isSimplePath(alias)) return null;
  const text = alias.trim();
  if (text === "") return "empty";
  if (CONTROL.test(alias)) return "control";
  if (INVISIBLE.test(alias)) return "invisible";
  if (/&(?:#\d+|#x[0-9a-f]+|[a-z]+\d*);?/i.test(text) && !text.includes("?")) return "entity";
  if (/\s/.test(alias)) return "whitespace";
  if (text.includes("\\")) return "backslash";
  if (text.split("/").includes("..")) return "parent";
  if (/[?#]/.test(text)) return "query";
  if (/\.(?:md|markdown|mdx)\/?$/i.test(text)) return "extension";
  // A Cyrillic letter within a Latin word looks right and leads nowhere.
  if (text.split(/[^\p{L}]+/u).some((word) => LATIN.test(word) && LOOKS_LATIN.test(word)))
    return "mixed-scripts";
  return null;
}

const NONE: readonly Problem[] = [];

/** Problems with the aliases of all posts: malformed, of no use, or claimed twice within one language. */
export function findAliasProblems(index: UrlIndex): readonly Problem[] {
  return index.posts.flatMap((post, number) => {
    if (post.aliases.length === 0) return NONE;
    return [...malformedAliases(post), ...selfAliases(index, post), ...duplicateAliases(index, post, number)];
  });
}

function malformedAliases(post: IndexedPost): readonly Problem[] {
  return post.card.aliases.flatMap((alias) => {
    const fault = findAliasFault(alias);
    return fault === null ? [] : [aliasProblem("alias-malformed", post, { alias, fault })];
  });
}

/** An alias that is the page's very address: it redirects to itself. */
function selfAliases(index: UrlIndex, post: IndexedPost): readonly Problem[] {
  return post.card.aliases.flatMap((alias, at) => {
    return isOwnUrl(index, post, at) && findAliasFault(alias) === null
      ? [aliasProblem("alias-self", post, { alias })]
      : [];
  });
}

function duplicateAliases(index: UrlIndex, post: IndexedPost, number: number): readonly Problem[] {
  const urls = index.byLanguage.get(post.card.language);
  const problems: Problem[] = [];
  const own = new Set<string>();
  for (const [at, address] of post.aliases.entries()) {
    const alias = post.card.aliases[at]!;
    const written = alias.trim().replace(/\/+$/, "");
    if (own.has(written))
      problems.push(aliasProblem("alias-duplicate", post, { alias, other: post.card.path }));
    own.add(written);
    if (address === null) continue;
    // Each clash is told once, at the post that comes later; a page that is really there is told at the alias.
    const others = [urls?.aliases.get(address), urls?.published.get(address)].flatMap((held, table) => {
      if (held === undefined || held === number) return [];
      const posts = typeof held === "number" ? [held] : held;
      return posts.filter((other) => (table === 0 ? other < number : other !== number));
    });
    const [other] = others;
    if (other === undefined) continue;
    problems.push(aliasProblem("alias-duplicate", post, { alias, other: index.posts[other]!.card.path }));
  }
  return problems;
}

/** A problem at the `aliases` key of a post. */
export function aliasProblem(code: ProblemCode, post: IndexedPost, params: MessageParams): Problem {
  const line = post.card.aliasesLine;
  const place = line === null ? null : { line, column: 1 };
  return { code, severity: PROBLEM_CODES[code], path: post.card.path, place, params };
}
