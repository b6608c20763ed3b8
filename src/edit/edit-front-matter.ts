import { isDeepStrictEqual } from "node:util";
import type { Edit } from "../model/edit.ts";
import type { FrontMatter, FrontMatterFormat } from "../model/post.ts";
import { findExceededLimit } from "../text/header-limits.ts";
import {
  changeData,
  type HeaderChange,
  type HeaderEditor,
  type HeaderScalar,
  type KeyPath,
  type Unsupported,
} from "./header-change.ts";
import { applyTextEdits, openHeader } from "./header-text.ts";
import { detectLineEnd, type LineEnd } from "./line-ends.ts";
import { quoteDouble } from "./yaml-scalars.ts";

/** Edits that make the change and nothing else, or why there are none. */
export type HeaderEdits =
  | { readonly kind: "edits"; readonly edits: readonly Edit[] }
  | { readonly kind: "unsupported"; readonly reason: Unsupported };

/**
 * Gives one value of a header another, in the quoting that it had: plain, single, double, block scalar. The value is exactly what a
 * reader will get; that includes a line break at its end.
 *
 * @param path keys from the top, list items by index from 0
 */
export function editFrontMatterValue(
  bytes: Uint8Array,
  frontMatter: FrontMatter,
  path: KeyPath,
  value: HeaderScalar,
): Promise<HeaderEdits> {
  return editHeader(bytes, frontMatter, { kind: "set", path, value });
}

/**
 * Adds a text at the end of a list, in the list's own style. A missing top-level key is made, a single text
 * becomes a list. No edits if the list holds the text already.
 */
export async function addFrontMatterListItem(
  bytes: Uint8Array,
  frontMatter: FrontMatter,
  path: KeyPath,
  value: string,
): Promise<HeaderEdits> {
  const [key, ...more] = path;
  if (more.length === 0 && typeof key === "string") {
    if (!Object.hasOwn(frontMatter.data, key)) return addFrontMatterKey(bytes, frontMatter, key, [value]);
    const old = frontMatter.data[key];
    if (old === value || (Array.isArray(old) && old.includes(value))) return { kind: "edits", edits: [] };
  }
  return editHeader(bytes, frontMatter, { kind: "add-item", path, value });
}

/** Adds a top-level key at the end of the header (in TOML: of its first table). A post without a header gets one, in YAML. */
export async function addFrontMatterKey(
  bytes: Uint8Array,
  frontMatter: FrontMatter,
  key: string,
  value: HeaderScalar | readonly string[],
): Promise<HeaderEdits> {
  if (frontMatter.format === null) return addHeader(bytes, frontMatter, key, value);
  return editHeader(bytes, frontMatter, { kind: "add-key", key, value });
}

/** Removes a key with its value, or a list item, and the lines that they stand on. Comments on other lines stay. */
export function removeFrontMatterKey(
  bytes: Uint8Array,
  frontMatter: FrontMatter,
  path: KeyPath,
): Promise<HeaderEdits> {
  return editHeader(bytes, frontMatter, { kind: "remove", path });
}

/**
 * Tries the ways that the format proposes, the one closest to the file's style first, and takes the first after which
 * the header reads as it should: the change made, all else as before. What an edit does is thus known, not hoped.
 */
async function editHeader(
  bytes: Uint8Array,
  frontMatter: FrontMatter,
  change: HeaderChange,
): Promise<HeaderEdits> {
  const header = openHeader(bytes, frontMatter);
  if (header === null) return refuse("no-header");
  if (findExceededLimit(header.text) !== null) return refuse("invalid");
  const editor = await loadEditor(header.format);
  const before = readData(editor, header.text);
  if (before === null) return refuse("invalid");
  const reason = changeData(before, change);
  if (reason !== null) return refuse(reason);
  let tried = false;
  for (const edits of editor.propose(header.text, change)) {
    tried = true;
    const text = applyTextEdits(header.text, edits);
    if (holdsFence(text, header.format)) continue;
    if (isDeepStrictEqual(readData(editor, text), toPlain(before))) {
      return { kind: "edits", edits: header.toEdits(edits) };
    }
  }
  return refuse(tried ? "side-effect" : "form");
}

function loadEditor(format: FrontMatterFormat): Promise<HeaderEditor> {
  return format === "toml"
    ? import("./toml-header.ts").then((module) => module.loadTomlEditor())
    : import("./yaml-header.ts").then((module) => module.loadYamlEditor(format));
}

type Data = { [key: string | number]: unknown };

function readData(editor: HeaderEditor, text: string): Data | null {
  try {
    const data = editor.parse(text);
    return data !== null && typeof data === "object" && !Array.isArray(data) ? (toPlain(data) as Data) : null;
  } catch {
    return null;
  }
}

/** Dates, bigints and shared parts as plain data, so that two readings can be compared. */
function toPlain(data: unknown): unknown {
  return JSON.parse(JSON.stringify(data, (_key, value) => (typeof value === "bigint" ? `${value}n` : value)));
}

/** A text of several lines must not bring a line that closes the header. */
function holdsFence(text: string, format: FrontMatterFormat): boolean {
  if (format === "json") return false;
  return (format === "yaml" ? /^---[ \t]*$/m : /^\+\+\+[ \t]*$/m).test(text);
}

function addHeader(
  bytes: Uint8Array,
  frontMatter: FrontMatter,
  key: string,
  value: HeaderScalar | readonly string[],
): HeaderEdits {
  const { start } = frontMatter.range;
  const opening = Buffer.from(bytes.subarray(start, start + 3)).toString("latin1");
  // An unclosed or foreign header is for people to mend: a second one before it would hide it.
  if (["---", "+++", ";;;"].includes(opening) || opening.startsWith("{")) return refuse("no-header");
  const lineEnd: LineEnd = detectLineEnd(bytes);
  const write = (item: HeaderScalar): string => (typeof item === "string" ? quoteDouble(item) : String(item));
  const lines = Array.isArray(value)
    ? [`${key}:`, ...value.map((item: string) => `  - ${write(item)}`)]
    : [`${key}: ${write(value as HeaderScalar)}`];
  const text = ["---", ...lines, "---", ""].join(lineEnd);
  return { kind: "edits", edits: [{ start, end: start, bytes: Buffer.from(text) }] };
}

function refuse(reason: Unsupported): HeaderEdits {
  return { kind: "unsupported", reason };
}
