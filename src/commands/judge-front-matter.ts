import { followFields } from "../baseline/field-threads.ts";
import type { FactualSide } from "../baseline/pair-facts.ts";
import { findSweeps } from "../baseline/sweeps.ts";
import { judgeFields } from "../judge/judge-fields.ts";
import type { Post } from "../model/post.ts";
import type { FieldsReport } from "../model/report.ts";
import { fieldPlace } from "../text/section-places.ts";
import type { PairInput, PairSide } from "./judge-pair.ts";
import { createElsewhere, judgeDeclared, judgeStated, type StatedVerdict } from "./judge-stated.ts";
import { isCutOff, replayThreads } from "./pair-story.ts";

/** Judges the translatable fields of a pair's headers one by one; null when there are none. */
export function judgeFrontMatter(input: PairInput, leadIsSource: boolean): FieldsReport | null {
  const side = (of: PairSide, keyLines: { readonly [key: string]: number }) => ({
    ...followFields(of.fields),
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
  const { facts, declared } = input;
  const told = { commits: input.commits, sweeps };
  return judgeFields({
    stated: (key, leadSide, followSide): StatedVerdict | null => {
      const evidence = {
        lead: leadSide,
        follow: followSide,
        partnerRemoved: false,
        commits: input.commits,
        leadIsSource,
      };
      const [a, b] = [factual(lead, leadPost, key), factual(follow, followPost, key)];
      const said = facts === null ? null : judgeStated(facts, evidence, told, a, b);
      return said ?? (declared === null ? null : judgeDeclared(declared, evidence, told));
    },
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
