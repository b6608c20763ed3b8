import type { ReadText } from "./read-config.ts";

/** Hugo's configuration as one tree, every key in lower case (Hugo ignores case). */
export type HugoTree = { readonly [key: string]: unknown };

export interface HugoFiles {
  readonly tree: HugoTree;
  /** Files that were read, relative to the project folder. */
  readonly files: readonly string[];
  /** Files that are no TOML, YAML or JSON; Hugo itself would refuse them. */
  readonly unreadable: readonly string[];
}

const FORMATS = ["toml", "yaml", "yml", "json"] as const;
const FOLDER = "config/_default";
/** Parts that may stand in files of their own in `config/_default`: `languages.toml`, `module.yaml`. */
const PARTS = ["languages", "permalinks", "module"] as const;

/** Reads all files of Hugo's configuration that matter here; null when the project has none. */
export async function readHugoFiles(readText: ReadText): Promise<HugoFiles | null> {
  const top = ["hugo", "config"].flatMap((name) => FORMATS.map((format) => `${name}.${format}`));
  const [main, folder] = await Promise.all([
    readFirst(readText, top),
    readFirst(
      readText,
      top.map((file) => `${FOLDER}/${file}`),
    ),
  ]);
  const parts = await Promise.all(
    PARTS.map(async (part) => {
      const found = await readFirst(
        readText,
        FORMATS.map((format) => `${FOLDER}/${part}.${format}`),
      );
      return found === null ? null : { ...found, under: part };
    }),
  );
  const found = [main, folder, ...parts].filter((item) => item !== null);
  let tree: HugoTree = {};
  const files: string[] = [];
  const unreadable: string[] = [];
  for (const { file, text, under } of found) {
    const data = await parseData(text, file);
    if (data !== null && under === null && !isHugo(file, data)) continue;
    files.push(file);
    if (data === null) unreadable.push(file);
    else tree = mergeTrees(tree, under === null ? data : { [under]: data });
  }
  return files.length === 0 ? null : { tree, files, unreadable };
}

/** Other tools keep a `config.json` too; only a file that speaks of a site is taken for Hugo's. */
function isHugo(file: string, data: HugoTree): boolean {
  if (/(?:^|\/)hugo\.[a-z]+$/.test(file)) return true;
  const telling = ["baseurl", "languages", "defaultcontentlanguage", "languagecode", "contentdir", "theme"];
  return telling.some((key) => Object.hasOwn(data, key));
}

interface FoundFile {
  readonly file: string;
  /** Key that the file's content belongs under; null for a whole configuration. */
  readonly under: string | null;
  readonly text: string;
}

/** The first file that exists; all are asked for at once, since a site has one of them at most. */
async function readFirst(readText: ReadText, files: readonly string[]): Promise<FoundFile | null> {
  const texts = await Promise.all(files.map((file) => readText(file)));
  const at = texts.findIndex((text) => text !== null);
  return at < 0 ? null : { file: files[at]!, under: null, text: texts[at]!.replace(/^\uFEFF/, "") };
}

async function parseData(text: string, file: string): Promise<HugoTree | null> {
  try {
    const data: unknown = await parseByName(text, file);
    return lowerKeys(data ?? {}) as HugoTree;
  } catch {
    return null;
  }
}

async function parseByName(text: string, file: string): Promise<unknown> {
  if (file.endsWith(".json")) return JSON.parse(text);
  if (file.endsWith(".toml")) return (await import("smol-toml")).parse(text);
  return (await import("yaml")).parse(text, { merge: true, maxAliasCount: 100, logLevel: "silent" });
}

function lowerKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lowerKeys);
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key.toLowerCase(), lowerKeys(inner)]),
  );
}

function mergeTrees(under: HugoTree, over: HugoTree): HugoTree {
  const merged: { [key: string]: unknown } = { ...under };
  for (const [key, value] of Object.entries(over)) {
    const held = merged[key];
    merged[key] = isTree(held) && isTree(value) ? mergeTrees(held, value) : value;
  }
  return merged;
}

/** A table of keys, no list and no single value. */
export function isTree(value: unknown): value is HugoTree {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
