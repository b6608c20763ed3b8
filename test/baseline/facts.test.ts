import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatFactFile, parseFactFile } from "../../src/baseline/fact-file.ts";
import { formatFact, parseFact } from "../../src/baseline/fact-line.ts";
import { withdrawFact } from "../../src/baseline/fact-subjects.ts";
import { type FactSet, readFactSet, tidyFactFiles } from "../../src/baseline/facts.ts";
import { readUsualLine } from "../../src/baseline/usual-line.ts";
import type { ClaimFact, Fact } from "../../src/model/fact.ts";
import { anyFact, anyUsualFact, makeFact, print, side, withdraw } from "../support/facts.ts";

const file = (facts: readonly Fact[], path = "a.txt") => ({ path, text: formatFactFile(facts) });
const setOf = (...facts: readonly Fact[]): FactSet => readFactSet([file(facts)]);

const EN = { language: "en", print: print(1) };
const NB = { language: "nb", print: print(2) };

/** Everything that a set answers about the facts it was made of. */
function answers(set: FactSet): unknown {
  const texts = set
    .all()
    .flatMap(({ sides }) => sides.flatMap(({ language, print }) => (print ? [{ language, print }] : [])));
  const pairs = new Set(set.all().map((fact) => fact.pair));
  return {
    all: set.all(),
    postLinks: set.postLinks,
    suppressions: set.suppressions,
    agreements: texts.map((text) => set.agreementsWith(text)),
    links: texts.map((text) => set.linksWith(text)),
    only: texts.map((text) => [...pairs].sort().map((pair) => set.findOnly(pair ?? "", text))),
    between: texts
      .slice(0, 6)
      .map((a) => texts.slice(0, 6).map((b) => [set.findAgreement(a, b), set.findLink(b, a)])),
  };
}

describe("a line", () => {
  test("reads well", () => {
    const fact = makeFact({ kind: "same" }, 15, {
      by: "Kari Nordmann",
      reason: 'Kept "as is"',
      pair: "/blogg/x",
      sides: [
        side("en", 1, { path: "content/en/x.md", place: "About > Team" }),
        side("nb", 2, { blob: "0123456789abcdef0123456789abcdef01234567" }),
      ],
    });
    expect(formatFact(fact)).toBe(
      "same 2026-07-02T10:15:00.000Z en=v1:0000000000001.0000000000000 nb=v1:0000000000002.0000000000000 how=kept " +
        'by="Kari Nordmann" reason="Kept \\"as is\\"" pair=/blogg/x en.path=content/en/x.md en.at="About > Team" ' +
        "nb.blob=0123456789abcdef0123456789abcdef01234567",
    );
    expect(
      formatFact(makeFact({ kind: "only", pair: "/x" }, 0, { sides: [side("en", null), side("nb", 2)] })),
    ).toBe("only 2026-07-02T10:00:00.000Z en=- nb=v1:0000000000002.0000000000000 how=kept by=Kari pair=/x");
  });

  test("comes back as it was written, whatever people type", () => {
    fc.assert(
      fc.property(anyFact, (fact) => {
        const line = formatFact(fact);
        expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/);
        expect(Buffer.from(line).toString()).toBe(line);
        const back = parseFact(line);
        expect(back).toEqual(fact);
        expect(formatFact(back as Fact)).toBe(line);
      }),
      { numRuns: 500 },
    );
  });

  test("the reader for usual lines agrees with the reader for any line", () => {
    let usual = 0;
    fc.assert(
      fc.property(
        anyUsualFact,
        fc.nat(),
        fc.constantFrom("", "x", " ", '"', "v1:", "\\", "29", "31"),
        (fact, at, noise) => {
          const line = formatFact(fact);
          const cut = at % (line.length + 1);
          for (const text of [
            line,
            line.slice(0, cut) + noise + line.slice(cut + noise.length),
            line.slice(0, cut),
          ]) {
            const read = readUsualLine(text);
            if (read === null) continue;
            usual += 1;
            expect(parseFact(text)).toEqual(read);
          }
        },
      ),
      { numRuns: 700 },
    );
    expect(usual).toBeGreaterThan(700);
  });

  test.each([
    ["", ""],
    ["same", "same"],
    ["same yesterday en=v1:0000000000001.0000000000000 nb=-", "yesterday"],
    ["same 2026-02-30T10:00:00.000Z en=- nb=-", "2026-02-30T10:00:00.000Z"],
    ["same 2026-07-02T10:00:00.000Z en=v1:0000000000001.0000000000000 nb=-", "-"],
    [
      "same 2026-07-02T10:00:00.000Z en=v2:0000000000001.0000000000000 nb=v1:0000000000002.0000000000000",
      "v2:0000000000001.0000000000000",
    ],
    ["same 2026-07-02T10:00:00.000Z en=v1:0000000000001.0000000000000", "v1:"],
    [
      "loved 2026-07-02T10:00:00.000Z en=v1:0000000000001.0000000000000 nb=v1:0000000000002.0000000000000",
      "loved",
    ],
    [
      "same 2026-07-02T10:00:00.000Z en=v1:0000000000001.0000000000000 nb=v1:0000000000002.0000000000000 how=guessed",
      "guessed",
    ],
    [
      'same 2026-07-02T10:00:00.000Z en=v1:0000000000001.0000000000000 nb=v1:0000000000002.0000000000000 by="Kar',
      'by="Kar',
    ],
    [
      "same 2026-07-02T10:00:00.000Z en=v1:0000000000001.0000000000000 nb=v1:0000000000002.0000000000000 en.blob=0123",
      "0123",
    ],
    [
      "same 2026-07-02T10:00:00.000Z en=v1:0000000000001.0000000000000 en=v1:0000000000002.0000000000000",
      "en",
    ],
    ["only 2026-07-02T10:00:00.000Z en=v1:0000000000001.0000000000000 nb=-", "pair="],
    ["linked 2026-07-02T10:00:00.000Z en=- nb=- about=post en.path=a", "path="],
    ["withdrawn 2026-07-02T10:00:00.000Z en=- nb=-", "withdrawn"],
  ])("%j is no fact, because of %j", (line, part) => {
    expect(parseFact(line)).toBe(part);
  });
});

describe("a file", () => {
  const one = makeFact({ kind: "same" }, 1);
  const two = makeFact({ kind: "own" }, 2);

  test("has a version line, then a fact a line", () => {
    expect(formatFactFile([one])).toBe(`samsvar facts 1\n${formatFact(one)}\n`);
    expect(formatFactFile([])).toBe("samsvar facts 1\n");
  });

  test("damaged lines are named by number, the rest is read", () => {
    const text = `samsvar facts 1\n<<<<<<< HEAD\n${formatFact(one)}\n=======\n\n# a note\n${formatFact(two)}\n>>>>>>> x\n`;
    expect(parseFactFile({ path: "f.txt", text })).toEqual({
      facts: [one, two],
      problems: [2, 4, 8].map((line) =>
        expect.objectContaining({ kind: "damaged-line", file: "f.txt", line }),
      ),
    });
  });

  test("a newer version is named, and nothing of the file believed", () => {
    const text = `samsvar facts 2\n${formatFact(one)}\n`;
    expect(parseFactFile({ path: "f.txt", text })).toEqual({
      facts: [],
      problems: [{ kind: "unknown-version", file: "f.txt", line: 1, version: "2" }],
    });
  });

  test("CRLF, a BOM, no final newline, no version line, nothing at all", () => {
    const text = formatFactFile([one, two]);
    for (const changed of [
      text.replaceAll("\n", "\r\n"),
      `\ufeff${text}`,
      text.trimEnd(),
      `${formatFact(one)}\n${formatFact(two)}`,
    ]) {
      expect(parseFactFile({ path: "f", text: changed })).toEqual({ facts: [one, two], problems: [] });
    }
    expect(parseFactFile({ path: "f", text: "" })).toEqual({ facts: [], problems: [] });
    expect(parseFactFile({ path: "f", text: "samsvar fac" }).problems).toHaveLength(1);
  });

  test("cut anywhere, whole lines are kept and no other fact comes up", () => {
    const facts = [
      one,
      two,
      makeFact({ kind: "only", pair: "a b" }, 3, { sides: [side("en", 7), side("nb", null)] }),
    ];
    const text = formatFactFile(facts);
    const whole = facts.map(formatFact);
    for (let length = 0; length <= text.length; length += 1) {
      const cut = text.slice(0, length);
      const { facts: read } = parseFactFile({ path: "f", text: cut });
      const complete = whole.filter((line) => cut.includes(line));
      expect(read.slice(0, complete.length).map(formatFact)).toEqual(complete);
      expect(read.length).toBeLessThanOrEqual(complete.length + 1);
    }
  });
});

describe("what holds", () => {
  const same = makeFact({ kind: "same" }, 10);

  test("agreement between two texts, wherever they stand and whichever is called the source", () => {
    const set = setOf(same);
    expect(set.findAgreement(EN, NB)).toEqual(same);
    expect(set.findAgreement(NB, EN)).toEqual(same);
    expect(set.findAgreement(EN, { language: "nb", print: print(3) })).toBeNull();
    expect(set.findAgreement(EN, { language: "sv", print: print(2) })).toBeNull();
    expect(set.findAgreement(EN, { language: "nb", print: print(2, 1) })).toBeNull();
    expect(set.agreementsWith(EN)).toEqual([same]);
    expect(set.linksWith(EN)).toEqual([]);
  });

  test("the sides' order in the file does not matter", () => {
    const line = formatFact(same);
    const turned = line.replace(/(en=\S+) (nb=\S+)/, "$2 $1");
    expect(turned).not.toBe(line);
    expect(parseFactFile({ path: "f", text: turned }).facts).toEqual([same]);
    expect(parseFact(turned)).toEqual(same);
  });

  test("the latest of several statements, but a person before a machine", () => {
    const own = makeFact({ kind: "own" }, 20);
    const machine = makeFact({ kind: "same" }, 30, { how: "machine" });
    expect(setOf(same, own).findAgreement(EN, NB)).toEqual(own);
    expect(setOf(own, same, machine).findAgreement(EN, NB)).toEqual(own);
    expect(setOf(machine).findAgreement(EN, NB)).toEqual(machine);
    const later = makeFact({ kind: "same" }, 40, { how: "adopted" });
    expect(setOf(machine, later).findAgreement(EN, NB)).toEqual(later);
  });

  test("a withdrawal ends what was said before it or with it, and nothing later", () => {
    expect(setOf(same, withdraw(same, 20)).findAgreement(EN, NB)).toBeNull();
    expect(setOf(same, withdraw(same, 10)).findAgreement(EN, NB)).toBeNull();
    expect(setOf(withdraw(same, 5), same).findAgreement(EN, NB)).toEqual(same);
    const own = makeFact({ kind: "own" }, 12);
    expect(setOf(same, own, withdraw(same, 20)).findAgreement(EN, NB)).toBeNull();
    expect(setOf(same, withdraw(same, 20)).all()).toHaveLength(2);
    expect(setOf(same, withdraw(same, 20)).agreementsWith(EN)).toEqual([]);
    const slowClock = withdrawFact(same, { time: 0, by: "", reason: null });
    expect(setOf(same, slowClock).findAgreement(EN, NB)).toBeNull();
    const again = makeFact({ kind: "same" }, 30);
    expect(setOf(same, withdraw(same, 20), again).findAgreement(EN, NB)).toEqual(again);
  });

  test("a withdrawal of one thing leaves the others alone", () => {
    const link = makeFact({ kind: "linked", about: "section" }, 1);
    const other = makeFact({ kind: "same" }, 1, { sides: [side("en", 1), side("nb", 3)] });
    const set = setOf(same, link, other, withdraw(same, 20));
    expect(set.findLink(EN, NB)).toEqual(link);
    expect(set.agreementsWith(EN)).toEqual([other]);
  });

  test("one-sided facts hold in their pair only", () => {
    const only = makeFact({ kind: "only", pair: "/a" }, 1, {
      pair: "/a",
      sides: [side("en", null), side("nb", 2)],
    });
    const set = setOf(only);
    expect(set.findOnly("/a", NB)).toEqual(only);
    expect(set.findOnly("/b", NB)).toBeNull();
    expect(set.findOnly("/a", { language: "en", print: print(2) })).toBeNull();
    expect(setOf(only, withdraw(only, 2)).findOnly("/a", NB)).toBeNull();
    const elsewhere = withdraw({ ...only, pair: "/b" }, 2);
    expect(setOf(only, elsewhere).findOnly("/a", NB)).toEqual(only);
  });

  test("links: the latest word counts, for sections and for posts", () => {
    const linked = makeFact({ kind: "linked", about: "section" }, 1);
    const unlinked = makeFact({ kind: "unlinked", about: "section" }, 2);
    expect(setOf(unlinked, linked).findLink(NB, EN)).toEqual(unlinked);
    expect(setOf(unlinked, linked).linksWith(NB)).toEqual([unlinked]);

    const sides = [side("en", null, { path: "en/a.md" }), side("nb", null, { path: "nb/b.md" })] as const;
    const posts = makeFact({ kind: "linked", about: "post" }, 1, { sides });
    const set = setOf(posts);
    const [a, b] = [
      { language: "en", path: "en/a.md" },
      { language: "nb", path: "nb/b.md" },
    ];
    expect(set.findPostLink(b, a)).toEqual(posts);
    expect(set.findPostLink(a, { language: "nb", path: "nb/c.md" })).toBeNull();
    expect(set.postLinks).toEqual([posts]);
    expect(setOf(posts, withdraw(posts, 3)).postLinks).toEqual([]);
  });

  test("suppressed findings", () => {
    const finding = makeFact({ kind: "finding", finding: "f1", code: "number-differs" }, 1, {
      reason: "on purpose",
    });
    expect(setOf(finding).findSuppression("f1")).toEqual(finding);
    expect(setOf(finding).findSuppression("f2")).toBeNull();
    expect(setOf(finding, withdraw(finding, 2)).suppressions).toEqual([]);
  });

  test("facts added in a session count like those of files", () => {
    const own = makeFact({ kind: "own" }, 20);
    const back = withdraw(own, 30);
    const base = setOf(same);
    expect(answers(base.with([own]).with([back]))).toEqual(answers(setOf(same, own, back)));
    expect(base.findAgreement(EN, NB)).toEqual(same);
  });
});

describe("the set", () => {
  const facts = fc.array(anyFact, { maxLength: 14 });

  test("is the same for any order, any spread over files and any repetition", () => {
    fc.assert(
      fc.property(
        facts.chain((list) =>
          fc.tuple(
            fc.constant(list),
            fc.shuffledSubarray(list, { minLength: list.length }),
            fc.subarray(list),
            fc.array(fc.nat({ max: 3 }), { minLength: list.length, maxLength: list.length }),
          ),
        ),
        ([list, shuffled, repeated, places]) => {
          const files: Fact[][] = [[], [], [], []];
          for (const [index, fact] of shuffled.entries()) files[places[index] ?? 0]?.push(fact);
          files.push(repeated);
          const spread = readFactSet(files.map((content, index) => file(content, `${index}.txt`)).reverse());
          expect(answers(spread)).toEqual(answers(setOf(...list)));
        },
      ),
    );
  });

  test("merging two branches' files is merging their sets, in either order", () => {
    fc.assert(
      fc.property(facts, facts, facts, (base, ours, theirs) => {
        const files = [file(base, "base.txt"), file(ours, "a.txt"), file(theirs, "b.txt")];
        const merged = answers(readFactSet(files));
        expect(answers(readFactSet([...files].reverse()))).toEqual(merged);
        expect(answers(readFactSet([files[0]!]).with(theirs).with(ours))).toEqual(merged);
      }),
    );
  });

  test("what a branch withdrew stays withdrawn after a merge with any older statements", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 29 })), fc.boolean(), (minutes, first) => {
        const claims = minutes.map((minute, index) => makeFact({ kind: index % 2 ? "own" : "same" }, minute));
        const ended = [withdraw(makeFact({ kind: "same" }, 0), 30)];
        const files = first ? [file(ended), file(claims)] : [file(claims), file(ended)];
        expect(readFactSet(files).findAgreement(EN, NB)).toBeNull();
      }),
    );
  });

  test("tidy loses nothing and can be done again", () => {
    fc.assert(
      fc.property(facts, facts, (a, b) => {
        const files = [file(a, "a.txt"), file(b, "b.txt")];
        const { text, kept } = tidyFactFiles(files);
        expect(kept).toEqual([]);
        const base = { path: "base.txt", text };
        expect(answers(readFactSet([base]))).toEqual(answers(readFactSet(files)));
        expect(tidyFactFiles([base]).text).toBe(text);
        expect(answers(readFactSet([base, ...files]))).toEqual(answers(readFactSet(files)));
      }),
    );
  });

  test("tidy leaves damaged files where they are", () => {
    const good = makeFact({ kind: "same" }, 1) as ClaimFact;
    const bad = { path: "b.txt", text: `${formatFactFile([makeFact({ kind: "own" }, 2)])}garbage\n` };
    const newer = { path: "c.txt", text: "samsvar facts 7\nanything\n" };
    expect(tidyFactFiles([bad, newer, file([good])])).toEqual({
      text: formatFactFile([good]),
      kept: ["b.txt", "c.txt"],
    });
  });

  test("problems are told in the order of files and lines", () => {
    const set = readFactSet([
      { path: "b.txt", text: "samsvar facts 1\nx\n" },
      { path: "a.txt", text: "samsvar facts 1\n\ny\nz\n" },
    ]);
    expect(set.problems.map(({ file, line }) => `${file}:${line}`)).toEqual([
      "a.txt:3",
      "a.txt:4",
      "b.txt:2",
    ]);
  });
});
