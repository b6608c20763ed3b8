import { applyEdits, EditError } from "../edit/apply-edits.ts";
import { addFrontMatterKey, editFrontMatterValue } from "../edit/edit-front-matter.ts";
import { insertSection, moveSection, removeSection, replaceSection } from "../edit/edit-section.ts";
import { findBrokenHeadings } from "../edit/find-broken-headings.ts";
import type { KeyPath } from "../edit/header-change.ts";
import { hashBlob } from "../io/blob-id.ts";
import type { Edit } from "../model/edit.ts";
import type { ClaimFact, FactWay } from "../model/fact.ts";
import type { FrontMatter, FrontMatterValue, Section } from "../model/post.ts";
import type { PairReport } from "../model/report.ts";
import { findPlace } from "../sync/places.ts";
import type { Notice } from "../sync/session.ts";
import type { Task } from "../sync/tasks.ts";
import { listUnits, stateLink, stateUnit, type Unit } from "../sync/units.ts";
import type { Desk } from "./open-desk.ts";
import type { SiteRun } from "./site-run.ts";

/** A decision that was carried out, with what takes it back. */
export interface Done {
  /** Index of the pair it belongs to. */
  readonly at: number;
  /** Relative to the project folder; null where no post was touched. */
  readonly path: string | null;
  readonly before: Uint8Array;
  readonly after: Uint8Array;
  readonly facts: readonly ClaimFact[];
}

export type Executed =
  | { readonly kind: "done"; readonly done: Done; readonly report: PairReport }
  | { readonly kind: "failed"; readonly notice: Notice };

/** Carries out decisions: writes posts and facts, and has the pair judged again. */
export interface SyncDesk {
  /** Bytes of the post that a task writes to, as they were judged; null when the file is another one now. */
  readTarget(task: Task): Uint8Array | null;
  /** Text of one side of a section, or of a field; empty where there is none. */
  readSide(unit: Unit, side: "source" | "target"): Promise<string>;
  /** Puts a text in the place of what a task's side says, or in where it is missing. */
  write(at: number, task: Task, text: string): Promise<Executed>;
  edit(at: number, task: Task, edits: readonly Edit[], how: FactWay): Promise<Executed>;
  remove(at: number, task: Task): Promise<Executed>;
  move(at: number, task: Task): Promise<Executed>;
  state(at: number, task: Task, claim: "same" | "own" | "only"): Promise<Executed>;
  unlink(at: number, task: Task): Promise<Executed>;
  undo(done: Done): boolean;
  judge(report: PairReport): Promise<PairReport | null>;
}

export function openSyncDesk(run: SiteRun, desk: Desk): SyncDesk {
  const said: ClaimFact[] = [];
  const { files, prefix } = desk;
  const local = (path: string): string => (path.startsWith(prefix) ? path.slice(prefix.length) : path);
  const pathOf = ({ unit, into }: Task): string => local(unit.report.pair[into].path);
  const judge = (report: PairReport): Promise<PairReport | null> => run.judgeAgain(report, said);

  const record = (facts: readonly ClaimFact[]): boolean => {
    if (!desk.facts.add(facts).ok) return false;
    said.push(...facts);
    return true;
  };

  const readTarget = (task: Task): Uint8Array | null => {
    const read = files.read(pathOf(task));
    if (!read.ok) return null;
    const { blob } = task.unit.report.pair[task.into];
    return hashBlob(read.bytes, blob.length === 64 ? "sha256" : "sha1") === blob ? read.bytes : null;
  };

  /** Writes, judges again, and states what `choose` finds to be the outcome. */
  const apply = async (
    at: number,
    task: Task,
    makeEdits: (bytes: Uint8Array) => Promise<readonly Edit[] | Notice> | readonly Edit[],
    choose: (report: PairReport, edits: readonly Edit[]) => readonly ClaimFact[],
  ): Promise<Executed> => {
    const before = readTarget(task);
    if (before === null) return failed("changed-on-disk");
    const edits = await makeEdits(before);
    if (typeof edits === "string") return failed(edits);
    let after: Uint8Array;
    try {
      after = applyEdits(before, edits);
    } catch (error) {
      if (error instanceof EditError) return failed("header-form");
      throw error;
    }
    // What swallows the headings below it is a slip of the pen, and the next reader would find the post in pieces.
    const broken = task.unit.kind === "field" ? [] : await findBrokenHeadings(before, after, edits);
    if (broken.some(({ kind }) => kind === "lost")) return failed("breaks-headings");
    const path = pathOf(task);
    const written = files.write(path, after, before);
    if (!written.ok) return failed(written.fault === "changed" ? "changed-on-disk" : "not-written");
    const judged = await judge(task.unit.report);
    if (judged === null) return failed("not-text");
    const facts = choose(judged, edits);
    record(facts);
    const report = facts.length === 0 ? judged : ((await judge(judged)) ?? judged);
    return { kind: "done", done: { at, path, before, after, facts }, report };
  };

  /** The edited text beside its counterpart, wherever the alignment would put it. */
  const stateEdited = (task: Task, how: FactWay) => (report: PairReport, edits: readonly Edit[]) => {
    const saying = desk.say(how);
    if (task.unit.kind === "field") {
      const { key } = task.unit;
      const now = listUnits(report).find((unit) => unit.key === key);
      return now === undefined ? [] : [stateUnit(now, "same", saying, prefix)];
    }
    const other = task.into === "source" ? "target" : "source";
    const mine = task.unit.row[task.into];
    const post = report.pair[task.into];
    const wanted = mine?.start ?? edits[0]?.start ?? 0;
    const section = sectionAt(post.sections, wanted, mine === null);
    const partner = task.unit.row[other];
    const counterpart =
      partner === null ? null : sectionAt(report.pair[other].sections, partner.start, false);
    if (section === null) return [];
    const row = { ...task.unit.row, [task.into]: section, [other]: counterpart };
    const unit: Unit = { ...task.unit, report, row };
    return [stateUnit(unit, counterpart === null ? "only" : "same", saying, prefix)];
  };

  const writeSection = (task: Task, text: string) => (bytes: Uint8Array) => {
    if (task.unit.kind === "field") return writeField(bytes, task.unit, task.into, text);
    const section = task.unit.row[task.into];
    const post = task.unit.report.pair[task.into];
    if (section !== null) return replaceSection(bytes, section, text, post.frontMatter.range.end);
    return insertSection(
      bytes,
      findPlace(task.unit.report, task.unit.row, task.into),
      text,
      post.frontMatter.range.end,
    );
  };

  return {
    readTarget,
    readSide: async (unit, side) => {
      if (unit.kind === "field")
        return (side === "source" ? unit.field.sourceText : unit.field.targetText) ?? "";
      const section = unit.row[side];
      const { content } = unit.report.pair[side];
      return section === null ? "" : await run.readText(content, section.start, section.end);
    },
    write: (at, task, text) => apply(at, task, writeSection(task, text), stateEdited(task, "edited")),
    edit: (at, task, edits, how) => apply(at, task, () => edits, stateEdited(task, how)),
    remove: (at, task) =>
      apply(
        at,
        task,
        (bytes) => removeSection(bytes, sectionOf(task), bodyStartOf(task)),
        () => [],
      ),
    move: (at, task) =>
      apply(
        at,
        task,
        (bytes) => {
          const { unit, into } = task;
          if (unit.kind === "field") return [];
          const to = findPlace(unit.report, unit.row, into);
          return moveSection(bytes, sectionOf(task), to, unit.report.pair[into].frontMatter.range.end);
        },
        (report) => {
          const now = listUnits(report).find(({ key }) => key === task.unit.key);
          return now === undefined ? [] : [stateUnit(now, "same", desk.say("kept"), prefix)];
        },
      ),
    state: async (at, task, claim) => {
      if (readTarget(task) === null) return failed("changed-on-disk");
      return conclude(at, task, [stateUnit(task.unit, claim, desk.say("kept"), prefix)]);
    },
    unlink: async (at, task) =>
      conclude(at, task, [stateLink(task.unit, "unlinked", desk.say("kept"), prefix)]),
    undo: ({ path, before, after, facts }) => {
      if (path !== null && !files.write(path, before, after).ok) return false;
      for (const fact of facts) said.splice(said.indexOf(fact), 1);
      return facts.length === 0 || desk.facts.drop(facts).ok;
    },
    judge,
  };

  async function conclude(at: number, task: Task, facts: readonly ClaimFact[]): Promise<Executed> {
    if (!record(facts)) return failed("not-written");
    const report = await judge(task.unit.report);
    const nothing = new Uint8Array();
    if (report === null) return failed("changed-on-disk");
    return { kind: "done", done: { at, path: null, before: nothing, after: nothing, facts }, report };
  }
}

const failed = (notice: Notice): Executed => ({ kind: "failed", notice });

const bodyStartOf = ({ unit, into }: Task): number => unit.report.pair[into].frontMatter.range.end;

function sectionOf(task: Task): Section {
  const section = task.unit.kind === "section" ? task.unit.row[task.into] : null;
  if (section === null) throw new Error("a task without a section on its side was to be changed");
  return section;
}

/** The section that starts at a byte; for an insertion the first that starts there or later. */
function sectionAt(sections: readonly Section[], start: number, orLater: boolean): Section | null {
  return (
    sections.find((section) => section.start === start) ??
    (orLater ? (sections.find((section) => section.start >= start) ?? sections.at(-1) ?? null) : null)
  );
}

async function writeField(
  bytes: Uint8Array,
  unit: Unit & { readonly kind: "field" },
  into: "source" | "target",
  text: string,
): Promise<readonly Edit[] | Notice> {
  const { frontMatter } = unit.report.pair[into];
  const key = into === "source" ? unit.field.key : (unit.field.targetKey ?? unit.field.key);
  const path = keyPath(frontMatter, key);
  const old = into === "source" ? unit.field.sourceText : unit.field.targetText;
  // Block scalars end with a line break that nobody typed, or meant to take away.
  const value = old?.endsWith("\n") === true ? `${text}\n` : text;
  const result =
    old !== null
      ? await editFrontMatterValue(bytes, frontMatter, path, value)
      : path.length === 1
        ? await addFrontMatterKey(bytes, frontMatter, key, value)
        : null;
  return result?.kind === "edits" ? result.edits : "header-form";
}

/** `faq.0.question` → its keys. A key with a dot in it, as one key, comes before the path that it looks like. */
function keyPath({ data }: FrontMatter, key: string): KeyPath {
  if (Object.hasOwn(data, key)) return [key];
  let value: FrontMatterValue | undefined = data;
  return key.split(".").map((part) => {
    const step = Array.isArray(value) && /^\d+$/.test(part) ? Number(part) : part;
    value =
      value !== null && typeof value === "object"
        ? (value as { readonly [key: string]: FrontMatterValue })[part]
        : undefined;
    return step;
  });
}
