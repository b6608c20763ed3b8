import { describe, expect, it } from "vitest";
import { badgeFormat } from "../../src/report/badge.ts";
import { makeSummary, makeTail, renderFormat } from "../support/format-input.ts";

const render = (pairs: number, drifted: number): Promise<string> =>
  renderFormat(badgeFormat, { pairs: [], tail: makeTail({ summary: makeSummary({ pairs, drifted }) }) });

describe("badge", () => {
  it("says in words what it shows", async () => {
    const svg = await render(262, 31);
    expect(svg).toContain('role="img" aria-label="translations: 231 of 262 pairs in step"');
    expect(svg).toContain("<title>translations: 231 of 262 pairs in step</title>");
    expect(svg).toContain(">88% in step</text>");
  });

  it.each([
    [1000, 1, "99% in step"],
    [1000, 0, "100% in step"],
    [3, 3, "0% in step"],
    [0, 0, "no pairs"],
  ])("of %i pairs with %i out of step says %s", async (pairs, drifted, said) => {
    expect(await render(pairs, drifted)).toContain(`>${said}</text>`);
  });
});
