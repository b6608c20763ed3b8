import type { Chain } from "../model/history.ts";
import type { PairReport, RowReport } from "../model/report.ts";

/** A finished verdict with what judging the pair again needs: all versions of both posts. */
export interface PairRecord {
  readonly report: PairReport;
  readonly sourceChain: Chain;
  readonly targetChain: Chain;
}

/** As JSON; sections by their index in the post, which has them already. */
export function encodePair({ report, sourceChain, targetChain }: PairRecord): string {
  const { source, target } = report.pair;
  const rows = report.rows.map((row) =>
    row.kind === "front-matter"
      ? row
      : {
          ...row,
          source: row.source === null ? -1 : source.sections.indexOf(row.source),
          target: row.target === null ? -1 : target.sections.indexOf(row.target),
        },
  );
  return JSON.stringify({ ...report, rows, sourceChain, targetChain });
}

type StoredRow = Omit<RowReport, "source" | "target"> & { readonly source: number; readonly target: number };

/** The same objects again; a row's section is one of its post's. Throws on what is no record. */
export function decodePair(text: string): PairRecord {
  const { sourceChain, targetChain, ...report } = JSON.parse(text) as PairRecord["report"] &
    Pick<PairRecord, "sourceChain" | "targetChain">;
  const { source, target } = report.pair;
  const rows = report.rows.map((row) => {
    if (row.kind === "front-matter") return row;
    const stored = row as unknown as StoredRow;
    return {
      ...row,
      source: stored.source < 0 ? null : source.sections[stored.source]!,
      target: stored.target < 0 ? null : target.sections[stored.target]!,
    };
  });
  return { report: { ...report, rows }, sourceChain, targetChain };
}

/** A report that reads itself when somebody looks into it: who only passes it on does not pay for it. */
export function deferReport(read: () => PairReport): PairReport {
  let report: PairReport | undefined;
  const get = (): PairReport => {
    report ??= read();
    return report;
  };
  // Properties of its own, so that a copy (`{ ...report }`) has them all.
  return {
    get pair() {
      return get().pair;
    },
    get source() {
      return get().source;
    },
    get target() {
      return get().target;
    },
    get state() {
      return get().state;
    },
    get rows() {
      return get().rows;
    },
    get findings() {
      return get().findings;
    },
    get hardlyTheSame() {
      return get().hardlyTheSame;
    },
    get trend() {
      return get().trend ?? [];
    },
  };
}
