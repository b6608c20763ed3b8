import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readSync,
  realpathSync,
  type Stats,
} from "node:fs";
import { dirname } from "node:path";
import type { FileStamp, ReadFault, ReadResult, StampResult } from "../model/ports.ts";
import { errorCode, type Failed, makeReadFailure } from "./file-faults.ts";
import { isInside, toAbsolute } from "./project-paths.ts";

/** The project folder, and which of its folders were found to lie in it, links resolved. */
export interface Project {
  readonly root: string;
  readonly safeFolders: Set<string>;
  /** Files that the listing found: regular ones, in folders of the project. */
  readonly listed: Set<string>;
}

/** `lstat` of a regular file of the project; a link inside the project is followed. */
export function stampFile(project: Project, path: string): StampResult {
  if (project.listed.has(path)) {
    const stats = lstatSync(`${project.root}/${path}`, { throwIfNoEntry: false });
    if (stats?.isFile() === true) return { ok: true, stamp: makeStamp(stats) };
  }
  const found = findFile(project, path);
  return found.ok ? { ok: true, stamp: makeStamp(found.stats) } : found;
}

function makeStamp({ size, mtimeMs, ctimeMs, ino }: Stats): FileStamp {
  return { size, mtimeMs, ctimeMs, inode: ino };
}

/**
 * A file's bytes. Looked at before it is opened, since opening a FIFO blocks and opening a device can do anything; and
 * again once open, since it may have been exchanged in between (the flags make such an open harmless). What the
 * listing saw to be a file is opened at once: a third of the time.
 */
export function readProjectFile(project: Project, path: string, maxSize: number): ReadResult {
  if (project.listed.has(path)) {
    const result = readRegular(`${project.root}/${path}`, maxSize);
    if (result.ok || result.detail !== LINK) return result;
  }
  const found = findFile(project, path);
  return found.ok ? readRegular(found.real, maxSize) : found;
}

/** A link where none is wanted. */
const LINK = "ELOOP";

/** Both are undefined on Windows, where they have no meaning. */
const OPEN_FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0);

function readRegular(full: string, maxSize: number): ReadResult {
  let file: number;
  try {
    file = openSync(full, OPEN_FLAGS);
  } catch (error) {
    return makeReadFailure(error);
  }
  try {
    const stats = fstatSync(file);
    if (!stats.isFile()) return failed("not-a-file", "special file");
    if (stats.size > maxSize) return failed("too-large", String(stats.size));
    return { ok: true, bytes: readToEnd(file, stats.size) };
  } catch (error) {
    return makeReadFailure(error);
  } finally {
    closeSync(file);
  }
}

/** What the file holds, up to the size it had when it was opened. */
function readToEnd(file: number, size: number): Uint8Array {
  // Not from Node's shared pool: a small post would keep a whole pool alive.
  const bytes = Buffer.allocUnsafeSlow(size);
  let filled = 0;
  while (filled < size) {
    const count = readSync(file, bytes, filled, size - filled, null);
    if (count === 0) return bytes.subarray(0, filled);
    filled += count;
  }
  return bytes;
}

type Found = { readonly ok: true; readonly real: string; readonly stats: Stats } | Failed<ReadFault>;

function findFile({ root, safeFolders }: Project, path: string): Found {
  const full = toAbsolute(root, path);
  if (full === null) return failed("outside-project", path);
  let isLink = false;
  try {
    const folder = dirname(full);
    if (!safeFolders.has(folder)) {
      const realFolder = realpathSync(folder);
      if (!isInside(root, realFolder)) return failed("outside-project", realFolder);
      safeFolders.add(folder);
    }
    let stats = lstatSync(full);
    let real = full;
    if (stats.isSymbolicLink()) {
      isLink = true;
      real = realpathSync(full);
      if (!isInside(root, real)) return failed("outside-project", real);
      stats = lstatSync(real);
    }
    return stats.isFile() ? { ok: true, real, stats } : failed("not-a-file", kindOf(stats));
  } catch (error) {
    const code = errorCode(error);
    if (isLink && (code === "ENOENT" || code === "ELOOP")) return failed("dangling-link", code);
    return makeReadFailure(error);
  }
}

function kindOf(stats: Stats): string {
  return stats.isDirectory() ? "folder" : "special file";
}

function failed(fault: ReadFault, detail: string): Failed<ReadFault> {
  return { ok: false, fault, detail };
}
