/** What the 32-bit hash of a run of bytes starts with. */
export const HASH_SEED = 0x2f0b4a27 | 0;

/** Spreads the bits of a finished hash, so that its low bits can index a table. */
export function finishHash(hash: number): number {
  let h = hash;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** Hash of `bytes[start..end)`, spread. */
export function hashBytes(bytes: Uint8Array, start: number, end: number, seed: number = HASH_SEED): number {
  let h = seed;
  for (let i = start; i < end; i++) {
    h = Math.imul(h ^ bytes[i]!, 0x5bd1e995);
    h ^= h >>> 15;
  }
  return finishHash(h);
}

/** Hash of a text's UTF-16 units, spread. Not the hash of its bytes. */
export function hashText(text: string, seed: number = HASH_SEED): number {
  let h = seed;
  for (let i = 0; i < text.length; i++) {
    h = Math.imul(h ^ text.charCodeAt(i), 0x5bd1e995);
    h ^= h >>> 15;
  }
  return finishHash(h);
}

/** The same as `hashText` of the units `[from, to)` as text. */
export function hashUnits(units: Uint16Array, from: number, to: number, seed: number): number {
  let h = seed;
  for (let i = from; i < to; i++) {
    h = Math.imul(h ^ units[i]!, 0x5bd1e995);
    h ^= h >>> 15;
  }
  return finishHash(h);
}

/** Joins two independent 32-bit hashes to an unsigned integer below 2^52, exact as a JavaScript number. */
export function joinHashes(high: number, low: number): number {
  return (high >>> 12) * 0x100000000 + (low >>> 0);
}
