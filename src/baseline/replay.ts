import type { Content, SyncPoint, ThreadEvent } from "../compare/content.ts";
import { computeDelta, type Delta } from "../compare/delta.ts";
import type { Commit } from "../model/history.ts";
import { answers, followsUp, goTogether } from "./answers.ts";
import { mirrors, type PairSweeps } from "./sweeps.ts";

/** A moment at which a row went out of agreement or came back: what ages and trends are made of. */
export interface Transition {
  readonly commit: number;
  readonly pending: boolean;
}

export interface Replay {
  /** Null: the two never stood side by side. */
  readonly sync: SyncPoint | null;
  readonly transitions: readonly Transition[];
  /** The lead was rewritten from scratch under an existing translation. */
  readonly replacedLead: boolean;
}

/** One row's story so far: the events of both sides, oldest first. `lead` is the side that was written first. */
export interface RowHistory {
  readonly lead: readonly ThreadEvent[];
  readonly follow: readonly ThreadEvent[];
  readonly leadReplaced: boolean;
  /** By number; may be shorter than the events, whose last may be uncommitted. */
  readonly commits: readonly Commit[];
  /** What each post as a whole changed in a commit that touched both; for sweeps over both languages. */
  readonly sweeps: PairSweeps;
  /** A recorded agreement to start from: events before `commit` are not looked at. */
  readonly start: SyncPoint | null;
}

/** A commit that touches this many posts is a sweep: it does not read what it edits. */
export const SWEEP_BREADTH = 20;
const DAY = 24 * 60 * 60;

/** Walks through both sides' events in commit order and says when the two last agreed. */
export function replayRow(row: RowHistory): Replay {
  const state = new RowState(row);
  for (const step of mergeEvents(row)) state.apply(step);
  return state.outcome();
}

interface Step {
  readonly commit: number;
  readonly lead: ThreadEvent | null;
  readonly follow: ThreadEvent | null;
}

function mergeEvents(row: RowHistory): Step[] {
  const from = row.start?.commit ?? -1;
  const lead = row.lead.filter((event) => event.commit > from);
  const follow = row.follow.filter((event) => event.commit > from);
  const steps: Step[] = [];
  let i = 0;
  let j = 0;
  while (i < lead.length || j < follow.length) {
    const a = lead[i]?.commit ?? Number.POSITIVE_INFINITY;
    const b = follow[j]?.commit ?? Number.POSITIVE_INFINITY;
    steps.push({
      commit: Math.min(a, b),
      lead: a <= b ? lead[i]! : null,
      follow: b <= a ? follow[j]! : null,
    });
    if (a <= b) i++;
    if (b <= a) j++;
  }
  return steps;
}

class RowState {
  private lead: Content | null;
  private follow: Content | null;
  private sync: SyncPoint | null;
  private replacedLead = false;
  private lastFollowEdit = -1;
  private lastLeadEdit = -1;
  private readonly row: RowHistory;
  private readonly transitions: Transition[] = [];

  constructor(row: RowHistory) {
    this.row = row;
    this.sync = row.start;
    this.lead = row.start?.lead ?? null;
    this.follow = row.start?.follow ?? null;
  }

  apply(step: Step): void {
    const hadBoth = this.lead !== null && this.follow !== null;
    const before = { lead: this.lead, follow: this.follow };
    if (step.lead !== null) this.lead = step.lead.content;
    if (step.follow !== null) this.follow = step.follow.content;
    if (this.lead !== null && this.follow !== null) {
      if (!hadBoth || this.sync === null) this.meet(step, before.follow !== null);
      else this.judge(step, before.lead!, before.follow!);
    }
    if (step.lead !== null) this.lastLeadEdit = step.commit;
    if (step.follow !== null) this.lastFollowEdit = step.commit;
    this.note(step.commit);
  }

  outcome(): Replay {
    return { sync: this.sync, transitions: this.transitions, replacedLead: this.replacedLead };
  }

  /** Both are there for the first time (again). */
  private meet(step: Step, followWasThere: boolean): void {
    const lead = this.lead!;
    const follow = this.follow!;
    if (this.sync !== null) {
      // One of them was gone for a while; what they agreed on still stands, unless it came back changed in
      // both languages at once.
      if (step.lead === null || step.follow === null) return;
    }
    if (this.row.leadReplaced && followWasThere && step.follow === null) {
      this.replacedLead = true;
    } else this.replacedLead = false;
    this.setSync(step.commit, lead, follow);
  }

  private judge(step: Step, oldLead: Content, oldFollow: Content): void {
    const sync = this.sync!;
    const lead = this.lead!;
    const follow = this.follow!;
    const leadEdit = step.lead === null ? null : computeDelta(oldLead, lead);
    const followEdit = step.follow === null ? null : computeDelta(oldFollow, follow);
    const pendingLead = computeDelta(sync.lead, oldLead);
    const pendingFollow = computeDelta(sync.follow, oldFollow);
    // One commit changed both texts the same way and nothing else was waiting: no need to ask what kind of change it was.
    const nothingWaits = pendingLead === null && pendingFollow === null;
    if (nothingWaits && leadEdit !== null && followEdit !== null && goTogether(leadEdit, followEdit)) {
      this.setSync(step.commit, lead, follow);
      return;
    }
    // A rename swept through both languages moves nothing, and an older change goes on waiting.
    const sweep = this.row.sweeps.at(step.commit);
    const leadSwept = leadEdit !== null && sweep !== null && mirrors(leadEdit, sweep.follow);
    const followSwept = followEdit !== null && sweep !== null && mirrors(followEdit, sweep.lead);
    // Where both are swept but only older links wait, both stay: the verdict sees that they mirror each other.
    const waits = [pendingLead, pendingFollow].some((delta) => delta !== null && saysSomething(delta));
    const held = leadSwept && followSwept && !nothingWaits && !waits;
    if ((leadSwept || followSwept) && !held) {
      this.setSync(
        leadSwept && followSwept && nothingWaits ? step.commit : sync.commit,
        leadSwept && pendingLead === null ? lead : sync.lead,
        followSwept && pendingFollow === null ? follow : sync.follow,
      );
    }
    const leadSays = leadEdit !== null && !leadSwept && saysSomething(leadEdit);
    const followSays = followEdit !== null && !followSwept && saysSomething(followEdit);
    if (leadSays && followSays) {
      if (this.syncedTogether(step.commit, leadEdit, followEdit, pendingLead, pendingFollow)) {
        this.replacedLead = false;
        this.setSync(step.commit, lead, follow);
      }
      return;
    }
    if (followSays) {
      if (pendingLead !== null && (answers(pendingLead, followEdit) || this.replacedLead)) {
        this.replacedLead = false;
        this.setSync(step.commit, lead, follow);
      }
      return;
    }
    if (leadSays && pendingFollow !== null && pendingLead === null) {
      const oneEvent = this.sameEvent(this.lastFollowEdit, step.commit);
      if (followsUp(pendingFollow, leadEdit) || (oneEvent && answers(leadEdit, pendingFollow))) {
        this.setSync(step.commit, lead, follow);
      }
    }
  }

  private syncedTogether(
    commit: number,
    leadEdit: Delta,
    followEdit: Delta,
    pendingLead: Delta | null,
    pendingFollow: Delta | null,
  ): boolean {
    const older = pendingLead !== null || pendingFollow !== null;
    const sweep = (this.row.commits[commit]?.breadth ?? 0) >= SWEEP_BREADTH;
    if (older && sweep && !answers(pendingLead ?? leadEdit, followEdit)) return false;
    // One commit holds both edits: they go together unless they plainly have nothing to do with each other.
    return goTogether(leadEdit, followEdit);
  }

  /** Neighbouring commits by one author within a day are one piece of work. */
  private sameEvent(earlier: number, later: number): boolean {
    const a = this.row.commits[earlier];
    const b = this.row.commits[later];
    if (a === undefined || b === undefined || this.lastLeadEdit > earlier) return false;
    return a.author === b.author && Math.abs(b.time - a.time) <= DAY && later - earlier === 1;
  }

  private setSync(commit: number, lead: Content, follow: Content): void {
    this.sync = { commit, lead, follow };
  }

  private note(commit: number): void {
    const sync = this.sync;
    const pending =
      sync !== null &&
      this.lead !== null &&
      this.follow !== null &&
      sync.lead.print.words !== this.lead.print.words;
    if ((this.transitions.at(-1)?.pending ?? false) !== pending) this.transitions.push({ commit, pending });
  }
}

/** Links, images and attributes alone say nothing: they neither sync a row nor part it. */
function saysSomething(delta: Delta): boolean {
  return delta.words > 0 || delta.changesNumbers || delta.changesCode;
}
