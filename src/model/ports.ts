/**
 * What the pure parts need from the outside world. `io/` implements these; everything else gets them passed in,
 * so that a test can hand over a stand-in.
 */

/** Reads the time; a test passes a clock that stands still. */
export interface Clock {
  /** Milliseconds since 1970, UTC. */
  now(): number;
}

/** Why a path could not be read. A folder or a device called `x.md` is `not-a-file`. */
export type ReadFault =
  | "missing"
  | "unreadable"
  | "too-large"
  | "not-a-file"
  | "dangling-link"
  | "outside-project";

/** What `lstat` tells about a regular file, as far as a cache needs it. */
export interface FileStamp {
  readonly size: number;
  /** Milliseconds since 1970, with fractions where the file system has them. */
  readonly mtimeMs: number;
  readonly ctimeMs: number;
  readonly inode: number;
}

export type ReadResult =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly fault: ReadFault; readonly detail: string };

export type StampResult =
  | { readonly ok: true; readonly stamp: FileStamp }
  | { readonly ok: false; readonly fault: ReadFault; readonly detail: string };

/** Why nothing was written; the file is as it was. */
export type WriteFault = "changed" | "outside-project" | "not-a-file" | "no-space" | "read-only" | "failed";

export type WriteResult =
  | { readonly ok: true }
  | { readonly ok: false; readonly fault: WriteFault; readonly detail: string };

export interface ListOptions {
  /** Endings of wanted files, with the dot, lower case: `.md`. Compared without case. */
  readonly extensions: readonly string[];
}

export interface FileList {
  /** Relative to the project folder, with `/`, in code-unit order. */
  readonly files: readonly string[];
  /** Entries with a wanted name that are no files, and folders that could not be read. */
  readonly faults: readonly { readonly path: string; readonly fault: ReadFault; readonly detail: string }[];
}

/** The files of one project folder. Paths are relative to it, with `/`; nothing outside is read or written. */
export interface FileSystem {
  /** Absolute path of the project folder, links resolved. */
  readonly root: string;
  /** Files below some folders (`.` for all), except in `.git`, `node_modules` and folders whose name starts with a dot. */
  list(folders: readonly string[], options: ListOptions): FileList;
  stamp(path: string): StampResult;
  read(path: string, maxSize?: number): ReadResult;
  /**
   * Replaces a file as a whole, or leaves it as it was. `expected` is what the file must hold just before: bytes that
   * were read, null for a file that must not exist yet; left out, whatever is there is replaced.
   */
  write(path: string, bytes: Uint8Array, expected?: Uint8Array | null): WriteResult;
  /** Deletes a file that still holds `expected`. */
  remove(path: string, expected: Uint8Array): WriteResult;
}

/** Reads many objects of git's store through one process, answers in the order asked. */
export interface BlobReader {
  /** The content of a blob; null when the repository does not have it (partial clone) or it is no blob. */
  read(id: string): Promise<Uint8Array | null>;
  /** The same for many ids, in their order; only a bounded number is held at a time. */
  readMany(ids: Iterable<string>): AsyncIterable<{ readonly id: string; readonly bytes: Uint8Array | null }>;
  /** Any object with its type: `commit` for a commit as git stores it. */
  readObject(id: string): Promise<{ readonly type: string; readonly bytes: Uint8Array } | null>;
  /** Which of the blobs are known not to be there. Asks git only in a partial clone; elsewhere all are taken to be there. */
  findMissing(ids: Iterable<string>): Promise<ReadonlySet<string>>;
  /** Ends the process. Reads under way are answered with an error. */
  close(): void;
}
