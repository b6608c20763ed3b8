import { type CheckPost, clip, type PostCheck } from "./check.ts";

/** Quotation marks of another language, or of two kinds in one post. One finding a post. */
export const quoteStyle: PostCheck = {
  code: "quote-style",
  scope: "post",
  run(post, _other, pair, report) {
    const style = STYLES[post.language];
    if (style === undefined) return;
    // Without the telling mark there is either nothing wrong or nothing to compare with.
    if (!holds(post.bytes, 0xc2, 0xab) && (post.language !== "en" || !holds(post.bytes, 0xe2, 0x80, 0x9e)))
      return;
    const text = pair.memo(`body ${post.path}`, () => bodyText(post));
    const right = text.match(style.right)?.length ?? 0;
    const wrong = [...text.matchAll(style.wrong)];
    // A single one may be a quotation in its own language; a style that is used throughout is a choice.
    if (wrong.length === 0 || right < wrong.length) return;
    const at = post.post.frontMatter.range.end + Buffer.byteLength(text.slice(0, wrong[0]!.index));
    report({ salient: "quotes", item: clip(wrong[0]![0]), params: { number: wrong.length }, at });
  },
};

const STYLES: { readonly [language: string]: { readonly right: RegExp; readonly wrong: RegExp } } = {
  nb: {
    right: /«[^»\n]+»/g,
    wrong:
      /[“„][^”“\n]{1,200}[”“]|(?<=^|[\s(])»[^«»\n]{1,200}«|(?<=^|[\s(])"[\p{L}][^"\n=]{1,200}"(?=[\s).,:;!?]|$)/gmu,
  },
  nn: {
    right: /«[^»\n]+»/g,
    wrong:
      /[“„][^”“\n]{1,200}[”“]|(?<=^|[\s(])»[^«»\n]{1,200}«|(?<=^|[\s(])"[\p{L}][^"\n=]{1,200}"(?=[\s).,:;!?]|$)/gmu,
  },
  en: {
    right: /[“"][^”"\n]+[”"]|[‘'][^’'\n]+[’'](?=[\s.,])/g,
    wrong: /«[^»\n]{1,200}»|„[^“”\n]{1,200}[“”]/g,
  },
};

function holds(bytes: Uint8Array, ...sign: readonly number[]): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(Buffer.from(sign));
}

const decoder = new TextDecoder();

/** The body with code, tags and shortcodes blanked out, byte for byte. */
function bodyText(post: CheckPost): string {
  const text = decoder.decode(post.bytes.subarray(post.post.frontMatter.range.end));
  if (!/[«»„“"]/.test(text)) return "";
  const blank = (found: string): string => found.replace(/[^\n]/g, (c) => " ".repeat(Buffer.byteLength(c)));
  return text
    .replace(/^(`{3,}|~{3,})[\s\S]*?^\1/gm, blank)
    .replace(/`[^`\n]+`/g, blank)
    .replace(/<[a-z!/][^>]*>/gi, blank)
    .replace(/\{\{[\s\S]*?\}\}/g, blank)
    .replace(/\]\([^)\n]*\)/g, blank);
}
