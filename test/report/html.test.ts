import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { CLIENT_FILE, makeClientFile } from "../../scripts/build-page-client.mjs";
import { collectTrend } from "../../src/report/html/make-trend.ts";
import type { PageData, PostDetail } from "../../src/report/html/page-data.ts";
import { htmlFormat } from "../../src/report/html.ts";
import {
  makeHead,
  makePairReport,
  makeRow,
  makeSyncedRow,
  renderFormat,
  SINCE,
} from "../support/format-input.ts";

const readIsland = <T>(html: string, id: string): T =>
  JSON.parse(
    new RegExp(`<script type="application/json" id="${id}">(.*?)</script>`).exec(html)?.[1] ?? "null",
  ) as T;

describe("html", () => {
  it("runs the program that its source makes", async () => {
    expect(readFileSync(CLIENT_FILE, "utf8") === (await makeClientFile())).toBe(true);
  });

  it("allows its own script and style by their hashes, and nothing else", async () => {
    const html = await renderFormat(htmlFormat);
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? "";
    const hashOf = (pattern: RegExp): string =>
      `sha256-${createHash("sha256")
        .update(pattern.exec(html)?.[1] ?? "")
        .digest("base64")}`;
    expect(policy.split("; ")).toEqual([
      "default-src 'none'",
      `script-src '${hashOf(/<script>(.*?)<\/script>/s)}'`,
      `style-src '${hashOf(/<style>(.*?)<\/style>/s)}'`,
      "img-src data:",
      "base-uri 'none'",
      "form-action 'none'",
    ]);
    expect(html).not.toMatch(/ style="| on[a-z]+="/);
  });

  it("keeps texts in islands, one for each post that has something to say", async () => {
    const pairs = [
      makePairReport({ id: "blog/a" }, [makeSyncedRow("Fine")]),
      makePairReport({ id: "blog/b" }, [makeSyncedRow("Fine"), makeRow("Behind")]),
    ];
    const html = await renderFormat(htmlFormat, { pairs });
    const { posts } = readIsland<PageData>(html, "~data");
    expect(posts.map(({ key, island, standing }) => [key, island, standing])).toEqual([
      ["blog/a", null, "in-step"],
      ["blog/b", 0, "drifted"],
    ]);
    const detail = readIsland<PostDetail>(html, "~post-0");
    expect(detail.agreeing).toBe(1);
    expect(detail.rows[0]?.says).toEqual({
      en: "English has changed, Norwegian lags behind",
      nb: "Engelsk er endret, norsk henger etter",
    });
  });

  it("is written in the language of the run", async () => {
    const html = await renderFormat(htmlFormat, { locale: "nb" });
    expect(html).toContain('<html lang="nb">');
    expect(html).toContain("1 av 9 par er i utakt");
  });

  it("tells new, older and settled apart", async () => {
    const rows = [
      makeRow("A", { change: "new" }),
      makeRow("B", { change: "existing" }),
      makeSyncedRow("C", { change: "resolved" }),
    ];
    const html = await renderFormat(htmlFormat, {
      head: makeHead({ since: SINCE }),
      pairs: [makePairReport({}, rows)],
    });
    const data = readIsland<PageData>(html, "~data");
    expect(data.posts[0]?.marks).toEqual(["new", "existing", "resolved"]);
    expect([data.newRows, data.resolvedRows]).toEqual([1, 1]);
  });

  it("gives pairs that share an id addresses of their own", async () => {
    const html = await renderFormat(htmlFormat, {
      pairs: [makePairReport(), makePairReport(), makePairReport()],
    });
    const keys = readIsland<PageData>(html, "~data").posts.map(({ key }) => key);
    expect(keys).toEqual(["blog/meet-the-team", "blog/meet-the-team@nb", "blog/meet-the-team@nb'"]);
  });

  it("draws the trend month by month, quiet months included", () => {
    const trend = collectTrend();
    const at = (day: string): number => Date.parse(`${day}T12:00:00Z`) / 1000;
    trend.add([
      { time: at("2026-01-10"), drifted: 1 },
      { time: at("2026-04-02"), drifted: -1 },
    ]);
    trend.add([{ time: at("2026-01-31"), drifted: 1 }]);
    expect(
      trend.finish().map(({ time, drifted }) => [new Date(time * 1000).toISOString().slice(0, 10), drifted]),
    ).toEqual([
      ["2026-01-31", 2],
      ["2026-02-28", 2],
      ["2026-03-31", 2],
      ["2026-04-30", 1],
    ]);
  });
});
