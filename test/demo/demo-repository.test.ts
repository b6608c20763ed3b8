import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildDemoRepository, readDemoTree } from "../../scripts/demo/build-repository.mjs";

const projectRoot = join(import.meta.dirname, "../..");
const EN = "content/en/blog";
const NB = "content/nb/blog";

let scratch: string;
let site: string;
let built: ReturnType<typeof buildDemoRepository>;

beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), "samsvar-demo-test-"));
  site = join(scratch, "site");
  built = buildDemoRepository(site);
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

function git(...args: string[]): string {
  return execFileSync("git", ["-c", "core.quotePath=false", ...args], { cwd: site, encoding: "utf8" }).trim();
}

function listFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

function read(path: string): string {
  return readFileSync(join(site, path), "utf8");
}

function commitOf(subject: string): string {
  const id = git("log", "--format=%H", "--fixed-strings", `--grep=${subject}`);
  expect(id, subject).toMatch(/^[0-9a-f]{40}$/);
  return id;
}

describe("the scratch repository", () => {
  it("holds content/ byte for byte, and nothing is left to commit", () => {
    const files = listFiles(join(projectRoot, "content"));
    expect(listFiles(join(site, "content"))).toEqual(files);
    for (const file of files) {
      const wanted = readFileSync(join(projectRoot, "content", file));
      expect(readFileSync(join(site, "content", file)).equals(wanted), file).toBe(true);
    }
    expect(git("status", "--porcelain")).toBe("");
    expect([...readDemoTree().keys()].sort()).toEqual(git("ls-files").split("\n").sort());
  });

  it("has the same commit ids each time, whatever the user's git settings", () => {
    const before = process.env["GIT_AUTHOR_NAME"];
    process.env["GIT_AUTHOR_NAME"] = "Somebody Else";
    try {
      expect(buildDemoRepository(join(scratch, "again")).head).toBe(built.head);
    } finally {
      if (before === undefined) delete process.env["GIT_AUTHOR_NAME"];
      else process.env["GIT_AUTHOR_NAME"] = before;
    }
    expect(built.head).toBe(git("rev-parse", "HEAD"));
  });

  it("tells a year of several people's work", () => {
    expect(built.commits).toBeGreaterThanOrEqual(40);
    expect(new Set(git("log", "--format=%an").split("\n")).size).toBeGreaterThanOrEqual(4);
    const times = git("log", "--first-parent", "--format=%ct").split("\n").map(Number);
    expect(times).toEqual(times.toSorted((a, b) => b - a));
    const days = (times[0]! - times.at(-1)!) / 86_400;
    expect(days).toBeGreaterThan(330);
    expect(days).toBeLessThan(400);
    expect(git("fsck", "--strict", "--no-dangling")).toBe("");
    expect(git("branch", "--format=%(refname:short)")).toBe("main");
  });

  it("has a merge of a real side branch, a rename, a removal and two sweeps", () => {
    expect(git("rev-list", "--merges", "--count", "HEAD")).toBe("1");
    const merge = git("rev-list", "--merges", "HEAD");
    expect(git("log", "--format=%s", `${merge}^2`, "--not", `${merge}^1`).split("\n")).toHaveLength(2);
    expect(git("log", "--format=%s", `${merge}^1`, "--not", `${merge}^2`).split("\n")).toHaveLength(1);

    expect(git("log", "--diff-filter=R", "-M", "--name-status", "--format=")).toBe(
      `R100\t${EN}/2025-10-two-days-on-the-bridge.md\t${EN}/2025-10-ferry-captains.md`,
    );
    expect(git("log", "--diff-filter=D", "--name-only", "--format=")).toBe(`${EN}/2025-10-summer-interns.md`);

    for (const [subject, least] of [
      ["Move the documentation to a domain", 18],
      ["Rename the layout of posts", 28],
    ] as const) {
      const touched = git("show", "--format=", "--name-only", commitOf(subject)).split("\n");
      expect(touched.length, subject).toBeGreaterThanOrEqual(least);
      expect(touched.some((path) => path.startsWith(EN))).toBe(true);
      expect(touched.some((path) => path.startsWith(NB))).toBe(true);
    }
  });

  it("reflows without changing a word", () => {
    const commit = commitOf("Wrap long lines in two posts");
    const paths = git("show", "--format=", "--name-only", commit).split("\n");
    expect(paths).toHaveLength(2);
    for (const path of paths) {
      const words = (rev: string) => git("show", `${rev}:${path}`).split(/\s+/);
      expect(words(`${commit}^`)).toEqual(words(commit));
    }
  });

  it("links the languages late: no translation but the joint ones is born with its original", () => {
    const together = git("log", "--no-merges", "--diff-filter=A", "--name-only", "--format=@%s")
      .split("@")
      .filter((entry) => entry.includes(`${EN}/`) && entry.includes(`${NB}/`))
      .map((entry) => entry.split("\n")[0]);
    expect(together).toEqual([
      "Publish Jákup's guest post, translated by machine",
      "Announce simpler prices in both languages",
    ]);
  });
});

describe("the drifts at HEAD follow from the history", () => {
  const newest = (path: string, words: string) => git("log", "-1", "--format=%ct", `-S${words}`, "--", path);

  it.each([
    [
      "meaning",
      `${EN}/2025-09-meet-dupp.md`,
      "four times a second",
      `${NB}/2025-09-bolgeboya-dupp.md`,
      "fire ganger",
    ],
    ["neutral", `${EN}/2025-11-api-v2.md`, "&limit=50", `${NB}/2025-11-nytt-api.md`, "&limit=50"],
    [
      "whole section",
      `${EN}/2026-05-kinn-field-trip/index.md`,
      "## Packing list",
      `${NB}/2026-05-kinn-field-trip/index.md`,
      "akk",
    ],
    [
      "field",
      `${EN}/2026-05-newsletter.md`,
      "a reminder that API",
      `${NB}/2026-05-nyhetsbrev.md`,
      '30. juni."',
    ],
    ["Norwegian original", `${NB}/2026-06-fyret.md`, "regnmåler", `${EN}/2026-06-the-lighthouse.md`, "rain"],
  ])("%s: one side has moved on, the other has not", (_, ahead, news, behind, echo) => {
    expect(read(ahead)).toContain(news);
    expect(read(behind)).not.toContain(echo);
    const birth = Number(git("log", "--diff-filter=A", "--format=%ct", "--", behind));
    expect(Number(newest(ahead, news))).toBeGreaterThan(birth);
  });

  it("both sides of the storm were changed, Norwegian first", () => {
    const norwegian = Number(newest(`${NB}/2025-12-the-storm.md`, "strekktestet"));
    const english = Number(newest(`${EN}/2025-12-the-storm.md`, "200 metres"));
    expect(norwegian).toBeGreaterThan(0);
    expect(english).toBeGreaterThan(norwegian);
  });

  it("a section was moved in Norwegian and one removed in English", () => {
    const moved = commitOf("Put the winter advice where people look first");
    const headings = (text: string) => text.match(/^## .*/gm) ?? [];
    const path = `${NB}/2026-01-batterier-i-kulda.md`;
    const [before, after] = [
      headings(git("show", `${moved}^:${path}`)),
      headings(git("show", `${moved}:${path}`)),
    ];
    expect(before.toSorted()).toEqual(after.toSorted());
    expect(before.at(-1)).toBe("## Tre råd");
    expect(after.at(1)).toBe("## Tre råd");
    expect(newest(`${EN}/2026-03-listening-to-kelp.md`, "## Who pays")).not.toBe("");
    expect(read(`${EN}/2026-03-listening-to-kelp.md`)).not.toContain("## Who pays");
    expect(read(`${NB}/2026-03-a-lytte-til-tare.md`)).toContain("## Hvem som betaler");
  });
});

describe("the posts", () => {
  const english = () =>
    listFiles(join(site, EN)).filter((path) => path.endsWith(".md") && path !== "_index.md");
  const norwegian = () =>
    listFiles(join(site, NB)).filter((path) => path.endsWith(".md") && path !== "_index.md");

  it("are at least 15 in English and 14 in Norwegian, none of them a stub", () => {
    expect(english().length).toBeGreaterThanOrEqual(15);
    expect(norwegian().length).toBeGreaterThanOrEqual(14);
    for (const path of [...english().map((p) => `${EN}/${p}`), ...norwegian().map((p) => `${NB}/${p}`)]) {
      const text = read(path);
      expect(text.split(/\s+/).length, path).toBeGreaterThan(250);
      const headings = text.match(/^(## |={3,}|-{4,})/gm) ?? [];
      expect(headings.length, path).toBeGreaterThanOrEqual(3);
    }
  });

  it("come with all kinds of front matter, line ends and endings", () => {
    const opening = (path: string) => read(path).split(/\r?\n/)[0];
    expect(opening(`${EN}/2026-01-battery-in-winter.md`)).toBe("+++");
    expect(opening(`${NB}/2026-01-batterier-i-kulda.md`)).toBe("+++");
    expect(opening(`${EN}/2026-04-tide-tables.md`)).toBe("{");
    expect(opening(`${NB}/2026-04-tidevannstabellen.md`)).toBe("{");
    const newsletter = read(`${NB}/2026-05-nyhetsbrev.md`);
    expect(newsletter.match(/\r\n/g)?.length).toBe(newsletter.match(/\n/g)?.length);
    expect(read(`${EN}/2026-05-newsletter.md`)).not.toContain("\r");
    expect(read(`${NB}/2026-06-apne-data.md`).endsWith("\n")).toBe(false);
    expect(newsletter).toMatch(/\r\n=+\r\n[\s\S]*\r\n-{4,}\r\n/);
  });

  it("contain each construct and mark that docs/demo.md promises", () => {
    const all = (folder: string, paths: string[]) =>
      paths.map((path) => read(`${folder}/${path}`)).join("\n");
    for (const text of [all(EN, english()), all(NB, norwegian())]) {
      expect(text).toContain("{{< cta text=");
      expect(text).toContain("{{< figure src=");
      expect(text).toContain('<div class="note" id="say-hello">');
      expect(text).toContain("|---|---:|");
      expect(text).toContain("```json\n");
      expect(text).toMatch(/^- .*\n {2}- /m);
      expect(text).toMatch(/^!\[/m);
      expect(text).toMatch(/^ai: true$/m);
    }
    expect(read(`${EN}/2026-04-api-changelog.md`)).toMatch(/^samsvar:\n {2}translate: false$/m);
    expect(read(`${EN}/2025-11-api-v2.md`)).toContain("translationKey: api-v2");
    expect(read(`${NB}/2025-11-nytt-api.md`)).toContain("translationKey: api-v2");
    expect(norwegian().filter((path) => read(`${NB}/${path}`).includes("- /pricing\n"))).toHaveLength(2);
  });

  it("have exactly the faults that docs/demo.md lists", () => {
    expect(all(NB, norwegian()).match(/\S```bash/g)).toHaveLength(1);
    expect(read(`${NB}/2026-05-nyhetsbrev.md`)).toContain("nosidebar: ingen");
    expect(all(NB, norwegian()).match(/\]\(\/(?!nb\/)[^)]*\)/g)).toEqual([
      "](/blog/what-ferry-captains-taught-us/)",
    ]);
    expect(read(`${NB}/2026-01-batterier-i-kulda.md`)).toContain("i 14 timer");
    expect(read(`${EN}/2026-01-battery-in-winter.md`)).toContain("for 40 hours");
    expect(read(`${NB}/2026-03-a-lytte-til-tare.md`)).toContain("A breakwater of stone costs millions");
  });

  function all(folder: string, paths: string[]): string {
    return paths.map((path) => read(`${folder}/${path}`).replace(/!\[[^\]]*\]\([^)]*\)/g, "")).join("\n");
  }
});

describe("docs/demo.md", () => {
  it("names every post", () => {
    const page = readFileSync(join(projectRoot, "docs/demo.md"), "utf8");
    for (const file of listFiles(join(projectRoot, "content"))) {
      if (!file.endsWith(".md")) continue;
      const name = file.replace(/^(en|nb)\/blog\//, "");
      expect(page, file).toContain(`\`${name}\``);
    }
  });
});
