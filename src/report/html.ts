import { createHash } from "node:crypto";
import en from "../../locales/en/page.json" with { type: "json" };
import nb from "../../locales/nb/page.json" with { type: "json" };
import { loadMessages } from "../i18n/load-messages.ts";
import type { PairReport, ReportHead, ReportTail } from "../model/report.ts";
import { sanitizeText } from "../text/sanitize-text.ts";
import { describeProblem } from "./describe-finding.ts";
import { escapeHtml, stringifyForScript } from "./escape/html.ts";
import { toWellFormed } from "./escape/well-formed.ts";
import type { FormatContext, ReportFormat, ReportSink, ReportWriter } from "./format.ts";
import { CLIENT_CODE } from "./html/client-code.ts";
import { type BothMessages, makeDetail, sayBoth } from "./html/make-detail.ts";
import { isShown, makeEntry } from "./html/make-entry.ts";
import { collectTrend } from "./html/make-trend.ts";
import type { PageData, PostEntry } from "./html/page-data.ts";
import { renderPage } from "./html/render-page.tsx";
import { STYLE } from "./html/style.ts";
import { makePageMessages } from "./html/translate.ts";
import { capitalise } from "./state-words.ts";

/** More lone posts than this are counted. */
const MOST_ALONE = 500;

/**
 * One self-contained page. Each pair's texts are written as they come, as an island of JSON that is read only when
 * somebody opens the post; the list, the totals and the program follow at the end.
 */
export const htmlFormat: ReportFormat = {
  name: "html",
  create: (sink, context) => makeWriter(sink, context),
};

function makeWriter(sink: ReportSink, { messages, readText, version }: FormatContext): ReportWriter {
  const { locale } = messages;
  const posts: PostEntry[] = [];
  const trend = collectTrend();
  const keys = new Set<string>();
  let both: BothMessages | null = null;
  let head: ReportHead | null = null;
  let islands = 0;
  let newRows = 0;
  let resolvedRows = 0;
  return {
    async head(given) {
      head = given;
      both = {
        en: locale === "en" ? messages : await loadMessages("en"),
        nb: locale === "nb" ? messages : await loadMessages("nb"),
      };
      const { t } = makePageMessages(locale, locale === "nb" ? nb : en);
      await sink.write(renderTop(locale, t("title")));
    },
    async pair(report) {
      if (both === null) throw new Error("A report goes on that has not begun.");
      const hasTexts = report.findings.length > 0 || report.rows.some(isShown);
      const island = hasTexts ? islands++ : null;
      posts.push(makeEntry(report, chooseKey(report, keys), island));
      trend.add(report.trend ?? []);
      newRows += report.rows.filter(({ change }) => change === "new").length;
      resolvedRows += report.rows.filter(({ change }) => change === "resolved").length;
      if (island === null) return;
      await sink.write(renderIsland(`~post-${island}`, await makeDetail(report, both, readText)));
    },
    async end(tail) {
      if (head === null || both === null) throw new Error("A report ends that has not begun.");
      const data: PageData = {
        version,
        locale,
        messages: { en, nb },
        languages: nameLanguages(posts, tail, head, both),
        history: head.history.mode,
        head: head.history.head,
        since: head.since === null ? null : { ref: sanitizeText(head.since.ref), base: head.since.base },
        summary: tail.summary,
        newRows,
        resolvedRows: resolvedRows + (tail.resolved ?? []).length,
        trend: trend.finish(),
        posts,
        ...listLonePosts(tail),
        problems: listProblems(tail, both),
      };
      await sink.write(`<div id="~page">${renderPage(data)}</div>\n`);
      await sink.write(renderIsland("~data", data));
      await sink.write(`<script>${CLIENT_CODE}</script>\n</body>\n</html>\n`);
    },
  };
}

/**
 * Only our own script and style run, known by their hashes; nothing is asked of any server. The empty icon keeps
 * browsers from asking for one.
 */
function renderTop(locale: string, title: string): string {
  const policy = [
    "default-src 'none'",
    `script-src '${hash(CLIENT_CODE)}'`,
    `style-src '${hash(STYLE)}'`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return `<!doctype html>
<html lang="${escapeHtml(locale)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="data:,">
<style>${STYLE}</style>
</head>
<body>
`;
}

const hash = (text: string): string => `sha256-${createHash("sha256").update(text).digest("base64")}`;

const renderIsland = (id: string, data: unknown): string =>
  `<script type="application/json" id="${id}">${stringifyForScript(data)}</script>\n`;

/**
 * The pair's id, with the language where several translations share it. What the page itself names starts with `~`,
 * so that a post called `data` takes nothing's place.
 */
function chooseKey({ pair }: PairReport, taken: Set<string>): string {
  const id = toWellFormed(sanitizeText(pair.id)).replace(/^(?=~|$)/, "'");
  let key = taken.has(id) ? `${id}@${pair.target.language}` : id;
  while (taken.has(key)) key += "'";
  taken.add(key);
  return key;
}

function nameLanguages(
  posts: readonly PostEntry[],
  tail: ReportTail,
  head: ReportHead,
  both: BothMessages,
): PageData["languages"] {
  const codes = new Set([
    head.sourceLanguage,
    ...head.targetLanguages,
    ...Object.keys(tail.summary.posts),
    ...tail.unpaired.map(({ language }) => language),
    ...posts.flatMap(({ from, into }) => [from, into]),
  ]);
  return Object.fromEntries(
    [...codes].map((code) => [code, sayBoth(both, ({ language }) => language(code))]),
  );
}

/** Posts whose original is gone or unclear first: those are for somebody to decide. */
function listLonePosts({ unpaired }: ReportTail): Pick<PageData, "alone" | "moreAlone"> {
  const odd = unpaired.filter(({ reason }) => reason !== "no-counterpart");
  const waiting = unpaired.filter(({ reason }) => reason === "no-counterpart");
  const all = [...odd, ...waiting];
  return {
    alone: all.slice(0, MOST_ALONE).map(({ path, language, title, reason, suggestions }) => ({
      path: sanitizeText(path),
      language,
      title: sanitizeText(title),
      reason,
      perhaps: suggestions[0] === undefined ? null : sanitizeText(suggestions[0].path),
    })),
    moreAlone: Math.max(0, all.length - MOST_ALONE),
  };
}

const listProblems = ({ problems }: ReportTail, both: BothMessages): PageData["problems"] =>
  problems.map((problem) => ({
    path: sanitizeText(problem.path),
    line: problem.place?.line ?? null,
    severity: problem.severity,
    code: problem.code,
    says: sayBoth(both, (messages) => capitalise(sanitizeText(describeProblem(problem, messages)))),
  }));
