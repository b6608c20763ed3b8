import { amountDiffers } from "./amount-differs.ts";
import { anchorDead } from "./anchor-dead.ts";
import { chatText } from "./chat-text.ts";
import type { Check } from "./check.ts";
import { codeDiffers } from "./code-differs.ts";
import { controlValueDiffers } from "./control-value-differs.ts";
import { dateDiffers } from "./date-differs.ts";
import { doubledWord } from "./doubled-word.ts";
import { endPunctuation } from "./end-punctuation.ts";
import { fenceGlued } from "./fence-glued.ts";
import { fenceUnbalanced } from "./fence-unbalanced.ts";
import { htmlIdDiffers } from "./html-id-differs.ts";
import { imageMissing } from "./image-missing.ts";
import { lengthOdd } from "./length-odd.ts";
import { levelDiffers } from "./level-differs.ts";
import { linkDead } from "./link-dead.ts";
import { linkLanguage } from "./link-language.ts";
import { linkMissing } from "./link-missing.ts";
import { numberDiffers } from "./number-differs.ts";
import { placeholderLost } from "./placeholder-lost.ts";
import { quoteStyle } from "./quote-style.ts";
import { shapeDiffers } from "./shape-differs.ts";
import { shortcodeDiffers } from "./shortcode-differs.ts";
import { untranslated } from "./untranslated.ts";
import { wrongLanguage } from "./wrong-language.ts";

/** Every check, worst first; findings of a section are told in this order. */
export const CHECKS: readonly Check[] = [
  fenceGlued,
  fenceUnbalanced,
  codeDiffers,
  controlValueDiffers,
  shortcodeDiffers,
  placeholderLost,
  chatText,
  linkMissing,
  linkLanguage,
  linkDead,
  anchorDead,
  imageMissing,
  numberDiffers,
  amountDiffers,
  htmlIdDiffers,
  shapeDiffers,
  levelDiffers,
  dateDiffers,
  untranslated,
  wrongLanguage,
  endPunctuation,
  doubledWord,
  lengthOdd,
  quoteStyle,
];
