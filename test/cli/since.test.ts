import { afterEach, describe, expect, test } from "vitest";
import type { JsonReport } from "../../src/report/json-types.ts";
import {
  BAATER,
  BOATS,
  EN,
  makeBlog,
  NB,
  pairPaths,
  rowName,
  withSections,
  writePost,
} from "../support/bilingual-blog.ts";
import { runCli, type TestRepo } from "../support/repo.ts";

const cleanups: (() => void)[] = [];
afterEach(() => {
  for (const cleanup of cleanups.splice(0)) cleanup();
});

const TIMBER = `${BOATS.sections["Timber"]} Since last spring we also buy oak for the keels, from a farmer who replants what he fells.`;
const TOMMER = `${BAATER.sections["Tømmer"]} Siden i fjor vår kjøper vi også eik til kjølene, av en bonde som planter nytt der han feller.`;
const ENGLISH = writePost(withSections(BOATS, { Timber: TIMBER }));
const NORWEGIAN = writePost(withSections(BAATER, { Tømmer: TOMMER }));
const POLISHED = writePost(
  withSections(BAATER, {
    Priser: BAATER.sections["Priser"]!.replace("gjennom vinteren", "vinteren igjennom"),
  }),
);
const { Orders: _, ...WITHOUT_ORDERS } = BOATS.sections;

interface Outcome {
  readonly code: number;
  readonly report: JsonReport;
  /** `row: change state`, for each row that the report tells a change of. */
  readonly changes: readonly string[];
}

async function reportSince(cwd: string, ref: string): Promise<Outcome> {
  const args = ["report", "--since", ref, "--fail-on", "drift", "--format", "json", "--no-cache"];
  const { stdout, stderr, code } = await runCli(args, { cwd });
  expect(stderr).toBe("");
  const report = JSON.parse(stdout) as JsonReport;
  const changes = report.pairs.flatMap((pair) =>
    pair.sections
      .filter((row) => row.change !== null && row.change !== undefined)
      .map((row) => `${rowName(row)}: ${row.change} ${row.state}`),
  );
  return { code: code ?? -1, report, changes };
}

/** A blog on `main`, and a branch `work` checked out; `debt` is committed to `main` before. */
function makePullRequest(work: (repo: TestRepo) => void, debt?: (repo: TestRepo) => void): TestRepo {
  const repo = makeBlog();
  cleanups.push(repo.remove);
  debt?.(repo);
  repo.git("checkout", "-q", "-b", "work");
  work(repo);
  return repo;
}

const changeEnglish = (repo: TestRepo) => {
  repo.write(EN, ENGLISH);
  repo.commit("Tell of the oak");
};

const STORIES: readonly {
  readonly name: string;
  readonly work: (repo: TestRepo) => void;
  readonly debt?: (repo: TestRepo) => void;
  readonly changes: readonly string[];
  readonly code: 0 | 1;
}[] = [
  { name: "only English changed", work: changeEnglish, changes: ["Timber: new source-changed"], code: 1 },
  {
    name: "both changed properly, in commits of their own",
    work: (repo) => {
      changeEnglish(repo);
      repo.write(NB, NORWEGIAN);
      repo.commit("Fortell om eika");
    },
    changes: [],
    code: 0,
  },
  {
    name: "both changed properly, Norwegian first",
    work: (repo) => {
      repo.write(NB, NORWEGIAN);
      repo.commit("Fortell om eika");
      changeEnglish(repo);
    },
    changes: [],
    code: 0,
  },
  {
    name: "only links swept in both",
    work: (repo) => {
      for (const path of [EN, NB]) {
        const draft = path === EN ? BOATS : BAATER;
        repo.write(path, writePost(draft).replaceAll("/boats/prices/", "/prices/boats/"));
      }
      repo.commit("Move the price list");
    },
    changes: [],
    code: 0,
  },
  {
    name: "Norwegian polished",
    work: (repo) => {
      repo.write(NB, POLISHED);
      repo.commit("Finpuss");
    },
    changes: [],
    code: 0,
  },
  {
    name: "English post renamed",
    work: (repo) => {
      repo.git("mv", EN, "content/en/blog/wooden-boats.md");
      repo.commit("Give the post a better name");
    },
    changes: [],
    code: 0,
  },
  {
    name: "English post renamed and changed",
    work: (repo) => {
      repo.git("mv", EN, "content/en/blog/wooden-boats.md");
      repo.write("content/en/blog/wooden-boats.md", ENGLISH);
      repo.commit("Give the post a better name and tell of the oak");
    },
    changes: ["Timber: new source-changed"],
    code: 1,
  },
  {
    name: "a section removed in English",
    work: (repo) => {
      repo.write(EN, writePost({ ...BOATS, sections: WITHOUT_ORDERS }));
      repo.commit("Take no more orders");
    },
    changes: ["Bestilling: new missing-in-source"],
    code: 1,
  },
  {
    name: "drift repaired",
    debt: changeEnglish,
    work: (repo) => {
      repo.write(NB, NORWEGIAN);
      repo.commit("Fortell om eika");
    },
    changes: ["Timber: resolved in-sync"],
    code: 0,
  },
  {
    name: "old drift, something else touched",
    debt: changeEnglish,
    work: (repo) => {
      repo.write(NB, POLISHED);
      repo.commit("Finpuss");
    },
    changes: ["Timber: existing source-changed"],
    code: 0,
  },
  {
    name: "a row that was stale made staler",
    debt: changeEnglish,
    work: (repo) => {
      const more = `${TIMBER} The farmer also sells firewood to anybody who asks for it politely.`;
      repo.write(EN, writePost(withSections(BOATS, { Timber: more })));
      repo.commit("Tell of the firewood");
    },
    changes: ["Timber: new source-changed"],
    code: 1,
  },
  {
    name: "the same number changed in both",
    work: (repo) => {
      for (const path of [EN, NB]) {
        repo.write(path, writePost(path === EN ? BOATS : BAATER).replace("--size 18", "--size 21"));
      }
      repo.commit("Build larger boats");
    },
    changes: [],
    code: 0,
  },
];

describe("what a pull request answers for", () => {
  test.each(STORIES)("$name", async ({ work, debt, changes, code }) => {
    const repo = makePullRequest(work, debt);
    const outcome = await reportSince(repo.dir, "main");
    expect({ changes: outcome.changes, code: outcome.code }).toEqual({ changes, code });
    expect(outcome.report.since).toMatchObject({
      ref: "main",
      base: repo.git("rev-parse", "main"),
      exact: true,
    });
  });

  test("the gate is the base's: a change cannot lower it", async () => {
    const gate = (failOn: string) => JSON.stringify({ gate: { failOn: [failOn] } });
    const repo = makePullRequest(
      (r) => {
        changeEnglish(r);
        r.write("samsvar.config.json", gate("none"));
        r.commit("Ask for less");
      },
      (r) => {
        r.write("samsvar.config.json", gate("drift"));
        r.commit("Ask for translations");
      },
    );
    const { code, stderr } = await runCli(["report", "--since", "main", "--format", "json"], {
      cwd: repo.dir,
    });
    expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
  });

  test("uncommitted work counts as part of the change", async () => {
    const repo = makePullRequest((r) => r.write(EN, ENGLISH));
    expect((await reportSince(repo.dir, "main")).changes).toEqual(["Timber: new source-changed"]);
  });

  test("a post added in one language is told and does not fail", async () => {
    const { en } = pairPaths("anchors");
    const repo = makePullRequest((r) => {
      r.write(en, writePost({ ...BOATS, title: "Anchors", alias: "/anchors/" }));
      r.commit("Write about anchors");
    });
    const { code, changes, report } = await reportSince(repo.dir, "main");
    expect({ code, changes }).toEqual({ code: 0, changes: [] });
    expect(report.unpaired.map(({ path }) => path)).toEqual([en]);
  });

  test("squash, rebase and merge of the same work are judged alike, also with the base ahead", async () => {
    const verdicts: (readonly string[])[] = [];
    for (const way of ["squash", "rebase", "merge"] as const) {
      const repo = makePullRequest((r) => {
        changeEnglish(r);
        r.write(NB, POLISHED);
        r.commit("Finpuss");
      });
      const base = repo.git("rev-parse", "main");
      repo.git("checkout", "-q", "main");
      if (way === "squash") {
        repo.git("merge", "-q", "--squash", "work");
        repo.commit("All of it");
      } else if (way === "rebase") repo.git("merge", "-q", "--ff-only", "work");
      else repo.git("merge", "-q", "--no-ff", "-m", "Merge the work", "work");
      verdicts.push((await reportSince(repo.dir, base)).changes);
    }
    expect(verdicts[0]).toEqual(["Timber: new source-changed"]);
    expect(verdicts[1]).toEqual(verdicts[0]);
    expect(verdicts[2]).toEqual(verdicts[0]);

    const repo = makePullRequest(changeEnglish);
    repo.git("checkout", "-q", "main");
    repo.write("content/en/blog/log-1.md", writePost({ ...BOATS, alias: "/log-1/" }));
    repo.commit("Rewrite the log, which is not the branch's doing");
    repo.git("checkout", "-q", "work");
    expect((await reportSince(repo.dir, "main")).changes).toEqual(["Timber: new source-changed"]);
  });
});

describe("as a checkout action leaves it", () => {
  test("depth 1 of a merge commit: the fetch command that is named works", async () => {
    const repo = makePullRequest(changeEnglish);
    repo.git("checkout", "-q", "--detach", "main");
    repo.git("merge", "-q", "--no-ff", "-m", "Merge the pull request", "work");
    repo.git("branch", "-f", "pull", "HEAD");
    repo.git("checkout", "-q", "main");
    const clone = repo.clone("--depth", "1", "--branch", "pull");
    const args = ["report", "--since", "origin/main", "--fail-on", "drift", "--format", "json"];
    const refused = await runCli(args, { cwd: clone.dir });
    expect(refused.code).toBe(2);
    const command = /git (fetch .*)$/m.exec(refused.stderr)?.[1];
    expect(command).toBe("fetch --depth=1 origin main:refs/remotes/origin/main");
    clone.git(...command!.split(" "));
    const { changes, code, report } = await reportSince(clone.dir, "origin/main");
    expect({ changes, code }).toEqual({ changes: ["Timber: new source-changed"], code: 1 });
    expect(report.since?.base).toBe(repo.git("rev-parse", "main"));
  });

  test("a commit that exists nowhere: exit 2 and how to fetch it", async () => {
    const repo = makePullRequest(changeEnglish);
    const missing = "0123456789012345678901234567890123456789";
    const { code, stderr } = await runCli(["report", "--since", missing], { cwd: repo.dir });
    expect(code).toBe(2);
    expect(stderr).toContain(`git fetch origin ${missing}`);
  });

  test("no git: exit 2", async () => {
    const { code, stderr } = await runCli(["report", "--since", "main"], { cwd: "/" });
    expect(code).toBe(2);
    expect(stderr).toContain("--since main needs a git repository");
  });
});
