import { useEffect } from "preact/hooks";
import { usePage } from "./page-context.ts";
import type { PageLocale } from "./translate.ts";
import { useStored } from "./use-stored.ts";

const THEMES = ["auto", "light", "dark"] as const;

/** Switches for the page's language and colours. */
export function Settings({
  locale,
  onLocale,
}: {
  locale: PageLocale;
  onLocale: (locale: PageLocale) => void;
}) {
  const { t } = usePage();
  const [theme, setTheme] = useStored<(typeof THEMES)[number]>("samsvar-theme", "auto", THEMES);
  useEffect(() => {
    if (theme === "auto") document.documentElement.removeAttribute("data-theme");
    else document.documentElement.setAttribute("data-theme", theme);
  }, [theme]);
  return (
    <div class="settings">
      <fieldset class="switch">
        <legend class="hidden">{t("language")}</legend>
        {(["en", "nb"] as const).map((code) => (
          <label key={code}>
            <input
              type="radio"
              name="language"
              value={code}
              checked={locale === code}
              onChange={() => onLocale(code)}
            />
            <span lang={code}>{code === "en" ? "English" : "Norsk"}</span>
          </label>
        ))}
      </fieldset>
      <label class="pick">
        <span class="hidden">{t("theme.label")}</span>
        <select
          name="theme"
          value={theme}
          onChange={({ currentTarget }) =>
            setTheme(THEMES.find((one) => one === currentTarget.value) ?? "auto")
          }
        >
          {THEMES.map((one) => (
            <option key={one} value={one} selected={one === theme}>
              {t(`theme.${one}`)}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}
