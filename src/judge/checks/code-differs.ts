import { TOKEN } from "../../text/tokens.ts";
import {
  clip,
  type PairContext,
  type Repair,
  type Report,
  type RowCheck,
  type RowContext,
  type SectionView,
} from "./check.ts";
import { type CodeItem, codeItems, normalizeLine } from "./code-blocks.ts";
import { findUnmatched, type Item } from "./compare-items.ts";

/** Code that readers copy must be the same in both languages, byte for byte; comments may be translated. */
export const codeDiffers: RowCheck = {
  code: "code-differs",
  scope: "row",
  run(row, pair, report) {
    const { source, target } = row;
    if (source.content.print.neutral === target.content.print.neutral) return;
    compareBlocks(row, pair, report);
    compareInline(row, pair, report);
  },
};

function compareBlocks(row: RowContext, pair: PairContext, report: Report): void {
  if (row.source.section.codeLines === 0 && row.target.section.codeLines === 0) return;
  const missing = findUnmatched("code", row, pair, codeItems);
  if (missing === null) return;
  missing.source.forEach((item, i) => {
    const partner = missing.target[i];
    const line = firstDifference(item.text, partner?.text ?? "");
    report({
      salient: `${item.key} ${partner?.key ?? ""}`,
      item: partner === undefined ? clip(line.source) : clip(`${line.source} → ${line.target}`),
      source: item.at,
      target: partner?.at ?? null,
      repair: partner === undefined ? null : copyOver(item as CodeItem, partner as CodeItem, row, pair),
    });
  });
}

function copyOver(source: CodeItem, target: CodeItem, row: RowContext, pair: PairContext): Repair | null {
  // Code that was changed in the translation alone may be the better one.
  if (row.row.state === (pair.follow === "target" ? "target-changed" : "source-changed")) return null;
  if (pair.follow === null || source.copy === null || target.copy === null) return null;
  const [from, to, post] =
    pair.follow === "target" ? [source, target, row.source] : [target, source, row.target];
  const text = decoder.decode(post.content.bytes.subarray(from.copy!.start, from.copy!.end));
  // Files with other line ends would get two kinds of them.
  return text.includes("\r") ? null : { kind: "bytes", side: pair.follow, ...to.copy!, text };
}

const decoder = new TextDecoder();

/** The first line that counts and is not the same. */
function firstDifference(
  source: string,
  target: string,
): { readonly source: string; readonly target: string } {
  const relevant = (text: string): readonly string[] =>
    text.split("\n").filter((line) => normalizeLine(line) !== "");
  const a = relevant(source);
  const b = relevant(target);
  const at = a.findIndex((line, i) => normalizeLine(line) !== normalizeLine(b[i] ?? ""));
  const index = at < 0 ? a.length : at;
  return { source: a[index]?.trim() ?? "", target: b[index]?.trim() ?? "" };
}

function compareInline(row: RowContext, pair: PairContext, report: Report): void {
  const missing = findUnmatched("inline code", row, pair, inlineItems);
  if (missing === null) return;
  for (const item of missing.source) {
    // Set in another type, or in a code block: it is there.
    if (
      Buffer.from(
        row.target.post.bytes.buffer,
        row.target.post.bytes.byteOffset,
        row.target.post.bytes.length,
      ).includes(item.text)
    )
      continue;
    report({ salient: item.key, item: clip(item.text), source: item.at, target: null });
  }
}

/** Inline code that can only be code: commands, paths, options. Single words are often translated with good reason. */
function inlineItems(view: SectionView): Item[] {
  const items: Item[] = [];
  for (const i of view.parts.of(TOKEN.inlineCode)) {
    const text = view.parts.text(i).replace(/\s+/g, " ");
    if (!/[/_=.$\\{}()[\]<>|]|\p{L}\p{N}|^-|\p{Ll}\p{Lu}/u.test(text) || /<[^>]*>/.test(text)) continue;
    items.push({ key: text, text, at: view.parts.tokens.start[i]! });
  }
  return items;
}
