import { describe, expect, it } from "vitest";
import type { FrontMatter, FrontMatterValue } from "../../src/model/post.ts";
import * as head from "../../src/site/post-head.ts";

function header(data: { [key: string]: FrontMatterValue }): FrontMatter {
  return { format: "yaml", range: { start: 0, end: 0 }, data, keyLines: { aliases: 4 } };
}

describe("post head", () => {
  it("finds values by dotted path", () => {
    const post = header({ a: { b: [{ c: 1 }] }, "x.y": 2, x: { y: 3 } });
    expect(head.findValue(post, "a.b.0.c")).toBe(1);
    expect(head.findValue(post, "x.y")).toBe(2);
    expect(head.findValue(post, "a.b.1.c")).toBeUndefined();
    expect(head.findValue(post, "a.b.length")).toBeUndefined();
    expect(head.findValue(post, "constructor")).toBeUndefined();
    expect(head.findValue(post, "a.toString")).toBeUndefined();
    expect(head.findValue(post, "x.y.z")).toBeUndefined();
  });

  it("reads texts as people write them", () => {
    const post = header({ title: 1984, slug: " a ", url: "", date: null, translationKey: ["x"] });
    expect(head.readTitle(post)).toBe("1984");
    expect(head.readSlug(post)).toBe("a");
    expect(head.readUrl(post)).toBeNull();
    expect(head.readDate(post)).toBeNull();
    expect(head.readTranslationKey(post)).toBeNull();
    expect(head.readTitle(header({}))).toBeNull();
    expect(head.readTitle(header({ title: { a: 1 } }))).toBeNull();
  });

  it.each([
    [{ aliases: ["/a", 5, null, { b: 1 }, " ", "/c/"] }, ["/a", "5", "/c/"]],
    [{ aliases: "/a" }, ["/a"]],
    [{ alias: "/a", aliases: ["/b"] }, ["/b", "/a"]],
    [{ aliases: null }, []],
    [{}, []],
  ])("reads the aliases of %j", (data, aliases) => {
    expect(head.readAliases(header(data))).toEqual(aliases);
  });

  it("knows the line of the aliases", () => {
    expect(head.findAliasLine(header({}))).toBe(4);
  });

  it.each([
    [true, true],
    ["true", true],
    ["Yes", true],
    [false, false],
    ["false", false],
    [null, false],
    [1, false],
    ["maybe", false],
  ])("takes %j for %s", (value, expected) => {
    expect(head.isMachineTranslated(header({ ai: value }), "ai")).toBe(expected);
    expect(head.isMachineTranslated(header({ by: { robot: value } }), "by.robot")).toBe(expected);
    expect(head.isDraft(header({ draft: value }))).toBe(expected);
  });

  it("reads languages", () => {
    expect(head.readLanguage(header({ language: "nb-NO" }))).toBe("nb");
    expect(head.readLanguage(header({ language: "", lang: "EN" }))).toBe("en");
    expect(head.readLanguage(header({ language: false }))).toBeNull();
    expect(head.readOriginal(header({ written: "no" }), "written")).toBe("nb");
  });

  it("sees posts that are set aside", () => {
    expect(head.isSetAside(header({ samsvar: { translate: false } }))).toBe(true);
    expect(head.isSetAside(header({ samsvar: { translate: "no" } }))).toBe(true);
    expect(head.isSetAside(header({ samsvar: { translate: true } }))).toBe(false);
    expect(head.isSetAside(header({ samsvar: false }))).toBe(false);
    expect(head.isSetAside(header({}))).toBe(false);
  });

  it("reads the first declared commit", () => {
    const keys = ["default_lang_commit", "l10n.sourceCommit"];
    const commit = "ABCDEF0123456789abcdef0123456789abcdef01";
    expect(head.readBaseCommit(header({ l10n: { sourceCommit: commit } }), keys)).toBe(commit.toLowerCase());
    expect(
      head.readBaseCommit(header({ default_lang_commit: "HEAD~1", l10n: { sourceCommit: "abc1234" } }), keys),
    ).toBe("abc1234");
    expect(head.readBaseCommit(header({ default_lang_commit: "--exec=x" }), keys)).toBeNull();
    expect(head.readBaseCommit(header({ default_lang_commit: 1234567 }), keys)).toBe("1234567");
  });
});
