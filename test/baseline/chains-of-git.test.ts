import { afterEach, expect, test } from "vitest";
import { createChainBuilder } from "../../src/baseline/chains.ts";
import { hashBlob } from "../../src/io/blob-id.ts";
import { openRepository } from "../../src/io/git.ts";
import type { History } from "../../src/model/history.ts";
import { makeRepo, type TestRepo, testEnv } from "../support/repo.ts";

const made: TestRepo[] = [];
afterEach(() => {
  for (const repo of made.splice(0)) repo.remove();
});

function newRepo(): TestRepo {
  const repo = makeRepo();
  made.push(repo);
  return repo;
}

async function readHistory(repo: TestRepo): Promise<History> {
  const opened = await openRepository(repo.dir, testEnv());
  if (!opened.ok) throw new Error(opened.detail);
  const builder = createChainBuilder();
  const folders = ["content/en", "content/nb", "content/no"];
  for await (const commit of opened.repo.log(opened.repo.head ?? "", folders, { extensions: [".md"] }))
    builder.add(commit);
  return builder.finish();
}

/** `subject: path`, oldest first, a dash for an absent post. */
const show = (history: History, path: string): readonly string[] =>
  (history.chains.get(path) ?? []).map(
    (version) => `${history.commits[version.commit]?.subject}: ${version.blob === null ? "-" : version.path}`,
  );

const post = (title: string, more = ""): string =>
  `# ${title}\n\n${Array.from({ length: 12 }, (_, n) => `Paragraph ${n} about ${title}.\n`).join("\n")}${more}`;

test("a post through renames, a language root that moved, a gap and a merge", async () => {
  const repo = newRepo();
  repo.writeAll({
    "content/en/a.md": post("Alpha"),
    "content/no/a.md": post("Alfa"),
    "content/en/b.md": post("Beta"),
  });
  repo.commit("Start");
  repo.write("content/no/a.md", post("Alfa", "Mer.\n"));
  repo.commit("Edit");
  repo.git("mv", "content/no", "content/nb");
  repo.commit("Move root");
  repo.git("mv", "content/nb/a.md", "content/nb/alfa.md");
  repo.write("content/nb/alfa.md", post("Alfa", "Mer og mer.\n"));
  repo.commit("Rename and edit");
  repo.unlink("content/en/b.md");
  repo.commit("Delete b");
  repo.git("checkout", "-q", "-b", "side");
  repo.write("content/en/b.md", post("Beta", "Back.\n"));
  repo.commit("On a branch");
  repo.write("content/nb/alfa.md", post("Alfa", "Fra grenen.\n"));
  repo.commit("On a branch too");
  repo.git("checkout", "-q", "main");
  repo.write("README", "outside\n");
  repo.commit("Elsewhere");
  repo.git("merge", "-q", "--no-ff", "-m", "Merge branch", "side");

  const history = await readHistory(repo);
  expect(history.commits.map(({ subject, merge, breadth }) => [subject, merge, breadth])).toEqual([
    ["Start", false, 3],
    ["Edit", false, 1],
    ["Move root", false, 1],
    ["Rename and edit", false, 1],
    ["Delete b", false, 1],
    ["Merge branch", true, 2],
  ]);
  expect([...history.chains.keys()].sort()).toEqual([
    "content/en/a.md",
    "content/en/b.md",
    "content/nb/alfa.md",
  ]);
  expect(show(history, "content/nb/alfa.md")).toEqual([
    "Start: content/no/a.md",
    "Edit: content/no/a.md",
    "Move root: content/nb/a.md",
    "Rename and edit: content/nb/alfa.md",
    "Merge branch: content/nb/alfa.md",
  ]);
  expect(show(history, "content/en/b.md")).toEqual([
    "Start: content/en/b.md",
    "Delete b: -",
    "Merge branch: content/en/b.md",
  ]);
  expect(history.removed).toEqual([]);
});

test("the newest version of every chain is what the newest commit holds", async () => {
  const repo = newRepo();
  // A deterministic walk through edits, renames, deletions and returns.
  let seed = 7;
  const next = (limit: number): number => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % limit;
  };
  const files = new Map<string, string>();
  for (let step = 0; step < 40; step += 1) {
    const path = `content/en/p${next(8)}.md`;
    const known = files.get(path);
    const other = `content/nb/q${next(8)}.md`;
    if (known === undefined || next(4) < 2) {
      files.set(path, post(`Number ${next(5)}`, `Step ${step}\n`));
    } else if (next(2) === 0) {
      files.delete(path);
    } else if (!files.has(other)) {
      files.delete(path);
      files.set(other, `${known}More ${step}\n`);
    }
    repo.unlink("content");
    repo.writeAll(Object.fromEntries(files));
    repo.commit(`Step ${step}`);
  }
  const { chains, removed, commits } = await readHistory(repo);
  expect([...chains.keys()].sort()).toEqual([...files.keys()].sort());
  for (const [path, text] of files) {
    expect(chains.get(path)?.at(-1)).toMatchObject({ path, blob: hashBlob(Buffer.from(text)) });
  }
  for (const chain of [...chains.values(), ...removed.map((post) => post.chain)]) {
    const numbers = chain.map((version) => version.commit);
    expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
    expect(chain[0]?.blob).not.toBeNull();
  }
  expect(commits.map((commit) => commit.time)).toEqual(
    commits.map((commit) => commit.time).sort((a, b) => a - b),
  );
});
