import { describe, expect, it } from "vitest";
import { normalizeConfig } from "../../src/config/normalize.ts";
import type { WrittenConfig } from "../../src/config/schema.ts";
import { decideLanguage } from "../../src/discover/decide-language.ts";
import { type DiscoveredPost, discoverPosts } from "../../src/discover/discover-posts.ts";
import { isPostPath, languageOfPath } from "../../src/discover/post-path.ts";
import type { Config } from "../../src/model/config.ts";

function configure(paths: readonly string[], written: WrittenConfig = {}): Config {
  return normalizeConfig({ root: "/site", file: null, written, hugo: null, options: {}, paths });
}

const folders = configure(["content/en/a.md", "content/nb/a.md", "content/sv/a.md"]);
const suffixes = configure(["content/a.md", "content/a.nb.md"]);
const mixed = configure(["posts/a.md"]);

describe("language of a path", () => {
  it.each([
    ["content/en/blog/a.md", "en", "directory"],
    ["content/nb/a/index.md", "nb", "directory"],
    ["content/nb/a.en.md", "en", "suffix"],
    ["content/nb/v1.2.md", "nb", "directory"],
    ["content/nb/node.js.md", "nb", "directory"],
    ["content/nb/list.it.md", "nb", "directory"],
    ["content/nb/notes.se.md", "nb", "directory"],
    ["content/sv/a.md", "sv", "directory"],
  ])("%s is %s by %s", (path, language, from) => {
    expect(languageOfPath(path, folders)).toMatchObject({ language, from });
  });

  it.each([
    ["content/a.md", null],
    ["content/a.nb.md", "nb"],
    ["content/a.no.md", "nb"],
    ["content/a.NB-no.md", "nb"],
    ["content/b/index.nb.md", "nb"],
    ["content/b/_index.en.md", "en"],
    ["content/.nb.md", null],
    ["content/v1.2.md", null],
  ])("suffix of %s: %s", (path, language) => {
    expect(languageOfPath(path, suffixes).language).toBe(language);
  });
});

describe("what is a post", () => {
  it.each([
    ["content/en/a.md", true],
    ["content/en/a.markdown", true],
    ["content/en/README.md", true],
    ["content/en/a.mdx", false],
    ["content/en/a.txt", false],
    ["content/en/.hidden.md", false],
    ["content/en/.obsidian/a.md", false],
    ["content/en/node_modules/x/a.md", false],
    ["content/no/a.md", false],
    ["content/english/a.md", false],
    ["README.md", false],
  ])("%s: %s", (path, expected) => {
    expect(isPostPath(path, folders)).toBe(expected);
  });

  it("leaves the repository's own files out when the whole project is content", () => {
    const config = configure(["a.md", "b.nb.md", "README.md"]);
    expect(
      ["README.md", "CONTRIBUTING.md", "a.md", "x/README.md"].filter((path) => isPostPath(path, config)),
    ).toEqual(["a.md", "x/README.md"]);
  });

  it("follows include and exclude", () => {
    const written = {
      content: {
        include: ["content/**/*.{md,mdx}"],
        exclude: ["content/*/drafts", "!content/en/drafts/keep.md"],
      },
    };
    const config = configure(["content/en/a.md", "content/nb/a.md"], written);
    const paths = [
      "content/en/a.mdx",
      "content/en/drafts/b.md",
      "content/en/drafts/keep.md",
      "content/nb/a.markdown",
    ];
    expect(paths.filter((path) => isPostPath(path, config))).toEqual([
      "content/en/a.mdx",
      "content/en/drafts/keep.md",
    ]);
  });
});

describe("discovery", () => {
  it("sorts, drops doubles and counts other languages, from lists and streams", async () => {
    const paths = ["content/nb/b.md", "content/sv/a.md", "content/en/a.md", "content/en/a.md", "x.png"];
    async function* stream(): AsyncGenerator<string> {
      yield* paths;
    }
    const fromList = await discoverPosts(paths, folders);
    expect(fromList.posts.map((post) => post.path)).toEqual(["content/en/a.md", "content/nb/b.md"]);
    expect(fromList.others).toEqual({ sv: 1 });
    expect(await discoverPosts(stream(), folders)).toEqual(fromList);
    expect(await discoverPosts([...paths].reverse(), folders)).toEqual(fromList);
  });
});

describe("final language", () => {
  const post = (path: string, config: Config): DiscoveredPost => ({ path, ...languageOfPath(path, config) });

  it("trusts the path over the header, and says so", () => {
    const decision = decideLanguage(post("content/nb/a.md", folders), "En", 3, folders);
    expect(decision.language).toBe("nb");
    expect(decision.problems).toMatchObject([
      {
        code: "language-mismatch",
        place: { line: 3 },
        params: { used: "nb", other: "en", from: "front-matter" },
      },
    ]);
    expect(decideLanguage(post("content/nb/a.md", folders), "No", 3, folders).problems).toEqual([]);
    expect(decideLanguage(post("content/nb/a.md", folders), "nb-NO", 3, folders).problems).toEqual([]);
    expect(decideLanguage(post("content/nb/a.md", folders), null, null, folders).problems).toEqual([]);
  });

  it("tells when name and folder disagree", () => {
    expect(decideLanguage(post("content/nb/a.en.md", folders), "en", 2, folders)).toMatchObject({
      language: "en",
      problems: [{ code: "language-mismatch", params: { used: "en", other: "nb", from: "directory" } }],
    });
  });

  it("reads the header in a mixed tree", () => {
    const decide = (declared: string | null): unknown => {
      const { language, problems } = decideLanguage(post("posts/a.md", mixed), declared, 2, mixed);
      return [language, problems.map((problem) => [problem.code, problem.params["written"]])];
    };
    expect(decide("norsk")).toEqual(["nb", []]);
    expect(decide("en-GB")).toEqual(["en", []]);
    expect(decide("fr")).toEqual([null, []]);
    expect(decide(null)).toEqual(["en", [["language-unknown", ""]]]);
    expect(decide("klingon")).toEqual(["en", [["language-unknown", "klingon"]]]);
  });

  it("lets a plain name beside suffixed ones be the default language without a word", () => {
    expect(decideLanguage(post("content/a.md", suffixes), null, null, suffixes)).toEqual({
      language: "en",
      problems: [],
    });
  });
});
