import type { Config } from "../model/config.ts";
import type { FrontMatter, FrontMatterValue } from "../model/post.ts";

/** Key path (`faq.0.question`) → text, for each front-matter field that is to be translated, in order. */
export type FieldTexts = ReadonlyMap<string, string>;

/** Keys whose text is translated on any site, unless the configuration says otherwise. */
const TRANSLATABLE: ReadonlySet<string> = new Set([
  "title",
  "linktitle",
  "subtitle",
  "headline",
  "heading",
  "description",
  "summary",
  "intro",
  "ingress",
  "lead",
  "excerpt",
  "abstract",
  "caption",
  "alt",
  "question",
  "answer",
  "quote",
  "text",
  "cta",
]);

/** Keys that hold addresses, dates, names, switches: never a translator's matter. */
const NOT_TRANSLATABLE: ReadonlySet<string> = new Set([
  "aliases",
  "alias",
  "slug",
  "url",
  "date",
  "lastmod",
  "publishdate",
  "expirydate",
  "language",
  "lang",
  "author",
  "authors",
  "layout",
  "type",
  "weight",
  "draft",
  "translationkey",
  "original",
  "ai",
  "id",
  "name",
  "email",
  "menu",
  "outputs",
  "cascade",
  "resources",
  "cspell:ignore",
  "samsvar",
]);

/**
 * The fields of a post that are compared as text. `also`: key paths without indices that are text whatever their value
 * looks like, because it is in the other language: four words there, two here.
 */
export function translatableFields(
  frontMatter: FrontMatter,
  config: Config,
  also: ReadonlySet<string> = NONE,
): FieldTexts {
  const fields = new Map<string, string>();
  for (const [key, value] of Object.entries(frontMatter.data))
    collect(key, key, value, { config, also }, fields, 0);
  return fields;
}

const NONE: ReadonlySet<string> = new Set();

/** Key paths, without indices, of all fields that are text in at least one of the posts. */
export function sharedTextKeys(posts: readonly FrontMatter[], config: Config): ReadonlySet<string> {
  return new Set(posts.flatMap((post) => [...translatableFields(post, config).keys()].map(withoutIndices)));
}

function withoutIndices(path: string): string {
  return path.replace(/\.\d+(?=\.|$)/g, "");
}

interface Rules {
  readonly config: Config;
  readonly also: ReadonlySet<string>;
}

const DEEPEST = 8;

function collect(
  path: string,
  key: string,
  value: FrontMatterValue,
  rules: Rules,
  fields: Map<string, string>,
  depth: number,
): void {
  if (depth > DEEPEST || value === null) return;
  const name = key.toLowerCase();
  const listed = roleOf(path, key, rules.config);
  if (listed === "no" || (listed === null && NOT_TRANSLATABLE.has(name))) return;
  if (typeof value === "string") {
    const wanted =
      listed === "yes" ||
      TRANSLATABLE.has(name) ||
      looksLikeSentence(value) ||
      rules.also.has(withoutIndices(path));
    if (wanted && value.trim() !== "" && !isAddress(value)) fields.set(path, value);
  } else if (Array.isArray(value)) {
    value.forEach((item: FrontMatterValue, i) => {
      collect(`${path}.${i}`, key, item, rules, fields, depth + 1);
    });
  } else if (typeof value === "object") {
    for (const [inner, item] of Object.entries(value)) {
      collect(`${path}.${inner}`, inner, item, rules, fields, depth + 1);
    }
  }
}

function roleOf(path: string, key: string, config: Config): "yes" | "no" | null {
  const { translatable, equal, ignored } = config.frontMatter;
  const bare = withoutIndices(path);
  const listed = (list: readonly string[]) => list.includes(bare) || list.includes(key);
  if (listed(ignored) || listed(equal)) return "no";
  return listed(translatable) ? "yes" : null;
}

/** Words enough, with blanks between them, that it can only be for readers. */
function looksLikeSentence(value: string): boolean {
  const words = value.trim().split(/\s+/);
  return words.length >= 4 && words.filter((word) => /^\p{L}{2,}[\p{P}]*$/u.test(word)).length >= 3;
}

function isAddress(value: string): boolean {
  return (
    /^(?:[a-z]+:)?\/{1,2}\S*$/i.test(value.trim()) ||
    /^\S+\.(?:md|html?|png|jpe?g|svg|webp|gif|pdf)$/i.test(value.trim())
  );
}
