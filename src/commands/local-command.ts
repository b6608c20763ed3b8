import { Command, type Option } from "commander";
import type { Messages } from "../i18n/load-messages.ts";
import { UsageError } from "../model/usage-error.ts";
import { capitalise } from "../report/state-words.ts";
import { findSimilar } from "./find-similar.ts";

/**
 * A commander command that speaks our languages: commander's own sentences are English and put together inside
 * it, so the methods that would say them throw a `UsageError` instead, and help is given our titles.
 */
export class LocalCommand extends Command {
  private readonly messages: Messages;

  constructor(name: string, messages: Messages) {
    super(name);
    this.messages = messages;
    const { t } = messages;
    const titles: { readonly [title: string]: string } = {
      "Usage:": t("cli:help.usage"),
      "Arguments:": t("cli:help.arguments"),
      "Options:": t("cli:help.options"),
      "Global Options:": t("cli:help.globalOptions"),
      "Commands:": t("cli:help.commands"),
    };
    this.configureHelp({
      showGlobalOptions: true,
      styleTitle: (title) => titles[title] ?? title,
      commandDescription: (command) => sayWhole(command.description()),
      commandUsage: (command) => nameUsage(command as LocalCommand, messages),
      subcommandTerm: (command) =>
        [command.name(), ...command.registeredArguments.map(nameArgument)].join(" "),
    });
    this.helpOption("-h, --help", t("cli:option.help"));
    this.helpCommand(false);
    this.exitOverride();
  }

  override createCommand(name?: string): LocalCommand {
    return new LocalCommand(name ?? "", this.messages);
  }

  missingArgument(name: string): never {
    throw new UsageError("argument-missing", { name, command: this.fullName() });
  }

  optionMissingArgument(option: Option): never {
    throw new UsageError("option-value-missing", { option: option.flags });
  }

  unknownOption(flag: string): never {
    const name = flag.replace(/=.*/, "");
    const known = [this, ...this.ancestors()].flatMap((command) =>
      command.options.flatMap(({ long }) => (long ? [long] : [])),
    );
    throw withSimilar("option-unknown", { option: name, command: this.fullName() }, findSimilar(name, known));
  }

  /** Commander's name for more arguments than a command takes. */
  _excessArguments(received: readonly string[]): never {
    const extra = received.slice(this.registeredArguments.length);
    throw new UsageError("argument-excess", { names: extra, command: this.fullName() });
  }

  unknownCommand(): never {
    throw this.makeUnknownCommand(this.args[0] ?? "");
  }

  makeUnknownCommand(name: string): UsageError {
    const known = this.commands.map((command) => command.name());
    return withSimilar("command-unknown", { command: name }, findSimilar(name, known));
  }

  private ancestors(): readonly Command[] {
    return this.parent === null ? [] : [this.parent];
  }

  private fullName(): string {
    return [...this.ancestors().map((command) => command.name()), this.name()].join(" ");
  }
}

/** In lists a description is a phrase; above its own help it is a sentence. */
const sayWhole = (phrase: string): string =>
  phrase === "" ? "" : `${capitalise(phrase).replace(/\.$/, "")}.`;

function withSimilar(
  code: string,
  params: { readonly [name: string]: string },
  similar: readonly string[],
): UsageError {
  return similar.length === 0
    ? new UsageError(code, params)
    : new UsageError(`${code}-similar`, { ...params, similar });
}

const nameArgument = (argument: { name(): string; required: boolean; variadic: boolean }): string => {
  const name = `${argument.name()}${argument.variadic ? "…" : ""}`;
  return argument.required ? `<${name}>` : `[${name}]`;
};

/** `samsvar diff [valg] <innlegg>` */
function nameUsage(command: Command, { t }: Messages): string {
  const names = [command.name()];
  for (let parent = command.parent; parent !== null; parent = parent.parent) names.unshift(parent.name());
  return [
    ...names,
    `[${t("cli:help.optionsWord")}]`,
    ...(command.commands.length > 0 ? [`[${t("cli:help.commandWord")}]`] : []),
    ...command.registeredArguments.map(nameArgument),
  ].join(" ");
}
