import { hashBytes } from "../hash.ts";
import { TOKEN } from "../tokens.ts";
import {
  APOSTROPHE,
  BACKTICK,
  BLANK,
  BRACE_OPEN,
  BRACKET_CLOSE,
  BRACKET_OPEN,
  byteClass,
  CR,
  GREATER,
  LESS,
  LF,
  NEWLINE,
  PAREN_CLOSE,
  PAREN_OPEN,
  QUOTE,
  SPACE,
  skipBlanks,
  TAB,
  trimmed,
} from "./bytes.ts";
import { labelOf } from "./definitions.ts";
import { readShortcode } from "./shortcodes.ts";
import type { TokenizerState } from "./state.ts";
import { addLink } from "./targets.ts";

export function openBracket(state: TokenizerState, p: number, image: boolean): void {
  if (state.bracketDepth >= 32) return;
  state.bracketImage[state.bracketDepth] = image;
  state.bracketStart[state.bracketDepth] = p + 1;
  state.bracketDepth++;
}

export function closeBracket(state: TokenizerState, p: number): number {
  const { bytes, end } = state;
  if (state.bracketDepth === 0) return p + 1;
  state.bracketDepth--;
  const kind = state.bracketImage[state.bracketDepth] ? TOKEN.image : TOKEN.link;
  if (bytes[p + 1] === PAREN_OPEN) return readLinkTarget(state, p + 2, kind);
  if (state.definitions == null) return p + 1;
  let labelStart = state.bracketStart[state.bracketDepth]!;
  let labelEnd = p;
  let after = p + 1;
  if (bytes[p + 1] === BRACKET_OPEN) {
    let q = p + 2;
    while (q < end && bytes[q] !== BRACKET_CLOSE && q - p < 1000) q++;
    if (bytes[q] !== BRACKET_CLOSE) return p + 1;
    if (q > p + 2) {
      labelStart = p + 2;
      labelEnd = q;
    }
    after = q + 1;
  }
  if (labelEnd - labelStart > 999) return after;
  const range = state.definitions.get(labelOf(bytes, labelStart, labelEnd));
  if (range === undefined) return p + 1;
  addLink(state, kind, range[0], range[1]);
  return after;
}

/** Reads `target "title")` behind `](`. Returns the position behind it, or `from` when it is no target. */
export function readLinkTarget(state: TokenizerState, from: number, kind: number): number {
  const { bytes, end } = state;
  let p = skipBlanks(bytes, from, end);
  let start = p;
  let stop: number;
  if (bytes[p] === LESS) {
    start = ++p;
    while (p < end && bytes[p] !== GREATER && bytes[p] !== LF) p++;
    if (bytes[p] !== GREATER) return from;
    stop = p++;
  } else if (bytes[p] === BRACE_OPEN && bytes[p + 1] === BRACE_OPEN) {
    // A shortcode as target: [text]({{< ref "page.md" >}})
    p = readShortcode(state, p);
    p = skipBlanks(bytes, p, end);
    start = p;
    while (
      p < end &&
      bytes[p] !== PAREN_CLOSE &&
      byteClass[bytes[p]!] !== BLANK &&
      byteClass[bytes[p]!] !== NEWLINE
    )
      p++;
    stop = p;
  } else {
    let depth = 0;
    while (p < end) {
      const b = bytes[p]!;
      const c = byteClass[b]!;
      if (c === BLANK || c === NEWLINE) break;
      if (b === PAREN_OPEN && ++depth > 32) return from;
      if (b === PAREN_CLOSE && --depth < 0) break;
      p++;
    }
    stop = p;
  }
  addLink(state, kind, start, stop);
  p = skipBlanks(bytes, p, end);
  if (bytes[p] === QUOTE || bytes[p] === APOSTROPHE || bytes[p] === PAREN_OPEN) {
    // The title is text; its words are read by the main loop.
    return p + 1;
  }
  return bytes[p] === PAREN_CLOSE ? p + 1 : p;
}

export function readInlineCode(state: TokenizerState, p: number): number {
  const { bytes, end } = state;
  let open = p;
  while (open < end && bytes[open] === BACKTICK) open++;
  const length = open - p;
  const failed = state.noTicksFrom.get(length);
  if (failed !== undefined && failed >= p) return open;
  let q = open;
  let blank = false;
  while (q < end) {
    const b = bytes[q]!;
    if (b === BACKTICK) {
      let r = q;
      while (r < end && bytes[r] === BACKTICK) r++;
      if (r - q === length) {
        const [s, e] = trimmed(bytes, open, q);
        state.out.add(TOKEN.inlineCode, hashBytes(bytes, s, e), s, e);
        return r;
      }
      q = r;
      blank = false;
      continue;
    }
    if (b === LF) {
      if (blank) break;
      blank = true;
    } else if (b !== SPACE && b !== TAB && b !== CR) blank = false;
    q++;
  }
  state.noTicksFrom.set(length, q);
  return open;
}
