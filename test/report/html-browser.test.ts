import axe from "axe-core";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PairReport } from "../../src/model/report.ts";
import { htmlFormat } from "../../src/report/html.ts";
import { launchBrowser, type TestBrowser, whyNoBrowser } from "../support/browser.ts";
import {
  CHANGE,
  makeField,
  makeFieldsRow,
  makeFinding,
  makeHead,
  makePairReport,
  makeRow,
  makeSection,
  makeSummary,
  makeSyncedRow,
  makeTail,
  renderFormat,
} from "../support/format-input.ts";
import { makeHostileReport } from "../support/hostile-reports.ts";
import { HOSTILE_STRINGS } from "../support/hostile-strings.ts";

const seconds = (day: string): number => Date.parse(`${day}T12:00:00Z`) / 1000;

const by = (author: string, date: string) => ({
  source: { ...CHANGE, author, date: `${date}T08:00:00.000Z` },
  target: null,
});

/** Five posts, one for each thing a reader may look for. */
function makeSite(): readonly PairReport[] {
  const old = {
    by: "history",
    how: null,
    commit: null,
    date: null,
    oldSource: { blob: "old", start: 0, end: 1 },
    oldTarget: null,
  } as const;
  return [
    makePairReport(
      { id: "blog/meet-the-team", title: "Meet the team", targetTitle: "Møt teamet" },
      [
        makeFieldsRow([makeField("title")], { changes: by("Kari Nordmann", "2026-07-02") }),
        makeRow("About us", { id: "r-about", baseline: old, changes: by("Kari Nordmann", "2026-07-02") }),
        makeSyncedRow("Fine", { id: "r-fine" }),
      ],
      {
        trend: [
          { time: seconds("2026-01-10"), drifted: 1 },
          { time: seconds("2026-03-10"), drifted: 1 },
          { time: seconds("2026-05-10"), drifted: -1 },
        ],
      },
    ),
    makePairReport({ id: "blog/links", title: "Links moved", targetTitle: "Lenker flyttet" }, [
      makeRow("Links", {
        id: "r-links",
        class: "neutral",
        carryable: true,
        wordsToSync: 0,
        changes: by("Ola Nordmann", "2025-01-02"),
      }),
    ]),
    makePairReport({ id: "blog/wrong", title: "Wrong for readers", targetTitle: "Feil" }, [
      makeSyncedRow("Code", {
        id: "r-code",
        findings: [makeFinding("code-differs", { severity: "critical" })],
      }),
    ]),
    makePairReport({ id: "blog/missing", title: "Missing part", targetTitle: "Mangler" }, [
      makeRow("Part", {
        id: "r-part",
        state: "missing-in-target",
        target: null,
        wordsToSync: 80,
        changes: by("Ola Nordmann", "2026-06-01"),
      }),
    ]),
    makePairReport({ id: "blog/fine", title: "Everything fine", targetTitle: "Alt er fint" }, [
      makeSyncedRow("Fine"),
    ]),
  ];
}

const renderSite = (pairs: readonly PairReport[], locale: "en" | "nb" = "en"): Promise<string> =>
  renderFormat(htmlFormat, {
    locale,
    pairs,
    head: makeHead(),
    tail: makeTail({
      summary: makeSummary({
        pairs: pairs.length,
        drifted: pairs.filter(({ state }) => state === "drifted").length,
      }),
      unpaired: [
        {
          path: "content/en/alone.md",
          language: "en",
          title: "Alone",
          reason: "no-counterpart",
          suggestions: [],
          removed: null,
        },
      ],
      problems: [
        {
          code: "alias-self",
          severity: "cosmetic",
          path: "content/en/x.md",
          place: { line: 3, column: 1 },
          params: { alias: "/x/" },
        },
      ],
    }),
    readText: async (ref) => (ref.kind === "blob" ? "We are four people." : "We are five people.\n"),
  });

const titles = (page: Page): Promise<string[]> => page.locator("h3 [lang]").allTextContents();

describe.skipIf(whyNoBrowser !== null)(
  `html in Chromium${whyNoBrowser === null ? "" : ` (skipped: ${whyNoBrowser})`}`,
  () => {
    let browser: TestBrowser;
    let site: string;
    beforeAll(async () => {
      browser = await launchBrowser();
      site = await renderSite(makeSite());
    });
    afterAll(() => browser.close());

    it("lists what matters most first, and is quiet about it", async () => {
      const { page, complaints } = await browser.open(site);
      expect(await titles(page)).toEqual([
        "Wrong for readers",
        "Meet the team",
        "Missing part",
        "Links moved",
        "Everything fine",
      ]);
      expect(await page.locator("h1").textContent()).toBe("3 of 5 pairs are out of step");
      expect(await page.title()).toBe("Translations in step");
      expect(complaints).toEqual([]);
      await page.close();
    });

    it("searches titles, paths and people, in any case and without accents", async () => {
      const { page, complaints } = await browser.open(site);
      for (const [query, found] of [
        ["MEET", ["Meet the team"]],
        ["møt team", ["Meet the team"]],
        ["nb/blog/links", ["Links moved"]],
        ["ola", ["Missing part", "Links moved"]],
        ["nothing at all", []],
      ] as const) {
        await page.getByLabel("Search titles, paths and people").fill(query);
        expect(await titles(page), query).toEqual(found);
        expect(await page.getByRole("status").textContent()).toContain(`${found.length} post`);
      }
      expect(await page.getByText("No post fits these filters.").isVisible()).toBe(true);
      await page.getByRole("button", { name: "Show all again" }).click();
      expect(await titles(page)).toHaveLength(5);
      expect(complaints).toEqual([]);
      await page.close();
    });

    it("filters by state, class, author and age, and sorts", async () => {
      const { page, complaints } = await browser.open(site);
      await page.clock.setFixedTime(new Date("2026-07-05T12:00:00Z"));
      await page.reload();
      await page.getByRole("radio", { name: /^Out of step/ }).check();
      expect(await titles(page)).toEqual(["Meet the team", "Missing part", "Links moved"]);
      await page.getByLabel("Order").selectOption("words");
      expect(await titles(page)).toEqual(["Missing part", "Meet the team", "Links moved"]);
      await page.getByLabel("Kind of change").selectOption("neutral");
      expect(await titles(page)).toEqual(["Links moved"]);
      await page.getByLabel("Kind of change").selectOption("");
      await page.getByLabel("Changed by").selectOption("Kari Nordmann");
      expect(await titles(page)).toEqual(["Meet the team"]);
      await page.getByLabel("Changed by").selectOption("");
      await page.getByLabel("Behind for").selectOption("week");
      expect(await titles(page)).toEqual(["Meet the team"]);
      await page.getByLabel("Behind for").selectOption("older");
      expect(await titles(page)).toEqual(["Links moved"]);
      expect(complaints).toEqual([]);
      await page.close();
    });

    it("shows the texts side by side with the words marked", async () => {
      const { page, complaints } = await browser.open(site);
      await page.getByRole("button", { name: "Meet the team" }).click();
      const row = page.locator("#r-about");
      expect(await row.locator("del").evaluate((node) => node.childNodes[1]?.textContent)).toBe("four");
      expect(await row.locator("ins").evaluate((node) => node.childNodes[1]?.textContent)).toBe("five");
      const [left, right] = await Promise.all([0, 1].map((i) => row.locator(".side").nth(i).boundingBox()));
      expect(left!.y).toBeCloseTo(right!.y, 0);
      expect(right!.x).toBeGreaterThan(left!.x + left!.width - 1);
      expect(await row.locator(".text").nth(1).getAttribute("lang")).toBe("nb");
      expect(await page.getByText("1 section agrees.").isVisible()).toBe(true);
      await page.getByRole("button", { name: "Meet the team" }).click();
      expect(await row.count()).toBe(0);
      expect(complaints).toEqual([]);
      await page.close();
    });

    it.each([
      ["#blog/missing", "blog/missing"],
      ["#blog%2Fmissing", "blog/missing"],
      ["#r-part", "r-part"],
    ])("opens what %s leads to", async (hash, id) => {
      const { page, complaints } = await browser.open(site, { hash });
      await page.locator("#r-part").waitFor();
      await page.waitForFunction(
        (name) => document.getElementById(name)?.contains(document.activeElement) === true,
        id,
      );
      // And again from the open page, with a filter that hides it.
      await page.getByRole("radio", { name: /^In step/ }).check();
      expect(await page.locator("#r-part").count()).toBe(0);
      await page.evaluate(() => {
        location.hash = "#r-links";
      });
      await page.locator("#r-links").waitFor();
      expect(await titles(page)).toEqual(["Links moved"]);
      expect(await page.getByRole("status").textContent()).toContain(
        "Only the post that the address leads to is shown.",
      );
      expect(complaints).toEqual([]);
      await page.close();
    });

    it.each(["#nowhere", "#%", "#__proto__", "#constructor"])(
      "stays calm about the address %s",
      async (hash) => {
        const { page, complaints } = await browser.open(site, { hash });
        expect(await titles(page)).toHaveLength(5);
        expect(complaints).toEqual([]);
        await page.close();
      },
    );

    it("switches its language, and remembers it", async () => {
      const { page, complaints } = await browser.open(site);
      await page.getByRole("button", { name: "Meet the team" }).click();
      await page.getByRole("radio", { name: "Norsk" }).check();
      await page.getByRole("heading", { name: "3 av 5 par er i utakt" }).waitFor();
      expect(await page.locator("html").getAttribute("lang")).toBe("nb");
      expect(await page.locator("#r-about .verdict").textContent()).toBe(
        "Engelsk er endret, norsk henger etter",
      );
      expect(await page.locator("#r-about .change").textContent()).toContain("2. juli 2026");
      await page.reload();
      await page.getByRole("heading", { name: "3 av 5 par er i utakt" }).waitFor();
      expect(await page.title()).toBe("Oversettelser i takt");
      expect(complaints).toEqual([]);
      await page.close();
    });

    it("follows the system into the dark, unless told otherwise", async () => {
      const { page, complaints } = await browser.open(site, { colorScheme: "dark" });
      const ground = (): Promise<number> =>
        page.evaluate(() =>
          Number(/\d+/.exec(getComputedStyle(document.documentElement).backgroundColor)?.[0]),
        );
      expect(await ground()).toBeLessThan(64);
      await page.getByLabel("Colours").selectOption("light");
      await expect.poll(ground).toBeGreaterThan(192);
      await page.reload();
      await expect.poll(ground).toBeGreaterThan(192);
      await page.emulateMedia({ colorScheme: "light" });
      await page.getByLabel("Colours").selectOption("dark");
      await expect.poll(ground).toBeLessThan(64);
      expect(complaints).toEqual([]);
      await page.close();
    });

    it("can be walked with the keyboard alone, the focus always seen", async () => {
      const { page, complaints } = await browser.open(site);
      const seen: string[] = [];
      for (let i = 0; i < 40; i++) {
        await page.keyboard.press("Tab");
        const at = await page.evaluate(() => {
          const node = document.activeElement as HTMLElement;
          const shown = node.matches("input[type=radio]") ? (node.nextElementSibling as HTMLElement) : node;
          return {
            name: node.id || node.getAttribute("name") || node.textContent?.trim() || "",
            outline: getComputedStyle(shown).outlineStyle,
            tag: node.tagName,
          };
        });
        if (at.tag === "BODY") break;
        expect(at.outline, at.name).not.toBe("none");
        seen.push(at.name);
      }
      expect(seen.slice(0, 6)).toEqual([
        "Skip to the posts",
        "language",
        "theme",
        "The figures",
        "query",
        "group",
      ]);
      expect(seen).toContain("Meet the team");
      await page.getByRole("button", { name: "Meet the team" }).focus();
      await page.keyboard.press("Enter");
      expect(await page.locator("#r-about").isVisible()).toBe(true);
      await page.keyboard.press("Space");
      expect(await page.locator("#r-about").count()).toBe(0);
      expect(complaints).toEqual([]);
      await page.close();
    });

    it.each([
      ["light", 1280],
      ["dark", 390],
    ] as const)("has nothing that axe-core finds serious, %s at %i px", async (colorScheme, width) => {
      const { page } = await browser.open(site, {
        colorScheme,
        viewport: { width, height: 800 },
        bypassCSP: true,
      });
      for (const name of ["Wrong for readers", "Meet the team", "Missing part"])
        await page.getByRole("button", { name }).click();
      for (const summary of await page.locator("summary").all()) await summary.click();
      await page.evaluate(axe.source);
      const found = await page.evaluate(async () => {
        const { violations } = await (
          globalThis as unknown as {
            axe: {
              run(): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }>;
            };
          }
        ).axe.run();
        return violations.map(({ id, impact, nodes }) => `${impact} ${id} ${nodes[0]?.html}`);
      });
      expect(found.filter((line) => /^(?:serious|critical)/.test(line))).toEqual([]);
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
      ).toBeLessThanOrEqual(0);
      await page.close();
    });

    it("keeps its policy: no script, style or request that is not its own", async () => {
      const { page, complaints } = await browser.open(site);
      await page.evaluate(() => {
        const script = document.createElement("script");
        script.textContent = "globalThis.owned = true";
        document.body.append(script);
        const style = document.createElement("style");
        style.textContent = "body{display:none}";
        document.head.append(style);
      });
      const asked = await page.evaluate(() =>
        fetch("https://evil.example/").then(
          () => "asked",
          () => "refused",
        ),
      );
      expect(asked).toBe("refused");
      expect(await page.evaluate(() => "owned" in globalThis)).toBe(false);
      expect(await page.locator("body").isVisible()).toBe(true);
      expect(complaints.filter((text) => /Content Security Policy/.test(text)).length).toBeGreaterThanOrEqual(
        3,
      );
      expect(complaints.filter((text) => text.startsWith("request:"))).toEqual([]);
      await page.close();
    });

    it("cannot be broken out of by any hostile string", async () => {
      const hostile = Object.entries(HOSTILE_STRINGS).map(([name, text]) => ({
        text,
        ...makeHostileReport(text, name),
      }));
      let at = 0;
      const html = await renderFormat(htmlFormat, {
        pairs: hostile.map(({ pair }) => pair),
        tail: makeTail({
          unpaired: hostile.flatMap(({ tail }) => tail.unpaired),
          problems: hostile.flatMap(({ tail }) => tail.problems),
        }),
        readText: async (ref) => (ref.kind === "blob" ? "old" : (hostile[at++ % hostile.length]?.text ?? "")),
      });
      const { page, complaints } = await browser.open(html);
      for (const button of await page.locator("h3 button").all()) await button.click();
      for (const summary of await page.locator("summary").all()) await summary.click();
      await expect.poll(() => page.locator(".row").count()).toBe(3 * hostile.length);
      const tree = await page.evaluate(() => ({
        tags: [...new Set([...document.body.querySelectorAll("*")].map(({ localName }) => localName))],
        links: [...document.querySelectorAll("a")].map((link) => link.getAttribute("href") ?? ""),
        attributes: [...document.querySelectorAll("*")].flatMap((node) => node.getAttributeNames()),
        texts: [...document.querySelectorAll(".text")].map((node) => node.textContent ?? ""),
      }));
      const dangerous = [
        "img",
        "iframe",
        "object",
        "embed",
        "form",
        "style",
        "base",
        "link",
        "meta",
        "video",
        "audio",
      ];
      expect(tree.tags.filter((tag) => dangerous.includes(tag))).toEqual([]);
      expect(tree.attributes.filter((one) => /^(?:on|style$|src|action|formaction)/.test(one))).toEqual([]);
      expect(tree.links.filter((href) => !href.startsWith("#"))).toEqual([]);
      expect(tree.texts).toContain("<script>alert(1)</script>");
      for (const text of tree.texts)
        expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
      expect(complaints).toEqual([]);
      await page.close();
    });

    it.each(["~data", "~page", "data", "page", "posts", "constructor", "__proto__"])(
      "keeps working with a post called %s",
      async (id) => {
        const { page, complaints } = await browser.open(await renderSite([makePairReport({ id })]));
        await page.locator("h3 button").click();
        await page.locator(".row").waitFor();
        expect(complaints).toEqual([]);
        await page.close();
      },
    );

    it("opens with 10,000 pairs, and searches them at once", async () => {
      const texts = "Words of a section that says something. ".repeat(20);
      const pairs = Array.from({ length: 10_000 }, (_, i) =>
        makePairReport(
          { id: `blog/post-${i}`, title: `Post number ${i}`, targetTitle: `Innlegg nummer ${i}` },
          [
            i % 4 === 0
              ? makeRow("S", { id: `row-${i}`, source: makeSection("S") })
              : makeSyncedRow("S", { id: `row-${i}` }),
          ],
        ),
      );
      const html = await renderFormat(htmlFormat, { pairs, readText: async () => texts });
      const { page, complaints } = await browser.open(html);
      await page.getByRole("status").getByText("10,000 posts").waitFor();
      await page.getByRole("button", { name: "Post number 0", exact: true }).click();
      await page.locator("#row-0 .text").first().waitFor();
      expect(await page.locator(".post").count()).toBe(50);
      await page.getByRole("button", { name: /^Show 50 more \(of 9,950 left\)/ }).click();
      expect(await page.locator(".post").count()).toBe(100);
      const before = performance.now();
      await page.getByLabel("Search titles, paths and people").fill("innlegg nummer 9876");
      await page.getByRole("status").getByText("1 post").waitFor();
      expect(performance.now() - before).toBeLessThan(1_000);
      await page.evaluate(() => {
        location.hash = "#row-8000";
      });
      await page.locator("#row-8000").waitFor();
      expect(complaints).toEqual([]);
      await page.close();
    });
  },
);
