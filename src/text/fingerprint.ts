import type { Fingerprint } from "../model/post.ts";
import { finishHash, joinHashes } from "./hash.ts";
import { blockEnd, TOKEN, type Tokens } from "./tokens.ts";

/** Version of the tokenizer and of what is hashed. Part of recorded facts and of the cache's key. */
export const FINGERPRINT_VERSION = 1;

/** What a section's record keeps of its tokens. */
export interface TokenSummary {
  readonly print: Fingerprint;
  readonly wordCount: number;
  readonly shape: number;
  readonly length: number;
  readonly codeLines: number;
  readonly invariant: number;
}

/** Both hashes of a stretch of text, and its measures. */
export function summarizeTokens(tokens: Tokens): TokenSummary {
  const { count, kind, hash, start, end } = tokens;
  let w1 = 17;
  let w2 = 23;
  let n1 = 29;
  let n2 = 31;
  let words = 0;
  let length = 0;
  let codeLines = 0;
  let invariant = 0;
  for (let i = 0; i < count; i++) {
    const k = kind[i]!;
    const h = hash[i]!;
    if (k <= TOKEN.money) {
      w1 = Math.imul(w1 ^ h, 0x01000193) ^ (w1 >>> 15);
      w2 = Math.imul((w2 << 5) ^ (w2 >>> 7) ^ h, 0x5bd1e995);
      words++;
      length += end[i]! - start[i]!;
    } else {
      n1 = Math.imul(n1 ^ (h + k), 0x01000193) ^ (n1 >>> 15);
      n2 = Math.imul((n2 << 5) ^ (n2 >>> 7) ^ (h + k), 0x5bd1e995);
      if (k === TOKEN.number) length += end[i]! - start[i]!;
      else if (k === TOKEN.code) codeLines++;
      // Links, images and attributes are localised; the rest is not. A sum, since sentences order it differently.
      if (k !== TOKEN.link && k !== TOKEN.image && k !== TOKEN.attribute)
        invariant = (invariant + Math.imul(h ^ k, 0x01000193)) | 0;
    }
  }
  return {
    print: {
      words: words === 0 ? 0 : joinHashes(finishHash(w1), finishHash(w2)),
      neutral: count === words ? 0 : joinHashes(finishHash(n1), finishHash(n2)),
    },
    wordCount: words,
    shape: shapeOf(tokens),
    length,
    codeLines,
    invariant,
  };
}

function shapeOf(tokens: Tokens): number {
  let h = 7;
  for (let i = 0; i < tokens.blocks; i++) h = Math.imul(h ^ tokens.blockKind[i]!, 0x01000193) ^ (h >>> 13);
  return finishHash(h);
}

/** The sequence of block kinds as characters, see `BLOCK`. */
export function blockKinds(tokens: Tokens): string {
  let kinds = "";
  for (let i = 0; i < tokens.blocks; i++) {
    if (blockEnd(tokens, i) > tokens.blockFirst[i]! || tokens.blockKind[i] === 0x43) {
      kinds += String.fromCharCode(tokens.blockKind[i]!);
    }
  }
  return kinds;
}

/** Whether the same words and the same neutral parts stand in both. */
export function samePrint(a: Fingerprint, b: Fingerprint): boolean {
  return a.words === b.words && a.neutral === b.neutral;
}
