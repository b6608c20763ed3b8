/** A set of 32-bit keys with counts, keys ascending. */
export interface CountedSet {
  readonly keys: Int32Array;
  /** Capped at 3: the fourth number in a list says nothing new. */
  readonly counts: Uint8Array;
}

/**
 * What one section looks like to the alignment, without its text. Keys are hashes; different kinds of
 * features never share a key space by accident, since each kind has a seed of its own.
 */
export interface SectionFeatures {
  readonly level: number;
  /** One character a block, see `BLOCK` in text/tokens. */
  readonly kinds: string;
  /** Bytes of visible words and numbers. */
  readonly length: number;
  readonly codeSize: number;
  /** Link targets, code, shortcodes, ids, numbers: what survives translation. */
  readonly invariants: CountedSet;
  /** Folded 4-grams of words with four letters or more: names and loan words look alike in most languages. */
  readonly grams: Int32Array;
  readonly headingGrams: Int32Array;
  /** Lower-case words, character pairs in scripts without spaces. */
  readonly words: Int32Array;
  readonly headingWords: Int32Array;
  /** Key of the anchor that leads to the section: its id as written (`explicit`), else the heading as generators fold it. */
  readonly anchor: number;
  readonly explicitAnchor: boolean;
  /** The heading is a question. */
  readonly question: boolean;
  /** Words of each block, heading first; for learning. */
  readonly blockWords: readonly Int32Array[];
}
