import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { expect, test } from "vitest";
import { assembleReport } from "../../src/commands/build-report.ts";
import { runReport } from "../../src/commands/report.ts";
import type { Problem } from "../../src/model/finding.ts";
import {
  change,
  type FakeSite,
  fakeSite,
  field,
  fields,
  finding,
  pairReport,
  row,
  unpaired,
} from "../support/reports.ts";
import { runOn } from "../support/run-command.ts";

const schema = JSON.parse(
  readFileSync(new URL("../../docs/schemas/report.schema.json", import.meta.url), "utf8"),
) as object;
/** Closed in the test only: a key that the schema does not describe would be a key nobody knows of. */
const closed = JSON.parse(
  JSON.stringify(schema, (_, value: unknown) =>
    typeof value === "object" && value !== null && "properties" in value && "required" in value
      ? { additionalProperties: false, ...value }
      : value,
  ),
) as object;
const validate = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true }).compile(closed);

const broken: Problem = {
  code: "front-matter-invalid",
  severity: "critical",
  path: "content/en/broken.md",
  place: { line: 3, column: 1 },
  params: { format: "yaml", reason: "tab-indent", detail: "" },
};

const SITE: FakeSite = {
  pairs: [
    pairReport({
      slug: "team",
      rows: [
        fields({
          state: "source-changed",
          class: "meaning",
          fields: [
            field({ state: "source-changed", class: "meaning", changes: { source: change(), target: null } }),
          ],
        }),
        row({ state: "source-changed", findings: [finding()] }),
        row({ state: "missing-in-target", doubtful: true, confidence: 0.123456 }),
        row({ state: "missing-in-source", deliberate: "only" }),
      ],
    }),
    pairReport({ slug: "other", original: null, rows: [], hardlyTheSame: true, findings: [finding()] }),
  ],
  unpaired: [
    unpaired({ suggestions: [{ path: "content/en/x.md", score: 0.81234, why: ["slug"] }] }),
    unpaired({
      reason: "original-removed",
      removed: {
        path: "content/en/gone.md",
        commit: "c".repeat(40),
        date: "2026-01-01T00:00:00Z",
        wasDraft: true,
      },
    }),
  ],
  problems: [broken],
};

const print = (site: FakeSite, locale: "en" | "nb" = "en") =>
  runOn(fakeSite(site), (context) => runReport({ format: ["json"] }, context), { locale });

test("the JSON report is as its schema says, key for key", async () => {
  const { stdout, code } = await print(SITE);
  expect(code).toBe(0);
  const report: unknown = JSON.parse(stdout);
  validate(report);
  expect(validate.errors).toBeNull();
  expect(Object.keys(report as object)).toEqual([
    "version",
    "tool",
    "history",
    "pairs",
    "unpaired",
    "resolved",
    "problems",
    "summary",
  ]);
});

test("an empty site is a valid report too", async () => {
  const report: unknown = JSON.parse((await print({})).stdout);
  validate(report);
  expect(validate.errors).toBeNull();
});

test("what is streamed and what the library returns are the same", async () => {
  const { stdout } = await print(SITE);
  expect(await assembleReport({ cwd: "/site" }, async () => fakeSite(SITE), "1.2.3")).toEqual(
    JSON.parse(stdout),
  );
});

test("a base appears as since, and rows then say what is new", async () => {
  const head = { since: { ref: "origin/main", base: "f".repeat(40), exact: true } };
  const site = { head, pairs: [pairReport({ rows: [row({ state: "source-changed", change: "new" })] })] };
  const report = JSON.parse((await print(site)).stdout);
  validate(report);
  expect(validate.errors).toBeNull();
  expect(report.since).toEqual(head.since);
  expect(report.pairs[0].sections[0].change).toBe("new");
});

test("messages are English whatever the terminal speaks", async () => {
  expect((await print(SITE, "nb")).stdout).toBe((await print(SITE, "en")).stdout);
  expect(JSON.parse((await print(SITE, "nb")).stdout).problems[0].message).toBe(
    "the front matter cannot be read: it is indented with tabs; use blanks",
  );
});

test("each pair is a line of its own", async () => {
  const lines = (await print(SITE)).stdout.split("\n");
  expect(lines.filter((line) => line.startsWith('{"id":"blog/'))).toHaveLength(2);
});
