import { hashBytes } from "../hash.ts";
import { SLASH } from "./bytes.ts";
import type { TokenizerState } from "./state.ts";

/** Adds the target of a link or an image; a slash at its end does not count. */
export function addLink(state: TokenizerState, kind: number, start: number, end: number): void {
  const { bytes } = state;
  let e = end;
  if (e - start > 1 && bytes[e - 1] === SLASH) e--;
  if (e > start) state.out.add(kind, hashBytes(bytes, start, e), start, e);
}
