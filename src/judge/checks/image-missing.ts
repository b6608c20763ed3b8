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
import { shortcodeOf, splitArgument } from "./link-items.ts";

/** A picture of the original that the translation does not show, or whose file is not there. */
export const imageMissing: RowCheck = {
  code: "image-missing",
  scope: "row",
  run(row, pair, report) {
    const same = row.source.content.print.neutral === row.target.content.print.neutral;
    const unmatched = same ? null : findUnmatched("images", row, pair, imageItems);
    unmatched?.source.forEach((image, i) => {
      // As many others as are missing: pictures with text in them are translated.
      if (i < unmatched.target.length) return;
      report({ salient: image.key, item: clip(image.text), source: image.at, target: null });
    });
    reportLostFiles(row, pair, report);
  },
};

const PICTURE = /\.(?:png|jpe?g|gif|svg|webp|avif)(?:[?#].*)?$/i;

function imageItems(view: SectionView): Item[] {
  const { parts } = view;
  const items: Item[] = [];
  const add = (path: string, at: number): void => {
    items.push({ key: fileKey(path), text: path, at });
  };
  for (const i of parts.of(TOKEN.image)) add(parts.text(i), parts.tokens.start[i]!);
  for (const i of parts.of(TOKEN.argument)) {
    const { value } = splitArgument(parts.text(i));
    if (PICTURE.test(value) && shortcodeOf(parts, i) !== "") add(value, parts.tokens.start[i]!);
  }
  return items.sort((a, b) => a.at - b.at);
}

/** File name without folder, language and size: `/img/flow.nb@2x.png` → `flow.png`. */
function fileKey(path: string): string {
  const name = path
    .replace(/[?#].*$/, "")
    .replace(/^.*\//, "")
    .toLowerCase();
  return name.replace(/[._-](?:en|nb|no|nn|sv|se|da|dk|eng|nor|norsk|english)(?=\.[a-z]+$)/, "");
}

function reportLostFiles(row: RowContext, pair: PairContext, report: Report): void {
  for (const side of ["source", "target"] as const) {
    const view = row[side];
    if (view.dated) continue;
    for (const image of imageItems(view)) {
      if (!isLost(image.text, view, pair)) continue;
      const at = { source: null, target: null, [side]: image.at };
      report({ salient: `file ${image.text}`, item: clip(image.text), ...at });
    }
  }
}

function isLost(written: string, view: SectionView, pair: PairContext): boolean {
  const path = written.replace(/[?#].*$/, "");
  if (path === "" || /^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(path) || /[{}<>]/.test(path)) return false;
  const folder = view.post.path.replace(/[^/]*$/, "");
  const inSite = path.replace(/^\//, "");
  const places = [
    `static/${inSite}`,
    `assets/${inSite}`,
    ...(path.startsWith("/") ? [] : [`${folder}${path.replace(/^\.\//, "")}`]),
  ];
  const answers = places.map((place) => pair.site.hasFile(place));
  return answers[0] === false && !answers.includes(true);
}
