import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { createFrontMatterReader, type FrontMatterResult } from "../../src/read/front-matter.ts";

const reader = createFrontMatterReader();
const read = async (text: string): Promise<FrontMatterResult> => reader.read(Buffer.from(text));
const world = globalThis as unknown as { [key: string]: unknown };

/** Milliseconds of processor time: other processes on the machine cannot lengthen it. */
async function measure(run: () => Promise<unknown>): Promise<number> {
  const start = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

afterEach(() => {
  delete world["samsvarRan"];
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(({} as { [key: string]: unknown })["polluted"]).toBeUndefined();
});

describe("code in front matter", () => {
  const program = "(globalThis.samsvarRan = true, {title: 'x'})";
  it.each([
    ..."js JS Js javascript JavaScript coffee coffeescript cson toString constructor hasOwnProperty eval".split(
      " ",
    ),
    ..."__proto__ valueOf ts node ruby".split(" "),
  ])("named %s is never run", async (language) => {
    for (const opening of [
      `---${language}`,
      `--- ${language}`,
      `---\t${language} `,
      `+++${language}`,
      `;;;${language}`,
    ]) {
      const fence = opening.slice(0, 3);
      for (const eol of ["\n", "\r\n"]) {
        const text = [opening, program, fence, "body", ""].join(eol);
        const result = await read(text);
        expect(result.problems).toEqual([
          {
            code: "front-matter-executable",
            severity: "critical",
            place: { line: 1, column: 1 },
            params: { language },
          },
        ]);
        expect(result.frontMatter).toMatchObject({ format: null, data: {} });
        expect(world["samsvarRan"]).toBeUndefined();
      }
    }
  });

  it("is never run from inside a YAML, TOML or JSON header", async () => {
    for (const text of [
      `---\na: !!js/function "function(){${program}}"\n---\n`,
      `---\na: !js ${program}\nb: [>\n---\n`,
      `---\n---js\n${program}\n---\n`,
      `---\na: >\n  x\n---js\n${program}\n---\n`,
      `;;;\n${program}\n;;;\n`,
      `{"a": ${program}}\n`,
      `+++\na = ${program}\n+++\n`,
    ]) {
      await read(text);
      expect(world["samsvarRan"]).toBeUndefined();
    }
  });
});

describe("names that objects inherit", () => {
  it.each([
    ["yaml", "---\n__proto__:\n  polluted: 1\nconstructor: c\ntoString: t\nprototype: {polluted: 1}\n---\n"],
    ["yaml", "---\n__proto__: {polluted: 1}\nconstructor: c\ntoString: t\nx: &x {a: 1}\n---\n"],
    ["toml", '+++\nconstructor = "c"\ntoString = "t"\n[__proto__]\npolluted = 1\n+++\n'],
    ["json", '{"__proto__": {"polluted": 1}, "constructor": "c", "toString": "t"}\n'],
  ])("are keys like any other in %s", async (format, text) => {
    const { frontMatter, problems } = await read(text);
    expect(problems).toEqual([]);
    expect(frontMatter.format).toBe(format);
    expect(Object.keys(frontMatter.data)).toContain("__proto__");
    const entry = Object.entries(frontMatter.data).find(([key]) => key === "__proto__");
    expect(entry?.[1]).toEqual({ polluted: 1 });
    expect(frontMatter.data["constructor"]).toBe("c");
    expect(frontMatter.data["toString"]).toBe("t");
  });

  it("are absent where nobody wrote them", async () => {
    for (const text of ["---\na: 1\n---\n", "text", "---\na: {b: 1}\n---\n", "---\na: [\n---\n"]) {
      const { data, keyLines } = (await read(text)).frontMatter;
      for (const name of ["constructor", "toString", "__proto__", "hasOwnProperty", "valueOf"]) {
        expect(data[name]).toBeUndefined();
        expect(keyLines[name]).toBeUndefined();
      }
    }
  });
});

const deep = (open: string, close: string, count: number): string => open.repeat(count) + close.repeat(count);
const bomb = Array.from({ length: 9 }, (_, index) =>
  index === 0
    ? "a0: &a0 [x,x,x,x,x,x,x,x,x]"
    : `a${index}: &a${index} [${`*a${index - 1},`.repeat(9).slice(0, -1)}]`,
).join("\n");

describe("headers made to harm the reader", () => {
  it.each([
    ["too-deep", `---\na: ${deep("[", "]", 1000)}\n---\n`],
    ["too-deep", `---\na: ${deep("[", "]", 30_000)}\n---\n`],
    ["too-deep", `---\na: ${"{a: ".repeat(15_000)}\n---\n`],
    ["too-deep", `---\na:\n${"- ".repeat(1000)}x\n---\n`],
    ["too-deep", `---\n${"? ".repeat(30_000)}x\n---\n`],
    ["too-deep", `---\na:\n${" ".repeat(1000)}b: &x 1\n---\n`],
    [
      "too-deep",
      `---\n${Array.from({ length: 150 }, (_, index) => `${" ".repeat(index)}a:`).join("\n")} x\n---\n`,
    ],
    ["too-deep", `+++\na = ${deep("[", "]", 1000)}\n+++\n`],
    ["too-deep", `{"a": ${deep("[", "]", 5000)}}\n`],
    ["too-large", `---\na: &x 1\n${"b: c\n".repeat(30_000)}---\n`],
    ["too-large", `---\na: |\n${"\n".repeat(60_000)}\n---\n`],
    ["too-large", `---\na: &x |\n${"  \n".repeat(20_000)}\n---\n`],
    ["alias-loop", "---\na: &x\n  b: *x\n---\n"],
    ["alias-loop", "---\na: &x [1, *x]\n---\n"],
    ["alias-loop", "---\na: &x\n  <<: *x\n  b: 1\n---\n"],
    ["alias-loop", "---\na: &x\n  b: &y\n    <<: [*y, *x]\n---\n"],
    ["too-many-aliases", `---\na: &x y\nb: [${"*x,".repeat(20_000)}]\n---\n`],
    [
      "too-many-aliases",
      `---\n${Array.from({ length: 5_000 }, (_, i) => `&a k${i}: *a`)
        .join("\n")
        .replace("*a", "x")}\n---\n`,
    ],
  ])("are refused as %s at once", async (reason, text) => {
    let result: FrontMatterResult | null = null;
    const time = await measure(async () => {
      result = await read(text);
    });
    expect(time).toBeLessThan(2000);
    const { frontMatter, problems } = result as unknown as FrontMatterResult;
    expect(problems).toMatchObject([{ code: "front-matter-invalid", params: { reason } }]);
    expect(problems[0]?.place?.line).toBeGreaterThan(0);
    expect(frontMatter.data).toEqual({});
  });

  it("are refused when aliases multiply", async () => {
    const { frontMatter, problems } = await read(`---\n${bomb}\n---\n`);
    expect(problems).toMatchObject([{ code: "front-matter-invalid" }]);
    expect(frontMatter.data).toEqual({});
  });

  it.each(
    [
      ..."a: 1\n|- |[|{|? |&a *a\n|\"|'|!|\n|#\n|a: |\n b\n|- a\n|%|\t|[a,|{a: |*a |&a |:\n|: |a\n|--- a\n|...\n".split(
        "|",
      ),
      "&a a: *a\n",
      "a = 1\n",
      "[a]\n",
      "[[a]]\n",
      "a.",
      '"""',
      '"\\',
    ].filter((piece) => piece !== ""),
  )("made of %j over and over do not hang any of the parsers", async (piece) => {
    const text = piece.repeat(Math.floor(65_000 / piece.length));
    for (const [open, close] of [
      ["---\nx: &y 1\n", "\n---\n"],
      ["+++\n", "\n+++\n"],
      ['{"', "}\n"],
    ]) {
      // The quadratic cases took 10 s and more.
      expect(await measure(() => read(`${open}${text}${close}`))).toBeLessThan(4000);
    }
  });

  it("never throw, whatever the bytes", async () => {
    const piece = fc.constantFrom(
      ..."--- --- +++ { } [ ] : - # ? | > & * ! % @ ` ' \" \\ = , . <<: *a &a a: b: null ~ 1 \n \n \n \r\n \r \t".split(
        " ",
      ),
      ...[
        " ",
        "  ",
        "\ufeff",
        "\u0000",
        "\u2028",
        "é",
        "😀",
        '"a":',
        '"""',
        "'''",
        "[[a]]",
        "a = 1",
        "js",
        "__proto__",
      ],
    );
    const start = fc.constantFrom("---\n", "+++\n", "{", "---", "\ufeff---\r\n", '{"', "");
    await fc.assert(
      fc.asyncProperty(
        start,
        fc.array(piece, { maxLength: 30 }),
        fc.uint8Array({ maxLength: 3 }),
        async (open, parts, tail) => {
          const text = Buffer.from(open + parts.join("") + open);
          const bytes = Buffer.concat([text, tail]);
          const result = await reader.read(bytes);
          expect(result.frontMatter.range.end).toBe(result.bodyStart);
          expect(result.bodyStart).toBeLessThanOrEqual(bytes.length);
          const before = bytes.subarray(0, result.bodyStart).toString("latin1");
          expect(result.bodyLine).toBe(1 + (before.match(/\r\n|\r|\n/g)?.length ?? 0));
          for (const problem of result.problems) expect(problem.place?.column).toBeGreaterThan(0);
        },
      ),
      { numRuns: 3000, seed: 3 },
    );
  });
});
