import { describe, expect, it } from "vitest";
import { githubFormat } from "../../src/report/github.ts";
import {
  makeField,
  makeFieldsRow,
  makeFinding,
  makeHead,
  makePairReport,
  makeRow,
  makeSyncedRow,
  makeTail,
  renderFormat,
  SINCE,
} from "../support/format-input.ts";
import { makeHostileReport } from "../support/hostile-reports.ts";
import { HOSTILE_STRINGS } from "../support/hostile-strings.ts";
import { parseWorkflowCommands } from "../support/parse-workflow-commands.ts";

const annotate = async (input: Parameters<typeof renderFormat>[1]) =>
  parseWorkflowCommands(await renderFormat(githubFormat, input));

describe("github annotations", () => {
  it("stand on the side to edit when there is no change to answer for", async () => {
    const { commands } = await annotate({});
    expect(commands).toEqual([
      {
        name: "warning",
        properties: {
          file: "content/nb/blog/meet-the-team.md",
          line: "12",
          endLine: "22",
          title: "Meet the team › About the team",
        },
        message:
          "“About the team”: English has changed, Norwegian lags behind. English changed: 2 July 2026, Kari Nordmann, Tell of the new team, a1b2c3d4e. 12 words to bring over.",
      },
    ]);
  });

  it("stand on the changed side with --since, and leave older debt to a count", async () => {
    const rows = [makeRow("New", { change: "new" }), makeRow("Old", { change: "existing" })];
    const { commands, text } = await annotate({
      head: makeHead({ since: SINCE }),
      pairs: [makePairReport({}, rows)],
    });
    expect(commands.map(({ properties }) => properties["file"])).toEqual([
      "content/en/blog/meet-the-team.md",
    ]);
    expect(text).toEqual(["1 older finding in this site is not from this change and not shown here."]);
  });

  it("point below the section after which a missing one belongs", async () => {
    const rows = [
      makeSyncedRow("First"),
      makeRow("Second", { state: "missing-in-target", target: null, wordsToSync: 50 }),
    ];
    const { commands } = await annotate({ pairs: [makePairReport({}, rows)] });
    expect(commands[0]?.properties).toMatchObject({ file: "content/nb/blog/meet-the-team.md", line: "22" });
  });

  it("name the line of a drifted front-matter field", async () => {
    const { commands } = await annotate({
      pairs: [makePairReport({}, [makeFieldsRow([makeField("description")])])],
    });
    expect(commands[0]?.properties).toMatchObject({ line: "3", title: "Meet the team › description" });
  });

  it("grade findings, with their column", async () => {
    const rows = [
      makeSyncedRow("A", {
        findings: [
          makeFinding("x-critical", { severity: "critical" }),
          makeFinding("x-functional"),
          makeFinding("x-cosmetic", { severity: "cosmetic", target: null }),
        ],
      }),
    ];
    const { commands } = await annotate({ pairs: [makePairReport({}, rows)] });
    expect(
      commands.map(({ name, properties }) => [
        name,
        properties["file"],
        properties["line"],
        properties["col"],
      ]),
    ).toEqual([
      ["error", "content/nb/blog/meet-the-team.md", "13", "5"],
      ["warning", "content/nb/blog/meet-the-team.md", "13", "5"],
      ["notice", "content/en/blog/meet-the-team.md", "11", "3"],
    ]);
  });

  it.each([10, 11, 25])("show at most what GitHub shows, and say how many more: %i", async (count) => {
    const pairs = Array.from({ length: count }, (_, i) =>
      makePairReport({ id: `blog/${i}` }, [
        makeRow("S", {
          changes: {
            source: { commit: `${i}`.padStart(40, "0"), date: null, author: null, subject: null },
            target: null,
          },
        }),
      ]),
    );
    const { commands } = await annotate({ pairs });
    expect(commands).toHaveLength(10);
    const told = /^(\d+) more like (?:this|these)/.exec(commands.at(-1)?.message ?? "")?.[1];
    expect(told).toBe(count === 10 ? undefined : String(count - 9));
  });

  it("show the worst first: faults, then the most words", async () => {
    const rows = [
      makeRow("Few", { wordsToSync: 2 }),
      makeRow("Many", { wordsToSync: 200, findings: [makeFinding("link-dead")] }),
    ];
    const { commands } = await annotate({ pairs: [makePairReport({}, rows)] });
    expect(commands.map(({ message }) => message.split(" ")[0])).toEqual([
      expect.any(String),
      "“Many”:",
      "“Few”:",
    ]);
  });

  it("tell one sweep over many posts once", async () => {
    const pairs = Array.from({ length: 30 }, (_, i) =>
      makePairReport({ id: `blog/${i}` }, [makeRow("S", { class: "neutral" })]),
    );
    const { commands } = await annotate({ pairs });
    expect(commands).toHaveLength(1);
    expect(commands[0]?.message).toMatch(/asks for it in 29 more places/);
  });

  it("keep silent about doubt, purpose, polish and posts nobody has translated yet", async () => {
    const rows = [
      makeRow("Doubtful", { doubtful: true }),
      makeRow("Own", { deliberate: "own" }),
      makeRow("Polished", { state: "target-changed" }),
      makeRow("Layout", { class: "formatting" }),
    ];
    const unpaired = [
      {
        path: "content/en/alone.md",
        language: "en",
        title: "Alone",
        reason: "no-counterpart" as const,
        suggestions: [],
        removed: null,
      },
    ];
    expect(await annotate({ pairs: [makePairReport({}, rows)], tail: makeTail({ unpaired }) })).toEqual({
      commands: [],
      text: [],
    });
  });

  it.each(Object.entries(HOSTILE_STRINGS))("cannot be broken out of by %s", async (name, text) => {
    const { pair, tail } = makeHostileReport(text, name);
    const { commands, text: rest } = await annotate({ pairs: [pair], tail });
    expect(rest).toEqual([]);
    expect(commands.map((command) => command.name)).toEqual([
      "error",
      "warning",
      "warning",
      "warning",
      "warning",
      "warning",
    ]);
    for (const { properties, message } of commands) {
      expect(
        Object.keys(properties)
          .filter((key) => key !== "endLine" && key !== "col")
          .sort(),
      ).toEqual(["file", "line", "title"]);
      expect(properties["file"]).toMatch(/^content\/(?:en|nb)\//);
      expect(properties["file"]?.includes(text)).toBe(true);
      expect(`${properties["title"]}${message}`).not.toMatch(
        /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/,
      );
    }
  });
});
