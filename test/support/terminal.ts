import { type IPty, spawn } from "@lydell/node-pty";
import { CLI, testEnv } from "./repo.ts";

export interface TerminalOptions {
  readonly cwd: string;
  readonly columns?: number;
  readonly rows?: number;
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** The built command in a real terminal, driven as a person does: look at the screen, press a key. */
export interface Terminal {
  /** Waits until the screen shows a text; returns the screen from there on, colours taken out. */
  waitFor(text: RegExp): Promise<string>;
  press(key: string): Promise<void>;
  kill(signal: NodeJS.Signals): void;
  /** Exit code, or 128 and the signal's number. */
  readonly ended: Promise<number>;
  /** All that is on the screen since it was cleared last. */
  screen(): string;
}

/** Longer than keys are deaf after a screen appears. */
const LOOKING = 220;
const PATIENCE = 20_000;

export function startTerminal(args: readonly string[], options: TerminalOptions): Terminal {
  const { cwd, columns = 80, rows = 24, env = {} } = options;
  const child: IPty = spawn(process.execPath, [CLI, ...args], {
    cwd,
    cols: columns,
    rows,
    env: { ...testEnv({ NO_COLOR: undefined, TERM: "xterm-256color", ...env }) } as Record<string, string>,
  });
  let output = "";
  let isOver = false;
  child.onData((data) => {
    output += data;
  });
  const ended = new Promise<number>((resolve) => {
    child.onExit(({ exitCode, signal }) => {
      isOver = true;
      resolve(signal ? 128 + signal : exitCode);
    });
  });
  const screen = (): string =>
    output
      .slice(output.lastIndexOf("\u001b[2J") + 1)
      .replace(/\u001b\[[0-9;?]*[A-Za-z]|\[2J/g, "")
      .replaceAll("\r", "");
  const waitFor = async (text: RegExp): Promise<string> => {
    const start = Date.now();
    while (!text.test(screen())) {
      if (Date.now() - start > PATIENCE || (isOver && !text.test(screen()))) {
        throw new Error(`${isOver ? "ended" : "waited"} without ${text}:\n${screen()}`);
      }
      await pause(20);
    }
    return screen();
  };
  return {
    waitFor,
    press: async (key) => {
      await pause(LOOKING);
      output = "";
      child.write(key);
    },
    kill: (signal) => child.kill(signal),
    ended,
    screen,
  };
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
