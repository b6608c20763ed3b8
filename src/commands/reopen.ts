import { compareFacts, withdrawFact } from "../baseline/fact-subjects.ts";
import type { ClaimFact, WithdrawnFact } from "../model/fact.ts";
import type { Fingerprint, Language } from "../model/post.ts";
import { UsageError } from "../model/usage-error.ts";
import { factSides, listUnits, type Unit, verdictOf } from "../sync/units.ts";
import { type CommandContext, toJudgeOptions, writeLines } from "./context.ts";
import { findUnits, splitName } from "./name-units.ts";
import { judgeNamedPairs } from "./named-pairs.ts";
import { checkWritten, openDesk } from "./open-desk.ts";
import type { SiteRun } from "./site-run.ts";

export interface ReopenOptions {
  readonly reason?: string;
}

/** `samsvar reopen <post>[#section]…`: takes back what was said, for everybody and after every merge. */
export async function runReopen(
  names: readonly string[],
  { reason }: ReopenOptions,
  context: CommandContext,
): Promise<number> {
  const typed = names.map(splitName);
  const run = await context.judge(
    toJudgeOptions(
      context,
      typed.map(({ post }) => post),
    ),
  );
  try {
    const desk = openDesk(run, context);
    const { reports } = await judgeNamedPairs(run, [...new Set(typed.map(({ post }) => post))]);
    context.endProgress?.();
    const { time, by } = desk.say("kept");
    const taken = new Map<string, WithdrawnFact>();
    for (const { post, section } of typed) {
      const paths = new Set(run.findPosts(post));
      for (const report of reports) {
        if (!paths.has(report.pair.source.path) && !paths.has(report.pair.target.path)) continue;
        for (const unit of section === null ? listUnits(report) : findUnits(report, section)) {
          for (const fact of factsAbout(unit, run)) {
            taken.set(
              JSON.stringify([fact.kind, fact.time, fact.sides]),
              withdrawFact(fact, { time, by, reason: reason ?? null }),
            );
          }
        }
      }
    }
    if (taken.size === 0) throw new UsageError("nothing-to-reopen", { name: names.join(" ") });
    checkWritten(desk.facts.add([...taken.values()]), ".samsvar/facts");
    if (context.options.quiet !== true) {
      await writeLines(context.stdout, [context.messages.t("facts:reopened", { count: taken.size })]);
    }
    return 0;
  } finally {
    await run.close();
  }
}

/** What holds about a unit: the fact that its verdict rests on, and links of its sections. */
export function factsAbout(unit: Unit, run: Pick<SiteRun, "facts">): readonly ClaimFact[] {
  const { set } = run.facts;
  const texts = factSides(unit, "").flatMap(({ language, print }) =>
    print === null ? [] : [{ language, print }],
  );
  const [a, b] = texts;
  const found: ClaimFact[] = [];
  const { by, date } = verdictOf(unit).baseline;
  if (by === "fact") {
    const candidates = [
      ...texts.flatMap((text) => set.agreementsWith(text)),
      ...texts.flatMap((text) => onlyFacts(unit, text, run)),
    ];
    // The place in the post decides where the texts have changed since.
    const rest =
      candidates.length > 0
        ? candidates
        : set.all().filter((fact): fact is ClaimFact => fact.kind !== "withdrawn");
    const held = rest
      .filter((fact) => new Date(fact.time).toISOString() === date)
      .sort(compareFacts)
      .at(-1);
    if (held !== undefined) found.push(held);
  }
  if (a !== undefined && b !== undefined) {
    const link = set.findLink(a, b);
    if (link !== null) found.push(link);
  }
  return found;
}

function onlyFacts(
  unit: Unit,
  text: { language: Language; print: Fingerprint },
  run: Pick<SiteRun, "facts">,
) {
  const { key, source, target } = unit.report.pair;
  const found = [key, source.path, target.path].map((name) => run.facts.set.findOnly(name, text));
  return found.filter((fact) => fact !== null);
}
