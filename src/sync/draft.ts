// What an editor is given: the text to work on, and below a line that is cut off again, what it should say.

const SCISSORS = "------------------------ >8 ------------------------";

export interface DraftTexts {
  readonly text: string;
  /** Explains the line of scissors, in the translator's language. */
  readonly hint: string;
  readonly references: readonly { readonly title: string; readonly text: string }[];
}

/** The file's text. Line ends are those of Unix: editors keep them, and edits convert them back. */
export function composeDraft({ text, hint, references }: DraftTexts): string {
  const parts = references.flatMap(({ title, text: body }) => [
    "",
    `== ${title} ==`,
    "",
    unixLines(body).trim(),
  ]);
  return [unixLines(text).replace(/^\n+/, "").trimEnd(), "", SCISSORS, hint, ...parts, ""].join("\n");
}

export type DraftOutcome =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "unchanged" | "empty" | "not-text" | "scissors-gone" };

/** What somebody wrote above the scissors. `before` is the text that `composeDraft` was given. */
export function readDraft(bytes: Uint8Array, { text: before, references }: DraftTexts): DraftOutcome {
  const whole = decode(bytes);
  if (whole === null) return { kind: "not-text" };
  const lines = unixLines(whole).split("\n");
  const cut = lines.findIndex((line) => line.includes(">8") && line.startsWith("-----"));
  const text = (cut === -1 ? lines : lines.slice(0, cut)).join("\n").replace(/^\n+/, "").trimEnd();
  // Without the line nobody can tell where the text ends and the help begins.
  if (cut === -1 && references.some(({ title }) => text.includes(`== ${title} ==`)))
    return { kind: "scissors-gone" };
  if (text.trim() === "") return { kind: "empty" };
  return text === unixLines(before).replace(/^\n+/, "").trimEnd()
    ? { kind: "unchanged" }
    : { kind: "text", text };
}

const unixLines = (text: string): string => text.replace(/\r\n?/g, "\n");

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
