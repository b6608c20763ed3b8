import { chmodSync, existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { judgeSite } from "../../src/commands/judge-site.ts";
import { storeSession, undoLastSession } from "../../src/commands/last-session.ts";
import { openDesk } from "../../src/commands/open-desk.ts";
import { planCarry } from "../../src/commands/plan-carry.ts";
import { readOldText } from "../../src/commands/read-old-text.ts";
import { openSyncDesk } from "../../src/commands/sync-desk.ts";
import { runSession } from "../../src/commands/sync-session.ts";
import { loadMessages } from "../../src/i18n/load-messages.ts";
import { openUserState } from "../../src/io/user-state.ts";
import type { PairReport } from "../../src/model/report.ts";
import { PLAIN_LOOK } from "../../src/report/look.ts";
import { ANSWERS, type Answer } from "../../src/sync/tasks.ts";
import { EN, makeDriftedRepo, NB } from "../support/drifted-post.ts";
import { makeDir, removeDir, type TestRepo } from "../support/repo.ts";
import { judgeAt, statesOf } from "../support/site-commands.ts";

let repo: TestRepo;
let stateHome: string;
let before: { readonly en: string; readonly nb: string };
const oldEditor = process.env["EDITOR"];
beforeAll(() => {
  repo = makeDriftedRepo();
  stateHome = makeDir();
  before = { en: readFileSync(repo.path(EN), "utf8"), nb: readFileSync(repo.path(NB), "utf8") };
  // Writes one more word into the first paragraph, or a whole section where there is none.
  repo.write(
    ".git/editor.sh",
    `#!/bin/sh
if head -n 1 "$1" | grep -q .; then
  if head -n 1 "$1" | grep -q '^#'; then sed -i '3s/$/ Nytt./' "$1"; else sed -i '1s/$/ nytt/' "$1"; fi
else
  sed -i '1i ### Nytt avsnitt\\n\\nMed litt ny tekst.\\n' "$1"
fi
`,
  );
  chmodSync(repo.path(".git/editor.sh"), 0o755);
  delete process.env["VISUAL"];
  process.env["EDITOR"] = repo.path(".git/editor.sh");
});
afterAll(() => {
  repo.remove();
  removeDir(stateHome);
  if (oldEditor === undefined) delete process.env["EDITOR"];
  else process.env["EDITOR"] = oldEditor;
});

/** Plays a list of answers; what does not fit the screen means "later", and the end of the list "quit". */
async function play(answers: readonly Answer[], isSure: boolean) {
  const messages = await loadMessages("en");
  const run = await judgeSite({ cwd: repo.dir, cache: false });
  try {
    const stream = { look: PLAIN_LOOK, write: () => {} };
    const context = {
      options: { cwd: repo.dir, cache: false },
      version: "1.2.3",
      messages,
      stdout: stream,
      stderr: stream,
      judge: judgeSite,
    };
    const desk = openDesk(run, context);
    const state = openUserState(repo.dir, { XDG_STATE_HOME: stateHome })!;
    const reports: PairReport[] = [];
    for await (const report of run.pairs) reports.push(report);
    const syncDesk = openSyncDesk(run, desk);
    const left = [...answers];
    let confirmed = 0;
    const outcome = await runSession(reports, {
      desk: syncDesk,
      talk: {
        say: () => {},
        decide: async (_, possible) => {
          const next = left.shift();
          return next === undefined ? "quit" : possible.includes(next) ? next : "later";
        },
        // Nobody opens the editor again and again for a finding that stays.
        confirm: async () => isSure && confirmed++ < 3,
        choose: async () => null,
      },
      state,
      messages,
      look: PLAIN_LOOK,
      into: null,
      wants: () => true,
      readOld: (unit, side) => readOldText(run, unit, side),
      planCarry: (task) =>
        planCarry(task, syncDesk, (unit, side) => readOldText(run, unit, side), run.config),
      onDecision: (done) => storeSession(state, desk.facts.path, done),
      now: () => 0,
    });
    return { outcome, state, files: desk.files };
  } finally {
    await run.close();
  }
}

/** Paragraphs of a text, each once. */
const paragraphs = (text: string): ReadonlySet<string> => new Set(text.split(/\n{2,}/));

it("keeps every byte that nobody decided about, says the same when read again, and undoes to the byte", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(...ANSWERS), { maxLength: 14 }),
      fc.boolean(),
      async (answers, isSure) => {
        const { outcome, state, files } = await play(answers, isSure);
        expect(readFileSync(repo.path(EN), "utf8")).toBe(before.en);
        const now = readFileSync(repo.path(NB), "utf8");
        const touched = outcome.done.filter(({ path }) => path !== null).length;
        const lost = [...paragraphs(before.nb)].filter((paragraph) => !paragraphs(now).has(paragraph));
        // A decision touches the paragraphs of one section (heading and text) or one header at most.
        expect(lost.length).toBeLessThanOrEqual(2 * touched);
        expect(statesOf((await judgeAt(repo.dir))[0])).toEqual(statesOf(outcome.reports[0]));
        undoLastSession(state, files);
        expect(readFileSync(repo.path(NB), "utf8")).toBe(before.nb);
        const facts = repo.path(".samsvar/facts");
        expect(existsSync(facts) ? readdirSync(facts) : []).toEqual([]);
        rmSync(repo.path(".samsvar"), { recursive: true, force: true });
      },
    ),
    { numRuns: 15 },
  );
}, 180_000);
