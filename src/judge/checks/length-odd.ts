import type { RowCheck } from "./check.ts";

const FEWEST_BYTES = 200;
const ODD = 2.2;

/** A section that is much shorter, or longer, than its original lets expect: cut off, or said twice. */
export const lengthOdd: RowCheck = {
  code: "length-odd",
  scope: "row",
  run({ source, target }, pair, report) {
    if (source.dated || target.dated) return;
    const [a, b] = [source.section.length * pair.lengthRatio, target.section.length];
    if (Math.max(a, b) < FEWEST_BYTES || (a <= b * ODD && b <= a * ODD)) return;
    const [words, other] = [source.section.wordCount, target.section.wordCount];
    report({
      salient: b < a ? "short" : "long",
      item: `${words} → ${other}`,
      source: source.section.start,
      target: target.section.start,
    });
  },
};
