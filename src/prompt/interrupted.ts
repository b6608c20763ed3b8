/** Somebody pressed Ctrl-C, or the terminal is gone. In a file of its own: who catches it need not load a prompt. */
export class Interrupted extends Error {
  override readonly name = "Interrupted";
}
