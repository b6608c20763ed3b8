import { sanitizeText } from "../../text/sanitize-text.ts";

/** A command of the GitHub Actions runner: a line that it takes off standard output. */
export interface WorkflowCommand {
  readonly name: "error" | "warning" | "notice";
  readonly properties: { readonly [name: string]: string | number };
  readonly message: string;
}

/**
 * The line for the runner, without line end. The runner ends a command at the line end, a property at `,`, the
 * properties at `::`; it decodes `%25 %0D %0A`, and in properties `%3A %2C` too. So that is what is encoded.
 */
export function formatWorkflowCommand({ name, properties, message }: WorkflowCommand): string {
  const list = Object.entries(properties).map(
    ([key, value]) => `${key}=${typeof value === "number" ? value : escapeProperty(value)}`,
  );
  const head = list.length === 0 ? name : `${name} ${list.join(",")}`;
  return `::${head}::${escapeData(sanitizeText(message))}`;
}

const escapeData = (text: string): string =>
  text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");

/** A path is not sanitized: it must stay the name of its file. Its line ends are encoded like everything else. */
const escapeProperty = (text: string): string =>
  escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
