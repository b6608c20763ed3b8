import { resolve } from "node:path";
import type { Messages } from "../i18n/load-messages.ts";
import { UsageError } from "../model/usage-error.ts";
import { REPORT_FORMATS } from "../report/index.ts";
import type { GlobalOptions } from "./context.ts";
import { LocalCommand } from "./local-command.ts";

/** Runs one command once its options are known; returns the exit code. */
export type RunCommand = (options: GlobalOptions, run: CommandRunner) => Promise<void>;
export type CommandRunner = (context: import("./context.ts").CommandContext) => Promise<number>;

/**
 * The command line as commander sees it: options and help of every command. A command's code is loaded when it is
 * called. `execute` is given the shared options and the call.
 */
export function defineProgram(version: string, messages: Messages, execute: RunCommand): LocalCommand {
  const { t } = messages;
  const program = new LocalCommand("samsvar", messages);
  program
    .description(t("cli:description"))
    .version(version, "-V, --version", t("cli:option.version"))
    .option(`--source <${t("cli:value.language")}>`, t("cli:option.source"))
    .option(`--target <${t("cli:value.languages")}>`, t("cli:option.target"), collectList)
    .option(`--at <${t("cli:value.ref")}>`, t("cli:option.at"))
    .option("--lang <en|nb>", t("cli:option.lang"))
    .option("--no-color", t("cli:option.noColor"))
    .option("--plain", t("cli:option.plain"))
    .option("-q, --quiet", t("cli:option.quiet"))
    .option(`--cwd <${t("cli:value.folder")}>`, t("cli:option.cwd"))
    .option(`--config <${t("cli:value.file")}>`, t("cli:option.config"))
    .option("--no-cache", t("cli:option.noCache"));
  // Commander's own wrapping: ours measures what takes two columns, and costs every start a tenth of its time.
  program.addHelpText("after", () => `\n${program.createHelp().boxWrap(t("cli:help.defaultCommand"), 80)}`);
  const posts = t("cli:value.post");
  const run = (call: CommandRunner): Promise<void> => execute(readGlobalOptions(program.opts()), call);

  program
    .command("status", { isDefault: true })
    .description(t("cli:command.status"))
    .argument(`[${posts}...]`, t("cli:argument.posts"))
    .option("--all", t("cli:option.statusAll"))
    .option("--check", t("cli:option.check"))
    .action((names: string[], options) => {
      // As the default command it would take a mistyped command for the name of a post.
      const [first] = program.args;
      if (first !== undefined && first !== "status" && !first.startsWith("-"))
        throw program.makeUnknownCommand(first);
      return run(async (context) => (await import("./status.ts")).runStatus(names, options, context));
    });

  program
    .command("diff")
    .description(t("cli:command.diff"))
    .argument(`<${posts}>`, t("cli:argument.post"))
    .option("--all", t("cli:option.diffAll"))
    .option("--open", t("ci:open.option"))
    .action((name: string, options) =>
      run(async (context) => (await import("./diff.ts")).runDiff(name, options, context)),
    );

  program
    .command("report")
    .description(t("cli:command.report"))
    .option(
      `--format <${t("cli:value.format")}>`,
      t("cli:option.format", { formats: Object.keys(REPORT_FORMATS).join(", ") }),
      collect,
    )
    .option(`--fail-on <${t("cli:value.conditions")}>`, t("cli:option.failOn"))
    .option(`--max-debt <n>`, t("cli:option.maxDebt"))
    .option(`--since <${t("cli:value.ref")}>`, t("cli:option.since"))
    .option("--grace <14d>", t("cli:option.grace"))
    .action((options) => run(async (context) => (await import("./report.ts")).runReport(options, context)));

  program
    .command("sync")
    .description(t("cli:command.sync"))
    .argument(`[${posts}...]`, t("cli:argument.syncPosts"))
    .option(`--into <${t("cli:value.language")}>`, t("cli:option.into"))
    .option(`--state <${t("cli:value.state")}>`, t("cli:option.onlyState"))
    .option(`--class <${t("cli:value.class")}>`, t("cli:option.onlyClass"))
    .option("--undo", t("cli:option.undo"))
    .action((names: string[], options) =>
      run(async (context) => (await import("./sync.ts")).runSync(names, options, context)),
    );

  program
    .command("carry")
    .description(t("cli:command.carry"))
    .argument(`[${posts}...]`, t("cli:argument.carryPosts"))
    .option("--dry-run", t("cli:option.dryRun"))
    .action((names: string[], options) =>
      run(async (context) => (await import("./carry.ts")).runCarry(names, options, context)),
    );

  const sections = t("cli:argument.sections");
  program
    .command("accept")
    .description(t("cli:command.accept"))
    .argument(`[${posts}...]`, sections)
    .option("--only", t("cli:option.only"))
    .option("--own", t("cli:option.own"))
    .option(`--finding <${t("cli:value.id")}>`, t("cli:option.finding"), collect)
    .option(`--reason <${t("cli:value.text")}>`, t("cli:option.reason"))
    .option("--all", t("cli:option.acceptAll"))
    .option("--yes", t("cli:option.yes"))
    .action((names: string[], options) =>
      run(async (context) => (await import("./accept.ts")).runAccept(names, options, context)),
    );

  program
    .command("reopen")
    .description(t("cli:command.reopen"))
    .argument(`<${posts}...>`, sections)
    .option(`--reason <${t("cli:value.text")}>`, t("cli:option.reason"))
    .action((names: string[], options) =>
      run(async (context) => (await import("./reopen.ts")).runReopen(names, options, context)),
    );

  program
    .command("log")
    .description(t("cli:command.log"))
    .argument(`[${posts}]`, t("cli:argument.post"))
    .action((name: string | undefined) =>
      run(async (context) => (await import("./log.ts")).runLog(name, context)),
    );

  program
    .command("fix")
    .description(t("cli:command.fix"))
    .argument(`[${posts}...]`, t("cli:argument.posts"))
    .option("--dry-run", t("cli:option.dryRun"))
    .action((names: string[], options) =>
      run(async (context) => (await import("./fix.ts")).runFix(names, options, context)),
    );

  program
    .command("tidy")
    .description(t("cli:command.tidy"))
    .action(() => run(async (context) => (await import("./tidy.ts")).runTidy(context)));

  program
    .command("explain")
    .description(t("cli:command.explain"))
    .argument(`[${t("cli:value.word")}...]`, t("cli:argument.word"))
    .action((words: string[]) =>
      run(async (context) => (await import("./explain.ts")).runExplain(words, context)),
    );

  return program;
}

const collect = (value: string, earlier: readonly string[] = []): readonly string[] => [...earlier, value];

/** Several may be given at once, `nb,nn`, or one after the other. */
const collectList = (value: string, earlier: readonly string[] = []): readonly string[] => [
  ...earlier,
  ...value.split(",").map((item) => item.trim()),
];

function readGlobalOptions(options: { readonly [name: string]: unknown }): GlobalOptions {
  const text = (name: string): string | undefined => {
    const value = options[name];
    if (value === "") throw new UsageError("option-empty", { option: `--${name}` });
    return typeof value === "string" ? value : undefined;
  };
  const set = <K extends string, V>(key: K, value: V | undefined): { [key in K]?: V } =>
    (value === undefined ? {} : { [key]: value }) as { [key in K]?: V };
  return {
    ...set("source", text("source")),
    ...set("target", options["target"] as readonly string[] | undefined),
    ...set("at", text("at")),
    ...set("config", text("config")),
    plain: options["plain"] === true,
    quiet: options["quiet"] === true,
    cwd: resolve(text("cwd") ?? "."),
    cache: options["cache"] !== false,
  };
}
