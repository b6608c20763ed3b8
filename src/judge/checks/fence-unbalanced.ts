import { clip, type PostCheck } from "./check.ts";
import { fenceFaults } from "./fences.ts";

/** A fence that is never closed, or a second one opened before the first was closed. */
export const fenceUnbalanced: PostCheck = {
  code: "fence-unbalanced",
  scope: "post",
  run(post, other, pair, report) {
    const faults = fenceFaults(post, pair).filter(isUnbalanced);
    // What both languages have alike is a way to show a fence, not a slip of the translation.
    const alike = new Set(
      fenceFaults(other, pair)
        .filter((fault) => fault.kind === "opened-twice")
        .map((fault) => fault.line),
    );
    for (const fault of faults) {
      if (fault.kind === "opened-twice" && alike.has(fault.line)) continue;
      report({ salient: fault.line, item: clip(fault.line), at: fault.at });
    }
  },
};

function isUnbalanced(fault: { readonly kind: string }): boolean {
  return fault.kind === "not-closed" || fault.kind === "opened-twice";
}
