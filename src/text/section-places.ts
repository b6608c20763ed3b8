import type { Section } from "../model/post.ts";

/** Where each section stands, for people: the headings above it and its own, joined with ` > `; `-` for the preamble. */
export function sectionPlaces(
  sections: readonly Pick<Section, "kind" | "level" | "heading">[],
): readonly string[] {
  const open: string[] = [];
  return sections.map((section) => {
    if (section.kind === "preamble") return "-";
    open.length = Math.max(0, section.level - 1);
    open[section.level - 1] = section.heading;
    return open.filter((heading) => heading !== undefined).join(" > ");
  });
}

/** The place of a front-matter field. */
export const fieldPlace = (key: string): string => `front-matter: ${key}`;
