export interface Piece {
  readonly kind: "same" | "removed" | "added";
  readonly text: string;
}

/** Past these limits a word-by-word answer would be slow and unreadable; whole lines are compared instead. */
const MOST_WORD_EDITS = 2_000;
const MOST_LINE_EDITS = 4_000;
const LONGEST_MS = 1_000;

/** Scripts that put no blanks between words: only a dictionary can tell where words end. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

/**
 * What became of `before`, word by word. Falls back to lines, then to "all replaced", on texts too different
 * to compare in reasonable time. `language` says where words end in text without blanks.
 */
export async function compareWords(
  before: string,
  after: string,
  language: string,
): Promise<readonly Piece[]> {
  const { diffLines, diffWords } = await import("diff");
  const changes =
    diffWords(before, after, {
      maxEditLength: MOST_WORD_EDITS,
      timeout: LONGEST_MS,
      ...(UNSPACED.test(after) || UNSPACED.test(before) ? { intlSegmenter: makeSegmenter(language) } : {}),
    }) ?? diffLines(before, after, { maxEditLength: MOST_LINE_EDITS, timeout: LONGEST_MS });
  if (changes === undefined) {
    return [
      { kind: "removed", text: before },
      { kind: "added", text: after },
    ];
  }
  return changes.map(({ added, removed, value }) => ({
    kind: added ? "added" : removed ? "removed" : "same",
    text: value,
  }));
}

function makeSegmenter(language: string): Intl.Segmenter {
  try {
    return new Intl.Segmenter(language, { granularity: "word" });
  } catch {
    return new Intl.Segmenter(undefined, { granularity: "word" });
  }
}
