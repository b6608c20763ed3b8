import type { Content, SyncPoint, Thread } from "../compare/content.ts";
import { isDrift } from "../model/drift.ts";
import type { Commit } from "../model/history.ts";
import type { Deliberate, FieldsReport } from "../model/report.ts";
import {
  type Baseline,
  CHANGE_CLASSES,
  type FieldVerdict,
  type State,
  type Verdict,
} from "../model/verdict.ts";
import { judgeRow, type RowSide } from "./judge-row.ts";
import { stableId } from "./row-ids.ts";

/** One side's fields by name (a key path that list items keep wherever they stand), line of each top-level key. */
export interface FieldSide {
  /** The key path that a name has in the header today. */
  readonly written: ReadonlyMap<string, string>;
  readonly contents: ReadonlyMap<string, Content>;
  readonly threads: ReadonlyMap<string, Thread>;
  readonly keyLines: { readonly [key: string]: number };
}

export interface FieldsEvidence {
  readonly pairKey: string;
  readonly source: FieldSide;
  readonly target: FieldSide;
  readonly leadIsSource: boolean;
  readonly commits: readonly Commit[];
  readonly syncBy: Baseline["by"];
  /** When the two last agreed on a field; null when that cannot be known. */
  syncOf(lead: Thread | null, follow: Thread | null): SyncPoint | null;
  /** A judgement that rests on what somebody said of a field; null without any. */
  stated?(key: string, lead: RowSide, follow: RowSide): StatedField | null;
}

export interface StatedField {
  readonly verdict: Verdict;
  readonly sync: SyncPoint | null;
  readonly deliberate: Deliberate | null;
}

/** Judges the front-matter fields of a pair one by one. Null when neither side has any text there. */
export function judgeFields(evidence: FieldsEvidence): FieldsReport | null {
  const keys = [...new Set([...evidence.source.contents.keys(), ...evidence.target.contents.keys()])];
  if (keys.length === 0) return null;
  const fields = keys.map((key) => judgeField(key, evidence));
  const worst = fields.reduce((a, b) => (weight(b) > weight(a) ? b : a));
  return {
    kind: "front-matter",
    id: stableId("row", evidence.pairKey, "front-matter"),
    state: worst.state,
    class: worst.class,
    baseline: worst.baseline,
    changes: worst.changes,
    carryable: false,
    wordsToSync: fields.reduce((sum, field) => sum + field.wordsToSync, 0),
    removed: worst.removed,
    change: null,
    doubtful: false,
    deliberate: null,
    findings: [],
    fields,
  };
}

function judgeField(key: string, evidence: FieldsEvidence): FieldVerdict {
  const { source, target, leadIsSource } = evidence;
  const side = (s: FieldSide) => ({
    content: s.contents.get(key) ?? null,
    thread: s.threads.get(key) ?? null,
  });
  const lead = side(leadIsSource ? source : target);
  const follow = side(leadIsSource ? target : source);
  const stated = evidence.stated?.(key, lead, follow) ?? null;
  const sync = stated === null ? evidence.syncOf(lead.thread, follow.thread) : stated.sync;
  const gone = (s: typeof lead) => s.content === null && s.thread !== null;
  const verdict =
    stated?.verdict ??
    judgeRow({
      lead,
      follow,
      sync,
      syncBy: evidence.syncBy,
      replacedLead: false,
      partnerRemoved: gone(lead) || gone(follow),
      commits: evidence.commits,
      leadIsSource,
    });
  const old = (content: Content | undefined) => (content === undefined ? null : textOf(content));
  const base =
    sync === null
      ? null
      : { source: leadIsSource ? sync.lead : sync.follow, target: leadIsSource ? sync.follow : sync.lead };
  return {
    ...withoutOffsets(verdict),
    key: source.written.get(key) ?? target.written.get(key) ?? key,
    targetKey: target.written.get(key) ?? source.written.get(key) ?? key,
    sourceLine: lineOf(key, source),
    targetLine: lineOf(key, target),
    sourceText: old(source.contents.get(key)),
    targetText: old(target.contents.get(key)),
    oldSourceText: verdict.baseline.oldSource === null || base === null ? null : textOf(base.source),
    oldTargetText: verdict.baseline.oldTarget === null || base === null ? null : textOf(base.target),
  };
}

/** Offsets of a field's content count in its value, not in a file: the old text itself is given instead. */
function withoutOffsets(verdict: Verdict): Verdict {
  return {
    ...verdict,
    carryable: false,
    baseline: { ...verdict.baseline, oldSource: null, oldTarget: null },
  };
}

const decoder = new TextDecoder();

function textOf(content: Content): string {
  return decoder.decode(content.bytes);
}

function lineOf(key: string, side: FieldSide): number | null {
  if (!side.contents.has(key)) return null;
  return side.keyLines[key.split(".", 1)[0]!] ?? null;
}

const ORDER: readonly State[] = [
  "unverified",
  "in-sync",
  "missing-in-source",
  "target-changed",
  "missing-in-target",
  "source-changed",
  "both-changed",
];

function weight(field: FieldVerdict): number {
  const drift = isDrift(field) ? 100 : 0;
  return (
    drift + ORDER.indexOf(field.state) * 10 + (field.class === null ? 0 : CHANGE_CLASSES.indexOf(field.class))
  );
}
