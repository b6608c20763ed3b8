import {
  type FactualSide,
  findOnlyFact,
  findRowFact,
  type Moment,
  type PairFacts,
} from "../baseline/pair-facts.ts";
import { type RowHistory, replayRow } from "../baseline/replay.ts";
import type { SyncPoint, Thread } from "../compare/content.ts";
import { judgeAgreed, judgePrints, judgeRow, type RowEvidence } from "../judge/judge-row.ts";
import type { ClaimFact } from "../model/fact.ts";
import type { Fingerprint } from "../model/post.ts";
import type { Deliberate } from "../model/report.ts";
import type { Verdict } from "../model/verdict.ts";
import type { Declared } from "./find-declared.ts";

/** A verdict that rests on what somebody said. */
export interface StatedVerdict {
  readonly verdict: Verdict;
  readonly deliberate: Deliberate | null;
  /** Both sides moved on and there is no history to tell how. */
  readonly doubtful: boolean;
  /** What both sides said when they last agreed, where the texts are known. */
  readonly sync: SyncPoint | null;
}

type StatedRow = Omit<RowEvidence, "sync" | "syncBy" | "syncFact" | "replacedLead">;
/** The row's history without a start. */
type StatedHistory = Omit<RowHistory, "start" | "lead" | "follow" | "leadReplaced">;

/** Judges a row by facts; null when nobody said anything about it. */
export function judgeStated(
  facts: PairFacts,
  row: StatedRow,
  history: StatedHistory,
  leadSide: FactualSide | null,
  followSide: FactualSide | null,
): StatedVerdict | null {
  if (leadSide === null || followSide === null) {
    const alone = leadSide ?? followSide;
    const fact = alone === null ? null : findOnlyFact(facts, alone);
    if (fact === null) return null;
    const verdict = judgeRow({ ...row, sync: null, syncBy: "none", replacedLead: false });
    const baseline = { ...judgeAgreed(fact).baseline };
    return {
      verdict: { ...verdict, baseline, removed: false },
      deliberate: "only",
      doubtful: false,
      sync: null,
    };
  }
  const found = findRowFact(facts, leadSide, followSide);
  if (found === null) return null;
  const { fact } = found;
  if (found.kind === "agreed") {
    const sync = { commit: -1, lead: leadSide.content, follow: followSide.content };
    return {
      verdict: judgeAgreed(fact),
      deliberate: fact.kind === "own" ? "own" : null,
      doubtful: false,
      sync,
    };
  }
  if (found.kind === "prints") {
    const verdict = judgePrints(row, fact, found.lead, found.follow);
    return {
      verdict,
      deliberate: ownFor(fact, verdict, row.leadIsSource),
      doubtful: verdict.state === "both-changed",
      sync: null,
    };
  }
  return judgeFrom(row, history, found.lead, found.follow, fact);
}

/** Judges a row whose sides agreed at two moments of their stories: because of a fact, else because of a declaration. */
function judgeFrom(
  row: StatedRow,
  history: StatedHistory,
  leadThen: Moment,
  followThen: Moment,
  fact: ClaimFact | null,
): StatedVerdict {
  const start: SyncPoint = {
    commit: Math.min(leadThen.commit, followThen.commit),
    lead: leadThen.content,
    follow: followThen.content,
  };
  // What either side said before is settled by it, stale links and all.
  const lead = since(row.lead.thread, leadThen.commit);
  const follow = since(row.follow.thread, followThen.commit);
  const { sync, replacedLead } = replayRow({
    ...history,
    lead: after(lead, leadThen.commit),
    follow: after(follow, followThen.commit),
    leadReplaced: false,
    start,
  });
  const isStart = sync === start;
  const verdict = judgeRow({
    ...row,
    lead: { ...row.lead, thread: lead },
    follow: { ...row.follow, thread: follow },
    sync,
    syncBy: !isStart ? "history" : fact === null ? "declared" : "fact",
    syncFact: isStart ? fact : null,
    replacedLead,
  });
  const deliberate = isStart && fact !== null ? ownFor(fact, verdict, row.leadIsSource) : null;
  return { verdict, deliberate, doubtful: false, sync };
}

/** Judges a row by what the header declares; null where one of the sides did not stand there then. */
export function judgeDeclared(
  declared: Declared,
  row: StatedRow,
  history: StatedHistory,
): StatedVerdict | null {
  const isLead = (declared.by === "source") === row.leadIsSource;
  const lead = momentAt(row.lead.thread, isLead ? declared.since : declared.base);
  const follow = momentAt(row.follow.thread, isLead ? declared.base : declared.since);
  if (lead === null || follow === null || row.lead.content === null || row.follow.content === null)
    return null;
  return judgeFrom(row, history, lead, follow, null);
}

/** What a section said as of a commit. */
function momentAt(thread: Thread | null, commit: number): Moment | null {
  const event = thread?.events.findLast((each) => each.commit <= commit);
  return event === undefined || event.content === null
    ? null
    : { commit: event.commit, content: event.content };
}

function since(thread: Thread | null, commit: number): Thread | null {
  return thread === null
    ? null
    : { ...thread, events: thread.events.filter((event) => event.commit >= commit) };
}

function after(thread: Thread | null, commit: number): Thread["events"] {
  return (thread?.events ?? []).filter((event) => event.commit > commit);
}

/** A version of its own goes on being one until the original comes to say something else. */
function ownFor(fact: ClaimFact, { state, class: level }: Verdict, leadIsSource: boolean): Deliberate | null {
  if (fact.kind !== "own") return null;
  const leadMoved =
    state === "both-changed" || state === (leadIsSource ? "source-changed" : "target-changed");
  return leadMoved && level === "meaning" ? null : "own";
}

/** Names the texts that stand elsewhere in a post, so that a fact about them is not taken for one about this row. */
export function createElsewhere(
  threads: readonly (Thread | null)[],
): (own: Thread | null) => (print: Fingerprint) => boolean {
  return (own) => (print) =>
    threads.some(
      (thread) =>
        thread !== null &&
        thread !== own &&
        thread.events.some(
          ({ content }) => content?.print.words === print.words && content.print.neutral === print.neutral,
        ),
    );
}
