import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

/**
 * Who may import whom. The pipeline stages know the domain types and the shared folders and never each other;
 * they meet in commands/. This table is the architecture: changing it is a decision, to be written down.
 */
const SHARED = ["model", "text", "site", "compare"];
const BORDERS: Readonly<Record<string, readonly string[]>> = {
  model: [],
  text: ["model"],
  site: ["model", "text"],
  compare: ["model", "text", "site"],
  // Stages.
  config: SHARED,
  discover: SHARED,
  read: SHARED,
  pair: SHARED,
  learn: SHARED,
  align: SHARED,
  baseline: SHARED,
  judge: SHARED,
  edit: SHARED,
  sync: SHARED,
  // What people see. Codes become sentences here, through i18n.
  i18n: ["model"],
  report: [...SHARED, "i18n"],
  prompt: [...SHARED, "i18n", "report", "sync"],
  // Verdicts and what they rest on as bytes, and back; reading and writing them is for io/.
  cache: ["model"],
  // The outside world.
  io: ["model"],
};

/** commands/ ties everything together; the entries know commands and little else. */
const FREE = new Set(["commands"]);
const ENTRIES: Readonly<Record<string, readonly string[]>> = {
  "cli.ts": ["commands", "version.ts"],
  "index.ts": ["commands", "model", "report", "version.ts"],
  "version.ts": [],
};

/** Packages and built-in modules that only one folder may use. */
const RESERVED: readonly { readonly module: RegExp; readonly folder: string }[] = [
  { module: /^(node:)?(fs|fs\/promises|child_process)$/, folder: "io" },
  { module: /^write-file-atomic$/, folder: "io" },
  { module: /^(inquirer|@inquirer\/.*)$/, folder: "prompt" },
  { module: /^i18next$/, folder: "i18n" },
  { module: /^commander$/, folder: "commands" },
];

const SRC = fileURLToPath(new URL("../../src/", import.meta.url));

interface Import {
  readonly from: string;
  readonly to: string;
  /** Erased by the compiler, so that it makes no cycle at run time. */
  readonly typeOnly: boolean;
}

/** Static, dynamic and type imports of a file, and re-exports. Comments are taken out, strings are not parsed. */
function findImports(file: string): readonly Import[] {
  const text = readFileSync(join(SRC, file), "utf8")
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/^\s*\/\/.*$/gm, "");
  const statements = text.matchAll(
    /\b(?:import|export)\s+(type\s+)?(?:[\w*{}\s,$]+?\s+from\s+)?["']([^"']+)["']/g,
  );
  const calls = text.matchAll(/(typeof\s+)?\bimport\(\s*["']([^"']+)["']/g);
  return [...statements, ...calls].map((match) => {
    const specifier = match[2] ?? "";
    const to = specifier.startsWith(".")
      ? posix.normalize(relative(SRC, resolve(dirname(join(SRC, file)), specifier)).replaceAll("\\", "/"))
      : specifier;
    return { from: file, to, typeOnly: match[1] !== undefined };
  });
}

const files = readdirSync(SRC, { recursive: true, encoding: "utf8" })
  .map((file) => file.replaceAll("\\", "/"))
  .filter((file) => /\.tsx?$/.test(file));
const imports = files.flatMap(findImports);
const isOurs = (path: string): boolean => files.includes(path);
const folderOf = (path: string): string => path.split("/")[0] ?? path;

test("the scan sees what there is to see", () => {
  expect(imports).toContainEqual({ from: "cli.ts", to: "version.ts", typeOnly: false });
  expect(imports).toContainEqual({ from: "index.ts", to: "report/json-types.ts", typeOnly: true });
  expect(imports).toContainEqual({ from: "cli.ts", to: "commands/run-command-line.ts", typeOnly: false });
});

test("every folder has its place in the table", () => {
  const folders = new Set(files.filter((file) => file.includes("/")).map(folderOf));
  expect([...folders].filter((folder) => !(folder in BORDERS) && !FREE.has(folder))).toEqual([]);
  const entries = files.filter((file) => !file.includes("/"));
  expect(entries.filter((file) => !(file in ENTRIES))).toEqual([]);
});

test("imports stay within the borders", () => {
  const breaches = imports.filter(({ from, to }) => {
    if (!isOurs(to)) return to.startsWith(".") && !to.startsWith("../locales/");
    const [here, there] = [folderOf(from), folderOf(to)];
    if (here === there || FREE.has(here)) return false;
    return !(ENTRIES[from] ?? BORDERS[here] ?? []).includes(there);
  });
  expect(breaches.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
});

test("nobody but commands and the entries imports commands", () => {
  const breaches = imports.filter(
    ({ from, to }) =>
      isOurs(to) && folderOf(to) === "commands" && from.includes("/") && folderOf(from) !== "commands",
  );
  expect(breaches).toEqual([]);
});

test("reserved modules are used where they belong", () => {
  const breaches = imports.filter(({ from, to, typeOnly }) =>
    RESERVED.some(({ module, folder }) => module.test(to) && folderOf(from) !== folder && !typeOnly),
  );
  expect(breaches.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
});

test("no messages are read past i18n", () => {
  // The HTML page carries its words in both languages as data; it has a file of its own.
  const isPage = ({ from, to }: Import): boolean =>
    from.startsWith("report/html") && to.endsWith("/page.json");
  const breaches = imports.filter(
    (one) => one.to.includes("locales/") && folderOf(one.from) !== "i18n" && !isPage(one),
  );
  expect(breaches).toEqual([]);
});

test("no import goes in a circle", () => {
  const next = new Map<string, string[]>();
  for (const { from, to, typeOnly } of imports) {
    if (isOurs(to) && !typeOnly) next.set(from, [...(next.get(from) ?? []), to]);
  }
  const done = new Set<string>();
  const circles: string[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    const at = path.indexOf(file);
    if (at !== -1) circles.push([...path.slice(at), file].join(" → "));
    if (at !== -1 || done.has(file)) return;
    for (const other of next.get(file) ?? []) visit(other, [...path, file]);
    done.add(file);
  };
  for (const file of files) visit(file, []);
  expect(circles).toEqual([]);
});

test("all files end their imports in .ts, as Node would read them", () => {
  const breaches = imports.filter(({ to }) => to.startsWith(".") || (!isOurs(to) && isOurs(`${to}.ts`)));
  expect(breaches.filter(({ to }) => !to.startsWith("../locales/"))).toEqual([]);
});
