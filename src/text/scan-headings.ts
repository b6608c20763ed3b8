import { type Container, type Continuation, continueContainers, openContainers } from "./block-containers.ts";
import { beginParagraph, feedLine } from "./block-flow.ts";
import { createLine, enterLine, isBlankLine, type Line } from "./block-line.ts";
import { createFlow, type Flow, isConcrete, isInterruptible } from "./flow-state.ts";
import { findRawRanges, type RawRange } from "./raw-shortcodes.ts";

/** A heading that stands in no list, quote or footnote, exactly as remark with remark-gfm finds it. Offsets are bytes. */
export interface Heading {
  /** 1–6. */
  readonly level: number;
  /**
   * First byte of the first line, indentation included (a BOM is not). Where link definitions precede the text of a setext
   * heading, remark's position begins at them, though its tree has them before the heading: here it begins at the text.
   */
  readonly start: number;
  /** First byte after the last line and its line ending. */
  readonly end: number;
  /** The text without markers and the blanks around it; that of a setext heading may hold line endings. */
  readonly textStart: number;
  readonly textEnd: number;
  /** 1-based line of `start`. */
  readonly line: number;
}

export interface HeadingScan {
  readonly headings: readonly Heading[];
  /** 1-based line of the first byte that was read. */
  readonly firstLine: number;
  /** 1-based line that holds the last byte before `end`; the line before `firstLine` when there is none. */
  readonly lines: number;
  /** A code fence, in whatever container, that runs to the end of the text: the 1-based line of its opening. */
  readonly unclosedFence: { readonly line: number } | null;
}

export interface ScanOptions {
  /** 1-based line number of byte `start`; 1 if left out. */
  readonly firstLine?: number;
  /** Names of shortcodes whose inner text is code: what looks like a heading in there is none. */
  readonly rawShortcodes?: readonly string[];
}

const LF = 0x0a;
const CR = 0x0d;

/** 1 for bytes that, first on a line, can begin nothing but a paragraph: letters above all. */
const PLAIN = new Uint8Array(256).fill(1);
for (const character of "\t\n\r #*+-0123456789:<=>[_`|~") PLAIN[character.charCodeAt(0)] = 0;

/**
 * Finds the top-level headings of the Markdown in `bytes`, from `start` (first byte of the body) to `end`. Time is linear
 * in the number of bytes, whatever they are, and nothing is decoded.
 */
export function scanHeadings(
  bytes: Uint8Array,
  start: number,
  end: number,
  options: ScanOptions = {},
): HeadingScan {
  const { firstLine = 1, rawShortcodes = [] } = options;
  const text = end === bytes.length ? bytes : bytes.subarray(0, end);
  const raw = rawShortcodes.length > 0 ? findRawRanges(text, start, rawShortcodes) : [];
  return scanText(text, start, firstLine, raw);
}

function scanText(
  bytes: Uint8Array,
  start: number,
  firstLine: number,
  raw: readonly RawRange[],
): HeadingScan {
  const end = bytes.length;
  const headings: Heading[] = [];
  const flow = createFlow();
  const line = createLine(bytes);
  const stack: Container[] = [];
  const continuation: Continuation = { count: 0, newItem: false };
  const hasCr = bytes.indexOf(CR, start) !== -1;
  let number = firstLine - 1;
  let afterBlank = false;
  let rawIndex = 0;
  let next = skipBom(bytes, start);

  for (let lineStart = next; lineStart < end; lineStart = next) {
    const lineEnd = findLineEnd(bytes, lineStart, hasCr);
    next = lineEnd + 1;
    if (hasCr && lineEnd < end && bytes[lineEnd] === CR && bytes[next] === LF) next++;
    if (next > end) next = end;
    number++;

    if (
      stack.length === 0 &&
      PLAIN[bytes[lineStart]!] === 1 &&
      feedPlainLine(flow, line, lineStart, lineEnd, number)
    ) {
      afterBlank = false;
      continue;
    }
    enterLine(line, lineStart, lineEnd, number);
    const blank = isBlankLine(line);
    // A second blank line changes nothing, and deep lists would be asked again for each.
    if (blank && afterBlank) continue;
    afterBlank = blank;

    const found = feedContainers(stack, flow, line, continuation);
    if (found === null || stack.length > 0) continue;
    while (rawIndex < raw.length && raw[rawIndex]!.end <= found.lineStart) rawIndex++;
    if (isRaw(raw, rawIndex, found.lineStart) || isRaw(raw, rawIndex, lineStart)) continue;
    headings.push({
      level: found.level,
      start: found.lineStart,
      end: next,
      textStart: found.textStart,
      textEnd: found.textEnd,
      line: found.lineNumber,
    });
  }
  return {
    headings,
    firstLine,
    lines: start < end ? Math.max(number, firstLine) : firstLine - 1,
    unclosedFence: flow.kind === "fence" ? { line: flow.fenceLine } : null,
  };
}

/** The short way for most lines: no container is open and the first byte begins nothing. False: it was not taken. */
function feedPlainLine(flow: Flow, line: Line, start: number, end: number, number: number): boolean {
  switch (flow.kind) {
    case "table":
    case "fence":
      return true;
    case "html":
      return flow.htmlKind > 5;
    case "paragraph":
      if (flow.lines !== null) return false;
      flow.lastAt = start;
      flow.lastEnd = end;
      flow.mayHead = true;
      return true;
    default:
      line.start = start;
      line.at = start;
      line.end = end;
      line.number = number;
      beginParagraph(flow, line);
      return true;
  }
}

/** Takes a line through containers and flow; `stack` is afterwards what the line stands in. */
function feedContainers(stack: Container[], flow: Flow, line: Line, continuation: Continuation) {
  continueContainers(stack, line, continuation);
  const kept = continuation.count;
  if (continuation.newItem) {
    flow.kind = "none";
    stack.length = kept;
  }
  const whole = kept === stack.length;
  if (whole && isConcrete(flow)) return feedLine(flow, line, false);
  // Only what stands in the innermost container can be interrupted; below a lazy line, any list begins.
  if (openContainers(stack, kept, line, whole && isInterruptible(flow))) {
    flow.kind = "none";
    return feedLine(flow, line, false);
  }
  const found = feedLine(flow, line, !whole);
  // A lazy line goes on in a paragraph; all else on it stands outside the containers that did not go on.
  if (!whole && !flow.joined) stack.length = kept;
  return found;
}

function findLineEnd(bytes: Uint8Array, from: number, hasCr: boolean): number {
  if (!hasCr) {
    const found = bytes.indexOf(LF, from);
    return found === -1 ? bytes.length : found;
  }
  let index = from;
  while (index < bytes.length && bytes[index] !== LF && bytes[index] !== CR) index++;
  return index;
}

/** remark leaves out a BOM that begins the text, and does not count it in its offsets. */
function skipBom(bytes: Uint8Array, start: number): number {
  return bytes[start] === 0xef && bytes[start + 1] === 0xbb && bytes[start + 2] === 0xbf ? start + 3 : start;
}

function isRaw(ranges: readonly RawRange[], index: number, offset: number): boolean {
  for (let current = index; current < ranges.length && ranges[current]!.start <= offset; current++) {
    if (offset < ranges[current]!.end) return true;
  }
  return false;
}
