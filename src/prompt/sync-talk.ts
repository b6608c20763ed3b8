import type { Messages } from "../i18n/load-messages.ts";
import { wrap } from "../report/layout.ts";
import type { Look } from "../report/look.ts";
import type { Notice } from "../sync/session.ts";
import type { Answer } from "../sync/tasks.ts";
import { askKey } from "./ask-key.ts";
import { askLine } from "./ask-line.ts";
import { keyOf, renderKeys } from "./key-bar.ts";
import { renderTask, type TaskView } from "./task-screen.ts";

/** How a session talks with the person at the terminal. All methods that wait throw `Interrupted`. */
export interface SyncTalk {
  say(lines: readonly string[]): void;
  /** Shows a task and waits for one of the answers. */
  decide(
    view: Omit<TaskView, "reserved">,
    answers: readonly Answer[],
    notice: Notice | null,
  ): Promise<Answer>;
  /** Waits for yes or no. */
  confirm(question: readonly string[]): Promise<boolean>;
  /** Waits for one of some numbered things; null: none of them. */
  choose(question: string, items: readonly string[]): Promise<number | null>;
}

export interface TalkOptions {
  readonly messages: Messages;
  readonly look: Look;
  readonly plain: boolean;
  readonly write: (text: string) => void;
  /** Lines of the terminal, asked for each screen: windows are resized. */
  readonly height: () => number;
}

const CLEAR = "\u001b[2J\u001b[H";

export function createSyncTalk({ messages, look, plain, write, height }: TalkOptions): SyncTalk {
  const { t } = messages;
  const say = (lines: readonly string[]): void => write(`${lines.join("\n")}\n`);
  const ask = async (bar: readonly string[], keys: readonly string[]): Promise<string> => {
    const unknown = t("sync:unknownKey");
    if (!plain) return await askKey({ message: bar.join("\n"), keys, unknown });
    say(bar);
    for (;;) {
      const line = (await askLine(t("sync:yourAnswer"))).toLowerCase();
      if (keys.includes(line)) return line;
      say([unknown]);
    }
  };
  return {
    say,
    decide: async (view, answers, notice) => {
      const bar = [...renderNotice(notice, answers, messages, look), ...renderKeys(answers, messages, look)];
      // One line between the texts and the keys, one below them for what is said to a wrong key.
      // Help takes the whole screen: it comes back to the texts with the next key.
      const lines =
        notice === "help"
          ? [look.paint("bold", t("sync:helpTitle"))]
          : await renderTask({ ...view, reserved: bar.length + 2 }, messages, look, plain ? null : height());
      if (!plain) write(CLEAR);
      say([...lines, ""]);
      const key = await ask(
        bar,
        answers.map((answer) => keyOf(answer, messages)),
      );
      return answers.find((answer) => keyOf(answer, messages) === key) ?? "help";
    },
    confirm: async (question) => {
      const [yes, no] = [t("sync:key.yes"), t("sync:key.no")];
      const bar = [
        ...question,
        `${look.paint(["bold", "cyan"], yes)} ${t("sync:answer.yes")}   ${look.paint(["bold", "cyan"], no)} ${t("sync:answer.no")}`,
      ];
      return (await ask(bar, [yes, no])) === yes;
    },
    choose: async (question, items) => {
      const bar = [
        question,
        ...items.map((item, i) => `${look.paint(["bold", "cyan"], String(i + 1))} ${look.clean(item)}`),
        `${look.paint(["bold", "cyan"], "q")} ${t("sync:answer.none")}`,
      ];
      const key = await ask(bar, [...items.map((_, i) => String(i + 1)), "q"]);
      return key === "q" ? null : Number(key) - 1;
    },
  };
}

/** What is said above the keys; with `help` every key is explained. */
function renderNotice(
  notice: Notice | null,
  answers: readonly Answer[],
  messages: Messages,
  look: Look,
): readonly string[] {
  if (notice === null) return [];
  const { t } = messages;
  if (notice !== "help") return wrap(look.paint("yellow", t(`sync:notice.${notice}`)), look.columns);
  return answers.flatMap((answer) =>
    wrap(
      `${look.paint(["bold", "cyan"], keyOf(answer, messages))}  ${t(`sync:help.${answer}`)}`,
      look.columns,
    ),
  );
}
