import type { Messages } from "../i18n/load-messages.ts";
import type { Look } from "../report/look.ts";
import { renderUnpaired } from "../report/unpaired-view.ts";
import type { NamedPosts } from "./named-pairs.ts";

/** Why a named post stands alone, and what might be its counterpart. */
export function describeUnpaired(
  post: NamedPosts["unpaired"][number],
  messages: Messages,
  look: Look,
): readonly string[] {
  if (post.reason === "set-aside") return [look.clean(`${post.path}: ${messages.t("report:setAside")}`)];
  return renderUnpaired(post, messages, look);
}
