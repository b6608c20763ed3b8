import type { Document, Node, Pair, ParsedNode, Scalar, YAMLMap, YAMLSeq } from "yaml";
import type { HeaderChange, HeaderEditor, HeaderScalar, KeyPath } from "./header-change.ts";
import { lineEndAt, lineStartAt, type TextEdit } from "./header-text.ts";
import { isLoose, type QuoteStyle, quoteDouble, writeBlockScalar, writeScalar } from "./yaml-scalars.ts";

type Yaml = typeof import("yaml");
type YamlDocument = Document.Parsed<ParsedNode, true>;
type Collection = YAMLMap<Node, Node | null> | YAMLSeq<Node>;

/** How JSON differs: it is YAML's flow form, always in double quotes. */
type Dialect = "yaml" | "json";

interface Source {
  readonly yaml: Yaml;
  readonly dialect: Dialect;
  readonly text: string;
  readonly document: YamlDocument;
}

/** Edits YAML and JSON headers by the ranges of the yaml package (loaded here, 30 ms). */
export async function loadYamlEditor(dialect: Dialect): Promise<HeaderEditor> {
  const yaml = await import("yaml");
  const parseTree = (text: string): YamlDocument =>
    yaml.parseDocument(
      // Tabs in JSON are indentation, never text; YAML takes offence at them.
      dialect === "json" ? text.replaceAll("\t", " ") : text,
      { version: "1.2", schema: "core", merge: true, logLevel: "silent", prettyErrors: false },
    ) as YamlDocument;
  return {
    parse: (text) => {
      if (dialect === "json") return JSON.parse(text);
      const document = parseTree(text);
      const [error] = document.errors;
      if (error !== undefined) throw error;
      return document.toJS({ maxAliasCount: 100 }) ?? {};
    },
    propose: (text, change) => propose({ yaml, dialect, text, document: parseTree(text) }, change),
  };
}

function propose(source: Source, change: HeaderChange): Iterable<readonly TextEdit[]> {
  switch (change.kind) {
    case "set":
      return proposeValue(source, change.path, change.value);
    case "add-item":
      return proposeItem(source, change.path, change.value);
    case "add-key":
      return proposeKey(source, change.key, change.value);
    case "remove":
      return proposeRemoval(source, change.path);
  }
}

function* proposeValue(source: Source, path: KeyPath, value: HeaderScalar): Iterable<readonly TextEdit[]> {
  const { yaml, text } = source;
  const node = findNode(source, path);
  if (!yaml.isScalar(node) || node.range == null) return;
  const [start, end] = rangeOf(source, path, node);
  const old = text.slice(start, end);
  // `key:` without a value is followed by nothing, not by the blank that a value needs.
  const before = old === "" && !/[\s[{]/.test(text.charAt(start - 1)) ? " " : "";
  const isBlock = node.type === "BLOCK_LITERAL" || node.type === "BLOCK_FOLDED";
  if (isBlock && typeof value === "string") {
    const block = writeBlockScalar(old, String(node.value), value);
    if (block !== null) yield [{ start, end, text: block }];
  }
  const after = isBlock && old.endsWith("\n") ? "\n" : "";
  const style = old === "" || isBlock ? preferredStyle(source) : styleOf(source, node);
  for (const written of writeScalar(value, style, node.type === "PLAIN" && isLoose(old))) {
    yield [{ start, end, text: before + written + after }];
  }
}

function* proposeItem(source: Source, path: KeyPath, value: string): Iterable<readonly TextEdit[]> {
  const { yaml, text } = source;
  const node = findNode(source, path);
  if (yaml.isSeq(node)) {
    const last = node.items.at(-1);
    const style = yaml.isScalar(last) ? styleOf(source, last) : preferredStyle(source);
    for (const written of writeScalar(value, style)) {
      if (node.flow === true) yield [addToFlow(source, node as Collection, written)];
      else yield [addToBlock(source, node as YAMLSeq<Node>, written)];
    }
  } else if (yaml.isScalar(node) && node.range != null) {
    const [start, end] = rangeOf(source, path, node);
    const old = text.slice(start, end);
    const isEmpty = node.value === null;
    if (isEmpty && path.length === 1 && source.dialect === "yaml") {
      const lineEnd = lineEndAt(text, end);
      const lead = listLead(source);
      for (const written of writeScalar(value, preferredStyle(source))) {
        yield [
          { start, end, text: "" },
          { start: lineEnd, end: lineEnd, text: `\n${lead}${written}` },
        ];
      }
    }
    const before = old === "" && !/[\s[{]/.test(text.charAt(start - 1)) ? " " : "";
    for (const written of writeScalar(value, isEmpty ? preferredStyle(source) : styleOf(source, node))) {
      yield [{ start, end, text: `${before}[${isEmpty ? "" : `${old}, `}${written}]` }];
    }
    // A plain text with a comma in it cannot stand in a flow list as it is.
    if (!isEmpty) yield [{ start, end, text: `[${quoteDouble(String(node.value))}, ${quoteDouble(value)}]` }];
  }
}

function* proposeKey(
  source: Source,
  key: string,
  value: HeaderScalar | readonly string[],
): Iterable<readonly TextEdit[]> {
  const { yaml, text, document, dialect } = source;
  const root = document.contents;
  const style = preferredStyle(source);
  const plainKey = dialect === "yaml" && /^[A-Za-z_][\w-]*$/.test(key);
  const name = plainKey ? key : quoteDouble(key);
  if (yaml.isMap(root) && root.flow === true) {
    const values = Array.isArray(value) ? value.map((item) => quoteDouble(item)) : null;
    const all = values === null ? writeScalar(value as HeaderScalar, style) : [`[${values.join(", ")}]`];
    for (const written of all) yield [addToFlow(source, root as Collection, `${name}: ${written}`)];
    return;
  }
  if (root !== null && !yaml.isMap(root) && !(yaml.isScalar(root) && root.value === null)) return;
  const end = text.length;
  const before = text === "" || text.endsWith("\n") ? "" : "\n";
  if (!Array.isArray(value)) {
    for (const written of writeScalar(value as HeaderScalar, style)) {
      yield [{ start: end, end, text: `${before}${name}: ${written}\n` }];
    }
    return;
  }
  if (value.length === 0) yield [{ start: end, end, text: `${before}${name}: []\n` }];
  const lead = listLead(source);
  for (const itemStyle of [style, "double"] as const) {
    const lines = value.map((item: string) => `${lead}${writeScalar(item, itemStyle)[0]}\n`);
    yield [{ start: end, end, text: `${before}${name}:\n${lines.join("")}` }];
  }
}

function* proposeRemoval(source: Source, path: KeyPath): Iterable<readonly TextEdit[]> {
  const { yaml, text } = source;
  const parent = findNode(source, path.slice(0, -1));
  const last = path.at(-1);
  if (!yaml.isCollection(parent) || last === undefined) return;
  const items = parent.items as readonly (Node | Pair<Node, Node | null>)[];
  const index = yaml.isSeq(parent)
    ? Number(last)
    : items.findIndex((item) => yaml.isPair(item) && keyText(yaml, item) === String(last));
  const item = items[index];
  if (item === undefined) return;
  if (parent.flow === true) {
    const next = items[index + 1];
    const previous = items[index - 1];
    const start = startOf(yaml, item);
    if (next !== undefined) yield [{ start, end: startOf(yaml, next), text: "" }];
    else if (previous !== undefined)
      yield [{ start: endOf(yaml, previous), end: endOf(yaml, item), text: "" }];
    else yield [{ start, end: endOf(yaml, item), text: "" }];
    return;
  }
  const start = lineStartAt(text, startOf(yaml, item));
  // What else stands on the item's first line, a dash or a key, would go with it.
  const lead = text.slice(start, startOf(yaml, item)).trim();
  if (lead !== (yaml.isSeq(parent) ? "-" : "")) return;
  const contentEnd = endOf(yaml, item);
  const end = text.charAt(contentEnd - 1) === "\n" ? contentEnd : lineEndAt(text, contentEnd) + 1;
  if (items.length === 1 && path.length > 1) {
    // The last one leaves an empty collection, which block form cannot say.
    const [from] = parent.range ?? [start];
    const at = lineEndAt(text, lineStartAt(text, lineStartAt(text, from) - 1));
    yield [
      { start: at, end: at, text: yaml.isSeq(parent) ? " []" : " {}" },
      { start, end: Math.min(end, text.length), text: "" },
    ];
    return;
  }
  yield [{ start, end: Math.min(end, text.length), text: "" }];
}

function findNode({ yaml, document }: Source, path: KeyPath): Node | null | undefined {
  let node: Node | null | undefined = document.contents;
  for (const key of path) {
    if (yaml.isMap<Node, Node | null>(node)) {
      node = node.items.find((pair) => keyText(yaml, pair) === String(key))?.value;
    } else if (yaml.isSeq<Node>(node)) node = node.items[Number(key)];
    else return undefined;
  }
  return node;
}

/** Start and end of a scalar. One that is nothing stands, to the package, after the comment that follows it. */
function rangeOf(source: Source, path: KeyPath, node: Scalar): readonly [number, number] {
  const { yaml, text } = source;
  const [start, end] = node.range ?? [0, 0];
  const parent = findNode(source, path.slice(0, -1));
  if (start !== end || !yaml.isMap<Node, Node | null>(parent)) return [start, end];
  const key = parent.items.find((pair) => pair.value === (node as Node))?.key;
  const colon = text.indexOf(":", key?.range?.[1] ?? start) + 1;
  return colon > 0 && colon < start ? [colon, colon] : [start, end];
}

function keyText(yaml: Yaml, pair: Pair): string | null {
  return yaml.isScalar(pair.key) ? String(pair.key.value ?? "") : null;
}

function startOf(yaml: Yaml, item: Node | Pair<Node, Node | null>): number {
  const node = yaml.isPair(item) ? item.key : item;
  return node.range?.[0] ?? 0;
}

/** End of what an item says; comments and blank lines after it left out. */
function endOf(yaml: Yaml, item: Node | Pair<Node, Node | null>): number {
  if (yaml.isPair(item)) return endOf(yaml, (item.value as Node | null) ?? (item.key as Node));
  const last = yaml.isCollection(item) && item.flow !== true ? item.items.at(-1) : undefined;
  return last === undefined ? (item.range?.[1] ?? 0) : endOf(yaml, last as Node);
}

function styleOf({ dialect }: Source, node: Scalar): QuoteStyle {
  if (dialect === "json" || node.type === "QUOTE_DOUBLE") return "double";
  return node.type === "QUOTE_SINGLE" ? "single" : "plain";
}

/** How most texts of the header are quoted. */
function preferredStyle(source: Source): QuoteStyle {
  if (source.dialect === "json") return "double";
  const counts = { plain: 0, single: 0, double: 0 };
  source.yaml.visit(source.document, {
    Scalar(key, node) {
      if (key !== "key" && typeof node.value === "string") counts[styleOf(source, node)] += 1;
    },
  });
  if (counts.double > counts.plain && counts.double >= counts.single) return "double";
  return counts.single > counts.plain ? "single" : "plain";
}

/** Indentation and dash of the lists under top-level keys, as the first of them has it. */
function listLead({ yaml, document, text }: Source): string {
  const root = document.contents;
  const lists = yaml.isMap<Node, Node | null>(root) ? root.items.map((pair) => pair.value) : [];
  const list = lists.find((value) => yaml.isSeq(value) && value.flow !== true);
  return yaml.isSeq<Node>(list) ? leadOfList(list, text) : "  - ";
}

function leadOfList(list: YAMLSeq<Node>, text: string): string {
  const dash = list.range?.[0] ?? 0;
  const indent = " ".repeat(dash - lineStartAt(text, dash));
  const gap = /^-( +)\S/.exec(text.slice(dash, dash + 40))?.[1] ?? " ";
  return `${indent}-${gap}`;
}

function addToBlock(source: Source, list: YAMLSeq<Node>, written: string): TextEdit {
  const { yaml, text } = source;
  const last = list.items.at(-1);
  const end = last === undefined ? (list.range?.[1] ?? 0) : endOf(yaml, last);
  const line = leadOfList(list, text) + written;
  // A block scalar ends after its line break.
  if (text.charAt(end - 1) === "\n") return { start: end, end, text: `${line}\n` };
  const lineEnd = lineEndAt(text, end);
  return { start: lineEnd, end: lineEnd, text: `\n${line}` };
}

function addToFlow(source: Source, collection: Collection, written: string): TextEdit {
  const { yaml, text } = source;
  const items = collection.items as readonly (Node | Pair<Node, Node | null>)[];
  const last = items.at(-1);
  if (last === undefined) {
    const at = (collection.range?.[0] ?? 0) + 1;
    return { start: at, end: at, text: written };
  }
  const end = endOf(yaml, last);
  const previous = items.at(-2);
  const gap =
    previous === undefined
      ? text.slice((collection.range?.[0] ?? 0) + 1, startOf(yaml, last))
      : text.slice(endOf(yaml, previous), startOf(yaml, last));
  // Items on lines of their own go on so; a comment between them is not repeated.
  const separator =
    previous !== undefined && /^\s*,\s*$/.test(gap) ? gap : /^\s*\n\s*$/.test(gap) ? `,${gap}` : ", ";
  return { start: end, end, text: separator + written };
}
