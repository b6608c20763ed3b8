import { spawn } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { basename, delimiter, join } from "node:path";

export type EditorOutcome =
  | { readonly kind: "closed" }
  /** `code` is the exit status; null when a signal ended it or it could not be started. */
  | { readonly kind: "failed"; readonly code: number | null };

/** What `$VISUAL` or `$EDITOR` says, arguments and quotes included; null when neither does. */
export function findEditor(env: NodeJS.ProcessEnv = process.env): string | null {
  return [env["VISUAL"], env["EDITOR"]].find((value) => value !== undefined && value.trim() !== "") ?? null;
}

/** Editors to offer to somebody who has chosen none: those that are here, the easiest to leave first. Never vi. */
export function listEditors(env: NodeJS.ProcessEnv = process.env): readonly string[] {
  const folders = (env["PATH"] ?? "").split(delimiter);
  const isHere = (name: string): boolean => folders.some((folder) => isProgram(join(folder, name)));
  return ["nano", "micro", "code", "codium", "subl", "kate", "gedit", "emacs"].filter(isHere).map(waitFor);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Options without which a windowed editor returns before anything is written. */
const WAIT: { readonly [name: string]: string } = {
  code: "--wait",
  "code-insiders": "--wait",
  codium: "--wait",
  cursor: "--wait",
  zed: "--wait",
  subl: "--wait",
  atom: "--wait",
  mate: "--wait",
  gedit: "--wait",
  kate: "--block",
  gvim: "--nofork",
};

/** Editors that are told a line as `+12`. */
const TAKES_LINE = new Set([
  "nano",
  "vi",
  "vim",
  "nvim",
  "view",
  "emacs",
  "emacsclient",
  "micro",
  "kak",
  "joe",
  "mcedit",
]);

/** The command as it will be run: with the option that makes a windowed editor wait, if it is missing. */
export function waitFor(command: string): string {
  const option = WAIT[programOf(command)];
  const short =
    option === "--wait" ? /(?:^|\s)(?:--wait|-w)(?:\s|$)/ : /(?:^|\s)(?:--block|-b|--nofork|-f)(?:\s|$)/;
  return option === undefined || short.test(command) ? command : `${command} ${option}`;
}

/** `"/opt/my editor/code" -n` → `code` */
function programOf(command: string): string {
  const [, quoted, single, plain] = /^\s*(?:"([^"]+)"|'([^']+)'|(\S+))/.exec(command) ?? [];
  return basename(quoted ?? single ?? plain ?? "").replace(/\.(exe|cmd)$/i, "");
}

/**
 * Lets somebody edit a file, on the terminal that we have, and waits. The command goes through the shell, as git
 * does it, so that arguments and quoted paths in the variable mean what they mean elsewhere; the file's name does
 * not. `line` counts from 1.
 */
export function runEditor(command: string, file: string, line: number): Promise<EditorOutcome> {
  const args = TAKES_LINE.has(programOf(command)) && line > 1 ? [`+${line}`, file] : [file];
  return new Promise((resolve) => {
    const child =
      process.platform === "win32"
        ? spawn(`${waitFor(command)} "${file}"`, { shell: true, stdio: "inherit" })
        : spawn("/bin/sh", ["-c", `${waitFor(command)} "$@"`, programOf(command), ...args], {
            stdio: "inherit",
          });
    // Ctrl-C in the editor is the editor's; the terminal sends it to us too.
    const ignore = (): void => {};
    process.on("SIGINT", ignore);
    const finish = (outcome: EditorOutcome): void => {
      process.removeListener("SIGINT", ignore);
      resolve(outcome);
    };
    child.on("error", () => finish({ kind: "failed", code: null }));
    child.on("close", (code) => finish(code === 0 ? { kind: "closed" } : { kind: "failed", code }));
  });
}
