import { compareWords, type Piece } from "../compare-words.ts";

/** One side of something that changed: what it says, and said when both sides agreed. */
export interface PartSide {
  readonly language: string;
  /** Null: this side has none. */
  readonly now: string | null;
  /** Null: as now, or not known. */
  readonly before: string | null;
  readonly moved: boolean;
}

/** The texts of a section, or of one front-matter field (`key`), side by side. */
export interface RowPart {
  readonly key: string | null;
  readonly source: PartSide;
  readonly target: PartSide;
}

/** What became of a side, word by word; all "same" where it did not move or the old text is unknown. */
export async function comparePart(part: RowPart, side: "source" | "target"): Promise<readonly Piece[]> {
  const { now, before, moved, language } = part[side];
  if (now === null) return [];
  return moved && before !== null ? compareWords(before, now, language) : [{ kind: "same", text: now }];
}
