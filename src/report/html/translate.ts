import type page from "../../../locales/en/page.json";

/**
 * Messages for the page, which switches its language in the browser: the sentences of `locales/…/page.json`, in the
 * form of i18next (plural endings, `{{name}}`, `{{count, number}}`), without the weight of it.
 */
export interface Dictionary {
  readonly [key: string]: string | Dictionary;
}

export const PAGE_LOCALES = ["en", "nb"] as const;
export type PageLocale = (typeof PAGE_LOCALES)[number];

type Paths<T> = {
  [K in keyof T & string]: T[K] extends string ? K : `${K}.${Paths<T[K]>}`;
}[keyof T & string];
type WithoutPlural<K> = K extends `${infer Base}_one` | `${infer Base}_other` ? Base : K;
/** A key that no dictionary has is an error of the compiler. */
export type PageKey = WithoutPlural<Paths<typeof page>>;

export interface Params {
  readonly count?: number;
  readonly [name: string]: string | number | undefined;
}

export interface PageMessages {
  readonly locale: PageLocale;
  t(key: PageKey, params?: Params): string;
  number(value: number): string;
  date(iso: string): string;
  /** Month and year of a time in seconds since 1970. */
  month(time: number): string;
}

const TAGS: Readonly<Record<PageLocale, string>> = { en: "en-GB", nb: "nb-NO" };

export function makePageMessages(locale: PageLocale, dictionary: Dictionary): PageMessages {
  const tag = TAGS[locale];
  const plurals = new Intl.PluralRules(tag);
  const numbers = new Intl.NumberFormat(tag);
  const dates = new Intl.DateTimeFormat(tag, { dateStyle: "medium", timeZone: "UTC" });
  const months = new Intl.DateTimeFormat(tag, { year: "numeric", month: "short", timeZone: "UTC" });
  const find = (key: string): string | undefined => {
    let at: string | Dictionary | undefined = dictionary;
    for (const part of key.split(".")) at = typeof at === "object" ? at[part] : undefined;
    return typeof at === "string" ? at : undefined;
  };
  return {
    locale,
    t(key, params = {}) {
      const plural = params.count === undefined ? undefined : find(`${key}_${plurals.select(params.count)}`);
      const text = plural ?? find(key) ?? find(`${key}_other`) ?? key;
      return text.replace(
        /\{\{(\w+)(, number)?\}\}/g,
        (whole, name: string, asNumber: string | undefined) => {
          const value = params[name];
          if (value === undefined) return whole;
          return asNumber !== undefined && typeof value === "number" ? numbers.format(value) : String(value);
        },
      );
    },
    number: (value) => numbers.format(value),
    date: (iso) => dates.format(new Date(iso)),
    month: (time) => months.format(new Date(time * 1000)),
  };
}
