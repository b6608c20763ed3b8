import type { Content } from "../compare/content.ts";
import { mapSections } from "../compare/map-sections.ts";
import { isDrift } from "../model/drift.ts";
import type { Finding } from "../model/finding.ts";
import type {
  FieldsReport,
  PairReport,
  ResolvedItem,
  RowReport,
  SectionReport,
  SinceChange,
} from "../model/report.ts";
import type { PairSide } from "./judge-pair.ts";

/** One pair as it was at the base of a change. */
export interface BasePair {
  readonly report: PairReport;
  readonly source: PairSide;
  readonly target: PairSide;
}

export interface MarkedPair {
  readonly report: PairReport;
  /** Drift and findings that went away together with the section that had them. */
  readonly resolved: readonly ResolvedItem[];
}

/**
 * Tells for each row and finding whether the change made it, found it, or did away with it. `base` null: the pair did
 * not exist before the change, so all that is wrong with it is new. The sides are those of `today`.
 */
export function markChanges(
  today: PairReport,
  sides: { readonly source: PairSide; readonly target: PairSide },
  base: BasePair | null,
): MarkedPair {
  if (base === null) return { report: markAll(today, "new"), resolved: [] };
  const source = followSide(sides.source, base.source);
  const target = followSide(sides.target, base.target);
  const seen = new Set<RowReport>();
  const baseFindings = new Set(allFindings(base.report).map((finding) => finding.id));
  const rows = today.rows.map((row): RowReport => {
    if (row.kind === "front-matter") {
      const before = base.report.rows.find((r): r is FieldsReport => r.kind === "front-matter") ?? null;
      if (before !== null) seen.add(before);
      return {
        ...row,
        change: fieldsChange(row, before),
        findings: markFindings(row.findings, baseFindings),
      };
    }
    const before = findBefore(row, today, base.report, source, target);
    if (before !== null) seen.add(before);
    return {
      ...row,
      change: sectionChange(row, before, source, target, today),
      findings: markFindings(row.findings, baseFindings),
    };
  });
  return {
    report: { ...today, rows, findings: markFindings(today.findings, baseFindings) },
    resolved: listResolved(today, base.report, seen),
  };
}

/** A pair that the change did not touch: what is wrong with it was wrong before. */
export function markUntouched(report: PairReport): PairReport {
  return markAll(report, "existing");
}

function markAll(report: PairReport, change: SinceChange): PairReport {
  const mark = (findings: readonly Finding[]) => findings.map((finding) => ({ ...finding, change }));
  return {
    ...report,
    findings: mark(report.findings),
    rows: report.rows.map((row) => ({
      ...row,
      change: isDrift(row) ? change : null,
      findings: mark(row.findings),
    })),
  };
}

/** Where each section of today stood at the base (−1: nowhere), and whether what it says is different now. */
interface Followed {
  readonly from: Int32Array;
  readonly touched: readonly boolean[];
}

function followSide(today: PairSide, base: PairSide): Followed {
  const older = base.versions.at(-1)?.contents ?? [];
  const newer = today.versions.at(-1)?.contents ?? [];
  const { from } = mapSections(older, newer);
  const touched = newer.map((content, j) => from[j]! < 0 || differs(older[from[j]!]!, content));
  return { from, touched };
}

function differs(a: Content, b: Content): boolean {
  return a.print.words !== b.print.words || a.print.neutral !== b.print.neutral;
}

function findBefore(
  row: SectionReport,
  today: PairReport,
  base: PairReport,
  source: Followed,
  target: Followed,
): SectionReport | null {
  const s = row.source === null ? -1 : (source.from[today.pair.source.sections.indexOf(row.source)] ?? -1);
  const t = row.target === null ? -1 : (target.from[today.pair.target.sections.indexOf(row.target)] ?? -1);
  const rows = base.rows.filter((r): r is SectionReport => r.kind !== "front-matter");
  const bySource = s < 0 ? undefined : rows.find((r) => r.source === base.pair.source.sections[s]);
  return (
    bySource ?? (t < 0 ? undefined : rows.find((r) => r.target === base.pair.target.sections[t])) ?? null
  );
}

function sectionChange(
  row: SectionReport,
  before: SectionReport | null,
  source: Followed,
  target: Followed,
  today: PairReport,
): SinceChange | null {
  const wasDrift = before !== null && isDrift(before);
  if (!isDrift(row)) return wasDrift ? "resolved" : null;
  if (before === null || !wasDrift) return "new";
  // One side lost the section in this change, or it is missing still.
  if (row.source === null || row.target === null) {
    return before.source !== null && before.target !== null ? "new" : "existing";
  }
  // The original went on while the translation stood: staler than before is new, too.
  const sourceTouched = source.touched[today.pair.source.sections.indexOf(row.source)] ?? false;
  const targetTouched = target.touched[today.pair.target.sections.indexOf(row.target)] ?? false;
  return sourceTouched && !targetTouched ? "new" : "existing";
}

function fieldsChange(row: FieldsReport, before: FieldsReport | null): SinceChange | null {
  const old = new Map(before?.fields.map((field) => [field.key, field]));
  let worst: SinceChange | null = null;
  for (const field of row.fields) {
    const past = old.get(field.key);
    const wasDrift = past !== undefined && isDrift(past);
    if (!isDrift(field)) {
      if (wasDrift) worst ??= "resolved";
      continue;
    }
    const moved = past?.sourceText !== field.sourceText && past?.targetText === field.targetText;
    if (!wasDrift || moved) return "new";
    worst = "existing";
  }
  return worst;
}

function markFindings(findings: readonly Finding[], before: ReadonlySet<string>): readonly Finding[] {
  return findings.map((finding) => ({ ...finding, change: before.has(finding.id) ? "existing" : "new" }));
}

function allFindings(report: PairReport): readonly Finding[] {
  return [...report.findings, ...report.rows.flatMap((row) => row.findings)];
}

/** What was wrong at the base and is neither wrong nor told of in a row of today. */
function listResolved(today: PairReport, base: PairReport, seen: ReadonlySet<RowReport>): ResolvedItem[] {
  const path = today.pair.target.path;
  const still = new Set(allFindings(today).map((finding) => finding.id));
  return [
    ...base.rows
      .filter((row) => isDrift(row) && !seen.has(row))
      .map((row) => ({ id: row.id, path, code: row.state })),
    ...allFindings(base)
      .filter((finding) => !still.has(finding.id))
      .map((finding) => ({ id: finding.id, path, code: finding.code })),
  ];
}
