// The runner's files and log lines.
import { randomUUID } from "node:crypto";
import { appendFileSync } from "node:fs";

/**
 * Sets an output of the step. The random delimiter keeps a value from setting others.
 * @param {NodeJS.ProcessEnv} env
 * @param {string} name
 * @param {string | number | boolean} value
 */
export function setOutput(env, name, value) {
  const file = env["GITHUB_OUTPUT"];
  if (!file) return;
  const end = `end-${randomUUID()}`;
  appendFileSync(file, `${name}<<${end}\n${value}\n${end}\n`);
}

/**
 * A line of the log that the runner shows as an error or a warning.
 * @param {"error" | "warning"} level
 * @param {string} message
 */
export function annotate(level, message) {
  const line = message.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
  process.stdout.write(`::${level} title=samsvar::${line}\n`);
}
