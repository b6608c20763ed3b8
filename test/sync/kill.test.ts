import { chmodSync, existsSync, readdirSync, readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeDriftedRepo, NB, writeEditor } from "../support/drifted-post.ts";
import { makeDir, removeDir, runCli, type TestRepo } from "../support/repo.ts";
import { judgeAt, statesOf } from "../support/site-commands.ts";
import { startTerminal, type Terminal } from "../support/terminal.ts";

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

const start = (editor = writeEditor(repo), args: readonly string[] = ["sync", "buoys"]): Terminal =>
  startTerminal(args, { cwd: repo.dir, env: { XDG_STATE_HOME: state, EDITOR: editor } });

const states = async () => statesOf((await judgeAt(repo.dir))[0]);
const readNb = (): string => readFileSync(repo.path(NB), "utf8");

/** An editor that does what it is told by a line of shell; `$1` is the file. */
function makeEditor(line: string): string {
  repo.write(".git/editor.sh", `#!/bin/sh\n${line}\n`);
  chmodSync(repo.path(".git/editor.sh"), 0o755);
  return repo.path(".git/editor.sh");
}

describe("ended in the middle", () => {
  it.each([
    ["SIGKILL", 137],
    ["SIGTERM", 143],
    ["SIGHUP", 129],
  ] as const)("by %s, keeps what was decided and resumes there", async (signal, code) => {
    const terminal = start();
    await terminal.waitFor(/── title[\s\S]*q quit/);
    await terminal.press("e");
    await terminal.waitFor(/── Waves[\s\S]*q quit/);
    terminal.kill(signal);
    expect(await terminal.ended).toBe(code);
    expect(await states()).toMatchObject({ title: "in-sync", Waves: "source-changed" });
    const next = start();
    await next.waitFor(/── Waves[\s\S]*q quit/);
    await next.press("q");
    expect(await next.ended).toBe(0);
  });

  it("by Ctrl-C, says so in its exit code", async () => {
    const terminal = start();
    await terminal.waitFor(/── title[\s\S]*q quit/);
    await terminal.press("s");
    await terminal.waitFor(/── Waves[\s\S]*q quit/);
    await terminal.press("\u0003");
    expect(await terminal.ended).toBe(130);
    expect(await states()).toMatchObject({ title: "in-sync", Waves: "source-changed" });
  });

  it("while the editor is open, leaves the post as it was and offers the draft", async () => {
    const before = readNb();
    const terminal = start(makeEditor(`sed -i '1s/.*/Halvferdig/' "$1"; touch .git/open; sleep 30`));
    await terminal.waitFor(/── title[\s\S]*q quit/);
    await terminal.press("e");
    while (!existsSync(repo.path(".git/open"))) await new Promise((resolve) => setTimeout(resolve, 20));
    terminal.kill("SIGKILL");
    await terminal.ended;
    expect(readNb()).toBe(before);
    const next = start(makeEditor(`sed -i '1s/$/ bøyer/' "$1"`));
    await next.waitFor(/── title[\s\S]*q quit/);
    await next.press("e");
    await next.waitFor(/draft of this from last time[\s\S]*y yes/);
    await next.press("y");
    await next.waitFor(/── Waves[\s\S]*q quit/);
    await next.press("q");
    await next.ended;
    expect(readNb()).toContain('title: "Halvferdig bøyer"');
  });
});

describe("a file that another program changed", () => {
  it("is shown again and not overwritten, also while the editor was open", async () => {
    const terminal = start(
      makeEditor(`sed -i 's/^title:.*/title: "Alt om tau"/' ${NB}; sed -i '1s/.*/Mitt/' "$1"`),
    );
    await terminal.waitFor(/── title[\s\S]*q quit/);
    await terminal.press("e");
    await terminal.waitFor(/changed by another program[\s\S]*q quit/);
    expect(readNb()).toContain('title: "Alt om tau"');
    await terminal.press("q");
    await terminal.ended;
    expect(readNb()).not.toContain("Mitt");
  });
});

describe("an editor that", () => {
  it.each([
    ["fails", "exit 3", /editor reported an error/],
    ["is missing", null, /editor reported an error/],
    ["writes nothing", ': > "$1"', /file was empty/],
    ["changes nothing", "true", /text is as it was/],
    ["writes no UTF-8", `printf 'B\\370yer\\n' > "$1"`, /not UTF-8/],
  ])("%s changes nothing", async (_, line, said) => {
    const before = readNb();
    const terminal = start(line === null ? "/nowhere/to/be/found --wait" : makeEditor(line));
    await terminal.waitFor(/── title[\s\S]*q quit/);
    await terminal.press("e");
    await terminal.waitFor(said);
    await terminal.press("q");
    expect(await terminal.ended).toBe(0);
    expect(readNb()).toBe(before);
    expect(existsSync(repo.path(".samsvar"))).toBe(false);
  });
});

describe("undo", () => {
  it("takes back many steps, byte for byte, in the post and in the facts", async () => {
    const before = readNb();
    const terminal = start();
    await terminal.waitFor(/── title[\s\S]*q quit/);
    await terminal.press("e");
    await terminal.waitFor(/── Waves[\s\S]*q quit/);
    await terminal.press("e");
    await terminal.waitFor(/── (?!title|Waves)[\s\S]*q quit/);
    await terminal.press("u");
    await terminal.waitFor(/── Waves[\s\S]*Taken back[\s\S]*q quit/);
    await terminal.press("u");
    await terminal.waitFor(/── title[\s\S]*Taken back[\s\S]*q quit/);
    await terminal.press("q");
    await terminal.ended;
    expect(readNb()).toBe(before);
    expect(readdirSync(repo.path(".samsvar/facts"))).toEqual([]);
  });
});

describe("without a terminal", () => {
  it("ends with 2 and names the commands that do the same", async () => {
    const run = await runCli(["sync"], { cwd: repo.dir });
    expect(run.code).toBe(2);
    expect(run.stderr).toContain("samsvar accept <post>#<section>");
    expect(run.stderr).toContain("samsvar carry");
  });
});

describe("line by line", () => {
  it("asks in words and takes a letter and Enter", async () => {
    const terminal = start(writeEditor(repo), ["--plain", "sync", "buoys"]);
    const screen = await terminal.waitFor(/Your key, and Enter/);
    expect(screen).toContain("English has changed, Norwegian lags behind");
    await terminal.press("s\r");
    await terminal.waitFor(/── Waves[\s\S]*Your key, and Enter/);
    await terminal.press("q\r");
    expect(await terminal.ended).toBe(0);
    expect(await states()).toMatchObject({ title: "in-sync", Waves: "source-changed" });
  });
});
