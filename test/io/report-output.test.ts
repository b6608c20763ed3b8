import {
  chmodSync,
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openReportOutput } from "../../src/io/report-output.ts";
import { makeDir, makeRepo, removeDir, runCli } from "../support/repo.ts";

describe("the file of a report", () => {
  let dir: string;
  beforeEach(() => {
    dir = makeDir();
  });
  afterEach(() => removeDir(dir));

  it("appears whole, in folders made for it, or not at all", async () => {
    const path = join(dir, "a/b/report.md");
    const output = await openReportOutput(path);
    await output.write("one\n");
    expect(existsSync(path)).toBe(false);
    await output.finish();
    expect(readFileSync(path, "utf8")).toBe("one\n");
    const next = await openReportOutput(path);
    await next.write("two\n");
    await next.discard();
    expect(readFileSync(path, "utf8")).toBe("one\n");
    expect(readdirSync(join(dir, "a/b"))).toEqual(["report.md"]);
  });

  it("keeps mode and link of what it replaces", async () => {
    writeFileSync(join(dir, "real"), "old");
    chmodSync(join(dir, "real"), 0o600);
    symlinkSync("real", join(dir, "link"));
    const output = await openReportOutput(join(dir, "link"));
    await output.write("new");
    await output.finish();
    expect(readFileSync(join(dir, "real"), "utf8")).toBe("new");
    expect(statSync(join(dir, "real")).mode & 0o777).toBe(0o600);
  });

  it("follows what was there when asked to, byte for byte", async () => {
    const path = join(dir, "summary");
    const bytes = Buffer.from([0x23, 0xff, 0xfe, 0x0a]);
    writeFileSync(path, bytes);
    const output = await openReportOutput(path, { append: true });
    await output.write("æ\n");
    await output.finish();
    expect(readFileSync(path)).toEqual(Buffer.concat([bytes, Buffer.from("æ\n")]));
    const first = await openReportOutput(join(dir, "new"), { append: true });
    await first.finish();
    expect(readFileSync(join(dir, "new"), "utf8")).toBe("");
  });

  it("adds to the summary of a job, which other steps write to as well", async () => {
    const repo = makeRepo();
    try {
      repo.write("content/en/a.md", "---\ntitle: A\n---\n\nText.\n");
      repo.commit("Add a post");
      const summary = join(dir, "summary.md");
      writeFileSync(summary, "# Another step\n\n");
      const { code } = await runCli(["report", "--format", `markdown=${summary}`], {
        cwd: repo.dir,
        env: { GITHUB_STEP_SUMMARY: summary },
      });
      expect(code).toBe(0);
      expect(readFileSync(summary, "utf8")).toMatch(/^# Another step\n\n## Translations\n/);
    } finally {
      repo.remove();
    }
  });
});
