import type { PairCheck } from "./check.ts";

/** A heading of another level, so that the outline of the page is another one. */
export const levelDiffers: PairCheck = {
  code: "level-differs",
  scope: "pair",
  run(pair, report) {
    const rows = pair.rows.filter(
      ({ source, target }) => source.section.kind === "section" && target.section.kind === "section",
    );
    const steps = rows.map(({ source, target }) => target.section.level - source.section.level);
    const shifted = steps.filter((step) => step !== 0);
    if (shifted.length === 0) return;
    // A whole outline one step deeper is one difference, told at the first heading.
    const all = steps.length > 2 && steps.every((step) => step === steps[0]);
    rows.forEach(({ source, target }, i) => {
      if (steps[i] === 0 || (all && i > 0)) return;
      report({
        salient: `${source.section.level} ${target.section.level} ${all ? "all" : source.section.heading}`,
        item: `h${source.section.level} → h${target.section.level}`,
        source: source.section.start,
        target: target.section.start,
      });
    });
  },
};
