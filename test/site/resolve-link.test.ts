import { describe, expect, it } from "vitest";
import { comparablePage, resolveLink } from "../../src/site/resolve-link.ts";
import { buildUrlIndex } from "../../src/site/url-index.ts";
import { makeSite } from "../support/cards.ts";

const HUGO = `
[languages.en]
baseURL = 'https://example.com/'
contentDir = 'content/en'
[languages.nb]
baseURL = 'https://example.no/'
contentDir = 'content/nb'
[languages.nb.permalinks.page]
blog = '/blogg/:slug/'
`;

async function makeIndex(): Promise<ReturnType<typeof buildUrlIndex>> {
  const { config, cards } = await makeSite(
    {
      "content/en/blog/one.md": { aliases: ["/old/one/"] },
      "content/en/blog/two/index.md": {},
      "content/en/blog/_index.md": {},
      "content/en/docs/one.md": {},
      "content/nb/blog/one.md": { slug: "en", aliases: ["/blogg/first/"] },
      "content/nb/blog/two/index.md": { title: "To" },
    },
    { hugo: HUGO },
  );
  return buildUrlIndex(cards, config);
}

describe("links", () => {
  it.each([
    ["content/en/blog/one.md", "/blog/two/", "content/en/blog/two/index.md", "url"],
    ["content/en/blog/one.md", "/blog/two/index.html?x=1#part", "content/en/blog/two/index.md", "url"],
    ["content/en/blog/one.md", "/old/one", "content/en/blog/one.md", "alias"],
    ["content/en/blog/one.md", "/blog/", "content/en/blog/_index.md", "url"],
    ["content/en/blog/one.md", "../two/", "content/en/blog/two/index.md", "url"],
    ["content/en/blog/one.md", "two", "content/en/blog/two/index.md", "url"],
    ["content/en/blog/one.md", "two/index.md", "content/en/blog/two/index.md", "file"],
    ["content/en/blog/two/index.md", "../one.md#x", "content/en/blog/one.md", "file"],
    ["content/nb/blog/two/index.md", "/blogg/en/", "content/nb/blog/one.md", "url"],
    ["content/nb/blog/two/index.md", "/no/blogg/en/", "content/nb/blog/one.md", "url"],
    ["content/nb/blog/two/index.md", "/blogg/first/", "content/nb/blog/one.md", "alias"],
    // The English URL, in a Norwegian post: an English page is what it reaches, if Norwegian has none there.
    ["content/nb/blog/two/index.md", "/blog/one/", "content/en/blog/one.md", "url"],
    ["content/nb/blog/two/index.md", "https://example.com/blog/one/", "content/en/blog/one.md", "url"],
    ["content/en/blog/one.md", '{{< ref "two" >}}', "content/en/blog/two/index.md", "ref"],
    ["content/en/docs/one.md", '{{< relref "/blog/one.md#part" >}}', "content/en/blog/one.md", "ref"],
    ["content/nb/blog/two/index.md", '{{% ref "blog/one" %}}', "content/nb/blog/one.md", "ref"],
    [
      "content/nb/blog/two/index.md",
      '{{< ref path="blog/one.md" lang="en" >}}',
      "content/en/blog/one.md",
      "ref",
    ],
  ])("%s → %s", async (from, href, path, via) => {
    expect(resolveLink(await makeIndex(), from, href)).toMatchObject({ kind: "post", path, via });
  });

  it("keeps fragments, and knows what is no post", async () => {
    const index = await makeIndex();
    const from = "content/en/blog/one.md";
    expect(resolveLink(index, from, "#Part")).toEqual({ kind: "fragment", fragment: "Part" });
    expect(resolveLink(index, from, "/blog/two/#Part")).toMatchObject({ kind: "post", fragment: "Part" });
    expect(resolveLink(index, from, '{{< ref "two.md#x" >}}')).toMatchObject({ kind: "post", fragment: "x" });
    expect(resolveLink(index, from, "https://elsewhere.org/blog/two/")).toMatchObject({ kind: "external" });
    expect(resolveLink(index, from, "mailto:a@b.no")).toMatchObject({ kind: "external" });
    expect(resolveLink(index, from, "picture.png")).toMatchObject({
      kind: "unknown",
      page: "/blog/one/picture.png",
    });
    expect(resolveLink(index, from, "/gone/")).toMatchObject({ kind: "unknown", page: "/gone", named: null });
    // Two posts are called `one`, and none lies beside: Hugo would refuse it too.
    expect(resolveLink(index, "content/en/blog/_index.md", '{{< ref "nothing" >}}')).toMatchObject({
      kind: "unknown",
    });
  });

  it("compares links by the article they lead to", async () => {
    const index = await makeIndex();
    const keyOf = (path: string): string | null => (path.includes("/blog/one") ? "one" : null);
    const english = comparablePage(index, "content/en/blog/two/index.md", "/blog/one/#a", keyOf);
    const norwegian = comparablePage(
      index,
      "content/nb/blog/two/index.md",
      "https://example.no/blogg/en/",
      keyOf,
    );
    expect(norwegian).toBe(english);
    expect(comparablePage(index, "content/en/blog/one.md", "/gone/", keyOf)).toBe("page /gone");
    expect(comparablePage(index, "content/nb/blog/one.md", "/nb/gone", keyOf)).toBe("page /gone");
    expect(comparablePage(index, "content/en/blog/one.md", "https://x.org/a/#b", keyOf)).toBe(
      "external https://x.org/a",
    );
  });

  it("does not depend on the order of posts", async () => {
    const { config, cards } = await makeSite({
      "content/en/a.md": { aliases: ["/x/"] },
      "content/en/b.md": { aliases: ["/x/"] },
      "content/nb/c.md": {},
    });
    const there = resolveLink(buildUrlIndex(cards, config), "content/en/a.md", "/x/");
    expect(resolveLink(buildUrlIndex([...cards].reverse(), config), "content/en/a.md", "/x/")).toEqual(there);
  });
});
