import type { FrontMatter, FrontMatterFormat, Place } from "../model/post.ts";
import { findExceededLimit } from "../text/header-limits.ts";
import { readSimpleYaml } from "./fast-yaml.ts";
import { findHeader, type HeaderBounds } from "./header-bounds.ts";
import { createData } from "./header-data.ts";
import { type HeaderParser, makeInvalid, type ParsedHeader, refuseHeader } from "./parsed-header.ts";
import { makeReadProblem, type ReadProblem } from "./problem.ts";

/** A post's header as data. A header that cannot be read has no data and at least one problem. */
export interface FrontMatterResult {
  readonly kind: "read";
  readonly frontMatter: FrontMatter;
  /** First byte of the body; equals `frontMatter.range.end`. */
  readonly bodyStart: number;
  /** 1-based line of that byte. */
  readonly bodyLine: number;
  readonly problems: readonly ReadProblem[];
}

/** The header needs a full parser that the caller has not loaded yet. */
export interface NeedsParser {
  readonly kind: "needs-parser";
  readonly format: FrontMatterFormat;
}

/** The full parsers that are loaded so far: 10–50 ms each, and most sites never need one. */
export type HeaderParsers = { readonly [format in FrontMatterFormat]?: HeaderParser };

/** Reads headers and loads each full parser the first time that a header needs it. */
export interface FrontMatterReader {
  /** A promise only while a parser has to be loaded for this header. */
  read(bytes: Uint8Array): FrontMatterResult | Promise<FrontMatterResult>;
}

export function createFrontMatterReader(): FrontMatterReader {
  const parsers: { [format in FrontMatterFormat]?: HeaderParser } = {};
  const readLoading = async (bytes: Uint8Array, format: FrontMatterFormat): Promise<FrontMatterResult> => {
    parsers[format] = await loadHeaderParser(format);
    const result = readFrontMatter(bytes, parsers);
    if (result.kind === "needs-parser") throw new Error(`no parser for ${format} after loading it`);
    return result;
  };
  return {
    read(bytes) {
      const result = readFrontMatter(bytes, parsers);
      return result.kind === "read" ? result : readLoading(bytes, result.format);
    },
  };
}

export async function loadHeaderParser(format: FrontMatterFormat): Promise<HeaderParser> {
  switch (format) {
    case "yaml":
      return (await import("./parse-yaml.ts")).loadYamlParser();
    case "toml":
      return (await import("./parse-toml.ts")).loadTomlParser();
    case "json":
      return (await import("./parse-json.ts")).loadJsonParser();
  }
}

/**
 * Reads the header of a post: YAML between `---`, TOML between `+++`, JSON in `{}`. Nothing in it is ever run.
 *
 * @param bytes the whole file, a BOM included
 * @param parsers those loaded so far; without any, only the simple YAML of most posts can be read
 */
export function readFrontMatter(
  bytes: Uint8Array,
  parsers: HeaderParsers = {},
): FrontMatterResult | NeedsParser {
  const bounds = findHeader(bytes);
  if (bounds.kind !== "header") return readWithout(bounds);
  const text = decodeHeader(bytes, bounds.textStart, bounds.textEnd);
  if (bounds.format === "yaml") {
    const simple = readSimpleYaml(text, bounds.textLine);
    if (simple !== null) return makeResult(bounds, simple.data, simple.keyLines, []);
  }
  const limit = findExceededLimit(text);
  if (limit !== null) {
    return convert(bounds, text, refuseHeader(makeInvalid(bounds.format, limit.reason, limit.offset)));
  }
  const parser = parsers[bounds.format];
  if (parser === undefined) return { kind: "needs-parser", format: bounds.format };
  return convert(bounds, text, parser(text));
}

type Header = Extract<HeaderBounds, { kind: "header" }>;

function convert(bounds: Header, text: string, parsed: ParsedHeader): FrontMatterResult {
  const findPlace = createPlaceFinder(text, bounds.textLine);
  const keyLines = createData() as { [key: string]: number };
  for (const [key, offset] of Object.entries(parsed.keyOffsets)) keyLines[key] = findPlace(offset).line;
  const problems = parsed.problems.map(({ code, offset, params }) => {
    const { firstLine } = params;
    const moved =
      typeof firstLine === "number" ? { ...params, firstLine: firstLine + bounds.textLine } : params;
    return makeReadProblem(code, findPlace(offset), moved);
  });
  if (bounds.textAfter) {
    const { params } = makeInvalid(bounds.format, "text-after-end", 0);
    problems.push(makeReadProblem("front-matter-invalid", findPlace(text.length), params));
  }
  return makeResult(bounds, parsed.data ?? createData(), keyLines, problems);
}

function makeResult(
  bounds: Header,
  data: FrontMatter["data"],
  keyLines: FrontMatter["keyLines"],
  problems: readonly ReadProblem[],
): FrontMatterResult {
  return {
    kind: "read",
    frontMatter: {
      format: bounds.format,
      range: { start: bounds.start, end: bounds.bodyStart },
      data,
      keyLines,
    },
    bodyStart: bounds.bodyStart,
    bodyLine: bounds.bodyLine,
    problems,
  };
}

/** A file without a usable header is all body, as it is to remark; what went wrong is told. */
function readWithout(bounds: Exclude<HeaderBounds, Header>): FrontMatterResult {
  return {
    kind: "read",
    frontMatter: {
      format: null,
      range: { start: bounds.start, end: bounds.start },
      data: createData(),
      keyLines: createData() as FrontMatter["keyLines"],
    },
    bodyStart: bounds.start,
    bodyLine: 1,
    problems: explainMissing(bounds),
  };
}

const FIRST_PLACE: Place = { line: 1, column: 1 };
/** Languages that are no programs: naming them on the fence is merely not understood by most tools. */
const DATA_LANGUAGES = new Set(["yaml", "yml", "toml", "json"]);

function explainMissing(bounds: Exclude<HeaderBounds, Header>): ReadProblem[] {
  switch (bounds.kind) {
    case "none":
      return [];
    case "not-closed":
      return [makeReadProblem("front-matter-not-closed", FIRST_PLACE, { format: bounds.format })];
    case "language": {
      if (!DATA_LANGUAGES.has(bounds.name.toLowerCase())) {
        return [makeReadProblem("front-matter-executable", FIRST_PLACE, { language: bounds.name })];
      }
      const { params } = makeInvalid("yaml", "language-named", 0, bounds.name);
      return [makeReadProblem("front-matter-invalid", FIRST_PLACE, params)];
    }
  }
}

/**
 * The header's text with `\n` as its only line break. YAML and TOML read breaks so anyway, but the yaml package takes a lone
 * `\r` for text and smol-toml refuses it. Lines and columns stay the same; bytes that are not UTF-8 become U+FFFD
 * (`findEncodingProblem` tells of them).
 */
function decodeHeader(bytes: Uint8Array, start: number, end: number): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString("utf8");
  return text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
}

function createPlaceFinder(text: string, firstLine: number): (offset: number) => Place {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle;
    }
    return { line: firstLine + low, column: offset - starts[low]! + 1 };
  };
}
