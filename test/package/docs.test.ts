import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { buildDemoRepository } from "../../scripts/demo/build-repository.mjs";
import { parseConfig } from "../../src/config/read-config.ts";
import { CHECK_CODES } from "../../src/model/check-codes.ts";
import { REPORT_FORMATS } from "../../src/report/index.ts";
import { makeDir, removeDir, runCli } from "../support/repo.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const PAGES = ["", "docs"].flatMap((folder) =>
  readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith(".md"))
    .map((name) => join(folder, name)),
);
const read = (path: string): string => readFileSync(join(ROOT, path), "utf8");
const withoutCode = (text: string): string => text.replace(/^(```|~~~+)[\s\S]*?^\1$/gm, "");

describe.each(PAGES)("%s", (page) => {
  test("links to files that are there", () => {
    const links = [...withoutCode(read(page)).matchAll(/\]\(([^)\s]+)\)/g)].map(([, to]) => to as string);
    const local = links.filter((to) => !/^(https?:|#)/.test(to));
    expect(local.filter((to) => !existsSync(join(ROOT, dirname(page), to.replace(/#.*/, ""))))).toEqual([]);
  });

  test("names files and scripts that are there", () => {
    const text = read(page);
    const paths = [...withoutCode(text).matchAll(/`((?:src|test|scripts|docs|locales)\/[\w./-]+)`/g)];
    expect(paths.map(([, path]) => path as string).filter((path) => !existsSync(join(ROOT, path)))).toEqual(
      [],
    );
    const { scripts } = JSON.parse(read("package.json")) as { scripts: Readonly<Record<string, string>> };
    const named = [...text.matchAll(/\bnpm run ([\w:]+)/g)].map(([, name]) => name as string);
    expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
  });
});

test("the table of folders in docs/architecture.md is whole, and its places are there", () => {
  const page = read("docs/architecture.md");
  const folders = readdirSync(join(ROOT, "src"), { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  );
  const table = /## Folders of `src\/`\n([\s\S]*?)\n## /.exec(page)?.[1] ?? "";
  expect(folders.map(({ name }) => name).filter((name) => !table.includes(`\`${name}/\``))).toEqual([]);

  const inSource = new RegExp(`\`((?:${folders.map(({ name }) => name).join("|")})/[\\w./-]*)\``, "g");
  const places = [...page.matchAll(inSource)].map(([, path]) => path as string);
  expect(places.length).toBeGreaterThan(30);
  expect(places.filter((path) => !existsSync(join(ROOT, "src", path)))).toEqual([]);
});

describe("README.md", () => {
  const readme = read("README.md");

  test("lists every command, and no other", async () => {
    const { stdout } = await runCli(["--help", "--lang", "en"], { cwd: ROOT });
    const there = [...stdout.matchAll(/^ {2}([a-z]+)(?: [[<].*?)? {2,}\S/gm)].map(
      ([, name]) => name as string,
    );
    expect(there).toContain("status");
    const table = /## Commands\n([\s\S]*?)\n### /.exec(readme)?.[1] ?? "";
    const listed = [...table.matchAll(/^\| `([a-z]+)/gm)].map(([, name]) => name as string);
    expect(listed.toSorted()).toEqual(there.filter((name) => name !== "help").toSorted());
  });

  test("shows what the demo prints", async () => {
    const dir = makeDir();
    try {
      buildDemoRepository(join(dir, "site"));
      const { stdout } = await runCli(["status", "--lang", "en", "--no-cache"], { cwd: join(dir, "site") });
      const printed = stdout.split("\n");
      const [, block = ""] = /```text\n(English → [\s\S]*?)```/.exec(readme) ?? [];
      const shown = block
        .trim()
        .split("\n")
        .map((line) => line.replace(/ · …$/, ""));
      expect(shown.length).toBeGreaterThan(10);
      // Lines are cut on the right.
      expect(shown.filter((line) => !printed.some((whole) => whole.startsWith(line)))).toEqual([]);
    } finally {
      removeDir(dir);
    }
  });

  test("lists every report format", () => {
    const list = /\nFormats: ([\s\S]*?)\n\n/.exec(readme)?.[1] ?? "";
    expect(Object.keys(REPORT_FORMATS).filter((name) => !list.includes(`\`${name}\``))).toEqual([]);
  });

  test("shows a configuration that is valid", async () => {
    const [, example = ""] = /## Configuration\n[\s\S]*?```json\n([\s\S]*?)```/.exec(readme) ?? [];
    const result = await parseConfig(example, "samsvar.config.json", Object.keys(CHECK_CODES));
    expect(result).toMatchObject({ kind: "read" });
  });
});
