import { dirname, join, relative, resolve, sep } from "node:path";
import { CONFIG_FILES } from "../config/defaults.ts";
import { detectHugo, type HugoSite } from "../config/detect-hugo.ts";
import { listingFolders, normalizeConfig } from "../config/normalize.ts";
import { type ConfigResult, parseConfig, type ReadText, readConfig } from "../config/read-config.ts";
import type { WrittenConfig } from "../config/schema.ts";
import { openFileSystem } from "../io/file-system.ts";
import { openRepository, type Repository } from "../io/git.ts";
import type { GitFault } from "../io/git-process.ts";
import { CHECK_CODES } from "../model/check-codes.ts";
import type { Config, Gate } from "../model/config.ts";
import { PROBLEM_CODES, type Problem } from "../model/finding.ts";
import type { BlobReader } from "../model/ports.ts";
import { UsageError } from "../model/usage-error.ts";
import { STATES } from "../model/verdict.ts";
import { type Base, findBase } from "./find-base.ts";
import { gapOfFault, historyMissing } from "./history-gaps.ts";
import { createTreeSource, createWorkingSource, type PostSource } from "./post-source.ts";
import type { JudgeOptions } from "./site-run.ts";

/** Everything that is known before the first post is read. */
export interface Project {
  readonly config: Config;
  /** Absolute; what paths in reports are relative to: the git top level, else the project folder. */
  readonly top: string;
  /** From `top` to the project folder: empty, or `docs/` with a final slash. */
  readonly prefix: string;
  readonly repo: Repository | null;
  /** The commit that is judged: `--at`, else HEAD; null without any commit. */
  readonly commit: string | null;
  /** With `--since`: what the change is measured against. */
  readonly since: Base | null;
  readonly blobs: BlobReader | null;
  readonly source: PostSource;
  readonly problems: readonly Problem[];
}

/** Everything that can be graded, switched off or suppressed. */
const KNOWN_CODES: readonly string[] = [
  ...Object.keys(CHECK_CODES),
  ...Object.keys(PROBLEM_CODES),
  ...STATES,
];

const EXTENSIONS = [".md", ".markdown"];
/** Files that mark a project folder. */
const MARKERS = [
  ...CONFIG_FILES,
  ...["hugo", "config"].flatMap((name) =>
    ["toml", "yaml", "yml", "json"].map((ending) => `${name}.${ending}`),
  ),
];

/** Finds the project around a folder, its configuration and its posts. Throws `UsageError`. */
export async function openProject(options: JudgeOptions): Promise<Project> {
  const opened = await openRepository(options.cwd);
  if (!opened.ok) checkNeedOfGit(opened.reason, opened.detail, options);
  const problems: Problem[] = opened.ok ? [] : [historyMissing(gapOfFault(opened.reason, false))];
  const repo = opened.ok ? opened.repo : null;
  const root = findRoot(options.cwd, repo?.top ?? null, options.configFile);
  const top = repo?.top ?? root;
  const prefix = root === top ? "" : `${relative(top, root).split(sep).join("/")}/`;
  const commit = await findCommit(repo, options.at);
  const since =
    repo === null || options.since === undefined ? null : await findBase(repo, commit, options.since);
  const blobs = repo === null || commit === null ? null : repo.openBlobs();
  const source =
    options.at !== undefined && repo !== null && commit !== null && blobs !== null
      ? createTreeSource(await repo.listTree(commit, []), prefix, blobs)
      : createWorkingSource(openFileSystem(root));
  const today = await loadConfig(source, root, options);
  const config =
    repo === null || since === null || blobs === null
      ? today
      : { ...today, gate: await readBaseGate(repo, since, blobs, root, prefix, options) };
  return { config, top, prefix, repo, commit, since, blobs, source, problems };
}

/** Without git there is a report all the same, unless a commit was asked for, or git refuses to look. */
function checkNeedOfGit(reason: GitFault, detail: string, { at, since }: JudgeOptions): void {
  if (reason === "unsafe-directory") throw new UsageError("git-unsafe", { detail });
  const ref = at ?? since;
  if (ref === undefined) return;
  if (reason === "no-git") throw new UsageError("git-missing");
  if (reason === "too-old") throw new UsageError("git-too-old", { detail });
  throw new UsageError(at === undefined ? "since-needs-git" : "at-needs-git", { ref });
}

/** The nearest folder upwards that holds a configuration, but not above the repository; else its top; else here. */
function findRoot(cwd: string, top: string | null, configFile: string | undefined): string {
  const start = openFileSystem(cwd).root;
  if (configFile !== undefined) return dirname(resolve(start, configFile));
  for (let folder = start; ; folder = dirname(folder)) {
    const files = openFileSystem(folder);
    if (MARKERS.some((name) => files.stamp(name).ok)) return folder;
    if (folder === top || dirname(folder) === folder) break;
    if (top === null) break;
  }
  return top ?? start;
}

async function findCommit(repo: Repository | null, at: string | undefined): Promise<string | null> {
  if (repo === null) return null;
  if (at === undefined) return repo.head;
  const commit = await repo.resolve(at);
  if (commit === null)
    throw new UsageError(repo.shallow ? "ref-not-here-shallow" : "ref-unknown", { ref: at });
  return commit;
}

async function loadConfig(source: PostSource, root: string, options: JudgeOptions): Promise<Config> {
  const readText: ReadText = (path) => source.readText(path);
  const result = await readWritten(readText, root, options);
  if (result.kind === "invalid") {
    throw new UsageError("config-invalid", { file: result.file }, { cause: result.errors });
  }
  const written: WrittenConfig = result.kind === "read" ? result.config : ({} as WrittenConfig);
  const hugo: HugoSite | null = await detectHugo(readText);
  const folders = listingFolders(written, hugo);
  return normalizeConfig({
    root,
    file: result.kind === "read" ? result.file : null,
    written,
    hugo,
    options: { source: options.source, targets: options.targets },
    paths: source.list(folders, EXTENSIONS).files,
  });
}

/** The gate as the base has it: a change must not be able to lower what it is measured by. */
async function readBaseGate(
  repo: Repository,
  { base }: Base,
  blobs: BlobReader,
  root: string,
  prefix: string,
  options: JudgeOptions,
): Promise<Gate> {
  const names =
    options.configFile === undefined
      ? CONFIG_FILES
      : [relative(root, resolve(options.cwd, options.configFile))];
  const entries = await repo.listTree(
    base,
    names.map((name) => prefix + name),
  );
  const past = createTreeSource(entries, prefix, blobs);
  const readText: ReadText = (path) => past.readText(path);
  const result = entries.length === 0 ? null : await readWritten(readText, root, options);
  const written = result?.kind === "read" ? result.config : ({} as WrittenConfig);
  return normalizeConfig({ root, file: null, written, hugo: null, options: {}, paths: [] }).gate;
}

async function readWritten(readText: ReadText, root: string, options: JudgeOptions): Promise<ConfigResult> {
  if (options.configFile === undefined) return await readConfig(readText, KNOWN_CODES);
  const file = relative(root, resolve(options.cwd, options.configFile));
  const text = await readText(file);
  if (text === null) throw new UsageError("config-missing", { file: join(options.configFile) });
  return await parseConfig(text, file, KNOWN_CODES);
}
