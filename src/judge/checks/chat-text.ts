import type { FrontMatterValue } from "../../model/post.ts";
import { type CheckPost, clip, type PairContext, type PostCheck } from "./check.ts";
import { fieldPlace } from "./field-place.ts";

/** Words of a writing assistant to whoever asked it, left in a field or in the text. */
export const chatText: PostCheck = {
  code: "chat-text",
  scope: "post",
  run(post, other, pair, report) {
    for (const [path, text] of texts(post, pair)) {
      const found = findChat(text);
      // An article about assistants quotes them in both languages.
      if (found !== null && !talksOfChat(other, pair)) {
        report({
          salient: `${path} ${found.text}`,
          item: `${path}: ${clip(text.slice(found.index))}`,
          at: fieldPlace(post, path),
        });
      }
    }
    for (const content of post.contents) {
      const text = latin(content.bytes, content.start, content.end);
      const found = findChat(text);
      if (found === null || talksOfChat(other, pair)) continue;
      const at = content.start + found.index;
      report({ salient: found.text, item: clip(decoder.decode(content.bytes.subarray(at, at + 200))), at });
    }
  },
};

const decoder = new TextDecoder();

// Bytes as characters: the phrases are searched in their UTF-8 form, so that offsets are bytes.
function latin(bytes: Uint8Array, start: number, end: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString("latin1");
}

const PHRASES: readonly RegExp[] = [
  /\b(?:please|kindly) (?:paste|provide|share|send)(?: me)? (?:the|your) (?:\w+ ){0,3}(?:text|markdown|content|document|file|article|passage)\b/i,
  /\bpaste the (?:\w+ )?(?:text|markdown|content)\b[^.\n]{0,40}\b(?:translate|translated|translation)\b/i,
  /\b(?:text|content|markdown|document)\s+(?:that )?you(?:'d|'d|\xe2\x80\x99d| would) like (?:me )?(?:to )?(?:be )?(?:translate|translated|have translated)/i,
  /\bhere(?:'s|\xe2\x80\x99s| is) (?:the|your|a) (?:\w+ )?(?:translation|translated (?:text|version|markdown|content))\b/i,
  /\bas an? (?:AI|large)(?: (?:language )?(?:model|assistant))\b[^.\n]{0,60}\bI\b/i,
  /\bI(?:'m|\xe2\x80\x99m| am) (?:sorry|unable),? (?:but )?I? ?(?:can(?:'t|\xe2\x80\x99t|not)|to) (?:assist|help|translate|fulfil)/i,
  /\byou(?:'re|\xe2\x80\x99re| are) welcome! (?:if|let|please|feel|i\b|how|what|just|here)/i,
  /\b(?:sure|certainly|of course|absolutely)! (?:here|please|i\b|below|just)/i,
  /\blet me know if you(?:'d| would|\xe2\x80\x99d)? (?:like|need|want)(?: me)?(?: to)? (?:any )?(?:adjust|change|translate|further|other)/i,
  /\b(?:it (?:seems|looks like)) (?:you|there)[^.\n]{0,50}\b(?:text|content|markdown)[^.\n]{0,30}\b(?:to translate|provided|paste)/i,
  /\bvennligst (?:lim inn|oppgi|send|del) (?:\w+ )?(?:teksten|markdown|innholdet|dokumentet)/i,
  /\blim inn (?:teksten|markdown(?:-teksten|en)?|innholdet)\b[^.\n]{0,40}\b(?:oversett|oversatt)/i,
  /\bher er (?:den )?(?:oversettelsen|oversatte (?:teksten|versjonen))\b/i,
  /\bsom en (?:AI|KI)-?(?:\s?spr\xc3\xa5k)?-?(?:modell|assistent)\b[^.\n]{0,60}\bjeg\b/i,
  /\bbare hyggelig! (?:hvis|gi|si|her|jeg|hva|hvordan)/i,
  /\b(?:selvf\xc3\xb8lgelig|gjerne|klart det)! (?:her er|lim|jeg)/i,
  /\bgi (?:meg )?beskjed (?:hvis|om) du (?:vil|\xc3\xb8nsker) (?:at jeg|ha (?:endringer|justeringer))/i,
  /\bbeklager,? (?:men )?jeg kan (?:ikke|dessverre ikke) (?:hjelpe|oversette|bist\xc3\xa5)/i,
  /\bklistra in texten\b|\bh\xc3\xa4r \xc3\xa4r \xc3\xb6vers\xc3\xa4ttningen\b|\bher er overs\xc3\xa6ttelsen\b/i,
];

// One of these stands in every phrase; a search for it costs next to nothing.
const HINTS =
  /paste|provide|translat|assist|welcome!|sure!|certainly!|course!|absolutely!|let me know|AI |model|share|send|unable|fulfil|looks like|vennligst|lim inn|oversett|oversatt|beklager|hyggelig!|lgelig!|gjerne!|klart det!|beskjed|klistra|vers\xc3/i;

function findChat(text: string): { readonly index: number; readonly text: string } | null {
  if (!HINTS.test(text)) return null;
  for (const phrase of PHRASES) {
    const found = phrase.exec(text);
    if (found !== null) return { index: found.index, text: found[0] };
  }
  return null;
}

function talksOfChat(post: CheckPost, pair: PairContext): boolean {
  return pair.memo(`chat ${post.path}`, () => {
    const body = latin(post.bytes, post.post.frontMatter.range.end, post.bytes.length);
    return findChat(body) !== null;
  });
}

function texts(post: CheckPost, pair: PairContext): (readonly [string, string])[] {
  return pair.memo(`texts ${post.path}`, () => {
    const found: (readonly [string, string])[] = [];
    const visit = (path: string, value: FrontMatterValue, depth: number): void => {
      if (typeof value === "string") {
        if (value.length >= 15) found.push([path, Buffer.from(value).toString("latin1")]);
      } else if (typeof value === "object" && value !== null && depth < 8) {
        for (const [key, inner] of Object.entries(value))
          visit(path === "" ? key : `${path}.${key}`, inner as FrontMatterValue, depth + 1);
      }
    };
    visit("", post.post.frontMatter.data as FrontMatterValue, 0);
    return found;
  });
}
