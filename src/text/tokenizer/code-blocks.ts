import { hashBytes } from "../hash.ts";
import { BLOCK, TOKEN } from "../tokens.ts";
import { BACKTICK, CR, GREATER, LF, SPACE, TAB, trimmed } from "./bytes.ts";
import { findLineEnd, nextLine } from "./line-ends.ts";
import type { TokenizerState } from "./state.ts";

export function measureFence(state: TokenizerState, p: number, mark: number): number {
  const { bytes, end } = state;
  let q = p;
  while (q < end && bytes[q] === mark) q++;
  const length = q - p;
  if (length < 3) return 0;
  if (mark === BACKTICK) {
    for (; q < end && bytes[q] !== LF && bytes[q] !== CR; q++) if (bytes[q] === BACKTICK) return 0;
  }
  return length;
}

export function readFencedCode(
  state: TokenizerState,
  p: number,
  mark: number,
  length: number,
  indent: number,
): number {
  const { bytes, end, out } = state;
  state.inParagraph = false;
  out.openBlock(BLOCK.code);
  let q = p + length;
  let lineEnd = findLineEnd(state, q);
  const info = trimmed(bytes, q, lineEnd);
  if (info[1] > info[0]) out.add(TOKEN.codeInfo, hashBytes(bytes, info[0], info[1]), info[0], info[1]);
  q = nextLine(state, lineEnd);
  while (q < end) {
    lineEnd = findLineEnd(state, q);
    let s = q;
    while (s < lineEnd && (bytes[s] === SPACE || bytes[s] === TAB || bytes[s] === GREATER)) s++;
    if (bytes[s] === mark) {
      let t = s;
      while (t < lineEnd && bytes[t] === mark) t++;
      if (t - s >= length && trimmed(bytes, t, lineEnd)[0] === lineEnd) return nextLine(state, lineEnd);
    }
    addCodeLine(state, q, lineEnd, indent);
    q = nextLine(state, lineEnd);
  }
  return end;
}

/** One line of code, its indentation kept but for `indent` columns of the container. Blank lines count too. */
export function addCodeLine(state: TokenizerState, start: number, lineEnd: number, indent: number): void {
  const { bytes } = state;
  let s = start;
  while (s < lineEnd && s - start < indent && bytes[s] === SPACE) s++;
  let e = lineEnd;
  while (e > s && (bytes[e - 1] === SPACE || bytes[e - 1] === TAB)) e--;
  state.out.add(TOKEN.code, hashBytes(bytes, s, e), s, e);
}

export function readIndentedCode(state: TokenizerState, lineStart: number): number {
  const lineEnd = findLineEnd(state, lineStart);
  state.out.openBlock(BLOCK.code);
  addCodeLine(state, lineStart, lineEnd, 4);
  state.inParagraph = false;
  return nextLine(state, lineEnd);
}
