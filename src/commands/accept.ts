import type { Messages } from "../i18n/load-messages.ts";
import { isInteractive } from "../io/terminal.ts";
import type { ClaimFact } from "../model/fact.ts";
import type { Finding } from "../model/finding.ts";
import type { PairReport } from "../model/report.ts";
import { UsageError } from "../model/usage-error.ts";
import { hasSides, listUnits, type Saying, stateUnit, type Unit, verdictOf } from "../sync/units.ts";
import { type CommandContext, toJudgeOptions, writeLines } from "./context.ts";
import { findUnits, splitName, type TypedName } from "./name-units.ts";
import { judgeNamedPairs } from "./named-pairs.ts";
import { checkWritten, type Desk, openDesk } from "./open-desk.ts";
import type { SiteRun } from "./site-run.ts";

export interface AcceptOptions {
  readonly only?: boolean;
  readonly own?: boolean;
  readonly finding?: readonly string[];
  readonly reason?: string;
  readonly all?: boolean;
  readonly yes?: boolean;
}

/** `samsvar accept <post>[#section]…`: records that what stands there is right, and tells what was recorded. */
export async function runAccept(
  names: readonly string[],
  options: AcceptOptions,
  context: CommandContext,
): Promise<number> {
  checkOptions(names, options);
  const typed = names.map(splitName);
  const posts = typed.map(({ post }) => post);
  const run = await context.judge(toJudgeOptions(context, posts));
  try {
    const desk = openDesk(run, context);
    const saying = desk.say("kept", options.reason ?? null);
    const outcome =
      options.finding !== undefined
        ? await acceptFindings(run, options.finding, saying, desk)
        : await acceptUnits(run, typed, options, saying, desk);
    context.endProgress?.();
    const count = outcome.facts.length;
    if (options.all === true && options.yes !== true && count > 0) {
      const { t } = context.messages;
      const { askWord } = await import("../prompt/ask-word.ts");
      if (!(await askWord(t("facts:confirmAll", { count }), t("facts:confirmWord")))) {
        await writeLines(context.stdout, [t("facts:nothingSaid")]);
        return 0;
      }
    }
    checkWritten(desk.facts.add(outcome.facts), desk.facts.path ?? ".samsvar/facts");
    if (context.options.quiet !== true)
      await writeLines(context.stdout, tell(outcome, desk, context.messages));
    return 0;
  } finally {
    await run.close();
  }
}

function checkOptions(names: readonly string[], { only, own, finding, all, yes }: AcceptOptions): void {
  if (only === true && own === true) throw new UsageError("options-apart", { one: "--only", other: "--own" });
  if (all === true && names.length > 0) throw new UsageError("all-and-names", {});
  if (finding !== undefined && (only === true || own === true || all === true)) {
    throw new UsageError("options-apart", {
      one: "--finding",
      other: only === true ? "--only" : own === true ? "--own" : "--all",
    });
  }
  if (names.length === 0 && all !== true && finding === undefined) throw new UsageError("accept-what", {});
  if (all === true && yes !== true && !isInteractive()) throw new UsageError("accept-all-unconfirmed", {});
}

interface Outcome {
  readonly facts: readonly ClaimFact[];
  /** Sections that stand on one side only, which nothing was recorded about. */
  readonly alone: number;
  /** Rows whose sides may not belong together, which nothing was recorded about. */
  readonly doubtful: number;
  /** What was recorded already. */
  readonly known: number;
}

async function acceptUnits(
  run: SiteRun,
  typed: readonly TypedName[],
  options: AcceptOptions,
  saying: Saying,
  desk: Desk,
): Promise<Outcome> {
  const facts: ClaimFact[] = [];
  const left = { alone: 0, doubtful: 0, known: 0 };
  const accept = (unit: Unit, isNamed: boolean): void => {
    const { source, target } = hasSides(unit);
    const isAlone = !source || !target;
    if (options.only === true ? !isAlone : isAlone) {
      if (isNamed)
        throw new UsageError(isAlone ? "accept-alone" : "accept-not-alone", { name: nameOf(unit) });
      if (isAlone) left.alone += 1;
    } else if (unit.row.doubtful && !isNamed) left.doubtful += 1;
    else if (isKnown(unit, options)) left.known += 1;
    else
      facts.push(
        stateUnit(unit, isAlone ? "only" : options.own === true ? "own" : "same", saying, desk.prefix),
      );
  };
  if (options.all === true) {
    for await (const report of run.pairs) for (const unit of listUnits(report)) accept(unit, false);
    return { facts, ...left };
  }
  const { reports, unpaired } = await judgeNamedPairs(run, [...new Set(typed.map(({ post }) => post))]);
  for (const { path } of unpaired) throw new UsageError("post-unpaired", { path });
  for (const { post, section } of typed) {
    const paths = new Set(run.findPosts(post));
    const meant = reports.filter(({ pair }) => paths.has(pair.source.path) || paths.has(pair.target.path));
    for (const report of meant) {
      if (report.hardlyTheSame) throw new UsageError("post-hardly", { path: report.pair.source.path });
      const units = section === null ? listUnits(report) : findUnits(report, section);
      for (const unit of units) accept(unit, section !== null && units.length === 1);
    }
  }
  return { facts, ...left };
}

function isKnown(unit: Unit, { own }: AcceptOptions): boolean {
  const { state, baseline } = verdictOf(unit);
  const stated = baseline.by === "fact" && (baseline.how === "kept" || baseline.how === "edited");
  const deliberate = unit.kind === "section" ? unit.row.deliberate : null;
  if (deliberate === "only") return true;
  return state === "in-sync" && stated && (own === true) === (deliberate === "own");
}

const nameOf = (unit: Unit): string =>
  unit.kind === "field"
    ? unit.field.key
    : (unit.row.source?.heading ?? unit.row.target?.heading ?? unit.row.id);

/** A finding is named by its id, or by the first eight digits of it. */
async function acceptFindings(
  run: SiteRun,
  ids: readonly string[],
  saying: Saying,
  desk: Desk,
): Promise<Outcome> {
  const facts: ClaimFact[] = [];
  const open = new Set(ids);
  for await (const report of run.pairs) {
    for (const finding of findingsOf(report)) {
      const named = ids.find((id) => id === finding.id || (id.length >= 8 && finding.id.startsWith(id)));
      if (named === undefined) continue;
      open.delete(named);
      facts.push(stateFinding(report, finding, saying, desk.prefix));
    }
  }
  const [unknown] = open;
  if (unknown !== undefined) throw new UsageError("finding-unknown", { id: unknown });
  return { facts, alone: 0, doubtful: 0, known: 0 };
}

function findingsOf(report: PairReport): readonly Finding[] {
  return [...report.findings, ...report.rows.flatMap((row) => row.findings)];
}

function stateFinding({ pair }: PairReport, finding: Finding, saying: Saying, prefix: string): ClaimFact {
  const side = ({ language, path }: PairReport["pair"]["source"]) => ({
    language,
    print: null,
    blob: null,
    path: path.startsWith(prefix) ? path.slice(prefix.length) : path,
    place: null,
  });
  const [a, b] = [side(pair.source), side(pair.target)];
  return {
    kind: "finding",
    finding: finding.id,
    code: finding.code,
    ...saying,
    sides: a.language < b.language ? [a, b] : [b, a],
    pair: pair.key,
    extra: {},
  };
}

function tell({ facts, alone, doubtful, known }: Outcome, desk: Desk, { t }: Messages): readonly string[] {
  return [
    facts.length === 0
      ? t("facts:nothingNew")
      : t("facts:recorded", { count: facts.length, file: desk.facts.path ?? "" }),
    ...(known > 0 ? [t("facts:knownAlready", { count: known })] : []),
    ...(doubtful > 0 ? [t("facts:leftDoubtful", { count: doubtful })] : []),
    ...(alone > 0 ? [t("facts:leftAlone", { count: alone })] : []),
  ];
}
