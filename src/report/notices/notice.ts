import type { SinceChange } from "../../model/report.ts";

/** How much somebody who reads only the list should be alarmed. */
export const NOTICE_LEVELS = ["error", "warning", "note"] as const;
export type NoticeLevel = (typeof NOTICE_LEVELS)[number];

/** A place in a file; lines and columns from 1, columns in UTF-16 units. */
export interface NoticePlace {
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly column: number | null;
}

/** One thing to tell about one place: what the formats for machines are made of. */
export interface Notice {
  /** Stable across commits. */
  readonly id: string;
  /** A state, or the code of a finding or problem. */
  readonly rule: string;
  readonly level: NoticeLevel;
  readonly change: SinceChange | null;
  /** Post and section, one line, in the words of the content. */
  readonly title: string;
  /** One line of English: machine formats are never localised. */
  readonly message: string;
  /** Where to show it. */
  readonly place: NoticePlace;
  /** The same in the other language, and what it is called. */
  readonly other: { readonly place: NoticePlace; readonly label: string } | null;
  /** Notices with the same value are one change that went through many posts; null: a matter of its own. */
  readonly sweep: string | null;
  /** Words to bring over; 0 for what is no drift. */
  readonly words: number;
}
