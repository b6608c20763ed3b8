import { describe, expect, it } from "vitest";
import { checkTexts, readText } from "./check-texts.ts";

const EN = "The sensor ran for 40 hours.\n";
const NB = "Sensoren gikk i 14 timer.\n";
const IGNORE = "<!-- samsvar-ignore number-differs: rundet av -->\n";

describe("findings", () => {
  it("says where, from 1 and in UTF-16 units", async () => {
    const { findings } = await checkTexts(
      "---\ntitle: A\n---\n\n😀 It ran for 40 hours.\n",
      "---\ntitle: A\n---\nDen gikk i 14 timer.\n",
    );
    expect(findings).toMatchObject([
      {
        code: "number-differs",
        source: { line: 5, column: 15 },
        target: { line: 4, column: 12 },
        params: { items: ["40 → 14"] },
      },
    ]);
  });

  it("folds several of one code in one section, and keeps sections apart", async () => {
    const { findings } = await checkTexts(
      `${EN}\nAnd 7 boats.\n\n## More\n\n${EN}`,
      `${NB}\nOg 9 båter.\n\n## Mer\n\n${NB}`,
    );
    expect(findings.map((finding) => finding.params["items"])).toEqual([["40 → 14", "7 → 9"], ["40 → 14"]]);
  });

  it("keeps its id when lines move and other sections change", async () => {
    const [before] = (await checkTexts(`## A\n\n${EN}`, `## B\n\n${NB}`)).findings;
    const [after] = (await checkTexts(`Intro.\n\n## A\n\n\n${EN}`, `Ingress.\n\n## B\n\n${NB}`)).findings;
    expect(after!.id).toBe(before!.id);
    const [other] = (await checkTexts(`## A\n\n${EN}`, "## B\n\nSensoren gikk i 15 timer.\n")).findings;
    expect(other!.id).not.toBe(before!.id);
  });

  it("takes what moved to another section for no trouble", async () => {
    const { codes } = await checkTexts(
      "It ran for 41 hours.\n\n## More\n\nThe end.\n",
      "Den gikk.\n\n## Mer\n\nI 41 timer.\n",
    );
    expect(codes).toEqual([]);
  });

  it("compares nothing behind a broken fence", async () => {
    const { codes } = await checkTexts(
      "Run it 3 times:\n\n```bash\nls\n```\n\nIt takes 5 hours.\n",
      "Kjør den 3 ganger:```bash\nls\n```\n\nDet tar 6 timer.\n",
    );
    expect(codes).toEqual(["fence-glued"]);
  });
});

describe("drift", () => {
  const old = (text: string) => ({
    oldSource: text,
    row: { state: "source-changed" as const, class: "meaning" as const },
  });

  it("does not tell again what the pending change explains", async () => {
    const { codes } = await checkTexts(
      "It ran for 40 hours.\n",
      "Den gikk i 14 timer.\n",
      old("It ran for 14 hours.\n"),
    );
    expect(codes).toEqual([]);
  });

  it("still tells what was wrong before the change", async () => {
    const { findings } = await checkTexts(
      "It ran for 40 hours in cold water.\n",
      "Den gikk i 14 timer.\n",
      old("It ran for 40 hours.\n"),
    );
    expect(findings).toMatchObject([
      { code: "number-differs", source: { line: 1, column: 1 }, target: { line: 1, column: 12 } },
    ]);
  });

  it("says nothing about rows that are doubtful or meant to differ", async () => {
    expect((await checkTexts(EN, NB, { row: { doubtful: true } })).codes).toEqual([]);
    expect((await checkTexts(EN, NB, { row: { deliberate: "own" } })).codes).toEqual([]);
    expect((await checkTexts(EN, NB, { row: { state: "both-changed" } })).codes).toEqual([]);
  });

  it("finds a broken fence whatever the row's state", async () => {
    expect(
      (await checkTexts(EN, "Kjør:```bash\nls\n```\n", { row: { state: "both-changed" } })).codes,
    ).toEqual(["fence-glued"]);
  });
});

describe("exceptions", () => {
  it("takes a comment in the section, in either language", async () => {
    expect((await checkTexts(EN, NB + IGNORE)).codes).toEqual([]);
    expect((await checkTexts(IGNORE + EN, NB)).codes).toEqual([]);
  });

  it("takes a comment at the end of the section before", async () => {
    expect((await checkTexts(`Hello.\n\n## A\n\n${EN}`, `Hei.\n\n${IGNORE}\n## B\n\n${NB}`)).codes).toEqual(
      [],
    );
  });

  it("tells of a comment that hides nothing, but not while nobody can know", async () => {
    const unused = await checkTexts("Hello.\n", `Hei.\n\n${IGNORE}`);
    expect(unused.findings).toMatchObject([
      { code: "suppression-unused", target: { line: 3, column: 1 }, source: null },
    ]);
    expect(
      (await checkTexts("Hello.\n", `Hei.\n\n${IGNORE}`, { row: { state: "both-changed" } })).codes,
    ).toEqual([]);
  });

  it("takes the configuration: off, regraded, suppressed by path", async () => {
    expect((await checkTexts(EN, NB, { config: { checks: { "number-differs": "off" } } })).codes).toEqual([]);
    const graded = await checkTexts(EN, NB, { config: { checks: { "number-differs": "critical" } } });
    expect(graded.findings[0]!.severity).toBe("critical");
    const entry = (paths: readonly string[]) => ({
      suppress: [{ paths, codes: ["number-differs"], reason: "x" }],
    });
    const hidden = await checkTexts(EN, NB, { config: entry(["content/nb/**"]) });
    expect([hidden.codes, [...hidden.tally.usedEntries]]).toEqual([[], [0]]);
    expect((await checkTexts(EN, NB, { config: entry(["content/sv/**"]) })).codes).toEqual([
      "number-differs",
    ]);
  });

  it("takes a fact about the finding's id", async () => {
    const [finding] = (await checkTexts(EN, NB)).findings;
    const accepted = await checkTexts(EN, NB, { accepted: [finding!.id] });
    expect([accepted.codes, [...accepted.tally.usedFindings]]).toEqual([[], [finding!.id]]);
  });
});

describe("site", () => {
  it("misses files only where the folder is known", async () => {
    const text = "![Sea](/images/sea.png)\n";
    expect((await checkTexts(text, text)).codes).toEqual([]);
    expect((await checkTexts(text, text, { files: ["static/images/sea.png"] })).codes).toEqual([]);
    expect((await checkTexts(text, text, { files: [] })).codes).toEqual(["image-missing"]);
  });

  it("asks the detector only about sections that function words cannot settle", async () => {
    const asked: string[] = [];
    const detector = {
      detect: (text: string) => {
        asked.push(text);
        return "fi";
      },
    };
    const clean = await readText("content/nb/blog/a.md", "nb", NB);
    expect(clean.post.sections).toHaveLength(1);
    await checkTexts(EN, NB, { detector });
    expect(asked).toEqual([]);
    const words =
      "Emme ole saaneet selville mitä sille tapahtui mutta jotkut sanovat että se nähtiin laiturilta aamulla ja että se ajelehti sitten pohjoiseen virran mukana pitkälle merelle asti kuten aina ennenkin tapahtui täällä meillä kotona";
    const { findings } = await checkTexts("We do not know.\n", `${words}.\n`, { detector });
    expect(asked).toHaveLength(1);
    expect(findings.filter((finding) => finding.code === "wrong-language")).toMatchObject([
      { params: { language: "fi" } },
    ]);
  });
});
