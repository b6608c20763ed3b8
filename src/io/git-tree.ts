import { type GitRunner, makeGitError } from "./git-process.ts";

export interface TreeEntry {
  /** From the top of the work tree. */
  readonly path: string;
  readonly kind: "file" | "link" | "submodule";
  readonly id: string;
}

/** `git ls-tree -r`: the files of a commit below some folders, in git's order. */
export async function listTree(
  runner: GitRunner,
  rev: string,
  folders: readonly string[],
): Promise<readonly TreeEntry[]> {
  const wanted = folders.some(isTop) ? [] : folders;
  const run = await runner.run("ls-tree", ["-r", "-z", "--full-tree", rev, "--", ...wanted]);
  if (run.code !== 0) throw makeGitError(run.stderr);
  return readTree(run.stdout);
}

/** Whether a folder is the top itself: that one is asked for by naming no folder. */
export function isTop(folder: string): boolean {
  return folder === "" || folder === "." || folder === "./";
}

/** Entries `<mode> <type> <id>\t<path>`, each ended by a NUL byte. */
function readTree(bytes: Buffer): readonly TreeEntry[] {
  const entries: TreeEntry[] = [];
  let at = 0;
  while (at < bytes.length) {
    const end = bytes.indexOf(0, at);
    const tab = bytes.indexOf(9, at);
    const mode = bytes.toString("latin1", at, at + 6);
    const id = bytes.toString("latin1", bytes.indexOf(32, at + 7) + 1, tab);
    entries.push({ path: bytes.toString("utf8", tab + 1, end), kind: readKind(mode), id });
    at = end + 1;
  }
  return entries;
}

function readKind(mode: string): TreeEntry["kind"] {
  if (mode === "120000") return "link";
  return mode === "160000" ? "submodule" : "file";
}
