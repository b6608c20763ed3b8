import { TokenBuffer } from "../tokens.ts";

/** Targets of reference definitions of a post: lower-case label → range of the target's bytes. */
export type Definitions = ReadonlyMap<string, readonly [number, number]>;

/** What the parts of the tokenizer share while one stretch of a post is read. Functions take a position and give the next. */
export interface TokenizerState {
  readonly out: TokenBuffer;
  bytes: Uint8Array;
  end: number;
  definitions: Definitions | null;
  raw: readonly string[];
  /** Whether the line before was text that this line may continue. */
  inParagraph: boolean;
  inList: boolean;
  blankBefore: boolean;
  // Searches that failed once need not be made again: this keeps hostile input linear. −1: none failed.
  noTagEndFrom: number;
  noCommentEndFrom: number;
  noShortcodeEndFrom: number;
  readonly noTicksFrom: Map<number, number>;
  /** Open brackets: whether each is an image's, and where its text starts. */
  readonly bracketImage: boolean[];
  readonly bracketStart: number[];
  bracketDepth: number;
}

export function createState(): TokenizerState {
  return {
    out: new TokenBuffer(),
    bytes: new Uint8Array(0),
    end: 0,
    definitions: null,
    raw: [],
    inParagraph: false,
    inList: false,
    blankBefore: true,
    noTagEndFrom: -1,
    noCommentEndFrom: -1,
    noShortcodeEndFrom: -1,
    noTicksFrom: new Map(),
    bracketImage: [],
    bracketStart: [],
    bracketDepth: 0,
  };
}

/** Makes a state ready for another stretch; the buffer is emptied. */
export function resetState(
  state: TokenizerState,
  bytes: Uint8Array,
  end: number,
  definitions: Definitions | null,
  raw: readonly string[],
): void {
  state.out.clear();
  state.bytes = bytes;
  state.end = end;
  state.definitions = definitions;
  state.raw = raw;
  state.inParagraph = false;
  state.inList = false;
  state.blankBefore = true;
  state.noTagEndFrom = -1;
  state.noCommentEndFrom = -1;
  state.noShortcodeEndFrom = -1;
  state.noTicksFrom.clear();
  state.bracketDepth = 0;
}
