import { describe, expect, it } from "vitest";
import {
  createFrontMatterReader,
  type FrontMatterResult,
  readFrontMatter,
} from "../../src/read/front-matter.ts";

const reader = createFrontMatterReader();

async function read(text: string): Promise<FrontMatterResult> {
  return reader.read(Buffer.from(text));
}

function bodyOf(text: string, result: FrontMatterResult): string {
  return Buffer.from(text).subarray(result.bodyStart).toString();
}

const codes = (result: FrontMatterResult): string[] => result.problems.map((problem) => problem.code);

describe("where the header ends", () => {
  it.each([
    ["LF", "---\ntitle: a\n---\nbody\n", "body\n", 4],
    ["CRLF", "---\r\ntitle: a\r\n---\r\nbody\r\n", "body\r\n", 4],
    ["CR", "---\rtitle: a\r---\rbody\r", "body\r", 4],
    ["a BOM", "\ufeff---\ntitle: a\n---\nbody", "body", 4],
    ["blanks after the fences", "--- \ntitle: a\n---\t \nbody", "body", 4],
    ["no final newline", "---\ntitle: a\n---", "", 3],
    ["only a header", "---\ntitle: a\n---\n", "", 4],
    ["a blank line before the body", "---\ntitle: a\n---\n\nbody", "\nbody", 4],
    ["a fence with text inside", "---\ntitle: a\n# ---x\n---\nbody\n---\n", "body\n---\n", 5],
    ["an indented fence in a block scalar", "---\ntitle: a\nx: |\n  ---\n  b\n---\nbody", "body", 7],
    ["an escape", '---\ntitle: a\nx: "\\u00e5"\n---\nbody', "body", 5],
  ])("is found with %s", async (_name, text, body, line) => {
    const result = await read(text);
    expect(result.problems).toEqual([]);
    expect(result.frontMatter.format).toBe("yaml");
    expect(result.frontMatter.data["title"]).toBe("a");
    expect(bodyOf(text, result)).toBe(body);
    expect(result.bodyLine).toBe(line);
    expect(result.frontMatter.range).toEqual({
      start: text.startsWith("\ufeff") ? 3 : 0,
      end: result.bodyStart,
    });
  });

  it("is not cut short by a line that merely begins with the fence", async () => {
    // gray-matter and Hugo end the header at `---foo`.
    const text = "---\n---foo: >\n  x\n----: |\n  t\n---\nbody";
    const result = await read(text);
    expect(result.problems).toEqual([]);
    expect(result.frontMatter.data).toEqual({ "---foo": "x\n", "----": "t\n" });
    expect(bodyOf(text, result)).toBe("body");
    const first = await read("---\n----x: 1\nb: >-\n  2\n---\n");
    expect(first.frontMatter.data).toEqual({ "----x": 1, b: "2" });
  });

  it("stays where it is with `+++` inside a TOML text", async () => {
    const text = '+++\na = """\n+++ more\n x +++\n"""\nb = "+++"\n+++\nbody';
    const result = await read(text);
    expect(result.problems).toEqual([]);
    expect(result.frontMatter.data).toEqual({ a: "+++ more\n x +++\n", b: "+++" });
    expect(bodyOf(text, result)).toBe("body");
  });

  it("comes at the first line that is just `+++`, as for Hugo and remark", async () => {
    const result = await read('+++\na = """\n+++\n"""\n+++\nbody');
    expect(codes(result)).toEqual(["front-matter-invalid"]);
    expect(result.bodyLine).toBe(4);
  });

  it.each([
    ["an empty file", ""],
    ["a BOM alone", "\ufeff"],
    ["no header", "# Title\n\ntext"],
    ["a header after a blank line", "\n---\na: b\n---\n"],
    ["an indented fence", " ---\na: b\n---\n"],
    ["a longer ruler", "----\na: b\n---\n"],
    ["spaced dashes", "- - -\na: b\n---\n"],
    ["a thematic break alone", "---"],
    ["a thematic break and text", "---\n\nSome text, with a sentence: more.\n"],
    ["a thematic break and a heading", "---\n# Heading\n\ntext\n"],
    ["a dash and text", "--- and so on\n"],
    ["plus signs", "++++\na\n++++\n"],
    ["a plus fence and text", "+++\nSome text\n"],
    ["a shortcode", '{{< figure src="a" >}}\ntext'],
    ["a liquid tag", "{% include a %}\n"],
    ["a brace and text", "{\nfoo\n"],
    ["two semicolons", ";; a\n"],
  ])("is nowhere in %s", async (_name, text) => {
    const result = await read(text);
    expect(result.problems).toEqual([]);
    expect(result.frontMatter.format).toBeNull();
    expect(result.frontMatter.data).toEqual({});
    expect(result.bodyLine).toBe(1);
    expect(bodyOf(text, result)).toBe(text.replace("\ufeff", ""));
  });

  it.each([
    ["yaml", "---\ntitle: a\n\ntext\n"],
    ["yaml", "---\n# comment\n\n'title': a\n...\n"],
    ["yaml", "---\r\ntitle:\r\n  - a\r\n ---\r\n"],
    ["toml", '+++\ntitle = "a"\n---\n'],
    ["toml", "+++\n[params]\n"],
    ["json", '{\n  "title": "a"\n\ntext\n'],
  ])("is missed when a %s header is not closed: %j", async (format, text) => {
    const result = await read(text);
    expect(result.problems).toEqual([
      {
        code: "front-matter-not-closed",
        severity: "critical",
        place: { line: 1, column: 1 },
        params: { format },
      },
    ]);
    expect(result.bodyStart).toBe(0);
  });
});

describe("values", () => {
  it("are typed as in YAML 1.2, dates left as written", async () => {
    const result = await read(
      [
        "---",
        "no: no",
        "yes: yes",
        "t: True",
        "n: ~",
        "oct: 0o17",
        "hex: 0x1F",
        "exp: 1e3",
        "zero: 0123",
        "under: 1_000",
        "time: 12:30",
        "date: 2024-01-05 10:00:00",
        "stamp: !!timestamp 2024-01-05",
        "text: |",
        "  a",
        "  b",
        "---",
      ].join("\n"),
    );
    expect(result.problems).toEqual([]);
    expect(result.frontMatter.data).toEqual({
      no: "no",
      yes: "yes",
      t: true,
      n: null,
      oct: 15,
      hex: 31,
      exp: 1000,
      zero: 123,
      under: "1_000",
      time: "12:30",
      date: "2024-01-05 10:00:00",
      stamp: "2024-01-05",
      text: "a\nb\n",
    });
    expect(result.frontMatter.keyLines).toMatchObject({ no: 2, date: 12, text: 14 });
  });

  it("of merge keys and aliases are put in", async () => {
    const result = await read("---\nbase: &b\n  x: 1\n  y: 2\nc:\n  <<: *b\n  y: 3\nd: *b\n---\n");
    expect(result.problems).toEqual([]);
    expect(result.frontMatter.data["c"]).toEqual({ x: 1, y: 3 });
    expect(result.frontMatter.data["d"]).toEqual({ x: 1, y: 2 });
  });

  it("of TOML keep their dates as written", async () => {
    const text = [
      "+++",
      'title = "Å"',
      "date = 1979-05-27 07:32:00.50Z",
      "day = 1979-05-27",
      "clock = 07:32:00",
      "big = 9223372036854775807",
      "list = [1, 2.5, true, 2020-01-02]",
      "[params.deep]",
      "at = 2024-01-05T10:00:00+02:00",
      "[[menu]]",
      "since = 2001-01-01",
      "in = { when = 2002-02-02 }",
      "+++",
      "body",
    ];
    for (const eol of ["\n", "\r\n"]) {
      const result = await read(text.join(eol));
      expect(result.problems).toEqual([]);
      expect(result.frontMatter.format).toBe("toml");
      expect(result.frontMatter.data).toEqual({
        title: "Å",
        date: "1979-05-27 07:32:00.50Z",
        day: "1979-05-27",
        clock: "07:32:00",
        big: "9223372036854775807",
        list: [1, 2.5, true, "2020-01-02"],
        params: { deep: { at: "2024-01-05T10:00:00+02:00" } },
        menu: [{ since: "2001-01-01", in: { when: "2002-02-02" } }],
      });
      expect(result.frontMatter.keyLines).toMatchObject({ title: 2, list: 7, params: 8, menu: 10 });
      expect(result.bodyLine).toBe(14);
    }
  });

  it("of JSON are read", async () => {
    const text = '{\r\n\t"title": "a } \\" {",\r\n\t"tags": ["x"],\r\n\t"n": {"m": null}\r\n}\r\nbody';
    const result = await read(text);
    expect(result.problems).toEqual([]);
    expect(result.frontMatter.format).toBe("json");
    expect(result.frontMatter.data).toEqual({ title: 'a } " {', tags: ["x"], n: { m: null } });
    expect(result.frontMatter.keyLines).toEqual({ title: 2, tags: 3, n: 4 });
    expect(bodyOf(text, result)).toBe("body");
    expect(result.bodyLine).toBe(6);
    expect((await read('{ "a": 1 }\n\nbody')).frontMatter.data).toEqual({ a: 1 });
    expect((await read("{}\nbody")).frontMatter.data).toEqual({});
  });

  it.each(["---\n---\n", "---\n\n---\n", "---\n# only\n#\n---\n", "+++\n+++\n", "---\nnull\n---\n"])(
    "are none in %j",
    async (text) => {
      const result = await read(text);
      expect(result.problems).toEqual([]);
      expect(result.frontMatter.data).toEqual({});
      expect(result.frontMatter.format).not.toBeNull();
    },
  );
});

describe("what is wrong", () => {
  it.each([
    ["colon-in-value", "---\ntitle: Foo: bar\n---\n", 2, 8],
    ["quote-not-closed", '---\na: 1\ntitle: "Foo\n---\n', 4, 1],
    ["quote-needed", "---\ntitle: @Foo\n---\n", 2, 8],
    ["tab-indent", "---\na:\n\tb: 1\n---\n", 3, 1],
    ["alias-unknown", "---\na: &x 1\næ: *y\n---\n", 3, 4],
    ["not-a-map", "---\nSome text\n---\n", 2, 1],
    ["not-a-map", "---\n- a\n- b\n---\n", 2, 1],
    ["bracket-not-closed", "---\na: {b: 1\n---\n", 3, 1],
    ["language-named", "---yaml\na: 1\n---\n", 1, 1],
    ["language-named", "---JSON\n{}\n---\n", 1, 1],
    ["text-after-end", '{"a": 1} text\n', 1, 9],
    ["syntax", '{\n  "a": 1,\n}\n', 3, 1],
    ["syntax", '{\n  "a": "x\n}\ntext\n', 2, 8],
    ["syntax", "{\n  a: 1\n}\n", 2, 3],
    ["syntax", '{"a": tru}\n', 1, 7],
    ["syntax", '+++\na = "å"\nb = @\n+++\n', 3, 5],
    ["quote-not-closed", '+++\r\na = 1\r\nb = "x\r\n+++\r\n', 3, 7],
  ])("is told as %s with its place: %j", async (reason, text, line, column) => {
    for (const bom of ["", "\ufeff"]) {
      const [problem, ...more] = (await read(bom + text)).problems;
      expect(more).toEqual([]);
      expect(problem).toMatchObject({
        code: "front-matter-invalid",
        severity: "critical",
        params: { reason },
      });
      expect(problem?.place).toEqual({ line, column });
    }
  });

  it("does not hide the body", async () => {
    const text = "---\ntitle: Foo: bar\n---\nbody";
    const result = await read(text);
    expect(result.frontMatter).toMatchObject({ format: "yaml", data: {}, range: { start: 0, end: 24 } });
    expect(bodyOf(text, result)).toBe("body");
  });

  it("is told again on every reading of the same bytes", async () => {
    // gray-matter called without options answers from a cache the second time, without an error.
    for (let time = 0; time < 3; time += 1) {
      expect(codes(await read("---\na: [\n---\n"))).toEqual(["front-matter-invalid"]);
    }
  });

  it("does not leak from one reading into another", async () => {
    const text = "---\na: >-\n  b\n---\n";
    const first = await read(text);
    (first.frontMatter.data as { [key: string]: string })["a"] = "changed";
    expect((await read(text)).frontMatter.data).toEqual({ a: "b" });
  });

  it("with a key written twice: the first one counts", async () => {
    const text = '---\ntitle: a\nx: {y: 1, y: 2}\n"title": b\n---\nbody';
    const result = await read(text);
    expect(result.frontMatter.data).toEqual({ title: "a", x: { y: 1 } });
    expect(result.problems).toEqual([
      {
        code: "front-matter-duplicate-key",
        severity: "critical",
        place: { line: 4, column: 1 },
        params: { key: "title", firstLine: 2 },
      },
      {
        code: "front-matter-duplicate-key",
        severity: "critical",
        place: { line: 3, column: 11 },
        params: { key: "y", firstLine: 3 },
      },
    ]);
  });

  it("with a key written twice in TOML and JSON", async () => {
    const toml = await read('+++\ntitle = "a"\ntitle = "b"\n+++\n');
    expect(toml.problems).toMatchObject([
      { code: "front-matter-duplicate-key", place: { line: 3 }, params: { key: "title" } },
    ]);
    const json = await read('{\n"a": 1,\n "a": 2\n}\n');
    expect(json.problems).toMatchObject([
      {
        code: "front-matter-duplicate-key",
        place: { line: 3, column: 2 },
        params: { key: "a", firstLine: 2 },
      },
    ]);
    // As in every JSON parser; whoever builds the site sees this one.
    expect(json.frontMatter.data).toEqual({ a: 2 });
  });
});

describe("parsers", () => {
  it("are asked for only when the header needs one", () => {
    expect(readFrontMatter(Buffer.from("---\na: b\n---\n")).kind).toBe("read");
    expect(readFrontMatter(Buffer.from("body"))).toMatchObject({ kind: "read", bodyStart: 0 });
    expect(readFrontMatter(Buffer.from("---\na: &x b\n---\n"))).toEqual({
      kind: "needs-parser",
      format: "yaml",
    });
    expect(readFrontMatter(Buffer.from("+++\n+++\n"))).toEqual({ kind: "needs-parser", format: "toml" });
    expect(readFrontMatter(Buffer.from('{"a":1}'))).toEqual({ kind: "needs-parser", format: "json" });
  });

  it("once loaded need no waiting", async () => {
    const own = createFrontMatterReader();
    const bytes = Buffer.from("---\na: >-\n  b\n---\n");
    const first = own.read(bytes);
    expect(first).toBeInstanceOf(Promise);
    await first;
    expect(own.read(bytes)).toMatchObject({ kind: "read", frontMatter: { data: { a: "b" } } });
  });
});
