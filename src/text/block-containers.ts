import { indentOf, isBlankByte, isBlankLine, type Line, moveTo } from "./block-line.ts";
import { isThematicBreak } from "./leaf-blocks.ts";
import { utf16Units } from "./link-definitions.ts";

/** An open block quote, list (at its current item) or footnote definition. */
export type Container = { readonly kind: "quote" } | ListContainer | FootnoteContainer;

interface ListContainer {
  readonly kind: "list";
  /** `-`, `+` or `*`; for ordered lists the `.` or `)` after the number. */
  readonly marker: number;
  readonly ordered: boolean;
  /** Columns that a line needs to go on in the current item. */
  size: number;
  /** The current item began with a blank line, and one more blank line came: then nothing goes on in it. */
  beganBlank: boolean;
  blankAgain: boolean;
}

interface FootnoteContainer {
  readonly kind: "footnote";
  /** Index of the outermost of the footnotes that directly hold each other. */
  readonly runStart: number;
  /** Of the outermost only: index after the innermost. */
  runEnd: number;
}

/** What became of the open containers on a line. */
export interface Continuation {
  /** How many containers go on, from the outermost. */
  count: number;
  /** A new item of a list began: what was open inside the list is closed. */
  newItem: boolean;
}

const STAR = 0x2a;
const PLUS = 0x2b;
const CLOSE_PAREN = 0x29;
const DASH = 0x2d;
const DOT = 0x2e;
const ONE = 0x31;
const COLON = 0x3a;
const GREATER = 0x3e;
const OPEN_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_BRACKET = 0x5d;
const CARET = 0x5e;

const ORDINAL_DIGITS_MAX = 9;
const LABEL_MAX = 999;

/** Moves the line past the prefixes of all containers that go on in it. */
export function continueContainers(stack: readonly Container[], line: Line, result: Continuation): void {
  result.count = 0;
  result.newItem = false;
  while (result.count < stack.length) {
    const container = stack[result.count]!;
    if (container.kind === "quote") {
      if (!takeQuoteMarker(line)) return;
      result.count++;
    } else if (container.kind === "footnote") {
      const count = continueFootnotes(stack, container, line, result.count);
      if (count === result.count) return;
      result.count = count;
    } else if (continueItem(container, line)) {
      result.count++;
    } else {
      container.beganBlank = false;
      container.blankAgain = false;
      if (indentOf(line) > 3 || !takeListMarker(line, false, container)) return;
      result.count++;
      result.newItem = true;
      return;
    }
  }
}

/**
 * Opens the containers whose markers come next on the line, onto `stack` cut to `kept`. `interrupts`: a paragraph (or
 * indented code) is open, which not every list may break. Returns whether any was opened; if not, `stack` is untouched.
 */
export function openContainers(stack: Container[], kept: number, line: Line, interrupts: boolean): boolean {
  let opened = false;
  // micromark keeps `interrupts` for the markers that follow the first on the same line: below a paragraph,
  // `> 2. x` is a quote that holds a paragraph, no list.
  while (!isBlankLine(line) && indentOf(line) < 4) {
    const byte = line.bytes[line.at]!;
    let container: Container | null = null;
    if (byte === GREATER) {
      takeQuoteMarker(line);
      container = { kind: "quote" };
    } else if (byte === OPEN_BRACKET) {
      const height = opened ? stack.length : kept;
      if (takeFootnoteMarker(line)) container = createFootnote(stack, height);
    } else if (isBullet(byte) || isDigit(byte)) {
      container = takeListMarker(line, interrupts, null);
    }
    if (container === null) break;
    if (!opened) stack.length = kept;
    opened = true;
    closeRun(stack, container);
    stack.push(container);
  }
  return opened;
}

function takeQuoteMarker(line: Line): boolean {
  const { bytes, at } = line;
  if (indentOf(line) > 3 || isBlankLine(line) || bytes[at] !== GREATER) return false;
  moveTo(line, at + 1, line.atColumn + 1);
  if (indentOf(line) > 0) line.column++;
  return true;
}

/** Whether the current item goes on: by its indentation, or because the line is blank. */
function continueItem(item: ListContainer, line: Line): boolean {
  const indent = indentOf(line);
  if (isBlankLine(line)) {
    item.blankAgain ||= item.beganBlank;
    line.column += Math.min(indent, item.size);
    return true;
  }
  if (item.blankAgain || indent < item.size) return false;
  line.column += item.size;
  item.beganBlank = false;
  return true;
}

/**
 * Takes a list marker and the blanks that belong to it; null, with the line untouched, when there is none that may
 * stand here. With `list`, only a further item of that list is taken, and the list is brought up to date.
 */
function takeListMarker(line: Line, interrupts: boolean, list: ListContainer | null): ListContainer | null {
  const { bytes, at, atColumn, end } = line;
  if (at === end) return null;
  const first = bytes[at]!;
  const ordered = isDigit(first);
  if (!ordered && !isBullet(first)) return null;
  if (list !== null && list.ordered !== ordered) return null;
  let after = at + 1;
  if (ordered) {
    if (interrupts && first !== ONE) return null;
    while (after < end && isDigit(bytes[after]!)) after++;
    if (after - at > (interrupts ? 1 : ORDINAL_DIGITS_MAX) || after === end) return null;
    if (bytes[after] !== DOT && bytes[after] !== CLOSE_PAREN) return null;
    after++;
  }
  const marker = bytes[after - 1]!;
  if (list !== null && list.marker !== marker) return null;
  if (after < end && !isBlankByte(bytes[after])) return null;
  if ((first === STAR || first === DASH) && isThematicBreak(line)) return null;

  const width = indentOf(line) + after - at;
  const { column } = line;
  moveTo(line, after, atColumn + after - at);
  const blank = isBlankLine(line);
  if (blank && interrupts) {
    moveTo(line, at, atColumn);
    line.column = column;
    return null;
  }
  // Five blanks or more: one belongs to the marker, the rest makes the content indented code.
  const padding = blank || indentOf(line) > 4 ? 1 : indentOf(line);
  if (!blank) line.column += padding;
  const size = width + padding;
  if (list === null) {
    return { kind: "list", marker, ordered, size, beganBlank: blank, blankAgain: false };
  }
  list.size = size;
  list.beganBlank = blank;
  list.blankAgain = false;
  return list;
}

/** Takes `[^label]:` and all blanks behind it. */
function takeFootnoteMarker(line: Line): boolean {
  const { bytes, at, end } = line;
  if (bytes[at + 1] !== CARET) return false;
  let index = at + 2;
  let units = 0;
  for (; ; index++) {
    if (index >= end || units > LABEL_MAX) return false;
    const byte = bytes[index]!;
    if (byte === CLOSE_BRACKET) break;
    if (byte === OPEN_BRACKET || isBlankByte(byte)) return false;
    units += utf16Units(byte);
    const next = bytes[index + 1];
    if (byte === BACKSLASH && (next === OPEN_BRACKET || next === BACKSLASH || next === CLOSE_BRACKET)) {
      index++;
      units++;
    }
  }
  if (index === at + 2 || index + 1 >= end || bytes[index + 1] !== COLON) return false;
  moveTo(line, index + 2, line.atColumn + units + 4);
  line.column = line.atColumn;
  return true;
}

/** Returns how many containers go on after the footnote at `index`; `index` itself when it does not. */
function continueFootnotes(
  stack: readonly Container[],
  footnote: FootnoteContainer,
  line: Line,
  index: number,
): number {
  const blank = isBlankLine(line);
  if (!blank) {
    if (indentOf(line) < 4) return index;
    line.column += 4;
    if (indentOf(line) > 0) return index + 1;
  }
  // micromark asks each footnote whether four columns were just taken, and those that the outermost took answer for
  // all footnotes it directly holds, if no blanks are left. Going on one by one would also be quadratic.
  const outermost = stack[footnote.runStart] as FootnoteContainer;
  return Math.min(outermost.runEnd, stack.length);
}

function createFootnote(stack: readonly Container[], height: number): FootnoteContainer {
  const holder = height > 0 ? stack[height - 1]! : null;
  const runStart = holder?.kind === "footnote" ? holder.runStart : height;
  return { kind: "footnote", runStart, runEnd: height + 1 };
}

/** Keeps `runEnd` of the footnotes on top of the stack right when `next` is put onto them. */
function closeRun(stack: readonly Container[], next: Container): void {
  const top = stack.at(-1);
  if (top?.kind !== "footnote") return;
  const outermost = stack[top.runStart] as FootnoteContainer;
  outermost.runEnd = next.kind === "footnote" ? stack.length + 1 : stack.length;
}

function isBullet(byte: number): boolean {
  return byte === DASH || byte === STAR || byte === PLUS;
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}
