import type { Alignment } from "../model/row.ts";
import type { KnownPartner } from "./align-sections.ts";
import { toRows } from "./align-sections.ts";

/** Section k with section k: for posts whose outlines leave no doubt. */
export function alignByPlace(count: number): Alignment {
  return toRows(
    Int32Array.from({ length: count }, (_, k) => k),
    count,
    null,
  );
}

/**
 * The alignment that history gives, where it leaves nothing open: every section's partner is known, or known to be gone,
 * or the other post has no section left that could be it. Null when sections stay open on both sides.
 */
export function alignByLineage(
  lineage: readonly KnownPartner[],
  targetKnown: readonly boolean[],
): Alignment | null {
  const openSource = lineage.some((known) => known === null);
  const openTarget = targetKnown.some((known) => !known);
  if (openSource && openTarget) return null;
  if (!lineage.some((known) => known !== null && known >= 0)) return null;
  return toRows(
    Int32Array.from(lineage, (known) => known ?? -1),
    targetKnown.length,
    null,
  );
}
