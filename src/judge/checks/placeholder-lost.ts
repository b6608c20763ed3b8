import { clip, type RowCheck, type SectionView } from "./check.ts";
import { findUnmatched, type Item, reportLost } from "./compare-items.ts";

/** A placeholder that a program fills in, lost or translated; or one that a translation tool left behind. */
export const placeholderLost: RowCheck = {
  code: "placeholder-lost",
  scope: "row",
  run(row, pair, report) {
    const unmatched = findUnmatched("placeholders", row, pair, placeholders);
    if (unmatched === null) return;
    const partners = reportLost(unmatched, report);
    for (const item of partners) {
      if (LEFT_BEHIND.test(item.text)) {
        report({ salient: ` ${item.key}`, item: `→ ${clip(item.text)}`, source: null, target: item.at });
      }
    }
  },
};

// {{ .Name }}, ${NAME}, %s, %(count)d, {name}, and the marks that tools put in place of what they must not touch.
const PLACEHOLDER =
  /\{\{-?\s*[.$]?[A-Za-z_][\w.]*\s*-?\}\}|\$\{[A-Za-z_]\w*\}|%(?:\d+\$)?[sdif](?![\p{L}\p{N}])|%\(\w+\)[sd]|(?<![{\w$%\\])\{[a-z_][a-z0-9_]*\}(?!\})|(?<![A-Za-z0-9])_{2}[A-Z][A-Z0-9_]*_{2}|⟦[^⟧\n]{1,30}⟧|\[\[(?:PLACEHOLDER|CODE|LINK)[^\]\n]{0,20}\]\]/gu;
const LEFT_BEHIND = /^(?:__[A-Z][A-Z0-9_]*__|⟦.*⟧|\[\[.*\]\])$/;
// A first look at the bytes: most sections have nothing of the kind.
const SIGNS = /\{\{-?\s*[.$A-Za-z]|\$\{|%[\d(sdif]|[^{]\{[a-z_]|__[A-Z]|\xe2\x9f\xa6|\[\[/;

function placeholders(view: SectionView): Item[] {
  const { bytes, start, end } = view.content;
  if (!SIGNS.test(Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString("latin1")))
    return [];
  return [...view.parts.prose().matchAll(PLACEHOLDER)].map((found) => ({
    key: found[0].replace(/\s/g, ""),
    text: found[0],
    at: view.parts.offsetOf(found.index),
  }));
}
