import type { ThreadPartners } from "../baseline/lineage.ts";
import { type Replay, replayRow } from "../baseline/replay.ts";
import type { PairSweeps } from "../baseline/sweeps.ts";
import { followSections, type ThreadSet } from "../baseline/threads.ts";
import type { Content, Sketch, Thread } from "../compare/content.ts";
import type { Post } from "../model/post.ts";
import type { PairInput, PairSide } from "./judge-pair.ts";

/** One side of a pair with the story of each of its sections. */
export interface SideStory {
  readonly side: PairSide;
  readonly post: Post;
  readonly threads: ThreadSet;
}

/** A pair with what its history tells: what aligning and judging its rows share. `lead`: the side written first. */
export interface PairStory {
  readonly input: PairInput;
  readonly leadIsSource: boolean;
  readonly lead: SideStory;
  readonly follow: SideStory;
  readonly lineage: ThreadPartners;
  readonly sweeps: PairSweeps;
}

export function tellStory(side: PairSide, post: Post): SideStory {
  return { side, post, threads: followSections(side.versions) };
}

/** Today's contents of a side, section by section. */
export function contentsToday({ side }: SideStory): readonly Content[] {
  return side.versions.at(-1)?.contents ?? [];
}

export function sketchesToday(story: SideStory): readonly Sketch[] {
  return contentsToday(story).map((content) => content.sketch);
}

/** With one version on each side, lineage is but a guess by place. */
export function hasHistory({ lead, follow }: PairStory): boolean {
  return lead.side.versions.length > 1 || follow.side.versions.length > 1;
}

const NOT_REPLAYED: Replay = { sync: null, transitions: [], replacedLead: false };

/** Replays a row's history; nothing is known where one side has none. */
export function replayThreads(
  input: PairInput,
  sweeps: PairSweeps,
  lead: Thread | null,
  follow: Thread | null,
): Replay {
  if (lead === null || follow === null || input.historyMode === "none") return NOT_REPLAYED;
  if (input.source.incomplete || input.target.incomplete) return NOT_REPLAYED;
  return replayRow({
    lead: lead.events,
    follow: follow.events,
    leadReplaced: lead.replaces !== null,
    commits: input.commits,
    sweeps,
    start: null,
  });
}

/** In a shallow clone the oldest commit only looks like the moment at which both sides agreed. */
export function isCutOff(input: PairInput, sync: Replay["sync"]): boolean {
  return input.historyMode === "shallow" && sync?.commit === 0;
}
