import { CR, LF } from "./bytes.ts";
import type { TokenizerState } from "./state.ts";

/** Position of the end of the line that holds `p`, its ending not included. */
export function findLineEnd(state: TokenizerState, p: number): number {
  const { bytes, end } = state;
  let q = p;
  while (q < end && bytes[q] !== LF && bytes[q] !== CR) q++;
  return q;
}

export function nextLine(state: TokenizerState, lineEnd: number): number {
  if (lineEnd >= state.end) return state.end;
  return state.bytes[lineEnd] === CR && state.bytes[lineEnd + 1] === LF ? lineEnd + 2 : lineEnd + 1;
}
