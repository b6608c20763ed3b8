import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { findUserName } from "../../src/io/user-name.ts";
import { makeRepo, type TestRepo, testEnv } from "../support/repo.ts";

let made: TestRepo | null = null;
afterEach(() => made?.remove());

const bare = { HOME: "/nowhere", GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1" };

test("the environment comes first, then the repository, then the person's own file", () => {
  const repo = makeRepo();
  made = repo;
  const git = repo.path(".git");
  const own = repo.path("own");
  writeFileSync(own, "[core]\n\tname = wrong\n[User]\n\temail = x\n\tName = Åse Østby # me\n");
  const env = { ...bare, GIT_CONFIG_GLOBAL: own };
  expect(findUserName(null, bare)).toBeNull();
  expect(findUserName(git, bare)).toBeNull();
  expect(findUserName(git, env)).toBe("Åse Østby");
  repo.git("config", "user.name", "Kari");
  expect(findUserName(git, env)).toBe("Kari");
  expect(findUserName(git, { ...env, GIT_AUTHOR_NAME: "Ola" })).toBe("Ola");
  expect(findUserName(git, { ...env, GIT_AUTHOR_NAME: "Ola", SAMSVAR_USER: " Per " })).toBe("Per");
});

test("names are read as git reads them", () => {
  const repo = makeRepo();
  made = repo;
  for (const name of ['Kari "Kari" N', "a # b", "semi; colon", "back\\slash", " edges ", "plain", "Åse"]) {
    repo.git("config", "user.name", name);
    const expected = repo.git("config", "user.name").trim();
    expect(findUserName(join(repo.dir, ".git"), { ...testEnv(), ...bare })).toBe(expected);
  }
});
