import type { Nodes, Root, Table } from "mdast";
import { remark } from "remark";
import remarkGfm from "remark-gfm";
import { describe, expect, it } from "vitest";
import { markdownFormat } from "../../src/report/markdown.ts";
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
  SINCE,
} from "../support/format-input.ts";
import { makeHostileReport } from "../support/hostile-reports.ts";
import { HOSTILE_STRINGS } from "../support/hostile-strings.ts";

const parser = remark().use(remarkGfm);
const parse = (markdown: string): Root => parser.parse(markdown);

function listNodes(node: Nodes): readonly Nodes[] {
  return [node, ...("children" in node ? node.children.flatMap(listNodes) : [])];
}

const countTypes = (markdown: string): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const { type } of listNodes(parse(markdown))) counts[type] = (counts[type] ?? 0) + 1;
  return counts;
};

const findTable = (markdown: string): Table | undefined =>
  listNodes(parse(markdown)).find((node): node is Table => node.type === "table");

const decodeEntities = (html: string): string =>
  html
    .replaceAll("&#39;", "'")
    .replaceAll("&quot;", '"')
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");

const OUR_TAGS = /^<\/?(?:details|summary|b|i|p|code|br|sub|del|ins|blockquote)>$/;

const before = "We are four people, and we build buoys.";
const now = "We are five people, and we build buoys.";

/** A row whose original said `before` when both sides agreed. */
const makeChangedRow = (heading: string, extra = {}) =>
  makeRow(heading, {
    source: makeSection(heading, { start: 0, end: 1 }),
    target: makeSection(heading, { start: 1, end: 2 }),
    baseline: {
      by: "history",
      how: null,
      commit: null,
      date: null,
      oldSource: { blob: "old", start: 0, end: 1 },
      oldTarget: null,
    },
    ...extra,
  });

const readText = async (ref: { readonly kind: string }, start: number): Promise<string> =>
  ref.kind === "blob" ? before : start === 0 ? now : "Vi er fire.";

describe("markdown", () => {
  it("tells the debt of a site: headline, table, changes", async () => {
    const markdown = await renderFormat(markdownFormat, {
      pairs: [makePairReport({}, [makeChangedRow("About the team")])],
      readText,
    });
    expect(markdown).toMatch(
      /^## Translations\n\n\*\*1 of 9 pairs is out of step: 12 words to bring over, about 5 minutes\.\*\*\n/,
    );
    expect(markdown).toContain(
      "| Meet the team<br><code>content/nb/blog/meet-the-team.md</code> | 1 changed | 12 | 2 Jul 2026 | Kari Nordmann |",
    );
    expect(markdown).toContain("We are <del>four</del><ins>five</ins> people");
    expect(markdown).toContain("<p><i>Norwegian today</i></p>\n<blockquote>Vi er fire.</blockquote>");
  });

  it("speaks Norwegian", async () => {
    const markdown = await renderFormat(markdownFormat, { locale: "nb" });
    expect(markdown).toMatch(/^## Oversettelser\n\n\*\*1 av 9 par er i utakt: 12 ord å overføre/);
    expect(markdown).toContain("Engelsk er endret, norsk henger etter");
  });

  it("answers for what the change made first, and tells debt and repairs apart", async () => {
    const rows = [
      makeRow("New", { change: "new", wordsToSync: 30 }),
      makeRow("Old", { change: "existing" }),
      makeSyncedRow("Repaired", { change: "resolved" }),
    ];
    const markdown = await renderFormat(markdownFormat, {
      head: makeHead({ since: SINCE }),
      pairs: [makePairReport({}, rows)],
    });
    expect(markdown).toContain(
      "**This change leaves 1 post behind: 30 words to bring over.** It settles 1 older difference.",
    );
    expect(markdown).toContain(
      "1 section was out of step before; it is not from this change. Compared with <code>origin/main</code> (<code>bbbbbbbbb</code>).",
    );
    expect(markdown).not.toContain("Old");
  });

  it("says so when a change leaves nothing behind", async () => {
    const markdown = await renderFormat(markdownFormat, {
      head: makeHead({ since: SINCE }),
      pairs: [makePairReport({}, [makeSyncedRow("A")])],
    });
    expect(markdown).toContain("**This change leaves no translation behind.**");
    expect(countTypes(markdown)["table"]).toBeUndefined();
  });

  it("does not call unknown debt zero", async () => {
    const head = makeHead({ since: { ...SINCE, exact: false }, history: { mode: "shallow", head: null } });
    const markdown = await renderFormat(markdownFormat, { head, pairs: [] });
    expect(markdown).toContain("How much was out of step before is not known here.");
    expect(markdown).toContain("the nearest commit this copy of the repository has");
  });

  it("tells a sweep over many posts in one line", async () => {
    const pairs = Array.from({ length: 300 }, (_, i) =>
      makePairReport({ id: `blog/${i}` }, [
        makeRow("S", { class: "neutral", carryable: true, wordsToSync: 0 }),
      ]),
    );
    const markdown = await renderFormat(markdownFormat, { pairs });
    expect(findTable(markdown)).toBeUndefined();
    expect(markdown).toContain(
      "- 300 sections in 300 posts: only links, code or numbers, “Tell of the new team” – `samsvar carry` does it",
    );
  });

  it("shows fields of the front matter one by one", async () => {
    const markdown = await renderFormat(markdownFormat, {
      pairs: [
        makePairReport({}, [makeFieldsRow([makeField("title"), makeField("intro", { state: "in-sync" })])]),
      ],
    });
    expect(markdown).toContain("<p><code>title</code></p>");
    expect(markdown).toContain("<blockquote>A <ins>new </ins>title</blockquote>");
    expect(markdown).not.toContain("intro");
  });

  it("lists what is wrong for readers, the worst first, and counts the rest", async () => {
    const rows = Array.from({ length: 70 }, (_, i) =>
      makeSyncedRow(`R${i}`, {
        findings: [
          makeFinding("number-differs", {
            id: `${i}`,
            severity: i === 69 ? "critical" : i % 2 ? "functional" : "cosmetic",
          }),
        ],
      }),
    );
    const markdown = await renderFormat(markdownFormat, { pairs: [makePairReport({}, rows)] });
    const list = markdown
      .slice(markdown.indexOf("### Wrong"))
      .split("\n")
      .filter((line) => line.startsWith("- "));
    expect(list).toHaveLength(20);
    expect(list[0]).toMatch(/^- \*\*critical\*\*: /);
    expect(markdown).toContain("… and 15 more. `samsvar report` lists all.");
  });

  it("leaves out long unchanged stretches and says how long they are", async () => {
    const filler = Array.from({ length: 200 }, (_, i) => `word${i}`).join(" ");
    const markdown = await renderFormat(markdownFormat, {
      pairs: [makePairReport({}, [makeChangedRow("A")])],
      readText: async (ref, start) =>
        start === 1 ? "Kort." : `${filler} ${ref.kind === "blob" ? "four" : "five"}`,
    });
    expect(markdown).toContain("<sub>⋯ 175 words as before ⋯</sub>");
    expect(markdown).not.toContain("word174 ");
    expect(markdown).toContain("word175 ");
  });

  it.each([60, 3_000])(
    "stays within the size of a comment with %i posts, and says how many more",
    async (count) => {
      const text = "Long text of many words that go on. ".repeat(300);
      const pairs = Array.from({ length: count }, (_, i) =>
        makePairReport({ id: `blog/post-${i}`, title: `A rather long title of post number ${i}` }, [
          makeChangedRow("A", { changes: { source: { ...CHANGE, commit: String(i) }, target: null } }),
        ]),
      );
      const markdown = await renderFormat(markdownFormat, {
        pairs,
        tail: makeTail({ summary: makeSummary({ drifted: count }) }),
        readText: async (ref) => `${text}${ref.kind === "blob" ? "four" : "five"}`,
      });
      expect(markdown.length).toBeLessThanOrEqual(60_000);
      expect(markdown).toContain(`… and ${(count - 50).toLocaleString("en")} more posts. `);
      const shown = markdown.split("<details>").length - 1;
      expect(shown).toBeGreaterThan(5);
      expect(markdown).toContain(
        `${(count - shown).toLocaleString("en")} more posts have changes that are not shown here.`,
      );
    },
  );

  it.each(Object.entries(HOSTILE_STRINGS))("cannot be broken out of by %s", async (name, text) => {
    const { pair, tail } = makeHostileReport(text, name);
    const harmless = makeHostileReport("plain", "plain");
    const render = (input: typeof harmless, content: string, since: boolean) => {
      const rows = input.pair.rows.map((row) => ({ ...row, change: "new" as const }));
      return renderFormat(markdownFormat, {
        head: makeHead(since ? { since: { ...SINCE, ref: content || "x" } } : {}),
        pairs: [{ ...input.pair, rows }],
        tail: input.tail,
        readText: async (ref) => (ref.kind === "blob" ? "old" : content),
      });
    };
    for (const since of [false, true]) {
      const markdown = await render({ pair, tail }, text, since);
      const expected = countTypes(await render(harmless, "plain", since));
      const counts = countTypes(markdown);
      // Escapes split text, never anything else; what is empty has no text at all.
      for (const counted of [counts, expected]) delete counted["text"];
      expect(counts).toEqual(expected);
      for (const node of listNodes(parse(markdown))) {
        if (node.type === "html") {
          for (const [tag] of node.value.matchAll(/<[^>]*>?/g)) expect(tag).toMatch(OUR_TAGS);
        }
        if (node.type === "text" || node.type === "html") {
          expect(decodeEntities(node.value)).not.toMatch(/@[\p{L}\p{N}]|#\d|\bGH-\d|:\/\/|\bwww\./u);
        }
      }
      expect(markdown).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
    }
  });
});
