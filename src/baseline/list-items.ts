import type { Content } from "../compare/content.ts";
import { wordDice } from "../compare/map-sections.ts";

type Fields = ReadonlyMap<string, Content>;

/** One item of a list in a header: `faq.2` with its texts by the rest of their path (`question`; empty for plain text). */
interface Item {
  readonly place: string;
  readonly texts: Map<string, Content>;
}

interface KnownItem {
  readonly name: string;
  readonly texts: ReadonlyMap<string, Content>;
}

/** Names the fields of one version after another, so that an item keeps its name wherever in its list it comes to stand. */
export type FieldNamer = (fields: Fields) => ReadonlyMap<string, string>;

/**
 * A list item is named by the index it had when it came, if no other item had that name before; else by the list and a
 * count. Both languages' lists take the same steps, so that equal names mean the same item as long as the translation
 * follows. Returns the written key by name.
 */
export function createFieldNamer(): FieldNamer {
  const lists = new Map<string, KnownItem[]>();
  const used = new Set<string>();
  const added = new Map<string, number>();
  const newName = (list: string, place: string): string => {
    let name = place;
    while (used.has(name)) {
      const n = added.get(list) ?? 0;
      added.set(list, n + 1);
      name = `${list}.+${n}`;
    }
    used.add(name);
    return name;
  };
  return (fields) => {
    const written = new Map<string, string>();
    const seen = new Map<string, Item[]>();
    for (const [key, content] of fields) {
      const parts = /^(.*?)\.(\d+)(?:\.(.*))?$/.exec(key);
      if (parts === null) {
        written.set(key, key);
        continue;
      }
      const list = parts[1]!;
      const place = `${list}.${parts[2]}`;
      const items = seen.get(list) ?? [];
      seen.set(list, items);
      if (items.at(-1)?.place !== place) items.push({ place, texts: new Map() });
      items.at(-1)!.texts.set(parts[3] ?? "", content);
    }
    for (const [list, items] of seen) {
      const from = matchItems(lists.get(list) ?? [], items);
      const named = items.map((item, j) => ({
        name: from[j]?.name ?? newName(list, item.place),
        texts: item.texts,
      }));
      lists.set(list, named);
      named.forEach(({ name, texts }, j) => {
        const join = (head: string, rest: string) => (rest === "" ? head : `${head}.${rest}`);
        for (const rest of texts.keys()) written.set(join(name, rest), join(items[j]!.place, rest));
      });
    }
    return written;
  };
}

/** For each newer item the older one that it is; in order, by equal texts first. */
function matchItems(older: readonly KnownItem[], newer: readonly Item[]): (KnownItem | undefined)[] {
  const from = new Int32Array(newer.length).fill(-1);
  let next = 0;
  for (let j = 0; j < newer.length; j++) {
    const i = older.findIndex((item, at) => at >= next && sharesText(item.texts, newer[j]!.texts));
    if (i < 0) continue;
    from[j] = i;
    next = i + 1;
  }
  for (let j = 0; j < newer.length; j++) if (from[j] === -1) from[j] = findEdited(older, newer, from, j);
  return [...from].map((i) => older[i]);
}

const LEAST_DICE = 0.4;

/** In a gap between known neighbours: the item in the same place if as many went as came, else one that reads alike. */
function findEdited(
  older: readonly KnownItem[],
  newer: readonly Item[],
  from: Int32Array,
  j: number,
): number {
  const taken = new Set(from);
  let first = j;
  while (first > 0 && from[first - 1] === -1) first--;
  let last = j;
  while (last + 1 < newer.length && from[last + 1] === -1) last++;
  const low = first === 0 ? 0 : from[first - 1]! + 1;
  const high = last + 1 < newer.length ? from[last + 1]! : older.length;
  if (high - low === last - first + 1) return low + (j - first);
  for (let i = low; i < high; i++)
    if (!taken.has(i) && readsAlike(older[i]!.texts, newer[j]!.texts)) return i;
  return -1;
}

function sharesText(a: Fields, b: Fields): boolean {
  for (const [rest, content] of b) if (a.get(rest)?.print.words === content.print.words) return true;
  return false;
}

function readsAlike(a: Fields, b: Fields): boolean {
  for (const [rest, content] of b) {
    const other = a.get(rest);
    if (other !== undefined && wordDice(other, content) > LEAST_DICE) return true;
  }
  return false;
}
