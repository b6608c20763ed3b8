import { clipStart, type PostCheck } from "./check.ts";
import { fenceFaults } from "./fences.ts";

/** A fence that shares its line with text: from there on, code is shown as prose and prose as code. */
export const fenceGlued: PostCheck = {
  code: "fence-glued",
  scope: "post",
  run(post, _other, pair, report) {
    for (const fault of fenceFaults(post, pair)) {
      if (fault.kind === "not-closed" || fault.kind === "opened-twice") continue;
      report({ salient: fault.line, item: clipStart(fault.line), at: fault.at, replace: fault.replace });
    }
  },
};
