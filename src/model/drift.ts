import type { Deliberate } from "./report.ts";
import type { Verdict } from "./verdict.ts";

type Judged = Pick<Verdict, "state" | "class" | "removed"> & {
  readonly doubtful?: boolean;
  readonly deliberate?: Deliberate | null;
};

/**
 * Whether a row (or one front-matter field) asks somebody to act: the definition of *drift* in one place.
 * A row that the alignment is unsure of, or that stands as it is on purpose, never does.
 */
export function isDrift(row: Judged): boolean {
  if (row.doubtful || (row.deliberate ?? null) !== null || row.class === "formatting") return false;
  switch (row.state) {
    case "source-changed":
    case "both-changed":
    case "missing-in-target":
      return true;
    case "missing-in-source":
      return row.removed;
    case "in-sync":
    case "target-changed":
    case "unverified":
      return false;
  }
}
