import type { SinceChange } from "../../model/report.ts";
import type { ChangeClass } from "../../model/verdict.ts";
import { type Group, type PostEntry, STANDINGS } from "./page-data.ts";

export const AGES = ["week", "month", "quarter", "year", "older"] as const;
export type Age = (typeof AGES)[number];
export const SORTS = ["matter", "newest", "oldest", "words", "title"] as const;
export type Sort = (typeof SORTS)[number];

/** What the reader asks for; an empty string asks for everything. */
export interface Filters {
  readonly query: string;
  readonly group: Group | "";
  readonly mark: SinceChange | "";
  readonly changeClass: ChangeClass | "";
  readonly into: string;
  readonly author: string;
  readonly age: Age | "";
  readonly sort: Sort;
}

export const NO_FILTERS: Filters = {
  query: "",
  group: "",
  mark: "",
  changeClass: "",
  into: "",
  author: "",
  age: "",
  sort: "matter",
};

const DAY = 24 * 60 * 60 * 1000;
const AGE_DAYS: Readonly<Record<Age, readonly [from: number, to: number]>> = {
  week: [0, 7],
  month: [0, 31],
  quarter: [0, 92],
  year: [0, 366],
  older: [366, Number.POSITIVE_INFINITY],
};

/** The posts that fit, in the order asked for. `now` in milliseconds since 1970. */
export function selectPosts(
  posts: readonly PostEntry[],
  filters: Filters,
  now: number,
): readonly PostEntry[] {
  const words = fold(filters.query).split(/\s+/).filter(Boolean);
  const fits = posts.filter(
    (post) =>
      (filters.group === "" || post.groups.includes(filters.group)) &&
      (filters.mark === "" || post.marks.includes(filters.mark)) &&
      (filters.changeClass === "" || post.classes.includes(filters.changeClass)) &&
      (filters.into === "" || post.into === filters.into) &&
      (filters.author === "" || post.authors.includes(filters.author)) &&
      (filters.age === "" || hasAge(post, filters.age, now)) &&
      (words.length === 0 || hasWords(post, words)),
  );
  return fits.sort(COMPARE[filters.sort]);
}

function hasAge(post: PostEntry, age: Age, now: number): boolean {
  // What is not committed has only just happened.
  if (post.oldest === null) return post.uncommitted && age !== "older";
  const days = (now - Date.parse(post.oldest)) / DAY;
  const [from, to] = AGE_DAYS[age];
  return days >= from && days < to;
}

function hasWords(post: PostEntry, words: readonly string[]): boolean {
  const text = fold([post.title, post.targetTitle, post.source, post.target, ...post.authors].join("\n"));
  return words.every((word) => text.includes(word));
}

/** Case and accents do not matter; ø, å and æ are letters of their own and stay. */
const fold = (text: string): string =>
  text
    .toLowerCase()
    .normalize("NFD")
    .replace(/a\u030a/g, "å")
    .replace(/[\u0300-\u036f]/g, "");

const byPath = (a: PostEntry, b: PostEntry): number =>
  a.source < b.source ? -1 : a.source > b.source ? 1 : 0;
const newest = (post: PostEntry): string => (post.uncommitted ? "~" : (post.newest ?? ""));
const descending = (a: string, b: string): number => (a > b ? -1 : a < b ? 1 : 0);

const COMPARE: Readonly<Record<Sort, (a: PostEntry, b: PostEntry) => number>> = {
  matter: (a, b) =>
    Number(a.draft) - Number(b.draft) ||
    STANDINGS.indexOf(a.standing) - STANDINGS.indexOf(b.standing) ||
    descending(newest(a), newest(b)) ||
    b.words - a.words ||
    byPath(a, b),
  newest: (a, b) => descending(newest(a), newest(b)) || byPath(a, b),
  oldest: (a, b) => descending(b.oldest ?? "~", a.oldest ?? "~") || byPath(a, b),
  words: (a, b) => b.words - a.words || byPath(a, b),
  title: (a, b) => a.title.localeCompare(b.title) || byPath(a, b),
};
