import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { resources as en } from "../../src/i18n/resources-en.ts";
import { resources as nb } from "../../src/i18n/resources-nb.ts";

const SRC = new URL("../../src/", import.meta.url);
const PLURAL = /_(zero|one|two|few|many|other)$/;

/** Key with namespace → sentence. */
function flatten(tree: object, path: string): readonly (readonly [string, string])[] {
  return Object.entries(tree).flatMap(([key, value]: [string, unknown]) => {
    const name = path === "" ? `${key}:` : path.endsWith(":") ? `${path}${key}` : `${path}.${key}`;
    return typeof value === "string" ? [[name, value] as const] : flatten(value as object, name);
  });
}

const english = new Map(flatten(en, ""));
const norwegian = new Map(flatten(nb, ""));
const namespaces = Object.keys(en);

/** Literals and templates of keys in the code; `${…}` of a template stands for any text. */
function findUsedKeys(): readonly { readonly key: string; readonly file: string }[] {
  const files = readdirSync(SRC, { recursive: true, encoding: "utf8" }).filter((file) =>
    /\.tsx?$/.test(file),
  );
  const literal = new RegExp(
    `["\`]((?:${namespaces.join("|")}):[^"\`\\s]*(?:\\$\\{[^}]*\\}[^"\`\\s]*)*)["\`]`,
    "g",
  );
  return files.flatMap((file) =>
    [...readFileSync(new URL(file, SRC), "utf8").matchAll(literal)].map((match) => ({
      key: match[1] ?? "",
      file,
    })),
  );
}

const used = findUsedKeys().map(({ key, file }) => ({
  file,
  key,
  pattern: new RegExp(
    `^${key
      .split(/\$\{[^}]*\}/)
      .map((part) => part.replace(/[.*+?^$()[\]{}|\\]/g, "\\$&"))
      .join(".+")}(_[a-z]+)?$`,
  ),
}));

test("both languages have the same messages", () => {
  expect([...norwegian.keys()]).toEqual([...english.keys()]);
});

test("the files of both languages are all loaded", () => {
  for (const language of ["en", "nb"]) {
    const files = readdirSync(new URL(`../../locales/${language}/`, import.meta.url));
    // The words of the HTML page are put into the page, both languages at once.
    expect(files.map((file) => file.replace(".json", "")).sort()).toEqual([...namespaces, "page"].sort());
  }
});

test("the HTML page has the same words in both languages", () => {
  const read = (language: string): object =>
    JSON.parse(
      readFileSync(new URL(`../../locales/${language}/page.json`, import.meta.url), "utf8"),
    ) as object;
  const keys = (language: string): readonly string[] => flatten(read(language), "").map(([key]) => key);
  expect(keys("nb")).toEqual(keys("en"));
});

test("a message fills in the same values in both languages", () => {
  const values = (text: string | undefined): readonly string[] =>
    [...(text ?? "").matchAll(/\{\{\s*(\w+)/g)].map((match) => match[1] ?? "").sort();
  for (const [key, text] of english)
    expect({ key, values: values(norwegian.get(key)) }).toEqual({ key, values: values(text) });
});

test("no message is empty, but for pages without other words", () => {
  for (const messages of [english, norwegian]) {
    const empty = [...messages].filter(
      ([key, text]) => text.trim() === "" && !/^explain:.*\.words$/.test(key),
    );
    expect(empty).toEqual([]);
  }
});

test("every plural has both forms", () => {
  const stems = new Set(
    [...english.keys()].filter((key) => PLURAL.test(key)).map((key) => key.replace(PLURAL, "")),
  );
  for (const stem of stems)
    expect([stem, english.has(`${stem}_one`), english.has(`${stem}_other`)]).toEqual([stem, true, true]);
});

test("every key in the code has a message", () => {
  const keys = [...english.keys()];
  // Messages of checks are found by the check's code, and have a file of their own once there are checks.
  const missing = used.filter(({ pattern }) => !keys.some((key) => pattern.test(key)));
  expect(missing.map(({ key, file }) => `${file}: ${key}`)).toEqual([]);
});

test("every message is used", () => {
  const unused = [...english.keys()].filter((key) => !used.some(({ pattern }) => pattern.test(key)));
  // Looked up by the code of a language.
  expect(unused.filter((key) => !key.startsWith("common:language."))).toEqual([]);
});

/** Codes of errors are thrown far from where they are put into words. */
function findErrorCodes(): ReadonlySet<string> {
  const files = readdirSync(SRC, { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".ts"),
  );
  const thrown = /(?:new UsageError|withSimilar)\(([^{)]*)/g;
  return new Set(
    files.flatMap((file) =>
      [...readFileSync(new URL(file, SRC), "utf8").matchAll(thrown)].flatMap((call) =>
        [...(call[1] ?? "").matchAll(/"([a-z-]+)"/g)].map((code) => code[1] ?? ""),
      ),
    ),
  );
}

test("every error that is thrown has a sentence, and every sentence an error", () => {
  const worded = Object.entries(en.errors).flatMap(([code, value]) =>
    typeof value === "object" && "message" in value && !code.endsWith("-similar") ? [code] : [],
  );
  const codes = [...findErrorCodes()].filter((code) => !code.endsWith("-similar"));
  expect(codes.sort()).toEqual(worded.sort());
});
