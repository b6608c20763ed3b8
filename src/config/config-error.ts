import type { MessageParams } from "../model/finding.ts";

export type ConfigErrorCode =
  /** The text is no JSON or YAML. `detail` */
  | "not-parsable"
  /** The file holds a list or a single value, not keys. */
  | "not-an-object"
  /** `key`; `suggestion` when one of the known keys is near */
  | "unknown-key"
  /** `key` */
  | "missing-key"
  /** `expected`, `got`: names of JSON types */
  | "wrong-type"
  /** `allowed`, `got`; `suggestion` when one is near */
  | "not-one-of"
  /** `form`: language, size, duration, shortcode-argument; `got` */
  | "bad-form"
  /** `minimum` or `maximum`, `got` */
  | "out-of-range"
  /** A code of a finding that does not exist. `code`; `suggestion` when one is near */
  | "unknown-code"
  /** A list or text that is too short or too long. `minimum` or `maximum` */
  | "wrong-length"
  /** The same language as source and target, or twice a target. `language` */
  | "language-repeated";

/** One thing wrong with the configuration file. */
export interface ConfigError {
  readonly code: ConfigErrorCode;
  readonly file: string;
  /** Where in the data: `languages.source`, `content.roots[0].path`; empty for the file as a whole. */
  readonly at: string;
  /** 1-based; null when it cannot be told. */
  readonly line: number | null;
  readonly params: MessageParams;
}

export type PathInFile = readonly (string | number)[];

/** `["content", "roots", 0]` → `content.roots[0]`. */
export function formatPath(path: PathInFile): string {
  let text = "";
  for (const step of path) {
    if (typeof step === "number") text += `[${step}]`;
    else if (/[.[\]\s]/.test(step)) text += `["${step}"]`;
    else text += text === "" ? step : `.${step}`;
  }
  return text;
}

/** The known word nearest to a misspelt one, or null when none is near enough to be meant. */
export function nearestWord(word: string, known: readonly string[]): string | null {
  let best: string | null = null;
  // Longer words may hold more slips; a word of three letters may hold one.
  let least = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const candidate of known) {
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase(), least);
    if (distance < least) [best, least] = [candidate, distance];
  }
  return best;
}

/** Number of letters inserted, removed, replaced or swapped with a neighbour; `limit` when that many or more. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1];
      let cost = Math.min(last[column]! + 1, current[column - 1]! + 1, last[column - 1]! + (same ? 0 : 1));
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        cost = Math.min(cost, beforeLast[column - 2]! + 1);
      }
      current.push(cost);
    }
    [beforeLast, last] = [last, current];
  }
  return Math.min(last[b.length]!, limit);
}
