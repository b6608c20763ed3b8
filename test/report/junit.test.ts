import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { junitFormat } from "../../src/report/junit.ts";
import {
  makeFinding,
  makeHead,
  makePairReport,
  makeRow,
  makeSyncedRow,
  renderFormat,
  SINCE,
} from "../support/format-input.ts";
import { makeHostileReport } from "../support/hostile-reports.ts";
import { HOSTILE_STRINGS } from "../support/hostile-strings.ts";

interface ReadCase {
  readonly suite: string;
  readonly name: string;
  readonly classname: string;
  readonly result: readonly {
    readonly kind: string;
    readonly message: string;
    readonly text: string | null;
  }[];
  readonly output: string | null;
}

/** A consumer that is not ours, Debian's `python3-junitparser`: tells what it read as JSON. */
const READER = `
import json, sys
from junitparser import JUnitXml
out = []
for xml in json.load(sys.stdin):
    cases = []
    for suite in JUnitXml.fromstring(xml.encode()):
        assert suite.tests == len(list(suite))
        assert suite.failures == sum(any(type(r).__name__ == "Failure" for r in case.result) for case in suite)
        for case in suite:
            cases.append({"suite": suite.name, "name": case.name, "classname": case.classname, "output": case.system_out,
                "result": [{"kind": type(r).__name__, "message": r.message, "text": r.text} for r in case.result]})
    out.append(cases)
json.dump(out, sys.stdout)
`;

function readReports(reports: readonly string[]): readonly (readonly ReadCase[])[] {
  const run = spawnSync("/usr/bin/python3", ["-c", READER], {
    input: JSON.stringify(reports),
    encoding: "utf8",
  });
  if (run.status !== 0) throw new Error(run.stderr || String(run.error));
  return JSON.parse(run.stdout);
}

const hasConsumer = spawnSync("/usr/bin/python3", ["-c", "import junitparser"]).status === 0;
// In CI the consumer is installed first; there its absence must not turn into a test that never ran.
const consumed = describe.skipIf(!hasConsumer && !process.env["CI"]);

consumed("junit, read by junitparser (skipped when python3-junitparser is not installed)", () => {
  it("has a suite for each pair and a case for each section", async () => {
    const rows = [
      makeSyncedRow("Fine"),
      makeRow("Behind"),
      makeRow("Unsure", { doubtful: true }),
      makeSyncedRow("Fine", { id: "again", findings: [makeFinding("x", { severity: "cosmetic" })] }),
    ];
    const [cases] = readReports([await renderFormat(junitFormat, { pairs: [makePairReport({}, rows)] })]);
    expect(cases?.map(({ suite, name, result }) => [suite, name, result.map(({ kind }) => kind)])).toEqual([
      ["blog/meet-the-team", "Fine", []],
      ["blog/meet-the-team", "Behind", ["Failure"]],
      ["blog/meet-the-team", "Unsure", ["Skipped"]],
      ["blog/meet-the-team", "Fine (2)", []],
    ]);
    expect(cases?.[1]?.result[0]?.message).toMatch(/^“Behind”: English has changed/);
    expect(cases?.[1]?.result[0]?.text).toMatch(
      /content\/nb\/blog\/meet-the-team\.md:12\nEnglish: content\/en/,
    );
    expect(cases?.[3]?.output).toBe("X");
  });

  it("fails only what the change made, with --since", async () => {
    const rows = [makeRow("A", { change: "new" }), makeRow("B", { change: "existing" })];
    const report = await renderFormat(junitFormat, {
      head: makeHead({ since: SINCE }),
      pairs: [makePairReport({}, rows)],
    });
    const [cases] = readReports([report]);
    expect(cases?.map(({ result }) => result.length)).toEqual([1, 0]);
    expect(cases?.[1]?.output).toMatch(/^Older than this change: /);
  });

  it("stays whole with every hostile string", async () => {
    const names = Object.entries(HOSTILE_STRINGS);
    const reports = await Promise.all(
      names.map(([name, text]) => {
        const { pair, tail } = makeHostileReport(text, name);
        return renderFormat(junitFormat, { pairs: [pair], tail });
      }),
    );
    for (const [i, cases] of readReports(reports).entries()) {
      const name = names[i]?.[0];
      expect(cases.length, name).toBe(5);
      expect(
        cases.map(({ result }) => result.map(({ kind }) => kind)),
        name,
      ).toEqual(Array(5).fill(["Failure"]));
      for (const one of cases)
        expect(one.result[0]?.message ?? "", name).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
    }
  });
});
