import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import {
  BAATER,
  BOATS,
  type Draft,
  EN,
  extraPosts,
  listOutOfStep,
  listVerdicts,
  makeBlog,
  NB,
  pairPaths,
  readReport,
  rowName,
  withSections,
  writePost,
} from "../support/bilingual-blog.ts";
import { makeDir, removeDir, runCli, type TestRepo } from "../support/repo.ts";

const cleanups: (() => void)[] = [];
afterEach(() => {
  for (const cleanup of cleanups.splice(0)) cleanup();
});

function newBlog(options?: Parameters<typeof makeBlog>[0]): TestRepo {
  const repo = makeBlog(options);
  cleanups.push(repo.remove);
  return repo;
}

/** The original says more about timber than it did; the drift that the tests then try to hide. */
const NEW_TIMBER = `${BOATS.sections["Timber"]} Since last spring we also buy oak for the keels, from a farmer who replants what he fells.`;
const NEW_TOMMER = `${BAATER.sections["Tømmer"]} Siden i fjor vår kjøper vi også eik til kjølene, av en bonde som planter nytt der han feller.`;
const DRIFTED = writePost(withSections(BOATS, { Timber: NEW_TIMBER }));
const SYNCED = writePost(withSections(BAATER, { Tømmer: NEW_TOMMER }));
const TIMBER_DRIFT = ["boats.md: Timber: source-changed meaning"];

test("what was published together is in step", async () => {
  const report = await readReport(newBlog().dir);
  expect(report.history.mode).toBe("full");
  expect(report.summary).toMatchObject({ posts: { en: 2, nb: 2 }, pairs: 2, drifted: 0 });
  expect(listOutOfStep(report)).toEqual([]);
});

describe("git processes", () => {
  let folder = "";
  beforeAll(() => {
    folder = makeDir();
    const real = (process.env["PATH"] ?? "").split(delimiter).map((dir) => join(dir, "git"));
    const git = real.find((path) => {
      try {
        readFileSync(path);
        return true;
      } catch {
        return false;
      }
    });
    writeFileSync(join(folder, "git"), `#!/bin/sh\necho "$@" >>"$GIT_CALLS"\nexec '${git}' "$@"\n`);
    chmodSync(join(folder, "git"), 0o755);
  });
  afterAll(() => removeDir(folder));

  async function countGit(repo: TestRepo, ...args: readonly string[]): Promise<readonly string[]> {
    const log = join(folder, "calls");
    writeFileSync(log, "");
    // GIT_* variables do not reach git, but this script is no git yet.
    const env = { PATH: `${folder}${delimiter}${process.env["PATH"]}`, GIT_CALLS: undefined };
    writeFileSync(
      join(folder, "git"),
      readFileSync(join(folder, "git"), "utf8").replace('"$GIT_CALLS"', `'${log}'`),
    );
    const { stderr, code } = await runCli(args, { cwd: repo.dir, env });
    expect({ stderr, code }).toEqual({ stderr: "", code: 0 });
    return readFileSync(log, "utf8").split("\n").filter(Boolean);
  }

  test("are four at most, whatever the number of posts", async () => {
    const counts: number[] = [];
    for (const extra of [1, 40]) {
      const repo = newBlog({ extra });
      repo.write(EN, DRIFTED);
      repo.commit("Tell of the oak");
      for (const [path, text] of Object.entries(extraPosts(extra)))
        repo.write(path, text.replace("always", "nearly always").replace("alltid", "nesten alltid"));
      repo.commit("Be modest");
      const calls = await countGit(repo, "report", "--format", "json");
      expect(calls.length).toBeLessThanOrEqual(4);
      expect(calls.length).toBeGreaterThan(1);
      counts.push(calls.length);
      expect((await countGit(repo, "status")).length).toBeLessThanOrEqual(4);
    }
    expect(counts[0]).toBe(counts[1]);
  });
});

describe("a drifted section stays drifted", () => {
  let repo: TestRepo;
  /** Sites whose sweeps touch many posts and few: breadth must not be what saves the verdict. */
  const drifted = (extra: number) => {
    repo = newBlog({ extra });
    repo.write(EN, DRIFTED);
    repo.commit("Tell of the oak");
  };
  const edit = (change: (text: string, path: string) => string) => {
    for (const path of repo.git("ls-files").split("\n"))
      repo.write(path, change(readFileSync(repo.path(path), "utf8"), path));
  };

  test.each([1, 15])("when a commit rewrites links in both languages (%i other posts)", async (extra) => {
    drifted(extra);
    edit((text) =>
      text
        .replaceAll("/boats/prices/", "/prices/")
        .replaceAll("https://harbour.example/", "https://havn.example.org/"),
    );
    repo.commit("Move the pages");
    expect(listOutOfStep(await readReport(repo.dir))).toEqual(TIMBER_DRIFT);
  });

  test.each([1, 15])(
    "when a commit rewrites front matter in both languages (%i other posts)",
    async (extra) => {
      drifted(extra);
      edit((text) => text.replace("\n---\n\n", "\nlayout: post\ndate: 2026-02-01\n---\n\n"));
      repo.commit("Name the layout");
      expect(listOutOfStep(await readReport(repo.dir))).toEqual(TIMBER_DRIFT);
    },
  );

  test.each([1, 15])(
    "when a name is changed in both languages, in that section too (%i other posts)",
    async (extra) => {
      drifted(extra);
      edit((text) =>
        text
          .replace("The planks are spruce", "The planks are Skvulp spruce")
          .replace("av gran", "av Skvulp gran"),
      );
      repo.commit("Name the spruce");
      expect(listOutOfStep(await readReport(repo.dir))).toEqual(TIMBER_DRIFT);
    },
  );

  test("when a link is added to that section in both languages", async () => {
    drifted(1);
    edit((text) =>
      text
        .replace("The planks are spruce", "The planks are [spruce](https://wood.example/picea)")
        .replace("av gran", "av [gran](https://wood.example/picea)"),
    );
    repo.commit("Link the spruce");
    expect(listOutOfStep(await readReport(repo.dir))).toEqual(TIMBER_DRIFT);
  });

  test("when another section of the translation is worked on", async () => {
    drifted(1);
    repo.write(NB, writePost(withSections(BAATER, { Priser: `${BAATER.sections["Priser"]} Ring gjerne.` })));
    repo.commit("Polish the prices");
    expect(listOutOfStep(await readReport(repo.dir))).toEqual([
      ...TIMBER_DRIFT,
      "boats.md: Prices: target-changed meaning",
    ]);
  });

  test("until the translation follows", async () => {
    drifted(1);
    repo.write(NB, SYNCED);
    repo.commit("Translate the oak");
    expect(listOutOfStep(await readReport(repo.dir))).toEqual([]);
  });
});

/** The texts of a pair of its own: as written, drifted, translated, translated anew. */
function drafts(name: string) {
  const alias = `/${name}/`;
  return {
    before: writePost({ ...BOATS, alias }),
    drifted: writePost({ ...withSections(BOATS, { Timber: NEW_TIMBER }), alias }),
    translated: writePost({ ...BAATER, alias }),
    synced: writePost({ ...withSections(BAATER, { Tømmer: NEW_TOMMER }), alias }),
  };
}

const wrapLines = (text: string): string =>
  text
    .split("\n")
    .map((line) => (/^(---|#|title|aliases| )/.test(line) ? line : line.replace(/(.{30,45}) /g, "$1\n")))
    .join("\n");

describe("looks alone change no state", () => {
  const looks: readonly (readonly [string, (text: string) => string])[] = [
    ["line breaks", wrapLines],
    ["trailing blanks and empty lines", (text) => text.replace(/\.\n/g, ".  \n\n\n")],
    ["CRLF", (text) => text.replaceAll("\n", "\r\n")],
    [
      "setext headings",
      (text) => text.replace(/^## (.*)$/gm, (_, name: string) => `${name}\n${"-".repeat(20)}`),
    ],
    ["heading level marks closed", (text) => text.replace(/^## (.*)$/gm, "## $1 ##")],
    ["a BOM", (text) => `\uFEFF${text}`],
    ["no final newline", (text) => text.trimEnd()],
    ["front matter order", (text) => text.replace(/^---\n(title: .*\n)(aliases:\n {2}- .*\n)/, "---\n$2$1")],
  ];

  test("in either language, with and without a drift", async () => {
    const repo = newBlog();
    const pairs = looks.map(([name, change], at) => ({
      name,
      change,
      ...pairPaths(`look-${at}`),
      ...drafts(`look-${at}`),
    }));
    const writeAll = (make: (pair: (typeof pairs)[number]) => Record<string, string>, subject: string) => {
      for (const pair of pairs) repo.writeAll(make(pair));
      repo.commit(subject);
    };
    writeAll(({ en, nb, before, translated }) => ({ [en]: before, [nb]: translated }), "Write");
    writeAll(({ nb, translated, change }) => ({ [nb]: change(translated) }), "Restyle the translations");
    writeAll(({ en, drifted }) => ({ [en]: drifted }), "Tell of the oak");
    writeAll(({ en, drifted, change }) => ({ [en]: change(drifted) }), "Restyle the originals");
    const states = async () => {
      const report = await readReport(repo.dir);
      return pairs.map(({ name, en }) => {
        const rows = report.pairs.find(({ source }) => source.path === en)?.sections ?? [];
        return [
          name,
          ...rows.filter(({ state }) => state !== "in-sync").map((row) => `${rowName(row)}: ${row.state}`),
        ];
      });
    };
    expect(await states()).toEqual(pairs.map(({ name }) => [name, "Timber: source-changed"]));
    writeAll(({ nb, synced, change }) => ({ [nb]: change(synced) }), "Translate the oak");
    expect(await states()).toEqual(pairs.map(({ name }) => [name]));
  });
});

describe("a renamed post keeps its history", () => {
  const newEn = "content/en/blog/2026/wooden-boats.md";

  test.each([true, false])("committed: %s", async (committed) => {
    const repo = newBlog();
    repo.write(EN, DRIFTED);
    repo.commit("Tell of the oak");
    const before = await readReport(repo.dir);
    repo.write(newEn, DRIFTED);
    repo.unlink(EN);
    if (committed) repo.commit("Move the post");
    const after = await readReport(repo.dir);
    expect(after.pairs.map(({ source }) => source.path)).toContain(newEn);
    expect(listOutOfStep(after)).toEqual(["wooden-boats.md: Timber: source-changed meaning"]);
    const change = (report: typeof after) =>
      report.pairs.flatMap(({ sections }) => sections.flatMap(({ changes }) => changes.source ?? []));
    expect(change(after)).toEqual(change(before));
    expect(change(after)[0]?.subject).toBe("Tell of the oak");
  });

  test("when it was edited on the way", async () => {
    const repo = newBlog();
    repo.write(newEn, DRIFTED);
    repo.unlink(EN);
    repo.commit("Move the post and tell of the oak");
    expect(listOutOfStep(await readReport(repo.dir))).toEqual([
      "wooden-boats.md: Timber: source-changed meaning",
    ]);
  });
});

describe("how work was merged does not matter", () => {
  /** Texts of a pair, by language; what a commit leaves out stays as it is. */
  type Step = Partial<Record<"en" | "nb", Draft>>;
  interface Work {
    readonly name: string;
    /** Commits on `main` before the branch is made. */
    readonly before?: readonly Step[];
    /** Commits on the branch. */
    readonly branch: readonly Step[];
    readonly outOfStep: readonly string[];
  }
  const more = (draft: Draft, heading: string, text: string) =>
    withSections(draft, { [heading]: `${draft.sections[heading]} ${text}` });
  const SAILS = "Sails are made by a friend in town and cost 900 kroner a metre.";
  const SEIL = "Seil syr en venn i byen, og de koster 900 kroner meteren.";
  const oak = withSections(BOATS, { Timber: NEW_TIMBER });
  const eik = withSections(BAATER, { Tømmer: NEW_TOMMER });
  const works: readonly Work[] = [
    { name: "original-changed", branch: [{ en: oak }], outOfStep: ["Timber: source-changed"] },
    { name: "at-once", branch: [{ en: oak, nb: eik }], outOfStep: [] },
    { name: "changed-then-translated", branch: [{ en: oak }, { nb: eik }], outOfStep: [] },
    { name: "translated-later", before: [{ en: oak }], branch: [{ nb: eik }], outOfStep: [] },
    {
      name: "two-changed-both-translated",
      branch: [{ en: oak }, { en: more(oak, "Prices", SAILS) }, { nb: more(eik, "Priser", SEIL) }],
      outOfStep: [],
    },
    {
      name: "two-changed-one-translated",
      branch: [{ en: oak }, { en: more(oak, "Prices", SAILS) }, { nb: eik }],
      outOfStep: ["Prices: source-changed"],
    },
    {
      name: "one-waits-another-is-done",
      before: [{ en: oak }],
      branch: [{ en: more(oak, "Prices", SAILS) }, { nb: more(BAATER, "Priser", SEIL) }],
      outOfStep: ["Timber: source-changed"],
    },
    {
      name: "section-in-both",
      branch: [{ en: withSections(BOATS, { Sails: SAILS }) }, { nb: withSections(BAATER, { Seil: SEIL }) }],
      outOfStep: [],
    },
    {
      name: "section-in-one",
      branch: [{ en: withSections(BOATS, { Sails: SAILS }) }],
      outOfStep: ["Sails: missing-in-target"],
    },
    {
      name: "section-translated-later",
      before: [{ en: withSections(BOATS, { Sails: SAILS }) }],
      branch: [{ nb: withSections(BAATER, { Seil: SEIL }) }],
      outOfStep: [],
    },
    {
      name: "polished",
      branch: [
        {
          nb: withSections(BAATER, {
            Tømmer: (BAATER.sections["Tømmer"] ?? "").replace(
              "noen rører dem med ei sag",
              "saga får komme til",
            ),
          }),
        },
      ],
      outOfStep: ["Timber: target-changed"],
    },
  ];
  const merges: Readonly<Record<string, (repo: TestRepo, branch: string) => void>> = {
    "merge commit": (repo, branch) => repo.git("merge", "-q", "--no-ff", "-m", `Merge ${branch}`, branch),
    squash: (repo, branch) => {
      repo.git("merge", "-q", "--squash", branch);
      repo.git("commit", "-q", "-m", `${branch} (#1)`);
    },
    rebase: (repo, branch) => repo.git("cherry-pick", `main..${branch}`),
  };

  const verdicts: Record<string, readonly string[]> = {};
  test.each(Object.entries(merges))("%s", async (name, merge) => {
    const repo = newBlog();
    const apply = (work: Work, step: Step, subject: string) => {
      const { en, nb } = pairPaths(work.name);
      const alias = `/${work.name}/`;
      if (step.en !== undefined) repo.write(en, writePost({ ...step.en, alias }));
      if (step.nb !== undefined) repo.write(nb, writePost({ ...step.nb, alias }));
      repo.git("add", "-A");
      repo.git("commit", "-q", "-m", subject);
    };
    for (const work of works) apply(work, { en: BOATS, nb: BAATER }, "Write");
    for (const work of works) for (const step of work.before ?? []) apply(work, step, "Change");
    for (const work of works) {
      repo.git("checkout", "-q", "-b", work.name);
      for (const step of work.branch) apply(work, step, "Work");
      repo.git("checkout", "-q", "main");
    }
    // Somebody else's commit in between, so that nothing can be fast-forwarded.
    repo.write(EN, DRIFTED);
    repo.commit("Tell of the oak", { author: "Ola Hansen <ola@example.org>" });
    for (const work of works) merge(repo, work.name);
    const report = await readReport(repo.dir);
    const rows = (work: Work) =>
      report.pairs
        .filter(({ source }) => source.path === pairPaths(work.name).en)
        .flatMap(({ sections }) => sections.filter(({ state }) => state !== "in-sync"))
        .map((row) => `${rowName(row)}: ${row.state}`);
    expect(works.map((work) => [work.name, ...rows(work)])).toEqual(
      works.map((work) => [work.name, ...work.outOfStep]),
    );
    verdicts[name] = listVerdicts(report);
  });

  test("row by row", () => {
    expect(verdicts["merge commit"]?.length).toBeGreaterThan(works.length * 4);
    expect(verdicts["squash"]).toEqual(verdicts["merge commit"]);
    expect(verdicts["rebase"]).toEqual(verdicts["merge commit"]);
  });
});

describe("what is not committed is seen", () => {
  test("an edit, in the original or as the answer", async () => {
    const repo = newBlog();
    repo.write(EN, DRIFTED);
    const drifted = await readReport(repo.dir);
    expect(listOutOfStep(drifted)).toEqual(TIMBER_DRIFT);
    const row = drifted.pairs
      .flatMap((pair) => pair.sections)
      .find(({ state }) => state === "source-changed");
    expect(row?.changes.source).toEqual({ commit: null, date: null, author: null, subject: null });
    repo.write(NB, SYNCED);
    expect(listOutOfStep(await readReport(repo.dir))).toEqual([]);
    // The answer alone not committed.
    repo.git("add", EN);
    repo.git("commit", "-q", "-m", "Tell of the oak");
    expect(listOutOfStep(await readReport(repo.dir))).toEqual([]);
  });

  test("a deletion", async () => {
    const repo = newBlog();
    repo.unlink(EN);
    const report = await readReport(repo.dir);
    expect(report.summary).toMatchObject({ posts: { en: 1, nb: 2 }, pairs: 1 });
    expect(report.unpaired).toMatchObject([{ path: NB, reason: "no-counterpart" }]);
  });

  test("a new file, and a new translation of an old post", async () => {
    const repo = newBlog();
    const draft = { ...BOATS, title: "Sails", alias: "/sails/" };
    repo.write("content/en/blog/sails.md", writePost(draft));
    const alone = await readReport(repo.dir);
    expect(alone.unpaired).toMatchObject([{ path: "content/en/blog/sails.md", reason: "no-counterpart" }]);
    repo.commit("Write of sails");
    repo.write("content/nb/blog/seil.md", writePost({ ...BAATER, title: "Seil", alias: "/sails/" }));
    const both = await readReport(repo.dir);
    expect(both.summary).toMatchObject({ pairs: 3, drifted: 0 });
    expect(listOutOfStep(both)).toEqual([]);
  });

  test("a section removed, in either language", async () => {
    const repo = newBlog();
    const { Prices: _, ...rest } = BOATS.sections;
    repo.write(EN, writePost({ ...BOATS, sections: rest }));
    expect(listOutOfStep(await readReport(repo.dir))).toEqual([
      "boats.md: Priser: missing-in-source meaning",
    ]);
    repo.git("checkout", "-q", EN);
    const { Priser: __, ...resten } = BAATER.sections;
    repo.write(NB, writePost({ ...BAATER, sections: resten }));
    expect(listOutOfStep(await readReport(repo.dir))).toEqual([
      "boats.md: Prices: missing-in-target meaning",
    ]);
  });
});
