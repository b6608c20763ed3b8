import { findValue } from "../../site/post-head.ts";
import { clip, type PairCheck } from "./check.ts";
import { fieldPlace } from "./field-place.ts";

const KEYS = ["date", "publishDate", "expiryDate"] as const;

/** The two versions are dated differently, so that lists sort and show them at different places. */
export const dateDiffers: PairCheck = {
  code: "date-differs",
  scope: "fields",
  run(pair, report) {
    for (const key of KEYS) {
      if (pair.config.frontMatter.ignored.includes(key)) continue;
      const [a, b] = [pair.source, pair.target].map((side) => findValue(side.post.frontMatter, key));
      if (typeof a !== "string" || typeof b !== "string" || sameDay(a, b)) continue;
      report({
        salient: `${key} ${a} ${b}`,
        item: `${key}: ${clip(a)} → ${clip(b)}`,
        source: fieldPlace(pair.source, key),
        target: fieldPlace(pair.target, key),
      });
    }
  },
};

/** The same day as written, or the same moment. A time on one side only is more detail, no other date. */
function sameDay(a: string, b: string): boolean {
  const [x, y] = [dayOf(a), dayOf(b)];
  if (x === null || y === null) return a.trim() === b.trim();
  if (x === y) return true;
  const hasTime = (text: string): boolean => /[T ]\d{1,2}:/.test(text);
  return hasTime(a) && hasTime(b) && Date.parse(a) === Date.parse(b);
}

function dayOf(text: string): string | null {
  const found = /^\s*(\d{4})-(\d{1,2})-(\d{1,2})/.exec(text);
  return found === null ? null : found.slice(1).map(Number).join("-");
}
