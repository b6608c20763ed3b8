/** A command as the runner of GitHub Actions understands it. */
export interface ParsedCommand {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

/**
 * Reads standard output as the runner does: by lines (any of CR, LF), a command after blanks and `::`, up to the next
 * `::`; else the old form `##[…]` anywhere in a line. Whatever is no command is returned as text.
 */
export function parseWorkflowCommands(output: string): {
  readonly commands: readonly ParsedCommand[];
  readonly text: readonly string[];
} {
  const commands: ParsedCommand[] = [];
  const text: string[] = [];
  for (const line of output.split(/\r\n|\r|\n/)) {
    const trimmed = line.trimStart();
    const end = trimmed.startsWith("::") ? trimmed.indexOf("::", 2) : -1;
    if (end !== -1) {
      const [name = "", ...rest] = trimmed.slice(2, end).split(" ");
      const properties = rest.join(" ").split(",").filter(Boolean);
      commands.push({
        name,
        properties: Object.fromEntries(
          properties.map((pair) => {
            const equals = pair.indexOf("=");
            return [pair.slice(0, equals), decodeProperty(pair.slice(equals + 1))];
          }),
        ),
        message: decodeData(trimmed.slice(end + 2)),
      });
    } else if (line.includes("##[")) {
      commands.push({ name: "legacy", properties: {}, message: line });
    } else if (line !== "") {
      text.push(line);
    }
  }
  return { commands, text };
}

const decodeData = (text: string): string =>
  text.replaceAll("%0D", "\r").replaceAll("%0A", "\n").replaceAll("%25", "%");

const decodeProperty = (text: string): string =>
  decodeData(text.replaceAll("%3A", ":").replaceAll("%2C", ","));
