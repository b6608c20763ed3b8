import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { judgeSite } from "../../src/commands/judge-site.ts";
import type { FieldsReport } from "../../src/model/report.ts";
import { makeRepo, type TestRepo } from "../support/repo.ts";

let repo: TestRepo;
beforeEach(() => {
  repo = makeRepo();
});
afterEach(() => {
  repo.remove();
});

const BODY = "\nSome text that stays.\n";
const EN = "content/en/post.md";
const NB = "content/nb/post.md";
const yaml = (header: string) => `---\naliases: [/a/]\n${header.trim()}\n---\n${BODY}`;

function write(en: string | null, nb: string | null, subject: string): void {
  if (en !== null) repo.write(EN, en);
  if (nb !== null) repo.write(NB, nb);
  repo.commit(subject);
}

/** State of every field by its key. */
async function states(ref?: string): Promise<Record<string, string>> {
  const run = await judgeSite({ cwd: repo.dir, cache: false, ...(ref === undefined ? {} : { at: ref }) });
  try {
    const result: Record<string, string> = {};
    for await (const { rows } of run.pairs) {
      const fields = rows.find((row): row is FieldsReport => row.kind === "front-matter");
      for (const field of fields?.fields ?? []) result[field.key] = field.state;
    }
    return result;
  } finally {
    await run.close();
  }
}

describe("one field", () => {
  it("lags when the title is reworded in English only", async () => {
    write(yaml("title: How to move house"), yaml("title: Slik flytter du"), "Both");
    write(yaml("title: How to move to another town"), null, "Reword");
    expect(await states()).toEqual({ title: "source-changed" });
  });

  it("agrees when one commit rewords it in both languages", async () => {
    write(yaml("title: How to move house"), yaml("title: Slik flytter du"), "Both");
    write(
      yaml("title: Moving abroad with children"),
      yaml("title: Flytte utenlands med barn"),
      "Reword both",
    );
    expect(await states()).toEqual({ title: "in-sync" });
  });

  it("agrees again when the translation follows later", async () => {
    write(yaml("title: How to move house"), yaml("title: Slik flytter du"), "Both");
    write(yaml("title: Moving abroad with children"), null, "Reword");
    write(null, yaml("title: Flytte utenlands med barn"), "Follow");
    expect(await states()).toEqual({ title: "in-sync" });
  });

  it("is missing when a description comes in English only", async () => {
    write(yaml("title: House"), yaml("title: Hus"), "Both");
    write(yaml("title: House\ndescription: What to think of before you move."), null, "Describe");
    expect(await states()).toEqual({ title: "in-sync", description: "missing-in-target" });
  });

  it("tells a removed field from one that never was", async () => {
    write(yaml("title: House\nintro: Come in."), yaml("title: Hus\nintro: Kom inn."), "Both");
    write(yaml("title: House"), null, "Drop the intro");
    expect(await states()).toEqual({ title: "in-sync", intro: "missing-in-source" });
  });

  it("counts a number in a title", async () => {
    write(yaml("title: Ten tips for 2025"), yaml("title: Ti tips for 2025"), "Both");
    write(yaml("title: Ten tips for 2026"), null, "Next year");
    expect(await states()).toEqual({ title: "source-changed" });
  });

  it("flags nothing for quotes written another way", async () => {
    write(yaml('title: "A house by the sea"'), yaml('title: "Et hus ved sjøen"'), "Both");
    write(yaml("title: A house by the sea"), null, "Fewer quotes");
    expect(await states()).toEqual({ title: "in-sync" });
  });

  it("flags nothing when the author changes everywhere", async () => {
    write(yaml("title: House\nauthor: Kari Nordmann"), yaml("title: Hus\nauthor: Kari Nordmann"), "Both");
    write(yaml("title: House\nauthor: Ola Nordmann"), null, "Sweep English");
    expect(await states()).toEqual({ title: "in-sync" });
  });
});

describe("a key that is text in one language only by its length", () => {
  it("is no missing field", async () => {
    write(yaml("title: Shop\nbutton: Buy now"), yaml("title: Butikk\nbutton: Legg varen i kurven"), "Both");
    expect(await states()).toEqual({ title: "in-sync", button: "in-sync" });
  });
});

describe("lists", () => {
  const faq = (questions: readonly string[]) =>
    yaml(
      `title: FAQ\nfaq:\n${questions.map((q) => `  - question: ${q}\n    answer: ${q}, yes.`).join("\n")}`,
    );
  const english = ["May I bring a dog", "Is there a lift", "When do you close"];
  const norwegian = ["Kan hunden være med", "Finnes det heis", "Når stenger dere"];

  it("flags only the item that was put in the middle", async () => {
    write(faq(english), faq(norwegian), "Both");
    write(faq([english[0]!, "Do you serve breakfast", ...english.slice(1)]), null, "One more");
    const lagging = Object.entries(await states()).filter(([, state]) => state !== "in-sync");
    expect(lagging).toEqual([
      ["faq.1.question", "missing-in-target"],
      ["faq.1.answer", "missing-in-target"],
    ]);
  });

  it("agrees when the translation puts it in the same place", async () => {
    write(faq(english), faq(norwegian), "Both");
    write(faq([english[0]!, "Do you serve breakfast", ...english.slice(1)]), null, "One more");
    write(null, faq([norwegian[0]!, "Serverer dere frokost", ...norwegian.slice(1)]), "En til");
    expect(new Set(Object.values(await states()))).toEqual(new Set(["in-sync"]));
  });

  it("flags only the item that was reworded after one was taken out", async () => {
    write(faq(english), faq(norwegian), "Both");
    write(faq(english.slice(1)), faq(norwegian.slice(1)), "No dogs");
    write(faq(["Is there a lift", "When do you close on Sundays and holidays"]), null, "Sundays");
    const lagging = Object.entries(await states()).filter(([, state]) => state !== "in-sync");
    expect(lagging.map(([key]) => key)).toEqual(["faq.1.question", "faq.1.answer"]);
  });
});

describe("other headers", () => {
  it("reads TOML and JSON like YAML", async () => {
    const toml = (title: string) => `+++\naliases = ["/a/"]\ntitle = "${title}"\n+++\n${BODY}`;
    const json = (title: string) => `{ "aliases": ["/a/"], "title": "${title}" }\n${BODY}`;
    write(toml("How to move house"), json("Slik flytter du"), "Both");
    expect(await states()).toEqual({ title: "in-sync" });
    write(toml("How to move to another town"), null, "Reword");
    expect(await states()).toEqual({ title: "source-changed" });
  });
});

describe("as of a commit", () => {
  it("is what a checkout of that commit says", async () => {
    write(yaml("title: How to move house"), yaml("title: Slik flytter du"), "Both");
    write(yaml("title: How to move to another town"), null, "Reword");
    const then = repo.git("rev-parse", "HEAD");
    const before = await states();
    write(null, yaml("title: Slik flytter du til en annen by"), "Follow");
    expect(await states(then)).toEqual(before);
    expect(await states()).not.toEqual(before);
  });
});
