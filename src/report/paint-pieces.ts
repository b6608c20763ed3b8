import type { Piece } from "./compare-words.ts";
import type { Look } from "./look.ts";

/**
 * A word diff as text: colours where there are any, else the signs that git uses for words,
 * `[-old-]{+new+}`. Every line is painted by itself, so that lines can be cut apart and set in columns.
 */
export function paintPieces(pieces: readonly Piece[], look: Look): string {
  return pieces.map(({ kind, text }) => paintPiece(kind, cleanLines(text, look), look)).join("");
}

function paintPiece(kind: Piece["kind"], text: string, look: Look): string {
  if (kind === "same") return text;
  return text
    .split("\n")
    .map((line) => (line.trim() === "" ? line : paintLine(kind, line, look)))
    .join("\n");
}

function paintLine(kind: "removed" | "added", line: string, look: Look): string {
  if (look.colours)
    return look.paint(kind === "removed" ? ["red", "strikethrough"] : ["green", "bold"], line);
  return kind === "removed" ? `[-${line}-]` : `{+${line}+}`;
}

/** Content of several lines, each made harmless; indentation and line ends stay. */
export function cleanLines(text: string, look: Look): string {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => look.clean(line.replaceAll("\t", "    ")))
    .join("\n");
}
