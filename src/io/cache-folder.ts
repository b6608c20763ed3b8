import { createHash, randomBytes } from "node:crypto";
import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  statSync,
  unlinkSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";

/** A file of the cache that grows while a run goes on; it has no name that anybody looks for until it is finished. */
export interface CacheAppender {
  readonly name: string;
  /** Bytes written so far: where the next ones will start. */
  readonly length: number;
  append(bytes: Uint8Array): void;
  finish(): void;
  discard(): void;
}

/** A finished file of the cache, open for reading in pieces. */
export interface CacheReader {
  /** Exactly these bytes, or null when the file does not have them. Valid until the next call. */
  read(start: number, length: number): Uint8Array | null;
  close(): void;
}

/** The cache of one project. Nothing here throws for reading; writing may, and nothing is half written then. */
export interface CacheFolder {
  /** A whole file; null when there is none, or it cannot be read. */
  read(name: string): Uint8Array | null;
  open(name: string): CacheReader | null;
  create(kind: string): CacheAppender;
  /** Puts a file in place as a whole. */
  replace(name: string, bytes: Uint8Array): void;
  remove(name: string): void;
  /** Removes what killed runs have left. */
  sweep(keep: readonly string[]): void;
}

const LEFTOVER_AGE_MS = 3_600_000;
const BLOCK = 1 << 18;

/**
 * `$XDG_CACHE_HOME/samsvar/<hash of root>`, else below `~/.cache`. The folder is made by the first write. Readable by
 * its owner only: titles and headings of drafts are in it.
 */
export function openCacheFolder(root: string, env: NodeJS.ProcessEnv = process.env): CacheFolder {
  const configured = env["XDG_CACHE_HOME"];
  const base =
    configured !== undefined && isAbsolute(configured)
      ? configured
      : join(env["HOME"] ?? homedir(), ".cache");
  const folder = join(base, "samsvar", createHash("sha256").update(root).digest("hex").slice(0, 24));
  const prepare = (): void => {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  };
  const remove = (name: string): void => {
    try {
      unlinkSync(join(folder, name));
    } catch {
      // Another run was faster, or it was never there.
    }
  };
  return {
    read: (name) => {
      try {
        return readFileSync(join(folder, name));
      } catch {
        return null;
      }
    },
    open: (name) => {
      try {
        return openReader(openSync(join(folder, name), "r"));
      } catch {
        return null;
      }
    },
    create: (kind) => {
      prepare();
      const name = `${kind}-${randomBytes(8).toString("hex")}`;
      return openAppender(openSync(join(folder, name), "wx", 0o600), name, () => remove(name));
    },
    replace: (name, bytes) => {
      prepare();
      const draft = `${name}-${randomBytes(8).toString("hex")}`;
      try {
        writeFileSync(join(folder, draft), bytes, { mode: 0o600, flag: "wx" });
        renameSync(join(folder, draft), join(folder, name));
      } catch (error) {
        remove(draft);
        throw error;
      }
    },
    remove,
    sweep: (keep) => {
      for (const name of listNames(folder)) {
        // Younger ones may belong to a run that is going on.
        if (!keep.includes(name) && ageOf(join(folder, name)) > LEFTOVER_AGE_MS) remove(name);
      }
    },
  };
}

function listNames(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function ageOf(path: string): number {
  try {
    return Date.now() - statSync(path).mtimeMs;
  } catch {
    return 0;
  }
}

function openAppender(file: number, name: string, remove: () => void): CacheAppender {
  let pending: Uint8Array[] = [];
  let pendingLength = 0;
  let length = 0;
  const flush = (): void => {
    const bytes = Buffer.concat(pending);
    pending = [];
    pendingLength = 0;
    for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done);
  };
  return {
    name,
    get length() {
      return length;
    },
    append: (bytes) => {
      pending.push(bytes);
      pendingLength += bytes.length;
      length += bytes.length;
      if (pendingLength >= BLOCK) flush();
    },
    finish: () => {
      flush();
      closeSync(file);
    },
    discard: () => {
      closeSync(file);
      remove();
    },
  };
}

/** Reads ahead in large blocks, since records are asked for in the order in which they stand. */
function openReader(file: number): CacheReader {
  let block: Uint8Array = new Uint8Array(0);
  let blockStart = 0;
  let space = Buffer.alloc(0);
  return {
    read: (start, length) => {
      const inBlock = start - blockStart;
      if (inBlock < 0 || inBlock + length > block.length) {
        if (space.length < Math.max(BLOCK, length)) space = Buffer.allocUnsafeSlow(Math.max(BLOCK, length));
        const bytes = space;
        let filled = 0;
        while (filled < bytes.length) {
          const count = readSync(file, bytes, filled, bytes.length - filled, start + filled);
          if (count === 0) break;
          filled += count;
        }
        block = bytes.subarray(0, filled);
        blockStart = start;
      }
      const at = start - blockStart;
      return at + length <= block.length ? block.subarray(at, at + length) : null;
    },
    close: () => closeSync(file),
  };
}
