import type { FactualSide } from "../baseline/pair-facts.ts";
import type { Transition } from "../baseline/replay.ts";
import type { Content, Thread } from "../compare/content.ts";
import { shareWithin } from "../compare/map-sections.ts";
import { linkItems } from "../judge/checks/link-items.ts";
import { judgeRow } from "../judge/judge-row.ts";
import { sectionKeys, stableId } from "../judge/row-ids.ts";
import type { LinkReader } from "../judge/settle-links.ts";
import type { Commit } from "../model/history.ts";
import type { SectionReport } from "../model/report.ts";
import type { Alignment, Row } from "../model/row.ts";
import type { State } from "../model/verdict.ts";
import { sectionPlaces } from "../text/section-places.ts";
import { createElsewhere, judgeDeclared, judgeStated } from "./judge-stated.ts";
import { contentsToday, isCutOff, type PairStory, replayThreads, type SideStory } from "./pair-story.ts";

/** A row with the moments at which it fell behind and caught up. */
export interface JudgedSection {
  readonly report: SectionReport;
  readonly transitions: readonly Transition[];
}

/** Judges every row of an alignment (of lead with follow), in the source's reading order. */
export function judgeSections(story: PairStory, alignment: Alignment): JudgedSection[] {
  const { pair } = story.input;
  const keys = { source: sectionKeys(pair.source.sections), target: sectionKeys(pair.target.sections) };
  return orderBySource(alignment, story.leadIsSource).map((row) => judgeSection(story, row, keys));
}

/** Rows in the source's reading order, rows of the target alone where they stand in the target. */
function orderBySource(alignment: Alignment, leadIsSource: boolean): readonly Row[] {
  if (leadIsSource) return alignment;
  const rows = alignment.map((row) => ({ ...row }));
  const withSource = rows.filter((row) => row.target >= 0).sort((a, b) => a.target - b.target);
  const alone = rows.filter((row) => row.target < 0);
  for (const row of alone) {
    const after = withSource.findLastIndex(
      (other) => other.source >= 0 && !other.moved && other.source < row.source,
    );
    withSource.splice(after + 1, 0, row);
  }
  return withSource;
}

/** Section keys of both posts, see `sectionKeys`. */
interface RowKeys {
  readonly source: readonly string[];
  readonly target: readonly string[];
}

function judgeSection(story: PairStory, row: Row, keys: RowKeys): JudgedSection {
  const { input, leadIsSource, lead, follow, sweeps } = story;
  const leadSide = rowSide(lead, row.source);
  const followSide = rowSide(follow, row.target);
  const evidence = {
    lead: leadSide,
    follow: followSide,
    partnerRemoved: isPartnerRemoved(story, row),
    commits: input.commits,
    leadIsSource,
    linksOf: readLinks(story),
  };
  const told = { commits: input.commits, sweeps };
  const said =
    input.facts === null
      ? null
      : judgeStated(
          input.facts,
          evidence,
          told,
          factualSide(lead, row.source),
          factualSide(follow, row.target),
        );
  const stated = said ?? (input.declared === null ? null : judgeDeclared(input.declared, evidence, told));
  const history = replayThreads(input, sweeps, leadSide.thread, followSide.thread);
  const verdict =
    stated?.verdict ??
    judgeRow({ ...evidence, sync: history.sync, syncBy: "history", replacedLead: history.replacedLead });
  const sourceIndex = leadIsSource ? row.source : row.target;
  const targetIndex = leadIsSource ? row.target : row.source;
  const source = sourceIndex < 0 ? null : input.pair.source.sections[sourceIndex]!;
  const target = targetIndex < 0 ? null : input.pair.target.sections[targetIndex]!;
  const key = source !== null ? ["source", keys.source[sourceIndex]!] : ["target", keys.target[targetIndex]!];
  const unknown = stated === null && isCutOff(input, history.sync) && AGREED.has(verdict.state);
  const report: SectionReport = {
    ...verdict,
    state: unknown ? "unverified" : verdict.state,
    kind: (source ?? target)!.kind,
    id: stableId("row", input.pair.key, ...key),
    change: null,
    moved: row.moved,
    doubtful: row.confidence < input.doubtBelow || stated?.doubtful === true,
    deliberate: stated?.deliberate ?? null,
    confidence: row.confidence,
    findings: [],
    source,
    target,
  };
  const transitions =
    stated === null ? history.transitions : settle(history.transitions, report, input.commits);
  return { report, transitions };
}

/** What somebody said ends what history still sees as pending, when it was said. */
function settle(
  transitions: readonly Transition[],
  { state, deliberate, baseline }: SectionReport,
  commits: readonly Commit[],
): readonly Transition[] {
  const last = transitions.at(-1);
  const isSettled = state === "in-sync" || deliberate !== null;
  if (!isSettled || last?.pending !== true) return transitions;
  const time = baseline.date === null ? 0 : Date.parse(baseline.date) / 1000;
  const then = commits.findLastIndex((commit) => commit.time <= time);
  return [...transitions, { commit: Math.max(then, last.commit), pending: false }];
}

/** States that only say that nothing was seen to happen. */
const AGREED: ReadonlySet<State> = new Set(["in-sync", "target-changed"]);

/** Reads links by the pages they lead to; null where the site is not known. */
function readLinks({ input, leadIsSource }: PairStory): LinkReader | null {
  const { checks, pair } = input;
  if (checks === null) return null;
  return (side, content) => {
    const { path } = (side === "lead") === leadIsSource ? pair.source : pair.target;
    const links = linkItems({ path: path.slice(checks.prefix.length) }, content, checks.site);
    return links.map(({ key, at }) => ({ page: key, at }));
  };
}

function rowSide(story: SideStory, index: number): { content: Content | null; thread: Thread | null } {
  if (index < 0) return { content: null, thread: null };
  const content = contentsToday(story)[index]!;
  return { content, thread: story.threads.threads[story.threads.head[index]!]! };
}

/** A side of a row as facts look at it; null where it has no section. */
function factualSide(story: SideStory, index: number): FactualSide | null {
  const { content, thread } = rowSide(story, index);
  if (content === null) return null;
  const { language, sections } = story.post;
  return {
    language,
    content,
    thread,
    place: sectionPlaces(sections)[index]!,
    isElsewhere: createElsewhere(story.threads.threads)(thread),
  };
}

/** The section that this one was the partner of is gone from the other post, and its text with it. */
function isPartnerRemoved({ lead, follow, lineage }: PairStory, row: Row): boolean {
  if (row.source >= 0 && row.target >= 0) return false;
  if (row.source >= 0) {
    const partner = lineage.partners.get(lead.threads.head[row.source]!);
    return partner !== undefined && !livesOn(follow, partner);
  }
  const thread = follow.threads.head[row.target]!;
  for (const [partner, other] of lineage.partners) if (other === thread) return !livesOn(lead, partner);
  return false;
}

const MOST_OF_IT = 0.6;

/** A section that lost its heading only: most of what it said last stands in another section today. */
function livesOn(story: SideStory, thread: number): boolean {
  const last = story.threads.threads[thread]!.events.findLast(({ content }) => content !== null)?.content;
  return last != null && contentsToday(story).some((content) => shareWithin(last, content) > MOST_OF_IT);
}
