import type { Content } from "../../compare/content.ts";
import { MONTH } from "../../text/locale-values.ts";
import { TOKEN, type Tokens } from "../../text/tokens.ts";

const decoder = new TextDecoder();

/** A section's tokens sorted by kind, once for all checks. Indices count tokens from 0. */
export interface Parts {
  readonly content: Content;
  readonly tokens: Tokens;
  /** Indices of the tokens of a kind, in reading order. Words are not listed. */
  of(kind: number): readonly number[];
  /** Text of a token as written. */
  text(token: number): string;
  /** Section as text in which everything but words, numbers and punctuation is blanked out, byte for byte. */
  prose(): string;
  /** Byte of the file at which the character `index` of `prose()` stands. */
  offsetOf(index: number): number;
}

const known = new WeakMap<Content, Parts>();
const NONE: readonly number[] = [];

export function partsOf(content: Content): Parts {
  let parts = known.get(content);
  if (parts === undefined) {
    parts = readParts(content);
    known.set(content, parts);
  }
  return parts;
}

function readParts(content: Content): Parts {
  const tokens = content.tokens();
  const { kind, start, end } = tokens;
  let lists: number[][] | null = null;
  let prose: string | null = null;
  const sort = (): number[][] => {
    const sorted: number[][] = [];
    for (let i = 0; i < tokens.count; i++) {
      const k = kind[i]!;
      if (k === TOKEN.word) continue;
      const list = sorted[k];
      if (list === undefined) sorted[k] = [i];
      else list.push(i);
    }
    return sorted;
  };
  const parts: Parts = {
    content,
    tokens,
    of: (wanted) => {
      lists ??= sort();
      return lists[wanted] ?? NONE;
    },
    text: (i) => decoder.decode(content.bytes.subarray(start[i], end[i])),
    prose: () => {
      prose ??= blankOut(content, tokens);
      return prose;
    },
    offsetOf: (index) => content.start + Buffer.byteLength(parts.prose().slice(0, index)),
  };
  return parts;
}

function blankOut(content: Content, tokens: Tokens): string {
  // A copy by all means: `slice` of a Buffer is a view, and would blank out the post itself.
  const bytes = Uint8Array.from(content.bytes.subarray(content.start, content.end));
  for (let i = 0; i < tokens.count; i++) {
    if (tokens.kind[i]! < TOKEN.link) continue;
    // An argument of several words is text, whatever the tokenizer thinks of it.
    if (tokens.kind[i] === TOKEN.argument && hasBlank(content.bytes, tokens.start[i]!, tokens.end[i]!))
      continue;
    // A reference's target stands elsewhere in the post.
    if (tokens.start[i]! < content.start || tokens.end[i]! > content.end) continue;
    // Something must stay, or `12 <code> 500` would read as one number.
    bytes.fill(0x7c, tokens.start[i]! - content.start, tokens.end[i]! - content.start);
  }
  const text = decoder.decode(bytes);
  const blank = (found: string): string => found.replace(/[^\n]/g, (c) => " ".repeat(Buffer.byteLength(c)));
  return text
    .replace(/<!--[\s\S]*?-->/g, blank)
    .replace(/^[ \t]*\[[^\]\n]+\]:.*$/gm, blank)
    .replace(LIST_MARKER, (all) => blank(all))
    .replace(/\{#[^}\n]*\}/g, blank)
    .replace(/<\/?[a-z][^>]*>/gi, (tag) => (/["'=]/.test(tag) ? tag : blank(tag)));
}

// `17. mai` at the start of a line is a date, though Markdown makes a list of it.
export const LIST_MARKER = new RegExp(
  `^([ \\t>]*)(\\d{1,9}[.)])(?=\\s)(?!\\s+(?:${MONTH})(?!\\p{L}))`,
  "gimu",
);

function hasBlank(bytes: Uint8Array, from: number, to: number): boolean {
  for (let p = from; p < to; p++) if (bytes[p] === 0x20) return true;
  return false;
}
