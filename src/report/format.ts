import type { Messages } from "../i18n/load-messages.ts";
import type { ContentRef } from "../model/post.ts";
import type { PairReport, ReportHead, ReportTail } from "../model/report.ts";
import type { Look } from "./look.ts";

/** Where a format writes: a file, a pipe, a terminal. Waits where the reader is slow. */
export interface ReportSink {
  write(text: string): void | Promise<void>;
  /** The same for text that is at hand in UTF-8. */
  writeBytes?(bytes: Uint8Array): void | Promise<void>;
}

/** What a format may use beside the report itself. */
export interface FormatContext {
  /** Version of samsvar. */
  readonly version: string;
  /** Sentences for people, in their language. Machine formats are never localised and use `english`. */
  readonly messages: Messages;
  readonly english: Messages;
  readonly look: Look;
  /** Bytes `[start, end)` of a post as text. */
  readText(ref: ContentRef, start: number, end: number): Promise<string>;
}

/** A report being written: fed with one pair at a time, so that a site need not fit in memory. */
export interface ReportWriter {
  head(head: ReportHead): void | Promise<void>;
  pair(report: PairReport): void | Promise<void>;
  end(tail: ReportTail): void | Promise<void>;
}

export interface ReportFormat {
  readonly name: string;
  create(sink: ReportSink, context: FormatContext): ReportWriter;
}
