import type { CheckPost, PairContext } from "./check.ts";

/** A fence that does not stand where Markdown wants it. `at` is its first byte in the file. */
export interface FenceFault {
  /** `opening`/`closing`: glued to the text before; `text-after`: text behind the closing fence; the rest is out of balance. */
  readonly kind: "opening" | "closing" | "text-after" | "not-closed" | "opened-twice";
  readonly at: number;
  readonly line: string;
  /** What would set it right: line ends in place of the blanks there; null inside lists and quotations. */
  readonly replace: { readonly start: number; readonly end: number; readonly text: string } | null;
}

const BACKTICK = 0x60;
const decoder = new TextDecoder();

/** Fence faults of a post, once for all checks. */
export function fenceFaults(post: CheckPost, pair: PairContext): readonly FenceFault[] {
  return pair.memo(`fences ${post.path}`, () => findFenceFaults(post.bytes, post.post.frontMatter.range.end));
}

interface OpenFence {
  readonly mark: string;
  readonly length: number;
  readonly at: number;
  readonly line: string;
  /** Holds Markdown, which may show fences of its own. */
  readonly sample: boolean;
}

// Blanks, quote and list markers that may stand before a fence.
const LEAD = /^(?:[ \t]|>|[-*+][ \t]|\d{1,9}[.)][ \t])*/;
const INFO = /^[ \t]*(?:[\w+#./-]{0,24}[ \t]*(?:\{[^}]*\})?|[\w-]+ [\w-]+=.*)[ \t]*$/;

/**
 * Reads the lines of a body as their author meant them: a fence behind a colon counts as the opening that it was
 * before somebody lost the line break. So one lost line break is one fault, not a post full of them.
 */
export function findFenceFaults(bytes: Uint8Array, bodyStart: number): FenceFault[] {
  if (!holdsFence(bytes, bodyStart)) return [];
  const faults: FenceFault[] = [];
  let open: OpenFence | null = null;
  let comment = false;
  for (let start = bodyStart; start < bytes.length; ) {
    let end = bytes.indexOf(0x0a, start);
    if (end < 0) end = bytes.length;
    const raw = decoder.decode(bytes.subarray(start, end));
    const line = raw.endsWith("\r") ? raw.slice(0, -1) : raw;
    if (open === null && (comment || line.includes("<!--"))) {
      comment = staysInComment(line, comment);
    } else if (line.includes("```") || line.includes("~~~")) {
      open = readLine(line, start, open, faults, raw.length > line.length ? "\r\n" : "\n");
    }
    start = end + 1;
  }
  if (open !== null) faults.push({ kind: "not-closed", at: open.at, line: open.line, replace: null });
  return faults;
}

function holdsFence(bytes: Uint8Array, from: number): boolean {
  for (let i = bytes.indexOf(BACKTICK, from); i >= 0; i = bytes.indexOf(BACKTICK, i + 1)) {
    if (bytes[i + 1] === BACKTICK && bytes[i + 2] === BACKTICK) return true;
  }
  const tilde = bytes.indexOf(0x7e, from);
  return tilde >= 0 && bytes[tilde + 1] === 0x7e;
}

function staysInComment(line: string, inside: boolean): boolean {
  const opens = line.lastIndexOf("<!--");
  const closes = line.lastIndexOf("-->");
  return closes > opens ? false : inside || opens >= 0;
}

function readLine(
  line: string,
  start: number,
  open: OpenFence | null,
  faults: FenceFault[],
  eol: string,
): OpenFence | null {
  const lead = LEAD.exec(line)![0].length;
  const body = line.slice(lead);
  const run = /^(`{3,}|~{3,})(.*)$/.exec(body);
  const at = (column: number): number => start + Buffer.byteLength(line.slice(0, column));
  const fence = (mark: string, column: number, info: string): OpenFence => ({
    mark: mark[0]!,
    length: mark.length,
    at: at(column),
    line: line.trim(),
    sample: /^\s*(?:md|markdown|mdx|html|text)\b/i.test(info),
  });
  if (run !== null) {
    const [, mark = "", rest = ""] = run;
    if (open === null) {
      // An info string with a backtick is inline code.
      return mark[0] === "`" && rest.includes("`") ? null : fence(mark, lead, rest);
    }
    if (mark[0] !== open.mark || mark.length < open.length) return open;
    if (rest.trim() === "") return null;
    if (open.sample || rest.includes("`")) return open;
    if (INFO.test(rest)) {
      faults.push({ kind: "opened-twice", at: at(lead), line: line.trim(), replace: null });
      return fence(mark, lead, rest);
    }
    const behind = lead + mark.length;
    faults.push({
      kind: "text-after",
      at: at(lead),
      line: line.trim(),
      replace:
        lead > 0
          ? null
          : { start: at(behind), end: at(line.length - rest.trimStart().length), text: eol + eol },
    });
    return null;
  }
  const glued = /^(.*[^`~\s])[ \t]*(`{3,})([^`]*)$/.exec(line);
  if (glued === null || glued[1]!.includes("```")) return open;
  const column = line.length - glued[3]!.length - glued[2]!.length;
  // In a list or a quotation the new line would need the marks of its container.
  const unglue = (before: string, text: string) =>
    lead > 0 && open === null ? null : { start: at(before.length), end: at(column), text };
  if (open === null) {
    if (!INFO.test(glued[3]!) || isEscaped(glued[1]!)) return null;
    faults.push({
      kind: "opening",
      at: at(column),
      line: line.trim(),
      replace: unglue(glued[1]!, eol + eol),
    });
    return fence(glued[2]!, column, glued[3]!);
  }
  if (open.mark !== "`" || open.sample || glued[2]!.length < open.length || glued[3]!.trim() !== "")
    return open;
  faults.push({ kind: "closing", at: at(column), line: line.trim(), replace: unglue(glued[1]!, eol) });
  return null;
}

function isEscaped(before: string): boolean {
  return before.endsWith("\\");
}
