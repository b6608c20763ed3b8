import { describe, expect, it } from "vitest";
import {
  normalizePath,
  normalizeUrl,
  parseSiteUrl,
  readSiteAddresses,
} from "../../src/site/normalize-url.ts";
import { postUrls } from "../../src/site/urls.ts";
import { type CardParts, makeSite } from "../support/cards.ts";

const HUGO = `
[languages.en]
weight = 1
baseURL = 'https://www.example.com/'
contentDir = 'content/en'
[languages.en.permalinks.page]
blog = '/perspectives/:slug/'
news = '/:year/:month/:day/:slugorcontentbasename/'
docs = '/d/:sections[1:]/:contentbasename/'
deep = '/:sections[0]/:sections[last]/:title'
odd = '/:nosuchtoken/:slug/'
"/" = '/pages/:slug/'
[languages.en.permalinks.section]
blog = '/perspectives/'
docs = '/d/:sections[1:]/'
[languages.nb]
weight = 2
baseURL = 'https://example.no/'
contentDir = 'content/nb'
[languages.nb.permalinks.page]
blog = '/perspektiv/:slug/'
`;

async function urlOf(path: string, parts: CardParts = {}): Promise<string> {
  const { config, cards } = await makeSite({ [path]: parts, "content/nb/x.md": {} }, { hugo: HUGO });
  return postUrls(cards[0]!, config).primary;
}

describe("URL of a post", () => {
  it.each<[string, CardParts, string]>([
    ["content/en/blog/2024-a.md", { title: "Hello, big World!" }, "/perspectives/hello-big-world"],
    ["content/en/blog/2024-a.md", { title: "Hello", slug: "Hi There" }, "/perspectives/hi-there"],
    ["content/en/blog/2024-a.md", {}, "/perspectives/2024-a"],
    ["content/en/blog/2024-a.md", { url: "/Somewhere/Else/" }, "/somewhere/else"],
    ["content/en/blog/_index.md", { slug: "never" }, "/perspectives"],
    ["content/en/blog/inner/_index.md", {}, "/blog/inner"],
    ["content/en/news/x.md", { date: "2024-05-03T10:00:00+02:00" }, "/2024/05/03/x"],
    ["content/en/news/x.md", {}, "/news/x"],
    ["content/en/docs/a/b/c.md", {}, "/d/a/b/c"],
    ["content/en/docs/a/_index.md", {}, "/d/a"],
    ["content/en/deep/a/b/c.md", { title: "T" }, "/deep/b/t"],
    ["content/en/odd/c.md", {}, "/odd/c"],
    ["content/en/top.md", { title: "Top" }, "/pages/top"],
    ["content/en/plain/a.md", { slug: "b" }, "/plain/b"],
    ["content/en/plain/a/index.md", {}, "/plain/a"],
    ["content/en/plain/A B.md", {}, "/plain/a b"],
    ["content/en/_index.md", {}, "/"],
    ["content/nb/blog/a.md", { title: "Høye mål på «sky»" }, "/perspektiv/høye-mål-på-sky"],
  ])("%s %o is %s", async (path, parts, url) => {
    expect(await urlOf(path, parts)).toBe(url);
  });

  it("knows the plain path and the form without accents as other addresses", async () => {
    const { config, cards } = await makeSite(
      { "content/nb/blog/2024-a.md": { title: "Mål for året" }, "content/en/x.md": {} },
      { hugo: HUGO },
    );
    expect(postUrls(cards[0]!, config).others).toEqual(["/blog/2024-a", "/perspektiv/mal-for-aret"]);
  });
});

describe("comparison form of URLs", () => {
  it.each([
    ["/Blog/Post/", "/blog/post"],
    ["blog/post", "/blog/post"],
    ["//blog//post///", "/blog/post"],
    ["/blog/post/index.html", "/blog/post"],
    ["/blog/post.html", "/blog/post"],
    ["/blog/post.md", "/blog/post"],
    ["/blog/_index.md", "/blog"],
    ["/index.html", "/"],
    ["/index", "/"],
    ["/bl%C3%A5b%C3%A6r/", "/blåbær"],
    ["/bla\u030Aba\u0308r/", "/blåbär"],
    ["/100%/a%zz%C3%A6", "/100%/a%zzæ"],
    ["/%FF%41", "/%ff%41"],
    ["/a/../../b", "/b"],
    ["/a/./b", "/a/b"],
    ["", "/"],
  ])("%s is %s", (path, form) => {
    expect(normalizePath(path)).toBe(form);
  });

  it("drops hosts and language prefixes of the site, and tells other sites apart", async () => {
    const { config } = await makeSite({ "content/en/x.md": {}, "content/nb/x.md": {} }, { hugo: HUGO });
    const site = readSiteAddresses(config);
    const read = (url: string): unknown => {
      const parsed = parseSiteUrl(url, site);
      return parsed === null ? null : [parsed.path, parsed.language, parsed.query, parsed.fragment];
    };
    expect(read("https://example.no/Perspektiv/x/?a=1#Del-2")).toEqual([
      "/perspektiv/x",
      "nb",
      "a=1",
      "Del-2",
    ]);
    expect(read("http://www.example.com")).toEqual(["/", "en", "", ""]);
    expect(read("//example.com/a")).toEqual(["/a", "en", "", ""]);
    expect(read("/no/pris/")).toEqual(["/pris", "nb", "", ""]);
    expect(read("/NB")).toEqual(["/", "nb", "", ""]);
    expect(read("/north/pris/")).toEqual(["/north/pris", null, "", ""]);
    expect(read("https://elsewhere.org/no/x")).toBeNull();
    expect(read("mailto:a@example.no")).toBeNull();
    expect(normalizeUrl("/no/pris/", site)).toBe("/pris");
    expect(normalizeUrl("/it/pris/", site)).toBe("/it/pris");
  });
});
