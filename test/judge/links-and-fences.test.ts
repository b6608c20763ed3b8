import { afterEach, beforeEach, expect, it } from "vitest";
import { judgeSite } from "../../src/commands/judge-site.ts";
import { makeRepo, type TestRepo } from "../support/repo.ts";

let repo: TestRepo;
beforeEach(() => {
  repo = makeRepo();
  repo.write("content/en/contact.md", "---\ntitle: Contact\naliases: [/c/]\n---\nWrite.\n");
  repo.write("content/nb/kontakt.md", "---\ntitle: Kontakt\naliases: [/c/]\n---\nSkriv.\n");
});
afterEach(() => {
  repo.remove();
});

const header = "---\ntitle: A\naliases: [/a/]\n---\n";

async function rows(): Promise<[string, boolean][]> {
  const run = await judgeSite({ cwd: repo.dir, cache: false, posts: ["content/en/a.md"] });
  try {
    const found: [string, boolean][] = [];
    for await (const { rows: list } of run.pairs) {
      for (const row of list) if (row.kind !== "front-matter") found.push([row.state, row.doubtful]);
    }
    return found;
  } finally {
    await run.close();
  }
}

it("a link put right leads where the translation's leads already; one to another page does not", async () => {
  repo.write("content/en/a.md", `${header}Please [write](/kontakt/) to us.\n`);
  repo.write("content/nb/a.md", `${header}Vennligst [skriv](/kontakt/) til oss.\n`);
  repo.commit("Both");
  repo.write("content/en/a.md", `${header}Please [write](/contact/) to us.\n`);
  repo.commit("Right address");
  expect(await rows()).toEqual([["in-sync", false]]);
  repo.write("content/en/a.md", `${header}Please [write](/a/) to us.\n`);
  repo.commit("Another page");
  expect(await rows()).toEqual([["source-changed", false]]);
});

it("sections that a glued fence swallows are doubtful, not missing", async () => {
  const fence = "```";
  repo.write(
    "content/en/a.md",
    `${header}Run:\n\n${fence}sh\nmake\n${fence}\n\n## After\n\nText.\n\n## Last\n\nMore.\n`,
  );
  repo.write(
    "content/nb/a.md",
    `${header}Kjør:${fence}sh\nmake\n${fence}\n\n## Etter\n\nTekst.\n\n## Sist\n\nMer.\n`,
  );
  repo.commit("Both");
  const found = await rows();
  expect(found.filter(([state]) => state.startsWith("missing"))).toEqual([
    ["missing-in-target", true],
    ["missing-in-target", true],
  ]);
});
