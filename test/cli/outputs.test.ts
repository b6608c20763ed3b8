import { spawnSync } from "node:child_process";
import { closeSync, existsSync, lstatSync, openSync, readFileSync, symlinkSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { BOATS, EN, makeBlog, withSections, writePost } from "../support/bilingual-blog.ts";
import { CLI, runCli, type TestRepo, testEnv } from "../support/repo.ts";

let repo: TestRepo;
beforeAll(() => {
  repo = makeBlog({ extra: 3 });
  const timber = `${BOATS.sections["Timber"]} Since last spring we also buy oak for the keels.`;
  repo.write(EN, writePost(withSections(BOATS, { Timber: timber })));
  repo.commit("Tell of the \u001b[31moak\u0007");
});
afterAll(() => repo.remove());

const CONTROL = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/;

test.each([[["status"]], [["status", "--all"]], [["diff", "boats"]], [["report"]], [["status", "boats"]]])(
  "%j into a pipe: plain text, whatever commits and colours say",
  async (args) => {
    const { stdout, stderr, code } = await runCli(args, {
      cwd: repo.dir,
      env: { NO_COLOR: undefined, TERM: "xterm" },
    });
    expect({ stderr, code }).toEqual({ stderr: "", code: 0 });
    expect(stdout).not.toMatch(CONTROL);
    expect(stdout).toMatch(/\n$/);
    expect(stdout).not.toMatch(/[ \t]$/m);
  },
);

test.each([
  [{ LC_ALL: undefined, LANG: "nb_NO.UTF-8" }],
  [{ LC_ALL: "nn_NO.UTF-8" }],
  [{ SAMSVAR_LANG: "nb" }],
])("in Norwegian by %j, but machine formats in English", async (env) => {
  const status = await runCli(["status"], { cwd: repo.dir, env });
  expect(status.stdout).toMatch(/^Engelsk → norsk · /);
  const json = await runCli(["report", "--format", "json"], { cwd: repo.dir, env });
  expect(json).toEqual(await runCli(["report", "--format", "json"], { cwd: repo.dir }));
});

test("--lang goes before the environment", async () => {
  const env = { LC_ALL: "nb_NO.UTF-8" };
  expect((await runCli(["status", "--lang", "en"], { cwd: repo.dir, env })).stdout).toMatch(
    /^English → Norwegian/,
  );
});

test("several formats in one run: each the same as by itself", async () => {
  const formats = ["json", "sarif", "junit", "gitlab", "markdown", "badge", "text"];
  const files = formats.map((name) => `out.${name}`);
  const args = formats.flatMap((name, at) => ["--format", `${name}=${files[at]}`]);
  const all = await runCli(["report", ...args, "--format", "github"], { cwd: repo.dir });
  expect(all).toMatchObject({ stderr: "", code: 0 });
  const alone = await runCli(["report", "--format", "github"], { cwd: repo.dir });
  expect(all.stdout).toBe(alone.stdout);
  for (const [at, name] of formats.entries()) {
    const { stdout } = await runCli(["report", "--format", name], { cwd: repo.dir });
    expect(readFileSync(repo.path(files[at] as string), "utf8"), name).toBe(stdout);
    repo.unlink(files[at] as string);
  }
});

test("two formats on standard output, and a file that cannot be written: exit code 2, nothing left behind", async () => {
  const two = await runCli(["report", "--format", "json", "--format", "sarif"], { cwd: repo.dir });
  expect(two).toEqual({
    stdout: "",
    stderr:
      "samsvar: only one format can go to standard output, not json and sarif.\nGive the others a file: --format json=report.json\n",
    code: 2,
  });
  const nowhere = await runCli(
    ["report", "--format", "json=ok.json", "--format", "sarif=content/en/blog/boats.md/x.sarif"],
    {
      cwd: repo.dir,
    },
  );
  expect(nowhere).toMatchObject({ stdout: "", code: 2 });
  expect(nowhere.stderr).toMatch(
    /^samsvar: the report could not be written to .*x\.sarif: part of the path is a file\.\n/,
  );
  expect(existsSync(repo.path("ok.json"))).toBe(false);
  expect(repo.git("status", "--porcelain")).toBe("");
});

test("a link is written through, also by a path over a folder that was missing", async () => {
  repo.write("real.json", "old");
  symlinkSync("real.json", repo.path("link.json"));
  const run = await runCli(["report", "--format", "json=missing/../link.json"], { cwd: repo.dir });
  expect(run).toEqual({ stdout: "", stderr: "", code: 0 });
  expect(lstatSync(repo.path("link.json")).isSymbolicLink()).toBe(true);
  expect(JSON.parse(readFileSync(repo.path("real.json"), "utf8"))).toMatchObject({ version: 1 });
  for (const name of ["real.json", "link.json", "missing"]) repo.unlink(name);
});

test.each([
  ["drift", 1],
  ["critical", 0],
  ["functional", 0],
  ["unpaired", 0],
  ["none", 0],
  ["critical,drift", 1],
])("--fail-on %s: exit code %i, and the report all the same", async (condition, code) => {
  const run = await runCli(["report", "--format", "json", "--fail-on", condition], { cwd: repo.dir });
  expect(run).toMatchObject({ stderr: "", code });
  expect(JSON.parse(run.stdout)).toMatchObject({ summary: { drifted: 1 } });
});

test("a name that fits several posts: all of them, exit code 2", async () => {
  const run = await runCli(["diff", "log-"], { cwd: repo.dir });
  expect(run).toEqual({
    stdout: "",
    stderr: `samsvar: “log-” may be any of several posts:
  content/en/blog/log-1.md
  content/en/blog/log-2.md
  content/en/blog/log-3.md
Name more of the slug, or the whole path.
`,
    code: 2,
  });
  const norwegian = await runCli(["diff", "log-", "--lang", "nb"], { cwd: repo.dir });
  expect(norwegian.code).toBe(2);
  expect(norwegian.stderr).not.toContain("several");
});

test.each(["boats", "baater", "/boats/", EN, "content/nb/blog/baater.md", "https://blog.example/boats/"])(
  "%s means the pair",
  async (name) => {
    const { stdout, stderr, code } = await runCli(["diff", name], { cwd: repo.dir });
    expect({ stderr, code }).toEqual({ stderr: "", code: 0 });
    expect(stdout).toContain("{+Since last spring we also buy oak for the keels.+}");
  },
);

test("a name that starts with a hyphen is no option behind --", async () => {
  expect(await runCli(["diff", "--", "--help"], { cwd: repo.dir })).toMatchObject({
    stdout: "",
    stderr: expect.stringMatching(/^samsvar: no post is called “--help”\.\n/) as string,
    code: 2,
  });
});

test("a full disk on standard output is one sentence and exit 2, not a threshold that is met", () => {
  const device = openSync("/dev/full", "w");
  try {
    const cli = process.env["SAMSVAR_TEST_CLI"] ?? CLI;
    const { status, stderr } = spawnSync(process.execPath, [cli, "status"], {
      cwd: repo.dir,
      env: testEnv(),
      stdio: ["ignore", device, "pipe"],
      encoding: "utf8",
    });
    expect({ status, lines: stderr.trim().split("\n").length }).toEqual({ status: 2, lines: 1 });
    expect(stderr).toMatch(/^samsvar: ENOSPC/);
  } finally {
    closeSync(device);
  }
});
