import { createHash } from "node:crypto";

/**
 * Git's id of some bytes as a blob, as `git hash-object --no-filters` would give it. 40 hex digits, or 64 with
 * `sha256`, the format of a repository whose ids are that long.
 */
export function hashBlob(bytes: Uint8Array, format: "sha1" | "sha256" = "sha1"): string {
  return createHash(format).update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
}
