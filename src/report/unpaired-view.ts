import type { Messages } from "../i18n/load-messages.ts";
import type { UnpairedPost } from "../model/pair.ts";
import type { Look } from "./look.ts";

/** A post without counterpart: why, and below it what might be the counterpart. */
export function renderUnpaired(post: UnpairedPost, messages: Messages, look: Look): readonly string[] {
  const { t, date } = messages;
  const reason =
    post.removed === null
      ? t(`report:reason.${post.reason}`)
      : t(post.removed.wasDraft ? "report:removedDraft" : "report:removedOriginal", {
          path: post.removed.path,
          date: date(post.removed.date),
          commit: post.removed.commit.slice(0, 9),
        });
  return [
    look.clean(`${post.path}: ${reason}`),
    ...post.suggestions.map(({ path, score }) =>
      look.clean(`  ${t("report:suggestion", { path, percent: messages.percent(score) })}`),
    ),
  ];
}
