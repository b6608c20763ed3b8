/** One line of a fact file, taken apart: words that stand alone, and `name=value` fields. */
export interface FactFields {
  readonly words: readonly string[];
  readonly values: ReadonlyMap<string, string>;
}

/** Values that need no quotes: nothing that could end the field, or that hides. */
const BARE = /^[A-Za-z0-9_./:@+~-]+$/;

/**
 * What JSON leaves in the open but would end or hide a line: line and paragraph separators, C1 controls, marks of
 * direction, lone halves of surrogate pairs (which would not survive UTF-8).
 */
const HIDDEN =
  /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Writes a value: bare where that is safe, else as a JSON string. */
export function quoteValue(value: string): string {
  if (BARE.test(value)) return value;
  return JSON.stringify(value).replace(
    HIDDEN,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** A name, an equals sign and the start of a value; or a word. Sticky: no part of the line is skipped. */
const NAME = /[a-z][a-zA-Z0-9.-]*=/y;
const PLAIN = /[^\s"]+/y;
const QUOTED = /"(?:[^"\\]|\\.)*"/y;

/** Takes a line apart. A text is returned when it cannot be: the part where reading stopped. */
export function readFields(line: string): FactFields | string {
  const words: string[] = [];
  const values = new Map<string, string>();
  let at = 0;
  while (at < line.length) {
    const start = at;
    const name = matchAt(NAME, line, at);
    at += name.length;
    const value = readValue(line, at);
    if (value === null) return line.slice(start, start + 40);
    at += value.length;
    if (at < line.length && line[at] !== " ") return line.slice(start, start + 40);
    at += 1;
    if (name === "") words.push(value.text);
    else if (values.has(name.slice(0, -1))) return name.slice(0, -1);
    else values.set(name.slice(0, -1), value.text);
  }
  return { words, values };
}

function readValue(line: string, at: number): { readonly text: string; readonly length: number } | null {
  if (line[at] !== '"') {
    const text = matchAt(PLAIN, line, at);
    return text === "" ? null : { text, length: text.length };
  }
  const quoted = matchAt(QUOTED, line, at);
  if (quoted === "") return null;
  try {
    return { text: JSON.parse(quoted) as string, length: quoted.length };
  } catch {
    return null;
  }
}

function matchAt(pattern: RegExp, line: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(line)?.[0] ?? "";
}
