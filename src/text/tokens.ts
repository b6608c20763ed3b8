/** What a token is. `word` and `money` make the words of a section, all others its neutral parts. */
export const TOKEN = {
  word: 0,
  /** An amount with its currency: changes meaning, yet is neither compared across currencies nor carried. */
  money: 1,
  number: 2,
  link: 3,
  image: 4,
  /** One line of fenced, indented or script code, verbatim. */
  code: 5,
  /** What stands behind the opening fence. */
  codeInfo: 6,
  inlineCode: 7,
  /** A shortcode's name. */
  shortcode: 8,
  /** A shortcode argument that is not text. */
  argument: 9,
  /** An HTML attribute that is not text: `name=value`. */
  attribute: 10,
} as const;

/** Kinds of blocks, as characters: the shape of a section is a string of them. */
export const BLOCK = {
  heading: 0x68, // h
  paragraph: 0x50, // P
  bullet: 0x55, // U
  ordered: 0x4f, // O
  tableRow: 0x54, // T
  quote: 0x51, // Q
  image: 0x49, // I
  shortcode: 0x53, // S
  html: 0x48, // H
  code: 0x43, // C
  container: 0x44, // D
} as const;

/**
 * Tokens of one stretch of a post in the order in which they stand, as parallel arrays, so that a site can
 * be read without a string per word. `start` and `end` are byte offsets into the post. A value is valid until
 * the next call of the tokenizer that made it; `copyTokens` keeps it.
 */
export interface Tokens {
  readonly count: number;
  readonly kind: Uint8Array;
  readonly hash: Int32Array;
  readonly start: Int32Array;
  readonly end: Int32Array;
  readonly blocks: number;
  /** One of `BLOCK` for each block. */
  readonly blockKind: Uint8Array;
  /** Index of each block's first token. */
  readonly blockFirst: Int32Array;
}

/** The growing store that the tokenizer writes to. */
export class TokenBuffer implements Tokens {
  count = 0;
  blocks = 0;
  kind = new Uint8Array(4096);
  hash = new Int32Array(4096);
  start = new Int32Array(4096);
  end = new Int32Array(4096);
  blockKind = new Uint8Array(512);
  blockFirst = new Int32Array(512);

  clear(): void {
    this.count = 0;
    this.blocks = 0;
  }

  add(kind: number, hash: number, start: number, end: number): void {
    const i = this.count++;
    if (i === this.kind.length) this.growTokens();
    this.kind[i] = kind;
    this.hash[i] = hash;
    this.start[i] = start;
    this.end[i] = end;
  }

  openBlock(kind: number): void {
    const last = this.blocks - 1;
    // A block that got no token is none: its place is taken.
    if (last >= 0 && this.blockFirst[last] === this.count && !keepsEmpty(this.blockKind[last]!)) {
      this.blockKind[last] = kind;
      return;
    }
    const i = this.blocks++;
    if (i === this.blockKind.length) this.growBlocks();
    this.blockKind[i] = kind;
    this.blockFirst[i] = this.count;
  }

  private growTokens(): void {
    this.kind = grown(this.kind, new Uint8Array(this.kind.length * 2));
    this.hash = grown(this.hash, new Int32Array(this.hash.length * 2));
    this.start = grown(this.start, new Int32Array(this.start.length * 2));
    this.end = grown(this.end, new Int32Array(this.end.length * 2));
  }

  private growBlocks(): void {
    this.blockKind = grown(this.blockKind, new Uint8Array(this.blockKind.length * 2));
    this.blockFirst = grown(this.blockFirst, new Int32Array(this.blockFirst.length * 2));
  }
}

function keepsEmpty(kind: number): boolean {
  return kind === BLOCK.code || kind === BLOCK.shortcode || kind === BLOCK.html || kind === BLOCK.image;
}

function grown<T extends Uint8Array | Int32Array>(from: T, to: T): T {
  to.set(from as never);
  return to;
}

/** Copies tokens `from` ≤ i < `to` out of a buffer, with the blocks they belong to. */
export function copyTokens(tokens: Tokens): Tokens {
  const { count, blocks } = tokens;
  return {
    count,
    blocks,
    kind: tokens.kind.slice(0, count),
    hash: tokens.hash.slice(0, count),
    start: tokens.start.slice(0, count),
    end: tokens.end.slice(0, count),
    blockKind: tokens.blockKind.slice(0, blocks),
    blockFirst: tokens.blockFirst.slice(0, blocks),
  };
}

/** Index one past the last token of block `block`. */
export function blockEnd(tokens: Tokens, block: number): number {
  return block + 1 < tokens.blocks ? tokens.blockFirst[block + 1]! : tokens.count;
}
