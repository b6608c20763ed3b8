import type { CommandContext, GlobalOptions } from "../../src/commands/context.ts";
import { judgeSite } from "../../src/commands/judge-site.ts";
import type { Locale } from "../../src/i18n/choose-locale.ts";
import { loadMessages } from "../../src/i18n/load-messages.ts";
import type { PairReport } from "../../src/model/report.ts";
import { PLAIN_LOOK } from "../../src/report/look.ts";

/** Runs a command on a real site; what it printed. Exceptions come through. */
export async function runIn(
  cwd: string,
  command: (context: CommandContext) => Promise<number>,
  { locale = "en" as Locale, ...options }: Partial<GlobalOptions> & { readonly locale?: Locale } = {},
): Promise<{ readonly code: number; readonly stdout: string }> {
  let stdout = "";
  const code = await command({
    options: { cwd, cache: false, ...options },
    version: "1.2.3",
    messages: await loadMessages(locale),
    stdout: {
      look: PLAIN_LOOK,
      write: (text) => {
        stdout += text;
      },
    },
    stderr: { look: PLAIN_LOOK, write: () => {} },
    judge: judgeSite,
  });
  return { code, stdout };
}

/** Judges all pairs of a site. */
export async function judgeAt(
  cwd: string,
  options: { readonly source?: string; readonly targets?: readonly string[]; readonly at?: string } = {},
): Promise<readonly PairReport[]> {
  const run = await judgeSite({ cwd, cache: false, ...options });
  try {
    const reports: PairReport[] = [];
    for await (const report of run.pairs) reports.push(report);
    return reports;
  } finally {
    await run.close();
  }
}

/** `heading: state` of every body row and field, with `only`, `own` and `?` for doubt where they apply. */
export function statesOf(report: PairReport | undefined): Readonly<Record<string, string>> {
  const states: Record<string, string> = {};
  for (const row of report?.rows ?? []) {
    if (row.kind === "front-matter") {
      for (const field of row.fields) states[field.key] = field.state;
    } else {
      const heading = row.source?.heading ?? row.target?.heading ?? "";
      const marks = [
        row.state,
        ...(row.deliberate === null ? [] : [row.deliberate]),
        ...(row.doubtful ? ["?"] : []),
      ];
      states[heading === "" ? "(preamble)" : heading] = marks.join(" ");
    }
  }
  return states;
}
