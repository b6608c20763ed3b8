import { detectHugo } from "../../src/config/detect-hugo.ts";
import { normalizeConfig } from "../../src/config/normalize.ts";
import type { WrittenConfig } from "../../src/config/schema.ts";
import { languageOfPath } from "../../src/discover/post-path.ts";
import type { PostCard } from "../../src/model/card.ts";
import type { Config } from "../../src/model/config.ts";

export type CardParts = Partial<Omit<PostCard, "path">>;

/** A site from its paths, with what matters of the front matter. Languages come from the paths. */
export interface TestSite {
  readonly config: Config;
  readonly cards: readonly PostCard[];
}

/** Makes cards for `{path: parts}`; `hugo` is the text of a `hugo.toml`. */
export async function makeSite(
  posts: { readonly [path: string]: CardParts },
  options: { readonly written?: WrittenConfig; readonly hugo?: string } = {},
): Promise<TestSite> {
  const paths = Object.keys(posts);
  const hugo = await detectHugo(async (path) => (path === "hugo.toml" ? (options.hugo ?? null) : null));
  const written = options.written ?? {};
  const config = normalizeConfig({ root: "/site", file: null, written, hugo, options: {}, paths });
  const cards = paths.map((path): PostCard => {
    const language = languageOfPath(path, config).language ?? config.source;
    return { ...EMPTY_CARD, path, language, ...posts[path] };
  });
  return { config, cards };
}

const EMPTY_CARD: Omit<PostCard, "path" | "language"> = {
  title: "",
  aliases: [],
  aliasesLine: null,
  slug: null,
  url: null,
  date: null,
  draft: false,
  translationKey: null,
  machine: false,
  original: null,
  translate: true,
  images: [],
  outline: null,
};
