import { afterEach, expect, test } from "vitest";
import { makeRepo, type TestRepo } from "./repo.ts";

const made: TestRepo[] = [];
const repo = (): TestRepo => {
  const one = makeRepo();
  made.push(one);
  return one;
};
afterEach(() => {
  for (const one of made.splice(0)) one.remove();
});

test("the same steps give the same commit ids", () => {
  const ids = [repo(), repo()].map((one) => {
    one.write("a/b.md", "# A\n");
    one.commit("Add b");
    one.write("a/b.md", "# B\n");
    return one.commit("Change b", { author: "Ola Hansen <ola@example.org>", date: "2026-03-01T10:00:00Z" });
  });
  expect(ids[0]).toBe(ids[1]);
  expect(made[0]?.git("log", "--format=%an %ct %s")).toBe(
    "Ola Hansen 1772359200 Change b\nKari Nordmann 1767600000 Add b",
  );
});

test("a clone is a repository of its own", () => {
  const origin = repo();
  origin.write("x.md", "x\n");
  origin.commit("One");
  origin.write("x.md", "y\n");
  origin.commit("Two");
  const shallow = origin.clone("--depth", "1");
  expect(shallow.git("rev-list", "--count", "HEAD")).toBe("1");
  expect(origin.git("rev-list", "--count", "HEAD")).toBe("2");
});
