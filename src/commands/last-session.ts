import type { UserState } from "../io/user-state.ts";
import type { FileSystem } from "../model/ports.ts";
import type { Done } from "./sync-desk.ts";

/** What it takes to undo a session after it has ended, and what the next one wants to know of it. */
interface Stored {
  /** Fact file of the session; null as long as there is none. */
  readonly facts: string | null;
  readonly steps: readonly { readonly path: string; readonly before: string; readonly after: string }[];
  readonly decisions: number;
}

const FILE = "last-session.json";

const toBase64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");

/** Written after every decision, so that a lost connection takes nothing away. */
export function storeSession(state: UserState, facts: string | null, done: readonly Done[]): void {
  const steps = done.flatMap(({ path, before, after }) =>
    path === null ? [] : [{ path, before: toBase64(before), after: toBase64(after) }],
  );
  state.writeJson(FILE, { facts, steps, decisions: done.length } satisfies Stored);
}

export interface Undone {
  readonly taken: number;
  /** Posts that were changed since: they stay as they are. */
  readonly left: number;
}

/** Takes a whole session back; null when there is none. */
export function undoLastSession(state: UserState, files: FileSystem): Undone | null {
  const stored = state.readJson(FILE) as Stored | null;
  if (stored === null || !Array.isArray(stored.steps) || stored.decisions === 0) return null;
  let left = 0;
  for (const { path, before, after } of [...stored.steps].reverse()) {
    if (!files.write(path, Buffer.from(before, "base64"), Buffer.from(after, "base64")).ok) left += 1;
  }
  if (stored.facts !== null) {
    const facts = files.read(stored.facts);
    if (facts.ok) files.remove(stored.facts, facts.bytes);
  }
  state.writeJson(FILE, { facts: null, steps: [], decisions: 0 } satisfies Stored);
  return { taken: stored.decisions - left, left };
}
