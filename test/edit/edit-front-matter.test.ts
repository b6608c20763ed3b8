import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyEdits, invertEdits } from "../../src/edit/apply-edits.ts";
import {
  addFrontMatterKey,
  addFrontMatterListItem,
  editFrontMatterValue,
  type HeaderEdits,
  removeFrontMatterKey,
} from "../../src/edit/edit-front-matter.ts";
import type { HeaderScalar, KeyPath } from "../../src/edit/header-change.ts";
import type { FrontMatter, FrontMatterValue } from "../../src/model/post.ts";
import { createFrontMatterReader } from "../../src/read/front-matter.ts";

const reader = createFrontMatterReader();
const open = async (text: string): Promise<FrontMatter> => (await reader.read(Buffer.from(text))).frontMatter;

type Change = (bytes: Uint8Array, frontMatter: FrontMatter) => Promise<HeaderEdits>;
const set =
  (path: KeyPath | string, value: HeaderScalar): Change =>
  (bytes, frontMatter) =>
    editFrontMatterValue(bytes, frontMatter, typeof path === "string" ? [path] : path, value);
const addItem =
  (key: string, value: string): Change =>
  (bytes, frontMatter) =>
    addFrontMatterListItem(bytes, frontMatter, [key], value);
const addKey =
  (key: string, value: HeaderScalar | readonly string[]): Change =>
  (bytes, frontMatter) =>
    addFrontMatterKey(bytes, frontMatter, key, value);
const remove =
  (...path: KeyPath): Change =>
  (bytes, frontMatter) =>
    removeFrontMatterKey(bytes, frontMatter, path);

/** The file after the change, or why there is none. */
async function change(text: string, make: Change): Promise<string> {
  const bytes = Buffer.from(text);
  const result = await make(bytes, await open(text));
  return result.kind === "edits" ? Buffer.from(applyEdits(bytes, result.edits)).toString() : result.reason;
}

/** Between fences, with a body whose bytes have to stay. */
const yaml = (lines: string): string => `---\n${lines}---\nbody  \r\n`;
const toml = (lines: string): string => `+++\n${lines}+++\nbody  \r\n`;

describe("a YAML value", () => {
  it.each<[string, string, Change, string]>([
    ["stays plain", "a: old # c\nb: 1\n", set("a", "new text"), "a: new text # c\nb: 1\n"],
    ["is quoted when it must be", "a: old\n", set("a", "Ny: tittel"), 'a: "Ny: tittel"\n'],
    ["is quoted when it would be a boolean", "a: old\n", set("a", "true"), 'a: "true"\n'],
    ["is quoted when old YAML would misread it", "a: old\n", set("a", "no"), 'a: "no"\n'],
    ["stays plain as a date", "date: 2024-01-05\n", set("date", "2024-02-06"), "date: 2024-02-06\n"],
    ["with quotes in it", "a: old\n", set("a", 'Si "hei" #1'), "a: 'Si \"hei\" #1'\n"],
    [
      "stays in double quotes",
      'a:   "old"  # c\n',
      set("a", 'å "x" \\ \n'),
      'a:   "å \\"x\\" \\\\ \\n"  # c\n',
    ],
    ["stays in single quotes", "a: 'old'\n", set("a", "it's: a"), "a: 'it''s: a'\n"],
    ["leaves single quotes for a line break", "a: 'old'\n", set("a", "a\nb"), 'a: "a\\nb"\n'],
    ["is empty", "a: old\nb: 1\n", set("a", ""), 'a: ""\nb: 1\n'],
    ["was nothing", "a:\nb: 1\n", set("a", "x"), "a: x\nb: 1\n"],
    ["was nothing, at the end", "b: 1\na:\n", set("a", "x"), "b: 1\na: x\n"],
    ["was nothing in flow", "m: {a: , b: 1}\n", set(["m", "a"], "x"), "m: {a: x , b: 1}\n"],
    ["was nothing but a comment", "a: # c\nb: 1\n", set("a", "x"), "a: x # c\nb: 1\n"],
    ["is a boolean", "draft: true # c\n", set("draft", false), "draft: false # c\n"],
    ["is null", "a: x\n", set("a", null), "a: null\n"],
    ["stood on two lines", "a: one\n  two\nb: 1\n", set("a", "three"), "a: three\nb: 1\n"],
    ["in a list", "l:\n  - a\n  - 'b' # c\n", set(["l", 1], "x"), "l:\n  - a\n  - 'x' # c\n"],
    ["in a flow list", 'l: [a, "b"]\n', set(["l", 0], "x, y"), 'l: ["x, y", "b"]\n'],
    ["in a list of maps", "f:\n- q: A?\n  a: B\n", set(["f", 0, "q"], "C?"), "f:\n- q: C?\n  a: B\n"],
    ["under a quoted key", '"a b": x\n', set("a b", "z"), '"a b": z\n'],
    ["of a literal block", "a: |\n  x\n  y\nb: 1\n", set("a", "p\n\nq\n"), "a: |\n  p\n\n  q\nb: 1\n"],
    [
      "of a literal block without break",
      "a: |-  # c\n    x\nb: 1\n",
      set("a", "p\nq"),
      "a: |-  # c\n    p\n    q\nb: 1\n",
    ],
    ["that loses its last break", "a: |\n  x\nb: 1\n", set("a", "p"), "a: |-\n  p\nb: 1\n"],
    ["with blank lines after it", "a: |\n  x\n\nb: 1\n", set("a", "p\n"), "a: |\n  p\n\nb: 1\n"],
    ["of a block at the end", "a: >-\n  x\n", set("a", "--- b"), "a: >-\n  --- b\n"],
    ["of a folded block", "a: >\n  x y\nb: 1\n", set("a", "p q\nr\n"), "a: >\n  p q\n\n  r\nb: 1\n"],
    ["of a block that begins with a blank", "a: |\n  x\nb: 1\n", set("a", "  p\n"), 'a: "  p\\n"\nb: 1\n'],
    ["of a block with its indentation given", "a: |2\n    x\n", set("a", "  p\nq\n"), "a: |2\n    p\n  q\n"],
  ])("%s", async (_name, before, make, after) => {
    expect(await change(yaml(before), make)).toBe(yaml(after));
  });

  it("that was folded is folded at the same width", async () => {
    const long = "Ord etter ord etter ord etter ord etter ord";
    const before = yaml(`a: >-\n  ${long}\n  og mer\nb: 1\n`);
    const value = `${long} ${long}`;
    expect(await change(before, set("a", value))).toBe(yaml(`a: >-\n  ${long}\n  ${long}\nb: 1\n`));
  });

  it.each<[string, string, Change]>([
    ["no-such-key", "a: 1\n", set("b", "x")],
    ["no-such-key", "a: 1\n", set(["a", "b"], "x")],
    ["no-such-key", "a: 1\n", set("constructor", "x")],
    ["form", "a: {b: 1}\n", set("a", "x")],
    ["form", "a: [1]\n", set("a", "x")],
    ["form", "a: &x 1\nb: *x\n", set("b", "x")],
    ["side-effect", "a: &x 1\nb: *x\n", set("a", "x")],
    ["invalid", "a: [\n", set("a", "x")],
    ["invalid", "a: 1\na: 2\n", set("a", "x")],
    ["key-exists", "a: 1\n", addKey("a", "x")],
    ["no-such-key", "a: 1\n", remove("b")],
    ["side-effect", "a: &x 1\nb: *x\n", remove("a")],
  ])("is not edited (%s) in %j", async (reason, text, make) => {
    expect(await change(yaml(text), make)).toBe(reason);
  });

  it.each(["body", "---\ntitle: a\n\nbody", "---js\n{}\n---\n"])("is nowhere in %j", async (text) => {
    expect(await change(text, set("title", "x"))).toBe("no-header");
    if (text !== "body") expect(await change(text, addKey("title", "x"))).toBe("no-header");
  });
});

describe("a list in YAML", () => {
  it.each<[string, string, Change, string]>([
    [
      "gets an item",
      "aliases:\n  - /a\nb: 1\n",
      addItem("aliases", "/b"),
      "aliases:\n  - /a\n  - /b\nb: 1\n",
    ],
    [
      "with quotes",
      'aliases:\n- "/a" # c\n\nb: 1\n',
      addItem("aliases", "/b"),
      'aliases:\n- "/a" # c\n- "/b"\n\nb: 1\n',
    ],
    [
      "with wide dashes",
      "aliases:\n    -   '/a'\n",
      addItem("aliases", "/b"),
      "aliases:\n    -   '/a'\n    -   '/b'\n",
    ],
    ["of blocks", "l:\n  - |\n    x\nb: 1\n", addItem("l", "z"), "l:\n  - |\n    x\n  - z\nb: 1\n"],
    ["of maps", "l:\n  - a: 1\n    b: x\n", addItem("l", "z"), "l:\n  - a: 1\n    b: x\n  - z\n"],
    ["in flow", 'aliases: ["/a", "/b"] # c\n', addItem("aliases", "/c"), 'aliases: ["/a", "/b", "/c"] # c\n'],
    ["in tight flow", "aliases: [/a,/b]\n", addItem("aliases", "/c"), "aliases: [/a,/b,/c]\n"],
    ["in flow with one item", "aliases: [ /a ]\n", addItem("aliases", "/c"), "aliases: [ /a, /c ]\n"],
    ["in empty flow", "aliases: []\nb: 'x'\n", addItem("aliases", "/c"), "aliases: ['/c']\nb: 'x'\n"],
    ["in flow on lines", "l: [\n  a,\n  b,\n]\n", addItem("l", "c"), "l: [\n  a,\n  b,\n  c,\n]\n"],
    ["that is empty", "aliases:\nb: 1\n", addItem("aliases", "/c"), "aliases:\n  - /c\nb: 1\n"],
    [
      "that is empty but for a comment",
      "aliases: # c\nb: 1\n",
      addItem("aliases", "/c"),
      "aliases: # c\n  - /c\nb: 1\n",
    ],
    ["that is one text", "alias: '/a'\n", addItem("alias", "/b"), "alias: ['/a', '/b']\n"],
    ["that is one text with a comma", "alias: a, b\n", addItem("alias", "/b"), 'alias: ["a, b", "/b"]\n'],
    ["that is missing", 't: "x"\n# end\n', addItem("aliases", "/a"), 't: "x"\n# end\naliases:\n  - "/a"\n'],
    ["in the file's style", "l:\n- a\nt: x\n", addItem("aliases", "/a"), "l:\n- a\nt: x\naliases:\n- /a\n"],
    ["that holds it already", "aliases:\n  - /a\n", addItem("aliases", "/a"), "aliases:\n  - /a\n"],
    [
      "that needs quotes",
      "aliases:\n  - /a\n",
      addItem("aliases", "#b: c"),
      'aliases:\n  - /a\n  - "#b: c"\n',
    ],
  ])("%s", async (_name, before, make, after) => {
    expect(await change(yaml(before), make)).toBe(yaml(after));
  });
});

describe("a key in YAML", () => {
  it.each<[string, string, Change, string]>([
    ["is added", "a: 1\n", addKey("original", "en"), "a: 1\noriginal: en\n"],
    ["is added to nothing", "", addKey("ai", true), "ai: true\n"],
    ["is added to a comment", "# c\n", addKey("ai", true), "# c\nai: true\n"],
    ["is added after a block", "a: |\n  x\n", addKey("b", "z"), "a: |\n  x\nb: z\n"],
    ["is added as an empty list", "a: 1\n", addKey("b", []), "a: 1\nb: []\n"],
    ["is added with odd letters", "a: 1\n", addKey("b c", "x"), 'a: 1\n"b c": x\n'],
    ["is added in flow", "{a: 1}\n", addKey("b", "x"), "{a: 1, b: x}\n"],
    ["goes", "# c\nai: true # by robot\nt: x\n", remove("ai"), "# c\nt: x\n"],
    ["goes with its list", "aliases:\n  - /a # c\n  - /b\n\n# d\nt: x\n", remove("aliases"), "\n# d\nt: x\n"],
    ["goes with its block", "t: |\n  a\n\n  b\nu: x\n", remove("t"), "u: x\n"],
    ["goes, the last one", "ai: true\n", remove("ai"), ""],
    ["goes from a map", "s:\n  a: 1\n  b: 2\n", remove("s", "a"), "s:\n  b: 2\n"],
    ["goes, the last of a map", "s: # c\n  a: 1\nt: x\n", remove("s", "a"), "side-effect"],
    ["goes, the last of a bare map", "s:\n  a: 1\nt: x\n", remove("s", "a"), "s: {}\nt: x\n"],
    ["goes from flow", "{a: 1, b: 2}\n", remove("b"), "{a: 1}\n"],
    ["goes, an item", "l:\n  - a\n  - b # c\n  - d\n", remove("l", 1), "l:\n  - a\n  - d\n"],
    ["goes, the only item", "l:\n  - a\nt: x\n", remove("l", 0), "l: []\nt: x\n"],
    ["goes, an item in flow", "l: [a, b, c]\n", remove("l", 0), "l: [b, c]\n"],
    ["goes, the last item in flow", "l: [a, b]\n", remove("l", 1), "l: [a]\n"],
  ])("%s", async (_name, before, make, after) => {
    const result = await change(yaml(before), make);
    expect(result).toBe(after === "side-effect" ? after : yaml(after));
  });

  it("is added to a post without header", async () => {
    expect(await change("\ufeff# A\r\n\r\ntext\r\n", addItem("aliases", "/a"))).toBe(
      '\ufeff---\r\naliases:\r\n  - "/a"\r\n---\r\n# A\r\n\r\ntext\r\n',
    );
  });
});

describe("TOML", () => {
  it.each<[string, string, Change, string]>([
    ["basic", 'a = "x" # c\n', set("a", 'ø "y"\n'), 'a = "ø \\"y\\"\\n" # c\n'],
    ["literal", "a = 'x'\n", set("a", "\\y"), "a = '\\y'\n"],
    ["literal that cannot be", "a = 'x'\n", set("a", "it's"), 'a = "it\'s"\n'],
    [
      "multi-line",
      'a = """\nx\ny"""\nb = 1\n',
      set("a", 'p "q"\\\nr"'),
      'a = """\np "q"\\\\\nr\\""""\nb = 1\n',
    ],
    ["multi-line literal", "a = '''\nx'''\n", set("a", "p\\\nq"), "a = '''\np\\\nq'''\n"],
    ["a line that would end the header", 'a = """\nx"""\n', set("a", "p\n+++\nq"), 'a = "p\\n+++\\nq"\n'],
    ["boolean", "draft = true\n", set("draft", false), "draft = false\n"],
    ["date to date", "date = 2024-01-05\n", set("date", "2024-02-06"), "date = 2024-02-06\n"],
    [
      "time with offset",
      "d = 2024-01-05T10:00:00+02:00\n",
      set("d", "2024-02-06T10:00:00+01:00"),
      "d = 2024-02-06T10:00:00+01:00\n",
    ],
    ["date to another text", "d = 2024-01-05\n", set("d", "12:30"), 'd = "12:30"\n'],
    ["in a table", '[params]\na = "x"\n', set(["params", "a"], "y"), '[params]\na = "y"\n'],
    ["in an inline table", 'p = { a = "x", b = 1 }\n', set(["p", "a"], "y"), 'p = { a = "y", b = 1 }\n'],
    [
      "in an array of tables",
      '[[f]]\nq = "a"\n[[f]]\nq = "b"\n',
      set(["f", 1, "q"], "c"),
      '[[f]]\nq = "a"\n[[f]]\nq = "c"\n',
    ],
    ["null", 'a = "x"\n', set("a", null), "form"],
    ["list", 'aliases = ["/a"]\n', addItem("aliases", "/b"), 'aliases = ["/a", "/b"]\n'],
    [
      "list on lines",
      "l = [\n  'a',\n  'b', # c\n]\n",
      addItem("l", "d"),
      "l = [\n  'a',\n  'b',\n  'd', # c\n]\n",
    ],
    ["empty list", "l = []\n", addItem("l", "d"), 'l = ["d"]\n'],
    ["one text", "alias = '/a'\n", addItem("alias", "/b"), "alias = ['/a', '/b']\n"],
    [
      "missing list",
      't = "x" # c\n\n[params]\nb = 1\n',
      addItem("aliases", "/a"),
      't = "x" # c\naliases = ["/a"]\n\n[params]\nb = 1\n',
    ],
    ["key before tables", "[params]\nb = 1\n", addKey("t", "x"), 't = "x"\n[params]\nb = 1\n'],
    ["key in literal style", "a = 'x'\n", addKey("t", "y"), "a = 'x'\nt = 'y'\n"],
    ["key goes", "ai = true # c\nt = 'x'\n", remove("ai"), "t = 'x'\n"],
    ["key of a table goes", "[p]\na = 1\nb = 2\n", remove("p", "a"), "[p]\nb = 2\n"],
    ["item goes", 'l = ["a", "b"]\n', remove("l", 0), 'l = ["b"]\n'],
    ["whole table", "[p]\na = 1\n", remove("p"), "form"],
    ["invalid", "a = \n", set("a", "x"), "invalid"],
  ])("%s", async (_name, before, make, after) => {
    const reasons = ["form", "side-effect", "invalid"];
    const result = await change(toml(before), make);
    expect(result).toBe(reasons.includes(after) ? after : toml(after));
  });
});

describe("JSON", () => {
  const text =
    '{\r\n\t"title": "A\\u00e5",\r\n\t"aliases": [\r\n\t\t"/a"\r\n\t],\r\n\t"ai": true\r\n}\r\nbody\n';
  it.each<[string, Change, string, string]>([
    ["value", set("title", 'x "y"\n'), '"A\\u00e5"', '"x \\"y\\"\\n"'],
    ["boolean", set("ai", false), "true", "false"],
    ["null", set("ai", null), "true", "null"],
    ["list", addItem("aliases", "/b"), '"/a"', '"/a",\r\n\t\t"/b"'],
    ["new list", addItem("alias", "/b"), "true\r\n", 'true,\r\n\t"alias": ["/b"]\r\n'],
    ["new key", addKey("o", "en"), "true\r\n", 'true,\r\n\t"o": "en"\r\n'],
    ["removal", remove("ai"), ',\r\n\t"ai": true', ""],
    ["removal of the first", remove("title"), '"title": "A\\u00e5",\r\n\t', ""],
  ])("%s", async (_name, make, from, to) => {
    expect(await change(text, make)).toBe(text.replace(from, to));
  });
});

/** No half of a surrogate pair: UTF-8 has no way to write one. */
const isWellFormed = (text: string): boolean => !/\p{Surrogate}/u.test(text);

describe("any header", () => {
  const value = fc.oneof(
    fc.constantFrom(
      "no",
      "12:30",
      "a: b",
      "a #b",
      "- a",
      "it's",
      '"q"',
      "",
      " x ",
      "\n",
      "a\nb\n",
      "å 😀",
      "---",
      "+++",
      "x\n---\ny",
    ),
    fc.constantFrom(
      "C:\\d",
      "{{< x >}}",
      "[a]",
      "*a",
      "&a",
      "2024-01-05",
      "@x",
      "x\n\n y\n\n",
      "\u2028",
      "null",
      "true",
      "'",
      "%",
      "a\tb",
    ),
    fc.string({ maxLength: 12 }),
    fc.string({ unit: "grapheme", maxLength: 12 }),
  );
  const scalar = fc.oneof<fc.Arbitrary<HeaderScalar>[]>(value, fc.boolean());
  const files = [
    'title: "x" # c\nai: true\nslug: plain\nsub: \'s\'\nlit: |\n  a\n\n  b\nfold: >-\n  a b\n  c\nlist:\n  - p\n  - "q"\nflow: [a, "b"]\nmap:\n  k: v\n  l: w\nempty:\ndate: 2024-01-05\nlast: |+\n  x\n\n',
  ].map(yaml);
  files.push(
    toml(
      'title = "x" # c\nai = true\nslug = \'p\'\nlit = """\na\nb"""\nraw = \'\'\'r\'\'\'\nlist = ["p", \'q\']\ndate = 2024-01-05\n[map]\nk = "v"\nl = { m = "n" }\n',
    ),
    '{\n  "title": "x",\n  "ai": true,\n  "list": ["p", "q"],\n  "map": {"k": "v"}\n}\nbody\n',
  );
  const variants = files.flatMap((text) => [
    text,
    `\ufeff${text.replaceAll(/\r?\n/g, "\r\n")}`,
    text.replaceAll(/\r?\n/g, "\r"),
  ]);

  /** Paths of all values that are no collections. */
  function listPaths(data: FrontMatterValue, path: KeyPath = []): KeyPath[] {
    if (data === null || typeof data !== "object") return [path];
    if (Array.isArray(data)) return data.flatMap((item, index) => listPaths(item, [...path, index]));
    return Object.entries(data).flatMap(([key, item]) => listPaths(item, [...path, key]));
  }

  function change(
    data: FrontMatterValue,
    path: KeyPath,
    make: (old: FrontMatterValue) => FrontMatterValue,
  ): FrontMatterValue {
    const [key, ...rest] = path;
    if (key === undefined) return make(data);
    if (Array.isArray(data))
      return data.map((item, index) => (index === key ? change(item, rest, make) : item));
    return Object.fromEntries(
      Object.entries(data as { [key: string]: FrontMatterValue }).map(([name, item]) => [
        name,
        name === key ? change(item, rest, make) : item,
      ]),
    );
  }

  it("changes in exactly one value, keeps its other lines, and comes back by the inverse", async () => {
    let edited = 0;
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...variants), fc.nat(), scalar, async (text, pick, news) => {
        const bytes = Buffer.from(text);
        const before = await reader.read(bytes);
        const paths = listPaths(before.frontMatter.data);
        const path = paths[pick % paths.length]!;
        const result = await editFrontMatterValue(bytes, before.frontMatter, path, news);
        // Refused is what no file of this kind can say: half a surrogate pair.
        if (result.kind === "unsupported") {
          expect(typeof news === "string" && !isWellFormed(news)).toBe(true);
          return;
        }
        edited += 1;
        const after = applyEdits(bytes, result.edits);
        const read = await reader.read(after);
        expect(read.problems).toEqual([]);
        expect(read.frontMatter.data).toEqual(change(before.frontMatter.data, path, () => news));
        expect(Object.keys(read.frontMatter.data)).toEqual(Object.keys(before.frontMatter.data));
        expect(Buffer.from(after.subarray(read.bodyStart)).equals(bytes.subarray(before.bodyStart))).toBe(
          true,
        );
        const back = applyEdits(after, invertEdits(bytes, result.edits));
        expect(Buffer.from(back).equals(bytes)).toBe(true);
      }),
      { numRuns: 1200, seed: 10 },
    );
    expect(edited).toBeGreaterThan(1100);
  });

  it("gains exactly one item or key, and loses exactly one", async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...variants), value, fc.nat(), async (text, news, pick) => {
        if (!isWellFormed(news)) return;
        const bytes = Buffer.from(text);
        const { frontMatter } = await reader.read(bytes);
        const read = async (result: HeaderEdits): Promise<FrontMatterValue> => {
          if (result.kind === "unsupported") throw new Error(result.reason);
          const { frontMatter: after, problems } = await reader.read(applyEdits(bytes, result.edits));
          expect(problems).toEqual([]);
          return after.data;
        };
        if (!(frontMatter.data["list"] as string[]).includes(news)) {
          expect(await read(await addFrontMatterListItem(bytes, frontMatter, ["list"], news))).toEqual(
            change(frontMatter.data, ["list"], (old) => [...(old as string[]), news]),
          );
        }
        expect(await read(await addFrontMatterKey(bytes, frontMatter, "fresh", [news]))).toEqual({
          ...frontMatter.data,
          fresh: [news],
        });
        const keys = Object.keys(frontMatter.data).filter((key) => key !== "map");
        const gone = keys[pick % keys.length]!;
        const { [gone]: _gone, ...left } = frontMatter.data;
        expect(await read(await removeFrontMatterKey(bytes, frontMatter, [gone]))).toEqual(left);
      }),
      { numRuns: 500, seed: 11 },
    );
  });
});
