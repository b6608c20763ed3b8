import { afterAll, expect, test } from "vitest";
import { openRepository } from "../../src/io/git.ts";
import { makeRepo } from "../support/repo.ts";

const repo = makeRepo();
afterAll(() => repo.remove());

test("a log that nobody listened to while git ended is still read whole", async () => {
  repo.write("content/en/a.md", "# A\n");
  repo.commit("one");
  repo.write("content/en/a.md", "# A\n\nMore.\n");
  repo.commit("two");
  const opened = await openRepository(repo.dir);
  if (!opened.ok || opened.repo.head === null) throw new Error("no repository");
  const log = opened.repo.log(opened.repo.head, [], { extensions: [".md"] });
  // Long enough for git to end and for Node to notice before the first commit is asked for.
  await new Promise((resolve) => setTimeout(resolve, 400));
  const subjects: string[] = [];
  for await (const commit of log) subjects.push(commit.subject);
  expect(subjects).toEqual(["two", "one"]);
});
