import type { Config } from "../../model/config.ts";
import { TOKEN } from "../../text/tokens.ts";
import {
  clip,
  type PairContext,
  type Report,
  type RowCheck,
  type RowContext,
  type SectionView,
} from "./check.ts";
import { findUnmatched, type Item } from "./compare-items.ts";
import { isSteering } from "./value-kind.ts";

/** A shortcode that is missing or renamed, or an argument of one that must be the same in all languages. */
export const shortcodeDiffers: RowCheck = {
  code: "shortcode-differs",
  scope: "row",
  run(row, pair, report) {
    if (row.source.content.print.neutral === row.target.content.print.neutral) return;
    compareNames(row, pair, report);
    compareArguments(row, pair, report);
  },
};

function compareNames(row: RowContext, pair: PairContext, report: Report): void {
  const unmatched = findUnmatched("shortcodes", row, pair, nameItems);
  unmatched?.source.forEach((item, i) => {
    const other = unmatched.target[i];
    report({
      salient: `${item.key} ${other?.key ?? ""}`,
      item: other === undefined ? clip(item.text) : `${clip(item.text)} → ${clip(other.text)}`,
      source: item.at,
      target: other?.at ?? null,
    });
  });
}

function compareArguments(row: RowContext, pair: PairContext, report: Report): void {
  const unmatched = findUnmatched("arguments", row, pair, (view) => argumentItems(view, pair.config));
  if (unmatched === null) return;
  const partners = [...(unmatched.target as readonly ArgumentItem[])];
  for (const item of unmatched.source as readonly ArgumentItem[]) {
    const at = partners.findIndex((other) => other.name === item.name);
    // A lost shortcode has lost its arguments too; that is told once.
    const other = at < 0 ? undefined : partners.splice(at, 1)[0]!;
    if (other === undefined || !item.equal) continue;
    report({
      salient: `${item.key} ${other.key}`,
      item: `${clip(item.text)} → ${clip(other.text)}`,
      source: item.at,
      target: other.at,
    });
  }
}

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

interface ArgumentItem extends Item {
  /** `button.color`; position for unnamed ones: `button.0`. */
  readonly name: string;
  readonly equal: boolean;
}

const LONGEST_TAG = 4000;
const VALUE = '"(?:[^"\\\\]|\\\\.)*"|`[^`]*`|[^\\s"`]+';
const ARGUMENT = new RegExp(`([\\w.-]+)\\s*=\\s*(${VALUE})|(${VALUE})`, "g");
const decoder = new TextDecoder();

/** All arguments, read from the tag itself: the tokenizer takes one with a Norwegian letter for text. */
function argumentItems(view: SectionView, config: Config): ArgumentItem[] {
  const items: ArgumentItem[] = [];
  const { bytes, end } = view.content;
  for (const i of view.parts.of(TOKEN.shortcode)) {
    const shortcode = view.parts.text(i);
    if (REFERENCES.has(shortcode)) continue;
    const from = view.parts.tokens.end[i]!;
    const ahead = decoder.decode(bytes.subarray(from, Math.min(end, from + LONGEST_TAG)));
    const tag = /^[\s\S]*?(?=\/?[>%]\}\})/.exec(ahead)?.[0] ?? "";
    let position = 0;
    for (const found of tag.matchAll(ARGUMENT)) {
      const value = (found[2] ?? found[3] ?? "").replace(/^["`]|["`]$/g, "");
      const name = `${shortcode}.${found[1] ?? position++}`;
      const role = config.shortcodes[name];
      items.push({
        key: `${name}=${value}`,
        text: found[1] === undefined ? value : `${found[1]}="${value}"`,
        at: from + Buffer.byteLength(tag.slice(0, found.index)),
        name,
        equal: role === undefined ? isSteering(found[1] ?? "", value) : role === "equal",
      });
    }
  }
  return items;
}
