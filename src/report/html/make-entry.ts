import { isDrift } from "../../model/drift.ts";
import type { PairReport, RowReport } from "../../model/report.ts";
import { sanitizeText } from "../../text/sanitize-text.ts";
import type { Group, PostEntry, Standing } from "./page-data.ts";

/** A pair as the list has it. `island` says where its texts are, if it has any; `key` is its address. */
export function makeEntry(report: PairReport, key: string, island: number | null): PostEntry {
  const { pair, source, target, rows } = report;
  const findings = [...report.findings, ...rows.flatMap((row) => row.findings)];
  const drifted = rows.filter(isDrift);
  const count = (test: (row: RowReport) => boolean): number => rows.filter(test).length;
  const countDrift = (state: RowReport["state"]): number =>
    drifted.filter((row) => row.state === state).length;
  const pending = drifted.flatMap(({ changes }) => changes.source ?? changes.target ?? []);
  const dates = pending.flatMap(({ date }) => (date === null ? [] : [date])).sort();
  const counts = {
    changed: countDrift("source-changed"),
    missing: countDrift("missing-in-target"),
    both: countDrift("both-changed"),
    removed: countDrift("missing-in-source"),
    extra: count((row) => row.state === "missing-in-source" && !isDrift(row) && isOpen(row)),
    critical: findings.filter(({ severity }) => severity === "critical").length,
    functional: findings.filter(({ severity }) => severity === "functional").length,
  };
  const machine = source.machineTranslated || target.machineTranslated;
  const unsure = count((row) => row.doubtful) > 0 || pair.guessed || report.hardlyTheSame;
  const polished = count((row) => row.state === "target-changed" && isOpen(row)) > 0;
  const groups: readonly (readonly [Group, boolean])[] = [
    ["act", drifted.length > 0],
    ["source-changed", counts.changed > 0],
    ["both-changed", counts.both > 0],
    ["missing-in-target", counts.missing > 0],
    ["missing-in-source", counts.removed + counts.extra > 0],
    ["target-changed", polished],
    ["faults", counts.critical + counts.functional > 0],
    ["unsure", unsure || report.state === "unverified"],
    ["deliberate", count((row) => row.deliberate !== null) > 0],
    ["machine", machine],
    ["in-sync", report.state === "in-sync" && !report.hardlyTheSame],
  ];
  return {
    key,
    island,
    title: sanitizeText(source.title),
    targetTitle: sanitizeText(target.title),
    source: sanitizeText(pair.source.path),
    target: sanitizeText(pair.target.path),
    from: pair.source.language,
    into: pair.target.language,
    standing: judgeStanding(counts, drifted.length > 0, unsure || report.state === "unverified", polished),
    groups: groups.flatMap(([group, is]) => (is ? [group] : [])),
    classes: unique(
      rows.flatMap((row) => (row.state === "in-sync" || row.class === null ? [] : [row.class])),
    ),
    marks: unique([...rows, ...findings].flatMap(({ change }) => (change ? [change] : []))),
    authors: unique(pending.flatMap(({ author }) => (author ? [sanitizeText(author)] : []))),
    counts,
    words: drifted.reduce((sum, row) => sum + row.wordsToSync, 0),
    newest: dates.at(-1) ?? null,
    oldest: dates[0] ?? null,
    uncommitted: pending.some(({ commit }) => commit === null),
    draft: source.draft,
    machine,
    guessed: pair.guessed,
    hardly: report.hardlyTheSame,
    unverified: report.state === "unverified",
    rows: island === null ? [] : rows.filter(isShown).map(({ id }) => id),
  };
}

/** Whether a row has something to say: what agrees is only counted. */
export function isShown(row: RowReport): boolean {
  if (row.findings.length > 0 || row.doubtful || row.deliberate !== null || row.change === "resolved")
    return true;
  return row.state !== "in-sync" && row.state !== "unverified" && row.class !== "formatting";
}

const isOpen = (row: RowReport): boolean =>
  !row.doubtful && row.deliberate === null && row.class !== "formatting";

function judgeStanding(
  counts: PostEntry["counts"],
  drifted: boolean,
  unsure: boolean,
  polished: boolean,
): Standing {
  if (counts.critical > 0) return "critical";
  if (drifted) return "drifted";
  if (counts.functional > 0) return "fault";
  if (unsure) return "unsure";
  return polished || counts.extra > 0 ? "review" : "in-step";
}

const unique = <T>(items: readonly T[]): readonly T[] => [...new Set(items)];
