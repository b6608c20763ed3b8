#!/usr/bin/env node
import { VERSION } from "./version.ts";

const INTERRUPTED = 130;

// A reader that has seen enough (`samsvar report | head`) is no fault; nothing more can be said to it.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit();
  // A full disk: 1 would say that a threshold is met. The system's own words are all that is known here.
  process.stderr.write(`samsvar: ${error.message}\n`);
  process.exit(2);
});
// Exit handlers run, so drafts of reports are removed.
process.once("SIGINT", () => process.exit(INTERRUPTED));

const argv = process.argv.slice(2);
if (argv.length === 1 && (argv[0] === "--version" || argv[0] === "-V")) {
  // Asked by scripts and by people waiting: nothing else is loaded.
  process.stdout.write(`${VERSION}\n`);
} else {
  const { runCommandLine } = await import("./commands/run-command-line.ts");
  process.exitCode = await runCommandLine(argv, VERSION);
  // A command that failed half-way may have left a reader of git's objects open, which would keep us alive.
  if (process.exitCode === 2) {
    await Promise.all(
      [process.stdout, process.stderr].map((stream) => new Promise((done) => stream.write("", done))),
    );
    process.exit();
  }
}
