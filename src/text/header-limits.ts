/**
 * Limits on headers that are handed to a full parser. They are far above what people write, and they are checked
 * before the parser runs, because parsers fail badly beyond them: yaml 2.9 takes the whole process down on
 * 20,000 nested brackets (not an exception, V8 aborts), needs 12 s for 20,000 aliases, and 1.3 s for 128 KB of errors.
 */
export const MAX_HEADER_LENGTH = 64 * 1024;
export const MAX_DEPTH = 100;
export const MAX_ALIASES = 100;

/** Columns of indentation and list markers that a line may begin with: a bound on the depth of block YAML. */
const MAX_LEAD = 400;
/** Steps that gray-matter's search for comments (`^\s*#`, tried at every line) may need. */
const MAX_BLANK_STEPS = 10_000_000;

export type LimitReason = "too-large" | "too-deep";

/** Says which limit a header exceeds, null if none. One pass; strings are not told from structure. */
export function findExceededLimit(text: string): { reason: LimitReason; offset: number } | null {
  if (text.length > MAX_HEADER_LENGTH) return { reason: "too-large", offset: 0 };
  let depth = 0;
  let lineStart = 0;
  let leading = true;
  let blankStart = 0;
  let blankBreaks = 0;
  let steps = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x5b || code === 0x7b) {
      depth += 1;
      if (depth > MAX_DEPTH) return { reason: "too-deep", offset: at };
    } else if ((code === 0x5d || code === 0x7d) && depth > 0) depth -= 1;
    if (code === 0x0a || code === 0x2028 || code === 0x2029) {
      lineStart = at + 1;
      leading = true;
      blankBreaks += 1;
    } else if (leading && !isLead(text, at, code)) {
      if (at - lineStart > MAX_LEAD) return { reason: "too-deep", offset: lineStart };
      leading = false;
    }
    if (!isSpace(code)) {
      steps += blankBreaks * (at - blankStart);
      if (steps > MAX_BLANK_STEPS) return { reason: "too-large", offset: blankStart };
      blankStart = at + 1;
      blankBreaks = 0;
    }
  }
  steps += blankBreaks * (text.length - blankStart);
  return steps > MAX_BLANK_STEPS ? { reason: "too-large", offset: blankStart } : null;
}

/** Indentation, or a `-`, `?` or `:` that opens a block collection on the same line. */
function isLead(text: string, at: number, code: number): boolean {
  if (code === 0x20 || code === 0x09) return true;
  if (code !== 0x2d && code !== 0x3f && code !== 0x3a) return false;
  const next = text.charCodeAt(at + 1);
  return next === 0x20 || next === 0x09;
}

/** What `\s` matches in a regular expression. */
function isSpace(code: number): boolean {
  if (code < 0x80) return code === 0x20 || (code >= 0x09 && code <= 0x0d);
  if (code < 0x2000) return code === 0xa0 || code === 0x1680;
  if (code <= 0x205f)
    return code <= 0x200a || code === 0x2028 || code === 0x2029 || code === 0x202f || code === 0x205f;
  return code === 0x3000 || code === 0xfeff;
}
