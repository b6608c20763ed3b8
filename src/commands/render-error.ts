import type { ConfigError } from "../config/config-error.ts";
import type { Messages } from "../i18n/load-messages.ts";
import type { UsageError } from "../model/usage-error.ts";
import { sanitizeText } from "../text/sanitize-text.ts";

/** Longer lists than this are cut, and say so. */
const MOST_ITEMS = 12;

/** What went wrong and what to do next, as lines for stderr. A code without a sentence is shown as it is. */
export function renderUsageError(error: UsageError, messages: Messages): readonly string[] {
  const params: Record<string, unknown> = {};
  const lists: string[] = [];
  for (const [name, value] of Object.entries(error.params)) {
    if (typeof value === "string") params[name] = sanitizeText(value);
    else if (typeof value === "number") params[name] = value;
    else if (name === "candidates") lists.push(...listItems(value, messages));
    else if (name === "similar") params[name] = messages.choice(value.map(sanitizeText));
    else params[name] = messages.list(value.map(sanitizeText));
  }
  const { reason } = params;
  if (typeof reason === "string") params["reason"] = messages.find(`errors:system.${reason}`, {}, reason);
  const bare = `${error.code} ${Object.entries(params)
    .map(([name, value]) => `${name}=${String(value)}`)
    .join(" ")}`.trim();
  const next = messages.find(`errors:${error.code}.next`, params, "");
  return [
    `samsvar: ${messages.find(`errors:${error.code}.message`, params, bare)}`,
    ...lists,
    ...(error.code === "config-invalid"
      ? listConfigErrors(error.cause as readonly ConfigError[], messages)
      : []),
    ...(next === "" ? [] : [next]),
  ];
}

function listItems(items: readonly string[], { t }: Messages): readonly string[] {
  const left = items.length - MOST_ITEMS;
  return [
    ...items.slice(0, MOST_ITEMS).map((item) => `  ${sanitizeText(item)}`),
    ...(left > 0 ? [`  ${t("common:more", { count: left })}`] : []),
  ];
}

/** Everything that is wrong with a configuration file, a line each: `cause` of `config-invalid`. */
function listConfigErrors(errors: readonly ConfigError[], messages: Messages): readonly string[] {
  return errors.map(({ code, file, at, line, params }) => {
    const filled = Object.fromEntries(
      Object.entries(params).map(([name, value]) => [
        name,
        Array.isArray(value) ? messages.list(value) : value,
      ]),
    );
    const suggestion =
      "suggestion" in params
        ? [messages.t("errors:config.suggestion", filled as { suggestion: string })]
        : [];
    const sentence = [messages.find(`errors:config.${code}`, filled, code), ...suggestion].join("; ");
    return sanitizeText(
      `  ${file}${line === null ? "" : `:${line}`}${at === "" ? "" : ` ${at}`}: ${sentence}`,
    );
  });
}
