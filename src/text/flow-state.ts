import type { HtmlKind } from "./html-blocks.ts";
import type { ContentLines } from "./link-definitions.ts";

/**
 * The leaf block that is open. micromark reads all leaf blocks of a container chain as one flow, and so does this: there is
 * one flow, whatever containers are around it.
 *
 * `none`: the line before closed its block, or was blank. `table`: the line before was a row of a table.
 */
export interface Flow {
  kind: "none" | "paragraph" | "table" | "fence" | "html" | "code";
  fenceMarker: number;
  fenceLength: number;
  /** 1-based line of the opening fence. */
  fenceLine: number;
  htmlKind: HtmlKind;
  /** Paragraph: first byte, and 1-based number, of its first line. */
  lineStart: number;
  lineNumber: number;
  /** Paragraph: first visible byte, first visible byte of the last line, end of the last line. */
  textStart: number;
  lastAt: number;
  lastEnd: number;
  /** Paragraph: its last line may be the header of a table. */
  mayHead: boolean;
  /** Paragraph: every line, if it starts with `[` and so may hold definitions. */
  lines: ContentLines | null;
  /** Set by every line: it belongs to the block that was open before it. */
  joined: boolean;
}

/** A heading as the flow finds it, in whatever container; offsets are bytes. */
export interface FlowHeading {
  readonly level: number;
  readonly lineStart: number;
  readonly lineNumber: number;
  readonly textStart: number;
  readonly textEnd: number;
}

export function createFlow(): Flow {
  return {
    kind: "none",
    fenceMarker: 0,
    fenceLength: 0,
    fenceLine: 0,
    htmlKind: 1,
    lineStart: 0,
    lineNumber: 0,
    textStart: 0,
    lastAt: 0,
    lastEnd: 0,
    mayHead: false,
    lines: null,
    joined: false,
  };
}

/** Whether the open block takes the line as it is, so that no container can begin in it. */
export function isConcrete(flow: Flow): boolean {
  return flow.kind === "fence" || flow.kind === "html";
}

/** Whether a container that begins on the line would break into an open block; a list then has to meet more. */
export function isInterruptible(flow: Flow): boolean {
  return flow.kind === "paragraph" || flow.kind === "code";
}
