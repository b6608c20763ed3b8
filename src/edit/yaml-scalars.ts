import type { HeaderScalar } from "./header-change.ts";

export type QuoteStyle = "plain" | "single" | "double";

/** Ways to write a value on one line, the one in `style` first. Not all of them need be right at every place. */
export function writeScalar(value: HeaderScalar, style: QuoteStyle, wasLoose = false): readonly string[] {
  if (typeof value !== "string") return [value === null ? "null" : String(value)];
  const double = quoteDouble(value);
  // Nothing to be gained from single quotes where double ones need no escape.
  const single = /[\n\r\x00-\x08\x7f-\x9f]/.test(value) ? [] : [`'${value.replaceAll("'", "''")}'`];
  const quoted = double.includes("\\") ? [...single, double] : [double];
  if (style === "double") return [double];
  if (style === "single") return [...single, double];
  const plain = /^\S(?:[^\n\r]*\S)?$/.test(value) && (wasLoose || !isLoose(value)) ? [value] : [];
  return [...plain, ...quoted];
}

/** Is this plain text read as something else by YAML 1.1, that is by half of the tools: dates, `no`, `12:30`, `1_000`? */
export function isLoose(plain: string): boolean {
  return LOOSE.test(plain);
}

const LOOSE =
  /^(?:y|n|yes|no|on|off|true|false|null|~|[-+]?[\d.][\d_.,:TtZz+\s-]*|[-+]?0[xob][\da-f_]+|[=<]+)$/i;

/** In double quotes, all on one line; what no editor shows is escaped. */
export function quoteDouble(value: string): string {
  const escapeUnit = (character: string): string =>
    `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return JSON.stringify(value).replace(/[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g, escapeUnit);
}

/**
 * A block scalar (`|`, `>`) with another text, its header line kept but for the sign that says what becomes of the
 * line breaks at the end.
 *
 * @param source from the `|` or `>` to the end of its last line
 * @param oldValue the text that it stands for, which tells the indentation
 * @returns null for a text that cannot stand there
 */
export function writeBlockScalar(source: string, oldValue: string, value: string): string | null {
  const [header = "", ...lines] = source.split("\n");
  const sample = lines.find((line) => line.trim() !== "");
  const oldSample = oldValue.split("\n").find((line) => line.trim() !== "");
  if (sample === undefined || oldSample === undefined || value.trim() === "" || value.includes("\r"))
    return null;
  const indent = sample.slice(0, leadOf(sample) - leadOf(oldSample));
  const body = value.replace(/\n+$/, "");
  const breaks = value.length - body.length;
  const newHeader = header.replace(
    /^([|>])([1-9]?)[-+]?([1-9]?)/,
    (_all, kind: string, before: string, after: string) => {
      const keep = /^[|>][1-9]?\+/.test(header) && breaks > 0;
      return kind + before + after + (breaks === 0 ? "-" : keep || breaks > 1 ? "+" : "");
    },
  );
  const written = header.startsWith(">") ? fold(body, widthOf(lines, indent)) : body.split("\n");
  const ending = breaks > 1 ? "\n".repeat(breaks) : source.endsWith("\n") ? "\n" : "";
  return [newHeader, ...written.map((line) => (line === "" ? "" : indent + line))].join("\n") + ending;
}

function leadOf(line: string): number {
  return line.length - line.trimStart().length;
}

/** Columns that the old text was wrapped at; no limit if it stood on one line. */
function widthOf(lines: readonly string[], indent: string): number {
  const filled = lines.filter((line) => line.trim() !== "");
  if (filled.length < 2) return Number.POSITIVE_INFINITY;
  return Math.max(40, ...filled.map((line) => line.length - indent.length));
}

/** Lines of a folded scalar: each line break of the text is one blank line more, long lines break at single spaces. */
function fold(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const [index, paragraph] of text.split("\n").entries()) {
    if (index > 0) lines.push("");
    let line = "";
    for (const word of paragraph.split(/(?<=\S) (?=\S)/)) {
      if (line !== "" && line.length + 1 + word.length > width) {
        lines.push(line);
        line = word;
      } else line = line === "" ? word : `${line} ${word}`;
    }
    if (line !== "") lines.push(line);
  }
  return lines;
}
