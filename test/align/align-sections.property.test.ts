import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type AlignInput, alignSections } from "../../src/align/align-sections.ts";
import { readFeatures } from "../../src/commands/load-side.ts";
import type { SectionFeatures } from "../../src/model/features.ts";
import type { Post } from "../../src/model/post.ts";
import type { Alignment } from "../../src/model/row.ts";
import { readSections } from "../../src/text/section-records.ts";

const OPTIONS = { rawShortcodes: [] };
const encoder = new TextEncoder();

/** Features of a post's sections, as the command reads them. */
function featuresOf(text: string): readonly SectionFeatures[] {
  const bytes = encoder.encode(text);
  const sections = readSections(bytes, 0, 1, OPTIONS);
  const post = { sections, frontMatter: { range: { start: 0, end: 0 } } } as unknown as Post;
  return readFeatures(OPTIONS, post, bytes);
}

function align(
  source: readonly SectionFeatures[],
  target: readonly SectionFeatures[],
  more: Partial<AlignInput> = {},
): Alignment {
  return alignSections({
    source,
    target,
    stats: null,
    own: undefined,
    statsForward: true,
    lengthRatio: 1,
    lineage: [],
    targetKnown: [],
    fixed: [],
    barred: [],
    ...more,
  });
}

interface Draft {
  readonly heading: readonly string[];
  readonly level: number;
  readonly body: readonly string[];
  readonly neutral: readonly string[];
}

const word = fc.stringMatching(/^[a-zæøå]{4,10}$/);
const section: fc.Arbitrary<Draft> = fc.record({
  heading: fc.array(word, { minLength: 1, maxLength: 4 }),
  level: fc.constantFrom(2, 3),
  body: fc.array(word, { minLength: 3, maxLength: 40 }),
  neutral: fc.array(
    fc.oneof(
      fc.integer({ min: 100, max: 9999 }).map(String),
      word.map((text) => `\`${text}()\``),
      word.map((text) => `[x](/${text}/)`),
    ),
    { maxLength: 4 },
  ),
});
const post = (most: number) => fc.array(section, { minLength: 1, maxLength: most });
const write = (sections: readonly Draft[]): string =>
  sections
    .map(
      ({ heading, level, body, neutral }) =>
        `${"#".repeat(level)} ${heading.join(" ")}\n\n${[...body, ...neutral].join(" ")}.\n`,
    )
    .join("\n");

/** Every section of both sides stands in exactly one row, and the source's in order. */
function expectWhole(rows: Alignment, sources: number, targets: number): void {
  const pick = (side: "source" | "target"): readonly number[] =>
    rows.map((row) => row[side]).filter((at) => at >= 0);
  expect(pick("source")).toEqual(Array.from({ length: sources }, (_, at) => at));
  expect(pick("target").toSorted((a, b) => a - b)).toEqual(Array.from({ length: targets }, (_, at) => at));
  const still = rows.filter((row) => !row.moved && row.target >= 0).map((row) => row.target);
  expect(still).toEqual(still.toSorted((a, b) => a - b));
  for (const { confidence } of rows) {
    expect(confidence).toBeGreaterThanOrEqual(0);
    expect(confidence).toBeLessThanOrEqual(1);
  }
}

const matches = (rows: Alignment): readonly string[] =>
  rows
    .filter(({ source, target }) => source >= 0 && target >= 0)
    .map(({ source, target }) => `${source}-${target}`)
    .sort();
const turned = (rows: Alignment): Alignment =>
  rows.map((row) => ({ ...row, source: row.target, target: row.source }));

describe("alignment", () => {
  test("of a list with itself is all matches", () => {
    fc.assert(
      fc.property(post(12), (drafts) => {
        const features = featuresOf(write(drafts));
        const rows = align(features, features);
        expect(rows.map(({ source, target, moved }) => [source, target, moved])).toEqual(
          features.map((_, at) => [at, at, false]),
        );
      }),
      { numRuns: 150 },
    );
  });

  test("takes every section once, whatever the lists", () => {
    fc.assert(
      fc.property(post(10), post(10), (a, b) => {
        const [x, y] = [featuresOf(write(a)), featuresOf(write(b))];
        expectWhole(align(x, y), x.length, y.length);
      }),
      { numRuns: 150 },
    );
  });

  test("is symmetrical: the sides swapped give the same matches", () => {
    fc.assert(
      fc.property(
        post(10),
        fc.array(fc.nat(100), { maxLength: 3 }),
        fc.array(fc.tuple(fc.nat(100), section), { maxLength: 3 }),
        (drafts, removed, added) => {
          const other = [...drafts];
          for (const at of removed) if (other.length > 1) other.splice(at % other.length, 1);
          for (const [at, draft] of added) other.splice(at % (other.length + 1), 0, draft);
          const [x, y] = [featuresOf(write(drafts)), featuresOf(write(other))];
          expect(matches(turned(align(y, x)))).toEqual(matches(align(x, y)));
        },
      ),
      { numRuns: 150 },
    );
  });

  test("keeps what people said together, and apart what they said apart", () => {
    fc.assert(
      fc.property(post(8), post(8), fc.nat(100), fc.nat(100), (a, b, i, j) => {
        const [x, y] = [featuresOf(write(a)), featuresOf(write(b))];
        const pair = [i % x.length, j % y.length] as const;
        const name = pair.join("-");
        expect(matches(align(x, y, { fixed: [pair] }))).toContain(name);
        expect(matches(align(x, y, { barred: [pair] }))).not.toContain(name);
      }),
      { numRuns: 100 },
    );
  });

  test("of very long lists is cut into blocks, and finds the same", () => {
    const count = 900;
    const drafts = Array.from({ length: count }, (_, at) => `## Part ${at}\n\nText on part ${at} here.\n`);
    const x = featuresOf(drafts.join("\n"));
    const y = featuresOf(drafts.filter((_, at) => at % 9 !== 0).join("\n"));
    const rows = align(x, y);
    expectWhole(rows, x.length, y.length);
    const right = rows.filter(
      ({ source, target }) => target >= 0 && target === source - Math.floor(source / 9) - 1,
    );
    expect(right.length).toBe(y.length);
    expect(matches(turned(align(y, x)))).toEqual(matches(rows));
  });
});
