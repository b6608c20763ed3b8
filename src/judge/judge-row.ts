import { classifyChange } from "../compare/change-class.ts";
import type { Content, SyncPoint, Thread } from "../compare/content.ts";
import { type Bag, computeDelta, count, type Delta } from "../compare/delta.ts";
import type { ClaimFact } from "../model/fact.ts";
import type { Commit } from "../model/history.ts";
import type { Fingerprint } from "../model/post.ts";
import {
  type Baseline,
  CHANGE_CLASSES,
  type Change,
  type ChangeClass,
  type State,
  type Verdict,
} from "../model/verdict.ts";
import { canCarry } from "./carryable.ts";
import { isForeignShortcode, settleDelta } from "./settle-delta.ts";
import { type LinkReader, leadsWhereOtherLeads, type Movement } from "./settle-links.ts";
import { findStaleToken } from "./stale-token.ts";

/** One side of a row: what it says today, and its story. */
export interface RowSide {
  readonly content: Content | null;
  readonly thread: Thread | null;
}

/** All that the judgement on a row rests on. `lead` is the side that was written first. */
export interface RowEvidence {
  readonly lead: RowSide;
  readonly follow: RowSide;
  readonly sync: SyncPoint | null;
  /** How the agreement is known. */
  readonly syncBy: Baseline["by"];
  /** With `syncBy: "fact"`: what somebody said. */
  readonly syncFact?: ClaimFact | null;
  /** The lead was rewritten from scratch under an existing translation. */
  readonly replacedLead: boolean;
  /** The missing side had this section once. */
  readonly partnerRemoved: boolean;
  readonly commits: readonly Commit[];
  /** Whether `lead` is the pair's source side. */
  readonly leadIsSource: boolean;
  /** Reads links by the pages they lead to; absent where the site is not known. */
  readonly linksOf?: LinkReader | null;
}

const NO_BASELINE: Baseline = {
  by: "none",
  how: null,
  commit: null,
  date: null,
  oldSource: null,
  oldTarget: null,
};

/** Says what became of a row since both sides last agreed. Mirrored when the sides are swapped. */
export function judgeRow(row: RowEvidence): Verdict {
  if (row.lead.content === null || row.follow.content === null) return judgeLoneSection(row);
  if (row.sync === null) return unverified();
  return judgeMovement(row, row.lead.content, row.follow.content, row.sync);
}

/** Somebody said of exactly these two texts that they agree, or differ on purpose. */
export function judgeAgreed(fact: ClaimFact): Verdict {
  return { ...unverified(), state: "in-sync", baseline: factBaseline(fact) };
}

/** What a fact was about is known by its fingerprints only: which side moved, but not how far. */
export function judgePrints(
  row: Pick<RowEvidence, "lead" | "follow" | "commits" | "leadIsSource">,
  fact: ClaimFact,
  leadThen: Fingerprint,
  followThen: Fingerprint,
): Verdict {
  const leadClass = classOfPrints(leadThen, row.lead.content?.print ?? leadThen);
  const followClass = classOfPrints(followThen, row.follow.content?.print ?? followThen);
  const state = stateOf(leadClass !== null, followClass !== null, row.leadIsSource);
  const source = row.leadIsSource ? row.lead : row.follow;
  const asks = state === "source-changed" || state === "both-changed";
  return {
    ...unverified(),
    state,
    class: heavier(leadClass, followClass),
    baseline: factBaseline(fact),
    wordsToSync: asks ? (source.content?.wordCount ?? 0) : 0,
  };
}

function classOfPrints(then: Fingerprint, now: Fingerprint): ChangeClass | null {
  if (then.words !== now.words) return "meaning";
  return then.neutral === now.neutral ? null : "neutral";
}

function factBaseline(fact: ClaimFact): Baseline {
  return { ...NO_BASELINE, by: "fact", how: fact.how, date: new Date(fact.time).toISOString() };
}

function unverified(): Verdict {
  return {
    state: "unverified",
    class: null,
    baseline: NO_BASELINE,
    changes: { source: null, target: null },
    carryable: false,
    wordsToSync: 0,
    removed: false,
  };
}

function judgeLoneSection(row: RowEvidence): Verdict {
  const missing = row.lead.content === null ? "lead" : "follow";
  const missingInTarget = (missing === "follow") === row.leadIsSource;
  const gone = lastChange(row[missing].thread, row.sync?.commit ?? -1, row.commits);
  const present = missing === "lead" ? row.follow : row.lead;
  const came = lastChange(present.thread, -1, row.commits);
  return {
    ...unverified(),
    state: missingInTarget ? "missing-in-target" : "missing-in-source",
    class: "meaning",
    changes: missingInTarget ? { source: came, target: gone } : { source: gone, target: came },
    wordsToSync: missingInTarget ? (present.content?.wordCount ?? 0) : 0,
    removed: row.partnerRemoved,
  };
}

function judgeMovement(row: RowEvidence, lead: Content, follow: Content, sync: SyncPoint): Verdict {
  let base = sync;
  const ours: Movement = { side: "lead", older: sync.lead, newer: lead };
  const theirs: Movement = { side: "follow", older: sync.follow, newer: follow };
  const sameLinks = (one: Movement, other: Movement) =>
    row.linksOf != null && leadsWhereOtherLeads(one, other, row.linksOf);
  const settle = (one: Movement, other: Movement) => {
    const delta = settleDelta(computeDelta(one.older, one.newer), other.newer);
    if (delta !== null && isForeignShortcode(delta, [other.older, other.newer])) return null;
    const linksOnly = delta !== null && delta.words === 0 && !delta.changesNumbers && !delta.changesCode;
    return linksOnly && sameLinks(one, other) ? null : delta;
  };
  let leadDelta = settle(ours, theirs);
  let followDelta = settle(theirs, ours);
  if (leadDelta !== null && followDelta !== null) {
    const leadMirrored = isPartOf(leadDelta, followDelta);
    const followMirrored = isPartOf(followDelta, leadDelta);
    if (leadMirrored) leadDelta = null;
    if (followMirrored) followDelta = null;
  }
  if (leadDelta === null && row.replacedLead) leadDelta = wholeDelta(lead);
  if (leadDelta === null) {
    const stale = findStaleToken(row.lead.thread, lead, follow, (older) =>
      sameLinks({ ...ours, older }, theirs),
    );
    if (stale !== null) {
      base = { commit: stale.before, lead: stale.older, follow: sync.follow };
      leadDelta = computeDelta(stale.older, lead);
    }
  }
  if (leadDelta === null && followDelta === null) {
    // The same betrayal the other way round: the translation was put right, the original still has the old value.
    const stale = findStaleToken(row.follow.thread, follow, lead, (older) =>
      sameLinks({ ...theirs, older }, ours),
    );
    if (stale !== null) {
      base = { commit: stale.before, lead: sync.lead, follow: stale.older };
      followDelta = computeDelta(stale.older, follow);
    }
  }
  const state = stateOf(leadDelta !== null, followDelta !== null, row.leadIsSource);
  const leadClass = leadDelta === null ? null : classifyChange(base.lead, lead, leadDelta);
  const followClass = followDelta === null ? null : classifyChange(base.follow, follow, followDelta);
  const leadChange = leadDelta === null ? null : lastChange(row.lead.thread, base.commit, row.commits);
  const followChange = followDelta === null ? null : lastChange(row.follow.thread, base.commit, row.commits);
  const sourceDelta = row.leadIsSource ? leadDelta : followDelta;
  return {
    state,
    class: state === "in-sync" ? null : heavier(leadClass, followClass),
    baseline: describeBaseline(row, base, leadDelta !== null, followDelta !== null),
    changes: row.leadIsSource
      ? { source: leadChange, target: followChange }
      : { source: followChange, target: leadChange },
    carryable: leadDelta !== null && followDelta === null && canCarry(leadDelta, base.lead, follow),
    wordsToSync: state === "source-changed" || state === "both-changed" ? changedWords(sourceDelta) : 0,
    removed: false,
  };
}

function stateOf(leadMoved: boolean, followMoved: boolean, leadIsSource: boolean): State {
  if (leadMoved && followMoved) return "both-changed";
  if (!leadMoved && !followMoved) return "in-sync";
  return leadMoved === leadIsSource ? "source-changed" : "target-changed";
}

/** Everything in a content, as if nothing had stood there before. */
function wholeDelta(content: Content): Delta | null {
  const empty: Content = { ...content, print: { words: 0, neutral: 0 }, tokens: () => EMPTY_TOKENS };
  return computeDelta(empty, content);
}

const EMPTY_TOKENS = {
  count: 0,
  blocks: 0,
  kind: new Uint8Array(0),
  hash: new Int32Array(0),
  start: new Int32Array(0),
  end: new Int32Array(0),
  blockKind: new Uint8Array(0),
  blockFirst: new Int32Array(0),
};

/** All that came and went here came and went there too: a name that changed in both languages. */
function isPartOf(a: Delta, b: Delta): boolean {
  const within = (x: Bag, y: Bag) => [...x.keys()].every((key) => y.has(key));
  return (
    a.addedWords.size + a.removedWords.size + a.addedNeutral.size + a.removedNeutral.size > 0 &&
    within(a.addedWords, b.addedWords) &&
    within(a.removedWords, b.removedWords) &&
    within(a.addedNeutral, b.addedNeutral) &&
    within(a.removedNeutral, b.removedNeutral)
  );
}

function heavier(a: ChangeClass | null, b: ChangeClass | null): ChangeClass | null {
  if (a === null || b === null) return a ?? b;
  return CHANGE_CLASSES.indexOf(a) >= CHANGE_CLASSES.indexOf(b) ? a : b;
}

function changedWords(delta: Delta | null): number {
  return delta === null ? 0 : Math.max(count(delta.addedWords), count(delta.removedWords));
}

function describeBaseline(
  row: RowEvidence,
  base: SyncPoint,
  leadMoved: boolean,
  followMoved: boolean,
): Baseline {
  const commit = row.commits[base.commit];
  const stated = row.syncFact ?? null;
  const oldLead = leadMoved ? oldText(base.lead) : null;
  const oldFollow = followMoved ? oldText(base.follow) : null;
  return {
    by: row.syncBy,
    how: stated?.how ?? null,
    commit: stated === null ? (commit?.id ?? null) : null,
    date:
      stated !== null
        ? new Date(stated.time).toISOString()
        : commit === undefined
          ? null
          : isoDate(commit.time),
    oldSource: row.leadIsSource ? oldLead : oldFollow,
    oldTarget: row.leadIsSource ? oldFollow : oldLead,
  };
}

function oldText(content: Content): Baseline["oldSource"] {
  return content.blob === null ? null : { blob: content.blob, start: content.start, end: content.end };
}

/** The newest commit after `since` in which a thread changed; all null for uncommitted content. */
function lastChange(thread: Thread | null, since: number, commits: readonly Commit[]): Change | null {
  const event = thread?.events.findLast((e) => e.commit > since);
  if (event === undefined) return null;
  const commit = commits[event.commit];
  if (commit === undefined) return { commit: null, date: null, author: null, subject: null };
  return { commit: commit.id, date: isoDate(commit.time), author: commit.author, subject: commit.subject };
}

function isoDate(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace(".000Z", "Z");
}
