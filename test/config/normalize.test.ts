import { describe, expect, it } from "vitest";
import { detectHugo } from "../../src/config/detect-hugo.ts";
import { historyRoots, listingFolders, normalizeConfig, parseDuration } from "../../src/config/normalize.ts";
import type { LanguageOptions } from "../../src/config/resolve-languages.ts";
import type { WrittenConfig } from "../../src/config/schema.ts";
import { unmatchedGlobs } from "../../src/config/unmatched-globs.ts";
import type { Config } from "../../src/model/config.ts";

interface Given {
  readonly paths: readonly string[];
  readonly written?: WrittenConfig;
  readonly options?: LanguageOptions;
  readonly hugo?: string;
}

async function configure({ paths, written = {}, options = {}, hugo }: Given): Promise<Config> {
  const site = await detectHugo(async (path) => (path === "hugo.toml" ? (hugo ?? null) : null));
  return normalizeConfig({ root: "/site", file: null, written, hugo: site, options, paths });
}

function rootsOf(config: Config): readonly string[] {
  return config.contentRoots
    .filter((root) => !root.former)
    .map((root) => `${root.path} ${root.language ?? "-"}`);
}

describe("zero configuration", () => {
  it("sees folders of languages, and the former folder of Norwegian", async () => {
    const config = await configure({ paths: ["README.md", "content/en/blog/a.md", "content/nb/blog/a.md"] });
    expect([config.source, config.targets]).toEqual(["en", ["nb"]]);
    expect(rootsOf(config)).toEqual(["content/en en", "content/nb nb"]);
    expect(config.contentRoots.filter((root) => root.former)).toEqual([
      { path: "content/no", language: "nb", mount: "", former: true },
    ]);
    expect(historyRoots(config)).toEqual(["content"]);
  });

  it("takes Norwegian where it is among many languages, else all that there are", async () => {
    const many = ["en", "da", "no", "sv"].map((code) => `content/${code}/a.md`);
    expect((await configure({ paths: many })).targets).toEqual(["nb"]);
    const other = ["en", "ja", "pt-br"].map((code) => `docs/${code}/a.md`);
    expect((await configure({ paths: other })).targets).toEqual(["ja", "pt-br"]);
  });

  it("follows --source and --target, also where Hugo does not mount the language", async () => {
    const paths = ["content/en/a.md", "content/ja/a.md", "content/nb/a.md"];
    const hugo = "[languages.en]\ncontentDir='content/en'\n[languages.nb]\ncontentDir='content/nb'";
    for (const given of [{ paths }, { paths, hugo }]) {
      const config = await configure({ ...given, options: { source: "en", targets: ["ja"] } });
      expect([config.source, config.targets]).toEqual(["en", ["ja"]]);
      expect(rootsOf(config)).toContain("content/ja ja");
    }
    const swapped = await configure({ paths, options: { source: "no", targets: ["en"] } });
    expect([swapped.source, swapped.targets]).toEqual(["nb", ["en"]]);
    expect((await configure({ paths, options: { targets: ["en"] } })).source).not.toBe("en");
  });

  it("sees suffixes in the usual folders and in unusual ones", async () => {
    const usual = await configure({ paths: ["docs/x.md", "content/a.md", "content/a.nb.md"] });
    expect(rootsOf(usual)).toEqual(["content -"]);
    expect(usual.defaultLanguage).toBe("en");
    const unusual = await configure({
      paths: ["web/texts/a/b.en.md", "web/texts/a/b.no.md", "web/texts/c.nb.md"],
    });
    expect(rootsOf(unusual)).toEqual(["web/texts -"]);
  });

  it("sees one mixed tree, and knows no default for it", async () => {
    const config = await configure({ paths: ["CHANGELOG.md", "posts/a.md", "posts/b.md"] });
    expect(rootsOf(config)).toEqual(["posts -"]);
    expect(config.defaultLanguage).toBeNull();
    expect(rootsOf(await configure({ paths: ["a.md"] }))).toEqual([". -"]);
  });

  it("sees a source language without a folder of its own beside the others", async () => {
    const config = await configure({
      paths: ["docs/guide/a.md", "docs/es/guide/a.md", "docs/zh/guide/a.md"],
    });
    expect(rootsOf(config)).toEqual(["docs -", "docs/es es", "docs/zh zh"]);
    expect(config.targets).toEqual(["es", "zh"]);
  });

  it("is not led astray by short folder names and by test data", async () => {
    const config = await configure({
      paths: ["content/blog/it/a.md", "content/blog/b.md", "test/fixtures/en/a.md", "test/fixtures/nb/a.md"],
    });
    expect(rootsOf(config)).not.toContain("content/blog/it it");
    const both = await configure({
      paths: ["content/en/a.md", "content/nb/a.md", "test/data/en/a.md", "test/data/nb/a.md"],
    });
    expect(rootsOf(both)).toEqual(["content/en en", "content/nb nb"]);
  });

  it("keeps folders of languages apart that lie in several places", async () => {
    const config = await configure({
      paths: [
        "src/content/blog/en/a.md",
        "src/content/blog/nb/a.md",
        "src/content/pages/en/a.md",
        "src/content/pages/nb/a.md",
      ],
    });
    const mounts = config.contentRoots.filter((root) => !root.former).map((root) => [root.path, root.mount]);
    expect(mounts).toContainEqual(["src/content/blog/en", "blog"]);
    expect(mounts).toContainEqual(["src/content/pages/nb", "pages"]);
  });
});

describe("configuration with Hugo", () => {
  const hugo = `
defaultContentLanguage = 'sv'
[languages.sv]
baseURL = 'https://example.se/'
[languages.en]
baseURL = 'https://example.com/'
[languages.no]
baseURL = 'https://example.no/'
[[module.mounts]]
source = 'content/en'
target = 'content'
lang = 'en'
[[module.mounts]]
source = 'content/no'
target = 'content'
lang = 'no'
[[module.mounts]]
source = 'content/legal'
target = 'content/legal'
lang = 'en'
[[module.mounts]]
source = 'content/legal'
target = 'content/legal'
lang = 'no'
`;

  it("takes languages and prefixes, and sets aside what both languages publish unchanged", async () => {
    const paths = ["content/en/a.md", "content/no/a.md", "content/legal/gdpr.md"];
    const config = await configure({ paths, hugo });
    expect([config.source, config.targets]).toEqual(["en", ["nb"]]);
    expect(rootsOf(config)).toEqual(["content/en en", "content/no nb", "content/legal -"]);
    expect(config.noTranslate).toEqual(["content/legal/**"]);
    const norwegian = config.sites.find((site) => site.language === "nb");
    expect(norwegian).toMatchObject({ baseUrl: "https://example.no/", prefixes: ["no", "nb"] });
    expect(config.sites.find((site) => site.language === "sv")?.prefixes).toEqual(["sv", "se"]);
  });

  it("lists only Hugo's folders and what lies beside them", async () => {
    const site = await detectHugo(async (path) => (path === "hugo.toml" ? hugo : null));
    expect(listingFolders({}, site)).toEqual(["content"]);
    expect(listingFolders({}, null)).toEqual(["."]);
    expect(listingFolders({ content: { roots: ["./blog/", { path: "x/en" }] } }, site)).toEqual([
      "blog",
      "x/en",
    ]);
  });
});

describe("written configuration", () => {
  it("fills in every option and cleans paths", async () => {
    const config = await configure({
      paths: ["blog/engelsk/a.md"],
      written: {
        content: {
          roots: [{ path: "./blog/engelsk/", language: "en" }, "blog/nb"],
          former: ["blog/norsk-no", "old/no"],
        },
        pairs: [["./blog/engelsk/a.md", "blog/nb/b.md"]],
        frontMatter: { translatable: ["layout", "lead"] },
        maxFileSize: "1.5 MiB",
        gate: { failOn: "drift", grace: "2w" },
        site: { no: { permalinks: { blog: "/blogg/:slug/" } } },
      },
    });
    expect(rootsOf(config)).toEqual(["blog/engelsk en", "blog/nb nb"]);
    expect(config.contentRoots).toContainEqual({ path: "old/no", language: "nb", mount: "", former: true });
    expect(config.pairs).toEqual([["blog/engelsk/a.md", "blog/nb/b.md"]]);
    expect(config.frontMatter.translatable).toContain("title");
    expect(config.frontMatter.translatable).toContain("layout");
    expect(config.frontMatter.equal).not.toContain("layout");
    expect(config.maxFileSize).toBe(1_572_864);
    expect(config.gate).toEqual({ failOn: ["drift"], grace: 1_209_600, maxDebt: null });
    expect(config.sites.find((site) => site.language === "nb")?.permalinks.page).toEqual({
      blog: "/blogg/:slug/",
    });
    expect(config).toMatchObject({
      machineKey: "ai",
      originalKey: "original",
      expect: "all",
      pairByPath: true,
    });
    expect(config.rawShortcodes).toContain("mermaid");
  });

  it("lets --target win over the file", async () => {
    const written = { languages: { source: "en", targets: ["nb"] } };
    const paths = ["content/en/a.md", "content/nb/a.md", "content/sv/a.md"];
    expect((await configure({ paths, written, options: { targets: ["sv"] } })).targets).toEqual(["sv"]);
  });

  it("names globs and paths that fit nothing", async () => {
    const paths = ["content/en/a.md", "content/nb/a.md"];
    const written: WrittenConfig = {
      content: { exclude: ["content/en/drafts/**"] },
      noTranslate: ["content/en/*.md", "content/en/legal/"],
      pairs: [["content/en/a.md", "content/nb/gone.md"]],
    };
    const config = { ...(await configure({ paths, written })), file: "samsvar.config.json" };
    expect(
      unmatchedGlobs(config, paths).map(({ code, path, params }) => [code, path, params["glob"]]),
    ).toEqual([
      ["config-unmatched-glob", "samsvar.config.json", "content/en/drafts/**"],
      ["config-unmatched-glob", "samsvar.config.json", "content/en/legal/"],
      ["config-unmatched-glob", "samsvar.config.json", "content/nb/gone.md"],
    ]);
  });

  it("reads durations", () => {
    expect([parseDuration("36h"), parseDuration("14d"), parseDuration("2 w"), parseDuration("1y")]).toEqual([
      129_600,
      1_209_600,
      1_209_600,
      null,
    ]);
  });
});
