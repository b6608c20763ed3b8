import type { SectionFeatures } from "../model/features.ts";
import type { Alignment } from "../model/row.ts";
import type { OwnShare, SiteStats } from "../model/stats.ts";
import { hashText } from "../text/hash.ts";
import { learnDictionary } from "./learn-dictionary.ts";

/** A pair of the sample: its sections' features and an alignment made without a dictionary. */
export interface SamplePair {
  readonly id: string;
  readonly source: readonly SectionFeatures[];
  readonly target: readonly SectionFeatures[];
  readonly rows: Alignment;
}

/** How many pairs are learned from: enough for a dictionary, little enough to read at each start. */
export const SAMPLE_SIZE = 256;

/** The pairs to learn from: the same whatever was asked for, spread over the site, bounded. */
export function chooseSample<T extends { readonly id: string }>(pairs: readonly T[]): T[] {
  return pairs
    .map((pair) => ({ pair, order: hashText(pair.id) >>> 0 }))
    .sort((a, b) => a.order - b.order || (a.pair.id < b.pair.id ? -1 : 1))
    .slice(0, SAMPLE_SIZE)
    .map(({ pair }) => pair);
}

const FREQUENCY_BUCKETS = 1 << 18;
const LEAST_CONFIDENCE = 0.75;
/** Below this many aligned sections a dictionary is chance. */
const LEAST_SECTIONS = 20;

/** Counts features over a sample. First without a dictionary (`withDictionary` false): enough for idf. */
export function learnSite(
  sample: readonly SamplePair[],
  lengthRatio: number,
  withDictionary: boolean,
): SiteStats {
  const documentFrequency = new Uint16Array(FREQUENCY_BUCKETS);
  let sections = 0;
  for (const pair of sample) {
    for (const section of [...pair.source, ...pair.target]) {
      sections++;
      countFeatures(section, documentFrequency);
    }
  }
  const own = new Map<string, OwnShare>();
  let aligned = 0;
  if (withDictionary) {
    for (const pair of sample) {
      const share: (readonly [Int32Array, Int32Array])[] = [];
      for (const row of pair.rows) {
        if (row.source < 0 || row.target < 0 || row.confidence < LEAST_CONFIDENCE) continue;
        aligned++;
        share.push(...alignBlocks(pair.source[row.source]!, pair.target[row.target]!));
      }
      own.set(pair.id, share);
    }
  }
  const enough = aligned >= LEAST_SECTIONS;
  const blocks = enough ? [...own.values()].flat() : [];
  const forward = learnDictionary(blocks, 0);
  const backward = learnDictionary(blocks, 1);
  return {
    id: statsId(sample, withDictionary),
    sections,
    documentFrequency,
    lengthRatio,
    forward,
    backward,
    own: enough ? own : new Map(),
  };
}

function countFeatures(section: SectionFeatures, frequency: Uint16Array): void {
  const mask = frequency.length - 1;
  for (const set of [section.invariants.keys, section.grams, section.words]) {
    for (const key of set) {
      const at = key & mask;
      if (frequency[at]! < 0xffff) frequency[at] = frequency[at]! + 1;
    }
  }
}

const MOST_COMBINATIONS = 30;

/** Heading with heading, k-th block with k-th block if the counts agree, else all with all while that says something. */
function alignBlocks(a: SectionFeatures, b: SectionFeatures): (readonly [Int32Array, Int32Array])[] {
  if (a.blockWords.length === b.blockWords.length) {
    return a.blockWords.map((words, k) => [words, b.blockWords[k]!] as const);
  }
  if (a.blockWords.length * b.blockWords.length > MOST_COMBINATIONS) return [];
  return [[a.words, b.words]];
}

function statsId(sample: readonly SamplePair[], withDictionary: boolean): string {
  let h = withDictionary ? 1 : 0;
  for (const pair of sample) {
    h = hashText(pair.id, h);
    for (const section of [...pair.source, ...pair.target]) {
      h = Math.imul(h ^ section.length, 0x01000193);
      for (const key of section.words) h = Math.imul(h ^ key, 0x01000193);
    }
  }
  return (h >>> 0).toString(16).padStart(8, "0");
}
