import stringWidth from "string-width";
import wrapAnsi from "wrap-ansi";

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** Width in terminal cells, colours not counted. */
export const widthOf = (text: string): number => stringWidth(text);

/** Shortens plain text (no colours) to `width` cells, an ellipsis standing for what was left out. */
export function shorten(text: string, width: number): string {
  if (stringWidth(text) <= width) return text;
  let kept = "";
  let used = 1;
  for (const { segment } of graphemes.segment(text)) {
    const cells = stringWidth(segment);
    if (used + cells > width) break;
    kept += segment;
    used += cells;
  }
  return width > 0 ? `${kept.trimEnd()}…` : "";
}

/** Shortens the front of plain text: of a path, the end tells more. */
export function shortenStart(text: string, width: number): string {
  if (stringWidth(text) <= width) return text;
  const parts = [...graphemes.segment(text)].map(({ segment }) => segment).reverse();
  let kept = "";
  let used = 1;
  for (const part of parts) {
    const cells = stringWidth(part);
    if (used + cells > width) break;
    kept = part + kept;
    used += cells;
  }
  return width > 0 ? `…${kept.trimStart()}` : "";
}

/** Fills up with blanks to `width` cells. Text may hold colours. */
export function pad(text: string, width: number, side: "start" | "end" = "end"): string {
  const blanks = " ".repeat(Math.max(0, width - stringWidth(text)));
  return side === "end" ? text + blanks : blanks + text;
}

/** Breaks text (colours allowed; they never run over a line's end) into lines of at most `width` cells. */
export function wrap(text: string, width: number | null): readonly string[] {
  if (width === null) return text.split("\n");
  return text.split("\n").flatMap((line) => wrapLine(line, Math.max(width, 10)));
}

/** Indentation stays, since code may be shown; only the blank at which a line was broken goes. */
function wrapLine(line: string, width: number): readonly string[] {
  const [first = "", ...rest] = wrapAnsi(line, width, { hard: true, trim: false }).split("\n");
  return [first, ...rest.map((part) => part.replace(/^((?:\u001b\[[0-9;]*m)*) +/, "$1"))].map((part) =>
    part.trimEnd(),
  );
}

/** Two texts side by side, each already broken into lines of at most `width` cells. */
export function besides(
  left: readonly string[],
  right: readonly string[],
  width: number,
  divider = " │ ",
): readonly string[] {
  const height = Math.max(left.length, right.length);
  return Array.from({ length: height }, (_, i) =>
    `${pad(left[i] ?? "", width)}${divider}${right[i] ?? ""}`.trimEnd(),
  );
}

/**
 * Joins as many items as fit into `width` cells; what does not fit is counted, never dropped silently:
 * `more(n)` makes the last item.
 */
export function joinFitting(
  items: readonly string[],
  width: number | null,
  more: (left: number) => string,
  separator = " · ",
): string {
  const whole = items.join(separator);
  if (width === null || stringWidth(whole) <= width) return whole;
  for (let kept = items.length - 1; kept > 0; kept--) {
    const line = [...items.slice(0, kept), more(items.length - kept)].join(separator);
    if (stringWidth(line) <= width) return line;
  }
  return more(items.length);
}
