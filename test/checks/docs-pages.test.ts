import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { loadMessages } from "../../src/i18n/load-messages.ts";
import { CHECKS } from "../../src/judge/checks/index.ts";
import { CHECK_CODES, type CheckCode } from "../../src/model/check-codes.ts";
import { checkTexts } from "./check-texts.ts";

const FOLDER = new URL("../../docs/checks/", import.meta.url);
const codes = Object.keys(CHECK_CODES) as CheckCode[];

function readPage(code: string) {
  const text = readFileSync(new URL(`${code}.md`, FOLDER), "utf8");
  const blocks = [...text.matchAll(/^~~~~~markdown (en|nb)\n([\s\S]*?)^~~~~~$/gm)].map((found) => found[2]!);
  return { text, blocks };
}

describe("documentation of checks", () => {
  it("has one page for every code, and no other", () => {
    expect(readdirSync(FOLDER).sort()).toEqual(codes.map((code) => `${code}.md`).sort());
  });

  it("has a check for every code", () => {
    const all = [...CHECKS.map((check) => check.code), "suppression-unused"];
    expect(all.sort()).toEqual([...codes].sort());
  });

  it.each(codes)("%s: the page's examples are true", async (code) => {
    const { text, blocks } = readPage(code);
    expect(text).toContain(`\`${code}\` · ${CHECK_CODES[code]}`);
    expect(blocks).toHaveLength(4);
    const bad = await checkTexts(blocks[0]!, blocks[1]!);
    expect(bad.codes).toContain(code);
    const fine = await checkTexts(blocks[2]!, blocks[3]!);
    expect(fine.codes).toEqual([]);
  });

  it.each(["en", "nb"] as const)("says everything in %s", async (locale) => {
    const messages = await loadMessages(locale);
    for (const code of codes) {
      const params = { items: "x", count: 1, language: "en" };
      const message = messages.find(`checks:${code}.message`, params, "");
      expect(message, code).toContain("x");
      expect(message, code).not.toContain("{{");
      expect(messages.has(`checks:${code}.label`), code).toBe(true);
      for (const part of ["title", "text", "example"])
        expect(messages.has(`explain:${code}.${part}`), code).toBe(true);
    }
  });
});
