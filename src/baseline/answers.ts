import { count, type Delta } from "../compare/delta.ts";

const SLIGHT_EDIT = 4;
const LARGE_CHANGE = 6;
const LEAST_SHARE = 0.34;

/** Words and neutral parts that an edit touched. */
export function sizeOf(delta: Delta): number {
  return delta.words + count(delta.addedNeutral) + count(delta.removedNeutral);
}

/**
 * Whether an edit on one side can be the answer to a change that waits on the other. Numbers, names, code and
 * links are read alike in both languages and settle it; else size and place must not speak against it.
 */
export function answers(pending: Delta, edit: Delta): boolean {
  if (sharesHard(pending, edit)) return true;
  if (onlyNumbers(pending)) return false;
  if (pending.words > 0 && edit.words === 0 && !edit.changesCode && !edit.changesNumbers) return false;
  const asked = sizeOf(pending);
  const given = sizeOf(edit);
  if (given <= SLIGHT_EDIT && asked > LARGE_CHANGE) return false;
  if (pending.blocks === edit.blocks && disjoint(pending.changedBlocks, edit.changedBlocks)) {
    return given > LEAST_SHARE * asked;
  }
  return true;
}

/** The looser question, for edits of both sides in one commit: they touch the same place, however long each language puts it. */
export function goTogether(a: Delta, b: Delta): boolean {
  return (
    answers(a, b) ||
    (a.blocks === b.blocks && a.words > 0 && b.words > 0 && !disjoint(a.changedBlocks, b.changedBlocks))
  );
}

/** The stricter question, for an edit on the original's side: does it say what the translation had said first? */
export function followsUp(earlier: Delta, edit: Delta): boolean {
  if (!sharesHard(earlier, edit)) return false;
  return earlier.blocks !== edit.blocks || !disjoint(earlier.changedBlocks, edit.changedBlocks);
}

export function sharesHard(a: Delta, b: Delta): boolean {
  return intersects(a.addedHard, b.addedHard) || intersects(a.removedHard, b.removedHard);
}

function onlyNumbers(delta: Delta): boolean {
  return delta.words === 0 && delta.changesNumbers && !delta.changesCode && !delta.changesMarkup;
}

function intersects(a: ReadonlySet<number>, b: ReadonlySet<number>): boolean {
  for (const key of a) if (b.has(key)) return true;
  return false;
}

function disjoint(a: ReadonlySet<number>, b: ReadonlySet<number>): boolean {
  return !intersects(a, b);
}
