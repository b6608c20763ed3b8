import { createInterface } from "node:readline";
import { Interrupted } from "./interrupted.ts";

/** Asks for a line of text, for screen readers and simple terminals: nothing moves, nothing is painted over. */
export function askLine(question: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const lines = createInterface({ input: process.stdin, output: process.stdout, terminal: false });
    let answered = false;
    lines.once("line", (line) => {
      answered = true;
      lines.close();
      resolve(line.trim());
    });
    lines.once("close", () => {
      if (!answered) reject(new Interrupted());
    });
    process.stdout.write(question);
  });
}
