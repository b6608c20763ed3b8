import { describe, expect, it } from "vitest";
import { LOCALES } from "../../src/i18n/choose-locale.ts";
import { loadMessages } from "../../src/i18n/load-messages.ts";
import { keyOf } from "../../src/prompt/key-bar.ts";
import { composeDraft, readDraft } from "../../src/sync/draft.ts";
import {
  confirmRemoval,
  nextPair,
  noteDecision,
  noteUndone,
  startSession,
  takeAnswer,
} from "../../src/sync/session.ts";
import { ANSWERS, answersFor, listTasks } from "../../src/sync/tasks.ts";
import { makeDriftedRepo } from "../support/drifted-post.ts";
import { judgeAt } from "../support/site-commands.ts";

describe("the keys", () => {
  const ROWS = ["qwertyuiopå", "asdfghjkløæ", "zxcvbnm"];
  const isBeside = (a: string, b: string): boolean =>
    ROWS.some((row, y) => {
      const x = row.indexOf(a);
      return (
        x >= 0 &&
        ROWS.some(
          (other, z) => Math.abs(y - z) <= 1 && other.includes(b) && Math.abs(other.indexOf(b) - x) <= 1,
        )
      );
    });

  it.each(LOCALES)("are one for each answer, and none is beside what it could ruin (%s)", async (locale) => {
    const messages = await loadMessages(locale);
    const keys = ANSWERS.map((answer) => keyOf(answer, messages));
    expect(new Set(keys).size).toBe(ANSWERS.length);
    expect([keyOf("quit", messages), keyOf("help", messages)]).toEqual(["q", "?"]);
    expect(isBeside(keyOf("remove", messages), keyOf("same", messages))).toBe(false);
    expect(messages.t("sync:key.yes")).not.toBe(keyOf("remove", messages));
  });
});

describe("a session", () => {
  it("is the same for the same answers, and forgets nothing that was put off", async () => {
    const repo = makeDriftedRepo();
    const [report] = await judgeAt(repo.dir);
    repo.remove();
    const tasks = listTasks(report!, "nb");
    expect(tasks.map(({ kind }) => kind)).toEqual([
      "changed",
      "changed",
      "missing",
      "removed",
      "changed",
      "moved",
      "polished",
      "extra",
    ]);
    const [first, second] = [tasks[0]!, tasks[1]!];
    const later = takeAnswer(startSession(2), first, "later").session;
    const asked = takeAnswer(later, second, "ask").session;
    expect([...asked.putOff.values()]).toEqual(["later", "ask"]);
    const back = takeAnswer(nextPair(asked), second, "back").session;
    expect(back.at).toBe(0);
    expect([...back.putOff.values()]).toEqual(["later"]);
    expect(takeAnswer(startSession(1), first, "undo").session.notice).toBe("nothing-to-undo");
    const undone = noteUndone(noteDecision(nextPair(later)), 0);
    expect(undone).toMatchObject({ at: 0, decided: 0, notice: "undone", ended: false });
  });

  it("removes with a second key only", async () => {
    const repo = makeDriftedRepo();
    const [report] = await judgeAt(repo.dir);
    repo.remove();
    const task = listTasks(report!, "nb").find(({ kind }) => kind === "removed")!;
    expect(answersFor(task, false, false)).not.toContain("same");
    const asked = takeAnswer(startSession(1), task, "remove");
    expect(asked.effect).toBeNull();
    expect(confirmRemoval(asked.session, false)).toMatchObject({ effect: null, session: { notice: "kept" } });
    expect(confirmRemoval(asked.session, true).effect).toEqual({ kind: "remove" });
  });
});

describe("a draft", () => {
  const texts = {
    text: "## Bølger\r\n\r\nEn bøye.\r\n",
    hint: "Klipp.",
    references: [{ title: "Engelsk, nå", text: "## Waves\n\nA buoy." }],
  };
  const draft = composeDraft(texts);
  const read = (text: string) => readDraft(new TextEncoder().encode(text), texts);

  it("is read back as it was written above the scissors", () => {
    expect(draft.startsWith("## Bølger\n\nEn bøye.\n\n----")).toBe(true);
    expect(read(draft)).toEqual({ kind: "unchanged" });
    expect(read(draft.replace("En bøye.", "To bøyer."))).toEqual({
      kind: "text",
      text: "## Bølger\n\nTo bøyer.",
    });
    expect(read(draft.replace("## Bølger\n\nEn bøye.\n", ""))).toEqual({ kind: "empty" });
  });

  it("is not taken for text where the scissors are gone", () => {
    expect(read(draft.replace(/^-+ >8 -+$/m, ""))).toEqual({ kind: "scissors-gone" });
    expect(read("Bare teksten.\n")).toEqual({ kind: "text", text: "Bare teksten." });
    expect(readDraft(Uint8Array.of(0x42, 0xf8), texts)).toEqual({ kind: "not-text" });
  });
});
