import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Place } from "../../src/model/post.ts";
import { findPlace, indexLines } from "../../src/text/positions.ts";

const text = fc
  .tuple(
    fc.constantFrom("", "\ufeff"),
    fc.array(fc.constantFrom("a", "å", "日", "😀", "\n", "\r\n", "\r", "\n\n", " ")),
  )
  .map(([bom, parts]) => bom + parts.join(""));

describe("indexLines", () => {
  it("knows all line breaks", () => {
    const index = indexLines(Buffer.from("a\nb\r\nc\rd"));
    expect(index.count).toBe(4);
    expect([1, 2, 3, 4, 5].map(index.lineStart)).toEqual([0, 2, 5, 7, 8]);
    expect([0, 1, 2, 3, 4, 5, 6, 7, 8].map(index.lineAt)).toEqual([1, 1, 2, 2, 2, 3, 3, 4, 4]);
  });

  it("counts columns in UTF-16 units, the BOM not", () => {
    const bytes = Buffer.from("\ufeffå😀x");
    const index = indexLines(bytes);
    expect([0, 3, 4, 5, 7, 9, 10].map((offset) => index.placeAt(offset).column)).toEqual([
      1, 1, 1, 2, 2, 4, 5,
    ]);
    expect([1, 2, 3, 4, 5, 6].map((column) => index.offsetAt({ line: 1, column }))).toEqual([
      3,
      5,
      5,
      9,
      10,
      null,
    ]);
    expect(index.offsetAt({ line: 2, column: 1 })).toBeNull();
  });

  it("has one line in an empty file", () => {
    const index = indexLines(new Uint8Array());
    expect(index.count).toBe(1);
    expect(index.placeAt(0)).toEqual({ line: 1, column: 1 });
    expect(index.offsetAt({ line: 1, column: 1 })).toBe(0);
  });

  it("agrees with counting characters, and goes both ways", () => {
    fc.assert(
      fc.property(text, (source) => {
        const bytes = Buffer.from(source);
        const index = indexLines(bytes);
        const places: Place[] = [];
        let offset = source.startsWith("\ufeff") ? 3 : 0;
        let line = 1;
        let column = 1;
        let before = "";
        for (const character of source.replace("\ufeff", "")) {
          // The place of a character is known once we know that it is not the second half of a CRLF.
          if (before === "\n" || (before === "\r" && character !== "\n")) {
            line += 1;
            column = 1;
          }
          places.push({ line, column });
          expect(index.placeAt(offset)).toEqual({ line, column });
          expect(findPlace(bytes, offset)).toEqual({ line, column });
          expect(index.lineAt(offset)).toBe(line);
          expect(index.offsetAt({ line, column })).toBe(offset);
          offset += Buffer.byteLength(character);
          column += character.length;
          before = character;
        }
        expect(index.placeAt(bytes.length)).toEqual(findPlace(bytes, bytes.length));
      }),
      { numRuns: 1000, seed: 5 },
    );
  });
});
