import type { Messages } from "../i18n/load-messages.ts";
import type { Fact } from "../model/fact.ts";
import type { Look } from "../report/look.ts";
import { type CommandContext, toJudgeOptions, writeLines } from "./context.ts";
import { findNamedPosts } from "./name-posts.ts";

/** `samsvar log [post]`: who said what when, how and why, newest first. */
export async function runLog(name: string | undefined, context: CommandContext): Promise<number> {
  const { messages, stdout } = context;
  const run = await context.judge(toJudgeOptions(context, name === undefined ? undefined : [name]));
  try {
    let facts = run.facts.set.all();
    if (name !== undefined) {
      const paths = findNamedPosts(run, [name], () => true).flatMap((path) => [
        path,
        ...run.localPaths(path),
      ]);
      const keys = new Set(paths);
      for await (const { pair } of run.pairs) keys.add(pair.key);
      facts = facts.filter(
        (fact) =>
          (fact.pair !== null && keys.has(fact.pair)) ||
          fact.sides.some(({ path }) => path !== null && keys.has(path)),
      );
    }
    context.endProgress?.();
    const lines = [...facts].reverse().flatMap((fact) => renderFact(fact, messages, stdout.look));
    await writeLines(stdout, lines.length === 0 ? [messages.t("facts:noneYet")] : lines);
    return 0;
  } finally {
    await run.close();
  }
}

function renderFact(fact: Fact, messages: Messages, look: Look): readonly string[] {
  const { t } = messages;
  const claim = fact.kind === "withdrawn" ? fact.of : fact;
  const what = t(`facts:said.${claim.kind}`);
  const said = fact.kind === "withdrawn" ? t("facts:said.withdrawn", { what }) : what;
  const places = fact.sides.map(({ language, path, place }) => {
    const where = [path, place].filter((part) => part !== null).join(" § ");
    return where === "" ? "" : `${language}: ${where}`;
  });
  const iso = new Date(fact.time).toISOString();
  const about = claim.kind === "finding" ? [`${claim.code} ${claim.finding}`] : [];
  const how = fact.kind === "withdrawn" ? [] : [t(`diff:how.${fact.how}`)];
  const head = [
    `${iso.slice(0, 10)} ${iso.slice(11, 16)}`,
    fact.by === "" ? t("facts:nobody") : fact.by,
    said,
    ...about,
    ...how,
  ];
  return [
    head.map((part, i) => (i === 2 ? look.paint("bold", look.clean(part)) : look.clean(part))).join("  "),
    ...(fact.reason === null ? [] : [`  ${t("facts:reason", { reason: look.clean(fact.reason) })}`]),
    ...places.filter((place) => place !== "").map((place) => look.paint("dim", `  ${look.clean(place)}`)),
  ];
}
