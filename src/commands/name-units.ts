import type { PairReport } from "../model/report.ts";
import { UsageError } from "../model/usage-error.ts";
import { listUnits, type Unit } from "../sync/units.ts";

/** A post and a part of it as people type them: `meet-dupp#the-radio`. */
export interface TypedName {
  readonly post: string;
  /** Null: the post as a whole. */
  readonly section: string | null;
}

export function splitName(name: string): TypedName {
  const at = name.indexOf("#");
  return at <= 0 ? { post: name, section: null } : { post: name.slice(0, at), section: name.slice(at + 1) };
}

/**
 * The units of a pair that a typed section means: a row's id, a heading on either side, its slug, `preamble`, a
 * front-matter key or `front-matter` for all of them. Throws `UsageError` with candidates for none, and for several.
 */
export function findUnits(report: PairReport, name: string): readonly Unit[] {
  const units = listUnits(report);
  const wanted = name.trim();
  const byId = units.filter((unit) => unit.row.id === wanted || unit.key === wanted);
  if (byId.length > 0) return byId;
  if (wanted === "front-matter") return units.filter(({ kind }) => kind === "field");
  for (const isMeant of [
    (unit: Unit) => namesOf(unit).includes(wanted),
    (unit: Unit) => namesOf(unit).some((each) => slugOf(each) === slugOf(wanted)),
    (unit: Unit) => namesOf(unit).some((each) => slugOf(each).includes(slugOf(wanted))),
  ]) {
    const found = units.filter(isMeant);
    if (found.length === 1) return found;
    if (found.length > 1) {
      throw new UsageError("section-ambiguous", { name: wanted, candidates: found.map(nameUnit) });
    }
  }
  throw new UsageError("section-unknown", { name: wanted, candidates: units.map(nameUnit) });
}

function namesOf(unit: Unit): readonly string[] {
  if (unit.kind === "field") return [unit.field.key, `front-matter.${unit.field.key}`];
  if (unit.row.kind === "preamble") return ["preamble"];
  return [unit.row.source?.heading, unit.row.target?.heading].filter((heading) => heading !== undefined);
}

/** For lists of candidates: the id, which is never ambiguous, and the names. */
const nameUnit = (unit: Unit): string =>
  `#${unit.kind === "field" ? unit.field.key : unit.row.id}  ${[...new Set(namesOf(unit))].join(" ↔ ")}`;

/** As site generators make ids of headings: lower case, hyphens for blanks, letters and digits only. */
function slugOf(text: string): string {
  return text
    .normalize("NFC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .trim()
    .replace(/\s+/g, "-");
}
