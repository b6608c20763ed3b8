import type { Section } from "../model/post.ts";
import { summarizeTokens } from "./fingerprint.ts";
import { scanHeadings } from "./scan-headings.ts";
import { sectionRanges } from "./section-ranges.ts";
import { createTokenizer, type TokenizeOptions } from "./tokenize.ts";
import { collectDefinitions } from "./tokenizer/definitions.ts";
import type { Tokens } from "./tokens.ts";

const decoder = new TextDecoder();
const tokenizeShared = createTokenizer();

export interface SectionOptions {
  readonly rawShortcodes: readonly string[];
}

/**
 * Cuts a post's body into sections and takes their fingerprints. `bodyStart` is the first byte behind the
 * front matter, `bodyLine` its 1-based line. Throws nothing, whatever the bytes.
 */
export function readSections(
  bytes: Uint8Array,
  bodyStart: number,
  bodyLine: number,
  options: SectionOptions,
): Section[] {
  const scan = scanHeadings(bytes, bodyStart, bytes.length, {
    firstLine: bodyLine,
    rawShortcodes: options.rawShortcodes,
  });
  const definitions = collectDefinitions(bytes, bodyStart, bytes.length);
  const sections: Section[] = [];
  for (const range of sectionRanges(scan, bytes, bodyStart, bytes.length)) {
    const tokens = tokenizeShared(bytes, range.start, range.end, {
      bodyStart: range.bodyStart,
      definitions,
      rawShortcodes: options.rawShortcodes,
    });
    sections.push({
      kind: range.kind,
      level: range.level,
      heading: range.kind === "preamble" ? "" : headingText(bytes, range.textStart, range.textEnd),
      start: range.start,
      bodyStart: range.bodyStart,
      end: range.end,
      startLine: range.startLine,
      endLine: range.endLine,
      ...summarizeTokens(tokens),
    });
  }
  return sections;
}

/** Tokens of one section of a post. Valid until the next call. */
export function tokenizeSection(
  bytes: Uint8Array,
  section: { readonly start: number; readonly bodyStart: number; readonly end: number },
  options: SectionOptions & Pick<TokenizeOptions, "definitions">,
): Tokens {
  return tokenizeShared(bytes, section.start, section.end, { ...options, bodyStart: section.bodyStart });
}

const ATTRIBUTES = /\s*\{[^{}]*\}\s*$/;

function headingText(bytes: Uint8Array, start: number, end: number): string {
  const text = decoder.decode(bytes.subarray(start, end)).replace(/\s+/g, " ").trim();
  const bare = text.endsWith("}") ? text.replace(ATTRIBUTES, "") : text;
  return bare === "" ? text : bare;
}
