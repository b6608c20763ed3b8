import { spawn } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { makeDir, removeDir } from "../support/repo.ts";

/** The call that fails, counted from 1 over all calls of the functions below; 0 for none. */
const trap = vi.hoisted(() => ({
  at: 0,
  count: 0,
  code: "EIO",
  failed: "",
  short: false,
  seen: [] as string[],
}));

vi.mock("node:fs", async (importOriginal) => {
  const real = await importOriginal<typeof import("node:fs")>();
  const watched = [
    "openSync",
    "writeSync",
    "fsyncSync",
    "fchmodSync",
    "closeSync",
    "readFileSync",
    "renameSync",
  ] as const;
  const more = ["linkSync", "unlinkSync", "mkdirSync", "lstatSync", "realpathSync", "accessSync"] as const;
  const guarded: Record<string, unknown> = {};
  for (const name of [...watched, ...more]) {
    guarded[name] = (...args: unknown[]) => {
      if (trap.at >= 0) {
        trap.count += 1;
        trap.seen.push(name);
        if (trap.count === trap.at) {
          trap.failed = name;
          if (name === "closeSync") real.closeSync(args[0] as number);
          throw Object.assign(new Error(`${trap.code}: ${name}`), { code: trap.code });
        }
        if (name === "writeSync" && trap.short) {
          const [file, data, offset] = args as [number, Uint8Array, number];
          return real.writeSync(file, data, offset, Math.min(1, data.length - offset));
        }
      }
      return (real[name] as (...rest: unknown[]) => unknown)(...args);
    };
  }
  return { ...real, ...guarded, default: { ...real, ...guarded } };
});

const { openFileSystem } = await import("../../src/io/file-system.ts");

let root: string;
beforeEach(() => {
  trap.at = -1;
  root = makeDir();
});
afterEach(() => {
  trap.at = -1;
  trap.short = false;
  removeDir(root);
});

const OLD = "old text\n";
const NEW = "new text, longer\n";

test.each([
  ["replacing a file", "a.md", Buffer.from(OLD)],
  ["making a file", "facts/new.txt", null],
] as const)("%s: each failing call leaves the old state or the new, whole", (_, path, expected) => {
  const failed: string[] = [];
  for (let at = 1; ; at += 1) {
    trap.at = -1;
    const dir = join(root, String(at));
    mkdirSync(dir);
    if (expected !== null) writeFileSync(join(dir, path), OLD);
    const files = openFileSystem(dir);
    Object.assign(trap, {
      at,
      count: 0,
      failed: "",
      code: ["EIO", "ENOSPC", "EROFS", "EMFILE"][at % 4],
      seen: [],
    });
    const result = files.write(path, Buffer.from(NEW), expected);
    const { failed: name } = trap;
    trap.at = -1;
    if (name === "") {
      expect(result).toEqual({ ok: true });
      break;
    }
    failed.push(name);
    let now: string | null = null;
    try {
      now = readFileSync(join(dir, path), "utf8");
    } catch {
      // Not there: as before, when a file was to be made.
    }
    expect([expected === null ? null : OLD, NEW], `${at} ${name}`).toContain(now);
    // What is reported as done is done; what failed may have been done only if just the folder's sync failed.
    if (result.ok) expect(now).toBe(NEW);
    // The next run works.
    const again = files.write(path, Buffer.from(NEW), now === null ? null : Buffer.from(now));
    expect(again, `${at} ${name}`).toEqual({ ok: true });
    expect(readFileSync(join(dir, path), "utf8")).toBe(NEW);
  }
  expect(failed).toEqual(
    expect.arrayContaining([
      "openSync",
      "writeSync",
      "fsyncSync",
      expected === null ? "linkSync" : "renameSync",
    ]),
  );
});

test("short writes are carried on", () => {
  writeFileSync(join(root, "a.md"), OLD);
  const files = openFileSystem(root);
  Object.assign(trap, { at: 0, count: 0, short: true });
  expect(files.write("a.md", Buffer.from(NEW), Buffer.from(OLD))).toEqual({ ok: true });
  trap.at = -1;
  expect(readFileSync(join(root, "a.md"), "utf8")).toBe(NEW);
});

test("killed at any moment, the file is old or new, whole", async () => {
  const texts = [OLD.repeat(20_000), NEW.repeat(20_000)] as const;
  writeFileSync(join(root, "a.md"), texts[0]);
  const source = fileURLToPath(new URL("../../src/io/write-file.ts", import.meta.url));
  const { build } = await import("esbuild");
  const bundle = join(root, "writer.mjs");
  await build({
    entryPoints: [source],
    bundle: true,
    platform: "node",
    format: "esm",
    outfile: bundle,
    logLevel: "error",
  });
  const script = `
    import { writeProjectFile } from ${JSON.stringify(bundle)};
    const texts = [${JSON.stringify(OLD)}.repeat(20000), ${JSON.stringify(NEW)}.repeat(20000)];
    process.stdout.write("ready");
    for (let n = 1; ; n++) writeProjectFile(${JSON.stringify(root)}, "a.md", Buffer.from(texts[n % 2]));
  `;
  for (let round = 0; round < 12; round += 1) {
    const child = spawn(process.execPath, ["--input-type=module", "-e", script], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    await new Promise((resolve) => child.stdout.once("data", resolve));
    await new Promise((resolve) => setTimeout(resolve, 3 + round * 5));
    child.kill("SIGKILL");
    await new Promise((resolve) => child.once("close", resolve));
    expect(texts.includes(readFileSync(join(root, "a.md"), "utf8") as never)).toBe(true);
  }
  const litter = readdirSync(root).filter((name) => name.startsWith(".samsvar-"));
  expect(litter.every((name) => name.endsWith(".tmp"))).toBe(true);
});
