import type { LoggedCommit, PathChange } from "../model/history.ts";

export interface LogParser {
  /** Takes any stretch of the output; gives the commits that are complete. */
  feed(chunk: Buffer): readonly LoggedCommit[];
  /** Gives the last commit. */
  end(): readonly LoggedCommit[];
}

interface OpenCommit {
  id: string;
  parents: number;
  time: number;
  author: string;
  subject: string;
  changes: PathChange[];
}

/** What the next NUL-ended token is. */
type Expected = "start" | "parents" | "time" | "author" | "subject" | "path" | "new-path";

const NEWLINE = 10;
const COLON = 58;

/**
 * Parses `-z --raw --format=%H%x00%P%x00%ct%x00%an%x00%s`. All is ended by NUL bytes, so names may hold anything:
 * five fields of a commit, then for each change `:<mode> <mode> <id> <id> <status>` and one path, or two of a rename.
 */
export function createLogParser(extensions: readonly string[] | null): LogParser {
  const endings = extensions?.map((ending) => ending.toLowerCase()) ?? null;
  let rest: Buffer | null = null;
  let expected: Expected = "start";
  let commit: OpenCommit | null = null;
  let header = NO_CHANGE;
  let from: string | null = null;
  let done: LoggedCommit[] = [];

  const finishCommit = (): void => {
    if (commit !== null && commit.changes.length > 0) done.push(commit);
    commit = null;
  };
  const readStart = (bytes: Buffer, start: number, end: number): void => {
    // A newline stands between a commit's fields and its first change.
    const at = bytes[start] === NEWLINE ? start + 1 : start;
    if (bytes[at] === COLON) {
      header = readHeader(bytes, at, end);
      expected = "path";
      return;
    }
    finishCommit();
    const id = bytes.toString("latin1", at, end);
    commit = { id, parents: 0, time: 0, author: "", subject: "", changes: [] };
    expected = "parents";
  };
  const readPath = (bytes: Buffer, start: number, end: number): string | null =>
    endings === null || hasEnding(bytes, end, endings) ? bytes.toString("utf8", start, end) : null;
  const addChange = (oldPath: string | null, newPath: string | null): void => {
    const change = makeChange(header, oldPath, newPath);
    if (change !== null) commit?.changes.push(change);
    expected = "start";
  };
  const readToken = (bytes: Buffer, start: number, end: number): void => {
    switch (expected) {
      case "start":
        readStart(bytes, start, end);
        return;
      case "path":
        from = readPath(bytes, start, end);
        if (header.twoPaths) expected = "new-path";
        else addChange(from, from);
        return;
      case "new-path":
        addChange(from, readPath(bytes, start, end));
        return;
    }
    const text = bytes.toString("utf8", start, end);
    if (commit === null) return;
    switch (expected) {
      case "parents":
        commit.parents = text === "" ? 0 : text.split(" ").length;
        expected = "time";
        return;
      case "time":
        commit.time = Number(text);
        expected = "author";
        return;
      case "author":
        commit.author = text;
        expected = "subject";
        return;
      case "subject":
        commit.subject = text;
        expected = "start";
        return;
    }
  };
  const takeDone = (): readonly LoggedCommit[] => {
    const commits = done;
    done = [];
    return commits;
  };
  return {
    feed: (chunk) => {
      const bytes = rest === null ? chunk : Buffer.concat([rest, chunk]);
      let start = 0;
      for (let end = bytes.indexOf(0); end !== -1; end = bytes.indexOf(0, start)) {
        readToken(bytes, start, end);
        start = end + 1;
      }
      rest = start < bytes.length ? bytes.subarray(start) : null;
      return takeDone();
    },
    end: () => {
      finishCommit();
      return takeDone();
    },
  };
}

/** Ids are null where that side is no regular file: absent, a link or a submodule. */
interface ChangeHeader {
  readonly oldBlob: string | null;
  readonly blob: string | null;
  readonly renamed: boolean;
  readonly twoPaths: boolean;
}

const NO_CHANGE: ChangeHeader = { oldBlob: null, blob: null, renamed: false, twoPaths: false };

const CAPITAL_C = 67;
const CAPITAL_R = 82;

/** Reads `:100644 100644 <id> <id> R086`; ids have 40 or 64 digits. */
function readHeader(bytes: Buffer, at: number, end: number): ChangeHeader {
  const oldId = at + 15;
  const newId = bytes.indexOf(32, oldId) + 1;
  const status = bytes.indexOf(32, newId) + 1;
  const letter = status <= end ? bytes[status] : 0;
  return {
    oldBlob: isRegular(bytes, at + 1) ? bytes.toString("latin1", oldId, newId - 1) : null,
    blob: isRegular(bytes, at + 8) ? bytes.toString("latin1", newId, status - 1) : null,
    renamed: letter === CAPITAL_R,
    twoPaths: letter === CAPITAL_R || letter === CAPITAL_C,
  };
}

/** Modes 100644, 100755 and git's old 100664; not 000000, 120000 (a link), 160000 (a submodule). */
function isRegular(bytes: Buffer, at: number): boolean {
  return bytes[at] === 49 && bytes[at + 1] === 48;
}

/** Either path is null where it is not a wanted one. */
function makeChange(header: ChangeHeader, oldPath: string | null, newPath: string | null): PathChange | null {
  const blob = newPath === null ? null : header.blob;
  const path = newPath ?? "";
  // A copy has an old path too, but takes nothing away from it.
  const oldBlob = oldPath === null || (header.twoPaths && !header.renamed) ? null : header.oldBlob;
  if (blob === null) {
    return oldBlob === null || oldPath === null ? null : { kind: "deleted", path: oldPath, oldBlob };
  }
  if (oldBlob === null || oldPath === null) return { kind: "added", path, blob };
  if (header.renamed) return { kind: "renamed", path, from: oldPath, blob, oldBlob };
  return { kind: "changed", path, blob, oldBlob };
}

/** Whether the bytes before `end` are one of the endings (ASCII, lower case). */
function hasEnding(bytes: Buffer, end: number, endings: readonly string[]): boolean {
  return endings.some((ending) => {
    const start = end - ending.length;
    if (start < 0) return false;
    for (let index = 0; index < ending.length; index += 1) {
      const byte = bytes[start + index] ?? 0;
      const lower = byte >= 65 && byte <= 90 ? byte + 32 : byte;
      if (lower !== ending.charCodeAt(index)) return false;
    }
    return true;
  });
}
