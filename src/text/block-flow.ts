import { indentOf, isBlankLine, type Line, trimBlanks } from "./block-line.ts";
import type { Flow, FlowHeading } from "./flow-state.ts";
import { endsHtml, htmlKindAt } from "./html-blocks.ts";
import {
  atxLevel,
  atxText,
  closesFence,
  delimiterCells,
  fenceLength,
  headerCells,
  isThematicBreak,
  setextLevel,
} from "./leaf-blocks.ts";
import { type ContentLines, countDefinitionLines } from "./link-definitions.ts";

const HASH = 0x23;
const STAR = 0x2a;
const DASH = 0x2d;
const COLON = 0x3a;
const LESS = 0x3c;
const EQUALS = 0x3d;
const OPEN_BRACKET = 0x5b;
const UNDERSCORE = 0x5f;
const BACKTICK = 0x60;
const PIPE = 0x7c;
const TILDE = 0x7e;

/**
 * Gives the flow what the containers left of a line. `lazy`: not all open containers went on in this line.
 * Returns the heading that the line is or completes.
 */
export function feedLine(flow: Flow, line: Line, lazy: boolean): FlowHeading | null {
  flow.joined = false;
  switch (flow.kind) {
    case "paragraph":
      return continueParagraph(flow, line, lazy);
    case "none":
    case "table":
      return beginBlock(flow, line, lazy);
    case "code":
      // Blank lines stay inside, also at the end: below them, a list still has to be able to break a paragraph.
      if (!lazy && (isBlankLine(line) || indentOf(line) > 3)) return null;
      break;
    case "fence":
      if (lazy) break;
      if (indentOf(line) < 4 && closesFence(line, flow.fenceMarker, flow.fenceLength)) flow.kind = "none";
      return null;
    case "html":
      if (lazy || (flow.htmlKind > 5 && isBlankLine(line))) break;
      if (flow.htmlKind < 6 && endsHtml(flow.htmlKind, line.bytes, line.at, line.end)) flow.kind = "none";
      return null;
    default:
      return flow.kind satisfies never;
  }
  flow.kind = "none";
  return beginBlock(flow, line, lazy);
}

function beginBlock(flow: Flow, line: Line, lazy: boolean): FlowHeading | null {
  if (isBlankLine(line)) {
    flow.kind = "none";
    return null;
  }
  if (indentOf(line) > 3) {
    // micromark ends code that begins on a lazy line with that line, and any list may follow it.
    flow.kind = lazy ? "none" : "code";
    return null;
  }
  const byte = line.bytes[line.at]!;
  if (byte === HASH) {
    const heading = takeAtxHeading(flow, line);
    if (heading !== null) return heading;
  }
  if (takesOther(flow, line, byte, true)) return null;
  if (flow.kind === "table") {
    if (!lazy) return null;
    beginParagraph(flow, line);
    flow.mayHead = false;
    return null;
  }
  beginParagraph(flow, line);
  return null;
}

function continueParagraph(flow: Flow, line: Line, lazy: boolean): FlowHeading | null {
  if (isBlankLine(line)) {
    flow.kind = "none";
    return null;
  }
  const byte = line.bytes[line.at]!;
  const indented = indentOf(line) > 3;
  if (!indented) {
    // The line before is asked first whether it begins a table: `a`, `:-` is one, whatever else `:-` might be.
    if (flow.mayHead && !lazy && (byte === PIPE || byte === DASH || byte === COLON)) {
      const cells = delimiterCells(line);
      if (cells > 0 && headerCells(line.bytes, flow.lastAt, flow.lastEnd) === cells) {
        beginTable(flow, line.bytes);
        return null;
      }
    }
    if (byte === HASH) {
      const heading = takeAtxHeading(flow, line);
      if (heading !== null) return heading;
    }
    if (!lazy && (byte === EQUALS || byte === DASH)) {
      const level = setextLevel(line);
      if (level > 0) return takeUnderline(flow, line, level, byte);
    }
    if (takesOther(flow, line, byte, lazy)) {
      // To know that such a tag breaks the paragraph, micromark reads to the end of the HTML, and does not leave the
      // containers before that.
      flow.joined = flow.kind === "html" && flow.htmlKind === 7;
      return null;
    }
  }
  flow.joined = true;
  flow.mayHead = !indented;
  flow.lastAt = line.at;
  flow.lastEnd = line.end;
  if (flow.lines !== null) addContentLine(flow.lines, line);
  return null;
}

/** The paragraph's last line is the header of a table, the line at hand the row below it. */
function beginTable(flow: Flow, bytes: Uint8Array): void {
  // The table ends the paragraph above it, and then its header is read afresh: a complete tag, which could not break
  // into the paragraph, now begins HTML.
  const tag = flow.lastAt !== flow.textStart && bytes[flow.lastAt] === LESS;
  const isHtml = tag && htmlKindAt(bytes, flow.lastAt, flow.lastEnd) !== null;
  flow.kind = isHtml ? "html" : "table";
  flow.htmlKind = 7;
}

/** Blocks other than headings; HTML of kind 7 only if `anyHtml`, for it cannot break into a paragraph. */
function takesOther(flow: Flow, line: Line, byte: number, anyHtml: boolean): boolean {
  if (byte === STAR || byte === DASH || byte === UNDERSCORE) {
    if (!isThematicBreak(line)) return false;
    flow.kind = "none";
    return true;
  }
  if (byte === BACKTICK || byte === TILDE) {
    const length = fenceLength(line);
    if (length === 0) return false;
    flow.kind = "fence";
    flow.fenceMarker = byte;
    flow.fenceLength = length;
    flow.fenceLine = line.number;
    return true;
  }
  if (byte === LESS) {
    const kind = htmlKindAt(line.bytes, line.at, line.end);
    if (kind === null || (kind === 7 && !anyHtml)) return false;
    const ended = kind < 6 && endsHtml(kind, line.bytes, line.at + 1, line.end);
    flow.kind = ended ? "none" : "html";
    flow.htmlKind = kind;
    return true;
  }
  return false;
}

function takeAtxHeading(flow: Flow, line: Line): FlowHeading | null {
  const level = atxLevel(line);
  if (level === 0) return null;
  flow.kind = "none";
  return { level, lineStart: line.start, lineNumber: line.number, ...atxText(line, level) };
}

function takeUnderline(flow: Flow, line: Line, level: number, byte: number): FlowHeading | null {
  const { bytes } = line;
  const { lines, lastEnd } = flow;
  const row = lines === null ? 0 : countDefinitionLines(bytes, lines);
  if (lines !== null && row * 4 === lines.length) {
    // Definitions only: there is nothing to underline.
    if (byte === DASH && isThematicBreak(line)) flow.kind = "none";
    else beginParagraph(flow, line);
    return null;
  }
  flow.kind = "none";
  const { lineNumber } = flow;
  const textStart = row > 0 ? lines![row * 4]! : flow.textStart;
  const lineStart = row > 0 ? trimBlanks(bytes, flow.lineStart, textStart) : flow.lineStart;
  return {
    level,
    lineStart,
    lineNumber: lineNumber + row,
    textStart,
    textEnd: trimBlanks(bytes, textStart, lastEnd),
  };
}

/** Opens a paragraph with the line; exported for the scanner's fast path. */
export function beginParagraph(flow: Flow, line: Line): void {
  flow.kind = "paragraph";
  flow.lineStart = line.start;
  flow.lineNumber = line.number;
  flow.textStart = line.at;
  flow.lastAt = line.at;
  flow.lastEnd = line.end;
  flow.mayHead = true;
  flow.lines = null;
  if (line.bytes[line.at] === OPEN_BRACKET) {
    flow.lines = [];
    addContentLine(flow.lines, line);
  }
}

function addContentLine(lines: ContentLines, line: Line): void {
  lines.push(line.at, line.end, line.atColumn, indentOf(line));
}
