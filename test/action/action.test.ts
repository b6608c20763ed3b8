import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type CommentsServer, startCommentsServer } from "../support/comments-server.ts";
import { CLI, makeDir, makeRepo, removeDir } from "../support/repo.ts";
import { type ActionInput, type ActionRun, readAction, runAction } from "../support/run-action.ts";

/**
 * Stands for samsvar: writes the files that it is asked for, says how it was called, and ends as it is told. The real
 * one takes its place in the last test.
 */
const STAND_IN = `
import { writeFileSync } from "node:fs";
const given = JSON.parse(process.env.STAND_IN);
console.log("called with " + JSON.stringify(process.argv.slice(2)) + " in " + process.env.SAMSVAR_LANG);
if (given.exit === 2) { console.error("samsvar: no such commit; git fetch origin main"); process.exit(2); }
for (const arg of process.argv) {
  const [format, file] = arg.split("=");
  if (format === "json") writeFileSync(file, JSON.stringify(given.report));
  else if (["markdown", "html", "sarif"].includes(format)) writeFileSync(file, format === "markdown" ? given.markdown : format);
  else if (format === "github") console.log("::warning file=a.md,line=1::annotated");
}
process.exit(given.exit);
`;

const makeReport = (changes: readonly string[], drifted = 3) => ({
  summary: { drifted },
  pairs: [{ sections: changes.map((change) => ({ change, findings: [] })), findings: [] }],
  resolved: [],
});

const pullRequest = (head: string | null) => ({
  pull_request: {
    number: 7,
    base: { sha: "b".repeat(40), repo: { full_name: "acme/blog" } },
    head: { sha: "c".repeat(40), repo: head === null ? null : { full_name: head } },
  },
});

describe("the action", () => {
  let folder: string;
  let server: CommentsServer;
  beforeAll(() => {
    folder = makeDir();
    writeFileSync(join(folder, "stand-in.mjs"), STAND_IN);
  });
  afterAll(() => removeDir(folder));
  beforeEach(async () => {
    server = await startCommentsServer();
  });
  afterEach(() => server.close());

  interface Case extends Omit<ActionInput, "env"> {
    readonly changes?: readonly string[];
    readonly exit?: number;
    readonly markdown?: string;
  }
  const run = ({
    changes = ["new"],
    exit = 0,
    markdown = "## Translations\n\nOne post.\n",
    ...input
  }: Case): Promise<ActionRun> =>
    runAction({
      ...input,
      env: {
        GITHUB_API_URL: server.url,
        SAMSVAR_PROGRAM: join(folder, "stand-in.mjs"),
        STAND_IN: JSON.stringify({ report: makeReport(changes), exit, markdown }),
      },
    });
  const own = { event: "pull_request", payload: pullRequest("acme/blog") };

  it("compares a pull request with its base, and tells it in every way", async () => {
    const { ok, log, summary, outputs } = await run({
      ...own,
      changes: ["new", "new", "existing", "resolved"],
    });
    expect(ok).toBe(true);
    expect(log).toContain(`"--since=${"b".repeat(40)}"`);
    expect(log).toContain("::warning file=a.md,line=1::annotated");
    expect(summary).toBe("## Translations\n\nOne post.\n");
    expect(outputs).toMatchObject({ drifted: "3", new: "2" });
    expect(outputs["report-path"]).toMatch(/samsvar\.html$/);
    expect(readFileSync(outputs["report-path"] ?? "", "utf8")).toBe("html");
    expect(server.comments.map(({ body }) => body)).toEqual([
      "<!-- samsvar -->\n## Translations\n\nOne post.\n",
    ]);
    expect(server.calls.map(({ authorization }) => authorization)).toEqual([
      "Bearer github-token",
      "Bearer github-token",
    ]);
  });

  it("updates its comment instead of repeating it, and leaves it when nothing is new", async () => {
    await run(own);
    await run({ ...own, markdown: "Two posts." });
    expect(server.comments.map(({ body }) => body)).toEqual(["<!-- samsvar -->\nTwo posts."]);
    const calls = server.calls.length;
    await run({ ...own, markdown: "Two posts." });
    expect(server.calls.slice(calls).map(({ call }) => call.slice(0, 4))).toEqual(["GET "]);
    await run({ ...own, changes: [], markdown: "Nothing left." });
    expect(server.comments.map(({ body }) => body)).toEqual(["<!-- samsvar -->\nNothing left."]);
  });

  it("finds its comment among many, past one that only looks like it", async () => {
    server.comments.push(
      ...Array.from({ length: 130 }, (_, i) => ({ id: i + 1, body: `comment ${i}` })),
      { id: 500, body: "<!-- samsvar -->\nby somebody else", foreign: true },
      { id: 501, body: "<!-- samsvar -->\nours" },
      { id: 502, body: "<!-- samsvar other -->\nof another site" },
    );
    await run(own);
    expect(server.comments.slice(130).map(({ body }) => body.split("\n")[1])).toEqual([
      "by somebody else",
      "## Translations",
      "of another site",
    ]);
  });

  it("keeps the comments of several sites apart", async () => {
    await run({ ...own, inputs: { "comment-key": "docs" } });
    await run({ ...own, inputs: { "comment-key": "blog --> @team" } });
    expect(server.comments.map(({ body }) => body.split("\n")[0])).toEqual([
      "<!-- samsvar docs -->",
      "<!-- samsvar blog_-___team -->",
    ]);
  });

  it("says nothing where there is nothing to say", async () => {
    await run({ ...own, changes: ["existing"] });
    expect(server.comments).toEqual([]);
  });

  it.each([
    ["a fork", "somebody/blog"],
    ["a fork that is gone", null],
  ])("writes nothing for the pull request of %s but summary and annotations", async (_, head) => {
    const { ok, log, summary, used } = await run({
      event: "pull_request",
      payload: pullRequest(head),
      inputs: { sarif: "true" },
    });
    expect(ok).toBe(true);
    expect(log).toContain("::warning file=a.md,line=1::annotated");
    expect(summary).not.toBe("");
    expect(server.calls).toEqual([]);
    expect(used).toEqual([]);
  });

  it("hands the report to code scanning when asked", async () => {
    expect((await run(own)).used).toEqual([]);
    const { used } = await run({ ...own, inputs: { sarif: "true" } });
    expect(used).toHaveLength(1);
    expect(used[0]?.uses).toMatch(/^github\/codeql-action\/upload-sarif@/);
    expect(used[0]?.with["sarif_file"]).toMatch(/report\.sarif$/);
  });

  it.each(["push", "schedule", "workflow_dispatch"])("looks at the whole site on %s", async (event) => {
    const { log, outputs } = await run({ event, payload: { before: "1".repeat(40) } });
    expect(log).not.toContain("--since");
    expect(outputs).toMatchObject({ drifted: "3", new: "" });
    expect(server.calls).toEqual([]);
  });

  it("compares a merge group with its base", async () => {
    const { log } = await run({
      event: "merge_group",
      payload: { merge_group: { base_sha: "d".repeat(40) } },
    });
    expect(log).toContain(`"--since=${"d".repeat(40)}"`);
  });

  it("never runs on pull_request_target", async () => {
    const { ok, log } = await run({ event: "pull_request_target", payload: pullRequest("somebody/blog") });
    expect(ok).toBe(false);
    expect(log).toContain("::error title=samsvar::samsvar does not run on pull_request_target");
    expect(log).not.toContain("called with");
    expect(server.calls).toEqual([]);
  });

  it("fails when the gate is not passed, after everything has been told", async () => {
    const { ok, summary } = await run({ ...own, exit: 1 });
    expect(ok).toBe(false);
    expect(summary).not.toBe("");
    expect(server.comments).toHaveLength(1);
  });

  it("fails when samsvar cannot run, and keeps what it says about it", async () => {
    const { ok, log, outputs } = await run({ ...own, exit: 2 });
    expect(ok).toBe(false);
    expect(log).toContain("git fetch origin main");
    expect(outputs["drifted"]).toBe("");
    expect(server.calls).toEqual([]);
  });

  it("passes inputs on as values, whatever they hold", async () => {
    const nasty = `x"; echo owned; $(echo owned) \`echo owned\` --all`;
    const { log } = await run({
      ...own,
      inputs: {
        since: nasty,
        "fail-on": nasty,
        grace: "14d",
        "max-debt": "3",
        language: "nb",
        annotations: "false",
      },
    });
    expect(log).toContain(JSON.stringify(`--since=${nasty}`));
    expect(log).toContain(JSON.stringify(`--fail-on=${nasty}`));
    expect(log).toContain('"--grace=14d","--max-debt=3"] in nb');
    expect(log).not.toContain("annotated");
    expect(log).not.toMatch(/^owned/m);
  });

  it("lets no input into a command", () => {
    for (const { run: command = "" } of readAction().runs.steps) expect(command).not.toContain("${{");
  });

  it("goes on when the comment cannot be written", async () => {
    server.failures.push(403);
    const { ok, log } = await run(own);
    expect(ok).toBe(true);
    expect(log).toContain("::warning title=samsvar::The comment could not be written: GitHub answered 403");
    expect(log).not.toContain("github-token");
  });

  it("asks a busy server again", async () => {
    server.failures.push(502, 503);
    await run(own);
    expect(server.comments).toHaveLength(1);
  });

  it("runs the real samsvar on a push", async () => {
    const repo = makeRepo();
    try {
      const post = (title: string, text: string): string =>
        `---\ntitle: ${title}\naliases: [/team/]\n---\n\n## One\n\n${text}\n\n## Two\n\nMore of it.\n`;
      repo.writeAll({
        "content/en/team.md": post("The team", "We are four people in this small house."),
        "content/nb/team.md": post("Teamet", "Vi er fire personer i dette lille huset."),
      });
      repo.commit("Add the team");
      repo.write(
        "content/en/team.md",
        post("The team", "We are five people in this small house by the sea."),
      );
      repo.commit("Tell of the fifth");
      const { ok, log, summary, outputs } = await runAction({
        event: "push",
        payload: {},
        workspace: repo.dir,
        env: { SAMSVAR_PROGRAM: CLI },
      });
      expect(log).toContain("::warning file=content/nb/team.md,line=6,");
      expect(ok).toBe(true);
      expect(outputs["drifted"]).toBe("1");
      expect(summary).toContain("1 of 1 pair is out of step");
      expect(readFileSync(outputs["report-path"] ?? "", "utf8")).toContain("<!doctype html>");
    } finally {
      repo.remove();
    }
  });
});
