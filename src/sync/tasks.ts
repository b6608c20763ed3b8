import type { Language } from "../model/post.ts";
import type { PairReport } from "../model/report.ts";
import { CHANGE_CLASSES } from "../model/verdict.ts";
import { asks, hasSides, listUnits, sideIn, type Unit, verdictOf } from "./units.ts";

/** Every key of a session, by what it does. */
export const ANSWERS = [
  "edit",
  "write",
  "carry",
  "move",
  "same",
  "own",
  "only",
  "remove",
  "unlink",
  "later",
  "ask",
  "whole",
  "undo",
  "back",
  "help",
  "quit",
] as const;
export type Answer = (typeof ANSWERS)[number];

/** One thing to decide. */
export interface Task {
  readonly unit: Unit;
  /** The side that is written to. */
  readonly into: "source" | "target";
  /** What the situation is, for the words on the screen. */
  readonly kind: "changed" | "both" | "polished" | "missing" | "removed" | "extra" | "moved";
}

/** What there is to decide in a pair, most pressing first. `into` is the language the translator writes. */
export function listTasks(report: PairReport, into: Language): readonly Task[] {
  const side = sideIn(report, into);
  const tasks = listUnits(report).flatMap((unit): readonly Task[] => {
    const kind = kindOf(unit, side);
    return kind === null ? [] : [{ unit, into: side, kind }];
  });
  return tasks
    .map((task, i) => ({ task, i, weight: weigh(task) }))
    .sort((a, b) => b.weight - a.weight || a.i - b.i)
    .map(({ task }) => task);
}

function kindOf(unit: Unit, into: "source" | "target"): Task["kind"] | null {
  const verdict = verdictOf(unit);
  if (unit.row.doubtful || (unit.kind === "section" && unit.row.deliberate !== null)) return null;
  if (verdict.class === "formatting") return null;
  const sides = hasSides(unit);
  if (!sides.source && !sides.target) return null;
  if (!sides[into]) return verdict.removed ? null : "missing";
  if (!sides.source || !sides.target) return verdict.removed ? "removed" : "extra";
  switch (verdict.state) {
    case "both-changed":
      return "both";
    case "source-changed":
      return into === "target" ? "changed" : "polished";
    case "target-changed":
      return into === "source" ? "changed" : "polished";
    default:
      return unit.kind === "section" && unit.row.moved && verdict.baseline.by !== "fact" ? "moved" : null;
  }
}

/** What a reader would miss goes first; what only wants a nod comes last. */
function weigh({ unit, kind }: Task): number {
  const level = verdictOf(unit).class;
  const isPressing = asks(unit) ? 100 : 0;
  return (
    isPressing +
    (level === null ? 0 : CHANGE_CLASSES.indexOf(level)) +
    (kind === "polished" || kind === "extra" ? -10 : 0)
  );
}

/** Words that a task is about, for how much is left. */
export function wordsOf({ unit, kind }: Task): number {
  if (kind !== "missing") return verdictOf(unit).wordsToSync;
  const section = unit.kind === "section" ? (unit.row.source ?? unit.row.target) : null;
  return section?.wordCount ?? verdictOf(unit).wordsToSync;
}

/** The keys that make sense for a task, in the order in which they are shown. */
export function answersFor(task: Task, canCarry: boolean, canUndo: boolean): readonly Answer[] {
  const decisions = ((): readonly Answer[] => {
    const isSection = task.unit.kind === "section";
    switch (task.kind) {
      case "changed":
      case "both":
      case "polished":
        return [
          ...(canCarry ? (["carry"] as const) : []),
          "edit",
          "same",
          "own",
          ...(isSection ? (["unlink"] as const) : []),
        ];
      case "missing":
        return ["write", "only"];
      case "removed":
      case "extra":
        return isSection ? ["edit", "only", "remove"] : ["edit", "only"];
      case "moved":
        return ["move", "same", "unlink"];
    }
  })();
  return [
    ...decisions,
    "later",
    "ask",
    ...(canUndo ? (["undo"] as const) : []),
    "back",
    "whole",
    "help",
    "quit",
  ];
}
