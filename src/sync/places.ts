import type { PairReport, SectionReport } from "../model/report.ts";

/**
 * Where in the post of `into` a section belongs: behind the counterpart of the nearest section that comes before it in
 * the other post. The byte is the start of a section, the start of the body, or the end of the file.
 */
export function findPlace(report: PairReport, row: SectionReport, into: "source" | "target"): number {
  const other = into === "source" ? "target" : "source";
  const post = report.pair[into];
  const mine = row[other];
  const bodies = report.rows.filter((each): each is SectionReport => each.kind !== "front-matter");
  let best: SectionReport | null = null;
  for (const each of bodies) {
    const there = each[other];
    if (each.id === row.id || there === null || each[into] === null || mine === null) continue;
    if (there.start < mine.start && (best === null || there.start > best[other]!.start)) best = each;
  }
  const before = best?.[into] ?? null;
  return before === null
    ? post.sections[0]?.kind === "preamble"
      ? post.frontMatter.range.end
      : (post.sections[0]?.start ?? post.size)
    : before.end;
}
