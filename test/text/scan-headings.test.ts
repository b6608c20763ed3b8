import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { scanHeadings } from "../../src/text/scan-headings.ts";
import { HEADING_CASES } from "./heading-cases.ts";
import { nastyDocuments } from "./nasty-documents.ts";
import { remarkHeadings } from "./remark-headings.ts";

/** How many generated documents: `SAMSVAR_FUZZ_RUNS=300000` for the long search. */
const FUZZ_RUNS = Number(process.env["SAMSVAR_FUZZ_RUNS"] ?? 3_000);
const FUZZ_SEED = process.env["SAMSVAR_FUZZ_SEED"];

const scanText = (text: string) => {
  const bytes = Buffer.from(text);
  return scanHeadings(bytes, 0, bytes.length);
};

const brief = (headings: readonly { level: number; line: number }[]) =>
  headings.map(({ level, line }) => `${level}@${line}`).join(" ");

/** Compares the scanner with remark on one body: levels, lines, bytes of the headings and of their texts. */
function expectSameAsRemark(body: string): void {
  const bytes = Buffer.from(body);
  const { headings } = scanHeadings(bytes, 0, bytes.length);
  const expected = remarkHeadings(body);
  expect(headings.map(({ level, line, start }) => ({ level, line, start }))).toEqual(
    expected.map(({ level, line, start }) => ({ level, line, start })),
  );
  headings.forEach((heading, index) => {
    const { end, text } = expected[index]!;
    // remark's heading ends with its last visible byte, ours with the line.
    expect(bytes.toString("utf8", end, heading.end)).toMatch(
      heading.end === bytes.length ? /^[ \t]*(\r\n|\n|\r)?$/ : /^[ \t]*(\r\n|\n|\r)$/,
    );
    expect(bytes[heading.end - 1] === 0x0d && bytes[heading.end] === 0x0a).toBe(false);
    if (text !== null) expect([heading.textStart, heading.textEnd]).toEqual(text);
    else expect(bytes.toString("utf8", heading.textStart, heading.textEnd).trim()).toSatisfy(isUnplacedText);
  });
}

/** remark gives no place to an empty heading, nor to the e-mail addresses that remark-gfm finds afterwards. */
const isUnplacedText = (text: string) => text === "" || text.includes("@") || text.includes("://");

describe("scanHeadings finds what remark finds", () => {
  for (const [group, cases] of Object.entries(HEADING_CASES)) {
    it.each(cases)(`${group}: %j`, (document, headings) => {
      expect(brief(scanText(document).headings)).toBe(headings);
      expectSameAsRemark(document);
      // The last line may end or not, and what follows a blank line, text or heading must not matter.
      expectSameAsRemark(`${document}\n`);
      expectSameAsRemark(`x\n\n${document}\n\n# y\n`);
      expectSameAsRemark(document.replaceAll("\n", "\r\n"));
    });
  }

  it(`in ${FUZZ_RUNS} generated documents`, { timeout: Math.max(60_000, FUZZ_RUNS * 20) }, () => {
    let documents = 0;
    let headings = 0;
    fc.assert(
      fc.property(nastyDocuments, (document) => {
        expectSameAsRemark(document);
        documents++;
        headings += scanText(document).headings.length;
      }),
      {
        numRuns: FUZZ_RUNS,
        ...(FUZZ_SEED === undefined ? {} : { seed: Number(FUZZ_SEED) }),
        // On a busy machine fewer documents are better than a red test that says nothing.
        ...(FUZZ_RUNS > 3_000 ? {} : { interruptAfterTimeLimit: 15_000, markInterruptAsFailure: false }),
      },
    );
    // A generator that makes hardly any headings would prove nothing.
    expect(headings).toBeGreaterThan(documents / 20);
  });

  const posts = existsSync("content")
    ? readdirSync("content", { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".md"))
    : [];
  it.skipIf(posts.length === 0)("in every post of the demo blog", () => {
    for (const name of posts) {
      const text = readFileSync(join("content", name), "utf8");
      const header = /^(---|\+\+\+)\r?\n[\s\S]*?\n\1\r?\n/.exec(text)?.[0] ?? "";
      expectSameAsRemark(text.slice(header.length));
    }
  });
});

describe("scanHeadings keeps to its range", () => {
  it("counts offsets and lines in the file, not in the body", () => {
    const head = "---\ntitle: å\n---\n";
    const bytes = Buffer.from(`${head}x\n\n## Én #\n`);
    const start = Buffer.byteLength(head);
    const { headings, lines, firstLine } = scanHeadings(bytes, start, bytes.length, { firstLine: 4 });
    expect({ lines, firstLine }).toEqual({ lines: 6, firstLine: 4 });
    const heading = headings[0]!;
    expect(heading).toMatchObject({ level: 2, line: 6, start: start + 3, end: bytes.length });
    expect(bytes.toString("utf8", heading.textStart, heading.textEnd)).toBe("Én");
  });

  it("does not look behind the end", () => {
    const bytes = Buffer.from("a\n===\n# b\n");
    expect(scanHeadings(bytes, 0, 3).headings).toMatchObject([{ level: 1, end: 3 }]);
    expect(scanHeadings(bytes, 0, 2).headings).toEqual([]);
    expect(scanHeadings(bytes, 6, 7).headings).toMatchObject([{ level: 1, textStart: 7, textEnd: 7 }]);
  });

  it.each([
    ["", 0],
    ["a", 1],
    ["a\n", 1],
    ["a\n\n", 2],
    ["a\r\nb\rc", 3],
    ["\uFEFF", 1],
    ["\n", 1],
  ])("counts the lines of %j", (text, lines) => {
    expect(scanText(text).lines).toBe(lines);
  });

  it("names the line of a fence that is never closed", () => {
    expect(scanText("a\n\n```js\n# b\n").unclosedFence).toEqual({ line: 3 });
    expect(scanText("- a\n  ~~~\n  # b").unclosedFence).toEqual({ line: 2 });
    expect(scanText("```\na\n```\n").unclosedFence).toBeNull();
    // The list closes it.
    expect(scanText("- ```\n\na\n").unclosedFence).toBeNull();
  });
});

describe("scanHeadings and raw shortcodes", () => {
  const scanRaw = (text: string, names = ["highlight", "mermaid"]) => {
    const bytes = Buffer.from(text);
    return brief(scanHeadings(bytes, 0, bytes.length, { rawShortcodes: names }).headings);
  };

  it("sees no heading in raw text", () => {
    expect(scanRaw("# a\n{{< highlight sh >}}\n# b\n{{< /highlight >}}\n# c\n")).toBe("1@1 1@5");
    expect(scanRaw("{{% highlight sh %}}\n# b\n{{% /highlight %}}\n# c\n")).toBe("1@4");
    expect(scanRaw("{{<highlight>}}\n# b\n{{</highlight>}}\n# c\n")).toBe("1@4");
    expect(scanRaw('{{< highlight t=">}}" >}}\n# b\n{{< / highlight >}}\n')).toBe("");
  });

  it("sees no underline in raw text, whose paragraph began at the tag", () => {
    expect(scanRaw("{{< mermaid >}}\ngraph\n---\n{{< /mermaid >}}\n\nx\n---\n")).toBe("2@6");
    expect(scanRaw("{{< mermaid >}}\na\n\nb\n{{< /mermaid >}}\n===\n")).toBe("");
  });

  it("keeps headings around and beside raw text", () => {
    expect(scanRaw("a {{< highlight >}}x{{< /highlight >}}\n===\n")).toBe("1@1");
    expect(scanRaw("# a {{< highlight >}}x{{< /highlight >}}\n## b\n")).toBe("1@1 2@2");
    expect(scanRaw("{{< note >}}\n# b\n{{< /note >}}\n")).toBe("1@2");
    expect(scanRaw("{{< highlight >}}\n# b\n{{< /highlight >}}\n", [])).toBe("1@2");
  });

  it("ignores tags that open nothing", () => {
    expect(scanRaw("{{< highlight >}}\n# never closed\n")).toBe("1@2");
    expect(scanRaw("{{< highlight />}}\n# b\n{{< /highlight >}}\n")).toBe("1@2");
    expect(scanRaw("{{</* highlight */>}}\n# b\n{{</* /highlight */>}}\n")).toBe("1@2");
    expect(scanRaw("{{< highlights >}}\n# b\n{{< /highlights >}}\n")).toBe("1@2");
    expect(scanRaw("{{< mermaid >}}\n# b\n{{< /highlight >}}\n")).toBe("1@2");
    expect(scanRaw("{{< highlight\n# b\n{{< /highlight >}}\n")).toBe("1@2");
  });

  it("ends at the first closing tag of the same name", () => {
    const twice = "{{< highlight >}}\n# a\n{{< /highlight >}}\n# b\n";
    expect(scanRaw(twice + twice)).toBe("1@4 1@8");
    expect(
      scanRaw("{{< mermaid >}}\n{{< highlight >}}\n# a\n{{< /mermaid >}}\n# b\n{{< /highlight >}}\n"),
    ).toBe("1@5");
  });
});

describe("scanHeadings is linear", () => {
  /** Four times the text may take four times as long; the square would take sixteen. The floor drowns small noise. */
  const expectLinear = (
    make: (count: number) => string,
    count: number,
    rawShortcodes: readonly string[] = [],
  ) => {
    const measure = (size: number) => {
      const bytes = Buffer.from(make(size));
      let best = Number.POSITIVE_INFINITY;
      for (let round = 0; round < 3; round++) {
        const before = process.cpuUsage().user;
        scanHeadings(bytes, 0, bytes.length, { rawShortcodes });
        best = Math.min(best, process.cpuUsage().user - before);
      }
      return best;
    };
    expect(measure(count * 4)).toBeLessThan(Math.max(measure(count), 10_000) * 10);
  };

  it.each<[name: string, make: (count: number) => string, count: number]>([
    ["one long line", (count) => "x".repeat(count), 1_250_000],
    ["headings", (count) => "# a\n\nb\n\n".repeat(count), 10_000],
    ["open brackets", (count) => `${"[".repeat(count)}\n===`, 100_000],
    ["lines of open brackets", (count) => `${"[a\n".repeat(count)}===`, 25_000],
    ["definitions", (count) => `${"[a]: b\n'c'\n".repeat(count)}===`, 25_000],
    ["definitions without end", (count) => "[a]: b\n===\n".repeat(count), 25_000],
    ["nested quotes", (count) => `${">".repeat(count)}x\n${"y\n>\n".repeat(count)}`, 25_000],
    ["nested lists on one line", (count) => `${"- ".repeat(count)}x`, 25_000],
    ["nested lists above blank lines", (count) => `${"- ".repeat(count)}x${"\n \n".repeat(count)}`, 25_000],
    ["nested footnotes", (count) => `${"[^a]:".repeat(count)}x\n${"    y\n\n".repeat(count)}`, 25_000],
    ["header rows", (count) => "|a|\n".repeat(count), 25_000],
    ["cells", (count) => `${"|a".repeat(count)}\n${"|-".repeat(count)}`, 50_000],
    ["unclosed tags", (count) => "<a b='\n".repeat(count), 25_000],
    ["script ends that are none", (count) => `<script>${"</a".repeat(count)}`, 100_000],
    ["backtick fences that are none", (count) => "```a`\n".repeat(count), 25_000],
  ])("in %s", (_, make, count) => {
    expectLinear(make, count);
  });

  it.each<[name: string, make: (count: number) => string]>([
    ["never closed", (count) => "{{< math x >}}\n# h\n".repeat(count)],
    ["never ended", (count) => "{{< math ".repeat(count)],
    ["with open quotes", (count) => '{{< math `a" '.repeat(count)],
    ["in one paragraph", (count) => `${"a {{< math >}}x{{< /math >}}\n".repeat(count)}===\n`],
  ])("in raw shortcodes %s", (_, make) => {
    expectLinear(make, 10_000, ["math"]);
  });
});
