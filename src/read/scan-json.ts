/** Where things are in a JSON text; offsets in UTF-16 units. */
export interface JsonScan {
  /** Where the text stops being JSON; null if it is sound. */
  readonly error: number | null;
  readonly topKeys: readonly { readonly key: string; readonly offset: number }[];
  /** Keys that an object holds already; `first` is where. */
  readonly duplicates: readonly { readonly key: string; readonly offset: number; readonly first: number }[];
}

// Sticky, each a fixed sequence of character classes: linear time.
const BLANKS = /[ \t\r\n]*/y;
const STRING = /"(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const LITERAL = /(?:-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?|true|false|null)(?![\w.+-])/y;

interface Open {
  readonly close: "]" | "}";
  readonly keys: Map<string, number>;
}

/**
 * Finds what JSON.parse does not tell: the place of the first error (its messages give one only sometimes), keys
 * that stand twice, and where the top-level keys are. Builds no values; a stack of its own, so no depth harms it.
 */
export function scanJson(text: string): JsonScan {
  const topKeys: { key: string; offset: number }[] = [];
  const duplicates: { key: string; offset: number; first: number }[] = [];
  const open: Open[] = [];
  let at = 0;
  const take = (pattern: RegExp): string | null => {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match === null) return null;
    at += match[0].length;
    return match[0];
  };
  const takeKey = (inside: Open): boolean => {
    const offset = at;
    const written = take(STRING);
    if (written === null) return false;
    const key = JSON.parse(written) as string;
    const first = inside.keys.get(key);
    if (first !== undefined) duplicates.push({ key, offset, first });
    else inside.keys.set(key, offset);
    if (open.length === 1) topKeys.push({ key, offset });
    take(BLANKS);
    if (text[at] !== ":") return false;
    at += 1;
    return true;
  };
  const fail = (): JsonScan => ({ error: at, topKeys, duplicates });
  let state: "value" | "first" | "next" = "value";
  for (;;) {
    take(BLANKS);
    const inside = open.at(-1);
    if (state === "first" && inside !== undefined && text[at] === inside.close) {
      at += 1;
      open.pop();
      state = "next";
      continue;
    }
    if (state === "next") {
      if (inside === undefined) return at === text.length ? { error: null, topKeys, duplicates } : fail();
      if (text[at] === inside.close) {
        at += 1;
        open.pop();
        continue;
      }
      if (text[at] !== ",") return fail();
      at += 1;
      take(BLANKS);
    }
    if (inside?.close === "}" && !takeKey(inside)) return fail();
    take(BLANKS);
    const first = text[at];
    if (first === "{" || first === "[") {
      open.push({ close: first === "{" ? "}" : "]", keys: new Map() });
      at += 1;
      state = "first";
    } else {
      if (take(first === '"' ? STRING : LITERAL) === null) return fail();
      state = "next";
    }
  }
}
