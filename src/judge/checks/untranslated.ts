import { fieldContent } from "../../compare/section-content.ts";
import { WORD_LANGUAGES } from "../../text/function-words.ts";
import { BLOCK, blockEnd, TOKEN } from "../../text/tokens.ts";
import { type CheckPost, clip, type PairContext, type PostCheck, type PostFinding } from "./check.ts";
import { fenceFaults } from "./fences.ts";
import { fieldPlace } from "./field-place.ts";
import {
  countBlock,
  countLanguages,
  countOnly,
  isKnownLanguage,
  type LanguageCounts,
  likeliest,
} from "./language-counts.ts";

const FEWEST_WORDS = 6;
const decoder = new TextDecoder();

/** Text that still stands in the other language. */
export const untranslated: PostCheck = {
  code: "untranslated",
  scope: "post",
  run(post, other, pair, report) {
    const [own, foreign] = [post.language, other.language];
    if (!isKnownLanguage(own) || !isKnownLanguage(foreign)) return;
    // Bokmål and Nynorsk, or Danish, share too much for a paragraph to tell them apart: see wrong-language.
    if (own !== "en" && foreign !== "en") return;
    reportFields(post, other, pair, report);
    const broken = fenceFaults(post, pair);
    post.contents.forEach((content, index) => {
      const section = post.post.sections[index]!;
      // One count of the section settles nearly all of them.
      const all = countLanguages(content);
      if (all.words < 4 || countOnly(all, foreign, own) < 2) return;
      if (broken.some((fault) => fault.at >= section.start && fault.at < section.end)) return;
      const tokens = content.tokens();
      for (let block = 0; block < tokens.blocks; block++) {
        const kind = tokens.blockKind[block];
        if (kind === BLOCK.code || kind === BLOCK.container) continue;
        const first = tokens.blockFirst[block]!;
        const counts = countBlock(tokens, block);
        if (!isForeign(counts, own, foreign)) continue;
        if (kind === BLOCK.quote || isQuoted(content.bytes, tokens.start[first]!)) continue;
        const words = wordsOf(content.bytes, tokens, first, blockEnd(tokens, block));
        report({
          salient: words,
          item: clip(words),
          params: { language: likeliest(counts, [foreign, ...WORD_LANGUAGES]) },
          at: tokens.start[first]!,
        });
      }
    });
  },
};

/** Nearly all function words are the other language's. */
function isForeign(counts: LanguageCounts, own: string, foreign: string): boolean {
  if (counts.words < FEWEST_WORDS) return false;
  const theirs = countOnly(counts, foreign, own);
  const ours = countOnly(counts, own, foreign);
  return theirs >= 3 && theirs * 6 >= counts.words && ours * 5 <= theirs;
}

function wordsOf(
  bytes: Uint8Array,
  tokens: { kind: Uint8Array; start: Int32Array; end: Int32Array },
  from: number,
  to: number,
): string {
  const words: string[] = [];
  for (let i = from; i < to && words.length < 9; i++) {
    if (tokens.kind[i] === TOKEN.word)
      words.push(decoder.decode(bytes.subarray(tokens.start[i], tokens.end[i])));
  }
  return words.join(" ");
}

/** Begins with a quotation mark: what somebody said stays as it was said. */
function isQuoted(bytes: Uint8Array, start: number): boolean {
  const before = decoder.decode(bytes.subarray(Math.max(0, start - 6), start));
  return /["“«„][*_]*$/.test(before);
}

function reportFields(
  post: CheckPost,
  other: CheckPost,
  pair: PairContext,
  report: (finding: PostFinding) => void,
): void {
  for (const field of pair.fields?.fields ?? []) {
    const isSource = post === pair.source;
    const text = isSource ? field.sourceText : field.targetText;
    if (text === null || text.length > 2000) continue;
    const counts = countText(text);
    const theirs = countOnly(counts, other.language, post.language);
    const ours = countOnly(counts, post.language, other.language);
    const same = text === (isSource ? field.targetText : field.sourceText);
    const foreign =
      isForeign(counts, post.language, other.language) ||
      (same && counts.words >= 4 && theirs >= 2 && ours === 0);
    if (!foreign) continue;
    report({
      salient: `${field.key} ${text}`,
      item: `${field.key}: ${clip(text)}`,
      params: { language: likeliest(counts, [other.language, ...WORD_LANGUAGES]) },
      at: fieldPlace(post, field.key),
    });
  }
}

function countText(text: string): LanguageCounts {
  return countLanguages(fieldContent(text, null));
}
