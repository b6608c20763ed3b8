import type { Dictionary, DictionaryEntry, SiteStats } from "../model/stats.ts";
import { packNumbers, unpackFloats, unpackIntegers } from "./parts.ts";

/**
 * What a site taught, for judging pairs that it did not learn from: the shares of those it did are left out.
 * Everything in one array of numbers of 32 bits; lengths and the frequency table's bytes first.
 */
export function encodeStats(stats: SiteStats): Uint8Array {
  const forward = encodeDictionary(stats.forward);
  const backward = encodeDictionary(stats.backward);
  const id = Buffer.from(stats.id, "utf8");
  const head = Float64Array.of(
    stats.sections,
    stats.lengthRatio,
    id.length,
    stats.documentFrequency.length,
    forward.length,
    backward.length,
  );
  return Buffer.concat([
    packNumbers(head),
    id,
    packNumbers(stats.documentFrequency),
    packNumbers(forward),
    packNumbers(backward),
  ]);
}

const HEAD = 6 * 8;

export function decodeStats(bytes: Uint8Array): SiteStats {
  const [sections = 0, lengthRatio = 1, idLength = 0, buckets = 0, forward = 0, backward = 0] = unpackFloats(
    bytes.subarray(0, HEAD),
  );
  let at = HEAD;
  const take = (length: number): Uint8Array => {
    at += length;
    return bytes.subarray(at - length, at);
  };
  const id = new TextDecoder().decode(take(idLength));
  const documentFrequency = new Uint16Array(Uint8Array.from(take(buckets * 2)).buffer);
  return {
    id,
    sections,
    documentFrequency,
    lengthRatio,
    forward: decodeDictionary(unpackIntegers(take(forward * 4))),
    backward: decodeDictionary(unpackIntegers(take(backward * 4))),
    own: new Map(),
  };
}

/** Number of entries; of each the word, its count, how many candidates, their words, their counts; then the other counts. */
function encodeDictionary({ entries, otherCounts }: Dictionary): Int32Array {
  const numbers: number[] = [entries.size];
  for (const [word, { count, words, together }] of entries) {
    numbers.push(word, count, words.length);
    for (const other of words) numbers.push(other);
    for (const n of together) numbers.push(n);
  }
  for (const [word, count] of otherCounts) numbers.push(word, count);
  return Int32Array.from(numbers);
}

function decodeDictionary(numbers: Int32Array): Dictionary {
  const entries = new Map<number, DictionaryEntry>();
  let at = 1;
  for (let left = numbers[0] ?? 0; left > 0; left--) {
    const length = numbers[at + 2]!;
    const from = at + 3;
    entries.set(numbers[at]!, {
      count: numbers[at + 1]!,
      words: numbers.subarray(from, from + length),
      together: Uint16Array.from(numbers.subarray(from + length, from + 2 * length)),
    });
    at = from + 2 * length;
  }
  const otherCounts = new Map<number, number>();
  for (; at < numbers.length; at += 2) otherCounts.set(numbers[at]!, numbers[at + 1]!);
  return { entries, otherCounts };
}
