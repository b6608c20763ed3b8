import { createPrompt, useEffect, useKeypress, useState } from "@inquirer/core";
import { Interrupted } from "./interrupted.ts";

interface KeyConfig {
  /** What stands on the screen while we wait; may have several lines. */
  readonly message: string;
  readonly keys: readonly string[];
  /** What is said to a key that means nothing here. */
  readonly unknown: string;
}

/**
 * What was typed before a screen was there, and what a key held down goes on sending, is no answer to it.
 * Milliseconds: shorter than anybody can read, longer than the pause between two repeats.
 */
const DEAF = 150;

const keyPrompt = createPrompt<string, KeyConfig>((config, done) => {
  const [note, setNote] = useState("");
  const [deafUntil, setDeafUntil] = useState(() => Date.now() + DEAF);
  useEffect(() => undefined, []);
  useKeypress((event) => {
    const now = Date.now();
    if (now < deafUntil) {
      setDeafUntil(now + DEAF);
      return;
    }
    const key = readKey(event);
    if (key === null) return;
    if (config.keys.includes(key)) done(key);
    else setNote(config.unknown);
  });
  return note === "" ? config.message : `${config.message}\n${note}`;
});

/** The character of a key, whatever it is in Node's words; null for arrows, control keys and the like. */
function readKey(event: {
  readonly name?: string;
  readonly ctrl?: boolean;
  readonly sequence?: string;
}): string | null {
  if (event.ctrl === true) return null;
  const text = event.sequence ?? event.name ?? "";
  return [...text].length === 1 && text >= " " ? text.toLowerCase() : null;
}

/** Waits for one of some keys, no Enter. Throws `Interrupted`. */
export async function askKey(config: KeyConfig): Promise<string> {
  const { ended, release } = watchInput();
  try {
    return await keyPrompt(config, { clearPromptOnDone: true, signal: ended });
  } catch (error) {
    throw isInterruption(error) ? new Interrupted() : error;
  } finally {
    release();
  }
}

export function isInterruption(error: unknown): boolean {
  return error instanceof Error && /^(Exit|Abort|Cancel)PromptError$/.test(error.name);
}

/** A prompt whose input ends waits for ever, and Node then leaves with 0 as if all were well. */
export function watchInput(): { readonly ended: AbortSignal; release(): void } {
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  for (const event of ["end", "close", "error"]) process.stdin.once(event, abort);
  return {
    ended: controller.signal,
    release: () => {
      for (const event of ["end", "close", "error"]) process.stdin.removeListener(event, abort);
    },
  };
}
