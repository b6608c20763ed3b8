import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseDocument } from "yaml";
import { readSimpleYaml } from "../../src/read/fast-yaml.ts";

/** What the yaml package makes of a header; `undefined` for one that it refuses. */
function readWithPackage(text: string): unknown {
  const document = parseDocument(text, { version: "1.2", schema: "core", merge: true, logLevel: "silent" });
  if (document.errors.length > 0) return undefined;
  const value: unknown = document.toJS({ maxAliasCount: 100 });
  return value === null ? {} : value;
}

/** True if the line reader answered. Wherever it does, it has to say what the package says. */
function expectSameAsPackage(text: string): boolean {
  const simple = readSimpleYaml(text, 1);
  if (simple === null) return false;
  // Round trip, since objects of the two readers differ in their prototypes; -0 becomes 0 on both sides.
  const expected = readWithPackage(text);
  expect(expected, `the package refuses ${JSON.stringify(text)}`).toBeDefined();
  expect(JSON.stringify(simple.data), JSON.stringify(text)).toBe(JSON.stringify(expected));
  const lines = text.split("\n");
  for (const [key, line] of Object.entries(simple.keyLines)) expect(lines[line - 1]).toMatch(`${key}:`);
  return true;
}

const word = fc.constantFrom(
  ...[
    "a",
    "Om",
    "på",
    "skyen",
    "it's",
    "«Hva?»",
    "C#",
    "a#b",
    "x:y",
    "http://a.no/b",
    "1",
    "10",
    "-",
    "--",
    "---",
  ],
  ...[
    "?",
    ":",
    "#",
    "true",
    "null",
    "~",
    "no",
    "Yes",
    "0x1F",
    "0o17",
    "1e3",
    "1.5",
    ".5",
    "5.",
    "1_000",
    "12:30",
  ],
  ...[
    "2024-01-05",
    "2024-01-05T10:00:00+02:00",
    "+1",
    "-1",
    "007",
    ".inf",
    "-.INF",
    ".nan",
    "1.2.3",
    "<<",
    "&a",
    "*a",
  ],
  ...[
    "!x",
    "%",
    "@x",
    "`x`",
    "|",
    ">",
    "[",
    "]",
    "{",
    "}",
    ",",
    "日本語",
    "\u3000",
    "😀",
    "é",
    "\\",
    "\\n",
    "…",
    "...",
  ],
  ...[
    "1__",
    "0b11",
    "08",
    "1e",
    "1e+",
    "e3",
    "0x",
    "99999999999999999999",
    "TRUE",
    "False",
    "NULL",
    "=",
    "/a/b/",
  ],
);
const words = fc.array(word, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(" "));
const scalar = fc.oneof(
  { weight: 4, arbitrary: words },
  words.map((text) => `"${text}"`),
  words.map((text) => `'${text}'`),
  fc.constantFrom(
    '"',
    "'",
    '""',
    "''",
    "",
    '"a" b',
    "'a''b'",
    '"a\\"b"',
    '"a"#c',
    "'a' # c",
    "a # c",
    "a #",
    "# c",
  ),
  fc.string({ maxLength: 8 }).map((text) => text.replace(/[\n\r]/g, " ")),
);
const flow = fc
  .array(scalar, { maxLength: 4 })
  .chain((items) =>
    fc.constantFrom(`[${items.join(", ")}]`, `[ ${items.join(",")} ]`, `[${items.join(" , ")}] # c`),
  );
const key = fc.constantFrom(
  ..."a b title aliases draft tags A_b c-d null true ~ 1 <<".split(" "),
  "x y",
  '"q"',
  "__proto__",
  "constructor",
  "ø",
);
const indent = fc.constantFrom("", "", "", "", "  ", "  ", "    ", " ", "\t");
const space = fc.constantFrom(" ", " ", " ", "  ", "", "\t");
const line = fc.oneof(
  { weight: 5, arbitrary: fc.tuple(indent, key, space, scalar).map(([i, k, s, v]) => `${i}${k}:${s}${v}`) },
  { weight: 2, arbitrary: fc.tuple(indent, key, space, flow).map(([i, k, s, v]) => `${i}${k}:${s}${v}`) },
  { weight: 3, arbitrary: fc.tuple(indent, key).map(([i, k]) => `${i}${k}:`) },
  { weight: 4, arbitrary: fc.tuple(indent, space, scalar).map(([i, s, v]) => `${i}-${s}${v}`) },
  {
    weight: 3,
    arbitrary: fc.tuple(indent, space, key, scalar).map(([i, s, k, v]) => `${i}-${s}${k}: ${v}`),
  },
  fc.tuple(indent, scalar).map(([i, v]) => `${i}${v}`),
  fc.constantFrom("", "  ", "# c", "  # c", "---", "..."),
);

describe("readSimpleYaml", () => {
  it("answers as the yaml package does on lines of every kind", () => {
    let answered = 0;
    const header = fc.array(line, { maxLength: 7 }).map((lines) => lines.join("\n"));
    fc.assert(
      fc.property(header, fc.constantFrom("", "\n"), (text, end) => {
        if (expectSameAsPackage(text + end)) answered += 1;
      }),
      { numRuns: 6000, seed: 1 },
    );
    // Else the property holds because the reader never dares.
    expect(answered).toBeGreaterThan(600);
  });

  it("answers as the yaml package does on one value of every kind", () => {
    let answered = 0;
    fc.assert(
      fc.property(scalar, fc.constantFrom("a: ", "a:\n  - ", "a: [", "a:\n- b: "), (value, before) => {
        if (expectSameAsPackage(`${before}${value}${before.endsWith("[") ? "]" : ""}\n`)) answered += 1;
      }),
      { numRuns: 6000, seed: 2 },
    );
    expect(answered).toBeGreaterThan(1500);
  });

  it("reads the headers that most posts have", () => {
    const text = [
      "ai: true",
      'title: "Om teamet: en # tittel"',
      "intro: 'Vi er «tre»' # comment",
      "date: 2024-01-05",
      "publishDate: 2020-11-03T10:11:27+01:00",
      "weight: 10",
      "",
      "# a comment",
      "empty:",
      "tags: [\"a\", 'b', c d, 3]",
      "none: []",
      "aliases:",
      "  - /blogg/om",
      '  - "/blogg/team/"',
      "list:",
      "- a",
      "samsvar:",
      "  translate: false",
      "chapters:",
      '  - title: "En"',
      "    time: 120",
      "  - title: To",
      "    parts:",
      "      - x",
      "emoji: 😀 ja",
    ].join("\n");
    expect(expectSameAsPackage(text)).toBe(true);
    const simple = readSimpleYaml(text, 2);
    expect(simple?.data).toEqual({
      ai: true,
      title: "Om teamet: en # tittel",
      intro: "Vi er «tre»",
      date: "2024-01-05",
      publishDate: "2020-11-03T10:11:27+01:00",
      weight: 10,
      empty: null,
      tags: ["a", "b", "c d", 3],
      none: [],
      aliases: ["/blogg/om", "/blogg/team/"],
      list: ["a"],
      samsvar: { translate: false },
      chapters: [
        { title: "En", time: 120 },
        { title: "To", parts: ["x"] },
      ],
      emoji: "😀 ja",
    });
    expect(simple?.keyLines).toMatchObject({ ai: 2, title: 3, empty: 10, aliases: 13, emoji: 26 });
  });

  it.each([
    "a: 1\na: 2",
    "a: b: c",
    "a: b\n  c",
    "a: >-\n  b",
    "a: |",
    "a: &x 1",
    "a: *x",
    "a: !t 1",
    "a: {b: 1}",
    "a: 'it''s'",
    'a: "\\u00e6"',
    'a: "b\n  c"',
    "a:\n\t- b",
    "a: 0x1F",
    "a: 1e3",
    "a: [b,\n c]",
    "- a",
    "text",
    "? a\n: b",
    "<<: 1",
    "a: @b",
    "a:\n  - - b",
    "a:\n    b: 1\n  c: 2",
    "a: b\u0085c",
    "a: b\u2028c",
  ])("leaves %j to the package", (text) => {
    expect(readSimpleYaml(text, 1)).toBeNull();
  });

  it("takes time in proportion to the header", () => {
    // Processor time, which other processes cannot lengthen.
    const start = process.cpuUsage();
    readSimpleYaml(`${"a: x\n".repeat(200_000)}`, 1);
    readSimpleYaml(Array.from({ length: 50_000 }, (_, index) => `k${index}: x y z`).join("\n"), 1);
    readSimpleYaml(`a: ${'"'.repeat(200_000)}`, 1);
    readSimpleYaml(`a: [${"a,".repeat(100_000)}`, 1);
    readSimpleYaml(`a:${" ".repeat(500_000)}x`, 1);
    readSimpleYaml("a:\n  - b\n".repeat(50_000), 1);
    const { user, system } = process.cpuUsage(start);
    expect((user + system) / 1000).toBeLessThan(2500);
  });
});
