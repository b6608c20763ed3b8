import type { Content } from "../../compare/content.ts";
import { functionWords, languageBit, WORD_LANGUAGES } from "../../text/function-words.ts";
import { blockEnd, TOKEN, type Tokens } from "../../text/tokens.ts";

/** Function words of a stretch of text: how often each set of languages that share a word was met. */
export interface LanguageCounts {
  readonly words: number;
  /** Index: bits of languages (see `languageBit`). */
  readonly bySet: Uint16Array;
}

const known = new WeakMap<Content, LanguageCounts>();

export function countLanguages(content: Content): LanguageCounts {
  let counts = known.get(content);
  if (counts === undefined) {
    const tokens = content.tokens();
    counts = countRange(tokens, 0, tokens.count);
    known.set(content, counts);
  }
  return counts;
}

export function countBlock(tokens: Tokens, block: number): LanguageCounts {
  return countRange(tokens, tokens.blockFirst[block]!, blockEnd(tokens, block));
}

function countRange(tokens: Tokens, from: number, to: number): LanguageCounts {
  const table = functionWords();
  const bySet = new Uint16Array(1 << WORD_LANGUAGES.length);
  let words = 0;
  for (let i = from; i < to; i++) {
    if (tokens.kind[i] !== TOKEN.word) continue;
    words++;
    const set = table.get(tokens.hash[i]!);
    if (set !== undefined) bySet[set]!++;
  }
  return { words, bySet };
}

/** Function words that one language has and another has not. */
export function countOnly(counts: LanguageCounts, language: string, not: string): number {
  const bit = languageBit(language);
  const other = languageBit(not);
  let n = 0;
  for (let set = 1; set < counts.bySet.length; set++) {
    if ((set & bit) !== 0 && (set & other) === 0) n += counts.bySet[set]!;
  }
  return n;
}

/** All function words of a language. */
export function countAll(counts: LanguageCounts, language: string): number {
  const bit = languageBit(language);
  let n = 0;
  for (let set = 1; set < counts.bySet.length; set++) if ((set & bit) !== 0) n += counts.bySet[set]!;
  return n;
}

/** Whether function words can tell anything about a language. */
export function isKnownLanguage(language: string): boolean {
  return languageBit(language) !== 0;
}

/** The language that most function words belong to; of two equals the first in `among`. */
export function likeliest(counts: LanguageCounts, among: readonly string[]): string {
  let best = among[0]!;
  for (const language of among) if (countAll(counts, language) > countAll(counts, best)) best = language;
  return best;
}

/** Different function words that one language has and another has not. */
export function countDistinct(tokens: Tokens, language: string, not: string): number {
  const table = functionWords();
  const seen = new Set<number>();
  for (let i = 0; i < tokens.count; i++) {
    if (tokens.kind[i] !== TOKEN.word) continue;
    const set = table.get(tokens.hash[i]!) ?? 0;
    if ((set & languageBit(language)) !== 0 && (set & languageBit(not)) === 0) seen.add(tokens.hash[i]!);
  }
  return seen.size;
}
