import type { Messages } from "../i18n/load-messages.ts";
import { widthOf } from "../report/layout.ts";
import type { Look } from "../report/look.ts";
import type { Answer } from "../sync/tasks.ts";

/** The key of an answer in the language of the messages. `?` and `q` are the same in all. */
export function keyOf(answer: Answer, { t }: Messages): string {
  return t(`sync:key.${answer}`);
}

/** All keys with what they do, over as many lines as it takes. */
export function renderKeys(answers: readonly Answer[], messages: Messages, look: Look): readonly string[] {
  const items = answers.map((answer) => {
    const label = messages.t(`sync:answer.${answer}`);
    return `${look.paint(["bold", "cyan"], keyOf(answer, messages))} ${label}`;
  });
  return fillLines(items, look.columns ?? 80);
}

function fillLines(items: readonly string[], width: number): readonly string[] {
  const lines: string[] = [];
  for (const item of items) {
    const last = lines.at(-1);
    const joined = last === undefined ? item : `${last}   ${item}`;
    if (last === undefined || widthOf(joined) > width) lines.push(item);
    else lines[lines.length - 1] = joined;
  }
  return lines;
}
