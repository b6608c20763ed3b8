import type { ByteRange } from "../model/post.ts";
import { isBlankByte } from "./block-line.ts";

/** Inner bytes of a shortcode whose content is code, from behind the opening tag to the closing tag. */
export type RawRange = ByteRange;

interface Tag {
  readonly name: string;
  readonly closing: boolean;
  readonly start: number;
  readonly end: number;
}

const QUOTE = 0x22;
const PERCENT = 0x25;
const SLASH = 0x2f;
const LESS = 0x3c;
const GREATER = 0x3e;
const BACKSLASH = 0x5c;
const BACKTICK = 0x60;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

/**
 * Inner ranges of all `{{< name … >}}…{{< /name >}}` (also with `%`) of the given names, in order and apart. A
 * shortcode that is never closed has no inner text, and inside a raw one no other is seen.
 */
export function findRawRanges(bytes: Uint8Array, start: number, names: readonly string[]): RawRange[] {
  const tags = findTags(bytes, start, new Set(names));
  const lastClosing = new Map<string, number>();
  tags.forEach((tag, index) => {
    if (tag.closing) lastClosing.set(tag.name, index);
  });
  const ranges: RawRange[] = [];
  let open: Tag | null = null;
  tags.forEach((tag, index) => {
    if (open === null) {
      if (!tag.closing && (lastClosing.get(tag.name) ?? -1) > index) open = tag;
    } else if (tag.closing && tag.name === open.name) {
      ranges.push({ start: open.end, end: tag.start });
      open = null;
    }
  });
  return ranges;
}

function findTags(bytes: Uint8Array, start: number, names: ReadonlySet<string>): Tag[] {
  const tags: Tag[] = [];
  let from = start;
  for (;;) {
    const brace = bytes.indexOf(OPEN_BRACE, from);
    if (brace === -1) return tags;
    from = brace + 1;
    if (bytes[from] !== OPEN_BRACE) continue;
    const tag = readTag(bytes, brace, names);
    if (tag === null) continue;
    tags.push(tag);
    from = tag.end;
  }
}

/** Reads the tag of a named shortcode at `{{`; null when another, a commented or a self-closing one stands there. */
function readTag(bytes: Uint8Array, start: number, names: ReadonlySet<string>): Tag | null {
  const mark = bytes[start + 2];
  if (mark !== LESS && mark !== PERCENT) return null;
  let index = skipSpace(bytes, start + 3);
  const closing = bytes[index] === SLASH;
  if (closing) index = skipSpace(bytes, index + 1);
  const nameStart = index;
  while (index < bytes.length && index - nameStart < 100 && isNameByte(bytes[index]!)) index++;
  if (index === nameStart) return null;
  const name = String.fromCharCode(...bytes.subarray(nameStart, index));
  if (!names.has(name)) return null;
  const tagEnd = findTagEnd(bytes, index, mark === LESS ? GREATER : PERCENT);
  if (tagEnd === -1) return null;
  let last = tagEnd - 4;
  while (last > index && isSpace(bytes[last]!)) last--;
  if (!closing && last >= index && bytes[last] === SLASH) return null;
  return { name, closing, start, end: tagEnd };
}

/** Index behind the `>}}` or `%}}` that ends a tag, arguments in quotes passed over; -1 when a new tag comes first. */
function findTagEnd(bytes: Uint8Array, from: number, mark: number): number {
  let index = from;
  while (index < bytes.length) {
    const byte = bytes[index]!;
    if (byte === mark && bytes[index + 1] === CLOSE_BRACE && bytes[index + 2] === CLOSE_BRACE)
      return index + 3;
    if (byte === OPEN_BRACE && bytes[index + 1] === OPEN_BRACE) return -1;
    index = byte === QUOTE || byte === BACKTICK ? skipQuoted(bytes, index, byte) : index + 1;
  }
  return -1;
}

/** Index behind a quoted argument; behind the quote only, when none closes it on its line or before a new tag. */
function skipQuoted(bytes: Uint8Array, from: number, quote: number): number {
  for (let index = from + 1; index < bytes.length; index++) {
    const byte = bytes[index]!;
    if (byte === quote) return index + 1;
    if (byte === BACKSLASH && quote === QUOTE) index++;
    else if (byte === 0x0a && quote === QUOTE) break;
    else if (byte === OPEN_BRACE && bytes[index + 1] === OPEN_BRACE) break;
  }
  return from + 1;
}

function skipSpace(bytes: Uint8Array, from: number): number {
  let index = from;
  while (index < bytes.length && isSpace(bytes[index]!)) index++;
  return index;
}

function isSpace(byte: number): boolean {
  return isBlankByte(byte) || byte === 0x0a || byte === 0x0d;
}

function isNameByte(byte: number): boolean {
  // Hugo allows folders in names (`docs/code`), and a slash before the closing mark is no part of one.
  return (
    byte > 0x20 &&
    byte !== QUOTE &&
    byte !== LESS &&
    byte !== GREATER &&
    byte !== PERCENT &&
    byte !== BACKTICK
  );
}
