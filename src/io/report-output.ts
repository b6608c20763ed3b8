import { randomBytes } from "node:crypto";
import {
  closeSync,
  constants,
  fchmodSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  statSync,
  unlinkSync,
  writeSync,
} from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { Socket } from "node:net";
import { basename, dirname, join } from "node:path";
import { UsageError } from "../model/usage-error.ts";

/** A report on its way to a file. One of `finish` and `discard` ends it. */
export interface ReportOutput {
  write(text: string): void | Promise<void>;
  finish(): Promise<void>;
  /** What was there before stays; nothing is left behind. Of a pipe, what was written is gone. */
  discard(): Promise<void>;
}

/** Text is handed to the system in pieces of about this size (UTF-16 units). */
const BUFFER_SIZE = 1 << 16;

/** Names of our own standard output: opening them anew would cut off a file that it was redirected to. */
export const isStdoutName = (path: string): boolean =>
  path === "-" || path === "/dev/stdout" || path === "/dev/fd/1" || path === "/proc/self/fd/1";

/**
 * Opens a file for a report; missing folders are made. A regular file appears whole or not at all: it is written
 * beside its place and renamed. With `append` what was there stays in front. What is no regular file (a FIFO, a device) is written through.
 * Throws `UsageError` `output-unwritable`, here and in the methods.
 */
export async function openReportOutput(
  path: string,
  { append = false }: { readonly append?: boolean } = {},
): Promise<ReportOutput> {
  try {
    let kind = statSync(path, { throwIfNoEntry: false });
    if (kind === undefined) {
      mkdirSync(dirname(path), { recursive: true });
      // `missing/../pipe` leads to something only now that the folder is there, and that must not be replaced.
      kind = statSync(path, { throwIfNoEntry: false });
    }
    if (kind?.isDirectory()) throw new UsageError("output-is-folder", { path });
    if (kind?.isFIFO()) return writeToPipe(path, await openPipe(path));
    if (kind !== undefined && !kind.isFile()) return writeThrough(path, await open(path, "w"));
    // Through a link, the file it leads to is replaced, and not the link.
    const place = kind === undefined ? path : realpathSync(path);
    const before = append && kind !== undefined ? readFileSync(place) : null;
    return writeBeside(path, place, kind?.mode, before);
  } catch (error) {
    throw unwritable(path, error);
  }
}

function writeBeside(
  name: string,
  place: string,
  mode: number | undefined,
  before: Uint8Array | null,
): ReportOutput {
  const draft = join(dirname(place), `.${basename(place)}.${randomBytes(6).toString("hex")}.tmp`);
  const file = openSync(draft, "wx", 0o666);
  const guard = <T>(act: () => T): T => {
    try {
      return act();
    } catch (error) {
      throw unwritable(name, error);
    }
  };
  let open = true;
  let buffer = "";
  const writeAll = (bytes: Uint8Array): void => {
    for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done);
  };
  const flush = (): void => {
    const bytes = Buffer.from(buffer);
    buffer = "";
    writeAll(bytes);
  };
  const discard = (): void => {
    process.off("exit", discard);
    if (!open) return;
    open = false;
    closeSync(file);
    unlinkSync(draft);
  };
  process.once("exit", discard);
  if (before !== null) {
    try {
      writeAll(before);
    } catch (error) {
      discard();
      throw error;
    }
  }
  return {
    write(text) {
      buffer += text;
      if (buffer.length >= BUFFER_SIZE) guard(flush);
    },
    async finish() {
      guard(() => {
        flush();
        if (mode !== undefined) fchmodSync(file, mode & 0o7777);
        fsyncSync(file);
        renameSync(draft, place);
        open = false;
        closeSync(file);
        process.off("exit", discard);
      });
    },
    async discard() {
      discard();
    },
  };
}

/** How often somebody is looked for at the other end of a FIFO. */
const PIPE_WAIT_MS = 50;

/**
 * Waits for a FIFO's reader. A plain `open` would wait too, but in a thread that keeps even `process.exit` from
 * ending the process, so that Ctrl-C would do nothing.
 */
async function openPipe(path: string): Promise<Socket> {
  for (;;) {
    try {
      const fd = openSync(path, constants.O_WRONLY | constants.O_NONBLOCK);
      return new Socket({ fd, readable: false, writable: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENXIO") throw error;
      await new Promise((resolve) => setTimeout(resolve, PIPE_WAIT_MS));
    }
  }
}

function writeToPipe(name: string, pipe: Socket): ReportOutput {
  const send = (act: (done: (error?: Error | null) => void) => void): Promise<void> =>
    new Promise((resolve, reject) => act((error) => (error ? reject(unwritable(name, error)) : resolve())));
  // Each write hears of its own failure; without a listener the event would end the process.
  pipe.on("error", () => {});
  return {
    write: (text) => send((done) => pipe.write(text, done)),
    finish: () => send((done) => pipe.end(() => done(pipe.errored))),
    discard: async () => {
      pipe.destroy();
    },
  };
}

function writeThrough(name: string, file: FileHandle): ReportOutput {
  const guard = async (act: () => Promise<unknown>): Promise<void> => {
    try {
      await act();
    } catch (error) {
      throw unwritable(name, error);
    }
  };
  return {
    write: (text) => guard(() => file.writeFile(text)),
    finish: () => guard(() => file.close()),
    discard: () => file.close(),
  };
}

function unwritable(path: string, error: unknown): Error {
  if (error instanceof UsageError) return error;
  const { code } = error as NodeJS.ErrnoException;
  if (code === undefined) return error as Error;
  return new UsageError("output-unwritable", { path, reason: code }, { cause: error });
}
