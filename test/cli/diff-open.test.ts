import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import { makeDir, makeRepo, removeDir, runCli } from "../support/repo.ts";

it("shows one post as a page in the browser", async () => {
  const repo = makeRepo();
  const bin = makeDir();
  try {
    const post = (title: string): string =>
      `---\ntitle: ${title}\naliases: [/team/]\n---\n\n## One\n\nSome words here.\n`;
    repo.writeAll({
      "content/en/team.md": post("The team"),
      "content/nb/team.md": post("Teamet"),
      "content/en/other.md": post("Other").replace("/team/", "/other/"),
      "content/nb/other.md": post("Annet").replace("/team/", "/other/"),
    });
    repo.commit("Add posts");
    repo.write("content/en/team.md", post("The team").replace("Some", "Some more"));
    writeFileSync(join(bin, "xdg-open"), `#!/bin/sh\nprintf '%s' "$1" > "${bin}/given"\n`);
    chmodSync(join(bin, "xdg-open"), 0o755);
    const { stdout, stderr, code } = await runCli(["diff", "content/en/team.md", "--open"], {
      cwd: repo.dir,
      env: { PATH: `${bin}:${process.env["PATH"]}` },
    });
    expect(stderr).toBe("");
    expect(code).toBe(0);
    const given = readFileSync(join(bin, "given"), "utf8");
    expect(stdout).toBe(`Opened in the browser: ${given}\n`);
    const html = readFileSync(given, "utf8");
    expect(html).toContain("The team");
    // As yes and no: a failure would print the whole page.
    expect(html.includes("content/en/other.md")).toBe(false);
    removeDir(dirname(given));
  } finally {
    removeDir(bin);
    repo.remove();
  }
});
