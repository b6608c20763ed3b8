import type { RowReport } from "../model/report.ts";
import { findFenceFaults } from "./checks/fences.ts";

export interface FencedPost {
  readonly bytes: Uint8Array;
  readonly bodyStart: number;
}

const SWALLOWED = 0.25;

/**
 * A code fence glued to the text before it swallows the headings behind it. Their sections are there all the same: the
 * fault is reported, and nobody is asked to write them again.
 */
export function doubtSwallowed<T extends RowReport>(
  rows: readonly T[],
  source: FencedPost,
  target: FencedPost,
): readonly T[] {
  const isBroken = remember(({ bytes, bodyStart }: FencedPost) =>
    findFenceFaults(bytes, bodyStart).some(({ kind }) => kind !== "text-after"),
  );
  return rows.map((row) => {
    if (row.kind === "front-matter" || row.doubtful) return row;
    const isSwallowed =
      (row.source === null && isBroken(source)) || (row.target === null && isBroken(target));
    return isSwallowed ? { ...row, doubtful: true, confidence: Math.min(row.confidence, SWALLOWED) } : row;
  });
}

function remember(ask: (post: FencedPost) => boolean): (post: FencedPost) => boolean {
  const known = new Map<FencedPost, boolean>();
  return (post) => {
    let answer = known.get(post);
    if (answer === undefined) {
      answer = ask(post);
      known.set(post, answer);
    }
    return answer;
  };
}
