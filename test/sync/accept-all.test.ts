import { existsSync } from "node:fs";
import { afterEach, beforeEach, expect, it } from "vitest";
import { makeDriftedRepo } from "../support/drifted-post.ts";
import { runCli, type TestRepo } from "../support/repo.ts";
import { startTerminal } from "../support/terminal.ts";

let repo: TestRepo;
beforeEach(() => {
  repo = makeDriftedRepo();
});
afterEach(() => repo.remove());

it.each([
  ["en", "yes", /sections of the whole site .*Write yes/, /Recorded: \d+ sections/, true],
  ["nb", "ja", /avsnitt på hele nettstedet .*Skriv ja/, /Registrert: \d+ avsnitt/, true],
  ["en", "y", /Write yes/, /Nothing was recorded\./, false],
] as const)(
  "accepts a whole site when the word is written out (%s: %s)",
  async (locale, word, question, answer, is) => {
    const terminal = startTerminal(["--lang", locale, "accept", "--all"], {
      cwd: repo.dir,
      columns: 200,
      env: { SAMSVAR_USER: "Kari Nordmann" },
    });
    await terminal.waitFor(question);
    for (const key of [...word, "\r"]) await terminal.press(key);
    await terminal.waitFor(answer);
    expect(await terminal.ended).toBe(0);
    expect(existsSync(repo.path(".samsvar/facts"))).toBe(is);
  },
);

it("is interrupted by Ctrl-C with 130, and asks for --yes where nobody can answer", async () => {
  const terminal = startTerminal(["accept", "--all"], {
    cwd: repo.dir,
    env: { SAMSVAR_USER: "Kari Nordmann" },
  });
  await terminal.waitFor(/Write yes/);
  await terminal.press("\u0003");
  expect(await terminal.ended).toBe(130);
  expect(existsSync(repo.path(".samsvar/facts"))).toBe(false);
  const { code, stderr } = await runCli(["accept", "--all"], { cwd: repo.dir });
  expect(code).toBe(2);
  expect(stderr).toContain("--yes");
});
