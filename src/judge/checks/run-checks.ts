import type { Content } from "../../compare/content.ts";
import { CHECK_CODES, type CheckCode } from "../../model/check-codes.ts";
import type { Config } from "../../model/config.ts";
import type { Finding, Severity } from "../../model/finding.ts";
import type { Pair } from "../../model/pair.ts";
import type { Place, Post } from "../../model/post.ts";
import type { RowReport, SectionReport } from "../../model/report.ts";
import type { OldText } from "../../model/verdict.ts";
import { indexLines, type LineIndex } from "../../text/positions.ts";
import { stableId } from "../row-ids.ts";
import type {
  At,
  CheckPost,
  PairContext,
  RawFinding,
  Repair,
  RowContext,
  SectionView,
  SiteKnowledge,
} from "./check.ts";
import { fenceFaults } from "./fences.ts";
import { CHECKS } from "./index.ts";
import { partsOf } from "./parts.ts";
import {
  findIgnoreComments,
  findSuppressingEntry,
  type IgnoreComment,
  type SuppressionTally,
} from "./suppress.ts";

/** One side of a pair for the checks. */
export interface ChecksSide {
  readonly post: Post;
  /** Relative to the project folder. */
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly contents: readonly Content[];
  /** A section as it was at the baseline; null when that text is not at hand. */
  oldContent(old: OldText): Content | null;
}

export interface ChecksInput {
  readonly pair: Pair;
  readonly rows: readonly RowReport[];
  readonly source: ChecksSide;
  readonly target: ChecksSide;
  /** Whether the side written first is the source. */
  readonly leadIsSource: boolean;
  /** Target length divided by source length. */
  readonly lengthRatio: number;
  readonly config: Config;
  readonly site: SiteKnowledge;
  /** Ids of findings that somebody has accepted. */
  readonly accepted: ReadonlySet<string>;
  readonly tally: SuppressionTally;
}

export interface ChecksOutcome {
  /** The rows with their findings. */
  readonly rows: readonly RowReport[];
  /** What belongs to no row. */
  readonly findings: readonly Finding[];
  /** How findings can be mended by the tool; none of them overlap unless two checks want the same bytes. */
  readonly repairs: readonly FindingRepair[];
}

export interface FindingRepair {
  readonly code: CheckCode;
  readonly repair: Repair;
}

/** A raw finding with the row it belongs to; null: the pair. */
interface Placed extends RawFinding {
  readonly code: CheckCode;
  readonly row: RowReport | null;
}

/** What one check may find in one pair. More is no text but noise: one word a million times over. */
const MOST_FOUND = 10_000;

/** Runs all checks that the configuration leaves on. Pure, but for the tally of used suppressions. */
export function runChecks(input: ChecksInput): ChecksOutcome {
  const context = makeContext(input);
  const holders = { source: indexRows(input.rows, "source"), target: indexRows(input.rows, "target") };
  const placed: Placed[] = [];
  for (const check of CHECKS) {
    if (input.config.checks[check.code] === "off") continue;
    const { code } = check;
    const end = placed.length + MOST_FOUND;
    const isFull = (): boolean => placed.length >= end;
    switch (check.scope) {
      case "row":
        for (const row of context.rows) {
          check.run(row, context, (raw) => {
            if (!isFull()) placed.push({ ...raw, ...today(raw, row), code, row: row.row });
          });
        }
        break;
      case "fields":
        check.run(context, (raw) => placed.push({ ...raw, code, row: context.fields }));
        break;
      case "pair":
        check.run(context, (raw) => {
          if (isFull()) return;
          const row = holders.source(raw.source) ?? holders.target(raw.target);
          placed.push({ ...raw, code, row });
        });
        break;
      case "post":
        for (const side of ["source", "target"] as const) {
          const [post, other] =
            side === "source" ? [context.source, context.target] : [context.target, context.source];
          check.run(post, other, context, ({ at, replace, ...raw }) => {
            if (isFull()) return;
            const places = side === "source" ? { source: at, target: null } : { source: null, target: at };
            placed.push({
              ...raw,
              ...places,
              salient: `${side} ${raw.salient}`,
              code,
              row: typeof at === "number" ? holders[side](at) : at === null ? null : context.fields,
              repair: replace == null ? null : { kind: "bytes", side, ...replace },
            });
          });
        }
        break;
    }
  }
  return settle(input, context, placed);
}

function makeContext(input: ChecksInput): PairContext {
  const memos = new Map<string, unknown>();
  const source = checkPost(input.source);
  const target = checkPost(input.target);
  const context: Omit<PairContext, "rows"> & { rows: readonly RowContext[] } = {
    pair: input.pair,
    config: input.config,
    site: input.site,
    source,
    target,
    // Both made by a machine from a third language: neither is the pattern for the other.
    follow: input.pair.original === null ? null : input.leadIsSource ? "target" : "source",
    lengthRatio: input.lengthRatio,
    rows: [],
    fields: input.rows.find((row) => row.kind === "front-matter") ?? null,
    memo<T>(key: string, make: () => T): T {
      if (!memos.has(key)) memos.set(key, make());
      return memos.get(key) as T;
    },
  };
  context.rows = input.rows.flatMap((row) => comparableRow(row, input, context) ?? []);
  return context;
}

function checkPost(side: ChecksSide): CheckPost {
  let lines: LineIndex | null = null;
  return {
    post: side.post,
    path: side.path,
    language: side.post.language,
    bytes: side.bytes,
    contents: side.contents,
    lines: () => {
      lines ??= indexLines(side.bytes);
      return lines;
    },
  };
}

/**
 * A row whose sides can be compared. Where a change of the original is pending, the translation is compared with what it
 * was made from: what the change itself explains is told as drift already, and must not be told twice.
 */
function comparableRow(row: RowReport, input: ChecksInput, context: PairContext): RowContext | null {
  if (row.kind === "front-matter" || row.source === null || row.target === null) return null;
  if (row.doubtful || row.deliberate !== null || row.state === "both-changed") return null;
  if (isBroken(row, context)) return null;
  const lagging = row.state === (input.leadIsSource ? "source-changed" : "target-changed");
  const old = input.leadIsSource ? row.baseline.oldSource : row.baseline.oldTarget;
  const lead = input.leadIsSource ? "source" : "target";
  const oldContent = lagging && old !== null ? input[lead].oldContent(old) : null;
  if (lagging && oldContent === null) return null;
  return {
    row,
    source: view(context.source, row.source, lead === "source" ? oldContent : null),
    target: view(context.target, row.target, lead === "target" ? oldContent : null),
  };
}

/** Behind a broken fence, code and prose have changed places: every comparison would only repeat that. */
function isBroken(row: SectionReport, context: PairContext): boolean {
  const within = (post: CheckPost, start: number, end: number): boolean =>
    fenceFaults(post, context).some((fault) => fault.at >= start && fault.at < end);
  return (
    within(context.source, row.source!.start, row.source!.end) ||
    within(context.target, row.target!.start, row.target!.end)
  );
}

function view(post: CheckPost, section: SectionView["section"], old: Content | null): SectionView {
  const content = old ?? post.contents[post.post.sections.indexOf(section)]!;
  return {
    post,
    section,
    content,
    dated: old !== null,
    get parts() {
      return partsOf(content);
    },
  };
}

/** Places in an older text mean nothing today: the section stands for them. */
function today(raw: RawFinding, row: RowContext): Pick<RawFinding, "source" | "target"> {
  const place = (at: At, side: SectionView): At =>
    side.dated ? side.section.start : (at ?? side.section.start);
  return { source: place(raw.source, row.source), target: place(raw.target, row.target) };
}

/** Finds the row that holds a byte of one side; null for what is no byte or lies in no section. */
function indexRows(rows: readonly RowReport[], side: "source" | "target"): (at: At) => RowReport | null {
  let held: readonly { readonly row: RowReport; readonly start: number; readonly end: number }[] | null =
    null;
  return (at) => {
    if (typeof at !== "number") return null;
    held ??= rows
      .flatMap((row) => {
        const section = row.kind === "front-matter" ? null : row[side];
        return section === null ? [] : [{ row, start: section.start, end: section.end }];
      })
      .sort((a, b) => a.start - b.start);
    let low = 0;
    let high = held.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (held[middle]!.end <= at) low = middle + 1;
      else high = middle;
    }
    const found = held[low];
    return found !== undefined && found.start <= at ? found.row : null;
  };
}

function settle(input: ChecksInput, context: PairContext, placed: readonly Placed[]): ChecksOutcome {
  const comments = [
    ...findIgnoreComments(context.source).map((comment) => ({
      ...comment,
      side: "source" as const,
      used: new Set<string>(),
    })),
    ...findIgnoreComments(context.target).map((comment) => ({
      ...comment,
      side: "target" as const,
      used: new Set<string>(),
    })),
  ];
  const byRow = new Map<RowReport | null, Finding[]>();
  const repairs: FindingRepair[] = [];
  for (const group of groupByRowAndCode(placed)) {
    const finding = fold(group, input, context);
    if (isSuppressed(finding, group[0]!.row, comments, input)) continue;
    for (const { code, repair } of group) if (repair != null) repairs.push({ code, repair });
    const list = byRow.get(group[0]!.row);
    if (list === undefined) byRow.set(group[0]!.row, [finding]);
    else list.push(finding);
  }
  addUnused(comments, input, context, byRow);
  if (byRow.size === 0) return { rows: input.rows, findings: [], repairs };
  return {
    rows: input.rows.map((row) => {
      const findings = byRow.get(row);
      return findings === undefined ? row : { ...row, findings: [...row.findings, ...findings] };
    }),
    findings: byRow.get(null) ?? [],
    repairs,
  };
}

function groupByRowAndCode(placed: readonly Placed[]): Placed[][] {
  const groups = new Map<RowReport | null, Map<CheckCode, Placed[]>>();
  for (const raw of placed) {
    let codes = groups.get(raw.row);
    if (codes === undefined) {
      codes = new Map();
      groups.set(raw.row, codes);
    }
    const group = codes.get(raw.code);
    if (group === undefined) codes.set(raw.code, [raw]);
    else group.push(raw);
  }
  return [...groups.values()].flatMap((codes) => [...codes.values()]);
}

const MOST_ITEMS = 12;

function fold(group: readonly Placed[], input: ChecksInput, context: PairContext): Finding {
  const [first] = group;
  const { code, row } = first!;
  const items = [...new Set(group.map((raw) => raw.item))];
  const shown = items.slice(0, MOST_ITEMS);
  const salients = group.map((raw) => raw.salient).sort();
  return {
    // Joined as stableId joins: a call cannot take some hundred thousand arguments.
    id: stableId("finding", code, input.pair.key, row?.id ?? "pair", salients.join("\u0000")),
    code,
    severity: gradeOf(code, input.config),
    params: {
      ...first!.params,
      count: group.length,
      items: items.length > shown.length ? [...shown, "…"] : shown,
    },
    source: firstPlace(group, "source", context),
    target: firstPlace(group, "target", context),
  };
}

export function gradeOf(code: CheckCode, config: Config): Severity {
  const grade = config.checks[code];
  return grade === undefined || grade === "off" ? CHECK_CODES[code] : grade;
}

function firstPlace(group: readonly Placed[], side: "source" | "target", context: PairContext): Place | null {
  // Only one byte is turned into line and column: on a line of megabytes each would have to be counted through.
  let first = Number.POSITIVE_INFINITY;
  let best: Place | null = null;
  for (const raw of group) {
    const at = raw[side];
    if (at === null) continue;
    if (typeof at === "number") first = Math.min(first, at);
    else if (best === null || isBefore(at, best)) best = at;
  }
  if (first === Number.POSITIVE_INFINITY) return best;
  const place = context[side].lines().placeAt(first);
  return best === null || isBefore(place, best) ? place : best;
}

function isBefore(a: Place, b: Place): boolean {
  return a.line < b.line || (a.line === b.line && a.column < b.column);
}

type OpenComment = IgnoreComment & { readonly side: "source" | "target"; readonly used: Set<string> };

function isSuppressed(
  finding: Finding,
  row: RowReport | null,
  comments: readonly OpenComment[],
  input: ChecksInput,
): boolean {
  if (input.accepted.has(finding.id)) {
    input.tally.usedFindings.add(finding.id);
    return true;
  }
  const entry = findSuppressingEntry(finding.code, [input.source.path, input.target.path], input.config);
  if (entry >= 0) {
    input.tally.usedEntries.add(entry);
    return true;
  }
  const comment = comments.find(
    (candidate) => candidate.codes.includes(finding.code) && speaksOf(candidate, row, input),
  );
  comment?.used.add(finding.code);
  return comment !== undefined;
}

function speaksOf(comment: OpenComment, row: RowReport | null, input: ChecksInput): boolean {
  if (row === null || row.kind === "front-matter") return false;
  const section = row[comment.side];
  return section !== null && comment.sections.includes(input[comment.side].post.sections.indexOf(section));
}

/** A comment that hides nothing any more hides the next fault. */
function addUnused(
  comments: readonly OpenComment[],
  input: ChecksInput,
  context: PairContext,
  byRow: Map<RowReport | null, Finding[]>,
): void {
  if (input.config.checks["suppression-unused"] === "off") return;
  const compared = new Set(context.rows.map(({ row }) => row));
  for (const comment of comments) {
    const rows = input.rows.filter((row) => speaksOf(comment, row, input));
    // While the row cannot be compared, nobody knows what the comment would hide.
    if (!rows.every((row) => row.kind !== "front-matter" && compared.has(row))) continue;
    for (const code of comment.codes) {
      if (comment.used.has(code) || input.config.checks[code] === "off") continue;
      const row = rows[0] ?? null;
      const place = context[comment.side].lines().placeAt(comment.at);
      const finding: Finding = {
        id: stableId("finding", "suppression-unused", input.pair.key, row?.id ?? "pair", comment.side, code),
        code: "suppression-unused",
        severity: gradeOf("suppression-unused", input.config),
        params: { items: [code], count: 1 },
        source: comment.side === "source" ? place : null,
        target: comment.side === "target" ? place : null,
      };
      byRow.set(row, [...(byRow.get(row) ?? []), finding]);
    }
  }
}
