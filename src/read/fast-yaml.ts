import type { FrontMatterValue } from "../model/post.ts";
import { createData, type HeaderData } from "./header-data.ts";

/** A header as the line reader read it. */
export interface SimpleYaml {
  readonly data: HeaderData;
  readonly keyLines: { readonly [key: string]: number };
}

/**
 * Reads the YAML that most headers are made of, twenty times as fast as the yaml package: `key: value` lines, lists and
 * maps by indentation, `[a, b]` lists, comments, blank lines; values plain, or quoted without escapes, on one line.
 * Returns null for anything else, duplicate keys included, and for whatever is in doubt: the yaml package decides
 * then. A test proves that where this one answers it answers as the package does (1.2, core schema).
 *
 * @param text the lines between the fences, line breaks already `\n`
 * @param firstLine number of the first of these lines, for `keyLines`
 */
export function readSimpleYaml(text: string, firstLine: number): SimpleYaml | null {
  if (UNUSUAL.test(text)) return null;
  const lines = splitLines(text);
  const keyLines = createData() as { [key: string]: number };
  const data = readMap({ text, lines, next: 0 }, 0, 0, (key, line) => {
    keyLines[key] = line.number + firstLine;
  });
  return data === null ? null : { data, keyLines };
}

/** A line that is neither blank nor a comment. `from` is its first character, after `indent` spaces. */
interface Line {
  readonly number: number;
  readonly from: number;
  readonly indent: number;
  readonly end: number;
}

interface Cursor {
  readonly text: string;
  readonly lines: Line[];
  next: number;
}

const MAX_NESTING = 20;

function splitLines(text: string): Line[] {
  const lines: Line[] = [];
  let number = 0;
  for (let at = 0; at < text.length; number += 1) {
    let end = text.indexOf("\n", at);
    if (end < 0) end = text.length;
    const from = skipSpaces(text, at);
    if (from < end && text.charCodeAt(from) !== 0x23) lines.push({ number, from, indent: from - at, end });
    at = end + 1;
  }
  return lines;
}

/** The map whose keys stand at `indent`; null where the line reader gives up. */
function readMap(
  cursor: Cursor,
  indent: number,
  depth: number,
  noteKey?: (key: string, line: Line) => void,
): HeaderData | null {
  const { text, lines } = cursor;
  const data = createData();
  for (
    let line = lines[cursor.next];
    line !== undefined && line.indent >= indent;
    line = lines[cursor.next]
  ) {
    const colon = line.indent === indent ? findColon(text, line.from, line.end) : -1;
    if (colon < 0) return null;
    const key = text.slice(line.from, colon);
    // `true: x` and `null: x` have keys that are no text.
    if (key in data || typePlain(key) !== key) return null;
    cursor.next += 1;
    const value = isBlank(text, colon + 1, line.end)
      ? readBlock(cursor, indent, depth)
      : readInline(text, colon + 1, line.end);
    if (value === undefined) return null;
    data[key] = value;
    noteKey?.(key, line);
  }
  return data;
}

/** What stands below a key without a value: a list, also at the key's own indentation, a map, or nothing. */
function readBlock(cursor: Cursor, indent: number, depth: number): FrontMatterValue | undefined {
  const line = cursor.lines[cursor.next];
  if (line === undefined || line.indent < indent) return null;
  if (isItem(cursor.text, line)) return readList(cursor, line.indent, depth + 1);
  if (line.indent === indent) return null;
  return depth === MAX_NESTING ? undefined : (readMap(cursor, line.indent, depth + 1) ?? undefined);
}

function isItem(text: string, line: Line): boolean {
  return text.charCodeAt(line.from) === 0x2d && text.charCodeAt(line.from + 1) === 0x20;
}

/** The list whose dashes stand at `indent`. Its items are scalars or maps. */
function readList(cursor: Cursor, indent: number, depth: number): FrontMatterValue[] | undefined {
  if (depth > MAX_NESTING) return undefined;
  const { text, lines } = cursor;
  const items: FrontMatterValue[] = [];
  for (
    let line = lines[cursor.next];
    line !== undefined && line.indent >= indent;
    line = lines[cursor.next]
  ) {
    if (line.indent !== indent) return undefined;
    // A key at the dashes' indentation ends a list that stands at its own key's indentation.
    if (!isItem(text, line)) return items;
    const from = skipSpaces(text, line.from + 1);
    let value: FrontMatterValue | undefined;
    if (findColon(text, from, line.end) >= 0) {
      const inner = indent + from - line.from;
      lines[cursor.next] = { number: line.number, from, indent: inner, end: line.end };
      value = readMap(cursor, inner, depth) ?? undefined;
    } else {
      cursor.next += 1;
      value = readScalar(text, from, line.end);
    }
    if (value === undefined) return undefined;
    items.push(value);
  }
  return items;
}

// Tabs, control characters, and what looks like a blank or a line break to some and not to others.
const UNUSUAL = /[\x00-\x09\x0b-\x1f\x7f-\xa0\u2028\u2029\ufeff\ufffe\uffff]/;
// Characters that a plain value cannot begin with, or that mean more than text there.
const INDICATORS = new Set("-?:,[]{}#&*!|>'\"%@`");
const NUMBER_LIKE = /^[-+]?(?:0[ox]|\.?[0-9][0-9.]*(?:[eE][-+]?[0-9]+)?$|\.(?:inf|nan)$)/i;
const PLAIN_INTEGER = /^[-+]?[0-9]{1,15}$/;
const FLOW_PLAIN = /^[^-?:,[\]{}#&*!|>'"%@` ][^,[\]{}#:'"]*$/;

/** Offset of the colon that ends a key of letters, digits, `_` and `-`; -1 if there is no such key. */
function findColon(text: string, from: number, end: number): number {
  let at = from;
  for (; at < end && at - from < 100; at += 1) {
    const code = text.charCodeAt(at);
    const letter = (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || code === 0x5f;
    const other = (code >= 0x30 && code <= 0x39) || code === 0x2d;
    if (!letter && !(other && at > from)) break;
  }
  if (at === from || text.charCodeAt(at) !== 0x3a || at >= end) return -1;
  return at + 1 === end || text.charCodeAt(at + 1) === 0x20 ? at : -1;
}

function isBlank(text: string, from: number, end: number): boolean {
  for (let at = from; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x23) return true;
    if (code !== 0x20) return false;
  }
  return true;
}

function readInline(text: string, from: number, end: number): FrontMatterValue | undefined {
  const at = skipSpaces(text, from);
  return text.charCodeAt(at) === 0x5b ? readFlowList(text, at, end) : readScalar(text, at, end);
}

/** A scalar on one line, comment cut off; null for a null, undefined where the package has to decide. */
function readScalar(text: string, from: number, end: number): string | number | boolean | null | undefined {
  const at = skipSpaces(text, from);
  if (at >= end) return undefined;
  const first = text.charAt(at);
  if (first === '"' || first === "'") {
    const close = text.indexOf(first, at + 1);
    if (close < 0 || close >= end || !endsValue(text, close + 1, end)) return undefined;
    const inner = text.slice(at + 1, close);
    return first === '"' && inner.includes("\\") ? undefined : inner;
  }
  if (INDICATORS.has(first)) {
    // `-5`, `-x` and `:x` are plain values; they are rare, so only the numbers are read here.
    if (first !== "-" || !(text.charCodeAt(at + 1) > 0x20)) return undefined;
    if (text.charAt(at + 1) === "-") return undefined;
  }
  // Cut out first: a search in the whole text would go on past the line, for every line.
  let plain = text.slice(at, end);
  const comment = plain.indexOf(" #");
  if (comment >= 0) plain = plain.slice(0, comment);
  plain = trimSpaces(plain);
  if (plain.includes(": ") || plain.endsWith(":")) return undefined;
  return typePlain(plain);
}

function endsValue(text: string, from: number, end: number): boolean {
  return from === end || (text.charCodeAt(from) === 0x20 && isBlank(text, from, end));
}

function readFlowList(text: string, from: number, end: number): FrontMatterValue | undefined {
  const items: FrontMatterValue[] = [];
  let at = skipSpaces(text, from + 1);
  if (text.charCodeAt(at) === 0x5d) return endsValue(text, at + 1, end) ? items : undefined;
  while (at < end) {
    const first = text.charAt(at);
    let stop: number;
    if (first === '"' || first === "'") {
      const close = text.indexOf(first, at + 1);
      if (close < 0 || close >= end) return undefined;
      const inner = text.slice(at + 1, close);
      if (first === '"' && inner.includes("\\")) return undefined;
      items.push(inner);
      stop = skipSpaces(text, close + 1);
    } else {
      stop = at;
      while (stop < end && text.charAt(stop) !== "," && text.charAt(stop) !== "]") stop += 1;
      const plain = trimSpaces(text.slice(at, stop));
      if (!FLOW_PLAIN.test(plain)) return undefined;
      const value = typePlain(plain);
      if (value === undefined) return undefined;
      items.push(value);
    }
    if (stop >= end) return undefined;
    const separator = text.charAt(stop);
    if (separator === "]") return endsValue(text, stop + 1, end) ? items : undefined;
    if (separator !== ",") return undefined;
    at = skipSpaces(text, stop + 1);
  }
  return undefined;
}

function skipSpaces(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) === 0x20) at += 1;
  return at;
}

/** Cuts spaces off the end. `trimEnd` would also cut blanks that are text to YAML, such as U+3000. */
function trimSpaces(text: string): string {
  let end = text.length;
  while (text.charCodeAt(end - 1) === 0x20) end -= 1;
  return end === text.length ? text : text.slice(0, end);
}

/** The core schema's value of a plain scalar; undefined for the rarer forms of numbers. */
function typePlain(plain: string): string | number | boolean | null | undefined {
  switch (plain) {
    case "true":
    case "True":
    case "TRUE":
      return true;
    case "false":
    case "False":
    case "FALSE":
      return false;
    case "~":
    case "null":
    case "Null":
    case "NULL":
      return null;
    default: {
      const code = plain.charCodeAt(0);
      // Digits, `+`, `-` and `.`: the only characters that a number begins with.
      if (code >= 0x2b && code <= 0x39 && code !== 0x2c && code !== 0x2f) {
        if (PLAIN_INTEGER.test(plain)) return Number(plain);
        if (NUMBER_LIKE.test(plain)) return undefined;
      }
      return plain;
    }
  }
}
