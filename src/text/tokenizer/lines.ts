import { BLOCK } from "../tokens.ts";
import {
  BACKTICK,
  BANG,
  BLANK,
  BRACE_OPEN,
  BRACKET_CLOSE,
  BRACKET_OPEN,
  byteClass,
  COLON,
  CR,
  DASH,
  DIGIT,
  DOT,
  GREATER,
  isLetter,
  LESS,
  LF,
  NEWLINE,
  PAREN_CLOSE,
  PERCENT,
  PIPE,
  PLUS,
  SLASH,
  SPACE,
  STAR,
  TAB,
  TILDE,
} from "./bytes.ts";
import { measureFence, readFencedCode, readIndentedCode } from "./code-blocks.ts";
import { findLineEnd, nextLine } from "./line-ends.ts";
import type { TokenizerState } from "./state.ts";

/** Called at the start of each line: opens blocks, skips markers, consumes code. Returns where text goes on. */
export function startLine(state: TokenizerState, from: number): number {
  const { bytes, end } = state;
  let p = from;
  for (;;) {
    const lineStart = p;
    let column = 0;
    while (p < end && (bytes[p] === SPACE || bytes[p] === TAB)) {
      column += bytes[p] === TAB ? 4 - (column % 4) : 1;
      p++;
    }
    if (p >= end) return p;
    const b = bytes[p]!;
    if (b === LF || b === CR) {
      state.inParagraph = false;
      state.blankBefore = true;
      state.bracketDepth = 0;
      p++;
      if (b === CR && p < end && bytes[p] === LF) p++;
      continue;
    }
    if (column >= 4 && state.blankBefore && !state.inList) {
      p = readIndentedCode(state, lineStart);
      continue;
    }
    if (column === 0 && state.blankBefore && state.inList && !isListMarker(state, p)) state.inList = false;
    const after = readMarkers(state, p, column);
    if (after >= 0) return after;
    // A fence or another construct that took whole lines.
    p = -after - 1;
    if (p >= end) return p;
  }
}

/** Skips quote and list markers; opens the block. Negative: whole lines were consumed up to −result − 1. */
export function readMarkers(state: TokenizerState, from: number, column: number): number {
  const { bytes, end, out } = state;
  let p = from;
  let kind = 0;
  for (;;) {
    const b = bytes[p]!;
    if (b === GREATER) {
      if (kind === 0 && !state.inParagraph) kind = BLOCK.quote;
      p++;
    } else if (isListMarker(state, p) && (!state.inParagraph || mayInterrupt(state, p))) {
      kind = b === DASH || b === STAR || b === PLUS ? BLOCK.bullet : BLOCK.ordered;
      state.inList = true;
      while (p < end && byteClass[bytes[p]!] === DIGIT) p++;
      p++;
    } else break;
    const gap = p;
    while (p < end && (bytes[p] === SPACE || bytes[p] === TAB)) p++;
    if (p >= end || bytes[p] === LF || bytes[p] === CR) break;
    if (p - gap >= 5 && kind !== 0) break;
  }
  if (p >= end) return p;
  const b = bytes[p]!;
  const wasBlank = state.blankBefore;
  state.blankBefore = false;
  if (b === BACKTICK || b === TILDE) {
    const fence = measureFence(state, p, b);
    if (fence > 0) {
      if (kind !== 0) out.openBlock(kind);
      return -readFencedCode(state, p, b, fence, column) - 1;
    }
  }
  if (b === BRACKET_OPEN && !state.inParagraph) {
    const past = findDefinitionEnd(state, p);
    if (past > 0) return -past - 1;
  }
  if (kind === 0) kind = chooseBlockKind(state, p, b, wasBlank);
  if (kind !== 0) {
    out.openBlock(kind);
    state.inParagraph = kind !== BLOCK.tableRow;
  }
  return p;
}

export function chooseBlockKind(state: TokenizerState, p: number, b: number, wasBlank: boolean): number {
  const { bytes } = state;
  if (b === PIPE) return BLOCK.tableRow;
  if (
    b === BRACE_OPEN &&
    bytes[p + 1] === BRACE_OPEN &&
    (bytes[p + 2] === LESS || bytes[p + 2] === PERCENT)
  ) {
    return BLOCK.shortcode;
  }
  if (b === COLON && bytes[p + 1] === COLON && bytes[p + 2] === COLON) return BLOCK.container;
  if (!state.inParagraph || wasBlank) {
    if (b === LESS && (isLetter(bytes[p + 1]) || bytes[p + 1] === SLASH || bytes[p + 1] === BANG))
      return BLOCK.html;
    if (b === BANG && bytes[p + 1] === BRACKET_OPEN) return BLOCK.image;
    return BLOCK.paragraph;
  }
  return 0;
}

export function isListMarker(state: TokenizerState, p: number): boolean {
  const { bytes, end } = state;
  const b = bytes[p]!;
  let q = p;
  if (b === DASH || b === STAR || b === PLUS) q++;
  else {
    while (q < end && q - p < 9 && byteClass[bytes[q]!] === DIGIT) q++;
    if (q === p || (bytes[q] !== DOT && bytes[q] !== PAREN_CLOSE)) return false;
    q++;
  }
  return q >= end || byteClass[bytes[q]!] === BLANK || byteClass[bytes[q]!] === NEWLINE;
}

/** An ordered marker other than 1 goes on a paragraph: "in\n2020. was" is no list. */
export function mayInterrupt(state: TokenizerState, p: number): boolean {
  const { bytes } = state;
  if (byteClass[bytes[p]!] !== DIGIT) return true;
  return state.inList || (bytes[p] === 0x31 && byteClass[bytes[p + 1]!] !== DIGIT);
}

/** `[label]: target` takes its line; the target counts where it is used. 0: not a definition. */
export function findDefinitionEnd(state: TokenizerState, p: number): number {
  const { bytes, end } = state;
  if (state.definitions == null || bytes[p + 1] === 0x5e) return 0;
  let q = p + 1;
  while (q < end && bytes[q] !== BRACKET_CLOSE && bytes[q] !== LF && q - p < 1000) q++;
  if (bytes[q] !== BRACKET_CLOSE || bytes[q + 1] !== COLON) return 0;
  return nextLine(state, findLineEnd(state, q));
}
