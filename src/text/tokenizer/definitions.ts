import {
  BLANK,
  BRACKET_CLOSE,
  BRACKET_OPEN,
  byteClass,
  COLON,
  CR,
  decoder,
  GREATER,
  LESS,
  LF,
  NEWLINE,
  SPACE,
  skipBlanks,
} from "./bytes.ts";

/** Label of a reference: case and runs of blanks folded. */
export function labelOf(bytes: Uint8Array, start: number, end: number): string {
  return decoder.decode(bytes.subarray(start, end)).trim().replace(/\s+/g, " ").toLowerCase();
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
