import type { Content } from "../../compare/content.ts";
import type { CheckCode } from "../../model/check-codes.ts";
import type { Config } from "../../model/config.ts";
import type { MessageParams } from "../../model/finding.ts";
import type { Pair } from "../../model/pair.ts";
import type { Language, Place, Post, Section } from "../../model/post.ts";
import type { FieldsReport, SectionReport } from "../../model/report.ts";
import type { UrlIndex } from "../../site/url-index.ts";
import type { LineIndex } from "../../text/positions.ts";
import type { Parts } from "./parts.ts";

/** What a check may ask about the rest of the site. Paths are relative to the project folder, with `/`. */
export interface SiteKnowledge {
  readonly index: UrlIndex | null;
  /** Key that a post shares with its other language versions; null for a post without counterpart. */
  keyOf(path: string): string | null;
  /** The version of a post in another language; null when there is none. */
  partnerOf(path: string, language: Language): string | null;
  /** Whether a file is there; null when that cannot be known (its folder is not part of the checkout). */
  hasFile(path: string): boolean | null;
  /** Ids that the page of a post has; null when it cannot be read now. */
  idsOf(path: string): ReadonlySet<string> | null;
  readonly detector: LanguageDetector;
}

/** Language detection that is loaded only where a cheap test is not enough. */
export interface LanguageDetector {
  /** The language of a text; `unsure` is a verdict too; null: not loaded yet, the driver loads and asks again. */
  detect(text: string): Language | "unsure" | null;
}

/** One post of the pair at hand. */
export interface CheckPost {
  readonly post: Post;
  /** Relative to the project folder, as the URL index knows it. */
  readonly path: string;
  readonly language: Language;
  readonly bytes: Uint8Array;
  /** Today's contents of `post.sections`. */
  readonly contents: readonly Content[];
  lines(): LineIndex;
}

/** One side of a row, as a check compares it. */
export interface SectionView {
  readonly post: CheckPost;
  readonly section: Section;
  readonly content: Content;
  readonly parts: Parts;
  /** The content is of an older version: what the other side was last in line with. */
  readonly dated: boolean;
}

/** A place in one side: a byte of the file, or a place already found; null: the side as a whole. */
export type At = number | Place | null;

/** A repair that needs no judgement: bytes of one side's file, or one value of its front matter. */
export type Repair =
  | {
      readonly kind: "bytes";
      readonly side: "source" | "target";
      readonly start: number;
      readonly end: number;
      readonly text: string;
    }
  | {
      readonly kind: "field";
      readonly side: "source" | "target";
      readonly key: string;
      readonly value: string | number | boolean;
    };

/** One named difference, before several of a section are folded into one finding. */
export interface RawFinding {
  /** What the difference is about, independent of lines: part of the finding's id. */
  readonly salient: string;
  /** Short text of this one, for the list of a folded finding. */
  readonly item: string;
  readonly params?: MessageParams;
  readonly source: At;
  readonly target: At;
  /** Given where the tool can mend it safely. */
  readonly repair?: Repair | null;
}

export type Report = (finding: RawFinding) => void;

export interface PairContext {
  readonly pair: Pair;
  readonly config: Config;
  readonly site: SiteKnowledge;
  readonly source: CheckPost;
  readonly target: CheckPost;
  /** The side that was made from the other one; null where that is not known, and nothing is copied over. */
  readonly follow: "source" | "target" | null;
  /** Target length divided by source length, as the site has it. */
  readonly lengthRatio: number;
  /** The body rows with both sides that values may be compared in. */
  readonly rows: readonly RowContext[];
  readonly fields: FieldsReport | null;
  /** Values that several checks need once a pair. */
  memo<T>(key: string, make: () => T): T;
}

export interface RowContext {
  readonly row: SectionReport;
  readonly source: SectionView;
  readonly target: SectionView;
}

interface CheckCommon {
  readonly code: CheckCode;
}

/** Compares the two sides of a row. Not asked about doubtful rows and own versions. */
export interface RowCheck extends CheckCommon {
  readonly scope: "row";
  run(row: RowContext, pair: PairContext, report: Report): void;
}

/** Looks at the front matter, or at what only the whole pair shows. */
export interface PairCheck extends CheckCommon {
  readonly scope: "fields" | "pair";
  run(pair: PairContext, report: Report): void;
}

/** Looks at one post by itself; places are bytes of that post, given for its own side only. */
export interface PostCheck extends CheckCommon {
  readonly scope: "post";
  run(post: CheckPost, other: CheckPost, pair: PairContext, report: (finding: PostFinding) => void): void;
}

export interface PostFinding {
  readonly salient: string;
  readonly item: string;
  readonly params?: MessageParams;
  readonly at: At;
  /** Bytes `[start, end)` of the post to be replaced, where the tool can mend it safely. */
  readonly replace?: { readonly start: number; readonly end: number; readonly text: string } | null;
}

export type Check = RowCheck | PairCheck | PostCheck;

const LONGEST_ITEM = 60;

/** The same, when its end is what matters. */
export function clipStart(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length <= LONGEST_ITEM ? line : `…${line.slice(1 - LONGEST_ITEM)}`;
}

/** A piece of content as a message shows it: one line, not too long. */
export function clip(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length <= LONGEST_ITEM ? line : `${line.slice(0, LONGEST_ITEM - 1)}…`;
}
