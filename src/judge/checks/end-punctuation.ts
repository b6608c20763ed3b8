import { BLOCK, blockEnd } from "../../text/tokens.ts";
import { clip, type RowCheck, type SectionView } from "./check.ts";

/** A paragraph or heading that ends as a question, or as an introduction to what follows, in one language only. */
export const endPunctuation: RowCheck = {
  code: "end-punctuation",
  scope: "row",
  run({ source, target }, _pair, report) {
    const [a, b] = [source.parts.tokens, target.parts.tokens];
    // Only where block stands beside block can the ends be compared.
    if (source.dated || source.section.shape !== target.section.shape || a.blocks !== b.blocks) return;
    for (let block = 0; block < a.blocks; block++) {
      const kind = a.blockKind[block]!;
      if (
        kind !== BLOCK.paragraph &&
        kind !== BLOCK.heading &&
        kind !== BLOCK.bullet &&
        kind !== BLOCK.ordered
      )
        continue;
      const [x, y] = [blockTail(source, block), blockTail(target, block)];
      if (x === null || y === null || sameEnd(x.sign, y.sign)) continue;
      report({
        salient: `${x.text} ${x.sign} ${y.sign}`,
        item: `${clip(x.text)} → ${clip(y.text)}`,
        source: x.at,
        target: y.at,
      });
    }
  },
};

interface Tail {
  readonly sign: string;
  readonly text: string;
  readonly at: number;
}

const decoder = new TextDecoder();

/** The last word of a block with the sign behind it. */
function blockTail(view: SectionView, block: number): Tail | null {
  const { tokens } = view.parts;
  const last = blockEnd(tokens, block) - 1;
  if (last - tokens.blockFirst[block]! < 1 || tokens.kind[last]! > 2) return null;
  const { bytes, end } = view.content;
  let stop = tokens.end[last]!;
  while (stop < end && bytes[stop] !== 0x0a && bytes[stop] !== 0x0d && stop - tokens.end[last]! < 24) stop++;
  const behind = decoder.decode(bytes.subarray(tokens.end[last]!, stop)).replace(/\{#.*$/, "");
  if (/[<{[(|]/.test(behind)) return null;
  const sign = /[?!:.…;,]/.exec(behind.replace(/[^?!:.…;,\p{L}]/gu, ""))?.[0] ?? "";
  const word = decoder.decode(bytes.subarray(tokens.start[last]!, tokens.end[last]!));
  return { sign, text: `${word}${sign}`, at: tokens.start[last]! };
}

/** A full stop more or less is taste; a question, a colon or a cry is not. */
function sameEnd(a: string, b: string): boolean {
  if (a === b) return true;
  const telling = /[?:]/;
  return !telling.test(a) && !telling.test(b);
}
