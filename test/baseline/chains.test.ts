import { describe, expect, test } from "vitest";
import { createChainBuilder, findUncommittedRenames } from "../../src/baseline/chains.ts";
import type { Chain, History, LoggedCommit, PathChange } from "../../src/model/history.ts";

const added = (path: string, blob: string): PathChange => ({ kind: "added", path, blob });
const changed = (path: string, oldBlob: string, blob: string): PathChange => ({
  kind: "changed",
  path,
  blob,
  oldBlob,
});
const deleted = (path: string, oldBlob: string): PathChange => ({ kind: "deleted", path, oldBlob });
const renamed = (from: string, path: string, blob: string, oldBlob = blob): PathChange => ({
  kind: "renamed",
  path,
  from,
  blob,
  oldBlob,
});

/** Commits are given as they were made, oldest first. */
function build(...history: readonly (readonly PathChange[])[]): History {
  const builder = createChainBuilder();
  const commits = history.map(
    (changes, index): LoggedCommit => ({
      id: `c${index}`,
      parents: index === 0 ? 0 : 1,
      time: index,
      author: "Kari",
      subject: `Step ${index}`,
      changes,
    }),
  );
  for (const commit of commits.reverse()) builder.add(commit);
  return builder.finish();
}

/** `commit:path=blob`, oldest first. */
const show = (chain: Chain | undefined): string =>
  (chain ?? []).map(({ commit, path, blob }) => `${commit}:${path}=${blob ?? "-"}`).join(" ");

describe("chains", () => {
  test("number commits from the oldest and keep what the report shows of them", () => {
    const builder = createChainBuilder();
    const commit = {
      id: "y",
      parents: 2,
      time: 20,
      author: "Ola",
      subject: "Merge",
      changes: [changed("a", "1", "2")],
    };
    builder.add(commit);
    builder.add({
      ...commit,
      id: "x",
      parents: 0,
      time: 10,
      subject: "Add",
      changes: [added("a", "1"), added("b", "9")],
    });
    const history = builder.finish();
    expect(history.commits).toEqual([
      { id: "x", time: 10, author: "Ola", subject: "Add", breadth: 2, merge: false },
      { id: "y", time: 20, author: "Ola", subject: "Merge", breadth: 1, merge: true },
    ]);
    expect(show(history.chains.get("a"))).toBe("0:a=1 1:a=2");
  });

  test("follow a rename back to the older name", () => {
    const { chains } = build(
      [added("old", "1")],
      [changed("old", "1", "2")],
      [renamed("old", "new", "3", "2")],
    );
    expect([...chains.keys()]).toEqual(["new"]);
    expect(show(chains.get("new"))).toBe("0:old=1 1:old=2 2:new=3");
  });

  test("follow several renames, and a name that was used before by another post", () => {
    const { chains, removed } = build(
      [added("b", "x")],
      [deleted("b", "x"), added("a", "1")],
      [renamed("a", "b", "1")],
      [renamed("b", "c", "2", "1")],
    );
    expect(show(chains.get("c"))).toBe("1:a=1 2:b=1 3:c=2");
    expect(removed.map(({ path, commit, blob, chain }) => [path, commit, blob, show(chain)])).toEqual([
      ["b", 1, "x", "0:b=x 1:b=-"],
    ]);
  });

  test("a new file under a name that was renamed away is a post of its own", () => {
    const { chains } = build(
      [added("a", "1")],
      [renamed("a", "b", "1")],
      [added("a", "7")],
      [changed("a", "7", "8")],
    );
    expect(show(chains.get("a"))).toBe("2:a=7 3:a=8");
    expect(show(chains.get("b"))).toBe("0:a=1 1:b=1");
  });

  test("two posts that swap their names in one commit", () => {
    const { chains } = build(
      [added("a", "1"), added("b", "2")],
      [renamed("a", "b", "1"), renamed("b", "a", "2")],
    );
    expect(show(chains.get("a"))).toBe("0:b=2 1:a=2");
    expect(show(chains.get("b"))).toBe("0:a=1 1:b=1");
  });

  test("a ring of renames in one commit, in any order of its changes", () => {
    const ring = [renamed("a", "b", "1"), renamed("b", "c", "2"), renamed("c", "a", "3")];
    for (const order of [ring, [...ring].reverse(), [ring[1], ring[2], ring[0]] as PathChange[]]) {
      const { chains } = build([added("a", "1"), added("b", "2"), added("c", "3")], order);
      expect(show(chains.get("a"))).toBe("0:c=3 1:a=3");
      expect(show(chains.get("c"))).toBe("0:b=2 1:c=2");
    }
  });

  test("a post that was deleted and came back goes on after a gap", () => {
    const { chains, removed } = build([added("a", "1")], [deleted("a", "1")], [added("a", "2")]);
    expect(show(chains.get("a"))).toBe("0:a=1 1:a=- 2:a=2");
    expect(removed).toEqual([]);
  });

  test("a post that came back, and had another name before it went", () => {
    const { chains } = build(
      [added("x", "1")],
      [renamed("x", "a", "1")],
      [deleted("a", "1")],
      [added("a", "2")],
    );
    expect(show(chains.get("a"))).toBe("0:x=1 1:a=1 2:a=- 3:a=2");
  });

  test("a post that is gone: last name, last content, deleting commit", () => {
    const { chains, removed } = build(
      [added("a", "1"), added("z", "0")],
      [renamed("a", "b", "2", "1")],
      [deleted("b", "2")],
      [changed("z", "0", "5")],
    );
    expect([...chains.keys()]).toEqual(["z"]);
    expect(removed).toHaveLength(1);
    expect(removed[0]).toMatchObject({ path: "b", commit: 2, blob: "2" });
    expect(show(removed[0]?.chain)).toBe("0:a=1 1:b=2 2:b=-");
  });

  test("a folder that was copied first and deleted later is a move", () => {
    const { chains, removed } = build(
      [added("no/p.md", "1"), added("no/q.md", "5")],
      [changed("no/p.md", "1", "2")],
      [added("nb/p.md", "2"), added("nb/q.md", "5")],
      [changed("nb/p.md", "2", "3")],
      [deleted("no/p.md", "2"), deleted("no/q.md", "5")],
    );
    expect(show(chains.get("nb/p.md"))).toBe("0:no/p.md=1 1:no/p.md=2 2:nb/p.md=2 3:nb/p.md=3");
    expect(show(chains.get("nb/q.md"))).toBe("0:no/q.md=5 2:nb/q.md=5");
    expect(removed).toEqual([]);
  });

  test("a copy whose source still stands takes nothing from it", () => {
    const { chains } = build([added("a", "1")], [added("b", "1")]);
    expect(show(chains.get("b"))).toBe("1:b=1");
  });

  test("of several removed posts with the same content none is guessed to be the source", () => {
    const { chains, removed } = build(
      [added("no/p.md", "1"), added("no/q.md", "1")],
      [deleted("no/p.md", "1"), deleted("no/q.md", "1")],
      [added("nb/r.md", "1"), added("nb/q.md", "1")],
    );
    expect(show(chains.get("nb/r.md"))).toBe("2:nb/r.md=1");
    expect(show(chains.get("nb/q.md"))).toBe("0:no/q.md=1 1:no/q.md=- 2:nb/q.md=1");
    expect(removed.map((post) => post.path)).toEqual(["no/p.md"]);
  });
});

describe("uncommitted renames", () => {
  const { chains } = build([added("en/a.md", "1"), added("en/b.md", "1"), added("en/c.md", "2")]);

  test("match bytes, the same file name first, each old path once", () => {
    const renames = findUncommittedRenames(
      [
        { path: "x/anew.md", blob: "1" },
        { path: "x/b.md", blob: "1" },
        { path: "x/new.md", blob: "1" },
        { path: "x/third.md", blob: "1" },
        { path: "x/other.md", blob: "9" },
      ],
      ["en/a.md", "en/b.md"],
      chains,
    );
    expect([...renames]).toEqual([
      ["x/b.md", "en/b.md"],
      ["x/anew.md", "en/a.md"],
    ]);
  });

  test("a post that still stands is no source", () => {
    expect(findUncommittedRenames([{ path: "x/c.md", blob: "2" }], [], chains).size).toBe(0);
  });
});
