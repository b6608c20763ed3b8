import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { configJsonSchema, configSchema } from "../../src/config/schema.ts";

const FILE = new URL("../../docs/schemas/config.schema.json", import.meta.url);

describe("JSON Schema of the configuration", () => {
  it("is the committed file", () => {
    // After a change: write `JSON.stringify(configJsonSchema(), null, 2)` and a newline to that file.
    expect(readFileSync(FILE, "utf8")).toBe(`${JSON.stringify(configJsonSchema(), null, 2)}\n`);
  });

  it("accepts and refuses what the tool accepts and refuses", () => {
    const validate = new Ajv().compile(configJsonSchema());
    const good = {
      languages: { source: "en", targets: ["nb", "nn"] },
      content: {
        roots: ["content", { path: "blog/en", language: "en", mount: "blog" }],
        exclude: ["drafts/**"],
      },
      site: { nb: { baseUrl: "https://example.no/", permalinks: { blog: "/blogg/:slug/" } } },
      pairs: [["content/en/a.md", "content/nb/b.md"]],
      expect: ["content/en/blog/**"],
      shortcodes: { "button.text": "translatable", "quote.0": "equal" },
      checks: { "end-punctuation": "off" },
      suppress: [{ codes: ["link-dead"], reason: "old posts" }],
      maxFileSize: "20 MB",
      gate: { failOn: "drift", grace: "14d", maxDebt: 40 },
    };
    const bad = [
      { language: "en" },
      { languages: { targets: [] } },
      { pairs: [["one"]] },
      { shortcodes: { button: "equal" } },
      { doubtBelow: 2 },
      { gate: { grace: "soon" } },
      { suppress: [{ codes: ["x"] }] },
    ];
    expect(configSchema.safeParse(good).success).toBe(true);
    expect(validate(good)).toBe(true);
    for (const value of bad) {
      expect(configSchema.safeParse(value).success, JSON.stringify(value)).toBe(false);
      expect(validate(value), JSON.stringify(value)).toBe(false);
    }
  });
});
