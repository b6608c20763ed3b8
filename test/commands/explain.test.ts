import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { runExplain } from "../../src/commands/explain.ts";
import { resources as en } from "../../src/i18n/resources-en.ts";
import { CHANGE_CLASSES, STATES } from "../../src/model/verdict.ts";
import { EXPLAIN_PAGES } from "../../src/report/explain-pages.ts";
import { fakeSite } from "../support/reports.ts";
import { runOn } from "../support/run-command.ts";

const explain = (words: string, locale: "en" | "nb" = "en") =>
  runOn(fakeSite(), (context) => runExplain(words === "" ? [] : words.split(" "), context), { locale });

test.each(EXPLAIN_PAGES)("%s has a page with an example in both languages", async (page) => {
  expect((await explain(page)).stdout).toMatch(/\n\nFor example:\n {2}\S/);
  expect((await explain(page, "nb")).stdout).toMatch(/\n\nFor eksempel:\n {2}\S/);
});

test.each([
  ["henger etter", "source-changed"],
  ["Drift", "drift"],
  ["i utakt", "drift"],
  ["source_changed", "source-changed"],
  ["bare skrivefeil", null],
  ["skrivefeil", "typo"],
  ["out of step", "drift"],
])("«%s» finds its page in either language", async (words, page) => {
  for (const locale of ["en", "nb"] as const) {
    if (page === null) await expect(explain(words, locale)).rejects.toMatchObject({ name: "UsageError" });
    else expect((await explain(words, locale)).stdout).toBe((await explain(page, locale)).stdout);
  }
});

test("a slip names what is near", async () => {
  await expect(explain("drfit")).rejects.toMatchObject({
    code: "word-unknown-similar",
    params: { similar: ["drift"] },
  });
  await expect(explain("xyzzyxyzzy")).rejects.toMatchObject({ code: "word-unknown" });
});

test("without a word: all there is", async () => {
  const { stdout } = await explain("");
  for (const page of EXPLAIN_PAGES) expect(stdout).toContain(page);
});

test("no word means two things in one language", () => {
  const seen = new Map<string, string>();
  for (const page of EXPLAIN_PAGES) {
    const { words, title } = en.explain[page];
    for (const word of new Set([title, ...words.split(";")].filter((one) => one !== ""))) {
      expect([word, seen.get(word) ?? page]).toEqual([word, page]);
      seen.set(word, page);
    }
  }
});

test("the pages in docs know every state, class and word", () => {
  const read = (name: string): string => readFileSync(new URL(`../../docs/${name}`, import.meta.url), "utf8");
  const states = read("states.md");
  for (const code of [...STATES, ...CHANGE_CLASSES]) expect(states).toContain(`\`${code}\``);
  const glossary = read("glossary.md");
  for (const word of [
    "post",
    "alias",
    "pair",
    "section",
    "row",
    "fingerprint",
    "fact",
    "baseline",
    "drift",
    "finding",
  ]) {
    expect(glossary).toContain(`| ${word} |`);
  }
});
