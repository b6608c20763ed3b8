import type { Section } from "../../model/post.ts";

const decoder = new TextDecoder();

/**
 * Ids that a page of this body can have: of its headings by the rules of the common site generators, and those that
 * are written out. Which rule a site uses is not always known, so an id counts if one of them makes it.
 */
export function collectIds(
  bytes: Uint8Array,
  bodyStart: number,
  sections: readonly Section[],
): ReadonlySet<string> {
  const ids = new Set<string>();
  const seen = new Map<string, number>();
  for (const section of sections) {
    if (section.kind !== "section") continue;
    for (const slug of new Set(headingSlugs(section.heading))) {
      const n = seen.get(slug) ?? 0;
      seen.set(slug, n + 1);
      ids.add(n === 0 ? slug : `${slug}-${n}`);
    }
  }
  const body = decoder.decode(bytes.subarray(bodyStart));
  for (const found of body.matchAll(/\{[^{}\n]*#([^\s{}]+)[^{}\n]*\}/g)) ids.add(found[1]!);
  for (const found of body.matchAll(/\b(?:id|name|anchor)\s*=\s*["']?([^\s"'<>{}]+)/gi)) ids.add(found[1]!);
  // Footnotes and shortcodes make ids of their own from what they are given.
  for (const found of body.matchAll(/\[\^([^\]\s]+)\]/g)) ids.add(`fn:${found[1]}`).add(`fnref:${found[1]}`);
  for (const found of body.matchAll(/\{\{[<%]\s*[\w/-]+\s+([^>%]*?)\/?\s*[>%]\}\}/g)) {
    for (const value of found[1]!.matchAll(/["`]([^"`]+)["`]/g))
      for (const slug of headingSlugs(value[1]!)) ids.add(slug);
  }
  return ids;
}

/** Slugs of a heading: GitHub's, the same in ASCII, and as Blackfriday made them. */
export function headingSlugs(heading: string): readonly string[] {
  const text = heading
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/<[^>]+>/g, "")
    .replace(/[`*]|(?<=\s|^)_+|_+(?=\s|$)/g, "")
    .replace(/&amp;/g, "&")
    .trim();
  const lower = text.normalize("NFC").toLowerCase();
  const github = lower.replace(/[^\p{L}\p{M}\p{N}\p{Pc}\s-]/gu, "").replace(/\s/g, "-");
  const stripped = github.normalize("NFD").replace(/\p{M}/gu, "");
  const ascii = stripped.replace(/[^\x00-\x7f]/g, "");
  const folded = stripped
    .replace(/ø/g, "o")
    .replace(/æ/g, "ae")
    .replace(/[^\x00-\x7f]/g, "");
  const joined = lower.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "");
  return [
    github,
    ascii,
    folded,
    github.replace(/-+/g, "-"),
    ascii.replace(/-+/g, "-"),
    folded.replace(/-+/g, "-"),
    joined,
  ];
}
