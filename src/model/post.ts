/** A language code as samsvar knows it: lower case, `no` and `nb-NO` already read as `nb`. */
export type Language = string;

/** Half-open range of bytes in a file, `[start, end)`, counted from the first byte (a BOM included). */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** Where a post's bytes are: a file of the working tree, or a blob in git's object store. */
export type ContentRef =
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "blob"; readonly id: string };

/** A place in a file for people: line and column from 1, columns in UTF-16 units. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

export type FrontMatterFormat = "yaml" | "toml" | "json";

/** A front-matter value as data; dates are text, exactly as written. */
export type FrontMatterValue =
  | string
  | number
  | boolean
  | null
  | readonly FrontMatterValue[]
  | { readonly [key: string]: FrontMatterValue };

/** The parsed header of a post. `format` is null and `data` empty when the post has none. */
export interface FrontMatter {
  readonly format: FrontMatterFormat | null;
  /** From the first byte of the opening line (after a BOM) to the first byte of the body. */
  readonly range: ByteRange;
  readonly data: { readonly [key: string]: FrontMatterValue };
  /** 1-based line of each top-level key, for messages. */
  readonly keyLines: { readonly [key: string]: number };
}

/**
 * One stretch of a post's body: from a heading to the next heading of any level, or the text before the
 * first heading (`preamble`). A preamble of blanks only is no section. Holds no text: `start` and `end`
 * refer to the post's bytes.
 */
export interface Section {
  readonly kind: "preamble" | "section";
  /** 0 for the preamble, else 1–6. */
  readonly level: number;
  /** The heading's text as written, without markers and attributes; empty for the preamble. */
  readonly heading: string;
  /** First byte of the heading's line; of the body for the preamble. */
  readonly start: number;
  /** First byte after the heading's last line; equals `start` for the preamble. */
  readonly bodyStart: number;
  readonly end: number;
  /** 1-based line of `start` in the file. */
  readonly startLine: number;
  /** 1-based line that holds the last byte of the section. */
  readonly endLine: number;
  readonly print: Fingerprint;
  /** Words of visible text, code not counted; CJK characters count one each. */
  readonly wordCount: number;
  /** Hash of the sequence of block kinds: equal for two sections of the same shape. */
  readonly shape: number;
  /** Bytes of visible words and numbers, weighted for scripts: what lengths are compared by. */
  readonly length: number;
  /** Lines of code. */
  readonly codeLines: number;
  /** Hash of what both languages have alike whatever its order: numbers, code, shortcode names and arguments. */
  readonly invariant: number;
}

/** The two hashes of a section that are compared apart. Each is an unsigned integer below 2^52. */
export interface Fingerprint {
  /** Of the sequence of words. */
  readonly words: number;
  /** Of the sequence of language-neutral parts: code, link and image targets, numbers, ids, shortcodes. */
  readonly neutral: number;
}

/** One version of one post, text left out. */
export interface Post {
  /** Relative to the git top level (else to the project folder), with `/`. */
  readonly path: string;
  readonly language: Language;
  readonly content: ContentRef;
  /** Git's id of these bytes as a blob (40 or 64 hex digits). */
  readonly blob: string;
  readonly frontMatter: FrontMatter;
  readonly sections: readonly Section[];
  /** Number of bytes of the file. */
  readonly size: number;
}
