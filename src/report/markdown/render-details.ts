import type { Messages } from "../../i18n/load-messages.ts";
import { isDrift } from "../../model/drift.ts";
import type { PairReport, RowReport } from "../../model/report.ts";
import { sanitizeText } from "../../text/sanitize-text.ts";
import { escapeMarkdownHtml } from "../escape/markdown.ts";
import type { FormatContext } from "../format.ts";
import { listParts } from "../row-texts/list-parts.ts";
import { comparePart, type RowPart } from "../row-texts/row-part.ts";
import { shortenPieces } from "../row-texts/shorten-pieces.ts";
import { capitalise, describeRow, nameRow } from "../state-words.ts";
import type { PostCollector } from "./collect-posts.ts";
import { LONGEST_NAME, shortenText } from "./shorten-text.ts";

export interface DetailsInput {
  /** Characters that may be written. */
  readonly room: number;
  readonly since: boolean;
  readonly messages: Messages;
  readonly readText: FormatContext["readText"];
}

/** Texts longer than this are cut, and say so. */
const LONGEST_TEXT = 3_000;
/** Set aside for the line that says how many posts are not shown. */
const ROOM_FOR_REST = 300;

/** What changed, post by post, folded, as far as there is room. */
export async function renderDetails(
  collected: ReturnType<PostCollector["finish"]>,
  input: DetailsInput,
): Promise<string> {
  const { posts, reportOf } = collected;
  if (posts.length === 0) return "";
  const { t } = input.messages;
  let text = `### ${t("ci:markdown.details")}\n\n`;
  let shown = 0;
  for (const post of posts) {
    const report = reportOf(post);
    if (report === undefined) break;
    const block = await renderPost(report, input);
    if (text.length + block.length + ROOM_FOR_REST > input.room) break;
    text += block;
    shown++;
  }
  const left = posts.length - shown;
  return left === 0 ? text : `${text}${t("ci:markdown.moreDetails", { count: left })}\n`;
}

async function renderPost(report: PairReport, input: DetailsInput): Promise<string> {
  const rows = report.rows.filter((row) => isDrift(row) && (!input.since || row.change === "new"));
  const parts: string[] = [];
  for (const row of rows) parts.push(...(await renderRow(report, row, input)));
  const title = escapeMarkdownHtml(shortenText(report.source.title || report.pair.id));
  const path = escapeMarkdownHtml(shortenText(report.pair.target.path, 2 * LONGEST_NAME));
  // No blank line inside: it would end the block of HTML, and content would be Markdown again.
  return `<details><summary><b>${title}</b> <code>${path}</code></summary>\n${parts.join("\n")}\n</details>\n\n`;
}

async function renderRow(
  report: PairReport,
  row: RowReport,
  input: DetailsInput,
): Promise<readonly string[]> {
  const { messages } = input;
  const name = escapeMarkdownHtml(shortenText(nameRow(row, messages, sanitizeText)));
  const says = escapeMarkdownHtml(capitalise(describeRow(row, report.pair, messages)));
  const blocks = [`<p><b>${name}</b><br>${says}</p>`];
  for (const part of await listParts(report, row, input.readText)) {
    if (part.key !== null) blocks.push(`<p><code>${escapeMarkdownHtml(shortenText(part.key))}</code></p>`);
    blocks.push(await renderSide(part, "source", messages), await renderSide(part, "target", messages));
  }
  return blocks;
}

async function renderSide(part: RowPart, side: "source" | "target", messages: Messages): Promise<string> {
  const { t } = messages;
  const { language, now, before, moved } = part[side];
  const name = messages.language(language);
  if (now === null)
    return `<p><i>${escapeMarkdownHtml(capitalise(t("ci:markdown.absent", { language: name })))}</i></p>`;
  const label = t("ci:markdown.today", { language: capitalise(name) });
  const note = moved && before === null ? ` · ${t("ci:markdown.noOldText")}` : "";
  return `<p><i>${escapeMarkdownHtml(label + note)}</i></p>\n<blockquote>${await renderText(part, side, messages)}</blockquote>`;
}

async function renderText(part: RowPart, side: "source" | "target", messages: Messages): Promise<string> {
  const pieces = shortenPieces(await comparePart(part, side));
  let html = "";
  let room = LONGEST_TEXT;
  let left = 0;
  for (const piece of pieces) {
    if (piece.kind === "gap") {
      if (left === 0)
        html += `<br><sub>⋯ ${messages.t("ci:markdown.unchanged", { count: piece.words })} ⋯</sub><br>`;
      continue;
    }
    const kept = piece.text.slice(0, room).replace(/[\ud800-\udbff]$/, "");
    room -= kept.length;
    left += piece.text.length - kept.length;
    if (kept !== "") html += renderPiece(piece.kind, kept);
  }
  return left === 0 ? html : `${html}<br><sub>… ${messages.t("ci:markdown.cutText", { count: left })}</sub>`;
}

function renderPiece(kind: "same" | "removed" | "added", text: string): string {
  const html = escapeMarkdownHtml(text);
  return kind === "same" ? html : kind === "removed" ? `<del>${html}</del>` : `<ins>${html}</ins>`;
}
