import { hashBytes } from "./hash.ts";
import { parseMoneyBefore } from "./numbers.ts";
import {
  AMPERSAND,
  BACKSLASH,
  BACKTICK,
  BANG,
  BRACE_CLOSE,
  BRACE_OPEN,
  BRACKET_CLOSE,
  BRACKET_OPEN,
  byteClass,
  CR,
  DIGIT,
  HASH,
  HIGH,
  LESS,
  LF,
  MARKUP,
  NEWLINE,
  PERCENT,
  WORD,
} from "./tokenizer/bytes.ts";
import { readLessThan } from "./tokenizer/html.ts";
import { startLine } from "./tokenizer/lines.ts";
import { closeBracket, openBracket, readInlineCode } from "./tokenizer/links.ts";
import { readShortcode } from "./tokenizer/shortcodes.ts";
import { createState, type Definitions, resetState, type TokenizerState } from "./tokenizer/state.ts";
import { readDigits, readEntity, readHigh, readWord } from "./tokenizer/words.ts";
import { BLOCK, TOKEN, type Tokens } from "./tokens.ts";

export interface TokenizeOptions {
  /** First byte after the heading, if the stretch begins with one: the heading is a block of its own. */
  readonly bodyStart?: number;
  /** Targets of reference definitions of the whole post: lower-case label → range of the target. */
  readonly definitions?: Definitions | null;
  /** Names of shortcodes whose inner text is code. */
  readonly rawShortcodes?: readonly string[];
}

/**
 * Splits a stretch of Markdown into words and language-neutral parts. What only changes the looks of the
 * text makes no token: wrapping, emphasis, bullets, escapes, punctuation, quote marks, table padding, the
 * form of a link. One pass over the bytes; time is linear in their number whatever they hold.
 */
export function createTokenizer(): (
  bytes: Uint8Array,
  start: number,
  end: number,
  options?: TokenizeOptions,
) => Tokens {
  const state = createState();
  return (bytes, start, end, options = {}) => {
    resetState(state, bytes, end, options.definitions ?? null, options.rawShortcodes ?? []);
    readStretch(state, start, options.bodyStart ?? start);
    return state.out;
  };
}

function readStretch(state: TokenizerState, start: number, bodyStart: number): void {
  const { out, end } = state;
  if (bodyStart > start) {
    out.openBlock(BLOCK.heading);
    state.end = bodyStart;
    readText(state, skipHeadingMarker(state, start, bodyStart), true);
    state.end = end;
  }
  readText(state, bodyStart, false);
  const last = out.blocks - 1;
  if (last >= 0 && out.blockFirst[last] === out.count && out.blockKind[last] === BLOCK.paragraph)
    out.blocks--;
}

/** The main loop. A heading's lines are text whatever they start with. */
function readText(state: TokenizerState, from: number, heading: boolean): void {
  const { bytes } = state;
  const end = state.end;
  let p = heading ? from : startLine(state, from);
  while (p < end) {
    const b = bytes[p]!;
    switch (byteClass[b]) {
      case WORD:
        p = readWord(state, p);
        break;
      case DIGIT:
        p = readDigits(state, p);
        break;
      case HIGH:
        p = readHigh(state, p);
        break;
      case NEWLINE:
        p++;
        if (b === CR && p < end && bytes[p] === LF) p++;
        if (!heading) p = startLine(state, p);
        break;
      case MARKUP:
        p = readMarkup(state, p, b, heading);
        break;
      default:
        p++;
    }
  }
}

function readMarkup(state: TokenizerState, p: number, b: number, heading: boolean): number {
  const { bytes, end } = state;
  switch (b) {
    case BACKSLASH:
      // An escaped character is itself, no markup; a letter behind a backslash is just text.
      return p + 1 < end && byteClass[bytes[p + 1]!] === MARKUP ? p + 2 : p + 1;
    case BACKTICK:
      return readInlineCode(state, p);
    case BANG:
      if (bytes[p + 1] !== BRACKET_OPEN) return p + 1;
      openBracket(state, p + 1, true);
      return p + 2;
    case BRACKET_OPEN:
      openBracket(state, p, false);
      return p + 1;
    case BRACKET_CLOSE:
      return closeBracket(state, p);
    case LESS:
      return readLessThan(state, p);
    case BRACE_OPEN:
      if (heading && bytes[p + 1] !== BRACE_OPEN) return skipHeadingAttributes(state, p);
      return readShortcode(state, p);
    case AMPERSAND:
      return readEntity(state, p);
    case PERCENT:
      state.out.add(TOKEN.word, hashBytes(bytes, p, p + 1), p, p + 1);
      return p + 1;
    default: {
      const money = parseMoneyBefore(bytes, p, end, state.out);
      return money > 0 ? money : p + 1;
    }
  }
}

/** `## Heading {#id .class}`: attributes of a heading do not count. */
function skipHeadingAttributes(state: TokenizerState, p: number): number {
  const { bytes, end } = state;
  let q = p + 1;
  while (q < end && bytes[q] !== BRACE_CLOSE && bytes[q] !== LF) q++;
  return bytes[q] === BRACE_CLOSE ? q + 1 : p + 1;
}

function skipHeadingMarker(state: TokenizerState, start: number, end: number): number {
  let p = start;
  while (p < end && state.bytes[p] === HASH) p++;
  return p;
}
