import { createInstance, type TFunction } from "i18next";
import type { Locale } from "./choose-locale.ts";
import type { resources } from "./resources-en.ts";
import "./typed-keys.ts";

export type Namespace = keyof typeof resources;
export type Translate = TFunction<["common", ...Namespace[]]>;

/** Sentences, numbers and dates in one language. */
export interface Messages {
  readonly locale: Locale;
  readonly t: Translate;
  /** For keys made from codes that come from elsewhere: is there such a message? */
  has(key: string): boolean;
  /** A message by a key that only data knows; `fallback` when there is none. */
  find(key: string, params: { readonly [name: string]: unknown }, fallback: string): string;
  number(value: number): string;
  /** From 0 to 1 → `98 %`. */
  percent(value: number): string;
  /** ISO 8601 → `2. juli 2026`, by UTC, so that the same report reads the same everywhere. */
  date(iso: string): string;
  /** The same with a short month, for tables: `29. sep. 2026`. */
  shortDate(iso: string): string;
  /** `2,5 timer`, `25 minutter`. */
  time(value: number, unit: "hour" | "minute"): string;
  /** `a, b og c`. */
  list(items: readonly string[]): string;
  /** `a, b eller c`. */
  choice(items: readonly string[]): string;
  /** The language of posts as people call it: `nb` → `norsk`. */
  language(code: string): string;
}

/** British forms for English: day before month, as in the rest of Europe. */
const INTL_LOCALE: Readonly<Record<Locale, string>> = { en: "en-GB", nb: "nb-NO" };

const loaded = new Map<Locale, Promise<Messages>>();

/** Loads one language's messages, and only that one's; once, however often it is asked. */
export function loadMessages(locale: Locale): Promise<Messages> {
  const known = loaded.get(locale) ?? makeMessages(locale);
  loaded.set(locale, known);
  return known;
}

/** Makes a value when it is first asked for. What `Intl` makes costs milliseconds each, and most runs need none. */
function lazily<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

async function makeMessages(locale: Locale): Promise<Messages> {
  const { resources } =
    locale === "nb" ? await import("./resources-nb.ts") : await import("./resources-en.ts");
  const i18n = createInstance();
  await i18n.init({
    lng: locale,
    fallbackLng: false,
    ns: Object.keys(resources),
    defaultNS: "common",
    resources: { [locale]: resources },
    // A terminal is no HTML; each format escapes what can harm it.
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  const t = i18n.t as Translate;
  const tag = INTL_LOCALE[locale];
  const numbers = lazily(() => new Intl.NumberFormat(tag));
  const percents = lazily(() => new Intl.NumberFormat(tag, { style: "percent" }));
  const dates = lazily(() => new Intl.DateTimeFormat(tag, { dateStyle: "long", timeZone: "UTC" }));
  const shortDates = lazily(() => new Intl.DateTimeFormat(tag, { dateStyle: "medium", timeZone: "UTC" }));
  const lists = lazily(() => new Intl.ListFormat(tag, { type: "conjunction" }));
  const choices = lazily(() => new Intl.ListFormat(tag, { type: "disjunction" }));
  const names = lazily(() => new Intl.DisplayNames(tag, { type: "language", fallback: "code" }));
  const find: Messages["find"] = (key, params, fallback) =>
    i18n.exists(key) ? String(i18n.t(key as never, params as never)) : fallback;
  return {
    locale,
    t,
    has: (key) => i18n.exists(key),
    find,
    number: (value) => numbers().format(value),
    percent: (value) => percents().format(value),
    date: (iso) => dates().format(new Date(iso)),
    shortDate: (iso) => shortDates().format(new Date(iso)),
    time: (value, unit) =>
      new Intl.NumberFormat(tag, { style: "unit", unit, unitDisplay: "long" }).format(value),
    list: (items) => lists().format(items),
    choice: (items) => choices().format(items),
    language: (code) => find(`common:language.${code}`, {}, nameLanguage(names(), code)),
  };
}

function nameLanguage(names: Intl.DisplayNames, code: string): string {
  try {
    return names.of(code) ?? code;
  } catch {
    return code; // not the form of a language code
  }
}
