import { applyEdits } from "../edit/apply-edits.ts";
import { editFrontMatterValue } from "../edit/edit-front-matter.ts";
import type { FindingRepair } from "../judge/checks/run-checks.ts";
import type { Edit } from "../model/edit.ts";
import type { Pair } from "../model/pair.ts";
import type { FileSystem } from "../model/ports.ts";
import type { FrontMatter, Post } from "../model/post.ts";
import { labelFinding } from "../report/describe-finding.ts";
import { type CommandContext, toJudgeOptions, writeLines } from "./context.ts";
import { checkWritten, openDesk } from "./open-desk.ts";

export interface FixOptions {
  readonly dryRun?: boolean;
}

/** Repairs of one post, from all pairs that it is part of. */
interface PostRepairs {
  readonly frontMatter: FrontMatter;
  readonly repairs: FindingRepair[];
}

/** `samsvar fix`: makes the repairs that need no judgement; with `--dry-run` it only shows them. */
export async function runFix(
  posts: readonly string[],
  options: FixOptions,
  context: CommandContext,
): Promise<number> {
  const { messages, stdout } = context;
  const found = new Map<string, PostRepairs>();
  const run = await context.judge({
    ...toJudgeOptions(context, posts),
    cache: false,
    onRepairs: (pair, repairs) => collect(pair, repairs, found),
  });
  try {
    for await (const _ of run.pairs);
    context.endProgress?.();
    const { files, prefix } = openDesk(run, context);
    const codes = new Map<string, number>();
    let changed = 0;
    for (const [path, { frontMatter, repairs }] of [...found].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const before = read(files, path.slice(prefix.length));
      if (before === null) continue;
      const made = await repairPost(before, frontMatter, repairs);
      if (made.codes.length === 0) continue;
      changed++;
      for (const code of made.codes) codes.set(code, (codes.get(code) ?? 0) + 1);
      if (options.dryRun === true) await writeLines(stdout, await showDiff(path, before, made.bytes));
      else checkWritten(files.write(path.slice(prefix.length), made.bytes, before), path);
    }
    const lines = [...codes].map(
      ([code, count]) => `  ${messages.number(count)} × ${labelFinding(code, messages)}`,
    );
    const count = [...codes.values()].reduce((sum, n) => sum + n, 0);
    const key =
      count === 0
        ? "checks:fix.nothing"
        : options.dryRun === true
          ? "checks:fix.wouldMend"
          : "checks:fix.mended";
    await writeLines(stdout, [messages.t(key, { count, posts: changed }), ...lines]);
    return 0;
  } finally {
    await run.close();
  }
}

function collect(pair: Pair, repairs: readonly FindingRepair[], found: Map<string, PostRepairs>): void {
  for (const repair of repairs) {
    const post: Post = pair[repair.repair.side];
    const held = found.get(post.path);
    if (held === undefined) found.set(post.path, { frontMatter: post.frontMatter, repairs: [repair] });
    else held.repairs.push(repair);
  }
}

function read(files: FileSystem, path: string): Uint8Array | null {
  const result = files.read(path);
  return result.ok ? result.bytes : null;
}

/** The post with its repairs made; those that another one is in the way of, or that the header's form forbids, are left. */
async function repairPost(bytes: Uint8Array, frontMatter: FrontMatter, repairs: readonly FindingRepair[]) {
  const edits: Edit[] = [];
  const codes: string[] = [];
  for (const { code, repair } of repairs) {
    const made =
      repair.kind === "bytes"
        ? [{ start: repair.start, end: repair.end, bytes: new TextEncoder().encode(repair.text) }]
        : await editField(bytes, frontMatter, repair.key, repair.value);
    // One post may stand in several pairs, which find the same.
    if (made.length === 0 || made.some((edit) => edits.some((other) => overlap(edit, other)))) continue;
    edits.push(...made);
    codes.push(code);
  }
  return { bytes: codes.length === 0 ? bytes : applyEdits(bytes, edits), codes };
}

async function editField(
  bytes: Uint8Array,
  frontMatter: FrontMatter,
  key: string,
  value: string | number | boolean,
) {
  const result = await editFrontMatterValue(bytes, frontMatter, [key], value);
  return result.kind === "edits" ? result.edits : [];
}

function overlap(a: Edit, b: Edit): boolean {
  return a.start < b.end && b.start < a.end ? true : a.start === b.start && a.end === b.end;
}

const decoder = new TextDecoder();

async function showDiff(path: string, before: Uint8Array, after: Uint8Array): Promise<readonly string[]> {
  const { createTwoFilesPatch } = await import("diff");
  const { sanitizeText } = await import("../text/sanitize-text.ts");
  const patch = createTwoFilesPatch(path, path, decoder.decode(before), decoder.decode(after), "", "", {
    context: 1,
    maxEditLength: 10_000,
  });
  return (patch ?? path)
    .split("\n")
    .filter((line) => !line.startsWith("====") && line !== "")
    .map((line) => sanitizeText(line));
}
