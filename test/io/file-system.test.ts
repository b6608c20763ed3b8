import { execFileSync } from "node:child_process";
import fs from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { hashBlob } from "../../src/io/blob-id.ts";
import { openFileSystem } from "../../src/io/file-system.ts";
import { sweepLeftovers } from "../../src/io/temporary-files.ts";
import type { FileSystem, ReadResult } from "../../src/model/ports.ts";
import { makeDir, makeRepo, removeDir } from "../support/repo.ts";

let parent: string;
let root: string;
let files: FileSystem;

beforeEach(() => {
  parent = makeDir();
  root = join(parent, "project");
  fs.mkdirSync(root);
  files = openFileSystem(root);
});
afterEach(() => {
  removeDir(parent);
});

function put(path: string, content: string | Uint8Array = "x\n"): string {
  const full = join(root, path);
  fs.mkdirSync(join(full, ".."), { recursive: true });
  fs.writeFileSync(full, content);
  return full;
}

const bytes = (text: string): Uint8Array => Buffer.from(text);
const textOf = (result: ReadResult): string =>
  result.ok ? Buffer.from(result.bytes).toString() : result.fault;
const MARKDOWN = { extensions: [".md"] };
const NOBODY = 65534;

/** Root may read everything: where the tests run as root, `run` is run as a user who has no rights but everybody's. */
function asOrdinaryUser(run: () => void): void {
  if (process.getuid?.() !== 0 || process.seteuid === undefined) {
    run();
    return;
  }
  for (const path of [parent, root]) fs.chmodSync(path, 0o755);
  process.seteuid(NOBODY);
  try {
    run();
  } finally {
    process.seteuid(0);
  }
}

/** Every file below the parent folder with its text; what a test compares to find that nothing else was touched. */
const leftovers = (): readonly string[] =>
  (fs.readdirSync(parent, { recursive: true }) as string[]).filter((name) => name.includes(".samsvar-"));

describe("listing", () => {
  test("wanted endings only, in order, not in folders of tools", () => {
    for (const path of [
      "b.md",
      "a/z.MD",
      "a/b.txt",
      ".git/x.md",
      "node_modules/x.md",
      ".hidden/x.md",
      "a/.md",
      "ä.md",
    ]) {
      put(path);
    }
    expect(files.list(["."], MARKDOWN)).toEqual({ files: ["a/z.MD", "b.md", "ä.md"], faults: [] });
    expect(files.list(["a/", "./a", "b.md", "nowhere"], MARKDOWN)).toMatchObject({
      files: ["a/z.MD"],
      faults: [
        { path: "b.md", fault: "missing" },
        { path: "nowhere", fault: "missing" },
      ],
    });
  });

  test("names of any kind", () => {
    const names = ["-x.md", "two\nlines.md", " .md ", "a\u202eb.md", "*.md", "'\".md"];
    for (const name of names) put(name);
    expect(files.list(["."], MARKDOWN).files).toEqual(names.filter((name) => name.endsWith(".md")).sort());
    for (const name of names) expect(textOf(files.read(name))).toBe("x\n");
  });

  test("folders, FIFOs and dangling links with a post's name are named, not opened", () => {
    put("dir.md/inner.md");
    execFileSync("mkfifo", [join(root, "pipe.md")]);
    fs.symlinkSync("nowhere", join(root, "dangling.md"));
    fs.symlinkSync("self.md", join(root, "self.md"));
    fs.symlinkSync("pipe.md", join(root, "to-pipe.md"));
    expect(files.list(["."], MARKDOWN)).toMatchObject({
      files: ["dir.md/inner.md"],
      faults: [
        { path: "dangling.md", fault: "dangling-link" },
        { path: "dir.md", fault: "not-a-file", detail: "folder" },
        { path: "pipe.md", fault: "not-a-file" },
        { path: "self.md", fault: "dangling-link" },
        { path: "to-pipe.md", fault: "not-a-file" },
      ],
    });
    expect(textOf(files.read("pipe.md"))).toBe("not-a-file");
    expect(textOf(files.read("to-pipe.md"))).toBe("not-a-file");
    expect(textOf(files.read("dangling.md"))).toBe("dangling-link");
    expect(textOf(files.read("self.md"))).toBe("dangling-link");
    expect(textOf(files.read("dir.md"))).toBe("not-a-file");
  });

  test("links are followed inside the project, never out of it, never in circles", () => {
    put("real/a.md", "a\n");
    fs.mkdirSync(join(parent, "outside"));
    fs.writeFileSync(join(parent, "outside", "secret.md"), "secret\n");
    fs.symlinkSync("real/a.md", join(root, "link.md"));
    fs.symlinkSync("../outside/secret.md", join(root, "out.md"));
    fs.symlinkSync("../outside", join(root, "away"));
    fs.symlinkSync("..", join(root, "real", "up"));
    const list = files.list(["."], MARKDOWN);
    expect(list.files).toEqual(["link.md", "real/a.md"]);
    expect(list.faults).toMatchObject([{ path: "out.md", fault: "outside-project" }]);
    expect(textOf(files.read("link.md"))).toBe("a\n");
    for (const path of [
      "out.md",
      "away/secret.md",
      "../outside/secret.md",
      join(parent, "outside/secret.md"),
      "a\0b",
    ]) {
      expect(textOf(files.read(path)), path).toBe("outside-project");
      expect(files.stamp(path).ok, path).toBe(false);
    }
    expect(files.list(["../outside", "away"], MARKDOWN)).toMatchObject({
      files: [],
      faults: [
        { path: "../outside", fault: "outside-project" },
        { path: "away", fault: "outside-project" },
      ],
    });
  });

  test("a content folder that is a link inside the project", () => {
    put("shared/posts/a.md", "a\n");
    fs.symlinkSync("shared", join(root, "content"));
    expect(files.list(["content/posts"], MARKDOWN).files).toEqual(["content/posts/a.md"]);
    expect(textOf(files.read("content/posts/a.md"))).toBe("a\n");
  });

  test("a folder and a file that may not be read", () => {
    put("closed/a.md");
    put("b.md");
    fs.chmodSync(join(root, "closed"), 0);
    fs.chmodSync(join(root, "b.md"), 0);
    asOrdinaryUser(() => {
      expect(files.list(["."], MARKDOWN).faults).toMatchObject([{ path: "closed", fault: "unreadable" }]);
      expect(textOf(files.read("b.md"))).toBe("unreadable");
    });
    fs.chmodSync(join(root, "closed"), 0o755);
  });
});

describe("reading", () => {
  test("bytes as they are, up to a size", () => {
    const odd = Uint8Array.of(0xef, 0xbb, 0xbf, 0xff, 0, 13, 10);
    put("odd.md", odd);
    put("empty.md", "");
    const read = files.read("odd.md", 7);
    expect(read.ok && [...read.bytes]).toEqual([...odd]);
    expect(files.read("odd.md", 6)).toEqual({ ok: false, fault: "too-large", detail: "7" });
    expect(textOf(files.read("empty.md"))).toBe("");
    expect(textOf(files.read("none.md"))).toBe("missing");
    expect(textOf(files.read("odd.md/x.md"))).toBe("missing");
  });

  test("a listed file that turned into something else meanwhile", () => {
    const full = put("a.md", "a\n");
    files.list(["."], MARKDOWN);
    fs.unlinkSync(full);
    expect(textOf(files.read("a.md"))).toBe("missing");
    execFileSync("mkfifo", [full]);
    expect(textOf(files.read("a.md"))).toBe("not-a-file");
    fs.unlinkSync(full);
    fs.writeFileSync(join(parent, "secret.md"), "secret\n");
    fs.symlinkSync(join(parent, "secret.md"), full);
    expect(textOf(files.read("a.md"))).toBe("outside-project");
    expect(files.stamp("a.md")).toMatchObject({ ok: false, fault: "outside-project" });
  });

  test("a stamp tells what changed", () => {
    const full = put("a.md", "a\n");
    const before = files.stamp("a.md");
    expect(before).toMatchObject({ ok: true, stamp: { size: 2, inode: fs.statSync(full).ino } });
    fs.writeFileSync(full, "longer\n");
    expect(files.stamp("a.md")).not.toEqual(before);
  });

  test("blob ids are git's", () => {
    const repo = makeRepo();
    try {
      for (const content of [bytes(""), bytes("æøå\r\n"), Uint8Array.of(0, 255, 10)]) {
        repo.write("f", content);
        expect(hashBlob(content)).toBe(repo.git("hash-object", "--no-filters", "f"));
      }
    } finally {
      repo.remove();
    }
  });
});

describe("writing", () => {
  test("replaces the file, keeps its mode, leaves nothing beside it", () => {
    const full = put("a.md", "old\n");
    fs.chmodSync(full, 0o640);
    expect(files.write("a.md", bytes("new\n"), bytes("old\n"))).toEqual({ ok: true });
    expect(fs.readFileSync(full, "utf8")).toBe("new\n");
    expect(fs.statSync(full).mode & 0o777).toBe(0o640);
    expect(fs.readdirSync(root)).toEqual(["a.md"]);
  });

  test("refuses a file that changed, went or came since it was read", () => {
    const full = put("a.md", "theirs\n");
    expect(files.write("a.md", bytes("new\n"), bytes("old\n"))).toMatchObject({
      ok: false,
      fault: "changed",
    });
    expect(files.write("a.md", bytes("new\n"), null)).toMatchObject({ ok: false, fault: "changed" });
    expect(files.write("b.md", bytes("new\n"), bytes("old\n"))).toMatchObject({
      ok: false,
      fault: "changed",
    });
    expect(fs.readFileSync(full, "utf8")).toBe("theirs\n");
    expect(fs.readdirSync(root)).toEqual(["a.md"]);
  });

  test("makes new files and their folders", () => {
    expect(files.write(".samsvar/facts/x.txt", bytes("fact\n"), null)).toEqual({ ok: true });
    expect(textOf(files.read(".samsvar/facts/x.txt"))).toBe("fact\n");
    expect(files.list([".samsvar/facts"], { extensions: [".txt"] }).files).toEqual([".samsvar/facts/x.txt"]);
    expect(leftovers()).toEqual([]);
  });

  test("writes through a link inside the project, and not out of it", () => {
    put("real.md", "old\n");
    fs.symlinkSync("real.md", join(root, "link.md"));
    expect(files.write("link.md", bytes("new\n"), bytes("old\n"))).toEqual({ ok: true });
    expect(fs.lstatSync(join(root, "link.md")).isSymbolicLink()).toBe(true);
    expect(textOf(files.read("real.md"))).toBe("new\n");

    fs.mkdirSync(join(parent, "outside"));
    fs.writeFileSync(join(parent, "outside/x.md"), "theirs\n");
    fs.symlinkSync("../outside/x.md", join(root, "out.md"));
    fs.symlinkSync("../outside", join(root, ".samsvar"));
    fs.symlinkSync("../nowhere", join(root, "dangling.md"));
    for (const path of [
      "out.md",
      ".samsvar/x.md",
      ".samsvar/facts/new.txt",
      "../outside/x.md",
      join(parent, "outside/x.md"),
      ".",
    ]) {
      expect(files.write(path, bytes("mine\n")), path).toMatchObject({ ok: false, fault: "outside-project" });
      expect(files.remove(path, bytes("theirs\n")), path).toMatchObject({
        ok: false,
        fault: "outside-project",
      });
    }
    expect(files.write("dangling.md", bytes("mine\n"))).toMatchObject({ ok: false });
    expect(fs.readdirSync(join(parent, "outside"))).toEqual(["x.md"]);
    expect(fs.readFileSync(join(parent, "outside/x.md"), "utf8")).toBe("theirs\n");
    expect(fs.existsSync(join(parent, "nowhere"))).toBe(false);
  });

  test("refuses what is no file", () => {
    fs.mkdirSync(join(root, "dir.md"));
    execFileSync("mkfifo", [join(root, "pipe.md")]);
    put("a.md");
    for (const path of ["dir.md", "pipe.md", "a.md/x.md"]) {
      expect(files.write(path, bytes("x")), path).toMatchObject({ ok: false, fault: "not-a-file" });
    }
    expect(leftovers()).toEqual([]);
  });

  test("removes only what still holds what was read", () => {
    put("a.md", "a\n");
    expect(files.remove("a.md", bytes("b\n"))).toMatchObject({ ok: false, fault: "changed" });
    expect(files.remove("a.md", bytes("a\n"))).toEqual({ ok: true });
    expect(files.remove("a.md", bytes("a\n"))).toMatchObject({ ok: false, fault: "changed" });
  });

  test("a full disk leaves the old file whole", () => {
    const disk = join(root, "disk");
    fs.mkdirSync(disk);
    try {
      execFileSync("mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", disk], { stdio: "ignore" });
    } catch {
      // Without the right to mount: the fault-injection tests cover the same.
      return;
    }
    try {
      put("disk/a.md", "old\n");
      const result = files.write("disk/a.md", new Uint8Array(1 << 20), bytes("old\n"));
      expect(result).toMatchObject({ ok: false, fault: "no-space" });
      expect(textOf(files.read("disk/a.md"))).toBe("old\n");
      expect(leftovers()).toEqual([]);
    } finally {
      execFileSync("umount", [disk]);
    }
  });

  test("temporary files of dead processes are swept, those of living ones stay", () => {
    const old = Date.now() / 1000 - 3600;
    const dead = put(".samsvar-999999999-0123456789abcdef.tmp");
    const alive = put(`.samsvar-${process.pid}-0123456789abcdef.tmp`);
    const young = put(".samsvar-999999998-0123456789abcdef.tmp");
    const other = put(".samsvar-notes.tmp");
    for (const path of [dead, alive, other]) fs.utimesSync(path, old, old);
    sweepLeftovers(root);
    expect([dead, alive, young, other].map((path) => fs.existsSync(path))).toEqual([false, true, true, true]);
  });
});
