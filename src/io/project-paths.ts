import { realpathSync } from "node:fs";
import { dirname, isAbsolute, join, relative, sep } from "node:path";
import { errorCode } from "./file-faults.ts";

/** Whether an absolute path, links resolved, is the root or lies below it. */
export function isInside(root: string, path: string): boolean {
  const way = relative(root, path);
  return way === "" || (way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

/**
 * Absolute path of a project path, whatever the path says: null when its text already leads out (`../x`,
 * `/etc/passwd`) or cannot be a path (a NUL byte). Links are not looked at.
 */
export function toAbsolute(root: string, path: string): string | null {
  if (isAbsolute(path) || path.includes("\0")) return null;
  const full = join(root, path);
  return isInside(root, full) ? full : null;
}

/**
 * Where a path really leads: links resolved as far as the path exists, the rest appended. Null when a link on the way
 * is dangling or goes in a circle.
 */
export function resolveExisting(path: string): string | null {
  try {
    return realpathSync(path);
  } catch (error) {
    if (errorCode(error) !== "ENOENT") return null;
  }
  const parent = dirname(path);
  if (parent === path) return null;
  const resolved = resolveExisting(parent);
  return resolved === null
    ? null
    : join(resolved, path.slice(parent.length + (parent.endsWith(sep) ? 0 : 1)));
}
