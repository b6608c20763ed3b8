import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { hashBlob } from "../../src/io/blob-id.ts";
import { openRepository, type Repository } from "../../src/io/git.ts";
import type { LoggedCommit } from "../../src/model/history.ts";
import { makeDir, makeRepo, openTestRepo, removeDir, type TestRepo, testEnv } from "../support/repo.ts";

const cleanups: (() => void)[] = [];
afterEach(() => {
  for (const cleanup of cleanups.splice(0).reverse()) cleanup();
});

function newRepo(...initArgs: readonly string[]): TestRepo {
  const repo = makeRepo(...initArgs);
  cleanups.push(repo.remove);
  return repo;
}

function newDir(): string {
  const dir = makeDir();
  cleanups.push(() => removeDir(dir));
  return dir;
}

async function open(dir: string, env: NodeJS.ProcessEnv = testEnv()): Promise<Repository> {
  const opened = await openRepository(dir, env);
  if (!opened.ok) throw new Error(`${opened.reason}: ${opened.detail}`);
  return opened.repo;
}

async function readLog(
  repo: Repository,
  folders: readonly string[] = ["."],
): Promise<readonly LoggedCommit[]> {
  const commits: LoggedCommit[] = [];
  for await (const commit of repo.log(repo.head ?? "", folders)) commits.push(commit);
  return commits;
}

/** `subject: kind path` of all commits, newest first. */
const show = (commits: readonly LoggedCommit[]): readonly string[] =>
  commits.map(({ subject, changes }) => {
    const shown = changes.map((c) =>
      c.kind === "renamed" ? `renamed ${c.from} → ${c.path}` : `${c.kind} ${c.path}`,
    );
    return `${subject}: ${shown.join(", ")}`;
  });

const decode = (bytes: Uint8Array | null): string | null =>
  bytes === null ? null : Buffer.from(bytes).toString();

const LONG = Array.from({ length: 30 }, (_, index) => `Line ${index} of a post that is long enough.\n`).join(
  "",
);

describe("opening", () => {
  test("one process tells top, folder, head", async () => {
    const made = newRepo();
    made.write("content/en/a.md", "a\n");
    const id = made.commit("Add");
    const repo = await open(made.path("content/en"));
    expect(repo).toMatchObject({
      top: made.dir,
      prefix: "content/en/",
      head: id,
      shallow: false,
      partial: false,
    });
    expect(repo.gitDir).toBe(made.path(".git"));
    expect(repo.processesStarted()).toBe(1);
  });

  test("a repository without a commit", async () => {
    const repo = await open(newRepo().dir);
    expect(repo.head).toBeNull();
    expect(await repo.resolve("HEAD")).toBeNull();
  });

  test("no repository, no folder, no git", async () => {
    const dir = newDir();
    expect(await openRepository(dir, testEnv())).toMatchObject({ ok: false, reason: "not-a-repository" });
    expect(await openRepository(join(dir, "nowhere"), testEnv())).toMatchObject({ ok: false });
    expect(await openRepository(newRepo().dir, testEnv({ PATH: dir }))).toMatchObject({
      ok: false,
      reason: "no-git",
    });
  });

  test("git before 2.31 is named, not misread", async () => {
    const bin = newDir();
    // What older git does with an option it does not know: it says it again.
    const script =
      "#!/bin/sh\necho --path-format=absolute\necho true\necho false\necho\necho .git\necho .git\n";
    writeFileSync(join(bin, "git"), script, { mode: 0o755 });
    const env = testEnv({ PATH: `${bin}:${process.env["PATH"]}` });
    expect(await openRepository(newRepo().dir, env)).toMatchObject({ ok: false, reason: "too-old" });
  });

  test("a repository of somebody else", async () => {
    const made = newRepo();
    const env = testEnv({ GIT_TEST_ASSUME_DIFFERENT_OWNER: "1" });
    expect(await openRepository(made.dir, env)).toMatchObject({ ok: false, reason: "unsafe-directory" });
    const trusted = testEnv({
      GIT_TEST_ASSUME_DIFFERENT_OWNER: "1",
      GIT_CONFIG_COUNT: "1",
      GIT_CONFIG_KEY_0: "safe.directory",
      GIT_CONFIG_VALUE_0: "*",
    });
    expect(await openRepository(made.dir, trusted)).toMatchObject({ ok: true });
  });

  test("a bare repository and the inside of .git", async () => {
    const bare = makeDir();
    cleanups.push(() => removeDir(bare));
    openTestRepo(bare).git("init", "-q", "--bare");
    expect(await openRepository(bare, testEnv())).toMatchObject({ ok: false, reason: "no-work-tree" });
    expect(await openRepository(newRepo().path(".git"), testEnv())).toMatchObject({
      ok: false,
      reason: "no-work-tree",
    });
  });

  test("a linked worktree, a detached HEAD, a submodule", async () => {
    const made = newRepo();
    made.write("a.md", "a\n");
    const first = made.commit("One");
    made.write("a.md", "b\n");
    made.commit("Two");
    const tree = join(newDir(), "tree");
    made.git("worktree", "add", "-q", "--detach", tree, first);
    expect(await open(tree)).toMatchObject({ top: tree, head: first });

    const outer = newRepo();
    outer.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", `file://${made.dir}`, "site");
    outer.commit("Add submodule");
    expect(await open(outer.path("site"))).toMatchObject({
      top: outer.path("site"),
      head: made.git("rev-parse", "HEAD"),
    });
    expect(await open(outer.dir)).toMatchObject({ top: outer.dir });
    expect(await (await open(outer.dir)).listTree(outer.git("rev-parse", "HEAD"), ["site"])).toMatchObject([
      { path: "site", kind: "submodule" },
    ]);
  });

  test("a folder whose name holds a newline, reached through a link", async () => {
    const parent = newDir();
    const dir = join(parent, "a\nb");
    mkdirSync(dir);
    const made = openTestRepo(dir);
    made.git("init", "-q");
    made.write("x.md", "x\n");
    const id = made.commit("Add");
    symlinkSync(dir, join(parent, "link"));
    expect(await open(join(parent, "link"))).toMatchObject({
      top: dir,
      gitDir: join(dir, ".git"),
      head: id,
      prefix: "",
    });
    const tree = join(parent, "c\nd");
    made.git("worktree", "add", "-q", "--detach", tree);
    expect(await open(tree)).toMatchObject({ top: tree, head: id });
  });

  test("variables that a hook sets for another repository are not followed", async () => {
    const other = newRepo();
    const made = newRepo();
    made.write("a.md", "a\n");
    const id = made.commit("Add");
    const env = testEnv({
      GIT_DIR: other.path(".git"),
      GIT_WORK_TREE: other.dir,
      GIT_INDEX_FILE: "/nowhere",
      GIT_PREFIX: "x/",
    });
    expect(await open(made.dir, env)).toMatchObject({ top: made.dir, head: id });
  });

  test("a SHA-256 repository", async () => {
    const made = newRepo("--object-format=sha256");
    made.write("a.md", "a\n");
    const id = made.commit("Add");
    const repo = await open(made.dir);
    expect(repo.head).toBe(id);
    const [commit] = await readLog(repo);
    const blob = hashBlob(Buffer.from("a\n"), "sha256");
    expect(commit?.changes).toEqual([{ kind: "added", path: "a.md", blob }]);
    const blobs = repo.openBlobs();
    expect(decode(await blobs.read(blob))).toBe("a\n");
    blobs.close();
  });
});

describe("refs", () => {
  test("any text is safe, and only a commit counts", async () => {
    const made = newRepo();
    made.write("a.md", "a\n");
    const id = made.commit("Add");
    made.git("update-ref", "refs/heads/-n", id);
    made.git("tag", "-a", "-m", "Tag", "v1");
    const repo = await open(made.dir);
    expect(await repo.resolve("HEAD")).toBe(id);
    expect(await repo.resolve("v1")).toBe(id);
    expect(await repo.resolve("-n")).toBe(id);
    for (const ref of [
      "",
      "nothing",
      "--help",
      "--output=x",
      "-p",
      "HEAD:a.md",
      "a\0b",
      "a\nb",
      "HEAD; touch x",
    ]) {
      expect(await repo.resolve(ref), ref).toBeNull();
    }
    expect(() => repo.log("--output=x", [])).toThrow(TypeError);
    expect(() => repo.listTree("-r", [])).toThrow(TypeError);
  });

  test("merge base, ancestors, parents", async () => {
    const made = newRepo();
    made.write("a.md", "a\n");
    const base = made.commit("Base");
    made.git("checkout", "-q", "-b", "side");
    made.write("b.md", "b\n");
    const side = made.commit("Side");
    made.git("checkout", "-q", "main");
    made.write("c.md", "c\n");
    const main = made.commit("Main");
    made.git("checkout", "-q", "--orphan", "alone");
    const alone = made.commit("Alone");
    const repo = await open(made.dir);
    expect(await repo.mergeBase(side, main)).toBe(base);
    expect(await repo.mergeBase(side, alone)).toBeNull();
    expect(await repo.isAncestor(base, side)).toBe(true);
    expect(await repo.isAncestor(side, main)).toBe(false);
    expect(await repo.parents(side)).toEqual([base]);
    await expect(repo.mergeBase(side, "0".repeat(40))).rejects.toMatchObject({ fault: "missing-object" });
  });
});

describe("log", () => {
  test("all fields, all kinds of change, newest first", async () => {
    const made = newRepo();
    made.writeAll({ "en/a.md": LONG, "en/b.md": "b\n", "en/c.txt": "c\n" });
    made.commit("Legg til innlegg – «æøå»", {
      author: "Åse Østby <a@example.org>",
      date: "2026-02-01T12:00:00Z",
    });
    made.unlink("en/a.md");
    made.write("en/moved.md", `${LONG}One more line.\n`);
    made.unlink("en/b.md");
    const second = made.commit("Move");
    const repo = await open(made.dir);
    const blob = (text: string): string => hashBlob(Buffer.from(text));
    expect(await readLog(repo)).toEqual([
      {
        id: second,
        parents: 1,
        time: Date.parse("2026-02-01T13:00:00Z") / 1000,
        author: "Kari Nordmann",
        subject: "Move",
        changes: [
          { kind: "deleted", path: "en/b.md", oldBlob: blob("b\n") },
          {
            kind: "renamed",
            path: "en/moved.md",
            from: "en/a.md",
            blob: blob(`${LONG}One more line.\n`),
            oldBlob: blob(LONG),
          },
        ],
      },
      {
        id: made.git("rev-parse", "HEAD^"),
        parents: 0,
        time: Date.parse("2026-02-01T12:00:00Z") / 1000,
        author: "Åse Østby",
        subject: "Legg til innlegg – «æøå»",
        changes: [
          { kind: "added", path: "en/a.md", blob: blob(LONG) },
          { kind: "added", path: "en/b.md", blob: blob("b\n") },
          { kind: "added", path: "en/c.txt", blob: blob("c\n") },
        ],
      },
    ]);
  });

  test("only wanted endings; a rename into and out of them", async () => {
    const made = newRepo();
    made.writeAll({ "a.MD": LONG, "b.txt": LONG.repeat(2), "c.png": "c" });
    made.commit("One");
    made.git("mv", "a.MD", "a.txt");
    made.git("mv", "b.txt", "b.md");
    made.commit("Two");
    made.write("c.png", "d");
    made.commit("Three");
    const repo = await open(made.dir);
    const commits: LoggedCommit[] = [];
    for await (const commit of repo.log(repo.head ?? "", [], { extensions: [".md"] })) commits.push(commit);
    expect(show(commits)).toEqual(["Two: deleted a.MD, added b.md", "One: added a.MD"]);
  });

  test("file names of any bytes, and an empty subject", async () => {
    const made = newRepo();
    const names = [
      "-p.md",
      "two\nlines.md",
      "tab\there.md",
      " blank .md",
      ":(glob)*.md",
      "æ日.md",
      '"quoted".md',
    ];
    for (const name of names) made.write(name, name);
    const latin = Buffer.concat([Buffer.from(made.path("latin-")), Buffer.from([0xe6]), Buffer.from(".md")]);
    writeFileSync(latin, "latin");
    made.git("add", "-A");
    made.git("commit", "-q", "--allow-empty-message", "-m", "");
    const repo = await open(made.dir);
    const [commit] = await readLog(repo);
    expect(commit?.subject).toBe("");
    expect(commit?.changes.map((change) => change.path).sort()).toEqual([...names, "latin-\ufffd.md"].sort());
    const tree = await repo.listTree(repo.head ?? "", []);
    expect(tree.map((entry) => entry.path).sort()).toEqual([...names, "latin-\ufffd.md"].sort());
    // Folder limits are literal: what looks like a glob or an option is a name.
    expect((await readLog(repo, [":(glob)*.md"]))[0]?.changes).toHaveLength(1);
    expect((await repo.listTree(repo.head ?? "", ["-p.md"])).map((entry) => entry.path)).toEqual(["-p.md"]);
  });

  test("links and submodules are no files", async () => {
    const made = newRepo();
    made.write("a.md", LONG);
    made.write("b.md", "b\n");
    symlinkSync("a.md", made.path("link.md"));
    made.commit("One");
    made.unlink("b.md");
    symlinkSync("a.md", made.path("b.md"));
    made.commit("Two");
    made.unlink("b.md");
    made.write("b.md", "again\n");
    made.commit("Three");
    expect(show(await readLog(await open(made.dir)))).toEqual([
      "Three: added b.md",
      "Two: deleted b.md",
      "One: added a.md, added b.md",
    ]);
  });

  test("a merge is one commit with what it brought in; a squash and a rebase look alike but for it", async () => {
    const shapes: Record<string, readonly string[]> = {};
    for (const way of ["merge", "squash", "rebase"]) {
      const made = newRepo();
      made.write("a.md", LONG);
      made.commit("Base");
      made.git("checkout", "-q", "-b", "side");
      made.write("b.md", "b\n");
      made.commit("Side one");
      made.write("b.md", "bb\n");
      made.commit("Side two");
      made.git("checkout", "-q", "main");
      made.write("c.md", "c\n");
      made.commit("Main");
      if (way === "merge") made.git("merge", "-q", "--no-ff", "-m", "Merge side", "side");
      if (way === "squash") {
        made.git("merge", "-q", "--squash", "side");
        made.commit("Squash side");
      }
      if (way === "rebase") {
        made.git("rebase", "-q", "main", "side");
        made.git("checkout", "-q", "main");
        made.git("merge", "-q", "--ff-only", "side");
      }
      const commits = await readLog(await open(made.dir));
      shapes[way] = show(commits);
      expect(commits[0]?.parents).toBe(way === "merge" ? 2 : 1);
    }
    const before = ["Main: added c.md", "Base: added a.md"];
    expect(shapes).toEqual({
      merge: ["Merge side: added b.md", ...before],
      squash: ["Squash side: added b.md", ...before],
      rebase: ["Side two: changed b.md", "Side one: added b.md", ...before],
    });
  });

  test("the user's settings change nothing", async () => {
    const made = newRepo();
    made.write("en/a.md", LONG);
    made.commit("One");
    made.git("mv", "en/a.md", "en/b.md");
    made.commit("Two");
    const plain = await readLog(await open(made.dir), ["en/b.md", "en/a.md"]);
    const settings = {
      "log.showRoot": "false",
      "log.follow": "true",
      "log.showSignature": "true",
      "log.decorate": "full",
      "log.date": "relative",
      "log.diffMerges": "combined",
      "diff.renames": "false",
      "diff.renameLimit": "1",
      "diff.relative": "true",
      "diff.orderFile": "nowhere",
      "diff.noprefix": "true",
      "color.ui": "always",
      "core.quotePath": "true",
      "format.pretty": "oneline",
      "i18n.logOutputEncoding": "latin1",
    };
    for (const [key, value] of Object.entries(settings)) made.git("config", key, value);
    expect(show(plain)).toEqual(["Two: renamed en/a.md → en/b.md", "One: added en/a.md"]);
    expect(await readLog(await open(made.path("en")), ["en/b.md", "en/a.md"])).toEqual(plain);
  });

  test("stopping early ends git", async () => {
    const made = newRepo();
    for (let step = 0; step < 5; step += 1) {
      made.write("a.md", `${step}\n`);
      made.commit(`Step ${step}`);
    }
    const repo = await open(made.dir);
    for await (const commit of repo.log(repo.head ?? "", [])) {
      expect(commit.subject).toBe("Step 4");
      break;
    }
    expect(repo.processesStarted()).toBe(2);
  });

  test("a broken repository is an error, not a short history", async () => {
    const made = newRepo();
    made.write("a.md", "a\n");
    const first = made.commit("One");
    made.write("a.md", "b\n");
    made.commit("Two");
    const object = made.path(join(".git/objects", first.slice(0, 2), first.slice(2)));
    chmodSync(object, 0o644);
    made.unlink(join(".git/objects", first.slice(0, 2), first.slice(2)));
    await expect(readLog(await open(made.dir))).rejects.toMatchObject({
      name: "GitError",
      fault: "missing-object",
    });
  });
});

describe("objects", () => {
  test("answers come in the order asked, whatever their number and size", async () => {
    const made = newRepo();
    const texts = Array.from({ length: 700 }, (_, index) => `${index}:${"x".repeat((index * 997) % 5000)}`);
    const large = "y".repeat(3_000_000);
    for (const [index, text] of [...texts, large, ""].entries()) made.write(`f${index}.md`, text);
    made.commit("Add");
    const repo = await open(made.dir);
    const blobs = repo.openBlobs();
    const wanted = [...texts, large, "", ...texts.slice(0, 3)];
    const all = await Promise.all(wanted.map((text) => blobs.read(hashBlob(Buffer.from(text)))));
    expect(all.map(decode)).toEqual(wanted);
    const seen: (string | null)[] = [];
    for await (const { bytes } of blobs.readMany(wanted.map((text) => hashBlob(Buffer.from(text)))))
      seen.push(decode(bytes));
    expect(seen).toEqual(wanted);
    expect(repo.processesStarted()).toBe(2);
    blobs.close();
  });

  test("what is missing, no blob, or no id at all is null", async () => {
    const made = newRepo();
    made.write("a.md", "a\n");
    const id = made.commit("Add");
    const repo = await open(made.dir);
    const blobs = repo.openBlobs();
    expect(await blobs.read("0".repeat(40))).toBeNull();
    expect(await blobs.read(id)).toBeNull();
    for (const odd of ["HEAD:a.md", `${hashBlob(Buffer.from("a\n"))}\nHEAD`, "", "--help"]) {
      expect(await blobs.read(odd), odd).toBeNull();
    }
    expect((await blobs.readObject(id))?.type).toBe("commit");
    expect(decode(await blobs.read(hashBlob(Buffer.from("a\n"))))).toBe("a\n");
    blobs.close();
    await expect(blobs.read(id)).rejects.toMatchObject({ name: "GitError" });
  });

  test("a reader that is closed unused starts nothing", async () => {
    const made = newRepo();
    const repo = await open(made.dir);
    repo.openBlobs().close();
    expect(repo.processesStarted()).toBe(1);
  });
});

describe("clones that lack something", () => {
  test("a shallow clone: its boundary, and the parents it does not have", async () => {
    const origin = newRepo();
    for (const step of ["1", "2", "3"]) {
      origin.write("a.md", step);
      origin.commit(`Step ${step}`);
    }
    const repo = await open(origin.clone("--depth", "1").dir);
    const head = origin.git("rev-parse", "HEAD");
    expect(repo).toMatchObject({ shallow: true, partial: false, head, boundary: [head] });
    expect(show(await readLog(repo))).toEqual(["Step 3: added a.md"]);
    expect(await repo.parents(head)).toEqual([origin.git("rev-parse", "HEAD^")]);
  });

  test("a partial clone: history with exact renames, missing blobs are null, nothing is fetched", async () => {
    const origin = newRepo();
    origin.git("config", "uploadpack.allowFilter", "true");
    origin.write("a.md", LONG);
    origin.write("x.md", LONG.toUpperCase());
    origin.commit("One");
    origin.git("mv", "a.md", "b.md");
    origin.commit("Two");
    origin.unlink("x.md");
    origin.write("y.md", `${LONG.toUpperCase()}More.\n`);
    origin.commit("Three");
    const clone = origin.clone("--filter=blob:none");
    const repo = await open(clone.dir);
    expect(repo.partial).toBe(true);
    expect(show(await readLog(repo))).toEqual([
      "Three: deleted x.md, added y.md",
      "Two: renamed a.md → b.md",
      "One: added a.md, added x.md",
    ]);
    const blobs = repo.openBlobs();
    const wanted = [LONG, LONG.toUpperCase(), `${LONG.toUpperCase()}More.\n`].map((text) =>
      hashBlob(Buffer.from(text)),
    );
    const read = await Promise.all(wanted.map((id) => blobs.read(id)));
    expect(read.map((bytes) => bytes !== null)).toEqual([true, false, true]);
    blobs.close();
    expect(repo.processesStarted()).toBe(4);
    expect(
      clone.tryGit(["cat-file", "--batch-all-objects", "--batch-check"]).stdout.toString(),
    ).not.toContain(wanted[1]);
  });

  test("a clone without trees: an error that says so", async () => {
    const origin = newRepo();
    origin.git("config", "uploadpack.allowFilter", "true");
    for (const step of ["1", "2", "3"]) {
      origin.write("en/a.md", step);
      origin.commit(`Step ${step}`);
    }
    const repo = await open(origin.clone("--filter=tree:0").dir);
    await expect(readLog(repo, ["en"])).rejects.toMatchObject({ fault: "missing-object" });
  });
});
