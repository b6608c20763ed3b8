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
  const unspaced = UNSPACED.test(after) || UNSPACED.test(before);
  const changes =
    diffWords(before, after, {
      maxEditLength: MOST_WORD_EDITS,
      timeout: LONGEST_MS,
      ...(unspaced ? { intlSegmenter: makeSegmenter(language) } : {}),
    }) ?? diffLines(before, after, { maxEditLength: MOST_LINE_EDITS, timeout: LONGEST_MS });
  if (changes === undefined) {
    return [
      { kind: "removed", text: before },
      { kind: "added", text: after },
    ];
  }
  const pieces = changes.map(
    ({ added, removed, value }): Piece => ({
      kind: added ? "added" : removed ? "removed" : "same",
      text: value,
    }),
  );
  return unspaced ? pieces : joinScraps(pieces);
}

/**
 * Takes the scraps that two changes have in common by chance into the change: half an address or a comma between
 * two replaced words is harder to read than the whole. What goes over a line's end is never a scrap.
 */
function joinScraps(pieces: readonly Piece[]): readonly Piece[] {
  const joined: Piece[] = [];
  let [removed, added] = ["", ""];
  const flush = (): void => {
    if (removed !== "") joined.push({ kind: "removed", text: removed });
    if (added !== "") joined.push({ kind: "added", text: added });
    [removed, added] = ["", ""];
  };
  for (const [i, { kind, text }] of pieces.entries()) {
    const next = pieces[i + 1]?.kind ?? "same";
    const inside = removed + added !== "" && next !== "same";
    if (kind === "removed") removed += text;
    else if (kind === "added") added += text;
    else if (inside && isScrap(text)) [removed, added] = [removed + text, added + text];
    else {
      flush();
      joined.push({ kind, text });
    }
  }
  flush();
  return joined;
}

const isScrap = (text: string): boolean =>
  !text.includes("\n") && (!/\s/.test(text) || !/[\p{L}\p{N}]/u.test(text));

function makeSegmenter(language: string): Intl.Segmenter {
  try {
    return new Intl.Segmenter(language, { granularity: "word" });
  } catch {
    return new Intl.Segmenter(undefined, { granularity: "word" });
  }
}
