import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { applyEdits } from "../../src/edit/apply-edits.ts";
import { findBrokenHeadings } from "../../src/edit/find-broken-headings.ts";
import type { Edit } from "../../src/model/edit.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

const POST = `---
title: Tidevann
---

Innledning på norsk.

## Flo

To ganger i døgnet.

## Fjære

Like ofte.

Understreket
------------

Slutt.
`;

/** What becomes of a post when one text in it is replaced. */
async function replace(text: string, old: string, by: string) {
  const at = text.indexOf(old);
  expect(at, old).toBeGreaterThan(-1);
  const start = bytes(text.slice(0, at)).length;
  const edits: Edit[] = [{ start, end: start + bytes(old).length, bytes: bytes(by) }];
  const before = bytes(text);
  return await findBrokenHeadings(before, applyEdits(before, edits), edits);
}

describe("an edit that leaves the other headings as they are", () => {
  test.each([
    ["new words", "To ganger i døgnet.", "Hver tolvte time, omtrent."],
    ["a whole fence", "To ganger i døgnet.", "```\n## kode\n```"],
    ["a new heading of its own", "To ganger i døgnet.", "To ganger.\n\n### Springflo\n\nVed nymåne."],
    ["another heading", "## Flo", "# Flo og fjære"],
    ["a removed section", "## Flo\n\nTo ganger i døgnet.\n\n", ""],
    ["another title", "title: Tidevann", "title: Tidevannet\nai: true"],
  ])("%s", async (_name, old, by) => {
    expect(await replace(POST, old, by)).toEqual([]);
    expect(await replace(`\uFEFF${POST}`, old, by)).toEqual([]);
    expect(await replace(POST.replaceAll("\n", "\r\n"), old.replaceAll("\n", "\r\n"), by)).toEqual([]);
  });
});

describe("an edit that breaks what it does not touch", () => {
  const below = [
    { kind: "lost", level: 2, text: "Fjære", line: 11 },
    { kind: "lost", level: 2, text: "Understreket", line: 15 },
  ];
  test.each([
    ["a fence left open", "```bash\ncurl"],
    ["a comment left open", "<!-- TODO"],
    ["a fence of tildes with words after it", "~~~ norsk\nTo ganger i døgnet."],
  ])("%s swallows the headings below", async (_name, by) => {
    expect(await replace(POST, "To ganger i døgnet.", by)).toEqual(below);
  });

  test("dashes make a heading of the paragraph above", async () => {
    expect(await replace(POST, "\n## Flo\n", "---\n\n## Flo\n")).toEqual([
      { kind: "gained", level: 2, text: "Innledning på norsk.", line: 5 },
    ]);
  });

  test("several edits at once", async () => {
    const before = bytes(POST);
    const at = (text: string): number => bytes(POST.slice(0, POST.indexOf(text))).length;
    const edits = [
      { start: at("Like"), end: at("Like"), bytes: bytes("Ø```\n") },
      { start: at("To"), end: at("To"), bytes: bytes("```\n") },
    ];
    expect(await findBrokenHeadings(before, applyEdits(before, edits), edits)).toEqual([
      { kind: "lost", level: 2, text: "Fjære", line: 11 },
      { kind: "lost", level: 2, text: "Understreket", line: 15 },
    ]);
  });
});

describe("front matter is no text", () => {
  const posts = [
    ["YAML", "content/en/blog/2026-04-api-changelog.md", "---"],
    ["TOML", "content/en/blog/2026-01-battery-in-winter.md", "+++"],
    ["JSON", "content/en/blog/2026-04-tide-tables.md", "}"],
  ] as const;
  test.each(posts)("%s", async (_kind, path, close) => {
    const before = readFileSync(path);
    const added = [{ start: before.length, end: before.length, bytes: bytes("\n\nThe end.\n") }];
    expect(await findBrokenHeadings(before, applyEdits(before, added), added)).toEqual([]);
    // An open fence at the start of the body swallows whatever headings there are.
    const start = before.indexOf(`\n${close}\n`) + close.length + 2;
    const open = [{ start, end: start, bytes: bytes("`````\n") }];
    const headings = before.toString().match(/^## .*$/gm) ?? [];
    const lost = await findBrokenHeadings(before, applyEdits(before, open), open);
    expect(lost.map(({ kind, text }) => `${kind} ## ${text}`)).toEqual(
      headings.map((line) => `lost ${line}`),
    );
    expect(headings).not.toEqual([]);
  });
});
