import type { CommandContext } from "../../src/commands/context.ts";
import type { SiteRun } from "../../src/commands/site-run.ts";
import type { Locale } from "../../src/i18n/choose-locale.ts";
import { loadMessages } from "../../src/i18n/load-messages.ts";
import { type Look, PLAIN_LOOK } from "../../src/report/look.ts";

export interface CommandRun {
  readonly code: number;
  readonly stdout: string;
}

export interface RunOptions {
  readonly locale?: Locale;
  /** Width of the terminal; left out: a pipe. */
  readonly columns?: number;
}

/** Runs a command on a judged site, without git or files, and keeps what it printed. */
export async function runOn(
  site: SiteRun,
  command: (context: CommandContext) => Promise<number>,
  { locale = "en", columns }: RunOptions = {},
): Promise<CommandRun> {
  let stdout = "";
  const look: Look = { ...PLAIN_LOOK, columns: columns ?? null };
  const code = await command({
    options: { cwd: "/site", cache: true },
    version: "1.2.3",
    messages: await loadMessages(locale),
    stdout: {
      look,
      write: (text) => {
        stdout += text;
      },
    },
    stderr: { look, write: () => {} },
    judge: async () => site,
  });
  return { code, stdout };
}
