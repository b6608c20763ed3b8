import { BLOCK, blockEnd, TOKEN } from "../../text/tokens.ts";
import type { PostCheck } from "./check.ts";
import { partsOf } from "./parts.ts";

// Pairs that grammar allows, per language.
const ALLOWED: { readonly [language: string]: ReadonlySet<string> } = {
  en: new Set("had that very so bye no ha is yes do who more much many long far really on in".split(" ")),
  nb: new Set(
    "det der den de for så har er i på som vi du var om til med ha hei nei ja å en et av om over opp ut inn ned der veldig mye mer langt kan skal vil gjør blir ikke hva når at seg oss dem han hun den alle dere".split(
      " ",
    ),
  ),
};

/** The same word twice in a row, as editing leaves it behind. */
export const doubledWord: PostCheck = {
  code: "doubled-word",
  scope: "post",
  run(post, _other, _pair, report) {
    const allowed = ALLOWED[post.language === "nn" || post.language === "da" ? "nb" : post.language];
    if (allowed === undefined) return;
    for (const content of post.contents) {
      const tokens = content.tokens();
      for (let block = 0; block < tokens.blocks; block++) {
        if (tokens.blockKind[block] === BLOCK.tableRow || tokens.blockKind[block] === BLOCK.code) continue;
        for (let i = tokens.blockFirst[block]! + 1; i < blockEnd(tokens, block); i++) {
          if (
            tokens.hash[i] !== tokens.hash[i - 1] ||
            tokens.kind[i] !== TOKEN.word ||
            tokens.kind[i - 1] !== TOKEN.word
          )
            continue;
          if (!onlyBlankBetween(content.bytes, tokens.end[i - 1]!, tokens.start[i]!)) continue;
          // "fa fa-link" is a name of two parts.
          if (content.bytes[tokens.end[i]!] === 0x2d) continue;
          const word = partsOf(content).text(i);
          // A name may be doubled (Baden Baden); only words in small letters are slips for sure.
          if (!/^\p{Ll}{2,}$/u.test(word) || allowed.has(word)) continue;
          report({ salient: word, item: `${word} ${word}`, at: tokens.start[i - 1]! });
        }
      }
    }
  },
};

function onlyBlankBetween(bytes: Uint8Array, from: number, to: number): boolean {
  if (from >= to) return false;
  for (let p = from; p < to; p++) {
    if (bytes[p] !== 0x20 && bytes[p] !== 0x0a && bytes[p] !== 0x0d) return false;
  }
  return true;
}
