import { readFileSync } from "node:fs";
import { afterEach, describe, expect, it } from "vitest";
import { runCarry } from "../../src/commands/carry.ts";
import { applyEdits } from "../../src/edit/apply-edits.ts";
import { carryChanges } from "../../src/sync/carry-changes.ts";
import { createTokenizer } from "../../src/text/tokenize.ts";
import { copyTokens } from "../../src/text/tokens.ts";
import { EN, makeDriftedRepo, NB } from "../support/drifted-post.ts";
import type { TestRepo } from "../support/repo.ts";
import { judgeAt, runIn, statesOf } from "../support/site-commands.ts";

function read(text: string, language: string) {
  const bytes = new TextEncoder().encode(text);
  return { bytes, tokens: copyTokens(createTokenizer()(bytes, 0, bytes.length)), language };
}

/** The translation after the change was carried over, or why it was not. */
function carry(before: string, after: string, translation: string): string {
  const target = read(translation, "nb");
  const plan = carryChanges(read(before, "en"), read(after, "en"), target);
  return plan.kind === "cannot"
    ? `${plan.why}: ${plan.part}`
    : new TextDecoder().decode(applyEdits(target.bytes, plan.edits));
}

describe("what is carried over", () => {
  it.each([
    [
      "a link",
      "See [this](https://a.example/x).",
      "See [this](https://b.example/y).",
      "Se [dette](https://a.example/x).",
      "Se [dette](https://b.example/y).",
    ],
    [
      "an image",
      "Look: ![A cat](/cat.png)",
      "Look: ![A cat](/dog.png)",
      "Se: ![En katt](/cat.png)",
      "Se: ![En katt](/dog.png)",
    ],
    ["inline code", "Type `ls -a` now.", "Type `ls -la` now.", "Skriv `ls -a` nå.", "Skriv `ls -la` nå."],
    [
      "a line of code",
      "Run:\n\n```sh\na --one\nb\n```\n",
      "Run:\n\n```sh\na --two\nb\n```\n",
      "Kjør:\n\n```sh\na --one\nb\n```\n",
      "Kjør:\n\n```sh\na --two\nb\n```\n",
    ],
    ["a number", "It has 12 legs.", "It has 14 legs.", "Den har 12 bein.", "Den har 14 bein."],
    [
      "a number in the form of the language",
      "It weighs 1,234.5 tonnes.",
      "It weighs 12,345.75 tonnes.",
      "Den veier 1 234,5 tonn.",
      "Den veier 12 345,75 tonn.",
    ],
    [
      "what is not there yet, and only that",
      "[a](/x) and [b](/y)",
      "[a](/x2) and [b](/y2)",
      "[a](/x2) og [b](/y)",
      "[a](/x2) og [b](/y2)",
    ],
    ["a final slash with its link", "[a](/x/)", "[a](/y?q=1#top)", "[b](/x/)", "[b](/y?q=1#top)"],
    ["a query with its link", "[a](/x/?q=1#top)", "[a](/y)", "[b](/x/?q=1#top)", "[b](/y)"],
    [
      "the same link twice",
      "[a](/x) and [b](/x)",
      "[a](/z) and [b](/z)",
      "[b](/x) og [a](/x)",
      "[b](/z) og [a](/z)",
    ],
  ])("%s", (_, before, after, translation, expected) => {
    expect(carry(before, after, translation)).toBe(expected);
  });
});

describe("what is not", () => {
  it.each([
    ["words", "It has 12 legs.", "It had 14 legs.", "Den har 12 bein.", "words-changed: "],
    [
      "an amount of money",
      "It costs $12 a day.",
      "It costs $14 a day.",
      "Den koster $12 om dagen.",
      "words-changed: ",
    ],
    ["a value that stands there more often", "Press 1.", "Press 2.", "Trykk 1, og så 1.", "not-there: 1"],
    [
      "one of two equal values",
      "[a](/x) and [b](/x)",
      "[a](/x) and [b](/z)",
      "[a](/x) og [b](/x)",
      "not-there: /x",
    ],
    ["a value that is not there", "[a](/x)", "[a](/z)", "[a](/nb/annet)", "not-there: /x"],
    ["what was added", "Nothing here.", "Nothing here `x`.", "Ingenting her.", "not-replaced: x"],
  ])("%s", (_, before, after, translation, expected) => {
    expect(carry(before, after, translation)).toBe(expected);
  });
});

describe("samsvar carry", () => {
  let repo: TestRepo;
  afterEach(() => repo.remove());

  it("writes the link and nothing else, and only tells with --dry-run", async () => {
    repo = makeDriftedRepo();
    const before = readFileSync(repo.path(NB), "utf8");
    const dry = await runIn(repo.dir, (context) => runCarry([], { dryRun: true }, context));
    expect(dry.stdout).toBe(
      `✓ ${NB} · Manual ↔ Håndbok\n    https://old.example/manual/ → https://new.example/handbook/\n1 section could be carried over. Nothing was written.\n`,
    );
    expect(readFileSync(repo.path(NB), "utf8")).toBe(before);
    await runIn(repo.dir, (context) => runCarry([], {}, context));
    expect(readFileSync(repo.path(NB), "utf8")).toBe(
      before.replace("https://old.example/manual/", "https://new.example/handbook/"),
    );
    expect(repo.git("diff", "--stat", "--", EN)).toBe("");
    expect(statesOf((await judgeAt(repo.dir))[0])).toMatchObject({ Manual: "in-sync" });
    const again = await runIn(repo.dir, (context) => runCarry([], {}, context));
    expect(again.stdout).toMatch(/^Nothing to carry over/);
  });
});
