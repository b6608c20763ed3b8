import { hashBytes } from "../../text/hash.ts";
import { type LocaleValue, readValues } from "../../text/locale-values.ts";
import { valuesOfWord } from "../../text/number-words.ts";
import { TOKEN } from "../../text/tokens.ts";
import { clip, type RowCheck, type SectionView } from "./check.ts";
import { findUnmatched, type Item } from "./compare-items.ts";

/** A number, date or time that is another one in the translation. Forms of the languages are no difference. */
export const numberDiffers: RowCheck = {
  code: "number-differs",
  scope: "row",
  run(row, pair, report) {
    if (sameDigits(row.source, row.target)) return;
    const unmatched = findUnmatched("numbers", row, pair, numberItems);
    if (unmatched === null) return;
    const { source, target } = settle(unmatched.source, unmatched.target, row.source, row.target);
    const partners = [...target];
    for (const value of source) {
      const at = partners.findIndex((other) => other.value.kind === value.value.kind);
      const other = at < 0 ? undefined : partners.splice(at, 1)[0]!;
      // A month without a day on one side was only written in another way.
      if (other === undefined && value.value.kind === "month") continue;
      report({
        salient: `${value.key} ${other?.key ?? ""}`,
        item: other === undefined ? clip(value.text) : `${clip(value.text)} → ${clip(other.text)}`,
        source: value.at,
        target: other?.at ?? null,
      });
    }
    for (const value of partners) {
      if (value.value.kind === "month") continue;
      report({ salient: ` ${value.key}`, item: `→ ${clip(value.text)}`, source: null, target: value.at });
    }
  },
};

interface NumberItem extends Item {
  readonly value: LocaleValue;
}

function numberItems(view: SectionView): NumberItem[] {
  return readValues(view.parts.prose()).map((value) => ({
    key: value.key,
    text: value.text,
    at: view.parts.offsetOf(value.index),
    value,
  }));
}

const MONTHS =
  "january januar january jan jan|february februar feb feb|march mars mar|april april apr|may mai|june juni jun|july juli jul|august august aug|september september sep sept|october oktober oct okt|november november nov|december desember dec des";
const SCALES =
  "thousand tusen|million millioner millions mill|billion milliard milliarder mrd|trillion billioner";
let units: ReadonlyMap<number, number> | null = null;

/** Months and powers of ten beside a number belong to its value; 0 for any other word. */
function unitOf(hash: number): number {
  if (units === null) {
    const encoder = new TextEncoder();
    const table = new Map<number, number>();
    for (const [list, base] of [
      [MONTHS, 1],
      [SCALES, 101],
    ] as const) {
      list.split("|").forEach((words, i) => {
        for (const word of words.split(" ")) {
          for (const form of [word, word[0]!.toUpperCase() + word.slice(1)]) {
            const bytes = encoder.encode(form);
            table.set(hashBytes(bytes, 0, bytes.length), base + i);
          }
        }
      });
    }
    units = table;
  }
  return units.get(hash) ?? 0;
}

/** Cheap: hashes of numbers by value, of words that begin with a digit, and of the months and scales beside them. */
function sameDigits(source: SectionView, target: SectionView): boolean {
  const sum = (view: SectionView): number => {
    const { tokens, content } = view.parts;
    let h = 0;
    for (let i = 0; i < tokens.count; i++) {
      const kind = tokens.kind[i];
      if (kind === TOKEN.number) h = (h + tokens.hash[i]!) | 0;
      else if (kind === TOKEN.word) {
        const b = content.bytes[tokens.start[i]!]!;
        if (b >= 0x30 && b <= 0x39) h = (h + tokens.hash[i]!) | 0;
        else if (tokens.kind[i - 1] === TOKEN.number || tokens.kind[i + 1] === TOKEN.number) {
          h = (h + Math.imul(unitOf(tokens.hash[i]!), 0x9e3779b1)) | 0;
        }
      }
    }
    return h;
  };
  return sum(source) === sum(target);
}

/** Takes out what only looks different: a number written as a word, 9.30 for 9:30, 2024 for '24. */
function settle(source: readonly Item[], target: readonly Item[], a: SectionView, b: SectionView) {
  let left = source as readonly NumberItem[];
  let right = target as readonly NumberItem[];
  if (left.length > 0) left = withoutWords(left, b);
  if (right.length > 0) right = withoutWords(right, a);
  const used = new Set<NumberItem>();
  left = left.filter((value) => {
    const same = right.find((other) => !used.has(other) && mayBeSame(value.value, other.value));
    if (same !== undefined) used.add(same);
    return same === undefined;
  });
  return { source: left, target: right.filter((value) => !used.has(value)) };
}

function withoutWords(items: readonly NumberItem[], other: SectionView): NumberItem[] {
  const words = new Map<string, number>();
  for (const word of other.parts
    .prose()
    .toLowerCase()
    .normalize("NFC")
    .match(/\p{L}+(?:-\p{L}+)?/gu) ?? []) {
    for (const part of word.includes("-") ? [word, ...word.split("-")] : [word]) {
      for (const value of valuesOfWord(part)) words.set(value, (words.get(value) ?? 0) + 1);
    }
  }
  const text = other.parts.prose();
  return items.filter((item) => {
    // "Catch-22" and "Catch22", "Example 2" and "Ex2": the digits stand there as part of a name.
    if (
      /^\d+$/.test(item.text) &&
      new RegExp(`\\p{L}${item.text}(?!\\d)|(?<!\\d)${item.text}\\p{L}`, "u").test(text)
    )
      return false;
    const key = item.value.kind === "time" ? String(minutes(item.value.key)! / 60) : item.key;
    const n = words.get(key) ?? 0;
    if (n > 0) words.set(key, n - 1);
    return n === 0;
  });
}

function mayBeSame(a: LocaleValue, b: LocaleValue): boolean {
  if (a.kind === "time" || b.kind === "time") {
    const [x, y] = [minutes(a.key), minutes(b.key)];
    return x !== null && y !== null && x % 720 === y % 720;
  }
  if (a.kind !== b.kind && a.kind !== "version" && b.kind !== "version") return false;
  const versions = a.kind === "version" || b.kind === "version";
  return (
    shortYear(a.key, b.key) || shortYear(b.key, a.key) || (versions && digitsOf(a.key) === digitsOf(b.key))
  );
}

function digitsOf(key: string): string {
  return key.replace(/\D/g, "");
}

/** Minutes since midnight of `t9:30`, and of a number that could be a time: `9.3` is 9.30. */
function minutes(key: string): number | null {
  const time = /^t(\d+):(\d+)$/.exec(key);
  if (time !== null) return Number(time[1]) * 60 + Number(time[2]);
  const number = /^(\d{1,2})(?:\.(\d{1,2}))?$/.exec(key);
  return number === null ? null : Number(number[1]) * 60 + Number((number[2] ?? "0").padEnd(2, "0"));
}

/** `24` for `2024`; `19` (the 19th century) for `1800` (1800-tallet). */
function shortYear(short: string, long: string): boolean {
  if (!/^\d{1,2}$/.test(short) || !/^\d{4}$/.test(long)) return false;
  return long.endsWith(short.padStart(2, "0")) || Number(long) === (Number(short) - 1) * 100;
}
