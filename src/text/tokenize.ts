import { CHAR, classifyCodePoint, decodeEntity } from "./characters.ts";
import { finishHash, HASH_SEED, hashBytes } from "./hash.ts";
import { isCode, parseMoneyAfter, parseMoneyBefore, readNumber } from "./numbers.ts";
import { isTextArgument, isTextAttribute } from "./text-arguments.ts";
import { BLOCK, TOKEN, TokenBuffer, type Tokens } from "./tokens.ts";

export interface TokenizeOptions {
  /** First byte after the heading, if the stretch begins with one: the heading is a block of its own. */
  readonly bodyStart?: number;
  /** Targets of reference definitions of the whole post: lower-case label → range of the target. */
  readonly definitions?: ReadonlyMap<string, readonly [number, number]> | null;
  /** Names of shortcodes whose inner text is code. */
  readonly rawShortcodes?: readonly string[];
}

const TAB = 0x09;
const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const BANG = 0x21;
const QUOTE = 0x22;
const HASH = 0x23;
const PERCENT = 0x25;
const AMPERSAND = 0x26;
const APOSTROPHE = 0x27;
const PAREN_OPEN = 0x28;
const PAREN_CLOSE = 0x29;
const STAR = 0x2a;
const PLUS = 0x2b;
const DASH = 0x2d;
const DOT = 0x2e;
const SLASH = 0x2f;
const COLON = 0x3a;
const LESS = 0x3c;
const EQUALS = 0x3d;
const GREATER = 0x3e;
const BRACKET_OPEN = 0x5b;
const BACKSLASH = 0x5c;
const BRACKET_CLOSE = 0x5d;
const UNDERSCORE = 0x5f;
const BACKTICK = 0x60;
const BRACE_OPEN = 0x7b;
const PIPE = 0x7c;
const BRACE_CLOSE = 0x7d;
const TILDE = 0x7e;

// Class of each byte: what the main loop does with it.
const SKIP = 0;
const WORD = 1;
const DIGIT = 2;
const BLANK = 3;
const NEWLINE = 4;
const HIGH = 5;
const MARKUP = 6;
const byteClass = new Uint8Array(256);
for (let b = 0; b < 256; b++) {
  if ((b >= 0x61 && b <= 0x7a) || (b >= 0x41 && b <= 0x5a)) byteClass[b] = WORD;
  else if (b >= 0x30 && b <= 0x39) byteClass[b] = DIGIT;
  else if (b === SPACE || b === TAB || b === 0x0c || b === 0x0b) byteClass[b] = BLANK;
  else if (b === LF || b === CR) byteClass[b] = NEWLINE;
  else if (b >= 0x80) byteClass[b] = HIGH;
}
for (const b of [
  BANG,
  PERCENT,
  AMPERSAND,
  LESS,
  BRACKET_OPEN,
  BACKSLASH,
  BRACKET_CLOSE,
  BACKTICK,
  BRACE_OPEN,
  0x24,
]) {
  byteClass[b] = MARKUP;
}

const decoder = new TextDecoder();
const encoder = new TextEncoder();

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
  const tokenizer = new Tokenizer();
  return (bytes, start, end, options) => tokenizer.run(bytes, start, end, options ?? {});
}

class Tokenizer {
  private readonly out = new TokenBuffer();
  private bytes: Uint8Array = new Uint8Array(0);
  private end = 0;
  private definitions: TokenizeOptions["definitions"] = null;
  private raw: readonly string[] = [];
  // Whether the line before was text that this line may continue.
  private inParagraph = false;
  private inList = false;
  private blankBefore = true;
  // Searches that failed once need not be made again: this keeps hostile input linear.
  private noTagEndFrom = -1;
  private noCommentEndFrom = -1;
  private noShortcodeEndFrom = -1;
  private readonly noTicksFrom = new Map<number, number>();
  // Open brackets: whether each is an image's, and where its text starts.
  private readonly bracketImage: boolean[] = [];
  private readonly bracketStart: number[] = [];
  private bracketDepth = 0;

  run(bytes: Uint8Array, start: number, end: number, options: TokenizeOptions): Tokens {
    this.out.clear();
    this.bytes = bytes;
    this.end = end;
    this.definitions = options.definitions ?? null;
    this.raw = options.rawShortcodes ?? [];
    this.inParagraph = false;
    this.inList = false;
    this.blankBefore = true;
    this.noTagEndFrom = -1;
    this.noCommentEndFrom = -1;
    this.noShortcodeEndFrom = -1;
    this.noTicksFrom.clear();
    this.bracketDepth = 0;
    const bodyStart = options.bodyStart ?? start;
    if (bodyStart > start) {
      this.out.openBlock(BLOCK.heading);
      this.end = bodyStart;
      this.inline(this.skipHeadingMarker(start, bodyStart), true);
      this.end = end;
    }
    this.inline(bodyStart, false);
    const out = this.out;
    const last = out.blocks - 1;
    if (last >= 0 && out.blockFirst[last] === out.count && out.blockKind[last] === BLOCK.paragraph)
      out.blocks--;
    return out;
  }

  private skipHeadingMarker(start: number, end: number): number {
    let p = start;
    while (p < end && this.bytes[p] === HASH) p++;
    return p;
  }

  /** The main loop. A heading's lines are text whatever they start with. */
  private inline(from: number, heading: boolean): void {
    const { bytes } = this;
    const end = this.end;
    let p = heading ? from : this.startLine(from);
    while (p < end) {
      const b = bytes[p]!;
      switch (byteClass[b]) {
        case WORD:
          p = this.word(p);
          break;
        case DIGIT:
          p = this.digits(p);
          break;
        case HIGH:
          p = this.high(p);
          break;
        case NEWLINE:
          p++;
          if (b === CR && p < end && bytes[p] === LF) p++;
          if (!heading) p = this.startLine(p);
          break;
        case MARKUP:
          p = this.markup(p, b, heading);
          break;
        default:
          p++;
      }
    }
  }

  // ---- lines -------------------------------------------------------------------------------------------

  /** Called at the start of each line: opens blocks, skips markers, consumes code. Returns where text goes on. */
  private startLine(from: number): number {
    const { bytes, end } = this;
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
        this.inParagraph = false;
        this.blankBefore = true;
        this.bracketDepth = 0;
        p++;
        if (b === CR && p < end && bytes[p] === LF) p++;
        continue;
      }
      if (column >= 4 && this.blankBefore && !this.inList) {
        p = this.indentedCode(lineStart);
        continue;
      }
      if (column === 0 && this.blankBefore && this.inList && !this.isListMarker(p)) this.inList = false;
      const after = this.markers(p, column);
      if (after >= 0) return after;
      // A fence or another construct that took whole lines.
      p = -after - 1;
      if (p >= end) return p;
    }
  }

  /** Skips quote and list markers; opens the block. Negative: whole lines were consumed up to −result − 1. */
  private markers(from: number, column: number): number {
    const { bytes, end, out } = this;
    let p = from;
    let kind = 0;
    for (;;) {
      const b = bytes[p]!;
      if (b === GREATER) {
        if (kind === 0 && !this.inParagraph) kind = BLOCK.quote;
        p++;
      } else if (this.isListMarker(p) && (!this.inParagraph || this.mayInterrupt(p))) {
        kind = b === DASH || b === STAR || b === PLUS ? BLOCK.bullet : BLOCK.ordered;
        this.inList = true;
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
    const wasBlank = this.blankBefore;
    this.blankBefore = false;
    if (b === BACKTICK || b === TILDE) {
      const fence = this.fenceLength(p, b);
      if (fence > 0) {
        if (kind !== 0) out.openBlock(kind);
        return -this.fencedCode(p, b, fence, column) - 1;
      }
    }
    if (b === BRACKET_OPEN && !this.inParagraph) {
      const past = this.definitionEnd(p);
      if (past > 0) return -past - 1;
    }
    if (kind === 0) kind = this.blockKind(p, b, wasBlank);
    if (kind !== 0) {
      out.openBlock(kind);
      this.inParagraph = kind !== BLOCK.tableRow;
    }
    return p;
  }

  private blockKind(p: number, b: number, wasBlank: boolean): number {
    const { bytes } = this;
    if (b === PIPE) return BLOCK.tableRow;
    if (
      b === BRACE_OPEN &&
      bytes[p + 1] === BRACE_OPEN &&
      (bytes[p + 2] === LESS || bytes[p + 2] === PERCENT)
    ) {
      return BLOCK.shortcode;
    }
    if (b === COLON && bytes[p + 1] === COLON && bytes[p + 2] === COLON) return BLOCK.container;
    if (!this.inParagraph || wasBlank) {
      if (b === LESS && (isLetter(bytes[p + 1]) || bytes[p + 1] === SLASH || bytes[p + 1] === BANG))
        return BLOCK.html;
      if (b === BANG && bytes[p + 1] === BRACKET_OPEN) return BLOCK.image;
      return BLOCK.paragraph;
    }
    return 0;
  }

  private isListMarker(p: number): boolean {
    const { bytes, end } = this;
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
  private mayInterrupt(p: number): boolean {
    const { bytes } = this;
    if (byteClass[bytes[p]!] !== DIGIT) return true;
    return this.inList || (bytes[p] === 0x31 && byteClass[bytes[p + 1]!] !== DIGIT);
  }

  private fenceLength(p: number, mark: number): number {
    const { bytes, end } = this;
    let q = p;
    while (q < end && bytes[q] === mark) q++;
    const length = q - p;
    if (length < 3) return 0;
    if (mark === BACKTICK) {
      for (; q < end && bytes[q] !== LF && bytes[q] !== CR; q++) if (bytes[q] === BACKTICK) return 0;
    }
    return length;
  }

  private fencedCode(p: number, mark: number, length: number, indent: number): number {
    const { bytes, end, out } = this;
    this.inParagraph = false;
    out.openBlock(BLOCK.code);
    let q = p + length;
    let lineEnd = this.lineEnd(q);
    const info = trimmed(bytes, q, lineEnd);
    if (info[1] > info[0]) out.add(TOKEN.codeInfo, hashBytes(bytes, info[0], info[1]), info[0], info[1]);
    q = this.nextLine(lineEnd);
    while (q < end) {
      lineEnd = this.lineEnd(q);
      let s = q;
      while (s < lineEnd && (bytes[s] === SPACE || bytes[s] === TAB || bytes[s] === GREATER)) s++;
      if (bytes[s] === mark) {
        let t = s;
        while (t < lineEnd && bytes[t] === mark) t++;
        if (t - s >= length && trimmed(bytes, t, lineEnd)[0] === lineEnd) return this.nextLine(lineEnd);
      }
      this.codeLine(q, lineEnd, indent);
      q = this.nextLine(lineEnd);
    }
    return end;
  }

  /** One line of code, its indentation kept but for `indent` columns of the container. Blank lines count too. */
  private codeLine(start: number, lineEnd: number, indent: number): void {
    const { bytes } = this;
    let s = start;
    while (s < lineEnd && s - start < indent && bytes[s] === SPACE) s++;
    let e = lineEnd;
    while (e > s && (bytes[e - 1] === SPACE || bytes[e - 1] === TAB)) e--;
    this.out.add(TOKEN.code, hashBytes(bytes, s, e), s, e);
  }

  private indentedCode(lineStart: number): number {
    const lineEnd = this.lineEnd(lineStart);
    this.out.openBlock(BLOCK.code);
    this.codeLine(lineStart, lineEnd, 4);
    this.inParagraph = false;
    return this.nextLine(lineEnd);
  }

  private lineEnd(p: number): number {
    const { bytes, end } = this;
    let q = p;
    while (q < end && bytes[q] !== LF && bytes[q] !== CR) q++;
    return q;
  }

  private nextLine(lineEnd: number): number {
    if (lineEnd >= this.end) return this.end;
    return this.bytes[lineEnd] === CR && this.bytes[lineEnd + 1] === LF ? lineEnd + 2 : lineEnd + 1;
  }

  /** `[label]: target` takes its line; the target counts where it is used. 0: not a definition. */
  private definitionEnd(p: number): number {
    const { bytes, end } = this;
    if (this.definitions == null || bytes[p + 1] === 0x5e) return 0;
    let q = p + 1;
    while (q < end && bytes[q] !== BRACKET_CLOSE && bytes[q] !== LF && q - p < 1000) q++;
    if (bytes[q] !== BRACKET_CLOSE || bytes[q + 1] !== COLON) return 0;
    return this.nextLine(this.lineEnd(q));
  }

  // ---- text --------------------------------------------------------------------------------------------

  /** A run of letters and digits, underscores inside it too; returns the position behind it. */
  private word(from: number): number {
    const { bytes, end } = this;
    let h = HASH_SEED;
    let p = from;
    while (p < end) {
      const b = bytes[p]!;
      const c = byteClass[b]!;
      if (c === WORD || c === DIGIT) {
        h = Math.imul(h ^ b, 0x5bd1e995);
        h ^= h >>> 15;
        p++;
        continue;
      }
      if (c === HIGH) {
        const cp = codePointAt(bytes, p, end);
        const size = sizeOf(bytes[p]!);
        const charClass = classifyCodePoint(cp);
        if (charClass === CHAR.word) {
          for (let i = 0; i < size; i++) {
            h = Math.imul(h ^ bytes[p + i]!, 0x5bd1e995);
            h ^= h >>> 15;
          }
          p += size;
          continue;
        }
        if (charClass === CHAR.combining) return this.composedWord(from);
        if (charClass === CHAR.ignorable) {
          p += size;
          continue;
        }
        break;
      }
      if (b === UNDERSCORE || (b === BACKSLASH && bytes[p + 1] === UNDERSCORE)) {
        const q = b === UNDERSCORE ? p + 1 : p + 2;
        const next = q < end ? byteClass[bytes[q]!]! : SKIP;
        if (next !== WORD && next !== DIGIT && next !== HIGH) break;
        h = Math.imul(h ^ UNDERSCORE, 0x5bd1e995);
        h ^= h >>> 15;
        p = q;
        continue;
      }
      if (b === AMPERSAND) {
        const entity = decodeEntity(bytes, p, end);
        if (entity !== 0 && classifyCodePoint(Math.floor(entity / 16)) === CHAR.word) {
          for (const byte of encoder.encode(String.fromCodePoint(Math.floor(entity / 16)))) {
            h = Math.imul(h ^ byte, 0x5bd1e995);
            h ^= h >>> 15;
          }
          p += entity % 16;
          continue;
        }
        if (entity !== 0 && classifyCodePoint(Math.floor(entity / 16)) === CHAR.ignorable) {
          p += entity % 16;
          continue;
        }
        break;
      }
      break;
    }
    if (bytes[p] === COLON && bytes[p + 1] === SLASH && bytes[p + 2] === SLASH) return this.bareUrl(from, p);
    this.out.add(TOKEN.word, finishHash(h), from, p);
    return p;
  }

  /** Slow path of `word` for letters with combining marks: hashed as composed, so that both spellings agree. */
  private composedWord(from: number): number {
    const { bytes, end } = this;
    let p = from;
    while (p < end) {
      const c = byteClass[bytes[p]!]!;
      if (c === WORD || c === DIGIT) p++;
      else if (c === HIGH) {
        const charClass = classifyCodePoint(codePointAt(bytes, p, end));
        if (charClass === CHAR.other || charClass === CHAR.space || charClass === CHAR.single) break;
        p += sizeOf(bytes[p]!);
      } else break;
    }
    const composed = encoder.encode(decoder.decode(bytes.subarray(from, p)).normalize("NFC"));
    let h = HASH_SEED;
    for (const byte of composed) {
      h = Math.imul(h ^ byte, 0x5bd1e995);
      h ^= h >>> 15;
    }
    this.out.add(TOKEN.word, finishHash(h), from, p);
    return p;
  }

  private high(p: number): number {
    const { bytes, end } = this;
    const cp = codePointAt(bytes, p, end);
    const size = sizeOf(bytes[p]!);
    const charClass = classifyCodePoint(cp);
    if (charClass === CHAR.word) return this.word(p);
    if (charClass === CHAR.single) {
      this.out.add(TOKEN.word, hashBytes(bytes, p, p + size), p, p + size);
      return p + size;
    }
    if (cp === 0x20ac || cp === 0xa3 || cp === 0xa5) {
      const money = parseMoneyBefore(bytes, p, end, this.out);
      if (money > 0) return money;
    }
    if (cp === 0xb0) this.out.add(TOKEN.word, hashBytes(bytes, p, p + size), p, p + size);
    return p + size;
  }

  private digits(p: number): number {
    const { bytes, end } = this;
    let q = p;
    while (q < end && byteClass[bytes[q]!] === DIGIT) q++;
    const c = q < end ? byteClass[bytes[q]!]! : SKIP;
    // "10GB", "3D": digits that go on with letters are a word.
    if (c === WORD || (c === HIGH && classifyCodePoint(codePointAt(bytes, q, end)) === CHAR.word))
      return this.word(p);
    if (
      bytes[q] === UNDERSCORE &&
      q + 1 < end &&
      byteClass[bytes[q + 1]!]! <= DIGIT &&
      byteClass[bytes[q + 1]!] !== SKIP
    )
      return this.word(p);
    const number = readNumber(bytes, p, end);
    const money = parseMoneyAfter(bytes, number, end, this.out);
    if (money > 0) return money;
    this.out.add(TOKEN.number, number.hash, p, number.end);
    return number.end;
  }

  private bareUrl(from: number, colon: number): number {
    const { bytes, end } = this;
    let p = colon + 3;
    while (p < end) {
      const b = bytes[p]!;
      const c = byteClass[b]!;
      if (
        c === BLANK ||
        c === NEWLINE ||
        b === LESS ||
        b === GREATER ||
        b === QUOTE ||
        b === PIPE ||
        b === BACKTICK
      )
        break;
      if (b === BRACKET_CLOSE || b === BRACE_CLOSE) break;
      p++;
    }
    let stop = p;
    while (stop > colon + 3 && isTrailingPunctuation(bytes[stop - 1]!)) {
      if (bytes[stop - 1] === PAREN_CLOSE && hasOpenParen(bytes, from, stop - 1)) break;
      stop--;
    }
    // The text of [https://a](https://a) is its target said twice.
    const inBrackets =
      this.bracketDepth > 0 && bytes[stop] === BRACKET_CLOSE && bytes[stop + 1] === PAREN_OPEN;
    if (!inBrackets) this.link(TOKEN.link, from, stop);
    return stop;
  }

  private link(kind: number, start: number, end: number): void {
    const { bytes } = this;
    let e = end;
    if (e - start > 1 && bytes[e - 1] === SLASH) e--;
    if (e > start) this.out.add(kind, hashBytes(bytes, start, e), start, e);
  }

  // ---- markup ------------------------------------------------------------------------------------------

  private markup(p: number, b: number, heading: boolean): number {
    const { bytes, end } = this;
    switch (b) {
      case BACKSLASH:
        // An escaped character is itself, no markup; a letter behind a backslash is just text.
        return p + 1 < end && byteClass[bytes[p + 1]!] === MARKUP ? p + 2 : p + 1;
      case BACKTICK:
        return this.inlineCode(p);
      case BANG:
        if (bytes[p + 1] !== BRACKET_OPEN) return p + 1;
        this.openBracket(p + 1, true);
        return p + 2;
      case BRACKET_OPEN:
        this.openBracket(p, false);
        return p + 1;
      case BRACKET_CLOSE:
        return this.closeBracket(p);
      case LESS:
        return this.lessThan(p);
      case BRACE_OPEN:
        if (heading && bytes[p + 1] !== BRACE_OPEN) return this.headingAttributes(p);
        return this.shortcode(p);
      case AMPERSAND: {
        const entity = decodeEntity(bytes, p, end);
        if (entity === 0) return p + 1;
        return classifyCodePoint(Math.floor(entity / 16)) === CHAR.word ? this.word(p) : p + (entity % 16);
      }
      case PERCENT:
        this.out.add(TOKEN.word, hashBytes(bytes, p, p + 1), p, p + 1);
        return p + 1;
      default: {
        const money = parseMoneyBefore(bytes, p, end, this.out);
        return money > 0 ? money : p + 1;
      }
    }
  }

  private openBracket(p: number, image: boolean): void {
    if (this.bracketDepth >= 32) return;
    this.bracketImage[this.bracketDepth] = image;
    this.bracketStart[this.bracketDepth] = p + 1;
    this.bracketDepth++;
  }

  private closeBracket(p: number): number {
    const { bytes, end } = this;
    if (this.bracketDepth === 0) return p + 1;
    this.bracketDepth--;
    const kind = this.bracketImage[this.bracketDepth] ? TOKEN.image : TOKEN.link;
    if (bytes[p + 1] === PAREN_OPEN) return this.linkTarget(p + 2, kind);
    if (this.definitions == null) return p + 1;
    let labelStart = this.bracketStart[this.bracketDepth]!;
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
    const range = this.definitions.get(labelOf(bytes, labelStart, labelEnd));
    if (range === undefined) return p + 1;
    this.link(kind, range[0], range[1]);
    return after;
  }

  /** Reads `target "title")` behind `](`. Returns the position behind it, or `from` when it is no target. */
  private linkTarget(from: number, kind: number): number {
    const { bytes, end } = this;
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
      p = this.shortcode(p);
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
    this.link(kind, start, stop);
    p = skipBlanks(bytes, p, end);
    if (bytes[p] === QUOTE || bytes[p] === APOSTROPHE || bytes[p] === PAREN_OPEN) {
      // The title is text; its words are read by the main loop.
      return p + 1;
    }
    return bytes[p] === PAREN_CLOSE ? p + 1 : p;
  }

  private inlineCode(p: number): number {
    const { bytes, end } = this;
    let open = p;
    while (open < end && bytes[open] === BACKTICK) open++;
    const length = open - p;
    const failed = this.noTicksFrom.get(length);
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
          this.out.add(TOKEN.inlineCode, hashBytes(bytes, s, e), s, e);
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
    this.noTicksFrom.set(length, q);
    return open;
  }

  private lessThan(p: number): number {
    const { bytes, end } = this;
    const next = bytes[p + 1];
    if (next === BANG && bytes[p + 2] === DASH && bytes[p + 3] === DASH) {
      if (this.noCommentEndFrom >= 0) return p + 4;
      for (let q = p + 4; q + 2 < end; q++) {
        if (bytes[q] === DASH && bytes[q + 1] === DASH && bytes[q + 2] === GREATER) return q + 3;
      }
      this.noCommentEndFrom = p;
      return p + 4;
    }
    if (next === SLASH) {
      const close = this.tagEnd(p + 2);
      return close < 0 ? p + 1 : close;
    }
    if (!isLetter(next)) return p + 1;
    return this.tagOrAutolink(p);
  }

  private tagOrAutolink(p: number): number {
    const { bytes, end } = this;
    let q = p + 1;
    while (q < end && (byteClass[bytes[q]!] === WORD || byteClass[bytes[q]!] === DIGIT || bytes[q] === DASH))
      q++;
    const nameEnd = q;
    if (bytes[q] === COLON) {
      while (
        q < end &&
        bytes[q] !== GREATER &&
        byteClass[bytes[q]!] !== BLANK &&
        byteClass[bytes[q]!] !== NEWLINE
      )
        q++;
      if (bytes[q] !== GREATER) return p + 1;
      this.link(TOKEN.link, p + 1, q);
      return q + 1;
    }
    const close = this.tagEnd(q);
    if (close < 0) return p + 1;
    this.attributes(q, close - 1);
    if (nameEnd - p === 7 || nameEnd - p === 6) {
      const name = decoder.decode(bytes.subarray(p + 1, nameEnd)).toLowerCase();
      if (name === "script" || name === "style") return this.rawElement(close, name);
    }
    return close;
  }

  /** Position behind the `>` that ends a tag, quoted values passed over; −1 when there is none. */
  private tagEnd(from: number): number {
    const { bytes, end } = this;
    if (this.noTagEndFrom >= 0) return -1;
    let quote = 0;
    let firstGreater = -1;
    for (let p = from; p < end; p++) {
      const b = bytes[p]!;
      if (b === GREATER) {
        if (quote === 0) return p + 1;
        if (firstGreater < 0) firstGreater = p;
      } else if (quote !== 0) {
        if (b === quote) quote = 0;
        else if (b === LF && bytes[p + 1] === LF) return firstGreater < 0 ? -1 : firstGreater + 1;
      } else if (b === QUOTE || b === APOSTROPHE) quote = b;
      else if (b === LESS) return -1;
      else if (b === LF && bytes[p + 1] === LF) return -1;
    }
    if (firstGreater >= 0) return firstGreater + 1;
    this.noTagEndFrom = from;
    return -1;
  }

  private attributes(from: number, end: number): void {
    const { bytes } = this;
    let p = from;
    while (p < end) {
      while (
        p < end &&
        (byteClass[bytes[p]!] === BLANK || byteClass[bytes[p]!] === NEWLINE || bytes[p] === SLASH)
      )
        p++;
      const nameStart = p;
      while (
        p < end &&
        bytes[p] !== EQUALS &&
        byteClass[bytes[p]!] !== BLANK &&
        byteClass[bytes[p]!] !== NEWLINE
      )
        p++;
      const nameEnd = p;
      if (nameEnd === nameStart) {
        p++;
        continue;
      }
      if (bytes[p] !== EQUALS) {
        this.out.add(TOKEN.attribute, hashBytes(bytes, nameStart, nameEnd), nameStart, nameEnd);
        continue;
      }
      p++;
      const quote = bytes[p] === QUOTE || bytes[p] === APOSTROPHE ? bytes[p]! : 0;
      const valueStart = quote === 0 ? p : ++p;
      if (quote !== 0) while (p < end && bytes[p] !== quote) p++;
      else while (p < end && byteClass[bytes[p]!] !== BLANK && byteClass[bytes[p]!] !== NEWLINE) p++;
      this.attribute(nameStart, nameEnd, valueStart, p);
      if (quote !== 0) p++;
    }
  }

  private attribute(nameStart: number, nameEnd: number, start: number, end: number): void {
    const { bytes, out } = this;
    const name = decoder.decode(bytes.subarray(nameStart, nameEnd)).toLowerCase();
    if (isTextAttribute(name)) this.plainText(start, end);
    else if (name === "href") this.link(TOKEN.link, start, end);
    else if (name === "src" || name === "poster") this.link(TOKEN.image, start, end);
    else
      out.add(
        TOKEN.attribute,
        hashBytes(bytes, start, end, hashBytes(bytes, nameStart, nameEnd)),
        nameStart,
        end,
      );
  }

  /** Words of a value that is text in itself: no markup but entities and numbers. */
  private plainText(start: number, stop: number): void {
    const { bytes } = this;
    const whole = this.end;
    this.end = stop;
    let p = start;
    while (p < stop) {
      const c = byteClass[bytes[p]!]!;
      if (c === WORD) p = this.word(p);
      else if (c === DIGIT) p = this.digits(p);
      else if (c === HIGH) p = this.high(p);
      else if (bytes[p] === AMPERSAND) p = this.markup(p, AMPERSAND, false);
      else p++;
    }
    this.end = whole;
  }

  private rawElement(from: number, name: string): number {
    const { bytes, end } = this;
    let p = from;
    while (p < end) {
      const lineEnd = this.lineEnd(p);
      const close = indexOfClosingTag(bytes, p, lineEnd, name);
      const [s, e] = trimmed(bytes, p, close < 0 ? lineEnd : close);
      if (e > s) this.out.add(TOKEN.code, hashBytes(bytes, s, e), s, e);
      if (close >= 0) return close;
      p = this.nextLine(lineEnd);
    }
    return end;
  }

  /** `## Heading {#id .class}`: attributes of a heading do not count. */
  private headingAttributes(p: number): number {
    const { bytes, end } = this;
    let q = p + 1;
    while (q < end && bytes[q] !== BRACE_CLOSE && bytes[q] !== LF) q++;
    return bytes[q] === BRACE_CLOSE ? q + 1 : p + 1;
  }

  private shortcode(p: number): number {
    const { bytes } = this;
    const mark = bytes[p + 2];
    if (bytes[p + 1] !== BRACE_OPEN || (mark !== LESS && mark !== PERCENT)) return p + 1;
    const close = mark === LESS ? GREATER : PERCENT;
    const stop = this.shortcodeEnd(p + 3, close);
    if (stop < 0) return p + 3;
    let q = skipBlanks(bytes, p + 3, stop);
    if (bytes[q] === SLASH) return stop + 3;
    const nameStart = q;
    while (q < stop && byteClass[bytes[q]!] !== BLANK && byteClass[bytes[q]!] !== NEWLINE) q++;
    if (q === nameStart) return stop + 3;
    this.out.add(TOKEN.shortcode, hashBytes(bytes, nameStart, q), nameStart, q);
    const name = decoder.decode(bytes.subarray(nameStart, q));
    const selfClosing = bytes[stop - 1] === SLASH;
    this.shortcodeArguments(name, q, selfClosing ? stop - 1 : stop);
    if (!selfClosing && this.raw.includes(name)) return this.rawShortcode(stop + 3, name, mark);
    return stop + 3;
  }

  private shortcodeEnd(from: number, close: number): number {
    const { bytes, end } = this;
    if (this.noShortcodeEndFrom >= 0) return -1;
    let quote = 0;
    let fallback = -1;
    for (let p = from; p + 2 < end; p++) {
      const b = bytes[p]!;
      if (b === close && bytes[p + 1] === BRACE_CLOSE && bytes[p + 2] === BRACE_CLOSE) {
        if (quote === 0) return p;
        if (fallback < 0) fallback = p;
      } else if (quote !== 0) {
        if (b === BACKSLASH && quote === QUOTE) p++;
        else if (b === quote) quote = 0;
        else if (b === BRACE_OPEN && bytes[p + 1] === BRACE_OPEN && fallback >= 0) return fallback;
      } else if (b === QUOTE || b === BACKTICK) quote = b;
      else if (b === BRACE_OPEN && bytes[p + 1] === BRACE_OPEN) return -1;
    }
    if (fallback >= 0) return fallback;
    this.noShortcodeEndFrom = from;
    return -1;
  }

  private shortcodeArguments(name: string, from: number, stop: number): void {
    const { bytes } = this;
    let position = 0;
    let p = from;
    while (p < stop) {
      p = skipBlanks(bytes, p, stop);
      if (p >= stop) return;
      const keyStart = p;
      let key = "";
      if (bytes[p] !== QUOTE && bytes[p] !== BACKTICK) {
        while (
          p < stop &&
          bytes[p] !== EQUALS &&
          byteClass[bytes[p]!] !== BLANK &&
          byteClass[bytes[p]!] !== NEWLINE
        )
          p++;
        if (bytes[p] !== EQUALS) {
          this.shortcodeArgument(name, String(position++), keyStart, keyStart, p);
          continue;
        }
        key = decoder.decode(bytes.subarray(keyStart, p));
        p++;
      }
      const quote = bytes[p] === QUOTE || bytes[p] === BACKTICK ? bytes[p]! : 0;
      const valueStart = quote === 0 ? p : ++p;
      if (quote !== 0) {
        while (p < stop && bytes[p] !== quote) p += bytes[p] === BACKSLASH && quote === QUOTE ? 2 : 1;
        if (p > stop) p = stop;
      } else while (p < stop && byteClass[bytes[p]!] !== BLANK && byteClass[bytes[p]!] !== NEWLINE) p++;
      this.shortcodeArgument(name, key === "" ? String(position++) : key, keyStart, valueStart, p);
      if (quote !== 0) p++;
    }
  }

  private shortcodeArgument(name: string, key: string, keyStart: number, start: number, end: number): void {
    const { bytes, out } = this;
    if (isTextArgument(name, key, bytes, start, end)) this.plainText(start, end);
    else
      out.add(TOKEN.argument, hashBytes(bytes, start, end, hashBytes(bytes, keyStart, start)), keyStart, end);
  }

  private rawShortcode(from: number, name: string, mark: number): number {
    const { bytes, end } = this;
    let p = from;
    while (p < end) {
      const lineEnd = this.lineEnd(p);
      const close = closingShortcode(bytes, p, lineEnd, name, mark);
      const stop = close < 0 ? lineEnd : close;
      const [s, e] = trimmed(bytes, p, stop);
      if (e > s) this.out.add(TOKEN.code, hashBytes(bytes, s, e), s, e);
      if (close >= 0) return this.shortcode(close);
      p = this.nextLine(lineEnd);
    }
    return end;
  }
}

// ---- bytes ---------------------------------------------------------------------------------------------

/** Length in bytes of the UTF-8 sequence that `lead` begins; a stray continuation byte counts one. */
function sizeOf(lead: number): number {
  return lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
}

function codePointAt(bytes: Uint8Array, p: number, end: number): number {
  const lead = bytes[p]!;
  const size = sizeOf(lead);
  if (p + size > end) return 0xfffd;
  if (size === 2) return ((lead & 0x1f) << 6) | (bytes[p + 1]! & 0x3f);
  if (size === 3) return ((lead & 0x0f) << 12) | ((bytes[p + 1]! & 0x3f) << 6) | (bytes[p + 2]! & 0x3f);
  if (size === 4) {
    const cp =
      ((lead & 0x07) << 18) |
      ((bytes[p + 1]! & 0x3f) << 12) |
      ((bytes[p + 2]! & 0x3f) << 6) |
      (bytes[p + 3]! & 0x3f);
    return cp > 0x10ffff ? 0xfffd : cp;
  }
  return 0xfffd;
}

function isLetter(b: number | undefined): boolean {
  return b !== undefined && byteClass[b] === WORD;
}

function skipBlanks(bytes: Uint8Array, from: number, end: number): number {
  let p = from;
  while (p < end && (byteClass[bytes[p]!] === BLANK || byteClass[bytes[p]!] === NEWLINE)) p++;
  return p;
}

function trimmed(bytes: Uint8Array, from: number, to: number): [number, number] {
  let s = from;
  let e = to;
  while (s < e && (byteClass[bytes[s]!] === BLANK || byteClass[bytes[s]!] === NEWLINE)) s++;
  while (e > s && (byteClass[bytes[e - 1]!] === BLANK || byteClass[bytes[e - 1]!] === NEWLINE)) e--;
  return [s, e];
}

function isTrailingPunctuation(b: number): boolean {
  return (
    b === DOT ||
    b === 0x2c ||
    b === COLON ||
    b === 0x3b ||
    b === BANG ||
    b === 0x3f ||
    b === PAREN_CLOSE ||
    b === STAR ||
    b === UNDERSCORE ||
    b === APOSTROPHE
  );
}

function hasOpenParen(bytes: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (bytes[i] === PAREN_OPEN) return true;
  return false;
}

/** Label of a reference: case and runs of blanks folded. */
function labelOf(bytes: Uint8Array, start: number, end: number): string {
  return decoder.decode(bytes.subarray(start, end)).trim().replace(/\s+/g, " ").toLowerCase();
}

function indexOfClosingTag(bytes: Uint8Array, from: number, to: number, name: string): number {
  for (let p = from; p + name.length + 1 < to; p++) {
    if (bytes[p] !== LESS || bytes[p + 1] !== SLASH) continue;
    if (isCode(bytes, p + 2, name)) return p;
  }
  return -1;
}

function closingShortcode(bytes: Uint8Array, from: number, to: number, name: string, mark: number): number {
  for (let p = from; p + name.length + 4 < to; p++) {
    if (bytes[p] !== BRACE_OPEN || bytes[p + 1] !== BRACE_OPEN || bytes[p + 2] !== mark) continue;
    const q = skipBlanks(bytes, p + 3, to);
    if (bytes[q] === SLASH && isCode(bytes, skipBlanks(bytes, q + 1, to), name)) return p;
  }
  return -1;
}

/**
 * Reference definitions of a post's body: lower-case label → range of its target's bytes. Null when there
 * are none, which is cheap to find out.
 */
export function collectDefinitions(
  bytes: Uint8Array,
  start: number,
  end: number,
): ReadonlyMap<string, readonly [number, number]> | null {
  let found: Map<string, readonly [number, number]> | null = null;
  for (
    let colon = bytes.indexOf(COLON, start);
    colon >= 0 && colon < end;
    colon = bytes.indexOf(COLON, colon + 1)
  ) {
    if (bytes[colon - 1] !== BRACKET_CLOSE) continue;
    let open = colon - 2;
    const floor = Math.max(start, colon - 1000);
    while (open >= floor && bytes[open] !== LF && bytes[open] !== BRACKET_OPEN) open--;
    if (open < floor || bytes[open] !== BRACKET_OPEN || bytes[open + 1] === 0x5e) continue;
    let lineStart = open;
    while (lineStart > start && (bytes[lineStart - 1] === SPACE || bytes[lineStart - 1] === GREATER))
      lineStart--;
    if (lineStart > start && bytes[lineStart - 1] !== LF && bytes[lineStart - 1] !== CR) continue;
    let p = skipBlanks(bytes, colon + 1, end);
    if (bytes[p] === LESS) p++;
    let stop = p;
    while (
      stop < end &&
      byteClass[bytes[stop]!] !== BLANK &&
      byteClass[bytes[stop]!] !== NEWLINE &&
      bytes[stop] !== GREATER
    )
      stop++;
    if (stop === p) continue;
    found ??= new Map();
    const label = labelOf(bytes, open + 1, colon - 1);
    if (!found.has(label)) found.set(label, [p, stop]);
  }
  return found;
}
