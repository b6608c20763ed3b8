import { spawnSync } from "node:child_process";
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { JsonReport } from "../../src/report/json-types.ts";
import { makeBlog, readReport } from "../support/bilingual-blog.ts";
import { CLI, removeDir, runCli, type TestRepo, testEnv } from "../support/repo.ts";

const FOLDER = "content/en/blog";
const BODY = "\nSome words on boats and what they cost.\n\n## Planks\n\nMore words on planks.\n";
const NORSK = "\nNoen ord om båter og hva de koster.\n\n## Bord\n\nFlere ord om bord.\n";
const header = (title: string): string => `---\ntitle: ${title}\n---\n`;
const sections = (count: number, word: string): string =>
  Array.from({ length: count }, (_, n) => `## ${word} ${n}\n\nTekst ${n} her.\n\n`).join("");

let repo: TestRepo;
let marker = "";
let report: JsonReport;
let seconds = 0;

/** What is wrong with each file: code, line, column, `reason`. */
const EXPECTED: Readonly<Record<string, readonly [string, number | null, number | null, string?]>> = {
  "yaml.md": ["front-matter-invalid", 3, 1, "bracket-not-closed"],
  "toml.md": ["front-matter-invalid", 2, 9, "syntax"],
  "json.md": ["front-matter-invalid", 2, 16, "syntax"],
  "twice.md": ["front-matter-duplicate-key", 4, 1],
  "open.md": ["front-matter-not-closed", 1, 1],
  "program.md": ["front-matter-executable", 1, 1],
  "coffee.md": ["front-matter-executable", 1, 1],
  "latin1.md": ["encoding-invalid", 2, 10],
  "utf16le.md": ["encoding-invalid", 1, 1],
  "utf16be.md": ["encoding-invalid", 1, 1],
  "conflict.md": ["conflict-markers", 7, 1],
  "dangling.md": ["file-unreadable", null, null, "dangling-link"],
  "folder.md": ["file-unreadable", null, null, "not-a-file"],
  "pipe.md": ["file-unreadable", null, null, "not-a-file"],
};

beforeAll(async () => {
  repo = makeBlog();
  marker = join(repo.dir, "executed");
  const code = `require("fs").writeFileSync(${JSON.stringify(marker)}, "")`;
  const files: Record<string, string | Uint8Array> = {
    "yaml.md": `---\ntitle: [open\nx: 1\n---\n${BODY}`,
    "toml.md": `+++\ntitle = \n+++\n${BODY}`,
    "json.md": `{\n  "title": "x",,\n}\n${BODY}`,
    "twice.md": `---\ntitle: A\ndraft: false\ntitle: B\n---\n${BODY}`,
    "open.md": `---\ntitle: Open\n${BODY}`,
    "program.md": `---js\n${code}; module.exports = { title: "x" }\n---\n${BODY}`,
    "coffee.md": `---coffee\n${code}\n---\n${BODY}`,
    "latin1.md": Buffer.from(`---\ntitle: Blåbær\n---\n${BODY}`, "latin1"),
    "utf16le.md": Buffer.from(`\uFEFF${header("X")}${BODY}`, "utf16le"),
    "utf16be.md": Buffer.from(`\uFEFF${header("X")}${BODY}`, "utf16le").swap16(),
    "conflict.md": `${header("C")}\nText\n\n<<<<<<< HEAD\nmine\n=======\ntheirs\n>>>>>>> other\n`,
    "empty.md": "",
    "only-header.md": header("Only"),
    "blank.md": "\n\n\n",
    // Sound, if strange: these are to be judged like any other.
    "long-line.md": `${header("Long")}\n${"boats and ".repeat(500_000)}\n`,
    "same-word.md": `${header("Same")}\n${"boats ".repeat(150_000)}\n`,
    "headings.md": `${header("Many")}\n${sections(10_000, "Heading")}`,
    "fewer.md": `${header("Fewer")}\n${sections(1500, "Heading")}`,
    "nul.md": `${header("Nul")}${BODY.replaceAll("words", "wo\0rds")}`,
    "bom.md": `\uFEFF${header("Bom")}${BODY}`,
  };
  const translations: Record<string, string> = {
    "yaml.md": `${header("Yaml")}${NORSK}`,
    "long-line.md": `${header("Lang")}\n${"båter og ".repeat(500_000)}\n`,
    "same-word.md": `${header("Samme")}\n${"båter ".repeat(150_000)}\n`,
    "headings.md": `${header("Mange")}\n${sections(10_000, "Overskrift")}`,
    "fewer.md": `${header("Færre")}\n${sections(1400, "Overskrift")}`,
    "nul.md": `${header("Nul")}${NORSK.replaceAll("ord", "o\0rd")}`,
    "bom.md": `${header("Bom")}${NORSK}`,
    "only-header.md": header("Bare"),
    "empty.md": "",
  };
  for (const [name, text] of Object.entries(files)) repo.write(`${FOLDER}/${name}`, text);
  for (const [name, text] of Object.entries(translations)) repo.write(`content/nb/blog/${name}`, text);
  symlinkSync("nowhere.md", repo.path(`${FOLDER}/dangling.md`));
  mkdirSync(repo.path(`${FOLDER}/folder.md`));
  spawnSync("mkfifo", [repo.path(`${FOLDER}/pipe.md`)]);
  repo.commit("Break everything");
  const start = process.hrtime.bigint();
  report = await readReport(repo.dir);
  seconds = Number(process.hrtime.bigint() - start) / 1e9;
});
afterAll(() => repo.remove());

test("every broken file is a problem with its place, and nothing else is", () => {
  const found = Object.fromEntries(
    report.problems.map(({ path, code, line, column, params }) => [
      path.replace(`${FOLDER}/`, ""),
      [code, line, column, ...(params["reason"] === undefined ? [] : [params["reason"]])],
    ]),
  );
  expect(found).toEqual(EXPECTED);
  for (const { message, severity } of report.problems) {
    expect(severity).toBe("critical");
    expect(message, "a code without a sentence").not.toMatch(/: [a-z]+(-[a-z]+)+$|^[a-z-]+$/);
  }
});

test("nothing in front matter is executed", () => {
  expect(existsSync(marker)).toBe(false);
});

test("the rest of the site is judged", () => {
  const pairs = new Map(report.pairs.map((pair) => [pair.source.path.replace(`${FOLDER}/`, ""), pair]));
  expect([...pairs.keys()].sort()).toEqual(
    [
      ...["boats.md", "log-1.md"],
      ...["bom.md", "empty.md", "fewer.md", "headings.md", "long-line.md", "nul.md", "only-header.md"],
      ...["same-word.md", "yaml.md"],
    ].sort(),
  );
  const count = (name: string, state: string): number =>
    pairs.get(name)?.sections.filter((row) => row.state === state).length ?? -1;
  expect(count("boats.md", "in-sync")).toBe(5);
  expect(count("headings.md", "in-sync")).toBe(10_001);
  expect(count("fewer.md", "missing-in-target")).toBe(100);
  expect(count("fewer.md", "in-sync")).toBe(1401);
  expect(count("nul.md", "in-sync")).toBe(3);
  expect(count("bom.md", "in-sync")).toBe(3);
  expect(pairs.get("empty.md")?.sections).toEqual([]);
  const bom = pairs.get("bom.md")?.sections.find(({ kind }) => kind === "preamble");
  expect(bom?.source?.startLine).toBe(4);
});

test("within seconds", () => {
  // Some five on an idle machine; what this guards against took minutes, or never ended.
  expect(seconds).toBeLessThan(60);
});

test("exit code 0, and 1 where critical faults are to fail", async () => {
  const small = makeBlog();
  try {
    small.write(`${FOLDER}/twice.md`, `---\ntitle: A\ntitle: B\n---\n${BODY}`);
    const plain = await runCli(["report"], { cwd: small.dir });
    expect(plain).toMatchObject({ code: 0, stderr: "" });
    expect(plain.stdout).toContain(
      "content/en/blog/twice.md:3:1  critical: “title” stands twice in the front matter",
    );
    expect((await runCli(["report", "--fail-on", "critical"], { cwd: small.dir })).code).toBe(1);
    expect((await runCli(["report", "--fail-on", "drift"], { cwd: small.dir })).code).toBe(0);
  } finally {
    small.remove();
  }
});

test("the same faults in a commit, read with --at", async () => {
  const small = makeBlog();
  try {
    small.write(`${FOLDER}/twice.md`, `---\ntitle: A\ntitle: B\n---\n${BODY}`);
    small.write(`${FOLDER}/latin1.md`, Buffer.from(`${header("Blåbær")}${BODY}`, "latin1"));
    symlinkSync("nowhere.md", small.path(`${FOLDER}/dangling.md`));
    small.commit("Break some");
    const { problems, summary } = await readReport(small.dir, "--at", "HEAD");
    expect(problems.map(({ path, line, code }) => `${path}:${line} ${code}`)).toEqual([
      `${FOLDER}/latin1.md:2 encoding-invalid`,
      `${FOLDER}/twice.md:3 front-matter-duplicate-key`,
    ]);
    expect(summary.pairs).toBe(2);
  } finally {
    small.remove();
  }
});

describe("files that may not be read", () => {
  test("are a problem each, and so is a folder", () => {
    const small = makeBlog();
    const bundle = join(small.dir, "build");
    try {
      small.write(`${FOLDER}/secret.md`, `${header("Secret")}${BODY}`);
      small.write(`${FOLDER}/closed/post.md`, `${header("Closed")}${BODY}`);
      // Root may read everything, so the command is run as nobody then, on a copy of the build it can reach.
      const isRoot = process.getuid?.() === 0;
      removeDir(small.path(".git"));
      cpSync(dirname(CLI), bundle, { recursive: true });
      small.write("build/package.json", '{"type":"module"}');
      const nobody = 65534;
      if (isRoot) {
        chmodSync(dirname(small.dir), 0o755);
        chownSync(small.path(`${FOLDER}/secret.md`), nobody, nobody);
        chownSync(small.path(`${FOLDER}/closed`), nobody, nobody);
      }
      chmodSync(small.path(`${FOLDER}/secret.md`), 0o000);
      chmodSync(small.path(`${FOLDER}/closed`), 0o000);
      const run = spawnSync(process.execPath, [join(bundle, "cli.js"), "report", "--format", "json"], {
        cwd: small.dir,
        env: testEnv({ XDG_CACHE_HOME: small.path("cache") }),
        ...(isRoot ? { uid: nobody, gid: nobody } : {}),
      });
      chmodSync(small.path(`${FOLDER}/closed`), 0o700);
      expect({ code: run.status, stderr: run.stderr.toString() }).toEqual({ code: 0, stderr: "" });
      const found = JSON.parse(run.stdout.toString()) as JsonReport;
      expect(found.summary.pairs).toBe(2);
      expect(
        found.problems
          .filter(({ code }) => code === "file-unreadable")
          .map(({ path, message }) => `${path}: ${message}`),
      ).toEqual([
        `${FOLDER}/closed: the file cannot be read: permission denied, or the disk failed`,
        `${FOLDER}/secret.md: the file cannot be read: permission denied, or the disk failed`,
      ]);
    } finally {
      small.remove();
    }
  });
});
