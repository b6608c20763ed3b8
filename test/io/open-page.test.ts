import { chmodSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { chooseOpener, openInBrowser, writePage } from "../../src/io/open-page.ts";
import { makeDir, removeDir } from "../support/repo.ts";

const path = process.env["PATH"];
const folders: string[] = [];
afterEach(() => {
  process.env["PATH"] = path;
  for (const folder of folders.splice(0)) removeDir(folder);
});

/** Puts a stand-in for `xdg-open` on the path that writes down what it was given. */
function placeOpener(exit: number): string {
  const folder = makeDir();
  folders.push(folder);
  writeFileSync(join(folder, "xdg-open"), `#!/bin/sh\nprintf '%s' "$*" > "${folder}/given"\nexit ${exit}\n`);
  chmodSync(join(folder, "xdg-open"), 0o755);
  process.env["PATH"] = `${folder}:${path}`;
  return join(folder, "given");
}

describe("opening a page", () => {
  it.each([
    ["blog/meet-the-team", "blog-meet-the-team.html"],
    ["../../etc/passwd", "etc-passwd.html"],
    ["--option x; y", "option-x-y.html"],
    ["", "samsvar.html"],
    ["ø".repeat(300), "samsvar.html"],
    ["a".repeat(300), `${"a".repeat(80)}.html`],
  ])("writes %j where only its user can read it", (name, file) => {
    const written = writePage(name, "<p>hei</p>");
    folders.push(dirname(written));
    expect(basename(written)).toBe(file);
    expect(readFileSync(written, "utf8")).toBe("<p>hei</p>");
    expect(statSync(written).mode & 0o777).toBe(0o600);
    expect(statSync(dirname(written)).mode & 0o777).toBe(0o700);
  });

  it("tells whether it was opened", async () => {
    const given = placeOpener(0);
    expect(await openInBrowser("/tmp/a page.html", "linux")).toBe(true);
    expect(readFileSync(given, "utf8")).toBe("/tmp/a page.html");
    placeOpener(3);
    expect(await openInBrowser("/tmp/x.html", "linux")).toBe(false);
    process.env["PATH"] = "/nonexistent";
    expect(await openInBrowser("/tmp/x.html", "linux")).toBe(false);
  });

  it("knows the openers of other systems", () => {
    expect(chooseOpener("x", "darwin")).toEqual(["open", "x"]);
    expect(chooseOpener("x", "win32")).toEqual(["cmd", "/c", "start", '""', "x"]);
  });
});
