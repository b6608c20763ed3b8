import type { Severity } from "./finding.ts";

/** Codes of the parity checks with their usual severity; `config.checks` regrades them or switches them off. */
export const CHECK_CODES = {
  "code-differs": "critical",
  "fence-glued": "critical",
  "fence-unbalanced": "critical",
  "control-value-differs": "critical",
  "shortcode-differs": "critical",
  "placeholder-lost": "critical",
  "chat-text": "critical",
  "link-missing": "functional",
  "link-language": "functional",
  "link-dead": "functional",
  "anchor-dead": "functional",
  "image-missing": "functional",
  "number-differs": "functional",
  "amount-differs": "functional",
  "html-id-differs": "functional",
  "shape-differs": "functional",
  "level-differs": "functional",
  "date-differs": "functional",
  untranslated: "functional",
  "wrong-language": "functional",
  "end-punctuation": "cosmetic",
  "doubled-word": "cosmetic",
  "length-odd": "cosmetic",
  "quote-style": "cosmetic",
  "suppression-unused": "cosmetic",
} as const satisfies Record<string, Severity>;

export type CheckCode = keyof typeof CHECK_CODES;
