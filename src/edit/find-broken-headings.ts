import type { Edit } from "../model/edit.ts";

/** A heading outside the edited places that an edit has unmade, or text there that it has made a heading. */
export interface BrokenHeading {
  readonly kind: "lost" | "gained";
  readonly level: number;
  readonly text: string;
  /** From 1: in the file before the edit if lost, after it if gained. */
  readonly line: number;
}

interface Heading {
  readonly level: number;
  readonly text: string;
  readonly line: number;
  /** In UTF-16 units of the text without its BOM. */
  readonly start: number;
}

/**
 * What an edit does to the headings that it does not touch: a code fence or an HTML comment that is left open swallows
 * those below it, a line of dashes turns the paragraph above it into one. Asked of remark, the reference for what a
 * heading is, and not of our own scanner: this is the last look before somebody's article is written.
 *
 * @param after the file with the edits made; both files are UTF-8
 */
export async function findBrokenHeadings(
  before: Uint8Array,
  after: Uint8Array,
  edits: readonly Edit[],
): Promise<readonly BrokenHeading[]> {
  const findHeadings = await loadRemark();
  const gaps = findGaps(before, after, edits);
  const old = placeHeadings(findHeadings(decode(before)), gaps, "before");
  const now = placeHeadings(findHeadings(decode(after)), gaps, "after");
  return [...missingFrom(now, old, "lost"), ...missingFrom(old, now, "gained")];
}

async function loadRemark(): Promise<(text: string) => readonly Heading[]> {
  const [{ remark }, { default: frontMatter }, { default: gfm }] = await Promise.all([
    import("remark"),
    import("remark-frontmatter"),
    import("remark-gfm"),
  ]);
  const json = { type: "json", fence: { open: "{", close: "}" } };
  const processor = remark().use(frontMatter, ["yaml", "toml", json]).use(gfm);
  return (text) =>
    processor.parse(text).children.flatMap((node) => {
      if (node.type !== "heading" || node.position === undefined) return [];
      const { start, end } = node.position;
      const [title = ""] = text.slice(start.offset, end.offset).split(/\r\n?|\n/, 1);
      return [
        { level: node.depth, text: title.replace(/^#+\s*/, ""), line: start.line, start: start.offset ?? 0 },
      ];
    });
}

/** A stretch between edits, which is the same in both files; where it starts and ends, in UTF-16 units. */
interface Gap {
  readonly before: number;
  readonly after: number;
  readonly length: number;
}

function findGaps(before: Uint8Array, after: Uint8Array, edits: readonly Edit[]): readonly Gap[] {
  const gaps: Gap[] = [];
  let from = 0;
  let shift = 0;
  for (const edit of [...edits.toSorted((a, b) => a.start - b.start || a.end - b.end), null]) {
    const to = edit?.start ?? before.length;
    const start = decode(before.subarray(0, from)).length;
    gaps.push({
      before: start,
      after: decode(after.subarray(0, from + shift)).length,
      length: decode(before.subarray(0, to)).length - start,
    });
    if (edit === null) break;
    from = edit.end;
    shift += edit.bytes.length - (edit.end - edit.start);
  }
  return gaps;
}

/** Headings by gap, place in it and level; those that start inside an edit are left out. */
function placeHeadings(
  headings: readonly Heading[],
  gaps: readonly Gap[],
  file: "before" | "after",
): ReadonlyMap<string, Heading> {
  const placed = new Map<string, Heading>();
  for (const heading of headings) {
    const index = gaps.findIndex(
      (gap) => heading.start >= gap[file] && heading.start < gap[file] + gap.length,
    );
    const gap = gaps[index];
    if (gap !== undefined) placed.set(`${index} ${heading.start - gap[file]} ${heading.level}`, heading);
  }
  return placed;
}

function missingFrom(
  here: ReadonlyMap<string, Heading>,
  there: ReadonlyMap<string, Heading>,
  kind: BrokenHeading["kind"],
): readonly BrokenHeading[] {
  return [...there]
    .filter(([place]) => !here.has(place))
    .map(([, { level, text, line }]) => ({ kind, level, text, line }));
}

/** A BOM is left out: remark reads past it without counting it. */
const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
