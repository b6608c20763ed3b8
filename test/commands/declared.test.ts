import { afterEach, beforeEach, expect, it } from "vitest";
import { makeRepo, type TestRepo } from "../support/repo.ts";
import { judgeAt, statesOf } from "../support/site-commands.ts";

const EN = "content/en/blog/buoys.md";
const NB = "content/nb/blog/buoys.md";
const en = (waves: string): string =>
  `---\ntitle: All about buoys\n---\nBuoys are small boats that stay where they are.\n\n## Waves\n\n${waves}\n`;
const OLD = "A buoy measures waves twenty times a second, day and night, in any weather.";
const NEW = "A buoy measures waves now and then, but never on Sundays, nor in fog or storms.";
const nb = (base: string): string =>
  `---\ntitle: Alt om bøyer\ndefault_lang_commit: ${base}\n---\nBøyer er små båter som blir der de er.\n\n## Bølger\n\nEn bøye måler bølger tjue ganger i sekundet, dag og natt, i all slags vær.\n`;

let repo: TestRepo;
let first: string;
let second: string;
beforeEach(() => {
  repo = makeRepo();
  repo.write("content/en/blog/old-name.md", en(OLD));
  first = repo.commit("Write about buoys");
  repo.git("mv", "content/en/blog/old-name.md", EN);
  repo.commit("Find a better name");
  repo.write(EN, en(NEW));
  second = repo.commit("Tell of Sundays");
});
afterEach(() => repo.remove());

const judge = async () => (await judgeAt(repo.dir))[0];

it("tells that a translation was made from an older original, whatever the order of commits says", async () => {
  repo.write(NB, nb(first));
  repo.commit("Oversett");
  const report = await judge();
  expect(statesOf(report)).toEqual({ title: "in-sync", "(preamble)": "in-sync", Waves: "source-changed" });
  const row = report?.rows.find((each) => each.kind === "section");
  expect(row).toMatchObject({ baseline: { by: "declared" }, changes: { source: { commit: second } } });
  expect(row?.baseline.oldSource).not.toBeNull();
});

it("takes short ids, and a new declaration for a new agreement", async () => {
  repo.write(NB, nb(first.slice(0, 9)));
  repo.commit("Oversett");
  expect(statesOf(await judge())).toMatchObject({ Waves: "source-changed" });
  repo.write(NB, nb(second.slice(0, 9)));
  expect(statesOf(await judge())).toMatchObject({ Waves: "in-sync" });
});

it("takes a commit that is gone for the moment at which it was written down", async () => {
  repo.write(NB, nb("0123456789abcdef0123456789abcdef01234567"));
  repo.commit("Oversett");
  expect(statesOf(await judge())).toMatchObject({ Waves: "in-sync" });
  repo.write(EN, en(OLD));
  repo.commit("Work on Sundays again");
  expect(statesOf(await judge())).toMatchObject({ Waves: "source-changed" });
});

it("places a commit that touched no post by its time", async () => {
  repo.write("README.md", "Buoys.\n");
  const other = repo.commit("Say what this is");
  repo.write(EN, en(OLD));
  repo.commit("Work on Sundays again");
  repo.write(NB, nb(other));
  repo.commit("Oversett");
  expect(statesOf(await judge())).toMatchObject({ "(preamble)": "in-sync", Waves: "source-changed" });
});
