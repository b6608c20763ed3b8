import { describe, expect, it } from "vitest";
import { findAliasFault, findAliasProblems } from "../../src/pair/alias-problems.ts";
import { buildUrlIndex } from "../../src/site/url-index.ts";
import { makeSite } from "../support/cards.ts";

describe("form of an alias", () => {
  it.each([
    ["/blog/post/", null],
    ["/Blog/Pøst_2/", null],
    ["blog/post.html", null],
    ["/блог/пост/", null],
    ["https://example.com/old/", null],
    ["/webinar/x/&#xA0/", "entity"],
    ["/a&amp;b/", "entity"],
    ["/webinar/apendo.md", "extension"],
    ["/a b/", "whitespace"],
    [" /a/", "whitespace"],
    ["/a/../../etc/passwd", "parent"],
    ["..\\windows", "backslash"],
    ["/a\u0000b/", "control"],
    ["/a\u001b[31m/", "control"],
    ["/a\u200bb/", "invisible"],
    ["/a\u202egpj/", "invisible"],
    ["/p\u0430yment/", "mixed-scripts"],
    ["/a/?page=2", "query"],
    ["/a/#part", "query"],
    ["", "empty"],
    ["  ", "empty"],
  ])("%j: %s", (alias, fault) => {
    expect(findAliasFault(alias)).toBe(fault);
  });

  it("takes linear time", () => {
    const started = performance.now();
    for (const part of ["&", "&#", "/a", "%", " ", "а", "../", "a&#x", "\\"])
      findAliasFault(part.repeat(100_000));
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

describe("aliases of a site", () => {
  it("names those claimed twice, within a post, by two posts, and over a page that is there", async () => {
    const { config, cards } = await makeSite({
      "en/a.md": { aliases: ["/x/", "/x", "/X/"], aliasesLine: 3 },
      "en/b.md": { aliases: ["/x/", "/a/"], aliasesLine: 7 },
      "nb/c.md": { aliases: ["/x/", "/a/"] },
    });
    const problems = findAliasProblems(buildUrlIndex(cards, config));
    expect(
      problems.map(({ code, path, place, params }) => [
        code,
        path,
        place?.line,
        params["alias"],
        params["other"],
      ]),
    ).toEqual([
      ["alias-duplicate", "en/a.md", 3, "/x", "en/a.md"],
      ["alias-duplicate", "en/b.md", 7, "/x/", "en/a.md"],
      ["alias-duplicate", "en/b.md", 7, "/a/", "en/a.md"],
    ]);
  });

  it("has nothing against two languages sharing an alias", async () => {
    const { config, cards } = await makeSite({
      "en/a.md": { aliases: ["/x/"] },
      "nb/b.md": { aliases: ["/x/"] },
    });
    expect(findAliasProblems(buildUrlIndex(cards, config))).toEqual([]);
  });
});
