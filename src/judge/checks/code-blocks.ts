import { BLOCK, blockEnd, TOKEN } from "../../text/tokens.ts";
import type { SectionView } from "./check.ts";
import type { Item } from "./compare-items.ts";

/** Languages of fences whose content is written for readers: labels, samples of text. */
const READABLE = new Set([
  "",
  "text",
  "txt",
  "plain",
  "plaintext",
  "md",
  "markdown",
  "mermaid",
  "goat",
  "none",
  "output",
]);

/** The fenced code blocks of a section; comments, blank lines and prose in strings do not count. */
export interface CodeItem extends Item {
  /** Bytes of its lines, where they may be copied: not indented, and nothing in them that is translated. */
  readonly copy: { readonly start: number; readonly end: number } | null;
}

export function codeItems(view: SectionView): CodeItem[] {
  const { tokens } = view.parts;
  const items: CodeItem[] = [];
  for (let block = 0; block < tokens.blocks; block++) {
    if (tokens.blockKind[block] !== BLOCK.code) continue;
    const first = tokens.blockFirst[block]!;
    const end = blockEnd(tokens, block);
    if (first === end || !isFenced(view, first)) continue;
    let info = "";
    const lines: string[] = [];
    for (let i = first; i < end; i++) {
      if (tokens.kind[i] === TOKEN.codeInfo) info = view.parts.text(i);
      else if (tokens.kind[i] === TOKEN.code) lines.push(view.parts.text(i));
    }
    const language = info.split(/[\s{,]/, 1)[0]!.toLowerCase();
    if (READABLE.has(language) && readsLikeProse(lines)) continue;
    const code = dedent(lines)
      .map(normalizeLine)
      .filter((line) => line !== "");
    if (code.length === 0) continue;
    const plain = lines
      .filter((line) => line.trim() !== "")
      .every((line) => normalizeLine(line) === line.trimEnd());
    const start = tokens.kind[first] === TOKEN.codeInfo ? tokens.start[first + 1]! : tokens.start[first]!;
    const outer = view.content.bytes[start - 1] === 0x0a && lines[0]?.trimStart() === lines[0];
    items.push({
      key: code.join("\n"),
      text: lines.join("\n"),
      at: tokens.start[first]!,
      copy: plain && outer && !view.dated ? { start, end: tokens.end[end - 1]! } : null,
    });
  }
  return items;
}

function isFenced(view: SectionView, first: number): boolean {
  const { tokens, content } = view.parts;
  if (tokens.kind[first] === TOKEN.codeInfo) return true;
  let p = tokens.start[first]! - 1;
  while (p > content.start && content.bytes[p] !== 0x0a) p--;
  // `p` ends the line before the code; a fence without info stands on it.
  let q = p - 1;
  while (
    q >= content.start &&
    (content.bytes[q] === 0x20 || content.bytes[q] === 0x09 || content.bytes[q] === 0x0d)
  )
    q--;
  return content.bytes[q] === 0x60 || content.bytes[q] === 0x7e;
}

/** Without the indentation that all lines share: a list's item may be indented in one language only. */
function dedent(lines: readonly string[]): readonly string[] {
  const depths = lines
    .filter((line) => line.trim() !== "")
    .map((line) => line.length - line.trimStart().length);
  const shared = depths.length === 0 ? 0 : Math.min(...depths);
  return shared === 0 ? lines : lines.map((line) => line.slice(shared));
}

/**
 * A line of code without what translators may change: comments, the words of strings, names in angle brackets. Every
 * other byte counts.
 */
export function normalizeLine(line: string): string {
  return line
    .replace(
      /^\s*(?:#(?!!|include|define|if|endif|cloud-config).*|\/\/.*|--\s.*|;.*|\/?\*.*|<!--.*-->|rem\s.*|::.*)$/i,
      "",
    )
    .replace(/\s(?:#|\/\/)\s.*$/, "")
    .replace(/"[^"]*"|'[^']*'/g, (text) =>
      /\p{L}{2,}[,.:!?]?\s+\p{L}{2,}/u.test(text) && !/[=$/\\{}|]/.test(text) ? '""' : text,
    )
    .replace(/<[\p{L}][\p{L}\p{N} _-]*>/gu, "<>")
    .replace(/\s+$/, "");
}

/** Sentences and labels rather than statements: most words are plain words, few signs between them. */
function readsLikeProse(lines: readonly string[]): boolean {
  const text = lines.join(" ");
  const words = text.match(/\p{L}{2,}/gu)?.length ?? 0;
  const signs = text.match(/[{}()[\];=<>$\\|/_]/g)?.length ?? 0;
  return words >= 4 && signs * 3 <= words;
}
