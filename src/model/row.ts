/**
 * One line of an alignment. Indices count the sections of the source and target post from 0; -1 says that
 * this side has no section here. At least one of the two is not -1.
 */
export interface Row {
  readonly source: number;
  readonly target: number;
  /** From 0 to 1: how sure the alignment is that these two belong together (or that one stands alone). */
  readonly confidence: number;
  /** The two stand at different places in the order of their posts. */
  readonly moved: boolean;
}

/** Rows in the order in which people read them: by source, with target-only rows where they stand. */
export type Alignment = readonly Row[];
