import type { Content } from "../compare/content.ts";
import { type Bag, count, type Delta, neutralBag, neutralKind } from "../compare/delta.ts";
import { TOKEN } from "../text/tokens.ts";

/**
 * Takes back a change of neutral parts alone that the other language already reflects, or that cannot concern
 * it: null when nothing is left to do. A changed link matters only where the other side still has the old one,
 * since links are localised; a number or code matters until the other side has the new one.
 */
export function settleDelta(delta: Delta | null, other: Content): Delta | null {
  if (delta === null || delta.words > 0) return delta;
  const bag = neutralBag(other);
  const hard = delta.changesNumbers || delta.changesCode;
  if (hard) {
    const strict = (key: number) => isStrict(neutralKind(key));
    const hasNew = every(delta.addedNeutral, (key) => !strict(key) || bag.has(key));
    const hasOld = some(delta.removedNeutral, (key) => strict(key) && bag.has(key));
    return hasNew && !hasOld ? null : delta;
  }
  const carriesOld = some(delta.removedNeutral, (key) => bag.has(key));
  const carriesNew = delta.addedNeutral.size > 0 && every(delta.addedNeutral, (key) => bag.has(key));
  return carriesOld && !carriesNew ? delta : null;
}

const FEW_WORDS = 8;

/** A shortcode with its few words went away that the other language never had. */
export function isForeignShortcode(delta: Delta, others: readonly Content[]): boolean {
  const removedOnly = delta.addedWords.size === 0 && delta.addedNeutral.size === 0;
  if (!removedOnly || count(delta.removedWords) > FEW_WORDS) return false;
  if (!some(delta.removedNeutral, (key) => neutralKind(key) === TOKEN.shortcode)) return false;
  const bags = others.map((other) => neutralBag(other));
  return every(delta.removedNeutral, (key) => bags.every((bag) => !bag.has(key)));
}

function isStrict(kind: number): boolean {
  return kind === TOKEN.number || kind === TOKEN.code || kind === TOKEN.inlineCode || kind === TOKEN.codeInfo;
}

function every(bag: Bag, test: (key: number) => boolean): boolean {
  for (const key of bag.keys()) if (!test(key)) return false;
  return true;
}

function some(bag: Bag, test: (key: number) => boolean): boolean {
  for (const key of bag.keys()) if (test(key)) return true;
  return false;
}
