import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { CLI, makeDir, makeRepo, removeDir, runCli, type TestRepo, testEnv } from "../support/repo.ts";

const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as {
  version: string;
};

let empty = "";
let repo: TestRepo;

beforeAll(() => {
  empty = makeDir();
  repo = makeRepo();
  const head = (title: string, alias: string): string => `---\ntitle: ${title}\naliases: [${alias}]\n---\n\n`;
  const english = `${head("Our team", "/team/")}We build boats.\n\n## Where we are\n\nCome to Storgata 12 in Oslo.\n`;
  const norwegian = `${head("Teamet vårt", "/team/")}Vi bygger båter.\n\n## Her er vi\n\nKom til Storgata 12 i Oslo.\n`;
  repo.writeAll({ "content/en/blog/team.md": english, "content/nb/blog/teamet.md": norwegian });
  repo.commit("Tell of the team");
  repo.write(
    "content/en/blog/team.md",
    english.replace("We build boats.", "We build boats and repair old engines."),
  );
  repo.commit("Tell of engines", { author: "Ola Hansen <ola@example.org>", date: "2026-07-02T10:00:00Z" });
});
afterAll(() => {
  removeDir(empty);
  repo.remove();
});

test.each([["--version"], ["-V"], ["status", "--version"]])("the version: %s %s", async (...args) => {
  expect(await runCli(args, { cwd: empty })).toEqual({ stdout: `${version}\n`, stderr: "", code: 0 });
});

test("help goes to standard output, in the language of the environment", async () => {
  const english = await runCli(["--help"], { cwd: empty });
  expect(english).toMatchObject({ stderr: "", code: 0 });
  expect(english.stdout).toMatch(/^Usage: samsvar \[options\] \[command\]\n/);
  const norwegian = await runCli(["--help"], { cwd: empty, env: { LC_ALL: "nn_NO.UTF-8" } });
  expect(norwegian).toMatchObject({ stderr: "", code: 0 });
  expect(norwegian.stdout).toMatch(/^Bruk: samsvar \[valg\] \[kommando\]\n/);
  expect(norwegian.stdout).not.toMatch(/Options|Usage|Commands|Arguments|default/);
});

test.each(["status", "diff", "report", "explain"])("%s has help of its own", async (command) => {
  const { stdout, stderr, code } = await runCli([command, "--help", "--lang", "nb"], { cwd: empty });
  expect({ stderr, code }).toEqual({ stderr: "", code: 0 });
  expect(stdout).toMatch(new RegExp(`^Bruk: samsvar ${command} `));
  expect(stdout).not.toMatch(/Options|Usage|Commands|Arguments|default/);
  for (const line of stdout.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
});

test.each<[readonly string[], string]>([
  [
    ["reprot"],
    "samsvar: there is no command “reprot”.\nDid you mean report? For one post: samsvar status reprot\n",
  ],
  [
    ["report", "--fromat", "json"],
    "samsvar: there is no option --fromat for “samsvar report”.\nDid you mean --format? All options: samsvar report --help\n",
  ],
  [["diff"], "samsvar: “samsvar diff” needs a value: post.\nHow it is used: samsvar diff --help\n"],
  [["diff", "a", "b"], "samsvar: “samsvar diff” cannot use: b.\nHow it is used: samsvar diff --help\n"],
  [["status", "--at"], "samsvar: --at <ref> needs a value.\n"],
  [["--lang", "xx"], "samsvar: no messages in the language “xx”.\nKnown: en and nb.\n"],
  [["--cwd", "/nowhere/at/all"], "samsvar: there is no folder /nowhere/at/all.\n"],
  [["status", "\u001b[2Jx", "--lang"], "samsvar: --lang <en|nb> needs a value.\n"],
])("misuse %j: what is wrong and what to do, exit code 2", async (args, stderr) => {
  expect(await runCli(args, { cwd: empty })).toEqual({ stdout: "", stderr, code: 2 });
});

test("the same in Norwegian", async () => {
  expect(await runCli(["report", "--format", "text", "--fromat", "--lang", "no"], { cwd: empty })).toEqual({
    stdout: "",
    stderr:
      "samsvar: det finnes ikke noe valg --fromat for «samsvar report».\nMente du --format? Alle valg: samsvar report --help\n",
    code: 2,
  });
});

test("an unknown post: exit code 2, with near names", async () => {
  const { stdout, stderr, code } = await runCli(["diff", "taem"], { cwd: repo.dir });
  expect({ stdout, code }).toEqual({ stdout: "", code: 2 });
  expect(stderr).toMatch(/^samsvar: no post is called “taem”\.\nDid you mean .*team\.md/);
});

test("status, alone and by name, from anywhere in the repository", async () => {
  const status = await runCli([], { cwd: repo.dir });
  expect(status).toMatchObject({ stderr: "", code: 0 });
  expect(status.stdout).toContain("English → Norwegian · 1 pair · 1 out of step");
  expect(status.stdout).toMatch(
    /blog\/team +Our team +1 changed +\d+ words +2 Jul 2026 +Ola Hansen: Tell of engines/,
  );
  expect(status.stdout).toMatch(/\nNext: samsvar diff team\n$/);
  expect(await runCli(["status", "--cwd", repo.dir], { cwd: empty })).toEqual(status);
  expect((await runCli(["status", "--check"], { cwd: repo.dir })).code).toBe(1);
  expect((await runCli(["status", "--check", "--quiet"], { cwd: repo.dir })).stdout).toBe("");
});

test("diff shows the words that changed", async () => {
  const { stdout, stderr, code } = await runCli(["diff", "/team/", "--lang", "nb"], { cwd: repo.dir });
  expect({ stderr, code }).toEqual({ stderr: "", code: 0 });
  expect(stdout).toContain("Engelsk er endret, norsk henger etter");
  expect(stdout).toMatch(/Engelsk endret: 2\. juli 2026 · Ola Hansen · Tell of engines · [0-9a-f]{9}\n/);
  expect(stdout).toContain("We build boats {+and repair old engines+}.");
  expect(stdout).toContain("Vi bygger båter.");
});

test("report: JSON on standard output is the report and nothing else", async () => {
  const { stdout, stderr, code } = await runCli(["report", "--format", "json", "--fail-on", "drift"], {
    cwd: repo.dir,
  });
  expect({ stderr, code }).toEqual({ stderr: "", code: 1 });
  expect(JSON.parse(stdout)).toMatchObject({
    version: 1,
    tool: { version },
    summary: { pairs: 1, drifted: 1 },
  });
});

test("the library gives the same report", async () => {
  const script = `import { buildReport } from ${JSON.stringify(pathToFileURL(join(dirname(CLI), "index.js")).href)};
process.stdout.write(JSON.stringify(await buildReport()));`;
  writeFileSync(join(empty, "script.mjs"), script);
  const child = spawn(process.execPath, [join(empty, "script.mjs")], { cwd: repo.dir, env: testEnv() });
  let stdout = "";
  child.stdout.on("data", (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  await new Promise((resolve) => child.on("close", resolve));
  const { stdout: printed } = await runCli(["report", "--format", "json"], { cwd: repo.dir });
  expect(JSON.parse(stdout)).toEqual(JSON.parse(printed));
});

test("a reader that leaves early is no error", async () => {
  const child = spawn("sh", ["-c", `"${process.execPath}" "${CLI}" explain | head -n 1`], {
    cwd: empty,
    env: testEnv(),
  });
  let stderr = "";
  child.stderr.on("data", (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const code = await new Promise((resolve) => child.on("close", resolve));
  expect({ stderr, code }).toEqual({ stderr: "", code: 0 });
});

test("interrupted: exit code 130, even while waiting for the reader of a pipe", async () => {
  // Nobody reads the FIFO, so the report waits for ever.
  const fifo = join(empty, "pipe");
  await new Promise((resolve) => spawn("mkfifo", [fifo]).on("close", resolve));
  const child = spawn(process.execPath, [CLI, "report", "--format", `json=${fifo}`], {
    cwd: repo.dir,
    env: testEnv(),
  });
  await new Promise((resolve) => setTimeout(resolve, 1500));
  child.kill("SIGINT");
  expect(await new Promise((resolve) => child.on("close", (code) => resolve(code)))).toBe(130);
});
