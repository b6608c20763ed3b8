import {
  accessSync,
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fsyncSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  type Stats,
  unlinkSync,
  writeSync,
} from "node:fs";
import { dirname, join } from "node:path";
import type { WriteFault, WriteResult } from "../model/ports.ts";
import { errorCode, type Failed, makeWriteFailure } from "./file-faults.ts";
import { isInside, resolveExisting, toAbsolute } from "./project-paths.ts";
import { temporaryName } from "./temporary-files.ts";

/**
 * Replaces a file as a whole: a temporary file beside it is written, synced and renamed over it, so that a kill or a
 * full disk at any moment leaves the old file or the new one. The mode stays (and the owner, where the system lets
 * us). A link is written through while it stays in the project. See `FileSystem.write` for `expected`.
 *
 * Not `write-file-atomic`: what the file holds has to be compared between the sync and the rename, the folder has to
 * be synced too, and the temporary name must not be one that a hostile repository could have put a link at.
 */
export function writeProjectFile(
  root: string,
  path: string,
  bytes: Uint8Array,
  expected?: Uint8Array | null,
): WriteResult {
  const place = findPlace(root, path);
  if (!place.ok) return place;
  const { target, stats } = place;
  const temporary = join(dirname(target), temporaryName());
  try {
    mkdirSync(dirname(target), { recursive: true });
    if (stats !== null) accessSync(target, constants.W_OK);
    writeTemporary(temporary, bytes, stats);
    // As late as can be: what another program writes after this moment is lost, and there is no way to lock it out.
    if (!holds(target, expected)) {
      unlinkSync(temporary);
      return failed("changed", path);
    }
    if (expected === null) putNew(temporary, target);
    else renameSync(temporary, target);
  } catch (error) {
    removeQuietly(temporary);
    if (expected === null && errorCode(error) === "EEXIST") return failed("changed", path);
    return makeWriteFailure(error);
  }
  syncFolder(dirname(target));
  return { ok: true };
}

/** Deletes a file of the project that still holds `expected`. A link is deleted, not what it points to. */
export function removeProjectFile(root: string, path: string, expected: Uint8Array): WriteResult {
  const place = findPlace(root, path);
  if (!place.ok) return place;
  try {
    if (!holds(place.target, expected)) return failed("changed", path);
    unlinkSync(place.entry);
  } catch (error) {
    return makeWriteFailure(error);
  }
  syncFolder(dirname(place.entry));
  return { ok: true };
}

interface Place {
  readonly ok: true;
  /** The directory entry itself, its folder's links resolved. */
  readonly entry: string;
  /** Where the bytes go: `entry`, or where it links to. */
  readonly target: string;
  /** Null when there is no file yet. */
  readonly stats: Stats | null;
}

function findPlace(root: string, path: string): Place | Failed<WriteFault> {
  const full = toAbsolute(root, path);
  if (full === null || full === root) return failed("outside-project", path);
  const folder = resolveExisting(dirname(full));
  if (folder === null) return failed("not-a-file", "dangling link");
  if (!isInside(root, folder)) return failed("outside-project", folder);
  const entry = join(folder, full.slice(dirname(full).length + 1));
  try {
    const stats = lstatSync(entry);
    if (!stats.isSymbolicLink()) {
      return stats.isFile()
        ? { ok: true, entry, target: entry, stats }
        : failed("not-a-file", "no regular file");
    }
    const target = resolveExisting(entry);
    if (target === null) return failed("not-a-file", "dangling link");
    if (!isInside(root, target)) return failed("outside-project", target);
    const linked = lstatSync(target);
    return linked.isFile()
      ? { ok: true, entry, target, stats: linked }
      : failed("not-a-file", "no regular file");
  } catch (error) {
    if (errorCode(error) === "ENOENT") return { ok: true, entry, target: entry, stats: null };
    return makeWriteFailure(error);
  }
}

/** Whether the file holds what it should: anything, nothing at all (null), or these bytes. */
function holds(target: string, expected: Uint8Array | null | undefined): boolean {
  if (expected === undefined) return true;
  if (expected === null) return lstatSync(target, { throwIfNoEntry: false }) === undefined;
  try {
    return Buffer.compare(readFileSync(target), expected) === 0;
  } catch (error) {
    if (errorCode(error) === "ENOENT") return false;
    throw error;
  }
}

function writeTemporary(path: string, bytes: Uint8Array, like: Stats | null): void {
  const file = openSync(path, "wx", 0o666);
  try {
    for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done);
    if (like !== null) copyOwnerAndMode(file, like);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function copyOwnerAndMode(file: number, { uid, gid, mode }: Stats): void {
  try {
    if (process.getuid !== undefined && (uid !== process.getuid() || gid !== process.getgid?.())) {
      fchownSync(file, uid, gid);
    }
  } catch (error) {
    // Only root may give files away. Owning the file is the price of editing somebody else's.
    if (errorCode(error) !== "EPERM") throw error;
  }
  // Last, since changing the owner clears the set-id bits.
  fchmodSync(file, mode & 0o7777);
}

/** A rename would replace a file that came up meanwhile; a hard link never does. */
function putNew(temporary: string, target: string): void {
  try {
    linkSync(temporary, target);
  } catch (error) {
    // Some file systems have no hard links.
    if (!["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK"].includes(errorCode(error))) throw error;
    renameSync(temporary, target);
    return;
  }
  // The file is in place; a second name left behind is swept later.
  removeQuietly(temporary);
}

/** Makes the rename itself last. A failure here comes after the fact: the file is whole either way. */
function syncFolder(folder: string): void {
  try {
    const handle = openSync(folder, "r");
    try {
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  } catch {
    // Windows and some network file systems cannot sync a folder.
  }
}

function removeQuietly(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // It was never made, or the disk is gone: the error that led here is the one to tell.
  }
}

function failed(fault: WriteFault, detail: string): Failed<WriteFault> {
  return { ok: false, fault, detail };
}
