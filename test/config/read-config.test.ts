import { describe, expect, it } from "vitest";
import type { ConfigError } from "../../src/config/config-error.ts";
import { parseConfig, readConfig } from "../../src/config/read-config.ts";

async function errorsOf(text: string, file = "samsvar.config.yaml"): Promise<readonly ConfigError[]> {
  const result = await parseConfig(text, file, ["link-dead", "code-differs"]);
  expect(result.kind).toBe("invalid");
  return result.kind === "invalid" ? result.errors : [];
}

describe("reading the configuration", () => {
  it("takes the first file that is there", async () => {
    const files = new Map([["samsvar.config.yml", "pairByPath: false\n"]]);
    const result = await readConfig(async (path) => files.get(path) ?? null);
    expect(result).toEqual({ kind: "read", file: "samsvar.config.yml", config: { pairByPath: false } });
    expect(await readConfig(async () => null)).toEqual({ kind: "none" });
  });

  it("reads `no` as a language, in YAML and JSON, behind a BOM, and takes an empty file for no wishes", async () => {
    const yaml = await parseConfig("\uFEFFlanguages:\n  targets: [no]\n", "samsvar.config.yaml");
    const json = await parseConfig('{"languages": {"targets": ["no"]}}', "samsvar.config.json");
    expect(yaml).toMatchObject({ kind: "read", config: { languages: { targets: ["no"] } } });
    expect(json).toMatchObject({ kind: "read", config: { languages: { targets: ["no"] } } });
    expect(await parseConfig("# nothing yet\n", "samsvar.config.yaml")).toMatchObject({
      kind: "read",
      config: {},
    });
  });

  it("tells everything that is wrong at once, each with its place", async () => {
    const text = [
      "languges: {}",
      "languages:",
      "  sorce: en",
      "  targets: [nb, NB-NO]",
      "content:",
      "  roots:",
      "    - pth: content",
      "checks:",
      "  link-dead: of",
      "gate:",
      "  grace: soon",
      "  failOn: [drifted]",
      "maxFileSize: -1",
      "expect: 5",
      "",
    ].join("\n");
    const told = (await errorsOf(text)).map(({ code, at, line, params }) => [
      line,
      code,
      at,
      params["suggestion"],
    ]);
    expect(told).toEqual([
      [1, "unknown-key", "languges", "languages"],
      [3, "unknown-key", "languages.sorce", "source"],
      [7, "missing-key", "content.roots[0].path", undefined],
      [7, "unknown-key", "content.roots[0].pth", "path"],
      [9, "not-one-of", "checks.link-dead", "off"],
      [11, "bad-form", "gate.grace", undefined],
      [12, "not-one-of", "gate.failOn[0]", "drift"],
      [13, "out-of-range", "maxFileSize", undefined],
      [14, "wrong-type", "expect", undefined],
    ]);
  });

  it("knows the codes of checks when it is told them", async () => {
    const errors = await errorsOf(
      "checks: {link-ded: off}\nsuppress:\n  - codes: [code-difers]\n    reason: x\n",
    );
    expect(errors.map(({ code, at, line, params }) => [line, code, at, params["suggestion"]])).toEqual([
      [1, "unknown-code", "checks.link-ded", "link-dead"],
      [3, "unknown-code", "suppress[0].codes[0]", "code-differs"],
    ]);
    expect((await parseConfig("checks: {anything: off}", "samsvar.config.yaml")).kind).toBe("read");
  });

  it("refuses a language that is both source and target, however spelt", async () => {
    const errors = await errorsOf("languages:\n  source: nb\n  targets: [en, no]\n");
    expect(errors).toMatchObject([{ code: "language-repeated", line: 3, params: { language: "nb" } }]);
  });

  it("never throws for content", async () => {
    const bomb = `a: &a [1]\n${"bcdefghij"
      .split("")
      .map((key, at) => `${key}: &${key} [${Array(12).fill(`*${"abcdefghij"[at]}`)}]`)
      .join("\n")}\n`;
    const texts = [
      "a: [",
      "{",
      "- one\n- two",
      "just text",
      "\u0000",
      "a: 1\na: 2",
      "? {x: 1}\n: 2",
      bomb,
      "__proto__: {x: 1}",
    ];
    for (const text of texts) {
      for (const file of ["samsvar.config.yaml", "samsvar.config.json"]) {
        expect((await parseConfig(text, file)).kind, text).toBe("invalid");
      }
    }
    expect(({} as { x?: number }).x).toBeUndefined();
    expect(await errorsOf('{\n  "expect": "all",\n}', "samsvar.config.json")).toMatchObject([
      { code: "not-parsable", line: 3 },
    ]);
  });
});
