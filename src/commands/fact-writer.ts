import { randomBytes } from "node:crypto";
import { formatFactFile } from "../baseline/fact-file.ts";
import type { Fact } from "../model/fact.ts";
import type { Clock, FileSystem, WriteResult } from "../model/ports.ts";
import { FACT_FOLDER } from "./read-facts.ts";

/** Writes the facts of one run into a file of its own. */
export interface FactWriter {
  /** Adds facts; they are on disk when this returns. */
  add(facts: readonly Fact[]): WriteResult;
  /** Takes back facts that this run has added, as if they had never been. */
  drop(facts: readonly Fact[]): WriteResult;
  /** Relative to the project folder; null as long as nothing was written. */
  readonly path: string | null;
}

const ATTRIBUTES = ".samsvar/.gitattributes";
const encoder = new TextEncoder();

/** `random` makes the name unique among runs of one day on all machines; 12 hex digits. */
export function createFactWriter(
  files: FileSystem,
  clock: Clock,
  random: () => string = () => randomBytes(6).toString("hex"),
): FactWriter {
  let path: string | null = null;
  let onDisk: Uint8Array | null = null;
  let said: readonly Fact[] = [];

  const store = (next: readonly Fact[]): WriteResult => {
    const name = path ?? `${FACT_FOLDER}/${new Date(clock.now()).toISOString().slice(0, 10)}-${random()}.txt`;
    const bytes = next.length === 0 ? null : encoder.encode(formatFactFile(next));
    const result = writeOrRemove(files, name, bytes, onDisk);
    if (!result.ok) return result;
    // Reviewers need not read it; without this file all is well too.
    if (onDisk === null && bytes !== null)
      files.write(ATTRIBUTES, encoder.encode("facts/*.txt linguist-generated\n"), null);
    path = bytes === null ? null : name;
    onDisk = bytes;
    said = next;
    return result;
  };
  return {
    add: (facts) => (facts.length === 0 ? { ok: true } : store([...said, ...facts])),
    drop: (facts) => store(said.filter((fact) => !facts.includes(fact))),
    get path() {
      return path;
    },
  };
}

function writeOrRemove(
  files: FileSystem,
  path: string,
  bytes: Uint8Array | null,
  onDisk: Uint8Array | null,
): WriteResult {
  if (bytes !== null) return files.write(path, bytes, onDisk);
  return onDisk === null ? { ok: true } : files.remove(path, onDisk);
}
