import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { CHECK_CODES, type CheckCode } from "../../src/model/check-codes.ts";
import { type Checked, checkTexts, readText } from "./check-texts.ts";
import { BODY_MUTATIONS, FIELD_MUTATIONS, SECTION_MUTATIONS } from "./mutations.ts";

/** Posts of the demo blog whose sections stand in the same order, and the codes that stand in them for good reason. */
const PAIRS: readonly (readonly [en: string, nb: string, known: readonly string[]])[] = [
  // A pending change from 10 to 20 minutes.
  ["2025-09-meet-dupp", "2025-09-bolgeboya-dupp", ["number-differs"]],
  ["2025-10-ferry-captains", "2025-10-fergeskipperne", []],
  // A pending change from 60 to 120 requests.
  ["2025-11-api-v2", "2025-11-nytt-api", ["code-differs", "number-differs"]],
  ["2026-03-greetings-from-torshavn", "2026-03-hilsen-fra-torshavn", []],
  ["2026-04-tide-tables", "2026-04-tidevannstabellen", []],
  ["2026-05-newsletter", "2026-05-nyhetsbrev", ["control-value-differs"]],
];
const FEWEST = 30;

const read = (language: string, name: string): string =>
  readFileSync(new URL(`../../content/${language}/blog/${name}.md`, import.meta.url), "utf8");

/** The demo's own links lead out of the small site that these tests know. */
const DEMO_LINKS = ["link-dead", "link-missing", "link-language"];

function demoPair([en, nb]: (typeof PAIRS)[number]): readonly [string, string] {
  const strip = (text: string): string =>
    text.replace(/\]\(\/[^)]*\)/g, "](https://docs.skvulp.example/post/)");
  return [strip(read("en", en)), strip(read("nb", nb))];
}

function newCodes(before: Checked, after: Checked): string[] {
  const known = new Set(before.findings.map((finding) => finding.id));
  return after.findings.filter((finding) => !known.has(finding.id)).map((finding) => finding.code);
}

/** Puts a snippet at the end of a section. */
async function inject(text: string, language: string, section: number, snippet: string): Promise<string> {
  const { post, bytes } = await readText(`content/${language}/blog/post.md`, language, text);
  const at = post.sections[section]!.end;
  const head = Buffer.from(bytes.subarray(0, at)).toString().trimEnd();
  return `${head}\n\n${snippet}\n\n${Buffer.from(bytes.subarray(at)).toString()}`;
}

async function sectionCount(text: string): Promise<number> {
  return (await readText("content/en/blog/post.md", "en", text)).post.sections.length;
}

function injectField(text: string, line: string): string | null {
  return text.startsWith("---\n") ? text.replace("---\n", `---\n${line}\n`) : null;
}

describe("clean pairs", () => {
  it.each(PAIRS)("%s has nothing but what is known", async (...pair) => {
    const [en, nb] = demoPair(pair);
    const { codes } = await checkTexts(en, nb);
    expect(codes.filter((code) => !DEMO_LINKS.includes(code))).toEqual([...pair[2]].sort());
  });
});

describe("generated faults", () => {
  const codes = Object.keys(CHECK_CODES).filter(
    (code) => code in BODY_MUTATIONS || code in FIELD_MUTATIONS || code in SECTION_MUTATIONS,
  ) as CheckCode[];

  it.each(codes)("%s: all are found, their right forms are not", async (code) => {
    let faults = 0;
    for (const pair of PAIRS) {
      const [en, nb] = demoPair(pair);
      const before = await checkTexts(en, nb);
      const sections = await sectionCount(en);
      for (const mutation of [...(BODY_MUTATIONS[code] ?? []), ...(SECTION_MUTATIONS[code] ?? [])]) {
        for (let section = 0; section < sections; section += sections > 4 ? 2 : 1) {
          const source = await inject(en, "en", section, mutation.en);
          const fine = await checkTexts(source, await inject(nb, "nb", section, mutation.fine));
          expect(newCodes(before, fine), `fine: ${mutation.fine}`).toEqual([]);
          const bad = await checkTexts(source, await inject(nb, "nb", section, mutation.bad));
          expect(newCodes(before, bad), `${pair[0]} ${section}: ${mutation.bad}`).toContain(code);
          faults++;
        }
      }
      for (const mutation of FIELD_MUTATIONS[code] ?? []) {
        const source = injectField(en, mutation.en[0]!);
        const fine = injectField(nb, mutation.fine[0]!);
        const bad = injectField(nb, mutation.bad[0]!);
        if (source === null || fine === null || bad === null) continue;
        expect(newCodes(before, await checkTexts(source, fine)), mutation.fine[0]).toEqual([]);
        expect(newCodes(before, await checkTexts(source, bad)), mutation.bad[0]).toContain(code);
        faults++;
      }
    }
    expect(faults).toBeGreaterThanOrEqual(FEWEST);
  });
});
