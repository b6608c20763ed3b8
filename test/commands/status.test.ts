import stringWidth from "string-width";
import { expect, test } from "vitest";
import { runStatus } from "../../src/commands/status.ts";
import type { Problem } from "../../src/model/finding.ts";
import { UsageError } from "../../src/model/usage-error.ts";
import { change, type FakeSite, fakeSite, finding, pairReport, row, unpaired } from "../support/reports.ts";
import { type RunOptions, runOn } from "../support/run-command.ts";

const status = (site: FakeSite, options: RunOptions = {}, flags: { all?: boolean; check?: boolean } = {}) =>
  runOn(fakeSite(site), (context) => runStatus([], flags, context), options);

const behind = (slug: string, date: string, rows = 1) =>
  pairReport({
    slug,
    title: `About ${slug}`,
    rows: Array.from({ length: rows }, () =>
      row({ state: "source-changed", changes: { source: change({ date }), target: null } }),
    ),
  });

const broken: Problem = {
  code: "conflict-markers",
  severity: "critical",
  path: "content/en/x.md",
  place: null,
  params: { count: 1 },
};

/** Something in every group, and more posts than fit. */
const BUSY: FakeSite = {
  pairs: [
    ...Array.from({ length: 30 }, (_, i) =>
      behind(
        `a-rather-long-slug-of-a-post-about-snow-${i}`,
        `2026-06-${String(i + 1).padStart(2, "0")}T10:00:00Z`,
        12,
      ),
    ),
    pairReport({
      slug: "mixed",
      machine: true,
      guessed: true,
      rows: [
        row({
          state: "both-changed",
          findings: [finding(), finding({ severity: "critical", code: "code-differs" })],
        }),
        row({ state: "source-changed", class: "neutral", carryable: true }),
        row({ state: "target-changed" }),
        row({ state: "missing-in-source", removed: true }),
        row({ state: "missing-in-source" }),
        row({ state: "missing-in-source", deliberate: "only" }),
        row({ state: "missing-in-target", doubtful: true }),
        row({ state: "unverified" }),
      ],
    }),
    pairReport({ slug: "odd", hardlyTheSame: true, rows: [] }),
  ],
  unpaired: [unpaired(), unpaired({ reason: "ambiguous", path: "content/nb/blog/uklar.md" })],
  problems: [broken],
  head: { history: { mode: "shallow", head: null } },
  summary: { wordsToReview: 124_000, independent: 4 },
};

test("the to-do list, word for word", async () => {
  const site: FakeSite = {
    pairs: [
      behind("first-snow", "2026-07-02T09:00:00Z"),
      pairReport({
        slug: "team",
        rows: [
          row({ state: "missing-in-target", wordsToSync: 1 }),
          row({ state: "source-changed", class: "formatting" }),
        ],
      }),
      pairReport({ slug: "prices", rows: [row({ state: "both-changed" })] }),
      pairReport({ slug: "fine", machine: true }),
    ],
    summary: { wordsToReview: 1200 },
  };
  expect((await status(site, { columns: 80 })).stdout).toBe(
    `English → Norwegian · 4 pairs · 3 out of step

For a translator · 2 posts · 13 words · about 5 minutes
  blog/first-snow  1 changed  12 words  2 Jul 2026
  blog/team        1 missing    1 word  2 Jul 2026

For the owner to decide  1 changed on both sides
Nobody has read yet      1 machine-translated post · 1,200 words

Next: samsvar diff first-snow
`,
  );
  expect((await status(site, { columns: 80, locale: "nb" })).stdout).toBe(
    `Engelsk → norsk · 4 par · 3 i utakt

For en oversetter · 2 innlegg · 13 ord · rundt 5 minutter
  blog/first-snow  1 endret   12 ord  2. juli 2026
  blog/team        1 mangler   1 ord  2. juli 2026

Eieren må avgjøre       1 endret på begge sider
Ikke lest av noen ennå  1 maskinoversatt innlegg · 1\u00a0200 ord

Neste: samsvar diff first-snow
`,
  );
});

test.each(["en", "nb"] as const)(
  "the busiest site fits a screen of 24 lines and 80 columns (%s)",
  async (locale) => {
    const { stdout } = await status(BUSY, { columns: 80, locale });
    const lines = stdout.trimEnd().split("\n");
    expect(lines.length).toBeLessThanOrEqual(23);
    // The next command and the note on history are to be copied: they may wrap, but are never cut.
    const listing = lines.filter((line) => !/samsvar diff|--unshallow/.test(line));
    for (const line of listing) expect([line, stringWidth(line) <= 80]).toEqual([line, true]);
  },
);

test("newest change first, uncommitted before all, drafts last", async () => {
  const draft = behind("draft", "2026-09-01T00:00:00Z");
  const pairs = [
    behind("older", "2026-03-01T00:00:00Z"),
    { ...draft, source: { ...draft.source, draft: true } },
    behind("newer", "2026-05-01T00:00:00Z"),
    pairReport({
      slug: "typing",
      rows: [
        row({
          state: "source-changed",
          changes: { source: { commit: null, date: null, author: null, subject: null }, target: null },
        }),
      ],
    }),
  ];
  const { stdout } = await status({ pairs });
  expect([...stdout.matchAll(/^ {2}blog\/(\S+)/gm)].map((match) => match[1])).toEqual([
    "typing",
    "newer",
    "older",
    "draft",
  ]);
});

test("--all lists every post, and a pipe cuts nothing", async () => {
  const all = await status(BUSY, { columns: 80 }, { all: true });
  for (let i = 0; i < 30; i++) expect(all.stdout).toContain(`snow-${i} `);
  const piped = await status(BUSY);
  expect(piped.stdout).toContain("blog/a-rather-long-slug-of-a-post-about-snow-29");
  expect(piped.stdout).not.toMatch(/more kind|…-/);
});

test("a wide terminal also tells titles and reasons", async () => {
  const { stdout } = await status(
    { pairs: [behind("first-snow", "2026-07-02T08:00:00Z")] },
    { columns: 200 },
  );
  expect(stdout).toContain("About first-snow");
  expect(stdout).toContain("Kari Nordmann: Tell of the new team");
});

test("--check fails on drift only", async () => {
  const drifted = await status({ pairs: [behind("x", "2026-01-01T00:00:00Z")] }, {}, { check: true });
  expect(drifted.code).toBe(1);
  const unsure = { pairs: [pairReport({ rows: [row({ state: "missing-in-target", doubtful: true })] })] };
  expect((await status(unsure, {}, { check: true })).code).toBe(0);
  expect((await status({ pairs: [behind("x", "2026-01-01T00:00:00Z")] })).code).toBe(0);
});

test("nothing in a title, path or commit reaches the terminal as a command", async () => {
  const evil = "\u001b]0;owned\u0007\u001b[2J\u202egnp";
  const report = behind("x", "2026-01-01T00:00:00Z");
  const site = {
    pairs: [
      { ...report, pair: { ...report.pair, id: `blog/${evil}` }, source: { ...report.source, title: evil } },
    ],
  };
  const { stdout } = await status(site, { columns: 200 });
  expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
  expect(stdout).toContain("␛]0;owned");
});

test("an empty site says how to point elsewhere", async () => {
  expect((await status({})).stdout).toMatch(/--cwd/);
});

test("named posts are shown row by row", async () => {
  const site = fakeSite({
    pairs: [
      pairReport({
        slug: "team",
        rows: [
          row({ state: "source-changed", findings: [finding({ params: { items: ["3 → 4"] } })] }),
          row({}),
        ],
      }),
    ],
  });
  const { stdout } = await runOn(site, (context) => runStatus(["team"], {}, context), { columns: 100 });
  expect(stdout).toBe(
    `About team ↔ Om team
content/en/blog/team.md ↔ content/nb/blog/team.md
! 27–35 ↔ 25–33  About the team ↔ Om teamet  English has changed, Norwegian lags behind
    30:4 ↔ 28:4  fault: a number is not the same in both languages: 3 → 4; check which one is right (number-differs)
✓ 27–35 ↔ 25–33  About the team ↔ Om teamet  agrees

Next: samsvar diff team
`,
  );
  expect(site.closed).toBe(true);
});

test("a name that fits two articles lists both; one that fits none names the nearest", async () => {
  const site = () =>
    fakeSite({ pairs: [pairReport({ slug: "snow-one" }), pairReport({ slug: "snow-two" })] });
  const run = (name: string) => runOn(site(), (context) => runStatus([name], {}, context));
  await expect(run("snow")).rejects.toMatchObject({ code: "post-ambiguous", params: { name: "snow" } });
  await expect(run("snow-onne")).rejects.toMatchObject({ code: "post-unknown-similar" });
  await expect(run("quite-another")).rejects.toThrow(UsageError);
});
