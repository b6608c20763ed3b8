import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyEdits, EditError, invertEdits } from "../../src/edit/apply-edits.ts";
import type { Edit } from "../../src/model/edit.ts";

const edit = (start: number, end: number, text: string): Edit => ({ start, end, bytes: Buffer.from(text) });
const apply = (text: string, ...edits: Edit[]): string =>
  Buffer.from(applyEdits(Buffer.from(text), edits)).toString();

/** A file and edits that do not overlap, in any order. */
const edited = fc
  .tuple(
    fc.uint8Array({ maxLength: 60 }),
    fc.array(fc.tuple(fc.nat(8), fc.nat(8), fc.uint8Array({ maxLength: 6 })), { maxLength: 5 }),
    fc.infiniteStream(fc.nat(1000)),
  )
  .map(([bytes, parts, order]) => {
    let at = 0;
    const edits: Edit[] = [];
    for (const [gap, length, content] of parts) {
      const start = Math.min(at + gap + 1, bytes.length);
      if (start <= at && edits.length > 0) break;
      const end = Math.min(start + length, bytes.length);
      edits.push({ start, end, bytes: content });
      at = end;
    }
    const shuffled = edits
      .map((item) => ({ item, key: order.next().value as number }))
      .toSorted((a, b) => a.key - b.key)
      .map(({ item }) => item);
    return { bytes, edits, shuffled };
  });

describe("applyEdits", () => {
  it("replaces, inserts and deletes", () => {
    expect(apply("abcdef", edit(4, 5, ""), edit(0, 1, "XY"), edit(2, 2, "-"), edit(6, 6, "!"))).toBe(
      "XYb-cdf!",
    );
    expect(apply("", edit(0, 0, "a"))).toBe("a");
  });

  it("keeps the order of insertions at one place, before a replacement there", () => {
    expect(apply("abc", edit(1, 2, "B"), edit(1, 1, "1"), edit(1, 1, "2"))).toBe("a12Bc");
  });

  it.each([
    ["overlapping", [edit(0, 3, ""), edit(2, 4, "")]],
    ["the same twice", [edit(1, 2, "x"), edit(1, 2, "x")]],
    ["inside another", [edit(0, 6, ""), edit(3, 3, "x")]],
    ["before the file", [edit(-1, 0, "")]],
    ["past the end", [edit(5, 7, "")]],
    ["backwards", [edit(3, 2, "")]],
  ])("refuses edits %s", (_name, edits) => {
    expect(() => apply("abcdef", ...edits)).toThrow(EditError);
    expect(() => invertEdits(Buffer.from("abcdef"), edits)).toThrow(EditError);
  });

  it("without edits changes nothing", () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(Buffer.from(applyEdits(bytes, [])).equals(bytes)).toBe(true);
      }),
    );
  });

  it("leaves every byte outside the edits as it was", () => {
    fc.assert(
      fc.property(edited, ({ bytes, edits, shuffled }) => {
        const pieces: Uint8Array[] = [];
        let at = 0;
        for (const item of edits) {
          pieces.push(bytes.subarray(at, item.start), item.bytes);
          at = item.end;
        }
        pieces.push(bytes.subarray(at));
        expect(Buffer.from(applyEdits(bytes, shuffled)).equals(Buffer.concat(pieces))).toBe(true);
      }),
      { numRuns: 2000, seed: 6 },
    );
  });

  it("is undone exactly by the inverse edits", () => {
    fc.assert(
      fc.property(edited, ({ bytes, shuffled }) => {
        const after = applyEdits(bytes, shuffled);
        const back = applyEdits(after, invertEdits(bytes, shuffled));
        expect(Buffer.from(back).equals(bytes)).toBe(true);
      }),
      { numRuns: 2000, seed: 7 },
    );
  });
});
