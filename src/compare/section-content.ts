import type { Section } from "../model/post.ts";
import { summarizeTokens } from "../text/fingerprint.ts";
import { type SectionOptions, tokenizeSection } from "../text/section-records.ts";
import { createTokenizer } from "../text/tokenize.ts";
import { collectDefinitions } from "../text/tokenizer/definitions.ts";
import { copyTokens, type Tokens } from "../text/tokens.ts";
import type { Content } from "./content.ts";

/** A post's bytes with what tokens need to know of the whole post, shared by its sections. */
export interface PostText {
  readonly bytes: Uint8Array;
  readonly bodyStart: number;
  readonly blob: string | null;
  readonly options: SectionOptions;
}

/** Contents of all sections of one version of a post. */
export function sectionContents(text: PostText, sections: readonly Section[]): Content[] {
  let definitions: ReturnType<typeof collectDefinitions> | undefined;
  return sections.map((section) => {
    let tokens: Tokens | undefined;
    return {
      print: section.print,
      heading: section.heading,
      level: section.level,
      wordCount: section.wordCount,
      sketch: section,
      blob: text.blob,
      bytes: text.bytes,
      start: section.start,
      end: section.end,
      tokens: () => {
        if (tokens === undefined) {
          definitions ??= collectDefinitions(text.bytes, text.bodyStart, text.bytes.length);
          tokens = copyTokens(tokenizeSection(text.bytes, section, { ...text.options, definitions }));
        }
        return tokens;
      },
    };
  });
}

const encoder = new TextEncoder();
const tokenizeField = createTokenizer();

/** Content of a front-matter value. Offsets refer to the value's own bytes, not to the file. */
export function fieldContent(value: string, blob: string | null): Content {
  const bytes = encoder.encode(value);
  const tokens = copyTokens(tokenizeField(bytes, 0, bytes.length));
  const summary = summarizeTokens(tokens);
  return {
    print: summary.print,
    heading: "",
    level: 0,
    wordCount: summary.wordCount,
    sketch: { ...summary, level: 0 },
    blob,
    bytes,
    start: 0,
    end: bytes.length,
    tokens: () => tokens,
  };
}
