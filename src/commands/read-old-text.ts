import { type Unit, verdictOf } from "../sync/units.ts";
import type { SiteRun } from "./site-run.ts";

/** What a side said when both last agreed; null where it has not changed since, or nobody knows. */
export async function readOldText(
  run: Pick<SiteRun, "readText">,
  unit: Unit,
  side: "source" | "target",
): Promise<string | null> {
  if (unit.kind === "field") return side === "source" ? unit.field.oldSourceText : unit.field.oldTargetText;
  const { baseline, state } = verdictOf(unit);
  const moved =
    state === "both-changed" || state === (side === "source" ? "source-changed" : "target-changed");
  const old = side === "source" ? baseline.oldSource : baseline.oldTarget;
  return old === null || !moved
    ? null
    : await run.readText({ kind: "blob", id: old.blob }, old.start, old.end);
}
