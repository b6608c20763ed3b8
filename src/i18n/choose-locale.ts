import { UsageError } from "../model/usage-error.ts";

/** The languages that samsvar speaks itself (not those of the posts). */
export const LOCALES = ["en", "nb"] as const;
export type Locale = (typeof LOCALES)[number];

/** Norwegians set `no`, `nb` or `nn` for one wish; i18next alone would answer `no` in English. */
const LOCALE_OF: { readonly [primaryTag: string]: Locale } = { en: "en", nb: "nb", no: "nb", nn: "nb" };

/**
 * `--lang` if given, else the first of `SAMSVAR_LANG`, `LC_ALL`, `LC_MESSAGES` and `LANG` that is set; English
 * for every other language. Throws `UsageError` for a `--lang` we do not speak: it was asked for by name.
 */
export function chooseLocale(
  flag: string | undefined,
  env: { readonly [name: string]: string | undefined },
): Locale {
  if (flag !== undefined) {
    const locale = readLocale(flag);
    if (locale === undefined) throw new UsageError("lang-unknown", { value: flag, known: [...LOCALES] });
    return locale;
  }
  const wish = [env["SAMSVAR_LANG"], env["LC_ALL"], env["LC_MESSAGES"], env["LANG"]].find((value) => value);
  return (wish === undefined ? undefined : readLocale(wish)) ?? "en";
}

/** `nb_NO.UTF-8`, `nb-NO`, `no` → `nb`. */
function readLocale(value: string): Locale | undefined {
  const primaryTag = /^[A-Za-z]+/.exec(value)?.[0].toLowerCase() ?? "";
  return Object.hasOwn(LOCALE_OF, primaryTag) ? LOCALE_OF[primaryTag] : undefined;
}
