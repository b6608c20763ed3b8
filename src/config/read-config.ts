import { type ConfigError, formatPath, type PathInFile } from "./config-error.ts";
import { CONFIG_FILES } from "./defaults.ts";
import type { WrittenConfig } from "./schema.ts";

/** Reads a text file relative to the project folder; null when it is not there. */
export type ReadText = (path: string) => Promise<string | null>;

export type ConfigResult =
  | { readonly kind: "none" }
  | { readonly kind: "read"; readonly file: string; readonly config: WrittenConfig }
  | { readonly kind: "invalid"; readonly file: string; readonly errors: readonly ConfigError[] };

type LineOf = (path: PathInFile) => number | null;
type ParsedText = { readonly value: unknown } | { readonly line: number | null; readonly detail: string };

/**
 * Looks for `samsvar.config.{json,yaml,yml}` and reads the first that is there. `knownCodes` are the codes that
 * `checks` and `suppress` may name; null leaves them unchecked.
 */
export async function readConfig(
  readText: ReadText,
  knownCodes: readonly string[] | null = null,
): Promise<ConfigResult> {
  const texts = await Promise.all(CONFIG_FILES.map((file) => readText(file)));
  const at = texts.findIndex((text) => text !== null);
  return at < 0 ? { kind: "none" } : await parseConfig(texts[at]!, CONFIG_FILES[at]!, knownCodes);
}

/** Parses and checks a configuration text: `.json` is strict JSON, any other name YAML. Never throws for content. */
export async function parseConfig(
  text: string,
  file: string,
  knownCodes: readonly string[] | null = null,
): Promise<ConfigResult> {
  const invalid = (errors: readonly ConfigError[]): ConfigResult => ({ kind: "invalid", file, errors });
  const plain = text.replace(/^\uFEFF/, "");
  const parsed = file.endsWith(".json") ? parseJson(plain) : await parseYaml(plain);
  if ("detail" in parsed) {
    const { line, detail } = parsed;
    return invalid([{ code: "not-parsable", file, at: "", line, params: { detail } }]);
  }
  // An empty YAML file is a configuration that says nothing.
  const value = parsed.value ?? {};
  if (typeof value !== "object" || Array.isArray(value)) {
    return invalid([{ code: "not-an-object", file, at: "", line: 1, params: {} }]);
  }
  const { validateConfig } = await import("./validate-config.ts");
  const checked = validateConfig(value, knownCodes);
  if ("config" in checked) return { kind: "read", file, config: checked.config };
  const lineOf = await findLines(plain);
  const errors = checked.faults.map(({ code, path, params }) => {
    return { code, file, at: formatPath(path), line: lineOf(path), params };
  });
  return invalid(errors.sort((a, b) => (a.line ?? 0) - (b.line ?? 0)));
}

function parseJson(text: string): ParsedText {
  if (text.trim() === "") return { value: {} };
  try {
    return { value: JSON.parse(text) as unknown };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    const position = /position (\d+)/.exec(detail)?.[1];
    const line = position === undefined ? null : text.slice(0, Number(position)).split("\n").length;
    return { line, detail };
  }
}

async function parseYaml(text: string): Promise<ParsedText> {
  const { parseDocument } = await import("yaml");
  const document = parseDocument(text, { version: "1.2", schema: "core", merge: true, logLevel: "silent" });
  const [error] = document.errors;
  if (error !== undefined) {
    return { line: error.linePos?.[0].line ?? null, detail: error.message.split("\n", 1)[0]! };
  }
  try {
    return { value: document.toJS({ maxAliasCount: 100 }) as unknown };
  } catch (cause) {
    // Aliases that unfold without end.
    return { line: null, detail: cause instanceof Error ? cause.message : String(cause) };
  }
}

/** Lines of keys and values. JSON is read as the YAML it is, which is good enough for places. */
async function findLines(text: string): Promise<LineOf> {
  const { isMap, isNode, isScalar, LineCounter, parseDocument } = await import("yaml");
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, logLevel: "silent", uniqueKeys: false });
  return (path) => {
    let line: number | null = null;
    let node: unknown = document.contents;
    for (const step of path) {
      let place: unknown = null;
      if (isMap(node)) {
        const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(step));
        place = pair?.key;
        node = pair?.value;
      } else {
        node = isNode(node) && "items" in node ? (node.items as readonly unknown[])[Number(step)] : undefined;
        place = node;
      }
      if (!isNode(place) || place.range == null) break;
      line = lines.linePos(place.range[0]).line;
    }
    return line;
  };
}
