import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { scanHeadings } from "../../src/text/scan-headings.ts";
import { sectionRanges } from "../../src/text/section-ranges.ts";
import { nastyDocuments } from "./nasty-documents.ts";

const cut = (text: string, start = 0, firstLine = 1) => {
  const bytes = Buffer.from(text);
  const ranges = sectionRanges(
    scanHeadings(bytes, start, bytes.length, { firstLine }),
    bytes,
    start,
    bytes.length,
  );
  return { bytes, ranges };
};

describe("sectionRanges", () => {
  it("cuts at every heading and keeps the preamble apart", () => {
    const { bytes, ranges } = cut("\nIntro\n\n# A\n\ntext\nB\n---\nend", 0, 5);
    expect(
      ranges.map(({ kind, level, startLine, endLine }) => ({ kind, level, startLine, endLine })),
    ).toEqual([
      { kind: "preamble", level: 0, startLine: 5, endLine: 7 },
      { kind: "section", level: 1, startLine: 8, endLine: 9 },
      { kind: "section", level: 2, startLine: 10, endLine: 13 },
    ]);
    expect(ranges.map(({ start, end }) => bytes.toString("utf8", start, end))).toEqual([
      "\nIntro\n\n",
      "# A\n\n",
      "text\nB\n---\nend",
    ]);
    expect(ranges.map(({ bodyStart, end }) => bytes.toString("utf8", bodyStart, end))).toEqual([
      "\nIntro\n\n",
      "\n",
      "end",
    ]);
    expect(ranges.map(({ textStart, textEnd }) => bytes.toString("utf8", textStart, textEnd))).toEqual([
      "",
      "A",
      "text\nB",
    ]);
  });

  it.each(["", "\n", " \t\r\n\r", "\uFEFF\n"])("makes no preamble of %j", (blank) => {
    expect(cut(blank).ranges).toEqual([]);
    expect(cut(`${blank}# a\n`).ranges).toMatchObject([{ kind: "section", start: Buffer.byteLength(blank) }]);
  });

  it("leaves link definitions above a setext heading to the section before", () => {
    const { bytes, ranges } = cut("# a\n\n[x]: /y\nTitle\n===\n");
    expect(ranges.map(({ start, end }) => bytes.toString("utf8", start, end))).toEqual([
      "# a\n\n[x]: /y\n",
      "Title\n===\n",
    ]);
    expect(ranges.map(({ startLine, endLine }) => [startLine, endLine])).toEqual([
      [1, 3],
      [4, 5],
    ]);
  });

  it("puts every byte into one section, in any document", () => {
    fc.assert(
      fc.property(nastyDocuments, (text) => {
        const { bytes, ranges } = cut(text);
        let at = ranges[0]?.start ?? bytes.length;
        expect(bytes.toString("utf8", 0, at).replaceAll("\uFEFF", "").trim()).toBe("");
        for (const range of ranges) {
          expect(range.start).toBe(at);
          expect(range.bodyStart).toBeGreaterThanOrEqual(range.start);
          expect(range.end).toBeGreaterThan(range.start);
          expect(range.end).toBeGreaterThanOrEqual(range.bodyStart);
          expect(lineOf(text, bytes.toString("utf8", 0, range.start))).toBe(range.startLine);
          expect(lineOf(text, bytes.toString("utf8", 0, range.end - 1))).toBe(range.endLine);
          at = range.end;
        }
        expect(at).toBe(bytes.length);
      }),
      { numRuns: 1_000 },
    );
  });
});

/** 1-based line of the character that follows `before` in `text`. */
function lineOf(text: string, before: string): number {
  const endings = before.match(/\r\n|\n|\r/g) ?? [];
  // Between CR and LF the line has not ended yet.
  const split = before.endsWith("\r") && text[before.length] === "\n" ? 1 : 0;
  return endings.length - split + 1;
}
