import draft4 from "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json" with { type: "json" };
import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import type { Log, Result } from "sarif";
import { describe, expect, it } from "vitest";
import { PROBLEM_CODES } from "../../src/model/finding.ts";
import { describeRule } from "../../src/report/notices/sarif-rules.ts";
import { sarifFormat } from "../../src/report/sarif.ts";
import {
  loadTestMessages,
  makeFinding,
  makeHead,
  makePairReport,
  makeRow,
  makeSyncedRow,
  makeTail,
  renderFormat,
  SINCE,
} from "../support/format-input.ts";
import { makeHostileReport } from "../support/hostile-reports.ts";
import { HOSTILE_STRINGS } from "../support/hostile-strings.ts";

const ajv = new Ajv({ allErrors: true, strict: false, unicodeRegExp: false });
addFormats.default(ajv);
// Written in draft 4, whose words used here mean the same to ajv; only the names of the draft and the schema differ.
const { $schema: _draft, id: _id, ...schema } = draft4;
const isSarif = ajv.compile(schema);

async function render(
  input: Parameters<typeof renderFormat>[1] = {},
): Promise<{ log: Log; results: readonly Result[] }> {
  const log = JSON.parse(await renderFormat(sarifFormat, input)) as Log;
  isSarif(log);
  expect(isSarif.errors ?? []).toEqual([]);
  const results = log.runs[0]?.results ?? [];
  const rules = log.runs[0]?.tool.driver.rules ?? [];
  for (const { ruleId, ruleIndex } of results) expect(rules[ruleIndex ?? -1]?.id).toBe(ruleId);
  return { log, results };
}

describe("sarif", () => {
  it("is valid and says who made it, even with nothing to tell", async () => {
    const { log } = await render({ pairs: [] });
    expect(log.runs[0]?.tool.driver).toMatchObject({ name: "samsvar", version: "1.2.3", rules: [] });
    expect(log.runs[0]?.results).toEqual([]);
  });

  it("shows both places, and rules with help", async () => {
    const finding = makeFinding("alias-duplicate", { severity: "critical" });
    const { log, results } = await render({
      pairs: [makePairReport({}, [makeRow("A", { findings: [finding] })])],
    });
    expect(results.map(({ ruleId, level }) => [ruleId, level])).toEqual([
      ["alias-duplicate", "error"],
      ["source-changed", "warning"],
    ]);
    expect(results[0]?.locations?.[0]?.physicalLocation).toEqual({
      artifactLocation: { uri: "content/nb/blog/meet-the-team.md", uriBaseId: "SRCROOT" },
      region: { startLine: 13, endLine: 13, startColumn: 5 },
    });
    expect(results[0]?.relatedLocations?.[0]?.physicalLocation?.artifactLocation?.uri).toBe(
      "content/en/blog/meet-the-team.md",
    );
    const rule = log.runs[0]?.tool.driver.rules?.[0];
    expect(rule?.shortDescription?.text).toMatch(/^The original has changed/);
    expect(rule?.help?.markdown).toMatch(/samsvar explain source-changed/);
  });

  it("has a page of help for each drift state and problem", async () => {
    const english = await loadTestMessages("en");
    const states = [
      "source-changed",
      "both-changed",
      "missing-in-target",
      "missing-in-source",
      "original-removed",
    ];
    for (const code of [...states, ...Object.keys(PROBLEM_CODES)]) {
      const { shortDescription, help } = describeRule(code, english);
      expect(shortDescription.text, code).not.toBe(`${code}.`);
      expect(help.text.length, code).toBeGreaterThan(80);
    }
  });

  it("says what is new, what was there before, and what is gone", async () => {
    const rows = [
      makeRow("A", { change: "new" }),
      makeRow("B", { change: "existing" }),
      makeSyncedRow("C", { change: "resolved" }),
    ];
    const tail = makeTail({ resolved: [{ id: "gone", path: "content/nb/gone.md", code: "link-dead" }] });
    const { results } = await render({
      head: makeHead({ since: SINCE }),
      pairs: [makePairReport({}, rows)],
      tail,
    });
    expect(results.map(({ baselineState }) => baselineState)).toEqual([
      "new",
      "unchanged",
      "absent",
      "absent",
    ]);
  });

  it("keeps the worst of too many results, and says how many are left out", async () => {
    const rows = Array.from({ length: 26_000 }, (_, i) =>
      makeRow("A", { id: `r${i}`, class: i < 25_990 ? "typo" : "meaning" }),
    );
    // Not through `render`: checking each of these against the schema takes seconds.
    const log = JSON.parse(await renderFormat(sarifFormat, { pairs: [makePairReport({}, rows)] })) as Log;
    const results = log.runs[0]?.results ?? [];
    expect(results).toHaveLength(25_000);
    expect(results.filter(({ level }) => level === "warning")).toHaveLength(10);
    expect(log.runs[0]?.invocations?.[0]?.toolExecutionNotifications?.[0]?.message.text).toMatch(
      /^1,000 results are left out/,
    );
  });

  it.each(Object.entries(HOSTILE_STRINGS))("stays valid with %s", async (name, text) => {
    const { pair, tail } = makeHostileReport(text, name);
    const { results } = await render({ pairs: [pair], tail });
    expect(results).toHaveLength(6);
    for (const { message, locations } of results) {
      expect(message.text).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
      // No link and no placeholder may come to be.
      expect(message.text?.replace(/\\[\\[\]]/g, "")).not.toMatch(/[[\]]/);
      expect(message.text?.replaceAll("{{", "").replaceAll("}}", "")).not.toMatch(/[{}]/);
      const uri = locations?.[0]?.physicalLocation?.artifactLocation?.uri ?? "";
      expect(uri).toMatch(/^content\/(?:en|nb)\/[!-~]*$/);
    }
  });
});
