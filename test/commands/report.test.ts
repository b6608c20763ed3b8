import { execFileSync, spawn } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type ReportOptions, runReport } from "../../src/commands/report.ts";
import { makeDir, removeDir } from "../support/repo.ts";
import { type FakeSite, fakeSite, finding, pairReport, row, unpaired } from "../support/reports.ts";
import { runOn } from "../support/run-command.ts";

let dir = "";
beforeEach(() => {
  dir = makeDir();
});
afterEach(() => removeDir(dir));

const DRIFTED = pairReport({
  slug: "a",
  rows: [row({ state: "source-changed" }), row({ state: "missing-in-target" })],
});
const report = (site: FakeSite, options: ReportOptions = {}, locale: "en" | "nb" = "en") =>
  runOn(fakeSite(site), (context) => runReport(options, context), { locale });

test("text: what drifted, then counts", async () => {
  const { stdout, code } = await report({ pairs: [DRIFTED, pairReport({ slug: "fine" })] });
  expect(code).toBe(0);
  expect(stdout).toContain(`About a ↔ Om a
content/en/blog/a.md ↔ content/nb/blog/a.md
  27–35 ↔ 25–33  About the team ↔ Om teamet: English has changed, Norwegian lags behind
    English: 2 July 2026 · Kari Nordmann · Tell of the new team · a1b2c3d4e
  27–35 ↔ –  About the team: missing in Norwegian
`);
  expect(stdout).not.toContain("About fine");
  expect(stdout).toMatch(/Pairs out of step +1\n/);
});

test("old debt is told, not punished", async () => {
  const site = { pairs: [DRIFTED], unpaired: [unpaired()], summary: { wordsToReview: 5 } };
  expect((await report(site)).code).toBe(0);
});

const critical = pairReport({ slug: "c", rows: [row({ findings: [finding({ severity: "critical" })] })] });
const functional = pairReport({ slug: "f", rows: [row({ findings: [finding()] })] });
const doubtful = pairReport({ slug: "d", rows: [row({ state: "missing-in-target", doubtful: true })] });

test.each<[string, FakeSite, string, number]>([
  ["drift", { pairs: [DRIFTED] }, "drift", 1],
  ["doubtful rows", { pairs: [doubtful] }, "drift", 0],
  ["none", { pairs: [DRIFTED, critical] }, "none", 0],
  ["critical", { pairs: [critical] }, "critical", 1],
  ["functional is not critical", { pairs: [functional] }, "critical", 0],
  ["functional", { pairs: [functional] }, "functional", 1],
  ["critical is functional too", { pairs: [critical] }, "functional", 1],
  ["several", { pairs: [functional] }, "drift,functional", 1],
  ["unpaired", { unpaired: [unpaired()] }, "unpaired", 1],
  ["unpaired, expected", { unpaired: [unpaired()], expect: "none" }, "unpaired", 0],
  ["unpaired, not among the globs", { unpaired: [unpaired()], expect: ["content/en/**"] }, "unpaired", 0],
  ["unpaired, among the globs", { unpaired: [unpaired()], expect: ["content/nb/**"] }, "unpaired", 1],
  [
    "original removed",
    { unpaired: [unpaired({ reason: "original-removed" })], expect: "none" },
    "unpaired",
    1,
  ],
  ["unreviewed", { summary: { wordsToReview: 1 } }, "unreviewed", 1],
])("--fail-on: %s", async (_, site, failOn, code) => {
  expect((await report(site, { failOn })).code).toBe(code);
});

test("the configuration's gate holds until the command line says otherwise", async () => {
  const site: FakeSite = { pairs: [DRIFTED], gate: { failOn: ["drift"] } };
  expect((await report(site)).code).toBe(1);
  expect((await report(site, { failOn: "none" })).code).toBe(0);
  expect((await report({ pairs: [DRIFTED], gate: { maxDebt: 1 } })).code).toBe(1);
});

test("--max-debt counts sections", async () => {
  expect((await report({ pairs: [DRIFTED] }, { maxDebt: "2" })).code).toBe(0);
  expect((await report({ pairs: [DRIFTED] }, { maxDebt: "1" })).code).toBe(1);
});

test.each<[ReportOptions, string]>([
  [{ format: ["xml"] }, "format-unknown"],
  [{ format: ["toString"] }, "format-unknown"],
  [{ format: ["json="] }, "format-file-missing"],
  [{ format: ["json", "text=/dev/stdout"] }, "formats-on-stdout"],
  [{ failOn: "everything" }, "fail-on-unknown"],
  [{ maxDebt: "few" }, "max-debt-no-number"],
])("misuse %j is %s", async (options, code) => {
  await expect(report({}, options)).rejects.toMatchObject({ name: "UsageError", code });
});

test("several formats in one run, folders made as needed", async () => {
  const file = join(dir, "deep", "er", "report.json");
  const { stdout } = await report({ pairs: [DRIFTED] }, { format: ["text", `json=${file}`] });
  expect(stdout).toContain("out of step");
  expect(JSON.parse(readFileSync(file, "utf8")).pairs).toHaveLength(1);
  expect(readdirSync(join(dir, "deep", "er"))).toEqual(["report.json"]);
});

test("a report that fails half-way leaves the old file and nothing else", async () => {
  const file = join(dir, "report.json");
  writeFileSync(file, "old");
  const site = fakeSite({ pairs: [DRIFTED] });
  const broken = {
    ...site,
    pairs: (async function* () {
      yield DRIFTED;
      throw new Error("git went away");
    })(),
  };
  await expect(runOn(broken, (context) => runReport({ format: [`json=${file}`] }, context))).rejects.toThrow(
    "git went away",
  );
  expect(readFileSync(file, "utf8")).toBe("old");
  expect(readdirSync(dir)).toEqual(["report.json"]);
});

test("a file keeps its mode, and a link what it points to", async () => {
  const file = join(dir, "real.json");
  writeFileSync(file, "old");
  chmodSync(file, 0o640);
  symlinkSync(file, join(dir, "link.json"));
  await report({ pairs: [DRIFTED] }, { format: [`json=${join(dir, "link.json")}`] });
  expect(JSON.parse(readFileSync(file, "utf8")).version).toBe(1);
  expect(statSync(file).mode & 0o777).toBe(0o640);
});

test("a folder and a path through a file are refused with words", async () => {
  mkdirSync(join(dir, "folder"));
  writeFileSync(join(dir, "file"), "");
  await expect(report({}, { format: [`json=${join(dir, "folder")}`] })).rejects.toMatchObject({
    code: "output-is-folder",
  });
  await expect(report({}, { format: [`json=${join(dir, "file", "x.json")}`] })).rejects.toMatchObject({
    code: "output-unwritable",
  });
});

test("a FIFO is written through", async () => {
  const fifo = join(dir, "pipe");
  execFileSync("mkfifo", [fifo]);
  const reader = spawn("cat", [fifo]);
  const chunks: Buffer[] = [];
  reader.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
  const closed = new Promise((resolve) => reader.on("close", resolve));
  await report({ pairs: [DRIFTED] }, { format: [`json=${fifo}`] });
  await closed;
  expect(JSON.parse(Buffer.concat(chunks).toString()).version).toBe(1);
  expect(existsSync(fifo)).toBe(true);
});
