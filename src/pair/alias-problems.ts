import { type MessageParams, PROBLEM_CODES, type Problem, type ProblemCode } from "../model/finding.ts";
import { isSimplePath } from "../site/normalize-url.ts";
import { type Held, type IndexedPost, isOwnUrl, type UrlIndex } from "../site/url-index.ts";

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

/** Problems with the aliases of all posts: malformed, of no use, or claimed twice within one language. */
export function findAliasProblems(index: UrlIndex): readonly Problem[] {
  const problems: Problem[] = [];
  for (const [number, post] of index.posts.entries()) {
    if (post.aliases.length === 0) continue;
    problems.push(
      ...malformedAliases(post),
      ...selfAliases(index, post),
      ...duplicateAliases(index, post, number),
    );
  }
  return problems;
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
  for (const [at, address] of post.aliases.entries()) {
    const alias = post.card.aliases[at]!;
    const other = isRepeated(post.card.aliases, at)
      ? number
      : // Each clash is told once, at the post that comes later; a page that is really there is told at the alias.
        address === null
        ? undefined
        : (findOther(urls?.aliases.get(address), (held) => held < number) ??
          findOther(urls?.published.get(address), (held) => held !== number));
    if (other === undefined) continue;
    problems.push(aliasProblem("alias-duplicate", post, { alias, other: index.posts[other]!.card.path }));
  }
  return problems;
}

function isRepeated(aliases: readonly string[], at: number): boolean {
  if (at === 0) return false;
  const plain = (alias: string): string => alias.trim().replace(/\/+$/, "");
  const own = plain(aliases[at]!);
  return aliases.slice(0, at).some((alias) => plain(alias) === own);
}

function findOther(held: Held | undefined, isOther: (number: number) => boolean): number | undefined {
  if (typeof held === "number") return isOther(held) ? held : undefined;
  return held?.find(isOther);
}

/** A problem at the `aliases` key of a post. */
export function aliasProblem(code: ProblemCode, post: IndexedPost, params: MessageParams): Problem {
  const line = post.card.aliasesLine;
  const place = line === null ? null : { line, column: 1 };
  return { code, severity: PROBLEM_CODES[code], path: post.card.path, place, params };
}
