import { isUtf8 } from "node:buffer";
import { findPlace } from "../text/positions.ts";
import { makeReadProblem, type ReadProblem } from "./problem.ts";

/**
 * Says where a file stops being UTF-8 text; null for UTF-8, with or without a BOM. `params.encoding` is `utf-16` for
 * a file that begins with its byte order mark, else `unknown`, and then `params.byte` is the first wrong byte (`0xE6`).
 */
export function findEncodingProblem(bytes: Uint8Array): ReadProblem | null {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    return makeReadProblem("encoding-invalid", { line: 1, column: 1 }, { encoding: "utf-16" });
  }
  if (isUtf8(bytes)) return null;
  const offset = findInvalidByte(bytes);
  return makeReadProblem("encoding-invalid", findPlace(bytes, offset), {
    encoding: "unknown",
    byte: `0x${(bytes[offset] ?? 0).toString(16).toUpperCase().padStart(2, "0")}`,
  });
}

/** First byte of the first sequence that is not UTF-8 (RFC 3629: nothing overlong, no surrogates, none above U+10FFFF). */
function findInvalidByte(bytes: Uint8Array): number {
  let at = 0;
  while (at < bytes.length) {
    const length = sequenceLength(bytes, at);
    if (length === 0) return at;
    at += length;
  }
  return at;
}

function sequenceLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at]!;
  if (first < 0x80) return 1;
  const second = bytes[at + 1] ?? 0;
  if (first >= 0xc2 && first <= 0xdf) return isTail(second) ? 2 : 0;
  if (first >= 0xe0 && first <= 0xef) {
    const low = first === 0xe0 ? 0xa0 : 0x80;
    const high = first === 0xed ? 0x9f : 0xbf;
    return second >= low && second <= high && isTail(bytes[at + 2]) ? 3 : 0;
  }
  if (first >= 0xf0 && first <= 0xf4) {
    const low = first === 0xf0 ? 0x90 : 0x80;
    const high = first === 0xf4 ? 0x8f : 0xbf;
    return second >= low && second <= high && isTail(bytes[at + 2]) && isTail(bytes[at + 3]) ? 4 : 0;
  }
  return 0;
}

function isTail(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x80 && byte <= 0xbf;
}
