import { expect, test } from "vitest";
import { runDiff } from "../../src/commands/diff.ts";
import type { SectionReport } from "../../src/model/report.ts";
import { compareWords } from "../../src/report/compare-words.ts";
import {
  change,
  type FakeSite,
  fakeSite,
  field,
  fields,
  pairReport,
  row,
  section,
  unpaired,
} from "../support/reports.ts";
import { type RunOptions, runOn } from "../support/run-command.ts";

const BEFORE = "## Team\n\nWe are twelve people, and we meet on Mondays.\n";
const NOW = "## Team\n\nWe are fourteen people, and we meet on Mondays.\n";
const NORWEGIAN = "## Teamet\n\nVi er tolv personer, og vi møtes på mandager.\n";
const TEXTS = { old: BEFORE, "content/en/blog/team.md": NOW, "content/nb/blog/team.md": NORWEGIAN };

const stale = (overrides: Partial<SectionReport> = {}): SectionReport =>
  row({
    state: "source-changed",
    source: section({ heading: "Team", start: 0, end: Buffer.byteLength(NOW) }),
    target: section({ heading: "Teamet", start: 0, end: Buffer.byteLength(NORWEGIAN) }),
    baseline: { ...row().baseline, oldSource: { blob: "old", start: 0, end: Buffer.byteLength(BEFORE) } },
    ...overrides,
  });

const diff = (site: FakeSite, options: RunOptions = {}, all = false, name = "team") =>
  runOn(fakeSite({ texts: TEXTS, ...site }), (context) => runDiff(name, { all }, context), options);

test("a drifted section: what changed, by whom, and the other language below", async () => {
  const { stdout, code } = await diff({ pairs: [pairReport({ slug: "team", rows: [stale(), row()] })] });
  expect(code).toBe(0);
  expect(stdout).toBe(`About team ↔ Om team
content/en/blog/team.md ↔ content/nb/blog/team.md

── Team ↔ Teamet · 27–35 ↔ 27–35
English has changed, Norwegian lags behind
English changed: 2 July 2026 · Kari Nordmann · Tell of the new team · a1b2c3d4e
  ## Team

  We are [-twelve-]{+fourteen+} people, and we meet on Mondays.

Norwegian today
  ## Teamet

  Vi er tolv personer, og vi møtes på mandager.
`);
});

test("with room for it, the two stand side by side", async () => {
  const { stdout } = await diff({ pairs: [pairReport({ slug: "team", rows: [stale()] })] }, { columns: 140 });
  expect(stdout).toMatch(/We are \[-twelve-\]\{\+fourteen\+\} people.* │ Vi er tolv personer/);
  for (const line of stdout.split("\n")) expect(line.length).toBeLessThanOrEqual(140);
});

test("when the old text is not at hand, that is said, with the cure", async () => {
  const rows = [stale({ baseline: { ...row().baseline, oldSource: null } })];
  const site: FakeSite = {
    pairs: [pairReport({ slug: "team", rows })],
    head: { history: { mode: "shallow", head: "x" } },
  };
  expect((await diff(site)).stdout).toContain("git fetch --unshallow");
});

test("what is missing is shown whole", async () => {
  const rows = [
    row({ state: "missing-in-target", source: section({ start: 0, end: Buffer.byteLength(NOW) }) }),
  ];
  const { stdout } = await diff({ pairs: [pairReport({ slug: "team", rows })] }, { locale: "nb" });
  expect(stdout).toContain("Mangler på norsk\nEngelsk, bare her: 2. juli 2026 · Kari Nordmann");
  expect(stdout).toContain("We are fourteen people, and we meet on Mondays.");
  expect(stdout).toContain("Norsk: finnes ikke");
});

test("a field: old and new value, and the other language's", async () => {
  const changed = field({
    state: "source-changed",
    class: "meaning",
    sourceText: "Our new team",
    oldSourceText: "Our team",
    targetText: "Teamet vårt",
    changes: { source: change(), target: null },
  });
  const { stdout } = await diff({
    pairs: [
      pairReport({
        slug: "team",
        rows: [fields({ state: "source-changed", fields: [changed, field({ key: "intro" })] })],
      }),
    ],
  });
  expect(stdout).toContain("title: English has changed, Norwegian lags behind\n");
  expect(stdout).toContain("  Our {+new +}team\n\nNorwegian today\n  Teamet vårt\n");
  expect(stdout).not.toContain("intro");
});

test("--all gives the reasons for rows that agree, and what made the pair", async () => {
  const { stdout } = await diff({ pairs: [pairReport({ slug: "team", rows: [row()] })] }, {}, true);
  expect(stdout).toContain("Paired by alias /blog/team");
  expect(stdout).toContain(
    "Agrees\n  Belong together: 98% sure\n  Agreed by the git history · 3 May 2026 · 012345678",
  );
});

test("nothing to do is said", async () => {
  const { stdout } = await diff({ pairs: [pairReport({ slug: "team" })] });
  expect(stdout).toContain("English and Norwegian agree");
});

test("a post without counterpart is told with what might be it", async () => {
  const lonely = unpaired({
    path: "content/nb/blog/team.md",
    suggestions: [{ path: "content/en/crew.md", score: 0.7, why: [] }],
  });
  const { stdout } = await diff({ unpaired: [lonely] });
  expect(stdout).toBe("content/nb/blog/team.md: no counterpart yet\n  perhaps content/en/crew.md (70%)\n");
});

test("escapes in a text are shown, not sent to the terminal", async () => {
  const evil = "## Team\n\n\u001b[2Jgone\ttab\n";
  const { stdout } = await diff({
    pairs: [pairReport({ slug: "team", rows: [stale({ source: section({ start: 0, end: evil.length }) })] })],
    texts: { ...TEXTS, "content/en/blog/team.md": evil },
  });
  expect(stdout).not.toContain("\u001b");
  expect(stdout).toContain("␛[2Jgone    tab");
});

test("words of a language without blanks are told apart", async () => {
  const pieces = await compareWords("私は東京に住んでいます。", "私は大阪に住んでいます。", "ja");
  expect(pieces).toEqual([
    { kind: "same", text: "私は" },
    { kind: "removed", text: "東京" },
    { kind: "added", text: "大阪" },
    { kind: "same", text: "に住んでいます。" },
  ]);
});

test("an address that was replaced is shown whole, and so are words with a comma between", async () => {
  const before = "See [it](/blogg/2024/cinder-volume/), or ask.";
  const after = "See [it](/deep-dive/cinder-driver/), or ask.";
  expect(await compareWords(before, after, "en")).toEqual([
    { kind: "same", text: "See [it](/" },
    { kind: "removed", text: "blogg/2024/cinder-volume" },
    { kind: "added", text: "deep-dive/cinder-driver" },
    { kind: "same", text: "/), or ask." },
  ]);
  expect(await compareWords("red, green and blue", "one, two and blue", "en")).toEqual([
    { kind: "removed", text: "red, green" },
    { kind: "added", text: "one, two" },
    { kind: "same", text: " and blue" },
  ]);
});

test("texts too different to compare are shown as replaced, quickly", async () => {
  const words = (seed: number): string =>
    Array.from({ length: 30_000 }, (_, i) => `w${(i * seed) % 10_007}${i % 9 === 0 ? "\n" : ""}`).join(" ");
  const start = performance.now();
  const pieces = await compareWords(words(7919), words(104_729), "en");
  expect(performance.now() - start).toBeLessThan(8_000);
  expect(
    pieces
      .filter(({ kind }) => kind !== "added")
      .map(({ text }) => text)
      .join(""),
  ).toBe(words(7919));
});

test("the new text can be read off the pieces", async () => {
  const pieces = await compareWords(BEFORE, NOW, "en");
  expect(
    pieces
      .filter(({ kind }) => kind !== "removed")
      .map(({ text }) => text)
      .join(""),
  ).toBe(NOW);
});
