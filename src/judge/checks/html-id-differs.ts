import { TOKEN } from "../../text/tokens.ts";
import type { RowCheck, SectionView } from "./check.ts";
import { findUnmatched, type Item, reportLost } from "./compare-items.ts";

/** An id that links from elsewhere rely on, lost or translated. Ids that only the translation has are fine. */
export const htmlIdDiffers: RowCheck = {
  code: "html-id-differs",
  scope: "row",
  run(row, pair, report) {
    const unmatched = findUnmatched("ids", row, pair, idItems);
    if (unmatched === null) return;
    reportLost(unmatched, report);
  },
};

const decoder = new TextDecoder();

function idItems(view: SectionView): Item[] {
  const { parts, content, section } = view;
  const items: Item[] = [];
  for (const i of parts.of(TOKEN.attribute)) {
    const found = /^id\s*=\s*["']?(.+)$/is.exec(parts.text(i));
    if (found !== null) items.push({ key: found[1]!, text: `id="${found[1]}"`, at: parts.tokens.start[i]! });
  }
  if (section.kind === "section" && !view.dated) {
    const line = decoder.decode(content.bytes.subarray(section.start, section.bodyStart));
    const found = /\{[^{}]*#([^\s{}]+)[^{}]*\}/.exec(line);
    if (found !== null) {
      items.push({
        key: found[1]!,
        text: `{#${found[1]}}`,
        at: section.start + Buffer.byteLength(line.slice(0, found.index)),
      });
    }
  }
  return items;
}
