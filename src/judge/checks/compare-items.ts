import type { Content } from "../../compare/content.ts";
import {
  type CheckPost,
  clip,
  type PairContext,
  type Report,
  type RowContext,
  type SectionView,
} from "./check.ts";
import { partsOf } from "./parts.ts";

/** Something that stands in a section and can be looked for in the other language's. */
export interface Item {
  /** Equal for what means the same in both languages. */
  readonly key: string;
  readonly text: string;
  /** Byte of the file. */
  readonly at: number;
}

export interface Unmatched {
  readonly source: readonly Item[];
  readonly target: readonly Item[];
}

/**
 * Items of a row that the other side does not have. What stands in another section of the other post instead is
 * no trouble: translators split and join sections, and an alignment is not always right.
 */
export function findUnmatched(
  name: string,
  row: RowContext,
  pair: PairContext,
  read: (view: SectionView) => readonly Item[],
): Unmatched | null {
  // Asked for again for the whole post as soon as one row has something that the other side lacks.
  const lists = pair.memo(`items ${name}`, () => new Map<Content, readonly Item[]>());
  const list = (view: SectionView): readonly Item[] => {
    let items = lists.get(view.content);
    if (items === undefined) {
      items = read(view);
      lists.set(view.content, items);
    }
    return items;
  };
  const a = list(row.source);
  const b = list(row.target);
  if (a.length === 0 && b.length === 0) return null;
  // Against an older version, only what today's version does not explain either is a difference.
  const source = missingIn(settleDated(missingIn(a, b), row.source, list), todayOf(row.target, list));
  const target = missingIn(settleDated(missingIn(b, a), row.target, list), todayOf(row.source, list));
  if (source.length === 0 && target.length === 0) return null;
  const spare = pair.memo(`spare ${name}`, () => countSpare(pair, list));
  return { source: takeSpare(source, spare.source), target: takeSpare(target, spare.target) };
}

/** Tells of each item that the translation lost, beside what may stand in its place; gives what was beside none. */
export function reportLost(unmatched: Unmatched, report: Report): readonly Item[] {
  const partners = [...unmatched.target];
  for (const item of unmatched.source) {
    const other = partners.shift();
    report({
      salient: `${item.key} ${other?.key ?? ""}`,
      item: other === undefined ? clip(item.text) : `${clip(item.text)} → ${clip(other.text)}`,
      source: item.at,
      target: other?.at ?? null,
    });
  }
  return partners;
}

/** What a side has today; nothing when it is today's version that is compared. */
function todayOf(view: SectionView, list: (view: SectionView) => readonly Item[]): readonly Item[] {
  if (!view.dated) return [];
  return list(wholeView(view.post, view.post.post.sections.indexOf(view.section), view.section));
}

/** Of the items of an older version, those that still stand there. */
function settleDated(items: Item[], view: SectionView, list: (view: SectionView) => readonly Item[]): Item[] {
  if (!view.dated || items.length === 0) return items;
  const keys = new Set(todayOf(view, list).map((item) => item.key));
  return items.filter((item) => keys.has(item.key));
}

/** Items of `a` beyond what `b` has, counting. */
export function missingIn(a: readonly Item[], b: readonly Item[]): Item[] {
  const left = new Map<string, number>();
  for (const item of b) left.set(item.key, (left.get(item.key) ?? 0) + 1);
  return a.filter((item) => {
    const n = left.get(item.key) ?? 0;
    if (n > 0) left.set(item.key, n - 1);
    return n === 0;
  });
}

/** How many of each key one post has more than the other, over all sections. */
function countSpare(pair: PairContext, list: (view: SectionView) => readonly Item[]) {
  const count = (post: CheckPost, dated: ReadonlyMap<number, SectionView>) => {
    const counts = new Map<string, number>();
    post.post.sections.forEach((section, i) => {
      const view = dated.get(i) ?? wholeView(post, i, section);
      for (const item of list(view)) counts.set(item.key, (counts.get(item.key) ?? 0) + 1);
    });
    return counts;
  };
  const views = (side: "source" | "target") =>
    new Map(pair.rows.map((row) => [row[side].post.post.sections.indexOf(row[side].section), row[side]]));
  const a = count(pair.source, views("source"));
  const b = count(pair.target, views("target"));
  const minus = (x: ReadonlyMap<string, number>, y: ReadonlyMap<string, number>) =>
    new Map([...x].map(([key, n]) => [key, Math.max(0, n - (y.get(key) ?? 0))] as const));
  return { source: minus(a, b), target: minus(b, a) };
}

function wholeView(post: CheckPost, i: number, section: SectionView["section"]): SectionView {
  const content = post.contents[i]!;
  return {
    post,
    section,
    content,
    get parts() {
      return partsOf(content);
    },
    dated: false,
  };
}

function takeSpare(items: readonly Item[], spare: Map<string, number>): Item[] {
  return items.filter((item) => {
    const n = spare.get(item.key) ?? 0;
    if (n > 0) spare.set(item.key, n - 1);
    return n > 0;
  });
}
