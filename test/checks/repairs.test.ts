import { describe, expect, it } from "vitest";
import { applyEdits } from "../../src/edit/apply-edits.ts";
import { editFrontMatterValue } from "../../src/edit/edit-front-matter.ts";
import type { Edit } from "../../src/model/edit.ts";
import { checkTexts, readText } from "./check-texts.ts";

/** The translation with all repairs made. */
async function mend(en: string, nb: string): Promise<string> {
  const { repairs } = await checkTexts(en, nb);
  const { post, bytes } = await readText("content/nb/blog/post.md", "nb", nb);
  const edits: Edit[] = [];
  for (const { repair } of repairs) {
    expect(repair.side).toBe("target");
    if (repair.kind === "bytes") {
      edits.push({ start: repair.start, end: repair.end, bytes: new TextEncoder().encode(repair.text) });
      continue;
    }
    const result = await editFrontMatterValue(bytes, post.frontMatter, [repair.key], repair.value);
    if (result.kind === "edits") edits.push(...result.edits);
  }
  return Buffer.from(applyEdits(bytes, edits)).toString();
}

const EN = "---\ntitle: A\nnosidebar: none\nform: yes\n---\n\nRun it:\n\n```bash\nls -l\n```\n\nSo it is.\n";

const CASES: readonly (readonly [name: string, en: string, nb: string, mended: string])[] = [
  [
    "a glued opening",
    "Run it:\n\n```bash\nls\n```\n",
    "Kjør den:```bash\nls\n```\n",
    "Kjør den:\n\n```bash\nls\n```\n",
  ],
  [
    "a glued opening, Windows line ends",
    "Run it:\n\n```bash\nls\n```\n",
    "Kjør den: ```bash\r\nls\r\n```\r\n",
    "Kjør den:\r\n\r\n```bash\r\nls\r\n```\r\n",
  ],
  [
    "a glued closing",
    "Run it:\n\n```bash\nls\n```\n",
    "Kjør den:\n\n```bash\nls```\n",
    "Kjør den:\n\n```bash\nls\n```\n",
  ],
  [
    "text behind the closing",
    "Run it:\n\n```bash\nls\n```\n\nSo it is now.\n",
    "Kjør den:\n\n```bash\nls\n``` Slik er det nå.\n",
    "Kjør den:\n\n```bash\nls\n```\n\nSlik er det nå.\n",
  ],
  [
    "control values",
    EN,
    EN.replace("nosidebar: none", 'nosidebar: "ingen" # av').replace("form: yes", "form: ja"),
    EN.replace("nosidebar: none", 'nosidebar: "none" # av').replace("form: yes", 'form: "yes"'),
  ],
  ["changed code", EN, EN.replace("ls -l", "ls -a"), EN],
  [
    "a link to the wrong language",
    "See [winter](/en/blog/winter/).\n",
    "Se [vinteren](/en/blog/winter).\n",
    "Se [vinteren](/nb/blogg/vinter).\n",
  ],
];

describe("repairs", () => {
  it.each(CASES)("mend %s, once, and make nothing new", async (_, en, nb, mended) => {
    const before = await checkTexts(en, nb);
    expect(before.codes).not.toEqual([]);
    const once = await mend(en, nb);
    // What the English in this test's Norwegian gives is none of the repairs' business.
    expect(once).toBe(mended);
    expect(await mend(en, once)).toBe(once);
    const known = new Set(before.findings.map((finding) => finding.id));
    expect((await checkTexts(en, once)).findings.filter((finding) => !known.has(finding.id))).toEqual([]);
  });

  it("leaves alone what needs judgement", async () => {
    const draft = await checkTexts(
      "---\ntitle: A\ndraft: true\n---\nHello.\n",
      "---\ntitle: A\ndraft: false\n---\nHei.\n",
    );
    expect([draft.codes, draft.repairs]).toEqual([["control-value-differs"], []]);
    const listed = await checkTexts(
      "- Run it:\n\n  ```bash\n  ls\n  ```\n",
      "- Kjør den:```bash\n  ls\n  ```\n",
    );
    expect([listed.codes, listed.repairs]).toEqual([["fence-glued"], []]);
    const commented = await checkTexts("```bash\n# list\nls -l\n```\n", "```bash\n# vis\nls -a\n```\n");
    expect([commented.codes, commented.repairs]).toEqual([["code-differs"], []]);
    const better = await checkTexts("```bash\nls -l\n```\n", "```bash\nls -a\n```\n", {
      row: { state: "target-changed" },
    });
    expect([better.codes, better.repairs]).toEqual([["code-differs"], []]);
  });
});
