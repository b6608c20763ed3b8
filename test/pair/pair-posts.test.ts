import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { WrittenConfig } from "../../src/config/schema.ts";
import { type PairedPosts, type PostLinks, pairPosts } from "../../src/pair/pair-posts.ts";
import { buildUrlIndex } from "../../src/site/url-index.ts";
import { type CardParts, makeSite } from "../support/cards.ts";

type Posts = { readonly [path: string]: CardParts };
interface Options {
  readonly written?: WrittenConfig;
  readonly hugo?: string;
  readonly links?: PostLinks;
}

async function pair(posts: Posts, options: Options = {}): Promise<PairedPosts> {
  // Two posts that belong together beyond doubt keep both languages there in every case.
  const { config, cards } = await makeSite({ ...posts, "en/zz.md": {}, "nb/zz.md": {} }, options);
  const all = pairPosts(buildUrlIndex(cards, config), options.links);
  return { ...all, pairs: all.pairs.filter((link) => !link.source.endsWith("/zz.md")) };
}

/** `a=b by alias /x` for each pair. */
async function pairsOf(posts: Posts, options: Options = {}): Promise<readonly string[]> {
  const { pairs } = await pair(posts, options);
  return pairs.map(({ source, target, pairedBy, guessed }) => {
    const [first] = pairedBy;
    const value = first !== undefined && "value" in first ? ` ${first.value}` : "";
    return `${source}=${target} by ${first?.kind}${value}${guessed ? " guessed" : ""}`;
  });
}

const NO_PATHS: Options = { written: { pairByPath: false } };

describe("evidence, rung by rung", () => {
  it("pairs by configured paths and addresses, and by linked facts, before anything else", async () => {
    const posts = {
      "en/a.md": { aliases: ["/x/"] },
      "nb/a.md": { aliases: ["/x/"] },
      "nb/b.md": {},
      "en/c.md": {},
      "nb/d.md": { aliases: ["/d-url/"] },
    };
    const written = { pairs: [["en/a.md", "nb/b.md"] as [string, string]] };
    const links = { linked: [["nb/d.md", "en/c.md"] as const], unlinked: [] };
    expect(await pairsOf(posts, { written, links })).toEqual([
      "en/a.md=nb/b.md by configured",
      "en/c.md=nb/d.md by linked",
    ]);
    const byAddress = { pairs: [["/d-url/", "en/c.md"] as [string, string]] };
    expect(await pairsOf(posts, { written: byAddress })).toContain("en/c.md=nb/d.md by configured");
  });

  it.each<[string, string, string]>([
    ["the same", "/blogg/x/", "/blogg/x/"],
    ["case and slashes", "/Blogg//X", "/blogg/x/"],
    ["index.html", "/blogg/x/index.html", "/blogg/x"],
    ["percent-encoding and Unicode form", "/bl%C3%A5/x", "/bla\u030A/x/"],
    ["language prefixes", "/en/blogg/x/", "/no/blogg/x/"],
  ])("pairs by an alias on both sides: %s", async (_, english, norwegian) => {
    const found = await pairsOf({ "en/a.md": { aliases: [english] }, "nb/b.md": { aliases: [norwegian] } });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/^en\/a\.md=nb\/b\.md by alias /);
  });

  it("pairs by an alias that is the other side's URL: path, slug, front matter or Hugo's pattern", async () => {
    const hugo =
      "[languages.en]\ncontentDir='en'\n[languages.nb]\ncontentDir='nb'\n[languages.nb.permalinks]\nblog='/perspektiv/:slug/'";
    const posts = {
      "en/a.md": {},
      "nb/1.md": { aliases: ["/a/"] },
      "en/b.md": { slug: "bee" },
      "nb/2.md": { aliases: ["/bee/"] },
      "en/c.md": { url: "/far/away/" },
      "nb/3.md": { aliases: ["/far/away"] },
      "en/d.md": { aliases: ["/perspektiv/min-sky/"] },
      "nb/blog/4.md": { title: "Min sky" },
    };
    expect(await pairsOf(posts, { hugo })).toEqual([
      "en/a.md=nb/1.md by alias /a",
      "en/b.md=nb/2.md by alias /bee",
      "en/c.md=nb/3.md by alias /far/away",
      "en/d.md=nb/blog/4.md by alias /perspektiv/min-sky",
    ]);
  });

  it("pairs by translation key, unless two posts of one language share it", async () => {
    const keyed = { translationKey: "k" };
    expect(await pairsOf({ "en/a.md": keyed, "nb/b.md": keyed }, NO_PATHS)).toEqual([
      "en/a.md=nb/b.md by translation-key k",
    ]);
    expect(await pairsOf({ "en/a.md": keyed, "nb/b.md": keyed, "nb/c.md": keyed }, NO_PATHS)).toEqual([]);
  });

  it("pairs by path, suffix and bundle", async () => {
    expect(await pairsOf({ "en/x/a.md": {}, "nb/x/a/index.md": {} })).toEqual([
      "en/x/a.md=nb/x/a/index.md by path x/a",
    ]);
    expect(await pairsOf({ "en/X/A.md": {}, "nb/x/a.md": {} })).toEqual(["en/X/A.md=nb/x/a.md by path X/A"]);
    expect(await pairsOf({ "en/x/a.md": {}, "nb/x/a.md": {} }, NO_PATHS)).toEqual([]);
    const { config, cards } = await makeSite({
      "content/a.md": {},
      "content/a.nb.md": {},
      "content/b/index.md": {},
      "content/b/index.nb.md": {},
    });
    const { pairs } = pairPosts(buildUrlIndex(cards, config));
    expect(pairs.map((link) => [link.source, link.target, link.id])).toEqual([
      ["content/a.md", "content/a.nb.md", "a"],
      ["content/b/index.md", "content/b/index.nb.md", "b"],
    ]);
    // Two files of one language at one path: neither is the counterpart more than the other.
    expect(await pairsOf({ "en/a.md": {}, "nb/a.md": {}, "nb/a/index.md": {} })).toEqual([]);
  });

  it("guesses by a last segment that is unique on both sides and not spoken against", async () => {
    const english = { aliases: ["/blogg/egress-cost/"], date: "2023-03-01", outline: [2, 2] };
    const norwegian = { aliases: ["/blogg/2023/egress-cost/"], date: "2023-03-09", outline: [2, 2] };
    const guess = "en/a.md=nb/b.md by last-segment egress-cost guessed";
    expect(await pairsOf({ "en/a.md": english, "nb/b.md": norwegian })).toEqual([guess]);
    expect(await pairsOf({ "en/a.md": english, "nb/b.md": { ...norwegian, date: "2020-01-01" } })).toEqual(
      [],
    );
    expect(
      await pairsOf({ "en/a.md": english, "nb/b.md": { ...norwegian, outline: Array(9).fill(2) } }),
    ).toEqual([]);
    expect(await pairsOf({ "en/a.md": english, "nb/b.md": norwegian, "nb/x/egress-cost.md": {} })).toEqual(
      [],
    );
    expect(await pairsOf({ "en/2023-03-cost.md": {}, "nb/x/2023-03-05-cost.md": {} })).toEqual([
      "en/2023-03-cost.md=nb/x/2023-03-05-cost.md by last-segment cost guessed",
    ]);
  });

  it("tells weaker evidence that agrees", async () => {
    const { pairs } = await pair({
      "en/a.md": { aliases: ["/x/"], translationKey: "k" },
      "nb/a.md": { aliases: ["/x/"], translationKey: "k" },
    });
    expect(pairs[0]?.pairedBy.map((item) => item.kind)).toEqual(["alias", "translation-key", "path"]);
  });
});

describe("when aliases disagree", () => {
  it("never asks for equal sets of aliases", async () => {
    const posts = { "en/a.md": { aliases: ["/x/", "/y/", "/z/"] }, "nb/b.md": { aliases: ["/q/", "/z/"] } };
    expect(await pairsOf(posts)).toEqual(["en/a.md=nb/b.md by alias /z"]);
  });

  it("reports two equal claims as ambiguous and guesses nothing", async () => {
    const { pairs, unpaired, problems } = await pair({
      "en/a.md": { aliases: ["/x/"], aliasesLine: 4 },
      "nb/b.md": { aliases: ["/x/"] },
      "nb/c.md": { aliases: ["/x/"] },
    });
    expect(pairs).toEqual([]);
    expect(
      unpaired.map((post) => [post.path, post.reason, post.suggestions.map((item) => item.path)]),
    ).toEqual([
      ["en/a.md", "ambiguous", ["nb/b.md", "nb/c.md"]],
      ["nb/b.md", "ambiguous", ["en/a.md"]],
      ["nb/c.md", "ambiguous", ["en/a.md"]],
    ]);
    const told = problems.filter((problem) => problem.code === "alias-ambiguous");
    expect(told.map((problem) => problem.path)).toEqual(["en/a.md", "nb/b.md", "nb/c.md"]);
    expect(told[0]).toMatchObject({
      place: { line: 4 },
      params: { alias: "/x", candidates: ["nb/b.md", "nb/c.md"] },
    });
    expect(problems).toContainEqual(
      expect.objectContaining({
        code: "alias-duplicate",
        path: "nb/c.md",
        params: { alias: "/x/", other: "nb/b.md" },
      }),
    );
  });

  it("lets the clearly stronger of two claims win: more addresses, or more signs that agree", async () => {
    const rival = { aliases: ["/x/"] };
    const twice = {
      "en/a.md": { aliases: ["/x/", "/y/"] },
      "nb/b.md": { aliases: ["/x/", "/y/"] },
      "nb/c.md": rival,
    };
    expect(await pairsOf(twice)).toEqual(["en/a.md=nb/b.md by alias /x"]);
    const samePath = { "en/a.md": rival, "nb/a.md": rival, "nb/c.md": rival };
    expect(await pairsOf(samePath)).toEqual(["en/a.md=nb/a.md by alias /x"]);
    expect(await pairsOf(samePath, NO_PATHS)).toEqual([]);
    const key = { aliases: ["/x/"], translationKey: "k" };
    expect(await pairsOf({ "en/a.md": key, "nb/b.md": key, "nb/c.md": rival })).toEqual([
      "en/a.md=nb/b.md by alias /x",
    ]);
    // One sign for each side is no clear case.
    const torn = { "en/a.md": key, "nb/a.md": rival, "nb/c.md": key };
    expect(await pairsOf(torn)).toEqual([]);
    // Nor is a date, which a copied post often keeps.
    const dated = { ...rival, date: "2024-01-01" };
    expect(await pairsOf({ "en/a.md": dated, "nb/b.md": dated, "nb/c.md": rival })).toEqual([]);
  });

  it("frees a third post when a claim falls", async () => {
    const posts = {
      "en/a.md": { aliases: ["/x/", "/y/"] },
      "nb/a.md": { aliases: ["/x/", "/y/", "/z/"] },
      "en/b.md": { aliases: ["/z/", "/w/"] },
      "nb/c.md": { aliases: ["/w/"] },
    };
    expect(await pairsOf(posts)).toEqual(["en/a.md=nb/a.md by alias /x", "en/b.md=nb/c.md by alias /w"]);
  });

  it("never pairs by path over an alias that points elsewhere", async () => {
    const posts = {
      "en/a.md": { aliases: ["/x/"] },
      "nb/a.md": {},
      "nb/b.md": { aliases: ["/x/"] },
      "en/b.md": {},
    };
    const { pairs, unpaired } = await pair(posts);
    expect(pairs.map((link) => [link.source, link.target])).toEqual([["en/a.md", "nb/b.md"]]);
    expect(unpaired.map((post) => post.path)).toEqual(["en/b.md", "nb/a.md"]);
    const open = await pair({ ...posts, "nb/c.md": { aliases: ["/x/"] } });
    expect(open.pairs).toEqual([]);
    expect(open.unpaired.find((post) => post.path === "en/a.md")?.reason).toBe("ambiguous");
  });

  it("never pairs by path what has different translation keys", async () => {
    expect(
      await pairsOf({ "en/a.md": { translationKey: "one" }, "nb/a.md": { translationKey: "two" } }),
    ).toEqual([]);
  });

  it("pairs list pages only with list pages", async () => {
    const posts = {
      "en/career/_index.md": { aliases: ["/career/engineer/"] },
      "nb/career/engineer.md": {},
      "en/blog/_index.md": { aliases: ["/blogg/"] },
      "en/hub.md": { aliases: ["/blogg/"] },
      "nb/nyheter/_index.md": { aliases: ["/blogg/"] },
      "en/faq/_index.md": {},
      "nb/faq.md": {},
    };
    expect(await pairsOf(posts)).toEqual(["en/blog/_index.md=nb/nyheter/_index.md by alias /blogg"]);
  });

  it("takes an alias that is the post's own URL for nothing", async () => {
    const self = { "en/a.md": { aliases: ["/a/"] }, "nb/a.md": {} };
    expect(await pairsOf(self, NO_PATHS)).toEqual([]);
    const { pairs, problems } = await pair(self);
    expect(pairs[0]).toMatchObject({ key: "en/a.md", pairedBy: [{ kind: "path", value: "a" }] });
    expect(problems).toMatchObject([{ code: "alias-self", severity: "cosmetic", params: { alias: "/a/" } }]);
  });

  it("takes an old prefix for an address of its own where the language has a host", async () => {
    const hugo =
      "[languages.en]\nbaseURL='https://x.com/'\ncontentDir='en'\n[languages.nb]\nbaseURL='https://x.no/'\ncontentDir='nb'";
    const posts = {
      "en/price.md": { aliases: ["/en/price/"] },
      "nb/price.md": { aliases: ["/price/"], slug: "pris" },
    };
    const { pairs, problems } = await pair(posts, { hugo, written: { pairByPath: false } });
    expect(pairs).toMatchObject([{ source: "en/price.md", target: "nb/price.md", key: "/price" }]);
    expect(problems).toEqual([]);
  });

  it("learns nothing from an address that dozens share, and does not slow down", async () => {
    const posts: { [path: string]: CardParts } = {};
    for (let number = 0; number < 3000; number += 1) {
      posts[`en/e${number}.md`] = { aliases: ["/x/"], title: "T", date: "2024-01-01", images: ["a.png"] };
      posts[`nb/n${number}.md`] = { aliases: ["/x/"], title: "T", date: "2024-01-01", images: ["a.png"] };
    }
    const started = performance.now();
    const { pairs, unpaired } = await pair(posts);
    expect(pairs).toEqual([]);
    expect(unpaired).toHaveLength(6000);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

describe("what people have said", () => {
  it("keeps unlinked and independent posts apart, also when all else agrees", async () => {
    const posts = { "en/a.md": { aliases: ["/x/"] }, "nb/a.md": { aliases: ["/x/"] } };
    const links = { linked: [], unlinked: [["nb/a.md", "en/a.md"] as const] };
    const unlinked = await pair(posts, { links });
    expect([unlinked.pairs, unlinked.unpaired.map((post) => post.path)]).toEqual([
      [],
      ["en/a.md", "nb/a.md"],
    ]);
    const written = { independent: [["en/a.md", "nb/a.md"] as [string, string]] };
    const apart = await pair(posts, { written });
    expect([apart.pairs, apart.unpaired, apart.independent]).toEqual([[], [], [["en/a.md", "nb/a.md"]]]);
  });

  it("sets aside by glob and by front matter, with the counterpart", async () => {
    const posts = {
      "en/legal/a.md": {},
      "nb/legal/a.md": {},
      "en/b.md": { translate: false },
      "en/c.md": {},
    };
    const { pairs, unpaired, notTranslated } = await pair(posts, {
      written: { noTranslate: ["en/legal/**"] },
    });
    expect(pairs).toEqual([]);
    expect(notTranslated).toEqual(["en/b.md", "en/legal/a.md", "nb/legal/a.md"]);
    expect(unpaired.map((post) => post.path)).toEqual(["en/c.md"]);
  });
});

describe("original, id and key", () => {
  it.each<[string, CardParts, CardParts, string | null, string]>([
    ["nobody says", {}, {}, "en", "en/a.md"],
    ["the target is machine text", {}, { machine: true }, "en", "en/a.md"],
    ["the source is machine text", { machine: true }, {}, "nb", "nb/a.md"],
    ["both are machine text", { machine: true }, { machine: true }, null, "en/a.md"],
    ["front matter wins over the mark", { machine: true, original: "en" }, {}, "en", "en/a.md"],
    ["front matter as people write it", {}, { original: "nb-NO" }, "nb", "nb/a.md"],
    ["a third language", { original: "sv" }, { original: "sv" }, null, "en/a.md"],
    ["the two contradict each other", { original: "en" }, { original: "nb" }, null, "en/a.md"],
  ])("%s", async (_, english, norwegian, original, source) => {
    const { pairs } = await pair({ "en/a.md": english, "nb/a.md": norwegian });
    expect(pairs).toMatchObject([{ original, source }]);
  });

  it("takes id and key from the source, and the first alias that both share", async () => {
    const { pairs } = await pair({
      "en/blog/a.md": { aliases: ["/z/", "/b/"], machine: true },
      "nb/blogg/a.md": { aliases: ["/b/", "/z/"] },
      "en/_index.md": {},
      "nb/_index.md": {},
    });
    expect(pairs.map(({ id, key, source }) => [id, key, source])).toEqual([
      ["_index", "en/_index.md", "en/_index.md"],
      ["blogg/a", "/z", "nb/blogg/a.md"],
    ]);
  });

  it("makes the same pairs and keys whichever language is called source", async () => {
    const posts = {
      "en/a.md": { aliases: ["/z/", "/b/"] },
      "nb/b.md": { aliases: ["/b/", "/z/"], original: "en" },
      "en/c.md": { machine: true },
      "nb/c.md": {},
    };
    const there = await pair(posts);
    const back = await pair(posts, { written: { languages: { source: "nb", targets: ["en"] } } });
    expect(back.pairs).toEqual(there.pairs);
  });
});

describe("several targets", () => {
  it("pairs a post once with each language, and names the language that is missing", async () => {
    const posts = {
      "en/a.md": { aliases: ["/x/"] },
      "nb/b.md": { aliases: ["/x/"] },
      "sv/c.md": { aliases: ["/x/"] },
      "en/d.md": {},
      "nb/d.md": {},
      "sv/zz.md": {},
    };
    const { pairs, unpaired } = await pair(posts, { written: { languages: { targets: ["nb", "sv"] } } });
    expect(pairs.map((link) => `${link.source}=${link.target}`)).toEqual([
      "en/a.md=nb/b.md",
      "en/a.md=sv/c.md",
      "en/d.md=nb/d.md",
    ]);
    expect(unpaired.map((post) => [post.path, post.missing])).toEqual([["en/d.md", "sv"]]);
  });
});

describe("suggestions", () => {
  it("ranks by slug, title, date and image, three at most, and never a list page for a post", async () => {
    const posts = {
      "en/blog/cloud-security-for-hospitals.md": {
        title: "Cloud security",
        date: "2024-02-01",
        images: ["card.jpg"],
      },
      "nb/blogg/sikker-sky.md": { title: "Sikker sky", date: "2024-02-01", images: ["card.jpg"] },
      "nb/blogg/cloud-security.md": { title: "Noe annet", date: "2020-01-01" },
      "nb/cloud-security-for-hospitals/_index.md": {},
      "nb/andre.md": { title: "Helt andre ting" },
    };
    const { unpaired } = await pair(posts);
    const [english] = unpaired;
    expect(english?.suggestions.map((item) => item.path)).toEqual([
      "nb/blogg/sikker-sky.md",
      "nb/blogg/cloud-security.md",
    ]);
    expect(english?.suggestions[0]?.why).toEqual(["date", "image"]);
    for (const { score } of english?.suggestions ?? []) expect(score).toBeGreaterThan(0.3);
    expect(unpaired.find((post) => post.path === "nb/andre.md")?.suggestions).toEqual([]);
  });
});

describe("every site", () => {
  const names = fc.constantFrom("a", "b", "c/index", "c", "_index", "long-name", "2024-01-long-name");
  const address = fc.constantFrom("/x/", "/y/", "/z/", "/no/x/", "/a/", "/c/", "/deep/long-name/");
  const card = fc.record({
    aliases: fc.array(address, { maxLength: 3 }),
    translationKey: fc.constantFrom(null, null, "k", "l"),
    date: fc.constantFrom(null, "2024-01-01", "2021-01-01"),
    machine: fc.boolean(),
    translate: fc.constantFrom(true, true, true, false),
  });
  const posts = fc.dictionary(
    fc.tuple(fc.constantFrom("en", "nb"), names).map(([folder, name]) => `${folder}/${name}.md`),
    card,
    {
      maxKeys: 12,
    },
  );

  it("has each post in one place, whatever the order of files", async () => {
    await fc.assert(
      fc.asyncProperty(posts, async (given) => {
        const { config, cards } = await makeSite({ ...given, "en/zz.md": {}, "nb/zz.md": {} });
        const found = pairPosts(buildUrlIndex(cards, config));
        const placed = [
          ...found.pairs.flatMap((link) => [link.source, link.target]),
          ...found.unpaired.map((post) => post.path),
          ...found.notTranslated,
        ];
        expect([...placed].sort()).toEqual(cards.map((post) => post.path).sort());
        expect(pairPosts(buildUrlIndex([...cards].reverse(), config))).toEqual(found);
      }),
      { numRuns: 300 },
    );
  });
});
