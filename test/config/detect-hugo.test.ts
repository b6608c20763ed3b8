import { describe, expect, it } from "vitest";
import { detectHugo, type HugoSite } from "../../src/config/detect-hugo.ts";

async function detect(files: { readonly [path: string]: string }): Promise<HugoSite> {
  const site = await detectHugo(async (path) => files[path] ?? null);
  if (site === null) throw new Error("no Hugo configuration was seen");
  return site;
}

describe("Hugo's configuration", () => {
  it("is none where there is none, or where config.json is another tool's", async () => {
    expect(await detectHugo(async () => null)).toBeNull();
    expect(await detectHugo(async (path) => (path === "config.json" ? '{"port": 80}' : null))).toBeNull();
  });

  it("gives languages by weight, folders, URLs and patterns, whatever the case of keys", async () => {
    const site = await detect({
      "hugo.toml": `
baseURL = "https://example.com/"
defaultContentLanguage = "en"
[permalinks]
posts = "/articles/:slug/"
[languages.no]
weight = 2
contentDir = "./content/norsk/"
baseURL = "https://example.no/"
[languages.no.permalinks.page]
posts = "/artikler/:slug/"
[languages.no.permalinks.section]
posts = "/artikler/"
[languages.en]
weight = 1
contentDir = "content/english"
[languages.de]
disabled = true
`,
    });
    expect(site.languages.map(({ language, key, baseUrl }) => [language, key, baseUrl])).toEqual([
      ["en", "en", "https://example.com/"],
      ["nb", "no", "https://example.no/"],
    ]);
    expect(site.languages[1]?.permalinks).toEqual({
      page: { posts: "/artikler/:slug/" },
      section: { posts: "/artikler/" },
    });
    expect(site.languages[0]?.permalinks.page).toEqual({ posts: "/articles/:slug/" });
    expect(site.folders).toEqual([
      { path: "content/english", languages: ["en"], mount: "" },
      { path: "content/norsk", languages: ["nb"], mount: "" },
    ]);
  });

  it("reads mounts in the old and the new form, and folds those that several languages share", async () => {
    const yaml = `
defaultContentLanguage: en
languages: {en: {}, nb: {}}
module:
  mounts:
    - {source: content/en, target: content, lang: en}
    - {source: content/nb, target: content, sites: {matrix: {languages: [nb]}}}
    - {source: shared, target: content/legal, lang: en}
    - {source: shared, target: content/legal, lang: nb}
    - {source: ../elsewhere, target: content, lang: en}
    - {source: assets, target: assets}
`;
    expect((await detect({ "hugo.yaml": yaml })).folders).toEqual([
      { path: "content/en", languages: ["en"], mount: "" },
      { path: "content/nb", languages: ["nb"], mount: "" },
      { path: "shared", languages: ["en", "nb"], mount: "legal" },
    ]);
  });

  it("puts together what lies in config/_default", async () => {
    const site = await detect({
      "config/_default/hugo.toml": 'baseURL = "https://example.com/"\ndisableLanguages = ["fr"]',
      "config/_default/languages.toml": "[nb]\nweight = 2\n[en]\nweight = 1\n[fr]",
      "config/_default/permalinks.yaml": "page: {posts: '/:year/:slug/'}",
    });
    expect(site.languages.map((item) => item.language)).toEqual(["en", "nb"]);
    expect(site.languages[0]?.permalinks.page).toEqual({ posts: "/:year/:slug/" });
    expect(site.folders).toEqual([{ path: "content", languages: [], mount: "" }]);
    expect(site.files).toHaveLength(3);
  });

  it("goes on without a file that cannot be parsed, and names it", async () => {
    const site = await detect({ "hugo.toml": "[broken", "config/_default/languages.toml": "[en]\n[nb]" });
    expect(site.unreadable).toEqual(["hugo.toml"]);
    expect(site.languages).toHaveLength(2);
  });
});
