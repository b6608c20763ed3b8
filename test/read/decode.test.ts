import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findConflictMarkers } from "../../src/read/conflict-markers.ts";
import { findEncodingProblem } from "../../src/read/decode.ts";

describe("findEncodingProblem", () => {
  it.each(["", "abc", "\ufeff# Å\r\n", "日本 😀\u0000", "\uffff\u{10ffff}"])("accepts %j", (text) => {
    expect(findEncodingProblem(Buffer.from(text))).toBeNull();
  });

  it.each([
    ["Latin-1", Buffer.from("a\nbl\xe5b\xe6r", "latin1"), 2, 3, "0xE5"],
    ["a lone tail", Buffer.from([0x61, 0x80]), 1, 2, "0x80"],
    ["a cut character", Buffer.from([0x61, 0xe2, 0x82]), 1, 2, "0xE2"],
    ["an overlong slash", Buffer.from([0xc0, 0xaf]), 1, 1, "0xC0"],
    ["a longer overlong slash", Buffer.from([0x0a, 0xe0, 0x80, 0xaf]), 2, 1, "0xE0"],
    ["a surrogate", Buffer.from([0x41, 0xed, 0xa0, 0x80]), 1, 2, "0xED"],
    ["above U+10FFFF", Buffer.from([0xf4, 0x90, 0x80, 0x80]), 1, 1, "0xF4"],
    ["five bytes", Buffer.from([0xf8, 0x88, 0x80, 0x80, 0x80]), 1, 1, "0xF8"],
    ["after an emoji", Buffer.concat([Buffer.from("\ufeffå😀\r\n😀é"), Buffer.from([0xff])]), 2, 4, "0xFF"],
  ])("places %s", (_name, bytes, line, column, byte) => {
    expect(findEncodingProblem(bytes)).toEqual({
      code: "encoding-invalid",
      severity: "critical",
      place: { line, column },
      params: { encoding: "unknown", byte },
    });
  });

  it.each([Buffer.from("\ufeffabc", "utf16le"), Buffer.from([0xfe, 0xff, 0, 0x61])])(
    "knows UTF-16",
    (bytes) => {
      expect(findEncodingProblem(bytes)).toMatchObject({
        place: { line: 1, column: 1 },
        params: { encoding: "utf-16" },
      });
    },
  );

  it("agrees with the platform's decoder on any bytes", () => {
    const strict = new TextDecoder("utf-8", { fatal: true });
    const isText = (bytes: Uint8Array): boolean => {
      try {
        strict.decode(bytes);
        return true;
      } catch {
        return false;
      }
    };
    const edge = fc.constantFrom(
      0x41,
      0x80,
      0xbf,
      0xc1,
      0xc2,
      0xe0,
      0xa0,
      0x9f,
      0xed,
      0xef,
      0xf0,
      0x90,
      0x8f,
      0xf4,
      0xf5,
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(edge, fc.nat(255)), { maxLength: 8 }), (list) => {
        const bytes = Uint8Array.from([0x41, ...list]);
        const problem = findEncodingProblem(bytes);
        expect(problem === null).toBe(isText(bytes));
        if (problem?.place == null) return;
        // No line breaks counted here: the bytes before the place are text, one more is not.
        const text = Buffer.from(bytes).toString("latin1");
        if (/[\r\n]/.test(text)) return;
        const good =
          [...Array(bytes.length).keys()].filter((end) => isText(bytes.subarray(0, end))).at(-1) ?? 0;
        expect(problem.place.column - 1).toBe(strict.decode(bytes.subarray(0, good)).length);
      }),
      { numRuns: 3000, seed: 4 },
    );
  });
});

describe("findConflictMarkers", () => {
  const conflict = (eol: string): string =>
    ["text", "<<<<<<< HEAD", "ours", "=======", "theirs", ">>>>>>> other", ""].join(eol);

  it.each(["\n", "\r\n", "\r"])("finds a conflict with lines that end in %j", (eol) => {
    expect(findConflictMarkers(Buffer.from(conflict(eol)))).toEqual({
      code: "conflict-markers",
      severity: "critical",
      place: { line: 2, column: 1 },
      params: { count: 1 },
    });
  });

  it.each([
    ["a BOM and the first line", `\ufeff${conflict("\n").slice(5)}`, 1, 1],
    ["the style with the base", "a\n<<<<<<< a\nb\n||||||| c\nd\n=======\ne\n>>>>>>> f", 2, 1],
    ["front matter", "---\n<<<<<<< a\nt: 1\n=======\nt: 2\n>>>>>>> b\n---\n", 2, 1],
    ["two conflicts", conflict("\n").repeat(2), 2, 2],
    ["markers without names", "<<<<<<<\n=======\n>>>>>>>\n", 1, 1],
    ["a conflict about a code block", "<<<<<<< a\n```js\nb\n=======\n```ts\nb\n>>>>>>> c\n```\n", 1, 1],
    ["a conflict that a block ends in", "```\n<<<<<<< a\nb\n```\n=======\nc\n```\n>>>>>>> c\n", 2, 1],
    ["after a block", "```\nx\n```\n<<<<<<< a\n=======\n>>>>>>> c\n", 4, 1],
    ["after inline code", "```x``` y\n<<<<<<< a\n=======\n>>>>>>> c\n", 2, 1],
    ["a second opener", "<<<<<<< a\n<<<<<<< b\n=======\n>>>>>>> c\n", 2, 1],
  ])("finds it with %s", (_name, text, line, count) => {
    expect(findConflictMarkers(Buffer.from(text))).toMatchObject({
      place: { line, column: 1 },
      params: { count },
    });
  });

  it.each([
    ["a setext heading", "Title\n=======\n\ntext"],
    ["an opener alone", "<<<<<<< HEAD\ntext\n"],
    ["the wrong order", ">>>>>>> a\n=======\n<<<<<<< b\n"],
    ["no divider", "<<<<<<< a\n>>>>>>> b\n"],
    ["a fenced block", "# git\n\n```text\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x\n```\n"],
    ["a tilde block with backticks in it", "~~~~\n```\n<<<<<<< HEAD\n=======\n>>>>>>> x\n~~~~\n"],
    ["an indented block", "    <<<<<<< HEAD\n    =======\n    >>>>>>> x\n"],
    ["markers inside lines", "a <<<<<<< b\n=======\nc >>>>>>> d\n"],
    ["longer runs", "<<<<<<<< a\n========\n>>>>>>>> b\n"],
    ["quotes", ">>>>>>>> a\n>>>>>>> b\n"],
    ["nothing", ""],
  ])("sees none in %s", (_name, text) => {
    expect(findConflictMarkers(Buffer.from(text))).toBeNull();
  });
});
