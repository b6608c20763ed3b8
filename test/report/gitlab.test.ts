import { describe, expect, it } from "vitest";
import { gitlabFormat } from "../../src/report/gitlab.ts";
import {
  makeFinding,
  makeHead,
  makePairReport,
  makeRow,
  makeSection,
  makeSyncedRow,
  renderFormat,
  SINCE,
} from "../support/format-input.ts";
import { makeHostileReport } from "../support/hostile-reports.ts";
import { HOSTILE_STRINGS } from "../support/hostile-strings.ts";

interface Issue {
  readonly description: string;
  readonly check_name: string;
  readonly fingerprint: string;
  readonly severity: string;
  readonly location: {
    readonly path: string;
    readonly lines: { readonly begin: number; readonly end: number };
  };
  readonly change?: string;
}

/** Reads a report and checks it against the shape that GitLab documents for code quality. */
async function render(input: Parameters<typeof renderFormat>[1] = {}): Promise<readonly Issue[]> {
  const issues = JSON.parse(await renderFormat(gitlabFormat, input)) as readonly Issue[];
  for (const issue of issues) {
    expect(issue.description).toEqual(expect.any(String));
    expect(issue.check_name).toMatch(/^samsvar\/[a-z-]+$/);
    expect(issue.fingerprint).toMatch(/^[0-9a-f]{40}$/);
    expect(["info", "minor", "major", "critical", "blocker"]).toContain(issue.severity);
    expect(issue.location.path).not.toMatch(/^\.?\//);
    expect(issue.location.lines.begin).toBeGreaterThan(0);
    expect(issue.location.lines.end).toBeGreaterThanOrEqual(issue.location.lines.begin);
  }
  expect(new Set(issues.map(({ fingerprint }) => fingerprint)).size).toBe(issues.length);
  return issues;
}

describe("gitlab code quality", () => {
  it("is an array, empty where there is nothing to tell", async () => {
    expect(await render({ pairs: [] })).toEqual([]);
    expect(await render({ pairs: [makePairReport({}, [makeSyncedRow("A")])] })).toEqual([]);
  });

  it("holds drift and findings with place and grade", async () => {
    const finding = makeFinding("link-dead", { severity: "critical" });
    const issues = await render({ pairs: [makePairReport({}, [makeRow("A", { findings: [finding] })])] });
    expect(
      issues.map(({ check_name, severity, location }) => [check_name, severity, location.lines.begin]),
    ).toEqual([
      ["samsvar/source-changed", "minor", 12],
      ["samsvar/link-dead", "critical", 13],
    ]);
  });

  it("keeps fingerprints when lines move, and gives equal ids different ones", async () => {
    const print = async (startLine: number) =>
      (
        await render({
          pairs: [
            makePairReport({}, [
              makeRow("A", { target: makeSection("A", { startLine, endLine: startLine + 3 }) }),
            ]),
          ],
        })
      )[0]?.fingerprint;
    expect(await print(40)).toBe(await print(12));
    expect(await render({ pairs: [makePairReport(), makePairReport({ id: "blog/again" })] })).toHaveLength(2);
  });

  it("tells new from existing", async () => {
    const rows = [
      makeRow("A", { change: "new" }),
      makeRow("B", { change: "existing" }),
      makeSyncedRow("C", { change: "resolved" }),
    ];
    const issues = await render({ head: makeHead({ since: SINCE }), pairs: [makePairReport({}, rows)] });
    expect(issues.map(({ change }) => change)).toEqual(["new", "existing"]);
  });

  it.each(Object.entries(HOSTILE_STRINGS))("stays whole with %s", async (name, text) => {
    const { pair, tail } = makeHostileReport(text, name);
    const issues = await render({ pairs: [pair], tail });
    expect(issues).toHaveLength(6);
    for (const { description } of issues)
      expect(description).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
  });
});
