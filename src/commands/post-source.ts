import type { TreeEntry } from "../io/git-tree.ts";
import type { BlobReader, FileList, FileStamp, FileSystem, ReadFault } from "../model/ports.ts";
import type { ContentRef } from "../model/post.ts";
import { UsageError } from "../model/usage-error.ts";

export type PostBytes =
  | {
      readonly ok: true;
      readonly bytes: Uint8Array;
      readonly content: ContentRef;
      readonly blob: string | null;
    }
  | { readonly ok: false; readonly fault: ReadFault; readonly detail: string };

/** Where today's posts come from: the working tree, or the tree of a commit. Paths are relative to the project folder. */
export interface PostSource {
  list(folders: readonly string[], extensions: readonly string[]): FileList;
  /** A post's bytes; at once from the working tree. `blob` is its id where that is known without hashing. */
  read(path: string, maxSize: number): PostBytes | Promise<PostBytes>;
  /** A small text file such as a configuration; null when there is none. */
  readText(path: string): Promise<string | null>;
  exists(path: string): boolean;
  /** Size and times of a file; null where there are none, as in a commit. */
  stamp(path: string): FileStamp | null;
}

const decoder = new TextDecoder();

export function createWorkingSource(files: FileSystem): PostSource {
  // Layout, posts and cache all ask for the same files: a run lists each set of folders once.
  const listed = new Map<string, FileList>();
  return {
    list: (folders, extensions) => {
      const key = JSON.stringify([folders, extensions]);
      const known = listed.get(key) ?? files.list(folders, { extensions });
      listed.set(key, known);
      return known;
    },
    read: (path, maxSize) => {
      const result = files.read(path, maxSize);
      return result.ok ? { ...result, content: { kind: "file", path }, blob: null } : result;
    },
    readText: async (path) => {
      const result = files.read(path);
      return result.ok ? decoder.decode(result.bytes) : null;
    },
    exists: (path) => files.stamp(path).ok,
    stamp: (path) => {
      const result = files.stamp(path);
      return result.ok ? result.stamp : null;
    },
  };
}

/** `prefix` is the project folder's place below the top of the repository, empty or with a final slash. */
export function createTreeSource(
  entries: readonly TreeEntry[],
  prefix: string,
  blobs: BlobReader,
): PostSource {
  const ids = new Map<string, string>();
  for (const entry of entries) {
    if (entry.path.startsWith(prefix)) ids.set(entry.path.slice(prefix.length), entry.id);
  }
  const readBlob = async (path: string) => {
    const id = ids.get(path);
    return id === undefined ? null : { id, bytes: await blobs.read(id) };
  };
  return {
    list: (folders, extensions) => {
      const wanted = [...ids.keys()].filter(
        (path) =>
          extensions.some((ending) => path.toLowerCase().endsWith(ending)) &&
          folders.some((folder) => folder === "." || path.startsWith(`${folder}/`)),
      );
      return { files: wanted.sort(), faults: [] };
    },
    read: async (path, maxSize) => {
      const found = await readBlob(path);
      if (found === null) return { ok: false, fault: "missing", detail: path };
      // The commit has the file, so this copy of the repository lacks it: no finding about the post, and every
      // verdict without it would be wrong.
      if (found.bytes === null) throw new UsageError("git-object-missing", { detail: prefix + path });
      if (found.bytes.length > maxSize) return { ok: false, fault: "too-large", detail: path };
      return { ok: true, bytes: found.bytes, content: { kind: "blob", id: found.id }, blob: found.id };
    },
    readText: async (path) => {
      const found = await readBlob(path);
      return found === null || found.bytes === null ? null : decoder.decode(found.bytes);
    },
    exists: (path) => ids.has(path),
    stamp: () => null,
  };
}
