import type { AST } from "toml-eslint-parser";
import { loadGrayMatter } from "./gray-matter.ts";
import { createData, toHeaderData } from "./header-data.ts";
import { type HeaderParser, makeInvalid, type ParsedHeader, refuseHeader } from "./parsed-header.ts";

type SmolToml = typeof import("smol-toml");
type TomlAst = typeof import("toml-eslint-parser");

/** Loads gray-matter, smol-toml and toml-eslint-parser and returns the parser of TOML headers. */
export async function loadTomlParser(): Promise<HeaderParser> {
  const [smol, ast, parseWithMatter] = await Promise.all([
    import("smol-toml"),
    import("toml-eslint-parser"),
    loadGrayMatter(),
  ]);
  return (text) => {
    let header: ParsedHeader = { data: createData(), keyOffsets: {}, problems: [] };
    parseWithMatter(text, (block) => {
      header = parseToml(smol, ast, block);
      return header.data ?? {};
    });
    return header;
  };
}

function parseToml(smol: SmolToml, ast: TomlAst, text: string): ParsedHeader {
  try {
    const table = smol.parse(text, { integersAsBigInt: "asNeeded" });
    const { dates, keyOffsets } = readPlaces(ast, text);
    const data = toHeaderData(table, (path, date) => dates.get(JSON.stringify(path)) ?? date.toISOString());
    return { data, keyOffsets, problems: [] };
  } catch (error) {
    if (!(error instanceof smol.TomlError)) {
      return refuseHeader(makeInvalid("toml", error instanceof RangeError ? "too-deep" : "syntax", 0));
    }
    const offset = offsetAt(text, error.line, error.column);
    const detail = (error.message.split("\n", 1)[0] ?? "").replace("Invalid TOML document: ", "");
    // smol-toml has no codes; a test holds these words to the installed version.
    if (!detail.includes("redefine")) {
      const reason = detail.includes("control characters are not allowed in strings")
        ? "quote-not-closed"
        : detail.includes("excessively nested")
          ? "too-deep"
          : "syntax";
      return refuseHeader(makeInvalid("toml", reason, offset, detail));
    }
    return refuseHeader({
      code: "front-matter-duplicate-key",
      offset,
      params: { key: keyAt(text, offset), detail },
    });
  }
}

interface Places {
  /** Dates as written, by their path of keys as JSON: a parsed date has lost it. */
  readonly dates: ReadonlyMap<string, string>;
  readonly keyOffsets: { readonly [key: string]: number };
}

function readPlaces(ast: TomlAst, text: string): Places {
  const dates = new Map<string, string>();
  const keyOffsets = createData() as { [key: string]: number };
  const noteKey = (path: readonly (string | number)[], offset: number): void => {
    const top = String(path[0]);
    if (!(top in keyOffsets)) keyOffsets[top] = offset;
  };
  const walkPair = (pair: AST.TOMLKeyValue, parent: readonly (string | number)[]): void => {
    const path = [...parent, ...pair.key.keys.map((key) => (key.type === "TOMLBare" ? key.name : key.value))];
    noteKey(path, pair.range[0]);
    walkValue(pair.value, path);
  };
  const walkValue = (node: AST.TOMLContentNode, path: readonly (string | number)[]): void => {
    if (node.type === "TOMLArray") {
      for (const [index, item] of node.elements.entries()) walkValue(item, [...path, index]);
    } else if (node.type === "TOMLInlineTable") {
      for (const pair of node.body) walkPair(pair, path);
    } else if (node.kind.endsWith("date") || node.kind.endsWith("time")) {
      dates.set(JSON.stringify(path), text.slice(node.range[0], node.range[1]));
    }
  };
  try {
    for (const node of ast.parseTOML(text).body[0].body) {
      if (node.type === "TOMLKeyValue") walkPair(node, []);
      else {
        noteKey(node.resolvedKey, node.range[0]);
        for (const pair of node.body) walkPair(pair, node.resolvedKey);
      }
    }
  } catch {
    // smol-toml has read it, so the data is good; places of keys are a comfort (the parser's stack ends at 60 KB strings).
  }
  return { dates, keyOffsets };
}

function offsetAt(text: string, line: number, column: number): number {
  let at = 0;
  for (let skip = 1; skip < line; skip += 1) {
    const next = text.indexOf("\n", at);
    if (next < 0) break;
    at = next + 1;
  }
  return Math.min(at + Math.max(column - 1, 0), text.length);
}

/** The key or table name on the line of `offset`, for the message. */
function keyAt(text: string, offset: number): string {
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  const line = text.slice(start, start + 200).split("\n", 1)[0] ?? "";
  return line.split("=", 1)[0]?.trim() ?? "";
}
