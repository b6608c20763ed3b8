import { sanitizeText } from "../../text/sanitize-text.ts";
import { escapeHtml } from "./html.ts";

/** Breaks what a forge would turn into a link or a notification after Markdown is done, where `\` does not help. */
const ZERO_WIDTH_SPACE = "\u200b";

/** Mentions, mail addresses, numbers of issues, addresses of the web: linked even in `<code>` by some forges. */
function breakLinks(text: string): string {
  return text
    .replace(/@(?=[\p{L}\p{N}_[])/gu, `@${ZERO_WIDTH_SPACE}`)
    .replace(/#(?=\d)/g, `#${ZERO_WIDTH_SPACE}`)
    .replace(/\bGH(?=-\d)/gi, (start) => start + ZERO_WIDTH_SPACE)
    .replace(/:(?=\/\/)/g, `:${ZERO_WIDTH_SPACE}`)
    .replace(/\b(?:www|xmpp|mailto)(?=[.:])/gi, (start) => start + ZERO_WIDTH_SPACE);
}

/** Besides, what GitLab has more of, and the ids of commits. */
function breakReferences(text: string): string {
  return breakLinks(text)
    .replace(/[!$%&~](?=[\p{L}\p{N}_[])/gu, (sign) => sign + ZERO_WIDTH_SPACE)
    .replace(
      /\b(?=[0-9]*[a-f])(?=[a-f]*[0-9])[0-9a-f]{7,64}\b/gi,
      (id) => id.slice(0, 4) + ZERO_WIDTH_SPACE + id.slice(4),
    );
}

/**
 * Content as plain words inside a line of GitHub-flavoured Markdown, table cells included: one line, no markup, no
 * HTML, nothing that notifies or links. Not for the start of a line.
 */
export function escapeMarkdown(text: string): string {
  return escapeInline(breakReferences(sanitizeText(text)));
}

/**
 * Content as code inside a line, table cells included. Not with backticks: what a pipe and a backslash mean between
 * them in a table differs from one reader of Markdown to the next.
 */
export const codeMarkdown = (text: string): string =>
  `<code>${escapeInline(breakLinks(sanitizeText(text)))}</code>`;

const escapeInline = (text: string): string =>
  text
    .replace(/[\\`*_{}[\]|~$^=+:#]/g, "\\$&")
    .replace(/[&<>]/g, (character) => (character === "&" ? "&amp;" : character === "<" ? "&lt;" : "&gt;"));

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
