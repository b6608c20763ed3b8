import type { Config } from "../model/config.ts";
import type { Edit } from "../model/edit.ts";
import { type CarryPlan, carryChanges, type TokenText } from "../sync/carry-changes.ts";
import type { Task } from "../sync/tasks.ts";
import { type Unit, verdictOf } from "../sync/units.ts";
import { tokenizeSection } from "../text/section-records.ts";
import { createTokenizer } from "../text/tokenize.ts";
import { collectDefinitions } from "../text/tokenizer/definitions.ts";
import { copyTokens } from "../text/tokens.ts";
import type { SyncDesk } from "./sync-desk.ts";

export type ReadOld = (unit: Unit, side: "source" | "target") => Promise<string | null>;

/** The edits that carry a task's change over; null where the tool cannot do it safely. */
export async function planCarry(
  task: Task,
  desk: SyncDesk,
  readOld: ReadOld,
  config: Config,
): Promise<readonly Edit[] | null> {
  const plan = await explainCarry(task, desk, readOld, config);
  return plan?.kind === "edits" ? plan.edits : null;
}

/** The same with the reason why not; null where nothing neutral changed. */
export async function explainCarry(
  { unit, into }: Task,
  desk: SyncDesk,
  readOld: ReadOld,
  config: Config,
): Promise<CarryPlan | null> {
  if (unit.kind === "field" || verdictOf(unit).class !== "neutral") return null;
  const other = into === "source" ? "target" : "source";
  const section = unit.row[into];
  const before = await readOld(unit, other);
  const bytes = desk.readTarget({ unit, into, kind: "changed" });
  if (section === null || before === null || bytes === null) return null;
  const { pair } = unit.report;
  const options = { rawShortcodes: config.rawShortcodes };
  const read = (text: string): TokenText => {
    const own = new TextEncoder().encode(text);
    return {
      bytes: own,
      tokens: copyTokens(createTokenizer()(own, 0, own.length)),
      language: pair[other].language,
    };
  };
  const definitions = collectDefinitions(bytes, pair[into].frontMatter.range.end, bytes.length);
  const translation: TokenText = {
    bytes,
    tokens: copyTokens(tokenizeSection(bytes, section, { ...options, definitions })),
    language: pair[into].language,
  };
  return carryChanges(read(before), read(await desk.readSide(unit, other)), translation);
}
