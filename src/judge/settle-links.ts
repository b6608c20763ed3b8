import type { Content } from "../compare/content.ts";
import { bagDifference, neutralKey } from "../compare/delta.ts";
import { TOKEN } from "../text/tokens.ts";

/** A link of a content: the page that it leads to, equal for both language versions of a page, and its token's start. */
export interface PageLink {
  readonly page: string;
  readonly at: number;
}

/** The links of one version of a section; of the side that leads, or of the other. */
export type LinkReader = (side: "lead" | "follow", content: Content) => readonly PageLink[];

/** One side's content at the baseline and now. */
export interface Movement {
  readonly side: "lead" | "follow";
  readonly older: Content;
  readonly newer: Content;
}

/**
 * Whether all that changed on one side are links, and the other language's links lead where they lead now: the address
 * was corrected (`/kontakt/` in an English post), or each language has its own for the page. Other neutral parts may
 * have changed with them if they changed in the other language too.
 */
export function leadsWhereOtherLeads(
  { side, older, newer }: Movement,
  other: Movement,
  linksOf: LinkReader,
): boolean {
  const then = linksOf(side, older);
  const now = linksOf(side, newer);
  const rest = bagDifference(restOf(older, then), restOf(newer, now));
  const theirLinks = linksOf(other.side, other.newer);
  if (rest.added.size > 0 || rest.removed.size > 0) {
    const before = restOf(other.older, linksOf(other.side, other.older));
    const theirs = bagDifference(before, restOf(other.newer, theirLinks));
    if (!isWithin(rest.added, theirs.added) || !isWithin(rest.removed, theirs.removed)) return false;
  }
  const pages = (links: readonly PageLink[]) => new Set(links.map(({ page }) => page));
  const [before, after] = [pages(then), pages(now)];
  const theirs = pages(theirLinks);
  const brought = [...after].filter((page) => !before.has(page));
  const gone = [...before].filter((page) => !after.has(page));
  return brought.every((page) => theirs.has(page)) && !gone.some((page) => theirs.has(page));
}

function isWithin(a: ReadonlyMap<number, number>, b: ReadonlyMap<number, number>): boolean {
  return [...a.keys()].every((key) => b.has(key));
}

const decoder = new TextDecoder();

/** Neutral parts that are no link: with the tags that only hold one. */
function restOf({ bytes, tokens: read }: Content, links: readonly PageLink[]): Map<number, number> {
  const starts = new Set(links.map(({ at }) => at));
  const tokens = read();
  const bag = new Map<number, number>();
  let tagEnd = -1;
  for (let i = 0; i < tokens.count; i++) {
    const kind = tokens.kind[i]!;
    const start = tokens.start[i]!;
    const end = tokens.end[i]!;
    // In `href="{{% relref "page.md" %}}"` the inner quotes end the attribute: what follows is no part of the text.
    if (kind === TOKEN.link && isOpenTag(bytes, start, end)) tagEnd = findTagEnd(bytes, start);
    if (start < tagEnd) continue;
    if (kind <= TOKEN.money || kind === TOKEN.link || starts.has(start)) continue;
    if (kind === TOKEN.shortcode && /^(?:rel)?ref$/.test(decoder.decode(bytes.subarray(start, end))))
      continue;
    const key = neutralKey(kind, tokens.hash[i]!, bytes, start, end);
    bag.set(key, (bag.get(key) ?? 0) + 1);
  }
  return bag;
}

function isOpenTag(bytes: Uint8Array, start: number, end: number): boolean {
  return bytes[start] === 0x7b && bytes[start + 1] === 0x7b && bytes[end - 1] !== 0x7d;
}

/** One past `}}` and the quote behind it. */
function findTagEnd(bytes: Uint8Array, start: number): number {
  for (let i = bytes.indexOf(0x7d, start); i >= 0; i = bytes.indexOf(0x7d, i + 1)) {
    if (bytes[i + 1] === 0x7d) return i + 3;
  }
  return start;
}
