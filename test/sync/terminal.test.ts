import { readFileSync } from "node:fs";
import { afterEach, beforeEach, expect, it } from "vitest";
import { EN, makeDriftedRepo, NB, writeEditor } from "../support/drifted-post.ts";
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

const KEYS = {
  en: {
    edit: "e",
    carry: "c",
    write: "w",
    remove: "r",
    yes: "y",
    move: "m",
    same: "s",
    only: "p",
    quit: "q",
    end: /q quit/,
  },
  nb: {
    edit: "r",
    carry: "o",
    write: "n",
    remove: "x",
    yes: "j",
    move: "m",
    same: "f",
    only: "b",
    quit: "q",
    end: /q avslutt/,
  },
} as const;
type Locale = keyof typeof KEYS;

/** Which key a translator presses for what the screen shows. */
const DECISIONS: readonly (readonly [RegExp, keyof typeof KEYS.en])[] = [
  [/── title/, "edit"],
  [/── Waves ↔ Bølger/, "edit"],
  [/── Manual ↔ Håndbok/, "carry"],
  [/── Anchors/, "write"],
  [/── Tau/, "remove"],
  [/── Price ↔ Pris/, "move"],
  [/── Radio/, "same"],
  [/── Båttrafikk/, "only"],
];

const sync = (locale: Locale, more: { columns?: number; rows?: number; editor?: string } = {}): Terminal =>
  startTerminal(["--lang", locale, "sync", "buoys"], {
    cwd: repo.dir,
    ...more,
    env: { XDG_STATE_HOME: state, EDITOR: more.editor ?? writeEditor(repo), SAMSVAR_USER: "Kari Nordmann" },
  });

/** Waits for the next thing to decide and presses its key; returns what it was, or null at the end. */
async function decide(terminal: Terminal, locale: Locale, done: ReadonlySet<string>): Promise<string | null> {
  const keys = KEYS[locale];
  const fresh = DECISIONS.filter(([shown]) => !done.has(shown.source));
  if (fresh.length === 0) return null;
  const any = new RegExp(`(${fresh.map(([shown]) => shown.source).join("|")})[\\s\\S]*${keys.end.source}`);
  const screen = await terminal.waitFor(any);
  const found = fresh.find(([shown]) => shown.test(screen))!;
  await terminal.press(keys[found[1]] as string);
  if (found[1] === "remove") {
    await terminal.waitFor(/y yes|j ja/);
    await terminal.press(keys.yes);
  }
  return found[0].source;
}

const EXPECTED = {
  title: "in-sync",
  "(preamble)": "in-sync",
  Waves: "in-sync",
  Manual: "in-sync",
  Anchors: "in-sync",
  Radio: "in-sync",
  Price: "in-sync",
  Båttrafikk: "missing-in-source only",
};

it.each([
  ["en", 80, 24],
  ["nb", 80, 24],
  ["nb", 200, 60],
  ["en", 200, 60],
] as const)(
  "brings a post with all kinds of drift fully in sync (%s, %d×%d)",
  async (locale, columns, rows) => {
    const terminal = sync(locale, { columns, rows });
    const done = new Set<string>();
    for (;;) {
      const decided = await decide(terminal, locale, done);
      if (decided === null) break;
      done.add(decided);
    }
    const closing = await terminal.waitFor(/8 (decisions|avgjørelser)/);
    expect(closing).not.toMatch(/left for next time|står igjen/);
    expect(await terminal.ended).toBe(0);
    expect(statesOf((await judgeAt(repo.dir))[0])).toEqual(EXPECTED);
    expect(repo.git("diff", "--stat", "--", EN)).toBe("");
    const text = readFileSync(repo.path(NB), "utf8");
    expect(text).toBe(`---
# Written by hand
title: "Alt om bøyer og anker"
aliases: [/blog/buoys/]   # one list
date: 2026-01-01
---
Bøyer er små båter som blir der de er.

## Pris

Ingen vet hva en bøye koster før den første stormen har kommet og gått.

## Bølger

En bøye måler bølger tjue ganger i sekundet, men den sover på søndager og i tåke.

## Håndbok

Hvordan tallene skal leses, er forklart i [håndboken](https://new.example/handbook/), side for side.

### Anker

Et anker holder bøya på plass, uansett hva vinden måtte mene om det. Spør om vekten:

\`\`\`sh
skvulp anchor --weight 40
\`\`\`

## Radio

Den sender det den har målt, på radio til den stasjonen på land som ligger nærmest.

## Båttrafikk

- Hold avstand.
- Følg sjøveisreglene, slik de gjelder her i landet.
`);
    const undone = await runCli(["sync", "--undo"], { cwd: repo.dir, env: { XDG_STATE_HOME: state } });
    expect(undone.stdout).toBe("8 decisions of the last session were taken back.\n");
    expect(repo.git("status", "--porcelain")).toBe("?? .samsvar/");
    expect(repo.git("ls-files", "--others")).toBe(".samsvar/.gitattributes");
  },
);
