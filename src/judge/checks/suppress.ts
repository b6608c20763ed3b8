import type { Config } from "../../model/config.ts";
import { compileGlobs, type PathTest } from "../../site/globs.ts";
import type { CheckPost } from "./check.ts";

/** What the whole run needs to know to tell which suppressions of the configuration and of facts were of no use. */
export interface SuppressionTally {
  /** Indices of `config.suppress` that hid something. */
  readonly usedEntries: Set<number>;
  /** Ids of findings that a fact hid. */
  readonly usedFindings: Set<string>;
}

export function createTally(): SuppressionTally {
  return { usedEntries: new Set(), usedFindings: new Set() };
}

const tests = new WeakMap<Config, readonly PathTest[]>();

/** Index of the configured suppression that hides a code in one of the two posts; −1 when none does. */
export function findSuppressingEntry(code: string, paths: readonly string[], config: Config): number {
  if (config.suppress.length === 0) return -1;
  let compiled = tests.get(config);
  if (compiled === undefined) {
    compiled = config.suppress.map((entry) => compileGlobs(entry.paths));
    tests.set(config, compiled);
  }
  return config.suppress.findIndex(
    (entry, i) =>
      entry.codes.includes(code) && (entry.paths.length === 0 || paths.some((path) => compiled[i]!(path))),
  );
}

/** A `<!-- samsvar-ignore code: reason -->` in a body. Byte offsets of the file. */
export interface IgnoreComment {
  readonly codes: readonly string[];
  readonly reason: string;
  readonly at: number;
  /** Indices of the sections that it speaks of. */
  readonly sections: readonly number[];
}

const MARK = "samsvar-ignore";
const COMMENT = /<!--\s*samsvar-ignore\s+([\w-]+(?:\s*,\s*[\w-]+)*)\s*(?::\s*([\s\S]*?))?\s*-->/g;

/** Comments hold for the section they stand in; at its very end, also for the one that follows. */
export function findIgnoreComments(post: CheckPost): IgnoreComment[] {
  const { bytes } = post;
  const body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (body.indexOf(MARK, post.post.frontMatter.range.end) < 0) return [];
  const comments: IgnoreComment[] = [];
  post.post.sections.forEach((section, i) => {
    const text = body.toString("latin1", section.start, section.end);
    for (const found of text.matchAll(COMMENT)) {
      const rest = text.slice(found.index + found[0].length).replace(/<!--[\s\S]*?-->/g, "");
      const last = rest.trim() === "" && i + 1 < post.post.sections.length;
      comments.push({
        codes: found[1]!.split(",").map((code) => code.trim()),
        reason: Buffer.from(found[2] ?? "", "latin1").toString("utf8"),
        at: section.start + found.index,
        sections: last ? [i, i + 1] : [i],
      });
    }
  });
  return comments;
}
