import { spawn } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Some openers stay as long as the browser; one that has not failed by now will not. */
const SOON_MS = 3_000;

/** Writes a page into a fresh folder that only this user can read, and says where. `name` without ending. */
export function writePage(name: string, html: string): string {
  // Part of a path and of a command: nothing but plain characters, and no dot or hyphen first.
  const safe = name.replace(/[^\w.-]+/g, "-").replace(/^[.-]+/, "");
  const path = join(mkdtempSync(join(tmpdir(), "samsvar-")), `${safe.slice(0, 80) || "samsvar"}.html`);
  writeFileSync(path, html, { mode: 0o600 });
  return path;
}

/** Opens a file with whatever this system opens pages with; false when that cannot be started, or fails. */
export function openInBrowser(path: string, platform: NodeJS.Platform = process.platform): Promise<boolean> {
  const [command, ...args] = chooseOpener(path, platform);
  return new Promise((resolve) => {
    const child = spawn(command, args, { detached: true, stdio: "ignore" });
    const timer = setTimeout(() => done(true), SOON_MS);
    const done = (opened: boolean): void => {
      clearTimeout(timer);
      child.unref();
      resolve(opened);
    };
    child.once("error", () => done(false));
    child.once("exit", (code) => done(code === 0));
  });
}

export function chooseOpener(path: string, platform: NodeJS.Platform): readonly [string, ...string[]] {
  if (platform === "darwin") return ["open", path];
  // The empty text is the window's title: without it, `start` takes a quoted path for one.
  if (platform === "win32") return ["cmd", "/c", "start", '""', path];
  return ["xdg-open", path];
}
