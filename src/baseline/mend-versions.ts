import type { Content } from "../compare/content.ts";
import type { PostVersion } from "./threads.ts";

/**
 * Reads a version whose code fences were broken as the version that mended them: line breaks were lost, so code counted
 * as prose, comments as headings, and headings as code. Nobody rewrote the text when they came back.
 */
export function mendVersions(versions: readonly PostVersion[]): readonly PostVersion[] {
  const mended = [...versions];
  for (let i = mended.length - 2; i >= 0; i--) {
    const { commit, contents } = mended[i]!;
    const later = mended[i + 1]!.contents;
    if (contents === null || later === null || !readsDifferently(contents, later)) continue;
    if (sameInk(contents, later)) mended[i] = { commit, contents: later };
  }
  return mended;
}

function readsDifferently(a: readonly Content[], b: readonly Content[]): boolean {
  const codeLines = (contents: readonly Content[]) =>
    contents.reduce((sum, { sketch }) => sum + sketch.codeLines, 0);
  return a.length !== b.length || codeLines(a) !== codeLines(b);
}

/** Whether two bodies are equal but for blanks and line breaks. */
function sameInk(a: readonly Content[], b: readonly Content[]): boolean {
  const [x, y] = [a.at(0), b.at(0)];
  if (x === undefined || y === undefined) return false;
  const [endX, endY] = [a.at(-1)!.end, b.at(-1)!.end];
  let p = x.start;
  let q = y.start;
  for (;;) {
    while (p < endX && isBlank(x.bytes[p]!)) p++;
    while (q < endY && isBlank(y.bytes[q]!)) q++;
    if (p >= endX || q >= endY) return p >= endX && q >= endY;
    if (x.bytes[p] !== y.bytes[q]) return false;
    p++;
    q++;
  }
}

function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x09 || byte === 0x0d;
}
