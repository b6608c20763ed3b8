import { createHash } from "node:crypto";
import { mkdirSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import type { FileSystem } from "../model/ports.ts";
import { openFileSystem } from "./file-system.ts";

/** Files of one user about one project that belong to nobody else: drafts, and how to undo the last session. */
export interface UserState {
  readonly files: FileSystem;
  /** Absolute path of a file, for an editor. */
  path(name: string): string;
  readJson(name: string): unknown;
  /** What cannot be written is forgotten: a session must not fail for it. */
  writeJson(name: string, value: unknown): void;
}

/** Makes the folder for a project below `$XDG_STATE_HOME/samsvar`; null when that is not possible. */
export function openUserState(root: string, env: NodeJS.ProcessEnv = process.env): UserState | null {
  const home = env["XDG_STATE_HOME"];
  const base = home?.startsWith("/") ? home : join(env["HOME"] ?? homedir(), ".local", "state");
  const folder = join(base, "samsvar", createHash("sha256").update(root).digest("hex").slice(0, 16));
  try {
    mkdirSync(join(folder, "drafts"), { recursive: true, mode: 0o700 });
  } catch {
    return null;
  }
  const files = openFileSystem(folder);
  return {
    files,
    path: (name) => join(files.root, name),
    readJson: (name) => {
      const read = files.read(name);
      if (!read.ok) return null;
      try {
        return JSON.parse(new TextDecoder().decode(read.bytes)) as unknown;
      } catch {
        return null;
      }
    },
    writeJson: (name, value) => {
      files.write(name, new TextEncoder().encode(JSON.stringify(value)));
    },
  };
}
