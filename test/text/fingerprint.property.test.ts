import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readSections } from "../../src/text/section-records.ts";

const encoder = new TextEncoder();
const OPTIONS = { rawShortcodes: ["highlight", "mermaid"] };

interface Print {
  readonly words: number;
  readonly neutral: number;
}

/** Fingerprint of the only section of a document. */
function printOf(text: string): Print {
  const sections = readSections(encoder.encode(text), 0, 1, OPTIONS);
  expect(sections, text).toHaveLength(1);
  return sections[0]!.print;
}

/** What a paragraph is made of. Every piece can be written in several ways that mean the same. */
type Piece =
  | { readonly kind: "word"; readonly text: string }
  | { readonly kind: "strong"; readonly text: string }
  | { readonly kind: "number"; readonly text: string }
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "link"; readonly text: string; readonly target: string };

interface Doc {
  readonly heading: readonly string[];
  readonly level: 1 | 2;
  readonly paragraphs: readonly (readonly Piece[])[];
  readonly list: readonly (readonly string[])[];
  readonly table: readonly (readonly string[])[];
  readonly fence: readonly string[];
}

/** Choices of looks; none may change a fingerprint. */
interface Look {
  readonly wrap: number;
  readonly bullet: "-" | "*" | "+";
  readonly strong: "**" | "__";
  readonly setext: boolean;
  readonly closed: boolean;
  readonly attributes: boolean;
  readonly padding: number;
  readonly link: "inline" | "angle" | "titled" | "reference" | "collapsed";
  readonly eol: "\n" | "\r\n";
  readonly quotes: readonly [string, string];
  readonly escape: boolean;
  readonly lineBreak: boolean;
  readonly fence: "```" | "~~~" | "````";
}

const WORDS =
  "boat quay plank tide harbour båt fjære ærlig øy grønn été naïve straße isn't well-known ship's O'Brien".split(
    " ",
  );
const word = fc.oneof(
  fc.constantFrom(...WORDS),
  fc
    .stringMatching(/^[a-zæøå]{2,9}$/)
    .filter(
      (text) =>
        !/^(en|ei|et|to|tre|one|two|ten|six|seks|fem|ni|ti|sju|syv|fire|åtte|elleve|tolv|three|four|five|seven|eight|nine|eleven|twelve|zero|null)$/.test(
          text,
        ),
    ),
);
const target = fc.stringMatching(/^\/[a-z]{2,8}\/[a-z]{1,6}\/$/);
const piece: fc.Arbitrary<Piece> = fc.oneof(
  { weight: 8, arbitrary: word.map((text) => ({ kind: "word", text }) as const) },
  { weight: 1, arbitrary: word.map((text) => ({ kind: "strong", text }) as const) },
  {
    weight: 1,
    arbitrary: fc
      .integer({ min: 1000, max: 9999 })
      .map((n) => ({ kind: "number", text: String(n) }) as const),
  },
  {
    weight: 1,
    arbitrary: fc
      .stringMatching(/^[a-z]{2,6}\([a-z0-9]{0,4}\)$/)
      .map((text) => ({ kind: "code", text }) as const),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("link" as const), text: word, target }) },
);
// Four digits: "13 100" would be one number, and a word between the two would part it.
const words = (least: number, most: number) => fc.array(word, { minLength: least, maxLength: most });
const doc: fc.Arbitrary<Doc> = fc.record({
  heading: words(1, 4),
  level: fc.constantFrom(1, 2),
  // A word first and last, so that no paragraph begins or ends with what could be another construct.
  paragraphs: fc.array(
    fc
      .tuple(word, fc.array(piece, { minLength: 1, maxLength: 20 }), word)
      .map(([first, middle, last]): readonly Piece[] => [
        { kind: "word", text: first },
        ...middle,
        { kind: "word", text: last },
      ]),
    { minLength: 1, maxLength: 3 },
  ),
  list: fc.array(words(1, 5), { maxLength: 3 }),
  table: fc.array(fc.tuple(word, word), { maxLength: 3 }),
  fence: fc.array(fc.stringMatching(/^[a-z]{1,8} = [0-9]{1,4};$/), { maxLength: 3 }),
});
const look: fc.Arbitrary<Look> = fc.record({
  wrap: fc.constantFrom(20, 47, 80, 10_000),
  bullet: fc.constantFrom("-", "*", "+"),
  strong: fc.constantFrom("**", "__"),
  setext: fc.boolean(),
  closed: fc.boolean(),
  attributes: fc.boolean(),
  padding: fc.integer({ min: 0, max: 5 }),
  link: fc.constantFrom("inline", "angle", "titled", "reference", "collapsed"),
  eol: fc.constantFrom("\n", "\r\n"),
  quotes: fc.constantFrom(["", ""], ['"', '"'], ["“", "”"], ["«", "»"], ["‘", "’"]) as fc.Arbitrary<
    readonly [string, string]
  >,
  escape: fc.boolean(),
  lineBreak: fc.boolean(),
  fence: fc.constantFrom("```", "~~~", "````"),
});
const PLAIN: Look = {
  wrap: 10_000,
  bullet: "-",
  strong: "**",
  setext: false,
  closed: false,
  attributes: false,
  padding: 1,
  link: "inline",
  eol: "\n",
  quotes: ["", ""],
  escape: false,
  lineBreak: false,
  fence: "```",
};

function write(doc: Doc, look: Look): string {
  const definitions: string[] = [];
  const writeLink = (text: string, to: string): string => {
    switch (look.link) {
      case "inline":
        return `[${text}](${to})`;
      case "angle":
        return `[${text}](<${to}>)`;
      case "titled":
        return `[${text}]( ${to} )`;
      case "reference":
      case "collapsed": {
        // A collapsed reference takes its text for its label, which must mean one page only.
        const label = look.link === "reference" || definitions.length > 0 ? `l${definitions.length}` : text;
        definitions.push(`[${label}]: ${to}`);
        return label === text ? `[${text}][]` : `[${text}][${label}]`;
      }
    }
  };
  const writePiece = (piece: Piece): string => {
    switch (piece.kind) {
      case "word":
      case "number":
        return piece.text;
      case "strong":
        return `${look.strong}${piece.text}${look.strong}`;
      case "code":
        return `\`${piece.text}\``;
      case "link":
        return writeLink(piece.text, piece.target);
    }
  };
  const wrap = (parts: readonly string[]): string => {
    const lines: string[] = [];
    for (const part of parts) {
      const last = lines.at(-1);
      if (last === undefined || last.length + part.length > look.wrap) lines.push(part);
      else lines[lines.length - 1] = `${last} ${part}`;
    }
    return lines.join("\n");
  };
  const heading = doc.heading.join(" ") + (look.attributes ? " {#some-id .wide}" : "");
  const mark = "#".repeat(doc.level);
  const blocks = [
    look.setext
      ? `${heading}\n${(doc.level === 1 ? "=" : "-").repeat(7)}`
      : `${mark} ${heading}${look.closed ? ` ${mark}` : ""}`,
    ...doc.paragraphs.map((pieces, at) => {
      const parts = pieces.map(writePiece);
      parts[0] = `${look.quotes[0]}${parts[0]}${look.quotes[1]}`;
      parts[parts.length - 1] += look.escape ? "\\." : ".";
      if (look.lineBreak && at === 0) parts.splice(1, 0, "<br>");
      return wrap(parts);
    }),
    ...(doc.list.length > 0 ? [doc.list.map((item) => `${look.bullet} ${item.join(" ")}`).join("\n")] : []),
    ...(doc.table.length > 0
      ? [
          ["| h | k |", "|---|:--|".replaceAll("-", "-".repeat(look.padding + 1))]
            .concat(
              doc.table.map(
                (row) => `|${row.map((cell) => ` ${cell}${" ".repeat(look.padding)}`).join("|")} |`,
              ),
            )
            .join("\n"),
        ]
      : []),
    ...(doc.fence.length > 0 ? [`${look.fence}js\n${doc.fence.join("\n")}\n${look.fence}`] : []),
  ];
  const text = [...blocks, ...(definitions.length > 0 ? [[...new Set(definitions)].join("\n")] : [])].join(
    "\n\n",
  );
  return `${text}\n`.replaceAll("\n", look.eol);
}

describe("looks", () => {
  test("never change either hash", () => {
    fc.assert(
      fc.property(doc, look, (content, chosen) => {
        // An id written out is a neutral part: only where both have it may they be compared.
        const attributes = chosen.attributes ? { attributes: true } : {};
        expect(printOf(write(content, chosen))).toEqual(printOf(write(content, { ...PLAIN, ...attributes })));
      }),
      { numRuns: 600 },
    );
  });

  test("a heading's attributes are no words", () => {
    fc.assert(
      fc.property(doc, (content) => {
        const print = printOf(write(content, { ...PLAIN, attributes: true }));
        expect(print.words).toBe(printOf(write(content, PLAIN)).words);
      }),
    );
  });
});

/** Where in a document a word stands: an index for each place that holds words. */
type Edit = (doc: Doc, at: number, text: string) => Doc | null;

const inParagraph =
  (change: (pieces: readonly Piece[], at: number, text: string) => readonly Piece[]): Edit =>
  (doc, at, text) => {
    const index = at % doc.paragraphs.length;
    const pieces = doc.paragraphs[index]!;
    const changed = change(pieces, at % pieces.length, text);
    return { ...doc, paragraphs: doc.paragraphs.with(index, changed) };
  };

const EDITS: Readonly<Record<string, Edit>> = {
  added: inParagraph((pieces, at, text) => pieces.toSpliced(at, 0, { kind: "word", text })),
  removed: inParagraph((pieces, at) => {
    const word = pieces[at]!.kind === "word" ? at : 0;
    return pieces.toSpliced(word, 1);
  }),
  changed: inParagraph((pieces, at, text) =>
    pieces.with(pieces[at]!.kind === "word" ? at : 0, { kind: "word", text: `${text}x` }),
  ),
  "changed in the heading": (doc, at, text) => ({
    ...doc,
    heading: doc.heading.with(at % doc.heading.length, `${text}x`),
  }),
  "changed in a list": (doc, at, text) =>
    doc.list.length === 0 ? null : { ...doc, list: doc.list.with(at % doc.list.length, [`${text}x`, "qzq"]) },
  "changed in a table": (doc, at, text) =>
    doc.table.length === 0
      ? null
      : { ...doc, table: doc.table.with(at % doc.table.length, [`${text}x`, "qzq"]) },
};

test("a number grouped by a blank is the same number when a line ends there", () => {
  const prints = [" ", "\n", "\r\n", "\u00a0", "\u202f"].map((blank) =>
    printOf(`It costs 13${blank}100 kroner.\n`),
  );
  for (const print of prints) expect(print).toEqual(prints[0]);
  expect(printOf("It costs 13 and 100 kroner.\n")).not.toEqual(prints[0]);
});

describe("a word", () => {
  test.each(Object.entries(EDITS))("%s always changes the words", (_, edit) => {
    fc.assert(
      fc.property(doc, look, fc.nat(1000), word, (content, chosen, at, text) => {
        const edited = edit(content, at, text);
        fc.pre(edited !== null);
        const before = printOf(write(content, chosen));
        const after = printOf(write(edited as Doc, chosen));
        expect(after.words).not.toBe(before.words);
        expect(after.neutral).toBe(before.neutral);
      }),
      { numRuns: 200 },
    );
  });

  test("in another order always changes the words", () => {
    fc.assert(
      fc.property(fc.uniqueArray(word, { minLength: 2, maxLength: 8 }), (list) => {
        const [first, second, ...rest] = list as [string, string, ...string[]];
        fc.pre(first.toLowerCase() !== second.toLowerCase());
        expect(printOf(`${[second, first, ...rest].join(" ")}\n`).words).not.toBe(
          printOf(`${list.join(" ")}\n`).words,
        );
      }),
    );
  });
});

describe("a neutral part", () => {
  const kinds: Readonly<Record<string, (piece: Piece) => Piece | null>> = {
    number: (piece) => (piece.kind === "number" ? { ...piece, text: String(Number(piece.text) + 1) } : null),
    code: (piece) => (piece.kind === "code" ? { ...piece, text: `${piece.text};` } : null),
    link: (piece) => (piece.kind === "link" ? { ...piece, target: `${piece.target}new/` } : null),
  };
  const samples: Readonly<Record<string, Piece>> = {
    number: { kind: "number", text: "2171" },
    code: { kind: "code", text: "run(x)" },
    link: { kind: "link", text: "quay", target: "/old/page/" },
  };
  test.each(Object.keys(kinds))("%s: a change always changes the neutral hash alone", (kind) => {
    fc.assert(
      fc.property(doc, look, fc.nat(1000), (content, chosen, at) => {
        // Collapsed references are told apart by their text; two of the same text would be one link.
        const written: Look = chosen.link === "collapsed" ? { ...chosen, link: "reference" } : chosen;
        const index = at % content.paragraphs.length;
        const pieces = content.paragraphs[index]!.toSpliced(1, 0, samples[kind]!);
        const changed = pieces.with(1, kinds[kind]!(samples[kind]!)!);
        const put = (list: readonly Piece[]): Print =>
          printOf(write({ ...content, paragraphs: content.paragraphs.with(index, list) }, written));
        expect(put(changed).neutral).not.toBe(put(pieces).neutral);
        expect(put(changed).words).toBe(put(pieces).words);
      }),
      { numRuns: 200 },
    );
  });

  test("a line of code: a change always changes the neutral hash alone", () => {
    fc.assert(
      fc.property(doc, look, fc.stringMatching(/^[a-z]{1,8}$/), (content, chosen, line) => {
        const before = printOf(write({ ...content, fence: [...content.fence, line] }, chosen));
        const after = printOf(write({ ...content, fence: [...content.fence, `${line} `, "x"] }, chosen));
        expect(after.neutral).not.toBe(before.neutral);
        expect(after.words).toBe(before.words);
      }),
    );
  });
});
