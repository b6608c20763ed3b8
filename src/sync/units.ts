import { fieldContent } from "../compare/section-content.ts";
import { isDrift } from "../model/drift.ts";
import type { Claim, ClaimFact, FactSide, FactWay } from "../model/fact.ts";
import type { Fingerprint, Language } from "../model/post.ts";
import type { PairReport, RowReport, SectionReport } from "../model/report.ts";
import type { FieldVerdict, Verdict } from "../model/verdict.ts";
import { fieldPlace, sectionPlaces } from "../text/section-places.ts";

/** What one decision is about: a row of body sections, or one field of the front matter. */
export type Unit =
  | {
      readonly kind: "section";
      readonly key: string;
      readonly report: PairReport;
      readonly row: SectionReport;
    }
  | {
      readonly kind: "field";
      readonly key: string;
      readonly report: PairReport;
      readonly row: RowReport;
      readonly field: FieldVerdict;
    };

/** All units of a pair in reading order, fields first. Keys are as stable as the ids of rows. */
export function listUnits(report: PairReport): readonly Unit[] {
  return report.rows.flatMap((row): readonly Unit[] =>
    row.kind === "front-matter"
      ? row.fields.map((field) => ({ kind: "field", key: `${row.id}.${field.key}`, report, row, field }))
      : [{ kind: "section", key: row.id, report, row }],
  );
}

export function verdictOf(unit: Unit): Verdict {
  return unit.kind === "field" ? unit.field : unit.row;
}

/** Whether somebody is asked to act. */
export function asks(unit: Unit): boolean {
  return unit.kind === "field"
    ? isDrift({ ...unit.field, deliberate: unit.row.deliberate })
    : isDrift(unit.row);
}

/** Which sides a unit has something on. */
export function hasSides(unit: Unit): { readonly source: boolean; readonly target: boolean } {
  return unit.kind === "field"
    ? { source: unit.field.sourceText !== null, target: unit.field.targetText !== null }
    : { source: unit.row.source !== null, target: unit.row.target !== null };
}

/** Who says something, when, and why. */
export interface Saying {
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly by: string;
  readonly how: FactWay;
  readonly reason: string | null;
}

/** What is stated about a unit as it stands. `only` is for what one side lacks, the other two for what both have. */
export function stateUnit(
  unit: Unit,
  kind: "same" | "own" | "only",
  saying: Saying,
  prefix: string,
): ClaimFact {
  const pair = unit.report.pair.key;
  const claim: Claim = kind === "only" ? { kind, pair } : { kind };
  return { ...claim, ...saying, sides: factSides(unit, prefix), pair, extra: {} };
}

/** States whether two sections belong together. */
export function stateLink(
  unit: Unit,
  kind: "linked" | "unlinked",
  saying: Saying,
  prefix: string,
): ClaimFact {
  return {
    kind,
    about: "section",
    ...saying,
    sides: factSides(unit, prefix),
    pair: unit.report.pair.key,
    extra: {},
  };
}

/** Both sides as a fact writes them, in the order of their languages. `prefix`: from the paths' base to the project. */
export function factSides(unit: Unit, prefix: string): readonly [FactSide, FactSide] {
  const { source, target } = unit.report.pair;
  const side = (which: "source" | "target"): FactSide => {
    const post = which === "source" ? source : target;
    const { print, place } = textOf(unit, which);
    return {
      language: post.language,
      print,
      blob: print === null ? null : post.blob,
      path: post.path.startsWith(prefix) ? post.path.slice(prefix.length) : post.path,
      place,
    };
  };
  const [a, b] = [side("source"), side("target")];
  return a.language < b.language ? [a, b] : [b, a];
}

function textOf(unit: Unit, which: "source" | "target"): { print: Fingerprint | null; place: string | null } {
  if (unit.kind === "field") {
    const text = which === "source" ? unit.field.sourceText : unit.field.targetText;
    return text === null
      ? { print: null, place: null }
      : { print: fieldContent(text, null).print, place: fieldPlace(unit.field.key) };
  }
  const section = unit.row[which];
  if (section === null) return { print: null, place: null };
  const { sections } = unit.report.pair[which];
  return { print: section.print, place: sectionPlaces(sections)[sections.indexOf(section)] ?? null };
}

/** The side of a pair that is written in a language. */
export function sideIn(report: PairReport, language: Language): "source" | "target" {
  return report.pair.source.language === language ? "source" : "target";
}
