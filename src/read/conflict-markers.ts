import { makeReadProblem, type ReadProblem } from "./problem.ts";

const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const BACKTICK = 0x60;
const TILDE = 0x7e;
const LESS = 0x3c;
const EQUALS = 0x3d;
const GREATER = 0x3e;
const MARKER = 7;

/**
 * Finds what a merge left for somebody to solve: `<<<<<<< `, `=======` and `>>>>>>> ` at the start of lines, in this
 * order. `=======` alone is the underline of a heading, and three markers inside one fenced code block are
 * a post about git. (A real conflict wholly inside a code block goes unseen for that.) The place is the first
 * opening marker's; `params.count` says how many conflicts there are.
 */
export function findConflictMarkers(bytes: Uint8Array): ReadProblem | null {
  // One search for the rarest of the three: clean files, that is nearly all, cost no walk over their lines.
  if (Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).indexOf("<<<<<<<") < 0) return null;
  let first = 0;
  let count = 0;
  let opener: { line: number; fence: number } | null = null;
  let divided = false;
  let fence: { line: number; marker: number; length: number } | null = null;
  let start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  for (let line = 1; start < bytes.length; line += 1) {
    let end = start;
    while (end < bytes.length && bytes[end] !== LF && bytes[end] !== CR) end += 1;
    const block = fence?.line ?? 0;
    if (isMarker(bytes, start, end, LESS)) {
      opener = { line, fence: block };
      divided = false;
    } else if (opener !== null && isMarker(bytes, start, end, EQUALS)) divided = true;
    else if (opener !== null && divided && isMarker(bytes, start, end, GREATER)) {
      if (block === 0 || opener.fence !== block) {
        count += 1;
        if (first === 0) first = opener.line;
      }
      opener = null;
    } else fence = moveFence(bytes, start, end, line, fence);
    start = bytes[end] === CR && bytes[end + 1] === LF ? end + 2 : end + 1;
  }
  return count === 0 ? null : makeReadProblem("conflict-markers", { line: first, column: 1 }, { count });
}

/** Exactly seven of the byte; after `<` and `>` a blank and a name may follow. */
function isMarker(bytes: Uint8Array, start: number, end: number, marker: number): boolean {
  for (let at = start; at < start + MARKER; at += 1) if (bytes[at] !== marker) return false;
  const after = start + MARKER;
  return after === end || (marker !== EQUALS && bytes[after] === SPACE);
}

type Fence = { line: number; marker: number; length: number };

function moveFence(
  bytes: Uint8Array,
  start: number,
  end: number,
  line: number,
  fence: Fence | null,
): Fence | null {
  let at = start;
  while (at < start + 3 && bytes[at] === SPACE) at += 1;
  const marker = bytes[at];
  if (marker !== BACKTICK && marker !== TILDE) return fence;
  let length = 0;
  while (at + length < end && bytes[at + length] === marker) length += 1;
  if (length < 3) return fence;
  if (fence !== null) {
    const closes = marker === fence.marker && length >= fence.length && isBlank(bytes, at + length, end);
    return closes ? null : fence;
  }
  // The information after an opening ``` holds no backtick, else it is inline code.
  if (marker === BACKTICK && bytes.subarray(at + length, end).includes(BACKTICK)) return null;
  return { line, marker, length };
}

function isBlank(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) if (bytes[at] !== SPACE && bytes[at] !== 0x09) return false;
  return true;
}
