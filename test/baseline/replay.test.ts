import { describe, expect, it } from "vitest";
import { mendVersions } from "../../src/baseline/mend-versions.ts";
import { replayRow } from "../../src/baseline/replay.ts";
import { findSweeps } from "../../src/baseline/sweeps.ts";
import { followSections } from "../../src/baseline/threads.ts";
import type { Content } from "../../src/compare/content.ts";
import { sectionContents } from "../../src/compare/section-content.ts";
import { judgeRow } from "../../src/judge/judge-row.ts";
import type { Commit } from "../../src/model/history.ts";
import { readSections } from "../../src/text/section-records.ts";

const OPTIONS = { rawShortcodes: [] };
const encoder = new TextEncoder();

function read(markdown: string): Content[] {
  const bytes = encoder.encode(markdown);
  const text = { bytes, bodyStart: 0, blob: null, options: OPTIONS };
  return sectionContents(text, readSections(bytes, 0, 1, OPTIONS));
}

/** One commit: the new text of either side, or of both. */
interface Step {
  readonly en?: string;
  readonly nb?: string;
  /** Posts that the commit touches. */
  readonly breadth?: number;
}

/** State of the last section after the story, English being written first. */
function tell(steps: readonly Step[], leads: "en" | "nb" = "en"): string {
  const commits: Commit[] = steps.map((step, i) => ({
    id: String(i).padStart(40, "0"),
    author: i % 2 === 0 ? "Kari" : "Ola",
    time: 1_767_600_000 + i * 3 * 86_400,
    subject: `Step ${i}`,
    breadth: step.breadth ?? 2,
    merge: false,
  })) as unknown as Commit[];
  const side = (language: "en" | "nb") => {
    const versions = steps.flatMap((step, commit) =>
      step[language] === undefined ? [] : [{ commit, contents: read(step[language]) }],
    );
    return followSections(mendVersions(versions));
  };
  const [lead, follow] = leads === "en" ? [side("en"), side("nb")] : [side("nb"), side("en")];
  const leadThread = lead.threads[lead.head.at(-1)!]!;
  const followThread = follow.threads[follow.head.at(-1)!]!;
  const { sync, replacedLead } = replayRow({
    lead: leadThread.events,
    follow: followThread.events,
    leadReplaced: leadThread.replaces !== null,
    commits,
    sweeps: findSweeps(lead.threads, follow.threads),
    start: null,
  });
  return judgeRow({
    lead: { content: leadThread.events.at(-1)!.content, thread: leadThread },
    follow: { content: followThread.events.at(-1)!.content, thread: followThread },
    sync,
    syncBy: "history",
    replacedLead,
    partnerRemoved: false,
    commits,
    leadIsSource: leads === "en",
  }).state;
}

const EN = "## Boats\n\nThe red boat sails at noon from the old harbour.\n\nBring warm clothes and food.\n";
const NB = "## Båter\n\nDen røde båten seiler klokka tolv fra gamlehavna.\n\nTa med varme klær og mat.\n";
const EN_NEW = EN.replace("The red boat sails at noon", "Two green boats leave every morning");
const NB_NEW = NB.replace("Den røde båten seiler klokka tolv", "To grønne båter går hver morgen");
const code = (line: string) => `## Set-up\n\nRun this first:\n\n\`\`\`sh\n${line}\n\`\`\`\n`;
const kode = (line: string) => `## Oppsett\n\nKjør dette først:\n\n\`\`\`sh\n${line}\n\`\`\`\n`;

const born: Step = { en: EN, nb: NB };
const STORIES: readonly (readonly [name: string, steps: readonly Step[], state: string])[] = [
  ["nothing happened", [born], "in-sync"],
  ["the translation came later", [{ en: EN }, { nb: NB }], "in-sync"],
  ["the original changed", [born, { en: EN_NEW }], "source-changed"],
  ["the translation followed", [born, { en: EN_NEW }, { nb: NB_NEW }], "in-sync"],
  ["both changed in one commit", [born, { en: EN_NEW, nb: NB_NEW }], "in-sync"],
  ["the original changed and went back", [born, { en: EN_NEW }, { en: EN }], "in-sync"],
  ["the translation was polished", [born, { nb: NB.replace("varme klær", "ull") }], "target-changed"],
  ["a wrapped line and other emphasis", [born, { en: EN.replace("red boat", "*red*\nboat") }], "in-sync"],
  [
    "a typo put right in the translation does not answer",
    [born, { en: EN_NEW }, { nb: NB.replace("gamlehavna", "Gamlehamna") }],
    "both-changed",
  ],
  [
    "part of two changes followed, in another paragraph",
    [
      born,
      { en: EN_NEW.replace("warm clothes", "sturdy shoes, rain gear, a torch, a map") },
      { nb: NB.replace("mat", "vann") },
    ],
    "both-changed",
  ],
  [
    "a product renamed everywhere hides no older change",
    [
      { en: EN.replace("boat ", "Skarv boat "), nb: NB.replace("båten", "båten Skarv") },
      { en: EN_NEW.replace("boats ", "boats Skarv ") },
      { en: EN_NEW.replace("boats ", "boats Terne "), nb: NB.replace("båten", "båten Terne"), breadth: 60 },
    ],
    "source-changed",
  ],
  [
    "code was replaced",
    [{ en: code("make old"), nb: kode("make old") }, { en: code("make new") }],
    "source-changed",
  ],
  [
    "code followed",
    [{ en: code("make old"), nb: kode("make old") }, { en: code("make new") }, { nb: kode("make new") }],
    "in-sync",
  ],
  [
    "the translation was made from an older original",
    [{ en: code("make v1.2") }, { en: code("make v1.3") }, { nb: kode("make v1.2") }],
    "source-changed",
  ],
  [
    "a glued fence was repaired",
    [
      { en: code("make all"), nb: kode("make all").replace("først:\n\n```", "først:```") },
      { nb: kode("make all") },
    ],
    "in-sync",
  ],
  [
    "one commit took the same step in both, however many words each needs",
    [
      {
        en: "## [Final report of the long inquiry now](https://example.org/r)\n",
        nb: "## [Sluttrapport](https://example.org/r)\n",
      },
      {
        en: "## Final report of the long inquiry now\n\n[Final report of the long inquiry now](https://example.org/r)\n",
        nb: "## Sluttrapport\n\n[Sluttrapport](https://example.org/r)\n",
      },
    ],
    "in-sync",
  ],
];

describe("the story of a row", () => {
  it.each(STORIES)("%s", (_, steps, state) => {
    expect(tell(steps)).toBe(state);
  });

  it.each(STORIES)("mirrored: %s", (_, steps, state) => {
    const swapped = steps.map(({ en, nb, ...rest }) => ({
      ...rest,
      ...(en === undefined ? {} : { nb: en }),
      ...(nb === undefined ? {} : { en: nb }),
    }));
    const mirror: Record<string, string> = {
      "source-changed": "target-changed",
      "target-changed": "source-changed",
    };
    expect(tell(swapped, "nb")).toBe(mirror[state] ?? state);
  });
});

describe("texts without spaces between words", () => {
  const JA = "## 船\n\n赤い船は正午に古い港から出ます。暖かい服と食べ物を持ってきてください。\n";
  const ZH = "## 船\n\n红船中午从旧港口出发。请带上保暖的衣服和食物。\n";

  it.each([
    ["Japanese", JA, JA.replace("正午に", "毎朝早く"), JA.replace("\n\n赤い", "\n\n赤\nい")],
    ["Chinese", ZH, ZH.replace("中午", "每天清晨"), ZH.replace("从旧", "\n从旧")],
  ])("%s changes by characters and not by line breaks", (_, text, changed, wrapped) => {
    expect(tell([{ en: EN, nb: text }, { nb: changed }])).toBe("target-changed");
    expect(tell([{ en: EN, nb: text }, { nb: wrapped }])).toBe("in-sync");
    expect(tell([{ en: EN, nb: text }, { en: EN_NEW }, { nb: changed }])).toBe("in-sync");
  });
});
