import { sanitizeText } from "../text/sanitize-text.ts";

export type Paint = "bold" | "dim" | "red" | "green" | "yellow" | "cyan" | "strikethrough" | "underline";

/** How text may look where it is going: what a view needs to know of the terminal. */
export interface Look {
  /** Width in cells; null where lines must not be shortened or wrapped (a pipe, a file). */
  readonly columns: number | null;
  /** Whether `paint` does anything; where not, a change needs signs instead of colours. */
  readonly colours: boolean;
  paint(how: Paint | readonly Paint[], text: string): string;
  /** Content (a title, a heading, a path, an author) as one harmless line: no escapes, no control characters. */
  clean(text: string): string;
}

/** For files and pipes: nothing painted, nothing shortened, content still made harmless. */
export const PLAIN_LOOK: Look = {
  columns: null,
  colours: false,
  paint: (_, text) => text,
  clean: sanitizeText,
};
