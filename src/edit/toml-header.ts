import type { AST } from "toml-eslint-parser";
import type { HeaderChange, HeaderEditor, HeaderScalar, KeyPath } from "./header-change.ts";
import { lineEndAt, lineStartAt, type TextEdit } from "./header-text.ts";
import { quoteDouble } from "./yaml-scalars.ts";

/** A key and its value, or one item of an array, with its path from the root. */
interface Entry {
  readonly path: KeyPath;
  readonly node: AST.TOMLContentNode;
  /** Null for an item of an array. */
  readonly pair: AST.TOMLKeyValue | null;
  readonly parent: AST.TOMLArray | AST.TOMLInlineTable | null;
}

type Nested = { [key: string | number]: unknown };

/** Edits TOML headers by the ranges of toml-eslint-parser; smol-toml reads the result. */
export async function loadTomlEditor(): Promise<HeaderEditor> {
  const [{ parse }, { parseTOML }] = await Promise.all([import("smol-toml"), import("toml-eslint-parser")]);
  return {
    parse: (text) => {
      const data = parse(text, { integersAsBigInt: "asNeeded" });
      // A parsed date has lost how it was written; as text it can be compared.
      for (const { path, node } of listEntries(parseTOML(text))) {
        if (node.type !== "TOMLValue" || !/date|time/.test(node.kind)) continue;
        const parent = path
          .slice(0, -1)
          .reduce<unknown>((value, key) => (value as Nested)[key], data) as Nested;
        parent[path.at(-1)!] = text.slice(...node.range);
      }
      return data;
    },
    propose: (text, change) => propose(text, parseTOML(text), change),
  };
}

function* propose(
  text: string,
  program: AST.TOMLProgram,
  change: HeaderChange,
): Iterable<readonly TextEdit[]> {
  if (change.kind === "add-key") {
    yield* proposeKey(text, program, change.key, change.value);
    return;
  }
  const wanted = JSON.stringify(change.path);
  const entry = listEntries(program).find(({ path }) => JSON.stringify(path) === wanted);
  if (entry === undefined) return;
  const [start, end] = entry.node.range;
  if (change.kind === "remove") yield* proposeRemoval(text, entry);
  else if (change.kind === "set") {
    if (entry.node.type !== "TOMLValue") return;
    for (const written of writeValue(change.value, text.slice(start, end)))
      yield [{ start, end, text: written }];
  } else if (entry.node.type === "TOMLArray") {
    const last = entry.node.elements.at(-1);
    const sample = last === undefined ? '"' : text.slice(last.range[0], last.range[1]);
    for (const written of writeValue(change.value, sample)) yield [addElement(text, entry.node, written)];
  } else {
    const old = text.slice(start, end);
    for (const written of writeValue(change.value, old)) yield [{ start, end, text: `[${old}, ${written}]` }];
  }
}

/** New keys go after the last key of the root table: after a `[table]` line they would belong to that table. */
function* proposeKey(
  text: string,
  program: AST.TOMLProgram,
  key: string,
  value: HeaderScalar | readonly string[],
): Iterable<readonly TextEdit[]> {
  const pairs = program.body[0].body.filter((node) => node.type === "TOMLKeyValue");
  const last = pairs.at(-1);
  const at = last === undefined ? 0 : Math.min(lineEndAt(text, last.range[1]) + 1, text.length);
  const name = /^[A-Za-z0-9_-]+$/.test(key) ? key : quoteDouble(key);
  const sample = pairs.map((pair) => text.slice(...pair.value.range)).find((raw) => /^["']/.test(raw)) ?? '"';
  const before = at > 0 && text.charAt(at - 1) !== "\n" ? "\n" : "";
  const all = Array.isArray(value)
    ? [`[${value.map((item: string) => quoteDouble(item)).join(", ")}]`]
    : writeValue(value as HeaderScalar, sample.slice(0, 1));
  for (const written of all) yield [{ start: at, end: at, text: `${before}${name} = ${written}\n` }];
}

function* proposeRemoval(text: string, entry: Entry): Iterable<readonly TextEdit[]> {
  const { pair, parent, node } = entry;
  const [start, end] = (pair ?? node).range;
  if (parent === null) {
    const lineStart = lineStartAt(text, start);
    if (text.slice(lineStart, start).trim() === "") {
      yield [{ start: lineStart, end: Math.min(lineEndAt(text, end) + 1, text.length), text: "" }];
    }
    return;
  }
  const items: readonly AST.TOMLNode[] = parent.type === "TOMLArray" ? parent.elements : parent.body;
  const index = items.findIndex((item) => item.range[0] === start);
  const next = items[index + 1];
  const previous = items[index - 1];
  if (next !== undefined) yield [{ start, end: next.range[0], text: "" }];
  else if (previous !== undefined) yield [{ start: previous.range[1], end, text: "" }];
  else yield [{ start, end, text: "" }];
}

/** Dates and times of TOML 1.0: smol-toml also knows 1.1, where `12:30` is a time, but site generators do not. */
const DATE =
  /^(?:\d{4}-\d\d-\d\d(?:[Tt ]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)?)?|\d\d:\d\d:\d\d(?:\.\d+)?)$/;

/**
 * Ways to write a value, quoted as `sample` is, or at least correctly. A line that is just `+++` would end the header, so the
 * caller sees to it that none is made.
 */
function writeValue(value: HeaderScalar, sample: string): readonly string[] {
  // TOML has no null.
  if (value === null) return [];
  if (typeof value !== "string") return [String(value)];
  const basic = quoteDouble(value);
  if (/^\d/.test(sample) && DATE.test(value)) return [value, basic];
  const first = /^("""|''')\n/.test(sample) || value.startsWith("\n") ? "\n" : "";
  if (sample.startsWith('"""')) {
    const lines = value
      .split("\n")
      .map((line) => quoteDouble(line).slice(1, -1).replaceAll('\\"', '"').replaceAll('""', '"\\"'));
    return [`"""${first}${lines.join("\n").replace(/"$/, '\\"')}"""`, basic];
  }
  if (sample.startsWith("'''")) return value.includes("'''") ? [basic] : [`'''${first}${value}'''`, basic];
  if (sample.startsWith("'") && !/['\n\r\x00-\x08\x0b-\x1f\x7f]/.test(value)) return [`'${value}'`, basic];
  return [basic];
}

function addElement(text: string, array: AST.TOMLArray, written: string): TextEdit {
  const last = array.elements.at(-1);
  if (last === undefined) {
    const at = array.range[0] + 1;
    return { start: at, end: at, text: written };
  }
  const end = last.range[1];
  const from = array.elements.at(-2)?.range[1] ?? array.range[0] + 1;
  const gap = text.slice(from, last.range[0]);
  const separator = /^\s*,\s*$/.test(gap) ? gap : /^\s*\n\s*$/.test(gap) ? `,${gap}` : ", ";
  return { start: end, end, text: separator + written };
}

function listEntries(program: AST.TOMLProgram): Entry[] {
  const entries: Entry[] = [];
  const addPair = (pair: AST.TOMLKeyValue, base: KeyPath, parent: AST.TOMLInlineTable | null): void => {
    const keys = pair.key.keys.map((key) => (key.type === "TOMLBare" ? key.name : key.value));
    addNode(pair.value, [...base, ...keys], pair, parent);
  };
  const addNode = (
    node: AST.TOMLContentNode,
    path: KeyPath,
    pair: Entry["pair"],
    parent: Entry["parent"],
  ): void => {
    entries.push({ path, node, pair, parent });
    if (node.type === "TOMLArray") {
      for (const [index, item] of node.elements.entries()) addNode(item, [...path, index], null, node);
    } else if (node.type === "TOMLInlineTable") for (const inner of node.body) addPair(inner, path, node);
  };
  for (const node of program.body[0].body) {
    if (node.type === "TOMLKeyValue") addPair(node, [], null);
    else for (const pair of node.body) addPair(pair, node.resolvedKey, null);
  }
  return entries;
}
