import type { MessageParams, ProblemCode } from "../model/finding.ts";
import type { FrontMatterFormat } from "../model/post.ts";
import type { HeaderData } from "./header-data.ts";

/** A problem inside a header; `offset` in UTF-16 units from the start of the header's text. */
export interface HeaderProblem {
  readonly code: ProblemCode;
  readonly offset: number;
  readonly params: MessageParams;
}

/** What a parser makes of a header's text. `data` is null if it cannot be used at all. */
export interface ParsedHeader {
  readonly data: HeaderData | null;
  /** Offset of each top-level key, in UTF-16 units from the start of the header's text. */
  readonly keyOffsets: { readonly [key: string]: number };
  readonly problems: readonly HeaderProblem[];
}

/** @param text the header's text, line breaks already `\n` */
export type HeaderParser = (text: string) => ParsedHeader;

/**
 * Why a header is invalid. `detail` of the same problem is what the parser said, in English, for those who know
 * the format; it may be empty.
 */
export type InvalidReason =
  | "syntax"
  | "colon-in-value"
  | "quote-not-closed"
  | "bracket-not-closed"
  | "quote-needed"
  | "tab-indent"
  | "indent"
  | "alias-unknown"
  | "alias-loop"
  | "too-many-aliases"
  | "too-large"
  | "too-deep"
  | "not-a-map"
  | "language-named"
  | "text-after-end";

export function makeInvalid(
  format: FrontMatterFormat,
  reason: InvalidReason,
  offset: number,
  detail = "",
): HeaderProblem {
  return { code: "front-matter-invalid", offset, params: { format, reason, detail } };
}

/** A header that cannot be used, and why. */
export function refuseHeader(problem: HeaderProblem): ParsedHeader {
  return { data: null, keyOffsets: {}, problems: [problem] };
}
