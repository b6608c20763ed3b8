import type { Language } from "../model/post.ts";

/** Spellings that mean another code. A tree, a header or an option may use any of them. */
const SPELLINGS: ReadonlyMap<string, Language> = new Map([
  ["no", "nb"],
  ["no-no", "nb"],
  ["nb-no", "nb"],
  ["nor", "nb"],
  ["nob", "nb"],
  ["norsk", "nb"],
  ["norwegian", "nb"],
  ["bokmål", "nb"],
  ["bokmal", "nb"],
  ["nn-no", "nn"],
  ["nno", "nn"],
  ["nynorsk", "nn"],
  ["eng", "en"],
  ["english", "en"],
  ["engelsk", "en"],
  ["swe", "sv"],
  ["svenska", "sv"],
  ["swedish", "sv"],
  ["dan", "da"],
  ["dansk", "da"],
  ["danish", "da"],
]);

/** Country codes that sites use as if they were languages; only in URLs and in folders of the past. */
const URL_SPELLINGS: { readonly [language: Language]: readonly string[] } = {
  nb: ["no"],
  da: ["dk"],
  sv: ["se"],
};

const ISO_639_1 = new Set(
  (
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo " +
    "es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki " +
    "kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr " +
    "nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th " +
    "ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu"
  ).split(" "),
);

/** `no`, `nb-NO` and `nb_NO` are `nb`; any other code in lower case with `-`. */
export function normalizeLanguage(code: string): Language {
  const plain = code.trim().toLowerCase().replaceAll("_", "-").normalize("NFC");
  return SPELLINGS.get(plain) ?? plain;
}

/** Does the text look like a language code: ISO 639-1, with or without a region or script (`pt-br`, `zh-hans`)? */
export function isLanguageCode(text: string): boolean {
  const parts = /^([a-z]{2})(?:[-_](?:[a-z]{2}|[a-z]{4}|\d{3}))?$/i.exec(text);
  return parts !== null && ISO_639_1.has(parts[1]!.toLowerCase());
}

/**
 * The one of `known` that a written code means: itself, else without its region (`en-GB` → `en`), else the only
 * known regional form of it (`pt` → `pt-br`). Null when none or several fit.
 */
export function matchLanguage(code: string, known: readonly Language[]): Language | null {
  const language = normalizeLanguage(code);
  if (known.includes(language)) return language;
  const base = normalizeLanguage(language.split("-", 1)[0]!);
  if (known.includes(base)) return base;
  const regional = known.filter((other) => other.startsWith(`${language}-`));
  return regional.length === 1 ? regional[0]! : null;
}

/** What stands for a language at the start of a URL or in the name of a former folder: `nb` → `nb`, `no`. */
export function urlPrefixesOf(language: Language): readonly string[] {
  return [language, ...(URL_SPELLINGS[language] ?? [])];
}
