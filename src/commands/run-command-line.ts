import { CommanderError } from "commander";
import { chooseLocale } from "../i18n/choose-locale.ts";
import { loadMessages } from "../i18n/load-messages.ts";
import { folderExists } from "../io/folder-exists.ts";
import { limitHeapGrowth } from "../io/limit-heap.ts";
import { UsageError } from "../model/usage-error.ts";
import { Interrupted } from "../prompt/interrupted.ts";
import { makeStream } from "./make-stream.ts";
import { nameGitError } from "./name-git-error.ts";
import { defineProgram } from "./program.ts";
import { renderUsageError } from "./render-error.ts";
import { showProgress } from "./show-progress.ts";

const COULD_NOT_RUN = 2;
const INTERRUPTED = 130;

/** From the words after `samsvar` to an exit code. All that people read while it runs is written here or below. */
export async function runCommandLine(argv: readonly string[], version: string): Promise<number> {
  const { env } = process;
  // Help and errors of the command line itself need the language before commander has read it.
  const flags = scanFlags(argv);
  const wishes = { color: flags.color, plain: flags.plain, env };
  const stderr = makeStream(process.stderr, wishes);
  let messages = await loadMessages(chooseLocale(undefined, env));
  try {
    messages = await loadMessages(chooseLocale(flags.lang, env));
    const spoken = messages;
    let exitCode = 0;
    const program = defineProgram(version, spoken, async (options, call) => {
      const progress = options.quiet || options.plain ? null : showProgress(process.stderr, spoken);
      try {
        if (!folderExists(options.cwd)) throw new UsageError("folder-missing", { path: options.cwd });
        exitCode = await call({
          options,
          version,
          messages: spoken,
          stdout: makeStream(process.stdout, wishes),
          stderr,
          judge: async (wanted) => {
            limitHeapGrowth();
            return (await import("./judge-site.ts")).judgeSite(wanted);
          },
          ...(progress === null ? {} : { onProgress: progress.report, endProgress: progress.end }),
        });
      } finally {
        progress?.end();
      }
    });
    await program.parseAsync(argv, { from: "user" });
    return exitCode;
  } catch (thrown) {
    if (thrown instanceof Interrupted) return INTERRUPTED;
    const error = nameGitError(thrown);
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : COULD_NOT_RUN;
    const lines =
      error instanceof UsageError
        ? renderUsageError(error, messages)
        : [
            `samsvar: ${messages.t("errors:bug")}`,
            error instanceof Error ? (error.stack ?? error.message) : String(error),
          ];
    await stderr.write(`${lines.join("\n")}\n`);
    return COULD_NOT_RUN;
  }
}

function scanFlags(argv: readonly string[]): { lang: string | undefined; color: boolean; plain: boolean } {
  const end = argv.indexOf("--");
  const words = end === -1 ? argv : argv.slice(0, end);
  const at = words.lastIndexOf("--lang");
  const joined = words.findLast((word) => word.startsWith("--lang="))?.slice("--lang=".length);
  return {
    lang: at === -1 ? joined : words[at + 1],
    color: !words.includes("--no-color"),
    plain: words.includes("--plain"),
  };
}
