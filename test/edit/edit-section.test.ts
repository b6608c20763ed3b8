import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyEdits, invertEdits } from "../../src/edit/apply-edits.ts";
import { insertSection, moveSection, removeSection, replaceSection } from "../../src/edit/edit-section.ts";
import type { Edit } from "../../src/model/edit.ts";
import type { ByteRange } from "../../src/model/post.ts";

const run = (text: string, edits: readonly Edit[]): string =>
  Buffer.from(applyEdits(Buffer.from(text), edits)).toString();

/** Ranges of the sections of a text, told by lines that begin with `#`; the header is up to `bodyStart`. */
function sectionsOf(text: string): { bodyStart: number; sections: ByteRange[] } {
  const header = /^\ufeff?(?:---(?:\r\n|\n|\r)t: 1(?:\r\n|\n|\r)---(?:\r\n|\n|\r|$))?/.exec(text)?.[0] ?? "";
  const bodyStart = Buffer.byteLength(header);
  const starts = [...text.matchAll(/(?<=^|[\n\r\ufeff])#/g)].map((match) =>
    Buffer.byteLength(text.slice(0, match.index)),
  );
  const size = Buffer.byteLength(text);
  return { bodyStart, sections: starts.map((start, index) => ({ start, end: starts[index + 1] ?? size })) };
}

const section = (text: string, index: number): ByteRange => sectionsOf(text).sections[index]!;
const replace = (text: string, index: number, by: string): string =>
  run(text, replaceSection(Buffer.from(text), section(text, index), by, sectionsOf(text).bodyStart));
const remove = (text: string, index: number): string =>
  run(text, removeSection(Buffer.from(text), section(text, index), sectionsOf(text).bodyStart));
const insert = (text: string, index: number, added: string): string => {
  const { bodyStart, sections } = sectionsOf(text);
  const at = sections[index]?.start ?? Buffer.byteLength(text);
  return run(text, insertSection(Buffer.from(text), at, added, bodyStart));
};
const move = (text: string, from: number, to: number): string => {
  const { bodyStart, sections } = sectionsOf(text);
  const at = sections[to]?.start ?? Buffer.byteLength(text);
  return run(text, moveSection(Buffer.from(text), sections[from]!, at, bodyStart));
};

describe("replaceSection", () => {
  it.each([
    ["in the middle", "# A\n\na\n\n# B\n\nb\n", 0, "# C\n\nc", "# C\n\nc\n\n# B\n\nb\n"],
    [
      "whatever the editor left at its ends",
      "# A\n\na\n\n# B\n",
      0,
      "\ufeff\n\n# A\n\nx\n\n\n",
      "# A\n\nx\n\n# B\n",
    ],
    ["at the end", "# A\n\n# B\n\nb\n", 1, "# B\n\nx\ny\n", "# A\n\n# B\n\nx\ny\n"],
    ["without final newline", "# A\n\n# B\n\nb", 1, "# B\n\nx\n", "# A\n\n# B\n\nx"],
    ["with many final newlines", "# A\na\n\n\n", 0, "# A\nb", "# A\nb\n\n\n"],
    ["with CRLF", "# A\r\n\r\na\r\n\r\n# B\r\n", 0, "# A\n\nx\ny\n", "# A\r\n\r\nx\r\ny\r\n\r\n# B\r\n"],
    ["with CR", "# A\ra\r# B\r", 0, "# A\nx\ny\n", "# A\rx\ry\r# B\r"],
    ["with a BOM", "\ufeff# A\na\n# B\n", 0, "# X\na", "\ufeff# X\na\n# B\n"],
    ["with lines of both kinds", "# A\r\n\na\nb\n# B\n", 0, "# A\n\na\nx\nb", "# A\r\n\na\nx\nb\n# B\n"],
    [
      "with blanks at the ends of lines",
      "# A\na  \nb  \n\n# B\n",
      0,
      "# A\na  \nb  \nc",
      "# A\na  \nb  \nc\n\n# B\n",
    ],
    ["by fewer lines", "# A\n1\n2\n3\n\n# B\n", 0, "# A\n1", "# A\n1\n\n# B\n"],
    ["by nothing", "# A\n1\n\n# B\n", 0, " \n", "# B\n"],
  ])("puts text %s", (_name, text, index, by, expected) => {
    expect(replace(text, index, by)).toBe(expected);
  });

  it("fills a stretch of blank lines", () => {
    const text = "---\nt: 1\n---\n\n# A\n";
    expect(run(text, replaceSection(Buffer.from(text), { start: 13, end: 14 }, "new\n", 13))).toBe(
      "---\nt: 1\n---\nnew\n\n\n# A\n",
    );
  });

  it("keeps the blank lines before a preamble", () => {
    const text = "---\nt: 1\n---\n\nold\n\n# A\n";
    expect(run(text, replaceSection(Buffer.from(text), { start: 13, end: 19 }, "new\n", 13))).toBe(
      "---\nt: 1\n---\n\nnew\n\n# A\n",
    );
  });

  it("touches only the lines that differ", () => {
    const text = "# A\n\none\ntwo\nthree\n\n# B\n";
    const [edit, ...more] = replaceSection(Buffer.from(text), section(text, 0), "# A\n\none\n2\nthree\n", 0);
    expect(more).toEqual([]);
    expect(text.slice(edit?.start, edit?.end)).toBe("two\n");
  });
});

describe("removeSection", () => {
  it.each([
    ["the first", "# A\n\na\n\n# B\n\nb\n", 0, "# B\n\nb\n"],
    ["the last", "# A\n\na\n\n# B\n\nb\n", 1, "# A\n\na\n"],
    ["the last without final newline", "# A\n\na\n\n# B\n\nb", 1, "# A\n\na"],
    ["the last with CRLF", "# A\r\n\r\na\r\n\r\n# B\r\n", 1, "# A\r\n\r\na\r\n"],
    ["the only one", "---\nt: 1\n---\n\n# A\n\na\n", 0, "---\nt: 1\n---\n"],
    ["the only one without header", "\ufeff# A\n\na\n", 0, "\ufeff"],
    ["one in the middle", "# A\n\n# B\nb\n\n# C\n", 1, "# A\n\n# C\n"],
  ])("takes out %s", (_name, text, index, expected) => {
    expect(remove(text, index)).toBe(expected);
  });
});

describe("insertSection", () => {
  it.each([
    ["before the first", "# A\n\na\n", 0, "# N\n\nn\n", "# N\n\nn\n\n# A\n\na\n"],
    ["between", "# A\n\na\n\n# B\n", 1, "# N\n", "# A\n\na\n\n# N\n\n# B\n"],
    ["where no blank line is", "# A\na\n# B\n", 1, "# N", "# A\na\n\n# N\n\n# B\n"],
    ["at the end", "# A\n\na\n", 9, "# N\n", "# A\n\na\n\n# N\n"],
    ["at the end, after blank lines", "# A\n\n\n", 9, "# N\n", "# A\n\n\n# N\n"],
    ["at the end without final newline", "# A\n\na", 9, "# N\nn\n", "# A\n\na\n\n# N\nn"],
    ["into CRLF", "# A\r\n\r\na\r\n", 9, "# N\nn\n", "# A\r\n\r\na\r\n\r\n# N\r\nn\r\n"],
    ["after a BOM", "\ufeff# A\n", 0, "# N", "\ufeff# N\n\n# A\n"],
    ["into an empty file", "", 0, "# N", "# N\n"],
    ["after a header alone", "---\nt: 1\n---\n", 0, "# N", "---\nt: 1\n---\n# N\n"],
    ["after a header without line break", "---\nt: 1\n---", 0, "# N", "---\nt: 1\n---\n# N\n"],
    [
      "after a header and a blank line",
      "---\nt: 1\n---\n\n# A\n",
      0,
      "# N",
      "---\nt: 1\n---\n\n# N\n\n# A\n",
    ],
    ["of blanks: nothing", "# A\n", 0, "\n \n", "# A\n"],
  ])("adds a section %s", (_name, text, index, added, expected) => {
    expect(insert(text, index, added)).toBe(expected);
  });
});

describe("moveSection", () => {
  it.each([
    ["up", "# A\n\na\n\n# B\n\nb\n", 1, 0, "# B\n\nb\n\n# A\n\na\n"],
    ["down", "# A\n\na\n\n# B\n\nb\n", 0, 9, "# B\n\nb\n\n# A\n\na\n"],
    ["up without final newline", "# A\n\na\n\n# B\n\nb", 1, 0, "# B\n\nb\n\n# A\n\na"],
    ["down without final newline", "# A\n\na\n\n# B\n\nb", 0, 9, "# B\n\nb\n\n# A\n\na"],
    ["between others", "# A\n\n# B\n\n# C\n\n# D\n", 0, 2, "# B\n\n# A\n\n# C\n\n# D\n"],
    ["nowhere", "# A\n\n# B\n", 0, 1, "# A\n\n# B\n"],
    ["with its own line ends", "# A\nx\n\n# B\r\nb\r\n\r\n# C\n", 1, 0, "# B\r\nb\n\n# A\nx\n\n# C\n"],
  ])("goes %s", (_name, text, from, to, expected) => {
    expect(move(text, from, to)).toBe(expected);
  });
});

describe("edits of sections in any file", () => {
  const eol = fc.constantFrom("\n", "\r\n", "\r");
  const file = fc
    .tuple(
      fc.constantFrom("", "\ufeff"),
      fc.boolean(),
      eol,
      fc.array(
        fc.tuple(
          fc.constantFrom("# A", "## Å", "# B  "),
          fc.array(fc.constantFrom("", "x", "😀 ø", " y ", "- z"), { maxLength: 5 }),
        ),
        { minLength: 1, maxLength: 5 },
      ),
      fc.boolean(),
    )
    .map(([bom, hasHeader, lineEnd, parts, final]) => {
      const lines = parts.flatMap(([heading, body]) => [heading, ...body]);
      const header = hasHeader ? ["---", "t: 1", "---", ""].join(lineEnd) : "";
      return bom + header + lines.join(lineEnd) + (final ? lineEnd : "");
    });
  const added = fc
    .array(fc.constantFrom("", "x", "# N", "ø", "  q"), { maxLength: 6 })
    .chain((lines) => eol.map((end) => lines.join(end)));
  const breaks = (text: string): string[] => [...new Set(text.match(/\r\n|\n|\r/g) ?? [])];

  it("replaced by itself changes nothing", () => {
    fc.assert(
      fc.property(file, fc.nat(), (text, pick) => {
        const { sections, bodyStart } = sectionsOf(text);
        const range = sections[pick % sections.length]!;
        const own = Buffer.from(text).subarray(range.start, range.end).toString();
        expect(replaceSection(Buffer.from(text), range, own, bodyStart)).toEqual([]);
        expect(replaceSection(Buffer.from(text), range, own.replace(/\r\n?/g, "\n"), bodyStart)).toEqual([]);
      }),
      { numRuns: 1500, seed: 8 },
    );
  });

  it("changes nothing outside, mixes no line ends, keeps the end of the file, and can be undone", () => {
    fc.assert(
      fc.property(file, added, fc.nat(), fc.nat(), fc.nat(3), (text, news, pick, other, kind) => {
        const bytes = Buffer.from(text);
        const { sections, bodyStart } = sectionsOf(text);
        const range = sections[pick % sections.length]!;
        const to = sections[other % (sections.length + 1)]?.start ?? bytes.length;
        const edits = [
          () => replaceSection(bytes, range, news, bodyStart),
          () => removeSection(bytes, range, bodyStart),
          () => insertSection(bytes, to, news, bodyStart),
          () => moveSection(bytes, range, to, bodyStart),
        ][kind]!();
        const after = Buffer.from(applyEdits(bytes, edits));
        expect(Buffer.from(applyEdits(after, invertEdits(bytes, edits))).equals(bytes)).toBe(true);
        expect(after.subarray(0, bodyStart).equals(bytes.subarray(0, bodyStart))).toBe(true);
        // A file of one line has no habit yet.
        if (breaks(text).length > 0)
          expect(breaks(text)).toEqual(expect.arrayContaining(breaks(after.toString())));
        const body = after.subarray(bodyStart).toString().trim();
        if (body !== "" && bytes.subarray(bodyStart).toString().trim() !== "") {
          expect(/[\n\r]$/.test(after.toString())).toBe(/[\n\r]$/.test(text));
        }
        if (kind === 0 && news.trim() !== "") {
          const tail = bytes.subarray(range.end);
          expect(after.subarray(0, range.start).equals(bytes.subarray(0, range.start))).toBe(true);
          expect(after.subarray(after.length - tail.length).equals(tail)).toBe(true);
        }
        if (kind === 3) {
          const texts = (file: Buffer): string[] => {
            const starts = sectionsOf(file.toString()).sections;
            return starts.map(({ start, end }) => file.subarray(start, end).toString().trimEnd()).toSorted();
          };
          expect(texts(after)).toEqual(texts(bytes));
        }
      }),
      { numRuns: 4000, seed: 9 },
    );
  });
});
