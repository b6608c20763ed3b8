/** Whether somebody sits there: keys can be read and screens shown. */
export function isInteractive(): boolean {
  return process.stdin.isTTY === true && process.stdout.isTTY === true;
}

/** Lines of the terminal. */
export function terminalHeight(): number {
  return Math.max(10, process.stdout.rows || 24);
}
