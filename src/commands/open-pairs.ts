import { loadMessages } from "../i18n/load-messages.ts";
import { openInBrowser, writePage } from "../io/open-page.ts";
import type { PairReport } from "../model/report.ts";
import { htmlFormat } from "../report/html.ts";
import { PLAIN_LOOK } from "../report/look.ts";
import type { CommandContext } from "./context.ts";
import type { SiteRun } from "./site-run.ts";

/** Writes the page of a few pairs, opens it, and returns the sentence that says where it is. */
export async function openPairs(
  reports: readonly PairReport[],
  run: SiteRun,
  { messages, version }: CommandContext,
): Promise<string> {
  const pieces: string[] = [];
  const english = messages.locale === "en" ? messages : await loadMessages("en");
  const writer = htmlFormat.create(
    { write: (text) => void pieces.push(text) },
    { version, messages, english, look: PLAIN_LOOK, readText: run.readText },
  );
  await writer.head(run.head);
  for (const report of reports) await writer.pair(report);
  // What is known of other posts has no place on the page of this one.
  const paths = new Set(reports.flatMap(({ pair }) => [pair.source.path, pair.target.path]));
  const { summary, problems } = run.tail();
  await writer.end({ summary, unpaired: [], problems: problems.filter(({ path }) => paths.has(path)) });
  const path = writePage(reports[0]?.pair.id ?? "", pieces.join(""));
  return messages.t((await openInBrowser(path)) ? "ci:open.opened" : "ci:open.failed", { path });
}
