import type { Section } from "../model/post.ts";
import { hashText, joinHashes } from "../text/hash.ts";

/** 13 hex digits that depend on the parts and their order only. */
export function stableId(...parts: readonly (string | number)[]): string {
  const text = parts.join("\u0000");
  return joinHashes(hashText(text, 0x51ed270b), hashText(text, 0x2127599b)).toString(16).padStart(13, "0");
}

/**
 * Names for the sections of a post that stay the same when lines move and other sections change: the
 * headings above it, its own, and an ordinal where that is not unique.
 */
export function sectionKeys(sections: readonly Section[]): string[] {
  const open: string[] = [];
  const seen = new Map<string, number>();
  return sections.map((section) => {
    if (section.kind === "preamble") return "preamble";
    open.length = Math.max(0, section.level - 1);
    open[section.level - 1] = section.heading;
    const path = open.filter((heading) => heading !== undefined).join(" › ");
    const ordinal = (seen.get(path) ?? 0) + 1;
    seen.set(path, ordinal);
    return `${path}#${ordinal}`;
  });
}
