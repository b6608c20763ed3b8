import type { Alias, Document, Pair, ParsedNode, YAMLError, YAMLMap } from "yaml";
import { MAX_ALIASES, MAX_DEPTH } from "../text/header-limits.ts";
import { loadGrayMatter } from "./gray-matter.ts";
import { createData, type HeaderData, toHeaderData } from "./header-data.ts";
import {
  type HeaderParser,
  type HeaderProblem,
  type InvalidReason,
  makeInvalid,
  type ParsedHeader,
  refuseHeader,
} from "./parsed-header.ts";

type Yaml = typeof import("yaml");
type YamlDocument = Document.Parsed<ParsedNode, true>;

/** Loads gray-matter and the yaml package (50 ms) and returns the parser of YAML headers. */
export async function loadYamlParser(): Promise<HeaderParser> {
  const [yaml, parseWithMatter] = await Promise.all([import("yaml"), loadGrayMatter()]);
  return (text) => {
    // gray-matter does not call the engine for comments alone.
    let header = makeEmpty();
    parseWithMatter(text, (block) => {
      header = parseYaml(yaml, block);
      return header.data ?? {};
    });
    return header;
  };
}

function makeEmpty(): ParsedHeader {
  return { data: createData(), keyOffsets: {}, problems: [] };
}

function parseYaml(yaml: Yaml, text: string): ParsedHeader {
  const document = yaml.parseDocument(text, {
    version: "1.2",
    schema: "core",
    merge: true,
    logLevel: "silent",
    prettyErrors: false,
    // The package compares every key with every other; `findDuplicates` does it in one pass and goes on reading.
    uniqueKeys: false,
  }) as YamlDocument;
  const [error] = document.errors;
  if (error !== undefined) return refuseHeader(toProblem(error, text));
  if (document.contents === null) return makeEmpty();
  if (yaml.isScalar(document.contents) && document.contents.value === null) return makeEmpty();
  const refused = findRefusal(yaml, document);
  if (refused !== null) return refuseHeader(refused);
  const problems = removeDuplicates(yaml, document, text);
  const data = toData(document);
  if (typeof data === "string") return refuseHeader(makeInvalid("yaml", "syntax", 0, data));
  if (data === null) return refuseHeader(makeInvalid("yaml", "not-a-map", document.contents.range[0]));
  return { data, keyOffsets: listKeys(yaml, document.contents), problems };
}

/** Data of the document, null if it is no map; a string is what was wrong (a merge of something that is no map). */
function toData(document: YamlDocument): HeaderData | null | string {
  try {
    return toHeaderData(document.toJS({ maxAliasCount: MAX_ALIASES }), (_path, date) => date.toISOString());
  } catch (error) {
    return error instanceof Error ? firstLine(error.message) : "";
  }
}

/** Nesting, aliases without anchor, aliases to what they stand in, too many aliases: before anything expands them. */
function findRefusal(yaml: Yaml, document: YamlDocument): HeaderProblem | null {
  let found: HeaderProblem | null = null;
  let aliases = 0;
  const anchors = new Set<string>();
  yaml.visit(document, {
    Alias(_key, node, path) {
      found = refuseAlias(yaml, node, path, anchors);
      aliases += 1;
      if (found === null && aliases > MAX_ALIASES) {
        found = makeInvalid("yaml", "too-many-aliases", node.range?.[0] ?? 0, `${MAX_ALIASES}`);
      }
      return found === null ? undefined : yaml.visit.BREAK;
    },
    Value(_key, node, path) {
      if (node.anchor !== undefined) anchors.add(node.anchor);
      // `!!timestamp` makes a date even in the core schema; dates stay text.
      if (yaml.isScalar(node) && node.value instanceof Date) node.value = node.source ?? "";
      // A path holds collections and, in maps, the pairs between them.
      if (path.length <= 2 * MAX_DEPTH) return undefined;
      found = makeInvalid("yaml", "too-deep", node.range?.[0] ?? 0, `${MAX_DEPTH}`);
      return yaml.visit.BREAK;
    },
  });
  return found;
}

function refuseAlias(
  yaml: Yaml,
  alias: Alias,
  path: readonly unknown[],
  anchors: ReadonlySet<string>,
): HeaderProblem | null {
  const offset = alias.range?.[0] ?? 0;
  if (!anchors.has(alias.source)) return makeInvalid("yaml", "alias-unknown", offset, alias.source);
  const loop = path.some((node) => yaml.isCollection(node) && node.anchor === alias.source);
  return loop ? makeInvalid("yaml", "alias-loop", offset, alias.source) : null;
}

/** Reports keys that stand twice in one map, at any depth, and keeps the first of them. */
function removeDuplicates(yaml: Yaml, document: YamlDocument, text: string): HeaderProblem[] {
  const problems: HeaderProblem[] = [];
  yaml.visit(document, {
    Map(_key, map) {
      const seen = new Map<string, number>();
      map.items = map.items.filter((pair) => {
        const key = keyText(yaml, pair);
        if (key === null || key === "<<") return true;
        const first = seen.get(key);
        const offset = keyOffset(yaml, pair);
        if (first === undefined) {
          seen.set(key, offset);
          return true;
        }
        const firstLine = countBreaks(text, first);
        problems.push({ code: "front-matter-duplicate-key", offset, params: { key, firstLine } });
        return false;
      });
    },
  });
  return problems;
}

function keyText(yaml: Yaml, pair: Pair): string | null {
  if (!yaml.isScalar(pair.key)) return null;
  return pair.key.value === null ? "" : String(pair.key.value);
}

function keyOffset(yaml: Yaml, pair: Pair): number {
  return (yaml.isNode(pair.key) && pair.key.range?.[0]) || 0;
}

function listKeys(yaml: Yaml, map: ParsedNode): { [key: string]: number } {
  const offsets = createData() as { [key: string]: number };
  for (const pair of (map as YAMLMap).items) {
    const key = keyText(yaml, pair);
    if (key !== null) offsets[key] = keyOffset(yaml, pair);
  }
  return offsets;
}

const REASONS: { readonly [code: string]: InvalidReason } = {
  BLOCK_AS_IMPLICIT_KEY: "colon-in-value",
  BAD_INDENT: "indent",
  TAB_AS_INDENT: "tab-indent",
  BAD_SCALAR_START: "quote-needed",
  BAD_ALIAS: "alias-unknown",
};

function toProblem(error: YAMLError, text: string): HeaderProblem {
  const quote = error.code === "MISSING_CHAR" && error.message.endsWith("quote");
  const bracket = error.code === "BAD_INDENT" && error.message.startsWith("Flow");
  const reason = quote
    ? "quote-not-closed"
    : bracket
      ? "bracket-not-closed"
      : (REASONS[error.code] ?? "syntax");
  const offset = Math.min(error.pos[0], text.length);
  return makeInvalid("yaml", reason, offset, firstLine(error.message));
}

function firstLine(message: string): string {
  return message.split("\n", 1)[0] ?? "";
}

function countBreaks(text: string, end: number): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at >= 0 && at < end; at = text.indexOf("\n", at + 1)) count += 1;
  return count;
}
