import type { Answer, Task } from "./tasks.ts";

/** What a session remembers between two screens. Holds no text and touches nothing: see `commands/sync` for the effects. */
export interface Session {
  /** Index of the pair at hand. */
  readonly at: number;
  readonly count: number;
  /** Tasks put off, by key: for later, or for the owner. */
  readonly putOff: ReadonlyMap<string, "later" | "ask">;
  /** Tasks that were put off, newest last, with the pair they belong to: the way back. */
  readonly trail: readonly { readonly key: string; readonly at: number }[];
  /** How many decisions can be undone. */
  readonly decided: number;
  /** A task whose removal waits for the second key. */
  readonly confirming: string | null;
  readonly notice: Notice | null;
  /** The text is shown whole, not cut to the screen. */
  readonly whole: boolean;
  readonly ended: boolean;
}

/** What the next screen says above the keys. */
export type Notice =
  | "help"
  | "nothing-to-undo"
  | "nothing-before"
  | "undone"
  | "not-undone"
  | "changed-on-disk"
  | "not-written"
  | "unchanged"
  | "empty"
  | "editor-failed"
  | "no-editor"
  | "not-text"
  | "scissors-gone"
  | "header-form"
  | "breaks-headings"
  | "removed"
  | "kept"
  | "carried";

/** What is to be done outside. */
export type Effect =
  | { readonly kind: "edit" | "write" | "carry" | "move" | "remove" | "unlink" }
  | { readonly kind: "state"; readonly claim: "same" | "own" | "only" }
  | { readonly kind: "undo" };

export function startSession(count: number): Session {
  return {
    at: 0,
    count,
    putOff: new Map(),
    trail: [],
    decided: 0,
    confirming: null,
    notice: null,
    whole: false,
    ended: count === 0,
  };
}

/** The first task of the pair at hand that was not put off; null: on to the next pair. */
export function chooseTask(session: Session, tasks: readonly Task[]): Task | null {
  return tasks.find(({ unit }) => !session.putOff.has(unit.key)) ?? null;
}

/** The pair at hand has nothing left. */
export function nextPair(session: Session): Session {
  const at = session.at + 1;
  return { ...session, at, notice: session.notice, whole: false, ended: at >= session.count };
}

/** Takes one answer. A key that does not belong to the task changes nothing but what is said. */
export function takeAnswer(
  session: Session,
  task: Task,
  answer: Answer,
): { readonly session: Session; readonly effect: Effect | null } {
  const { key } = task.unit;
  const calm: Session = { ...session, notice: null, confirming: null, whole: false };
  const stay = (change: Partial<Session>) => ({ session: { ...calm, ...change }, effect: null });
  switch (answer) {
    case "later":
    case "ask":
      return stay({
        putOff: new Map([...session.putOff, [key, answer]]),
        trail: [...session.trail, { key, at: session.at }],
      });
    case "back": {
      const last = session.trail.at(-1);
      if (last === undefined) return stay({ notice: "nothing-before" });
      const putOff = new Map(session.putOff);
      putOff.delete(last.key);
      return stay({ putOff, trail: session.trail.slice(0, -1), at: last.at });
    }
    case "undo":
      return session.decided === 0
        ? stay({ notice: "nothing-to-undo" })
        : { session: calm, effect: { kind: "undo" } };
    case "help":
      return stay({ notice: "help" });
    case "whole":
      return stay({ whole: true });
    case "quit":
      return stay({ ended: true });
    case "remove":
      return stay({ confirming: key });
    case "same":
    case "own":
    case "only":
      return { session: calm, effect: { kind: "state", claim: answer } };
    case "edit":
    case "write":
    case "carry":
    case "move":
    case "unlink":
      return { session: calm, effect: { kind: answer } };
  }
}

/** The second key of a removal. */
export function confirmRemoval(
  session: Session,
  isSure: boolean,
): { readonly session: Session; readonly effect: Effect | null } {
  const calm: Session = { ...session, confirming: null, notice: isSure ? null : "kept" };
  return { session: calm, effect: isSure && session.confirming !== null ? { kind: "remove" } : null };
}

/** A decision was carried out; `notice` says more where it should. */
export function noteDecision(session: Session, notice: Notice | null = null): Session {
  return { ...session, decided: session.decided + 1, notice };
}

/** A decision was taken back, in the pair with this index. */
export function noteUndone(session: Session, at: number): Session {
  return { ...session, decided: session.decided - 1, at, ended: false, notice: "undone" };
}

/** Nothing came of an effect. */
export function noteFailure(session: Session, notice: Notice): Session {
  return { ...session, notice };
}
