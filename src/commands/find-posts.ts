import type { PostCard } from "../model/card.ts";
import type { Config } from "../model/config.ts";
import { postUrls } from "../site/urls.ts";

/**
 * Paths of the posts that a name means, the surest reading first: its path (also as typed from below the project folder,
 * also without ending), an alias, an address, else a part of its path or title. Empty when it means none.
 */
export function findPosts(
  name: string,
  cards: readonly PostCard[],
  config: Config,
  here: string,
): readonly string[] {
  const wanted = name.trim().replace(/\\/g, "/");
  if (wanted === "") return [];
  const readings: ((card: PostCard) => boolean)[] = [
    (card) =>
      isPath(card.path, wanted.replace(/^\.\//, "")) || isPath(card.path, here + wanted.replace(/^\.\//, "")),
    (card) => card.aliases.some((alias) => sameAddress(alias, wanted)),
    (card) => addresses(card, config).some((address) => sameAddress(address, wanted)),
    (card) => card.slug === wanted || fileName(card.path) === wanted,
    (card) => card.path.toLowerCase().includes(wanted.toLowerCase()),
    (card) => card.title.toLowerCase().includes(wanted.toLowerCase()),
  ];
  for (const matches of readings) {
    const found = cards.filter(matches).map((card) => card.path);
    if (found.length > 0) return found;
  }
  return [];
}

function isPath(path: string, wanted: string): boolean {
  return path === wanted || path.replace(/\.[^./]+$/, "") === wanted;
}

/** The last part of a path that says anything: the folder for a page bundle. */
function fileName(path: string): string {
  const name = path.replace(/(?:\/_?index)?(?:\.[a-z]{2}(?:-[a-z]+)?)?\.[^./]+$/i, "");
  return name.slice(name.lastIndexOf("/") + 1);
}

function addresses(card: PostCard, config: Config): readonly string[] {
  const urls = postUrls(card, config);
  return Object.values(urls).flatMap((value: unknown) =>
    typeof value === "string"
      ? [value]
      : Array.isArray(value)
        ? value.filter((v) => typeof v === "string")
        : [],
  );
}

function sameAddress(a: string, b: string): boolean {
  const bare = (address: string) =>
    address
      .toLowerCase()
      .replace(/^https?:\/\/[^/]*/, "")
      .replace(/[?#].*$/, "")
      .replace(/^\/+|\/+$/g, "");
  return bare(a) === bare(b) && bare(a) !== "";
}
