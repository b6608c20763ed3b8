import { cpSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type AcceptOptions, runAccept } from "../../src/commands/accept.ts";
import { judgeSite } from "../../src/commands/judge-site.ts";
import { runLog } from "../../src/commands/log.ts";
import { runReopen } from "../../src/commands/reopen.ts";
import { runTidy } from "../../src/commands/tidy.ts";
import { UsageError } from "../../src/model/usage-error.ts";
import { formatFingerprint } from "../../src/text/format-fingerprint.ts";
import { makeDir, makeRepo, removeDir, type TestRepo } from "../support/repo.ts";
import { judgeAt, runIn, statesOf } from "../support/site-commands.ts";

const EN = "content/en/blog/buoys.md";
const NB = "content/nb/blog/boyer.md";
const en = (
  parts: { readonly waves?: string; readonly radio?: string; readonly extra?: string } = {},
): string =>
  `---\ntitle: All about buoys\n---\nBuoys are small boats that stay where they are.\n\n## Waves\n\n${parts.waves ?? "A buoy measures waves twenty times a second, day and night, in any weather."}\n\n## Radio\n\n${parts.radio ?? "It sends what it has measured over a radio to the nearest station on land."}\n${parts.extra ?? ""}`;
const nb = (parts: { readonly waves?: string; readonly extra?: string } = {}): string =>
  `---\ntitle: Alt om bøyer\naliases: [/blog/buoys/]\n---\nBøyer er små båter som blir der de er.\n\n## Bølger\n\n${parts.waves ?? "En bøye måler bølger tjue ganger i sekundet, dag og natt, i all slags vær."}\n\n## Radio\n\nDen sender det den har målt, over radio til nærmeste stasjon på land.\n${parts.extra ?? ""}`;
const CHANGED_WAVES = "A buoy measures waves four hundred times a minute, but never on Sundays or in storms.";

let repo: TestRepo;
const dirs: string[] = [];
beforeEach(() => {
  repo = makeRepo();
  repo.writeAll({ [EN]: en(), [NB]: nb() });
  repo.commit("Write about buoys");
});
afterEach(() => {
  repo.remove();
  for (const dir of dirs.splice(0)) removeDir(dir);
});

const accept = (names: readonly string[], options: AcceptOptions = {}, dir = repo.dir) =>
  runIn(dir, (context) => runAccept(names, options, context));

const states = async (dir = repo.dir) => statesOf((await judgeAt(dir))[0]);

/** The project as an archive has it: no git. */
function unpack(): string {
  const dir = makeDir();
  dirs.push(dir);
  cpSync(repo.dir, dir, { recursive: true });
  rmSync(join(dir, ".git"), { recursive: true });
  return dir;
}

describe("an accepted section", () => {
  it("agrees again, and with a reason that stays", async () => {
    repo.write(EN, en({ waves: CHANGED_WAVES }));
    repo.commit("Tell of Sundays");
    expect((await states())["Waves"]).toBe("source-changed");
    const { code, stdout } = await accept(["buoys#waves"], { reason: "nobody works on Sundays" });
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^Recorded: 1 section still right\. It is in \.samsvar\/facts\/\d{4}-\d\d-\d\d-[0-9a-f]{12}\.txt/,
    );
    const report = (await judgeAt(repo.dir))[0]!;
    const row = report.rows.find((each) => each.kind === "section");
    expect(row).toMatchObject({ state: "in-sync", baseline: { by: "fact", how: "kept" } });
    expect(report.trend?.map(({ drifted }) => drifted)).toEqual([1, -1]);
    const { stdout: log } = await runIn(repo.dir, (context) => runLog("buoys", context));
    expect(log).toContain("nobody works on Sundays");
    expect(log).toContain("§ Waves");
  });

  it("has the same state in a full clone, a shallow clone and an unpacked archive", async () => {
    repo.write(
      EN,
      en({ waves: CHANGED_WAVES, extra: "\n## Sale\n\nBuoys are sold by the dozen in our shop.\n" }),
    );
    repo.commit("Tell of Sundays");
    await accept(["buoys"]);
    await accept(["buoys#sale"], { only: true });
    repo.commit("Record that all is well");
    repo.write(
      EN,
      en({
        waves: CHANGED_WAVES,
        radio: "No radio is needed any more, since a diver brings the numbers home on Fridays.",
        extra: "\n## Sale\n\nBuoys are sold by the dozen in our shop.\n",
      }),
    );
    repo.commit("Do away with the radio");
    const expected = {
      title: "in-sync",
      "(preamble)": "in-sync",
      Waves: "in-sync",
      Radio: "source-changed",
      Sale: "missing-in-target only",
    };
    expect(await states()).toEqual(expected);
    expect(await states(repo.clone("--depth=1").dir)).toEqual(expected);
    expect(await states(unpack())).toEqual(expected);
  });

  it("starts the replay: what answers a later change clears it", async () => {
    await accept(["buoys"]);
    repo.write(EN, en({ waves: CHANGED_WAVES }));
    repo.commit("Tell of Sundays");
    expect((await states())["Waves"]).toBe("source-changed");
    repo.write(
      NB,
      nb({
        waves: "En bøye måler bølger fire hundre ganger i minuttet, men aldri på søndager eller i storm.",
      }),
    );
    repo.commit("Fortell om søndager");
    expect((await states())["Waves"]).toBe("in-sync");
  });

  it("is both changed, and doubtful, where both moved and no history tells how", async () => {
    await accept(["buoys"]);
    repo.write(EN, en({ waves: CHANGED_WAVES }));
    repo.write(NB, nb({ waves: "Bøyen hviler på fredager, og ellers måler den litt når den har lyst." }));
    expect((await states(unpack()))["Waves"]).toBe("both-changed ?");
  });

  it("is mirrored when source and target change places", async () => {
    await accept(["buoys"]);
    repo.write(EN, en({ waves: CHANGED_WAVES }));
    const swapped = await judgeAt(unpack(), { source: "nb", targets: ["en"] });
    expect(statesOf(swapped[0])).toMatchObject({ Bølger: "target-changed", Radio: "in-sync" });
  });

  it("survives new names of both posts and a new place of the section", async () => {
    repo.write(EN, en({ waves: CHANGED_WAVES }));
    repo.commit("Tell of Sundays");
    await accept(["buoys"]);
    const [head, waves, radio] = nb().split(/(?=^## )/m);
    repo.git("mv", EN, "content/en/blog/all-about-buoys.md");
    repo.unlink(NB);
    repo.write(
      "content/nb/blog/alt.md",
      `${head}${radio}\n${waves?.trimEnd()}\n`.replace("/blog/buoys/", "/blog/all-about-buoys/"),
    );
    repo.commit("Rename and move");
    expect(await states()).toMatchObject({ Waves: "in-sync", Radio: "in-sync" });
  });
});

describe("facts of a commit", () => {
  it("are those that the commit holds", async () => {
    repo.write(EN, en({ waves: CHANGED_WAVES }));
    repo.commit("Tell of Sundays");
    await accept(["buoys"]);
    repo.commit("Record that all is well");
    const at = async (ref: string) => statesOf((await judgeAt(repo.dir, { at: ref }))[0])["Waves"];
    expect(await at("HEAD")).toBe("in-sync");
    expect(await at("HEAD~1")).toBe("source-changed");
  });
});

describe("links", () => {
  const line = (kind: string, about: string, sides: string): string =>
    `samsvar facts 1\n${kind} 2026-07-02T10:15:30.123Z ${sides} about=${about} how=kept by=Kari\n`;

  it("keep sections apart that history takes for one, in either direction", async () => {
    const [report] = await judgeAt(repo.dir);
    const row = report!.rows.find((each) => each.kind === "section" && each.source?.heading === "Radio");
    if (row?.kind !== "section") throw new Error("no such row");
    const sides = `en=${formatFingerprint(row.source!.print)} nb=${formatFingerprint(row.target!.print)}`;
    repo.write(".samsvar/facts/a.txt", line("unlinked", "section", sides));
    const apart = (await judgeAt(repo.dir))[0]!.rows.filter((each) => each.kind === "section");
    const partners = apart.map(
      (each) => each.kind === "section" && `${each.source?.heading} ${each.target?.heading}`,
    );
    expect(partners).not.toContain("Radio Radio");
    repo.write(".samsvar/facts/b.txt", line("linked", "section", sides).replace("07-02", "07-03"));
    expect(await states()).toMatchObject({ Radio: "in-sync" });
  });

  it("part posts, and hold them together under new names", async () => {
    const sides = `en=- nb=- en.path=${EN} nb.path=${NB}`;
    repo.write(".samsvar/facts/a.txt", line("unlinked", "post", sides));
    expect(await judgeAt(repo.dir)).toEqual([]);
    repo.write(".samsvar/facts/a.txt", line("linked", "post", sides));
    repo.git("mv", NB, "content/nb/blog/noe-annet.md");
    repo.write("content/nb/blog/noe-annet.md", nb().replace(/aliases.*\n/, ""));
    repo.commit("Rename, and lose the alias");
    expect((await judgeAt(repo.dir))[0]?.pair.pairedBy).toEqual([{ kind: "linked" }]);
  });
});

describe("a version of its own", () => {
  it("is on purpose until the original comes to say something else", async () => {
    await accept(["buoys#radio"], { own: true });
    expect((await states())["Radio"]).toBe("in-sync own");
    repo.write(
      EN,
      en({ radio: "It sends what it has measured over a radio to the nearest statoin on land." }),
    );
    expect((await states())["Radio"]).toBe("source-changed own");
    repo.write(EN, en({ radio: "A diver brings home what it has measured, and no radio is needed." }));
    expect((await states())["Radio"]).toBe("source-changed");
  });
});

describe("reopen", () => {
  it("takes back what was said, also after tidy", async () => {
    repo.write(EN, en({ waves: CHANGED_WAVES }));
    repo.commit("Tell of Sundays");
    await accept(["buoys"]);
    await runIn(repo.dir, (context) => runReopen(["buoys#waves"], {}, context));
    expect((await states())["Waves"]).toBe("source-changed");
    await runIn(repo.dir, (context) => runTidy(context));
    expect(readdirSync(repo.path(".samsvar/facts"))).toEqual(["base.txt"]);
    expect(await states()).toMatchObject({ Waves: "source-changed", Radio: "in-sync" });
    await expect(runIn(repo.dir, (context) => runReopen(["buoys#waves"], {}, context))).rejects.toThrow(
      UsageError,
    );
  });
});

describe("accept", () => {
  it("never means everything by accident", async () => {
    await expect(accept([])).rejects.toMatchObject({ code: "accept-what" });
    await expect(accept([], { all: true })).rejects.toMatchObject({ code: "accept-all-unconfirmed" });
    await expect(accept(["buoys"], { all: true, yes: true })).rejects.toMatchObject({
      code: "all-and-names",
    });
    expect((await accept([], { all: true, yes: true })).stdout).toMatch(/^Recorded: 4 sections/);
  });

  it("takes headings of either language, slugs, fields and ids; and names candidates for the rest", async () => {
    await accept(["buoys#Bølger"]);
    await accept(["buoys#title"]);
    const row = (await judgeAt(repo.dir))[0]!.rows.find((each) => each.kind === "preamble")!;
    await accept([`buoys#${row.id}`]);
    const by = (await judgeAt(repo.dir))[0]!.rows.map((each) => each.baseline.by);
    expect(by).toEqual(["fact", "fact", "fact", "history"]);
    await expect(accept(["buoys#nothing"])).rejects.toMatchObject({ code: "section-unknown" });
    await expect(accept(["buoys#a"])).rejects.toMatchObject({ code: "section-ambiguous" });
    await expect(
      runIn(repo.dir, (context) => runAccept(["buoys"], {}, context), { at: "HEAD" }),
    ).rejects.toMatchObject({ code: "at-writes" });
  });

  it("says twice no more than once", async () => {
    await accept(["buoys"]);
    expect((await accept(["buoys"])).stdout).toBe(
      "Nothing new to record.\n4 sections were recorded already.\n",
    );
    expect(readdirSync(repo.path(".samsvar/facts"))).toHaveLength(1);
  });
});

describe("fact files", () => {
  it("merge without conflicts, and a withdrawn fact stays withdrawn", async () => {
    repo.write(
      EN,
      en({
        waves: CHANGED_WAVES,
        radio: "A diver brings home what it has measured, and no radio is needed.",
      }),
    );
    repo.commit("Change a lot");
    await accept(["buoys#waves"]);
    repo.commit("Accept the waves");
    repo.git("switch", "-q", "-c", "other");
    await runIn(repo.dir, (context) => runReopen(["buoys#waves"], {}, context));
    repo.commit("Take it back");
    repo.git("switch", "-q", "main");
    await accept(["buoys#radio"]);
    repo.commit("Accept the radio");
    repo.git("merge", "-q", "--no-edit", "other");
    expect(await states()).toMatchObject({ Waves: "source-changed", Radio: "in-sync" });
  });

  it("name a damaged line and count the others", async () => {
    await accept(["buoys"]);
    const [file] = readdirSync(repo.path(".samsvar/facts"));
    const path = `.samsvar/facts/${file}`;
    const text = readFileSync(repo.path(path), "utf8");
    repo.write(path, text.replace("\n", "\n<<<<<<< HEAD\n"));
    const run = await judgeSite({ cwd: repo.dir });
    for await (const report of run.pairs)
      expect(report.rows.map(({ baseline }) => baseline.by)).not.toContain("history");
    expect(run.tail().problems).toMatchObject([{ code: "facts-damaged", path, place: { line: 2 } }]);
    await run.close();
  });
});
