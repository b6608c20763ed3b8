import type { TextEdit } from "./header-text.ts";

export type KeyPath = readonly (string | number)[];
export type HeaderScalar = string | number | boolean | null;

/** One change of a header, in terms of its data. */
export type HeaderChange =
  | { readonly kind: "set"; readonly path: KeyPath; readonly value: HeaderScalar }
  | { readonly kind: "add-item"; readonly path: KeyPath; readonly value: string }
  | { readonly kind: "add-key"; readonly key: string; readonly value: HeaderScalar | readonly string[] }
  | { readonly kind: "remove"; readonly path: KeyPath };

/**
 * Why a header cannot be edited: there is none; it is not valid; nothing is at the path, or something is there
 * already; it is written in a form that this does not edit; what the edit would do goes beyond the change asked for.
 */
export type Unsupported = "no-header" | "invalid" | "no-such-key" | "key-exists" | "form" | "side-effect";

/** How one format is edited. */
export interface HeaderEditor {
  /** @throws what its parser throws if the text is not valid */
  parse(text: string): unknown;
  /** Ways to make a change, the one most like its surroundings first. None of them need be right: the caller checks. */
  propose(text: string, change: HeaderChange): Iterable<readonly TextEdit[]>;
}

type Container = { [key: string | number]: unknown };

/** Makes the change in plain data. Returns why not, or null. */
export function changeData(data: Container, change: HeaderChange): Unsupported | null {
  if (change.kind === "add-key") {
    if (Object.hasOwn(data, change.key)) return "key-exists";
    defineValue(data, change.key, change.value);
    return null;
  }
  const parent = findParent(data, change.path);
  const last = change.path.at(-1);
  if (parent === null || last === undefined || !Object.hasOwn(parent, last)) return "no-such-key";
  if (change.kind === "set") {
    defineValue(parent, last, change.value);
    return null;
  }
  if (change.kind === "remove") {
    if (Array.isArray(parent)) parent.splice(Number(last), 1);
    else delete parent[last];
    return null;
  }
  const list = parent[last];
  if (Array.isArray(list)) list.push(change.value);
  else if (list === null) parent[last] = [change.value];
  else if (typeof list === "string") parent[last] = [list, change.value];
  else return "form";
  return null;
}

function findParent(data: Container, path: KeyPath): Container | null {
  let value: unknown = data;
  for (const key of path.slice(0, -1)) {
    if (value === null || typeof value !== "object" || !Object.hasOwn(value, key)) return null;
    value = (value as Container)[key];
  }
  return value !== null && typeof value === "object" ? (value as Container) : null;
}

/** Assignment would call the setter of a key named `__proto__`. */
function defineValue(target: Container, key: string | number, value: unknown): void {
  Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
}
