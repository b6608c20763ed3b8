import type { Config } from "../../model/config.ts";
import { TOKEN } from "../../text/tokens.ts";
import { clip, type RowCheck, type SectionView } from "./check.ts";
import { findUnmatched, type Item } from "./compare-items.ts";
import { shortcodeOf, splitArgument } from "./link-items.ts";
import { isSteering } from "./value-kind.ts";

/** A shortcode that is missing or renamed, or an argument of one that must be the same in all languages. */
export const shortcodeDiffers: RowCheck = {
  code: "shortcode-differs",
  scope: "row",
  run(row, pair, report) {
    if (row.source.content.print.neutral === row.target.content.print.neutral) return;
    for (const [what, list] of [
      ["shortcodes", nameItems],
      ["arguments", (view: SectionView) => argumentItems(view, pair.config)],
    ] as const) {
      const unmatched = findUnmatched(what, row, pair, list);
      if (unmatched === null) continue;
      const partners = [...unmatched.target];
      for (const item of unmatched.source) {
        const at =
          what === "shortcodes"
            ? 0
            : partners.findIndex((other) => argumentName(other) === argumentName(item));
        const other = at < 0 ? undefined : partners.splice(at, 1)[0];
        // An argument is only compared with the same one; a lost shortcode has lost its arguments too.
        if (what === "arguments" && other === undefined) continue;
        report({
          salient: `${item.key} ${other?.key ?? ""}`,
          item: other === undefined ? clip(item.text) : `${clip(item.text)} → ${clip(other.text)}`,
          source: item.at,
          target: other?.at ?? null,
        });
      }
    }
  },
};

// How a page links is the links' matter.
const REFERENCES = new Set(["ref", "relref"]);

function nameItems(view: SectionView): Item[] {
  const items: Item[] = [];
  for (const i of view.parts.of(TOKEN.shortcode)) {
    const name = view.parts.text(i);
    if (!REFERENCES.has(name)) items.push({ key: name, text: name, at: view.parts.tokens.start[i]! });
  }
  return items;
}

function argumentItems(view: SectionView, config: Config): Item[] {
  const items: Item[] = [];
  let shortcode = "";
  let position = 0;
  for (const i of view.parts.of(TOKEN.argument)) {
    const text = view.parts.text(i);
    const owner = shortcodeOf(view.parts, i);
    if (owner !== shortcode) position = 0;
    shortcode = owner;
    const { key, value } = splitArgument(text);
    const name = `${owner}.${key === "" ? position++ : key}`;
    const role = config.shortcodes[name];
    const equal = role === undefined ? isSteering(key, value) : role === "equal";
    if (equal && !REFERENCES.has(owner)) {
      items.push({
        key: `${name}=${value}`,
        text: key === "" ? value : `${key}="${value}"`,
        at: view.parts.tokens.start[i]!,
      });
    }
  }
  return items;
}

const argumentName = (item: Item): string => item.key.split("=", 1)[0]!;
