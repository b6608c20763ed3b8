import { sanitizeText } from "../../text/sanitize-text.ts";
import { escapeHtml } from "./html.ts";

/** Breaks what a forge would turn into a link or a notification after Markdown is done, where `\` does not help. */
const ZERO_WIDTH_SPACE = "\u200b";

/** Mentions, mail addresses, issue and merge request numbers, addresses of the web, commit ids. */
function breakReferences(text: string): string {
  return text
    .replace(/[@#!$%&~](?=[\p{L}\p{N}_[])/gu, (sign) => sign + ZERO_WIDTH_SPACE)
    .replace(/:(?=\/\/)/g, `:${ZERO_WIDTH_SPACE}`)
    .replace(/\b(?:www|xmpp|mailto)(?=[.:])/gi, (start) => start + ZERO_WIDTH_SPACE)
    .replace(/\bGH(?=-\d)/gi, (start) => start + ZERO_WIDTH_SPACE)
    .replace(/\b[0-9a-f]{7,64}\b/gi, (id) => id.slice(0, 4) + ZERO_WIDTH_SPACE + id.slice(4));
}

/**
 * Content as plain words inside a line of GitHub-flavoured Markdown, table cells included: one line, no markup, no
 * HTML, nothing that notifies or links. Not for the start of a line.
 */
export function escapeMarkdown(text: string): string {
  return breakReferences(sanitizeText(text))
    .replace(/[\\`*_{}[\]|~$^=+:#]/g, "\\$&")
    .replace(/[&<>]/g, (character) => (character === "&" ? "&amp;" : character === "<" ? "&lt;" : "&gt;"));
}

/** Content as inline code, table cells included (there a pipe ends the cell even in code, unless escaped). */
export function codeMarkdown(text: string): string {
  const line = sanitizeText(text).replaceAll("|", "\\|");
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  // A blank on each side is dropped again; it keeps a backtick at the edge apart from the fence.
  const edge = /^[` ]|[` ]$/.test(line) || line === "" ? " " : "";
  return `${fence}${edge}${line}${edge}${fence}`;
}

/**
 * Content of several lines inside a block of HTML in Markdown. A blank line would end the block, so line ends
 * become `<br>`. Markdown means nothing there, HTML and references do.
 */
export function escapeMarkdownHtml(text: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => escapeHtml(breakReferences(sanitizeText(line))))
    .join("<br>");
}
