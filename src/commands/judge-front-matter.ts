import { followFields } from "../baseline/field-threads.ts";
import type { FactualSide } from "../baseline/pair-facts.ts";
import { findSweeps } from "../baseline/sweeps.ts";
import type { Content } from "../compare/content.ts";
import { judgeFields } from "../judge/judge-fields.ts";
import type { Post } from "../model/post.ts";
import type { FieldsReport } from "../model/report.ts";
import { fieldPlace } from "../text/section-places.ts";
import type { PairInput, PairSide } from "./judge-pair.ts";
import { createElsewhere, judgeStated, type StatedVerdict } from "./judge-stated.ts";
import { isCutOff, replayThreads } from "./pair-story.ts";

/** Judges the translatable fields of a pair's headers one by one; null when there are none. */
export function judgeFrontMatter(input: PairInput, leadIsSource: boolean): FieldsReport | null {
  const side = (of: PairSide, keyLines: { readonly [key: string]: number }) => ({
    contents: of.fields.at(-1)?.fields ?? new Map<string, Content>(),
    threads: followFields(of.fields),
    keyLines,
  });
  const source = side(input.source, input.pair.source.frontMatter.keyLines);
  const target = side(input.target, input.pair.target.frontMatter.keyLines);
  const [lead, follow] = leadIsSource ? [source, target] : [target, source];
  const sweeps = findSweeps([...lead.threads.values()], [...follow.threads.values()]);
  const [leadPost, followPost] = leadIsSource
    ? [input.pair.source, input.pair.target]
    : [input.pair.target, input.pair.source];
  const factual = (of: typeof lead, post: Post, key: string): FactualSide | null => {
    const content = of.contents.get(key) ?? null;
    const thread = of.threads.get(key) ?? null;
    if (content === null) return null;
    const isElsewhere = createElsewhere([...of.threads.values()])(thread);
    return { language: post.language, content, thread, place: fieldPlace(key), isElsewhere };
  };
  const { facts } = input;
  return judgeFields({
    ...(facts === null
      ? {}
      : {
          stated: (key, leadSide, followSide): StatedVerdict | null =>
            judgeStated(
              facts,
              {
                lead: leadSide,
                follow: followSide,
                partnerRemoved: false,
                commits: input.commits,
                leadIsSource,
              },
              { commits: input.commits, sweeps },
              factual(lead, leadPost, key),
              factual(follow, followPost, key),
            ),
        }),
    pairKey: input.pair.key,
    source,
    target,
    leadIsSource,
    commits: input.commits,
    syncBy: "history",
    syncOf: (a, b) => {
      const { sync } = replayThreads(input, sweeps, a, b);
      const untouched = a?.events.length === 1 && b?.events.length === 1;
      return untouched && isCutOff(input, sync) ? null : sync;
    },
  });
}
