import type { Content } from "../../compare/content.ts";
import type { Language } from "../../model/post.ts";
import { WORD_LANGUAGES } from "../../text/function-words.ts";
import { TOKEN } from "../../text/tokens.ts";
import { type CheckPost, clip, type PairContext, type PostCheck } from "./check.ts";
import { fenceFaults } from "./fences.ts";
import {
  countAll,
  countDistinct,
  countLanguages,
  countOnly,
  isKnownLanguage,
  type LanguageCounts,
} from "./language-counts.ts";
import { partsOf } from "./parts.ts";

const FEWEST_WORDS = 20;
/** Below this share of function words a text is hardly in the language it should be in. */
const LOWEST_SHARE = 0.12;
/** Words from which the detector can be trusted. */
const FEWEST_TO_DETECT = 30;

/** A section in a language that is neither of the pair's: Swedish or Danish in a Norwegian post, Nynorsk in a Bokmål one. */
export const wrongLanguage: PostCheck = {
  code: "wrong-language",
  scope: "post",
  run(post, other, pair, report) {
    if (!isKnownLanguage(post.language)) return;
    const broken = fenceFaults(post, pair);
    post.contents.forEach((content, i) => {
      const section = post.post.sections[i]!;
      if (section.wordCount < FEWEST_WORDS) return;
      const language = detect(countLanguages(content), content, post, other, pair);
      if (language === null) return;
      if (broken.some((fault) => fault.at >= section.start && fault.at < section.end)) return;
      report({
        salient: `${language} ${section.heading}`,
        item: clip(section.heading === "" ? firstWords(content) : section.heading),
        params: { language },
        at: section.start,
      });
    });
  },
};

function firstWords(content: Content): string {
  const { tokens, text } = partsOf(content);
  const words: string[] = [];
  for (let i = 0; i < tokens.count && words.length < 8; i++)
    if (tokens.kind[i] === TOKEN.word) words.push(text(i));
  return words.join(" ");
}

function detect(
  counts: LanguageCounts,
  content: Content,
  post: CheckPost,
  other: CheckPost,
  pair: PairContext,
): Language | null {
  const own = post.language;
  for (const language of WORD_LANGUAGES) {
    // The other language of the pair is the check `untranslated`'s, unless the two are as close as Norwegian is.
    if (language === own || (language === other.language && (language === "en" || own === "en"))) continue;
    const theirs = countOnly(counts, language, own);
    const ours = countOnly(counts, own, language);
    if (theirs < 4 || theirs <= ours * 2 || theirs * 25 < counts.words) continue;
    const best = nearest(counts, own, language);
    // One word many times is a name or an abbreviation, no language.
    if (countDistinct(content.tokens(), best, own) >= 3) return best;
  }
  if (counts.words < FEWEST_TO_DETECT || countAll(counts, own) >= counts.words * LOWEST_SHARE) return null;
  if (countAll(counts, other.language) >= counts.words * LOWEST_SHARE) return null;
  const answer = pair.site.detector.detect(partsOf(content).prose());
  // The detector knows one Norwegian, and mixes it up with Danish; English names make many a list look English.
  const close = new Set([own, other.language, "en", "no", "nb", "nn", "da", "unsure"]);
  return answer === null || close.has(answer) ? null : answer;
}

/** Of several languages that fit better than the right one, the one that fits best. */
function nearest(counts: LanguageCounts, own: Language, found: Language): Language {
  let best = found;
  for (const language of WORD_LANGUAGES) {
    if (language !== own && countOnly(counts, language, own) > countOnly(counts, best, own)) best = language;
  }
  return best;
}
