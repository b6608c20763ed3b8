import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { hashBlob } from "../../src/io/blob-id.ts";
import { openRepository, type Repository } from "../../src/io/git.ts";
import { type GitCommand, gitEnvironment } from "../../src/io/git-process.ts";
import { makeDir, makeRepo, removeDir, type TestRepo, testEnv } from "../support/repo.ts";

/**
 * A stranger's repository may hold any configuration and attributes. Each test plants programs that leave a mark when
 * they run, reads everything that samsvar can read, and finds no mark.
 */
let made: TestRepo;
let tools: string;

beforeEach(() => {
  made = makeRepo();
  tools = makeDir();
});
afterEach(() => {
  made.remove();
  removeDir(tools);
});

const marks = (): readonly string[] => readdirSync(tools).filter((name) => name.startsWith("mark-"));

/** A program that says it ran, and then acts as a filter that passes its input on. */
function plant(name: string): string {
  const path = join(tools, `${name}.sh`);
  writeFileSync(path, `#!/bin/sh\ntouch '${join(tools, `mark-${name}`)}'\ncat\nexit 0\n`, { mode: 0o755 });
  return path;
}

async function readEverything(dir: string): Promise<Repository> {
  const opened = await openRepository(dir, testEnv());
  if (!opened.ok) throw new Error(`${opened.reason}: ${opened.detail}`);
  const { repo } = opened;
  const head = repo.head ?? "";
  const ids: string[] = [];
  for await (const commit of repo.log(head, ["."])) {
    for (const change of commit.changes) if (change.kind !== "deleted") ids.push(change.blob);
  }
  const blobs = repo.openBlobs();
  for await (const _ of blobs.readMany(ids)) {
    // Reading is the point.
  }
  blobs.close();
  await repo.listTree(head, []);
  await repo.resolve("main~1");
  await repo.resolve("--exec=evil");
  await repo.mergeBase(head, head);
  await repo.parents(head);
  return repo;
}

function makeHistory(): void {
  made.write("a.md", "one\n".repeat(20));
  made.commit("One");
  made.git("mv", "a.md", "b.md");
  made.write("b.md", `${"one\n".repeat(20)}two\n`);
  made.commit("Two");
}

describe("a hostile repository", () => {
  test("hooks, monitors, filters, drivers, pagers and aliases do not run", async () => {
    makeHistory();
    const hooks = made.path(".git/hooks");
    for (const hook of [
      "post-checkout",
      "reference-transaction",
      "post-index-change",
      "pre-auto-gc",
      "fsmonitor-watchman",
    ]) {
      writeFileSync(join(hooks, hook), `#!/bin/sh\ntouch '${join(tools, `mark-hook-${hook}`)}'\n`, {
        mode: 0o755,
      });
    }
    const config: Record<string, string> = {
      "core.fsmonitor": plant("fsmonitor"),
      "core.hooksPath": hooks,
      "core.pager": plant("pager"),
      "pager.log": plant("pager-log"),
      "core.editor": plant("editor"),
      "core.askPass": plant("askpass"),
      "core.sshCommand": plant("ssh"),
      "core.gitProxy": plant("proxy"),
      "core.alternateRefsCommand": plant("alternate-refs"),
      "credential.helper": plant("credential"),
      "diff.external": plant("external-diff"),
      "diff.evil.command": plant("driver"),
      "diff.evil.textconv": plant("textconv"),
      "filter.evil.clean": plant("clean"),
      "filter.evil.smudge": plant("smudge"),
      "filter.evil.process": plant("process"),
      "merge.evil.driver": plant("merge"),
      "log.showSignature": "true",
      "gpg.program": plant("gpg"),
      "gpg.ssh.program": plant("gpg-ssh"),
      "interactive.diffFilter": plant("diff-filter"),
      "alias.log": `!${plant("alias-log")}`,
      "alias.rev-parse": `!${plant("alias-rev-parse")}`,
      "uploadpack.packObjectsHook": plant("pack-objects"),
    };
    for (const [key, value] of Object.entries(config)) made.git("config", key, value);
    writeFileSync(made.path(".git/info/attributes"), "* filter=evil diff=evil merge=evil\n");
    writeFileSync(made.path(".gitattributes"), "* filter=evil diff=evil merge=evil\n");
    // A commit that claims to be signed, so that showing signatures would call the program.
    const body = made.git("cat-file", "commit", "HEAD");
    const signed = body.replace(
      "\n\n",
      "\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n x\n -----END PGP SIGNATURE-----\n\n",
    );
    const id = made.tryGit(["hash-object", "-t", "commit", "-w", "--stdin"], signed).stdout.toString().trim();
    // Some of the set-up above may run what was planted; only what runs from here on counts.
    writeFileSync(made.path(".git/refs/heads/main"), `${id}\n`);
    for (const mark of marks()) removeDir(join(tools, mark));

    expect((await readEverything(made.dir)).head).toBe(id);
    expect(marks()).toEqual([]);

    // The trap works: plain git does run them.
    made.tryGit(["log", "--show-signature", "-p", "--ext-diff", "--textconv"]);
    expect(marks()).not.toEqual([]);
  });

  test.each([
    ["ssh", "ssh://host.example/x.git"],
    ["a helper", "ext::sh -c touch% %S"],
    ["a local path with an upload-pack program", "file:///nowhere"],
    ["https", "https://localhost:1/x.git"],
  ])("a missing object is not fetched over %s", async (_, url) => {
    makeHistory();
    const lost = hashBlob(Buffer.from("one\n".repeat(20)));
    made.unlink(join(".git/objects", lost.slice(0, 2), lost.slice(2)));
    for (const [key, value] of Object.entries({
      "core.repositoryFormatVersion": "1",
      "extensions.partialClone": "origin",
      "remote.origin.promisor": "true",
      "remote.origin.url": url.replace("%S", join(tools, "mark-helper")),
      "remote.origin.uploadpack": plant("upload-pack"),
      "remote.origin.fetch": "+refs/heads/*:refs/remotes/origin/*",
      "core.sshCommand": plant("ssh"),
      "credential.helper": plant("credential"),
      "protocol.allow": "always",
      "protocol.ext.allow": "always",
    })) {
      made.git("config", key, value);
    }
    const repo = await readEverything(made.dir);
    expect(repo.partial).toBe(true);
    expect(marks()).toEqual([]);
    const blobs = repo.openBlobs();
    expect(await blobs.read(lost)).toBeNull();
    blobs.close();
  });

  test("an object that is missing without any hint of a partial clone is an error or null, never a fetch", async () => {
    makeHistory();
    const lost = hashBlob(Buffer.from("one\n".repeat(20)));
    made.unlink(join(".git/objects", lost.slice(0, 2), lost.slice(2)));
    const opened = await openRepository(made.dir, testEnv());
    if (!opened.ok) throw new Error(opened.detail);
    const read = async (): Promise<void> => {
      for await (const _ of opened.repo.log(opened.repo.head ?? "", [])) {
        // Rename detection needs the lost blob.
      }
    };
    await expect(read()).rejects.toMatchObject({ fault: "missing-object" });
    const blobs = opened.repo.openBlobs();
    expect(await blobs.read(lost)).toBeNull();
    blobs.close();
  });

  test("replaced objects and alternates change no content", async () => {
    makeHistory();
    const other = makeRepo();
    try {
      other.write("x.md", "from elsewhere\n");
      other.commit("X");
      writeFileSync(made.path(".git/objects/info/alternates"), `${other.path(".git/objects")}\n`);
      const real = hashBlob(Buffer.from("one\n".repeat(20)));
      made.git("replace", real, hashBlob(Buffer.from("from elsewhere\n")));
      const opened = await openRepository(made.dir, testEnv());
      if (!opened.ok) throw new Error(opened.detail);
      const blobs = opened.repo.openBlobs();
      expect(Buffer.from((await blobs.read(real)) ?? []).toString()).toBe("one\n".repeat(20));
      blobs.close();
    } finally {
      other.remove();
    }
  });
});

describe("how git is started", () => {
  test("only the five reading commands, with the guards in place", async () => {
    makeHistory();
    const log = join(tools, "calls");
    const real = process.env["PATH"]?.split(":").find((dir) => existsSync(join(dir, "git")));
    writeFileSync(
      join(tools, "git"),
      `#!/bin/sh\n{ printf '%s\\037' "$@"; env | grep '^GIT_\\|^LC_ALL' | sort | tr '\\n' '\\036'; echo; } >> '${log}'\nexec '${real}/git' "$@"\n`,
      { mode: 0o755 },
    );
    const path = process.env["PATH"];
    process.env["PATH"] = `${tools}:${path}`;
    try {
      await readEverything(made.dir);
    } finally {
      process.env["PATH"] = path;
    }
    const allowed: readonly GitCommand[] = ["rev-parse", "log", "ls-tree", "cat-file", "merge-base"];
    const calls = readFileSync(log, "utf8").trim().split("\n");
    expect(calls.length).toBeGreaterThanOrEqual(7);
    for (const call of calls) {
      const parts = call.split("\u001f");
      const env = parts.at(-1) ?? "";
      const args = parts.slice(0, -1);
      const command = args.find((arg, index) => !arg.startsWith("-") && args[index - 1] !== "-c");
      expect(allowed).toContain(command);
      const settings = args.slice(0, args.indexOf(command ?? ""));
      expect(settings).toEqual(expect.arrayContaining(["core.fsmonitor=false", "core.hooksPath=/dev/null"]));
      for (const line of [
        "GIT_NO_LAZY_FETCH=1",
        "GIT_ALLOW_PROTOCOL=",
        "GIT_OPTIONAL_LOCKS=0",
        "GIT_TERMINAL_PROMPT=0",
        "LC_ALL=C",
      ]) {
        expect(env.split("\u001e")).toContain(line);
      }
      if (command === "log") {
        expect(args).toEqual(
          expect.arrayContaining(["--no-show-signature", "--no-ext-diff", "--no-textconv", "-z", "--raw"]),
        );
      }
    }
  });

  test("the caller's GIT_ variables are dropped, but for those that configure git itself", () => {
    const env = gitEnvironment({
      PATH: "/bin",
      GIT_DIR: "/x",
      GIT_INDEX_FILE: "/y",
      GIT_EXTERNAL_DIFF: "evil",
      GIT_SSH_COMMAND: "evil",
      GIT_TRACE: "1",
      GIT_LITERAL_PATHSPECS: "0",
      GIT_CONFIG_GLOBAL: "/g",
      GIT_CONFIG_COUNT: "1",
      GIT_CONFIG_KEY_0: "safe.directory",
      GIT_CONFIG_VALUE_0: "*",
      LC_ALL: "nb_NO.UTF-8",
    });
    expect(
      Object.keys(env)
        .filter((name) => name.startsWith("GIT_"))
        .sort(),
    ).toEqual([
      "GIT_ALLOW_PROTOCOL",
      "GIT_CONFIG_COUNT",
      "GIT_CONFIG_GLOBAL",
      "GIT_CONFIG_KEY_0",
      "GIT_CONFIG_VALUE_0",
      "GIT_NO_LAZY_FETCH",
      "GIT_NO_REPLACE_OBJECTS",
      "GIT_OPTIONAL_LOCKS",
      "GIT_PAGER",
      "GIT_TERMINAL_PROMPT",
    ]);
    expect(env).toMatchObject({ PATH: "/bin", LC_ALL: "C", GIT_ALLOW_PROTOCOL: "" });
  });
});
