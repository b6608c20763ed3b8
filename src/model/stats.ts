/** Candidates for one word in the other language. Parallel arrays; `together` counts blocks that hold both. */
export interface DictionaryEntry {
  readonly count: number;
  readonly words: Int32Array;
  readonly together: Uint16Array;
}

/** Word associations of one direction, with the counts they came from, so that a post's own share can be taken out. */
export interface Dictionary {
  readonly entries: ReadonlyMap<number, DictionaryEntry>;
  /** In how many aligned blocks each word of the other language stands. */
  readonly otherCounts: ReadonlyMap<number, number>;
}

/** What one pair gave to the dictionary: blocks that belong together, as word keys. */
export type OwnShare = readonly (readonly [source: Int32Array, target: Int32Array])[];

/** What a site teaches about itself from a bounded sample of its confident pairs (one pair of languages). */
export interface SiteStats {
  /** Changes when anything in it changes; part of every cached alignment. */
  readonly id: string;
  /** Sections that were counted. */
  readonly sections: number;
  /** In how many sections a feature stands, by the low bits of its key. */
  readonly documentFrequency: Uint16Array;
  /** Target length divided by source length. */
  readonly lengthRatio: number;
  readonly forward: Dictionary;
  readonly backward: Dictionary;
  readonly own: ReadonlyMap<string, OwnShare>;
}
