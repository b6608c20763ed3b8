import { cpSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  BOATS,
  EN,
  listOutOfStep,
  makeBlog,
  readReport,
  withSections,
  writePost,
} from "../support/bilingual-blog.ts";
import { makeDir, makeRepo, openTestRepo, removeDir, runCli, type TestRepo } from "../support/repo.ts";

const DRIFT = ["boats.md: Timber: source-changed meaning"];
let repo: TestRepo;
let scratch = "";
let nowhere = "";

beforeAll(() => {
  repo = makeBlog();
  const timber = `${BOATS.sections["Timber"]} Since last spring we also buy oak for the keels.`;
  repo.write(EN, writePost(withSections(BOATS, { Timber: timber })));
  repo.commit("Tell of the oak");
  repo.git("config", "uploadpack.allowFilter", "true");
  scratch = makeDir();
  nowhere = join(scratch, "bin");
  mkdirSync(nowhere);
  symlinkSync(process.execPath, join(nowhere, "node"));
});
afterAll(() => {
  repo.remove();
  removeDir(scratch);
});

/** What the report says of missing history, and how many rows it has an opinion on. */
async function readGaps(cwd: string, env: Record<string, string> = {}) {
  const { stdout, stderr, code } = await runCli(["report", "--format", "json"], { cwd, env });
  expect({ stderr, code }).toEqual({ stderr: "", code: 0 });
  const { history, problems, summary } = JSON.parse(stdout) as Awaited<ReturnType<typeof readReport>>;
  const { sections } = summary;
  return {
    mode: history.mode,
    gaps: problems.map(({ code, message, path }) => `${path} ${code}: ${message}`),
    pairs: summary.pairs,
    judged: sections["in-sync"] + sections["source-changed"] + sections["target-changed"],
    unverified: sections.unverified,
  };
}

const gap = (reason: string, path = "."): string[] => [
  `${path} history-missing: what was changed when cannot be told: ${reason}`,
];

describe("works in", () => {
  test("a detached HEAD", async () => {
    const clone = repo.clone();
    clone.git("checkout", "-q", "--detach", "HEAD~1");
    expect(listOutOfStep(await readReport(clone.dir))).toEqual([]);
    clone.git("checkout", "-q", "--detach", "main");
    expect(listOutOfStep(await readReport(clone.dir))).toEqual(DRIFT);
  });

  test("a linked worktree, with its own uncommitted edits", async () => {
    const dir = join(scratch, "worktree");
    repo.git("worktree", "add", "-q", "--detach", dir, "HEAD~1");
    expect(listOutOfStep(await readReport(dir))).toEqual([]);
    cpSync(repo.path(EN), join(dir, EN));
    expect(listOutOfStep(await readReport(dir))).toEqual(DRIFT);
    repo.git("worktree", "remove", "--force", dir);
  });

  test("a submodule, and says so above it", async () => {
    const outer = makeRepo();
    try {
      outer.git(
        "-c",
        "protocol.file.allow=always",
        "submodule",
        "--quiet",
        "add",
        `file://${repo.dir}`,
        "site",
      );
      outer.commit("Add the site");
      expect(listOutOfStep(await readReport(outer.path("site")))).toEqual(DRIFT);
      expect(await readGaps(outer.dir)).toMatchObject({
        mode: "none",
        gaps: gap(
          "the posts belong to a repository of their own (a submodule); run samsvar there, with --cwd",
          "site",
        ),
        pairs: 2,
        judged: 0,
      });
    } finally {
      outer.remove();
    }
  });

  test("a folder of a larger repository", async () => {
    const outer = makeRepo();
    try {
      cpSync(repo.path("content"), outer.path("docs/content"), { recursive: true });
      outer.write("docs/samsvar.config.json", "{}");
      outer.commit("Add the site");
      outer.write(`docs/${EN}`, writePost(withSections(BOATS, { Timber: "The planks are oak." })));
      const report = await readReport(outer.path("docs/content/en"));
      expect(listOutOfStep(report)).toEqual(DRIFT);
      expect(report.pairs.map(({ source }) => source.path)).toContain(`docs/${EN}`);
    } finally {
      outer.remove();
    }
  });

  test("a path with blanks, quotes and letters of all kinds", async () => {
    const dir = join(scratch, "blå 'bær\" $(x) 日本");
    cpSync(repo.dir, dir, { recursive: true });
    expect(listOutOfStep(await readReport(dir))).toEqual(DRIFT);
  });
});

describe("says what is missing and how to get it", () => {
  test("in a shallow clone", async () => {
    const clone = repo.clone("--depth", "1");
    expect(await readGaps(clone.dir)).toMatchObject({
      mode: "shallow",
      gaps: gap("this copy holds only the newest commits; get the rest: git fetch --unshallow"),
      judged: 0,
    });
    expect(await runCli(["report", "--at", "HEAD~1"], { cwd: clone.dir })).toEqual({
      stdout: "",
      stderr:
        "samsvar: git knows no commit “HEAD~1” here, and the history is cut off.\nGet the rest: git fetch --unshallow\n",
      code: 2,
    });
    clone.git("fetch", "-q", "--unshallow");
    expect(listOutOfStep(await readReport(clone.dir))).toEqual(DRIFT);
  });

  test.each(["blob:none", "tree:0"])("in a partial clone (%s)", async (filter) => {
    const clone = repo.clone(`--filter=${filter}`);
    const gaps = gap(
      "this copy lacks older versions of the posts; get them: git fetch --refetch --no-filter",
    );
    const lacking = await readGaps(clone.dir);
    expect(lacking.gaps).toEqual(gaps);
    // With the blobs of today at hand, what never changed can still be judged, but nothing of the post that did.
    expect(lacking.unverified).toBeGreaterThanOrEqual(4);
    const status = await runCli(["status", "--lang", "nb"], { cwd: clone.dir });
    expect(status).toMatchObject({ stderr: "", code: 0 });
    expect(status.stdout).toContain("git fetch --refetch --no-filter");
    if (filter === "blob:none") {
      expect(await runCli(["report", "--at", "HEAD~1"], { cwd: clone.dir })).toEqual({
        stdout: "",
        stderr: `samsvar: this copy of the repository lacks content that is needed: ${EN}\nGet it: git fetch --refetch --no-filter\n`,
        code: 2,
      });
    }
    clone.git("fetch", "-q", "--refetch", "--no-filter");
    expect(listOutOfStep(await readReport(clone.dir))).toEqual(DRIFT);
  });

  test("without git on the PATH", async () => {
    const env = { PATH: nowhere };
    expect(await readGaps(repo.dir, env)).toMatchObject({
      mode: "none",
      gaps: gap("git cannot be started; install git 2.31 or newer"),
      judged: 0,
      pairs: 2,
    });
    expect(await runCli(["report", "--at", "HEAD"], { cwd: repo.dir, env })).toEqual({
      stdout: "",
      stderr: "samsvar: git cannot be started.\nInstall git 2.31 or newer.\n",
      code: 2,
    });
  });

  test("without a repository, and in one without a commit", async () => {
    const dir = join(scratch, "archive");
    cpSync(repo.path("content"), join(dir, "content"), { recursive: true });
    expect(await readGaps(dir)).toMatchObject({
      mode: "none",
      gaps: gap("there is no git repository here; run samsvar in a clone of the site"),
      judged: 0,
      pairs: 2,
    });
    expect((await runCli(["report", "--at", "HEAD"], { cwd: dir })).stderr).toBe(
      "samsvar: --at HEAD needs git and a repository, and there is none here.\nRun it in a clone of the site.\n",
    );
    const fresh = openTestRepo(dir);
    fresh.git("init", "-q", "-b", "main");
    expect(await readGaps(dir)).toMatchObject({
      mode: "none",
      gaps: gap("nothing has been committed yet"),
      judged: 0,
    });
    fresh.commit("Begin");
    expect(listOutOfStep(await readReport(dir))).toEqual([]);
  });

  test("in a damaged repository", async () => {
    const clone = repo.clone();
    const tree = clone.git("rev-parse", "HEAD~1^{tree}");
    const packed = clone.path(".git/objects/pack");
    const loose = clone.path(`.git/objects/${tree.slice(0, 2)}/${tree.slice(2)}`);
    if (existsSync(packed)) {
      const { stdout } = clone.tryGit(["pack-objects", "--all", "--stdout"], "");
      rmSync(packed, { recursive: true, force: true });
      clone.tryGit(["unpack-objects", "-q"], stdout);
    }
    rmSync(loose, { force: true });
    expect(await readGaps(clone.dir)).toMatchObject({
      mode: "none",
      gaps: gap("git could not read its own history; see what is wrong: git fsck"),
      judged: 0,
    });
  });

  test("in a repository of somebody else", async () => {
    const env = { GIT_TEST_ASSUME_DIFFERENT_OWNER: "1" };
    const { stdout, stderr, code } = await runCli(["report"], { cwd: repo.dir, env });
    expect({ stdout, code }).toEqual({ stdout: "", code: 2 });
    expect(stderr).toMatch(
      /^samsvar: git refuses to read this repository, because somebody else owns it: .*\nIf you trust it: git config --global --add safe\.directory /,
    );
  });
});

describe("--at", () => {
  test.each(["nope", "--output=x", "-h", "main:content", "HEAD~99", "a..b"])(
    "%s means no commit",
    async (ref) => {
      expect(await runCli(["report", `--at=${ref}`], { cwd: repo.dir })).toEqual({
        stdout: "",
        stderr: `samsvar: git knows no commit “${ref}”.\nIf it is on the server: git fetch\n`,
        code: 2,
      });
    },
  );

  test("a commit tells what a checkout of it would", async () => {
    for (const ref of ["HEAD", "HEAD~1"]) {
      const clone = repo.clone();
      clone.git("checkout", "-q", "--detach", ref);
      const there = await runCli(["report", "--format", "json"], { cwd: clone.dir });
      const here = await runCli(["report", "--format", "json", "--at", ref], { cwd: repo.dir });
      expect(here).toEqual(there);
      expect(here.code).toBe(0);
    }
  });
});

describe("configuration", () => {
  const cases: readonly (readonly [string, string, string])[] = [
    [
      "samsvar.config.json",
      '{"noTranslat": []}',
      "samsvar.config.json:1 noTranslat: there is no option “noTranslat”; did you mean “noTranslate”?",
    ],
    [
      "samsvar.config.json",
      '{\n"languages": {"source": 3}}',
      "samsvar.config.json:2 languages.source: should be string, is 3",
    ],
    [
      "samsvar.config.yaml",
      "checks:\n  number-difers: off\n",
      "samsvar.config.yaml:2 checks.number-difers: there is no check “number-difers”; did you mean “number-differs”?",
    ],
    ["samsvar.config.json", '{"source": "en",}', "samsvar.config.json:1: not readable: "],
    ["samsvar.config.yaml", "source: en\ntarget: [nb\n", "samsvar.config.yaml:"],
    ["samsvar.config.json", "[]", "samsvar.config.json:1: should hold keys and values"],
  ];
  test.each(cases)("%s %s", async (name, text, expected) => {
    const small = makeBlog();
    try {
      small.write(name, text);
      const { stdout, stderr, code } = await runCli(["status"], { cwd: small.dir });
      expect({ stdout, code }).toEqual({ stdout: "", code: 2 });
      const [first, cause, next] = stderr.split("\n");
      expect(first).toBe(`samsvar: the configuration ${name} cannot be used:`);
      expect(cause?.trim().slice(0, expected.length)).toBe(expected);
      expect(next).toBe("Correct it and run samsvar again.");
      const norwegian = await runCli(["status", "--lang", "nb"], { cwd: small.dir });
      expect(norwegian.stderr).toMatch(/^samsvar: oppsettet /);
    } finally {
      small.remove();
    }
  });

  test("globs and paths that match nothing", async () => {
    const small = makeBlog();
    try {
      small.write(
        "samsvar.config.json",
        JSON.stringify({
          noTranslate: ["content/en/blgo/**"],
          pairs: [["content/en/blog/boat.md", "content/nb/blog/baater.md"]],
        }),
      );
      const report = await readReport(small.dir);
      expect(report.problems.map(({ path, code, message }) => `${path} ${code}: ${message}`)).toEqual([
        "samsvar.config.json config-unmatched-glob: the pattern “content/en/blgo/**” in the configuration matches no file",
        "samsvar.config.json config-unmatched-glob: the pattern “content/en/blog/boat.md” in the configuration matches no file",
      ]);
    } finally {
      small.remove();
    }
  });

  test("a file that is not there", async () => {
    writeFileSync(join(scratch, "x"), "");
    expect(await runCli(["status", "--config", "nowhere.json"], { cwd: repo.dir })).toEqual({
      stdout: "",
      stderr:
        "samsvar: there is no configuration file nowhere.json.\nWithout --config, samsvar.config.json or samsvar.config.yaml of the project is used.\n",
      code: 2,
    });
  });
});
