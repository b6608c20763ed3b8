import { chmodSync, readFileSync } from "node:fs";
import { afterEach, beforeEach, expect, it } from "vitest";
import { makeDriftedRepo, NB } from "../support/drifted-post.ts";
import { makeDir, removeDir, type TestRepo } from "../support/repo.ts";
import { startTerminal } from "../support/terminal.ts";

let repo: TestRepo;
let state: string;
beforeEach(() => {
  repo = makeDriftedRepo();
  state = makeDir();
});
afterEach(() => {
  repo.remove();
  removeDir(state);
});

it("refuses a text with a code fence left open, and offers it again", async () => {
  const editor = repo.path(".git/editor.sh");
  repo.write(".git/editor.sh", `#!/bin/sh\nsed -i '1s/^/\`\`\`\\n/' "$1"\n`);
  chmodSync(editor, 0o755);
  const before = readFileSync(repo.path(NB), "utf8");
  const terminal = startTerminal(["--lang", "en", "sync", "buoys"], {
    cwd: repo.dir,
    columns: 100,
    rows: 40,
    env: { XDG_STATE_HOME: state, EDITOR: editor, SAMSVAR_USER: "Kari Nordmann" },
  });
  await terminal.waitFor(/── title[\s\S]*q quit/);
  await terminal.press("l");
  await terminal.waitFor(/── Waves[\s\S]*q quit/);
  await terminal.press("e");
  await terminal.waitFor(/headings below it would be lost[\s\S]*q quit/);
  expect(readFileSync(repo.path(NB), "utf8")).toBe(before);
  await terminal.press("e");
  await terminal.waitFor(/There is a draft of this/);
  terminal.kill("SIGKILL");
  await terminal.ended;
});
