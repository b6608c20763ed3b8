import type { PairReport, RowReport } from "../../model/report.ts";
import type { FieldVerdict } from "../../model/verdict.ts";
import type { NoticePlace } from "./notice.ts";

export type Side = "source" | "target";

/**
 * Where a row or field stands in one of the files. Where that side has no section: the line after which it belongs,
 * so that a click leads to the place to write.
 */
export function locateRow(report: PairReport, row: RowReport, side: Side): NoticePlace {
  const { path, frontMatter } = report.pair[side];
  const section = row.kind === "front-matter" ? null : row[side];
  if (section !== null) {
    return { path, startLine: section.startLine, endLine: section.endLine, column: null };
  }
  if (row.kind === "front-matter") {
    const lines = Object.values(frontMatter.keyLines);
    return pointAt(path, Math.min(...lines, Number.MAX_SAFE_INTEGER));
  }
  return pointAt(path, findLineBefore(report, row, side));
}

export function locateField(
  report: PairReport,
  row: RowReport,
  field: FieldVerdict,
  side: Side,
): NoticePlace {
  const line = side === "source" ? field.sourceLine : field.targetLine;
  return line === null ? locateRow(report, row, side) : pointAt(report.pair[side].path, line);
}

const pointAt = (path: string, line: number): NoticePlace => {
  const sure = line === Number.MAX_SAFE_INTEGER ? 1 : Math.max(1, line);
  return { path, startLine: sure, endLine: sure, column: null };
};

/** Last line of the nearest section above that this side does have; 1 when there is none. */
function findLineBefore({ rows }: PairReport, row: RowReport, side: Side): number {
  for (let i = rows.indexOf(row) - 1; i >= 0; i--) {
    const above = rows[i]!;
    const section = above.kind === "front-matter" ? null : above[side];
    if (section !== null) return section.endLine;
  }
  return 1;
}
