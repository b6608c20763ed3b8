import { useEffect, useMemo, useState } from "preact/hooks";
import { FilterBar } from "./filter-bar.tsx";
import { AloneList, ProblemList } from "./lists.tsx";
import { PageContext } from "./page-context.ts";
import type { PageData, PostDetail, PostEntry } from "./page-data.ts";
import { PostItem } from "./post-item.tsx";
import { type Filters, NO_FILTERS, selectPosts } from "./select-posts.ts";
import { Settings } from "./settings.tsx";
import { Totals } from "./totals.tsx";
import { makePageMessages, type PageLocale } from "./translate.ts";
import { Trend } from "./trend.tsx";
import { useStored } from "./use-stored.ts";

export interface AppProps {
  readonly data: PageData;
  /** The texts of a post by the number of its island; null where they cannot be had (before the script runs). */
  readonly readDetail: (island: number) => PostDetail | null;
}

/** Posts that are drawn at a time: what a page of 10,000 can draw at once. */
const BATCH = 50;

export function App({ data, readDetail }: AppProps) {
  const [locale, setLocale] = useStored<PageLocale>("samsvar-language", data.locale, ["en", "nb"]);
  const [filters, setFilters] = useState<Filters>(NO_FILTERS);
  const [limit, setLimit] = useState(BATCH);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [only, setOnly] = useState<string | null>(null);
  const [now] = useState(() => (typeof document === "undefined" ? 0 : Date.now()));
  const messages = useMemo(() => makePageMessages(locale, data.messages[locale]), [locale, data]);
  const fitting = useMemo(() => selectPosts(data.posts, filters, now), [data, filters, now]);
  const found = only === null ? fitting : data.posts.filter(({ key }) => key === only);
  const shown = found.slice(0, limit);
  const showWay = useMemo(
    () => new Set(data.posts.map(({ from, into }) => `${from} ${into}`)).size > 1,
    [data],
  );
  const { t } = messages;

  useEffect(() => {
    document.documentElement.lang = locale;
    document.title = t("title");
  }, [locale, t]);

  useEffect(() => {
    /** Opens what `#…` names: a post, or one of its sections, whatever the filters hide. */
    const follow = (): void => {
      const id = decodeFragment(location.hash);
      const post = id === "" ? undefined : findPost(data.posts, id);
      if (post === undefined) return;
      setOpen((before) => new Set(before).add(post.key));
      if (document.getElementById(post.key) === null) setOnly(post.key);
      // After the post has been drawn with its texts.
      setTimeout(() => reveal(id, post.key), 0);
    };
    follow();
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, [data]);

  const change = (next: Partial<Filters>): void => {
    setFilters((before) => ({ ...before, ...next }));
    setLimit(BATCH);
    setOnly(null);
  };
  const toggle = (key: string): void =>
    setOpen((before) => {
      const next = new Set(before);
      if (!next.delete(key)) next.add(key);
      return next;
    });
  const left = found.length - shown.length;

  return (
    <PageContext.Provider value={{ messages, languages: data.languages }}>
      <a class="skip" href="#~posts">
        {t("skip")}
      </a>
      <header class="top">
        <p class="brand">samsvar</p>
        <Settings locale={locale} onLocale={setLocale} />
      </header>
      <main>
        <Totals data={data} />
        <Trend points={data.trend} partly={data.history !== "full"} />
        <section id="~posts" class="list" tabIndex={-1} aria-labelledby="~posts-title">
          <h2 id="~posts-title">{t("posts")}</h2>
          <noscript>
            <p class="note">{t("noscript")}</p>
          </noscript>
          <FilterBar data={data} filters={filters} onChange={change} />
          <p class="found" role="status">
            {only === null ? t("found", { count: found.length }) : t("onlyLinked")}
            {(only !== null || filters !== NO_FILTERS) && (
              <button
                type="button"
                class="plain"
                onClick={() => {
                  setFilters(NO_FILTERS);
                  setOnly(null);
                }}
              >
                {t("reset")}
              </button>
            )}
          </p>
          {found.length === 0 ? (
            <p class="note">{t("nothing")}</p>
          ) : (
            <ol class="posts">
              {shown.map((post) => (
                <PostItem
                  key={post.key}
                  post={post}
                  isOpen={open.has(post.key)}
                  showWay={showWay}
                  onToggle={() => toggle(post.key)}
                  readDetail={readDetail}
                />
              ))}
            </ol>
          )}
          {left > 0 && (
            <button type="button" class="more" onClick={() => setLimit(limit + BATCH)}>
              {t("more", { count: left, next: Math.min(BATCH, left) })}
            </button>
          )}
        </section>
        <AloneList data={data} />
        <ProblemList problems={data.problems} />
      </main>
      <footer>{t("footer", { version: data.version })}</footer>
    </PageContext.Provider>
  );
}

const findPost = (posts: readonly PostEntry[], id: string): PostEntry | undefined =>
  posts.find(({ key }) => key === id) ?? posts.find(({ rows }) => rows.includes(id));

/** What stands in an address may be encoded, and may be broken: then it leads nowhere. */
function decodeFragment(hash: string): string {
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    return "";
  }
}

/** Puts what was asked for at the top, and the keyboard there. */
function reveal(id: string, key: string): void {
  const place = document.getElementById(id) ?? document.getElementById(key);
  place?.scrollIntoView();
  (place?.querySelector<HTMLElement>("button") ?? place)?.focus({ preventScroll: true });
}
