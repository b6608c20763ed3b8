import type { ContentRef, FrontMatter, Language, Post } from "../model/post.ts";
import { readSections, type SectionOptions } from "../text/section-records.ts";

export interface ReadPostInput {
  readonly path: string;
  readonly language: Language;
  readonly content: ContentRef;
  readonly blob: string;
  readonly frontMatter: FrontMatter;
  readonly bodyStart: number;
  /** 1-based line of the body's first byte. */
  readonly bodyLine: number;
}

/** Puts a post's record together from its bytes and its header, which is read before. */
export function readPost(bytes: Uint8Array, input: ReadPostInput, options: SectionOptions): Post {
  return {
    path: input.path,
    language: input.language,
    content: input.content,
    blob: input.blob,
    frontMatter: input.frontMatter,
    sections: readSections(bytes, input.bodyStart, input.bodyLine, options),
    size: bytes.length,
  };
}
