import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildDemoRepository } from "../../scripts/demo/build-repository.mjs";
import type { JsonPair, JsonReport, JsonSection } from "../../src/report/json-types.ts";
import { makeBlog, readReport } from "../support/bilingual-blog.ts";
import { makeDir, removeDir, runCli } from "../support/repo.ts";

/** One site, asked in different ways, must answer alike. */
let scratch = "";
let demo = "";
let report: JsonReport;
let bytes = "";

const readBytes = async (cwd: string, ...args: readonly string[]): Promise<string> => {
  const run = await runCli(["report", "--format", "json", ...args], { cwd });
  expect({ stderr: run.stderr, code: run.code }).toEqual({ stderr: "", code: 0 });
  return run.stdout;
};

beforeAll(async () => {
  scratch = makeDir();
  demo = join(scratch, "demo");
  buildDemoRepository(demo);
  bytes = await readBytes(demo);
  report = JSON.parse(bytes) as JsonReport;
});
afterAll(() => removeDir(scratch));

test("asked twice, with and without what the first run kept", async () => {
  expect(await readBytes(demo)).toBe(bytes);
  expect(await readBytes(demo, "--no-cache")).toBe(bytes);
});

test("from anywhere, and whatever the order in which the files were written", async () => {
  const copy = join(scratch, "copy");
  cpSync(join(demo, ".git"), join(copy, ".git"), { recursive: true });
  for (const entry of readdirSync(demo)) {
    if (entry === ".git" || entry === "content") continue;
    cpSync(join(demo, entry), join(copy, entry), { recursive: true });
  }
  const files = readdirSync(join(demo, "content"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(demo.length + 1))
    .sort()
    .reverse();
  for (const [at, file] of files.entries()) {
    const target = join(copy, file);
    cpSync(join(demo, file), target, { recursive: true });
    // New inodes in another order, so that the folder lists them otherwise where the file system keeps no order.
    if (at % 2 === 0) {
      const content = readFileSync(target);
      rmSync(target);
      writeFileSync(join(dirname(target), `${at}.tmp`), "");
      writeFileSync(target, content);
      rmSync(join(dirname(target), `${at}.tmp`));
    }
  }
  expect(await readBytes(join(copy, "content", "nb"))).toBe(bytes);
});

test("with --at HEAD", async () => {
  expect(await readBytes(demo, "--at", "HEAD")).toBe(bytes);
});

const MIRRORED: Readonly<Record<string, string>> = {
  "source-changed": "target-changed",
  "target-changed": "source-changed",
  "missing-in-target": "missing-in-source",
  "missing-in-source": "missing-in-target",
};
const mirror = (state: string): string => MIRRORED[state] ?? state;

/** A row by its two sides, English first, and its verdict; `swap` turns both round. */
function describeRows(pair: JsonPair, swap: boolean): readonly string[] {
  const line = (row: JsonSection): string => {
    const [a, b] = swap ? [row.target, row.source] : [row.source, row.target];
    const [x, y] = swap ? [row.changes.target, row.changes.source] : [row.changes.source, row.changes.target];
    const state = swap ? mirror(row.state) : row.state;
    const fields = row.fields.map((field) => `${field.key}=${swap ? mirror(field.state) : field.state}`);
    return JSON.stringify([
      [row.kind, a?.startLine ?? null, b?.startLine ?? null, state, row.class, row.moved, row.doubtful],
      [row.removed, row.confidence, x?.commit ?? null, y?.commit ?? null, row.baseline.commit, ...fields],
    ]);
  };
  return pair.sections.map(line).sort();
}

test("with source and target swapped: every verdict is mirrored", async () => {
  const swapped = JSON.parse(await readBytes(demo, "--source", "nb", "--target", "en")) as JsonReport;
  expect(swapped.pairs.length).toBe(report.pairs.length);
  expect(report.summary.drifted).toBeGreaterThan(0);
  const byPath = new Map(
    swapped.pairs.flatMap((pair) => [pair.source, pair.target].map(({ path }) => [path, pair])),
  );
  let turned = 0;
  for (const pair of report.pairs) {
    const other = byPath.get(pair.source.path) as JsonPair;
    expect(byPath.get(pair.target.path)).toBe(other);
    // Where the posts themselves tell which was written first, the command line has no say.
    const swap = other.source.path === pair.target.path;
    turned += Number(swap);
    expect(describeRows(other, swap), pair.id).toEqual(describeRows(pair, false));
  }
  expect(turned).toBeGreaterThan(5);
});

test("one post by itself: the rows of the whole report", async () => {
  const texts = new Map<string, string>();
  const whole = await runCli(["status", ...report.pairs.map(({ source }) => source.path)], { cwd: demo });
  expect(whole).toMatchObject({ stderr: "", code: 0 });
  for (const block of whole.stdout.split("\n\n")) texts.set(block.split("\n")[1] ?? "", block);
  for (const pair of report.pairs) {
    // By its path, its alias, or the translation's path: all mean the same pair.
    const alone = await runCli(["status", pair.target.path], { cwd: demo });
    expect(alone).toMatchObject({ stderr: "", code: 0 });
    const block = alone.stdout.split("\n\n")[0] ?? "";
    const head = `${pair.source.path} ↔ ${pair.target.path}`;
    expect(block.split("\n")[1]).toBe(head);
    expect(block.trimEnd()).toBe(texts.get(head)?.trimEnd());
  }
});

test("a post does not change the verdict on another", async () => {
  const repo = makeBlog({ extra: 6 });
  try {
    const before = await readReport(repo.dir);
    repo.write("content/en/blog/new.md", "---\ntitle: New\naliases: [/new/]\n---\n\nA new post.\n");
    repo.write("content/nb/blog/ny.md", "---\ntitle: Ny\naliases: [/new/]\n---\n\nEt nytt innlegg.\n");
    const after = await readReport(repo.dir);
    const verdicts = ({ pairs }: JsonReport): readonly string[] =>
      pairs.filter(({ source }) => !source.path.endsWith("/new.md")).map((pair) => JSON.stringify(pair));
    expect(verdicts(after)).toEqual(verdicts(before));
    expect(after.pairs.length).toBe(before.pairs.length + 1);
  } finally {
    repo.remove();
  }
});
