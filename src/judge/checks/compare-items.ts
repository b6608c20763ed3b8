import type { CheckPost, PairContext, RowContext, SectionView } from "./check.ts";
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
  list: (view: SectionView) => readonly Item[],
): Unmatched | null {
  const a = list(row.source);
  const b = list(row.target);
  if (a.length === 0 && b.length === 0) return null;
  const source = missingIn(a, b);
  const target = missingIn(b, a);
  if (source.length === 0 && target.length === 0) return null;
  const spare = pair.memo(`spare ${name}`, () => countSpare(pair, list));
  return { source: takeSpare(source, spare.source), target: takeSpare(target, spare.target) };
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
