import { createHash } from "node:crypto";
import type { Messages } from "../i18n/load-messages.ts";
import { findEditor, listEditors, runEditor } from "../io/editor.ts";
import type { UserState } from "../io/user-state.ts";
import type { SyncTalk } from "../prompt/sync-talk.ts";
import { capitalise } from "../report/state-words.ts";
import { composeDraft, type DraftTexts, readDraft } from "../sync/draft.ts";
import type { Notice } from "../sync/session.ts";
import type { Task } from "../sync/tasks.ts";

export interface EditTools {
  readonly state: UserState;
  readonly talk: SyncTalk;
  readonly messages: Messages;
}

export interface EditTexts {
  /** What the translation says; empty where it is missing. */
  readonly mine: string;
  readonly otherNow: string;
  /** Null: as now, or not known. */
  readonly otherBefore: string | null;
}

export type Edited =
  /** `keep` has to be called once the text is safe elsewhere: until then the draft is what there is of it. */
  | { readonly kind: "text"; readonly text: string; discard(): void }
  | { readonly kind: "nothing"; readonly notice: Notice };

const encoder = new TextEncoder();

/** Lets somebody write in their own editor. A draft that came to nothing is kept and offered the next time. */
export async function editDraft(
  task: Task,
  texts: EditTexts,
  { state, talk, messages }: EditTools,
): Promise<Edited> {
  const command = findEditor() ?? (await chooseEditor(state, talk, messages));
  if (command === null) return { kind: "nothing", notice: "no-editor" };
  const draft = describeDraft(task, texts, messages);
  const name = `drafts/${createHash("sha256").update(`${task.unit.key} ${task.into}`).digest("hex").slice(0, 16)}.md`;
  const left = state.files.read(name);
  const isKept = left.ok && (await talk.confirm([messages.t("sync:draft.found")]));
  if (!isKept && !state.files.write(name, encoder.encode(composeDraft(draft))).ok)
    return { kind: "nothing", notice: "not-written" };
  const discard = (): void => {
    const now = state.files.read(name);
    if (now.ok) state.files.remove(name, now.bytes);
  };
  const outcome = await runEditor(command, state.path(name), findLine(texts));
  const written = state.files.read(name);
  if (outcome.kind === "failed" || !written.ok) {
    // What was not touched is no draft.
    if (written.ok && readDraft(written.bytes, draft).kind === "unchanged") discard();
    return { kind: "nothing", notice: "editor-failed" };
  }
  const read = readDraft(written.bytes, draft);
  if (read.kind === "text") return { kind: "text", text: read.text, discard };
  if (read.kind === "unchanged" || read.kind === "empty") discard();
  return { kind: "nothing", notice: read.kind };
}

function describeDraft(task: Task, texts: EditTexts, { t, language }: Messages): DraftTexts {
  const other = task.into === "source" ? "target" : "source";
  const name = capitalise(language(task.unit.report.pair[other].language));
  const references = [
    ...(texts.otherBefore === null
      ? []
      : [{ title: t("sync:draft.before", { language: name }), text: texts.otherBefore }]),
    ...(texts.otherNow === ""
      ? []
      : [{ title: t("sync:draft.now", { language: name }), text: texts.otherNow }]),
  ];
  return { text: texts.mine, hint: t("sync:draft.hint"), references };
}

async function chooseEditor(state: UserState, talk: SyncTalk, { t }: Messages): Promise<string | null> {
  const remembered = state.readJson("editor.json");
  if (typeof remembered === "string") return remembered;
  const found = listEditors();
  if (found.length === 0) return null;
  const chosen = await talk.choose(t("sync:editor.choose"), found);
  const command = chosen === null ? null : (found[chosen] ?? null);
  if (command !== null) state.writeJson("editor.json", command);
  return command;
}

/** The line, from 1, of the paragraph whose counterpart changed first. */
function findLine({ mine, otherNow, otherBefore }: EditTexts): number {
  if (otherBefore === null) return 1;
  const paragraphs = (text: string): readonly string[] => text.trim().split(/\n\s*\n/);
  const [before, now] = [paragraphs(otherBefore), paragraphs(otherNow)];
  const changed = now.findIndex((paragraph, i) => paragraph !== before[i]);
  const above = paragraphs(mine).slice(0, Math.max(0, changed));
  return above.reduce((lines, paragraph) => lines + paragraph.split("\n").length + 1, 1);
}
