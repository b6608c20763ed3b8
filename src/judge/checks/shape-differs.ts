import { MONTH } from "../../text/locale-values.ts";
import { BLOCK } from "../../text/tokens.ts";
import type { RowCheck, SectionView } from "./check.ts";

/** A list or table with more or fewer items, rows or columns than in the other language. */
export const shapeDiffers: RowCheck = {
  code: "shape-differs",
  scope: "row",
  run(row, pair, report) {
    const { source, target } = row;
    if (source.section.shape === target.section.shape && !source.dated && !hasTable(source)) return;
    const [a, b] = [measure(source), measure(target)];
    const items: string[] = [];
    // A bulleted list may be a numbered one in the other language.
    // A single item is a dash before speech as often as it is a list.
    if (a.items !== b.items && a.items + b.items > 1) items.push(`list ${a.items} → ${b.items}`);
    if (a.rows !== b.rows) items.push(`rows ${a.rows} → ${b.rows}`);
    else {
      const table = a.columns.findIndex((columns, i) => columns !== b.columns[i]);
      if (table >= 0) items.push(`columns ${a.columns[table]} → ${b.columns[table] ?? 0}`);
    }
    void pair;
    for (const item of items) {
      const isList = item.startsWith("list");
      report({
        salient: item,
        item: item.replace(/^\w+ /, ""),
        params: { part: item.split(" ", 1)[0]! },
        source: (isList ? a.firstItem : a.firstRow) ?? source.section.start,
        target: (isList ? b.firstItem : b.firstRow) ?? target.section.start,
      });
    }
  },
};

interface Shape {
  readonly items: number;
  readonly rows: number;
  /** Of each table. */
  readonly columns: readonly number[];
  readonly firstItem: number | null;
  readonly firstRow: number | null;
}

function hasTable(view: SectionView): boolean {
  const { tokens } = view.parts;
  for (let i = 0; i < tokens.blocks; i++) if (tokens.blockKind[i] === BLOCK.tableRow) return true;
  return false;
}

function measure(view: SectionView): Shape {
  const { tokens } = view.parts;
  let items = 0;
  let rows = 0;
  const columns: number[] = [];
  let inTable = false;
  let firstItem: number | null = null;
  let firstRow: number | null = null;
  for (let i = 0; i < tokens.blocks; i++) {
    const kind = tokens.blockKind[i];
    const at = tokens.start[tokens.blockFirst[i]!] ?? view.content.start;
    if (kind === BLOCK.bullet || (kind === BLOCK.ordered && !isDate(view, at))) {
      items++;
      firstItem ??= at;
    } else if (kind === BLOCK.tableRow && !isCommentedOut(view, at)) {
      rows++;
      if (inTable && !followsBlank(view, at))
        columns.push(Math.max(columns.pop() ?? 0, countCells(view, at)));
      else columns.push(countCells(view, at));
      firstRow ??= at;
    }
    inTable = kind === BLOCK.tableRow;
  }
  return { items, rows, columns, firstItem, firstRow };
}

const decoder = new TextDecoder();
const DATE = new RegExp(`^\\s*\\d{1,2}[.)]\\s+(?:${MONTH})(?!\\p{L})`, "iu");

/** `17. mai` at the start of a line. */
function isDate(view: SectionView, at: number): boolean {
  const { bytes, start } = view.content;
  let from = at;
  while (from > start && bytes[from - 1] !== 0x0a) from--;
  return DATE.test(decoder.decode(bytes.subarray(from, at + 24)));
}

function isCommentedOut(view: SectionView, at: number): boolean {
  const { bytes, start } = view.content;
  let from = at;
  while (from > start && bytes[from - 1] !== 0x0a) from--;
  return decoder.decode(bytes.subarray(from, at)).includes("<!--");
}

/** A blank line before the row: another table. */
function followsBlank(view: SectionView, at: number): boolean {
  const { bytes, start } = view.content;
  let p = at;
  while (p > start && bytes[p - 1] !== 0x0a) p--;
  for (p -= 2; p >= start && bytes[p] !== 0x0a; p--) if (bytes[p]! > 0x20) return false;
  return true;
}

/** Columns of the table row that holds a byte: bars between its ends. */
function countCells(view: SectionView, at: number): number {
  const { bytes, start, end } = view.content;
  let from = at;
  while (from > start && bytes[from - 1] !== 0x0a) from--;
  let cells = -1;
  let code = false;
  for (let p = from; p < end && bytes[p] !== 0x0a; p++) {
    if (bytes[p] === 0x60) code = !code;
    else if (bytes[p] === 0x7c && bytes[p - 1] !== 0x5c && !code) cells++;
  }
  return Math.max(0, cells);
}
