import type { Messages } from "../i18n/load-messages.ts";
import type { Look } from "../report/look.ts";
import type { JudgeOptions, JudgeSite } from "./site-run.ts";

/** Options that every command takes, as the command line gave them. */
export interface GlobalOptions {
  readonly source?: string;
  readonly target?: readonly string[];
  readonly at?: string;
  readonly plain?: boolean;
  readonly quiet?: boolean;
  /** Absolute. */
  readonly cwd: string;
  readonly config?: string;
  readonly cache: boolean;
}

/** A stream of text with its look; `write` waits where the reader is slow. */
export interface TextStream {
  readonly look: Look;
  write(text: string): void | Promise<void>;
  writeBytes?(bytes: Uint8Array): void | Promise<void>;
}

/** Everything a command needs from the outside world. Returns of commands are exit codes. */
export interface CommandContext {
  readonly options: GlobalOptions;
  readonly version: string;
  readonly messages: Messages;
  readonly stdout: TextStream;
  readonly stderr: TextStream;
  readonly judge: JudgeSite;
  /** Shows how far the judging has come, where somebody looks on. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Takes the progress off the screen again. */
  readonly endProgress?: () => void;
}

/** What to judge, from the options that all commands share. */
export function toJudgeOptions(
  { options, onProgress }: CommandContext,
  posts?: readonly string[],
): JudgeOptions {
  return {
    cwd: options.cwd,
    cache: options.cache,
    ...(options.config === undefined ? {} : { configFile: options.config }),
    ...(options.source === undefined ? {} : { source: options.source }),
    ...(options.target === undefined ? {} : { targets: options.target }),
    ...(options.at === undefined ? {} : { at: options.at }),
    ...(posts === undefined || posts.length === 0 ? {} : { posts }),
    ...(onProgress === undefined ? {} : { onProgress }),
  };
}

export const writeLines = (stream: TextStream, lines: readonly string[]): void | Promise<void> =>
  stream.write(`${lines.join("\n")}\n`);
