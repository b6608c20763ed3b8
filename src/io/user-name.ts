import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/**
 * Who is at work, for the `by` of facts: `SAMSVAR_USER`, else git's author, else git's `user.name`; null when nobody
 * said. Git's files are read here, since no git command that samsvar allows itself tells it; `include` is not followed.
 * `commonDir` is the repository's, null without one.
 */
export function findUserName(commonDir: string | null, env: NodeJS.ProcessEnv = process.env): string | null {
  for (const name of [env["SAMSVAR_USER"], env["GIT_AUTHOR_NAME"]]) {
    if (name !== undefined && name.trim() !== "") return name.trim();
  }
  for (const path of listConfigFiles(commonDir, env)) {
    const name = readName(path);
    if (name !== null) return name;
  }
  return null;
}

/** The nearest first, as they override each other. */
function listConfigFiles(commonDir: string | null, env: NodeJS.ProcessEnv): readonly string[] {
  const home = env["HOME"] ?? homedir();
  const personal = env["GIT_CONFIG_GLOBAL"];
  return [
    ...(commonDir === null ? [] : [join(commonDir, "config")]),
    ...(personal !== undefined
      ? [personal]
      : [join(home, ".gitconfig"), join(env["XDG_CONFIG_HOME"] ?? join(home, ".config"), "git", "config")]),
    ...(env["GIT_CONFIG_NOSYSTEM"] === undefined ? [env["GIT_CONFIG_SYSTEM"] ?? "/etc/gitconfig"] : []),
  ];
}

/** The last `name` of the `[user]` sections of a file. */
function readName(path: string): string | null {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch {
    return null;
  }
  let section = "";
  let name: string | null = null;
  for (const line of text.split("\n")) {
    const header = /^\s*\[\s*([^\]"\s]+)(?:\s+"[^"]*")?\s*\](.*)$/.exec(line);
    if (header !== null) section = line.includes('"') ? "" : (header[1] ?? "").toLowerCase();
    const value = /^\s*name\s*=\s*(.*)$/i.exec(header === null ? line : (header[2] ?? ""))?.[1];
    if (section === "user" && value !== undefined) name = readValue(value);
  }
  return name === "" ? null : name;
}

/** A value with git's quotes, escapes and comments. */
function readValue(raw: string): string {
  let value = "";
  let isQuoted = false;
  for (let at = 0; at < raw.length; at += 1) {
    const character = raw.charAt(at);
    if (character === '"') isQuoted = !isQuoted;
    else if (character === "\\") {
      at += 1;
      value += raw.charAt(at);
    } else if (!isQuoted && (character === "#" || character === ";")) break;
    else value += character;
  }
  return value.trim();
}
