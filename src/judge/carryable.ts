import type { Content } from "../compare/content.ts";
import { count, type Delta, neutralBag, neutralKind } from "../compare/delta.ts";

/**
 * Whether the tool could make a change in the other language by itself: only neutral parts changed, each old one
 * has one new one of its kind, and each old one stands in the translation as often as it stood in the original.
 */
export function canCarry(delta: Delta, older: Content, follow: Content): boolean {
  if (delta.words > 0 || delta.removedNeutral.size === 0) return false;
  if (count(delta.addedNeutral) !== count(delta.removedNeutral)) return false;
  const kinds = (bag: ReadonlyMap<number, number>) => {
    const sum = new Map<number, number>();
    for (const [key, n] of bag) sum.set(neutralKind(key), (sum.get(neutralKind(key)) ?? 0) + n);
    return sum;
  };
  const added = kinds(delta.addedNeutral);
  for (const [kind, n] of kinds(delta.removedNeutral)) if (added.get(kind) !== n) return false;
  const stood = neutralBag(older);
  const stands = neutralBag(follow);
  for (const key of delta.removedNeutral.keys()) if (stood.get(key) !== stands.get(key)) return false;
  return true;
}
