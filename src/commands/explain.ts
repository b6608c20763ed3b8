import type { Messages } from "../i18n/load-messages.ts";
import { UsageError } from "../model/usage-error.ts";
import { EXPLAIN_PAGES, type ExplainPage } from "../report/explain-pages.ts";
import { wrap } from "../report/layout.ts";
import { type CommandContext, writeLines } from "./context.ts";
import { findSimilar } from "./find-similar.ts";

/** Wider lines than this are hard to read. */
const WIDEST_TEXT = 80;

/** `samsvar explain <code or word>`: what it means, with an example. Without a word: what can be explained. */
export async function runExplain(words: readonly string[], context: CommandContext): Promise<number> {
  const { messages, stdout } = context;
  const typed = words.join(" ").trim();
  const width = Math.min(stdout.look.columns ?? WIDEST_TEXT, WIDEST_TEXT);
  if (typed === "") {
    await writeLines(stdout, listPages(messages, width));
    return 0;
  }
  const pages = await listSynonyms(messages);
  const page = pages.get(normalise(typed));
  if (page === undefined) {
    const similar = [...new Set(findSimilar(normalise(typed), [...pages.keys()]))];
    throw similar.length > 0
      ? new UsageError("word-unknown-similar", { word: typed, similar })
      : new UsageError("word-unknown", { word: typed });
  }
  const { t } = messages;
  const title = t(`explain:${page}.title`);
  await writeLines(stdout, [
    stdout.look.paint("bold", title === page ? title : `${title} (${page})`),
    "",
    ...wrap(t(`explain:${page}.text`), width),
    "",
    `${t("explain:example")}`,
    ...t(`explain:${page}.example`)
      .split("\n")
      .flatMap((line) => wrap(line, width - 2))
      .map((line) => `  ${line}`.trimEnd()),
  ]);
  return 0;
}

/**
 * Every word that finds a page: its code and its words in both languages, since a report may be read by somebody
 * who speaks the other one.
 */
async function listSynonyms({ locale, t }: Messages): Promise<ReadonlyMap<string, ExplainPage>> {
  const { loadMessages } = await import("../i18n/load-messages.ts");
  const other = await loadMessages(locale === "en" ? "nb" : "en");
  const pages = new Map<string, ExplainPage>();
  for (const translate of [other.t, t]) {
    for (const page of EXPLAIN_PAGES) {
      const words = translate(`explain:${page}.words`).split(";");
      for (const word of [translate(`explain:${page}.title`), ...words]) {
        if (word.trim() !== "") pages.set(normalise(word), page);
      }
    }
  }
  for (const page of EXPLAIN_PAGES) pages.set(normalise(page), page);
  return pages;
}

function listPages({ t }: Messages, width: number): readonly string[] {
  return [
    ...wrap(t("explain:overview"), width),
    "",
    ...wrap(EXPLAIN_PAGES.join(", "), width).map((line) => line.trim()),
  ];
}

const normalise = (word: string): string =>
  word
    .trim()
    .toLowerCase()
    .normalize("NFC")
    .replaceAll(/[\s_-]+/g, " ");
