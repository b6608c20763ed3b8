import type { Piece } from "../compare-words.ts";

/** What stands for a stretch of unchanged words that is left out. */
export interface Gap {
  readonly kind: "gap";
  readonly words: number;
}

/** Words kept on either side of a change. */
const CONTEXT_WORDS = 25;

/**
 * Leaves out the middle of long stretches where nothing changed, if anything changed at all. Each gap says how
 * many words it stands for.
 */
export function shortenPieces(pieces: readonly Piece[]): readonly (Piece | Gap)[] {
  if (pieces.every(({ kind }) => kind === "same")) return pieces;
  return pieces.flatMap((piece, i): readonly (Piece | Gap)[] => {
    if (piece.kind !== "same") return [piece];
    const words = [...piece.text.matchAll(/\S+\s*/g)];
    const before = i === 0 ? 0 : CONTEXT_WORDS;
    const after = i === pieces.length - 1 ? 0 : CONTEXT_WORDS;
    const left = words.length - before - after;
    // A gap has to save more than it costs to read.
    if (left < CONTEXT_WORDS) return [piece];
    const start = before === 0 ? 0 : (words[before]?.index ?? 0);
    const end = words[before + left]?.index ?? piece.text.length;
    return [
      ...(start > 0 ? [{ kind: "same", text: piece.text.slice(0, start) } as const] : []),
      { kind: "gap", words: left },
      ...(end < piece.text.length ? [{ kind: "same", text: piece.text.slice(end) } as const] : []),
    ];
  });
}
