import { decideLanguage } from "../discover/decide-language.ts";
import { discoverPosts } from "../discover/discover-posts.ts";
import { hashBlob } from "../io/blob-id.ts";
import type { PostCard } from "../model/card.ts";
import type { Config } from "../model/config.ts";
import { PROBLEM_CODES, type Problem, type ProblemCode } from "../model/finding.ts";
import type { FileList } from "../model/ports.ts";
import type { Post } from "../model/post.ts";
import { findConflictMarkers } from "../read/conflict-markers.ts";
import { findEncodingProblem } from "../read/decode.ts";
import type { FrontMatterReader } from "../read/front-matter.ts";
import type { ReadProblem } from "../read/problem.ts";
import { readPost } from "../read/read-post.ts";
import { makeCard } from "../site/make-card.ts";
import { findValue } from "../site/post-head.ts";
import type { SectionOptions } from "../text/section-records.ts";
import type { Project } from "./open-project.ts";

/** All posts of the compared languages, read but not kept: records and cards without text. */
export interface SitePosts {
  /** By path relative to the project folder. */
  readonly posts: ReadonlyMap<string, Post>;
  readonly cards: readonly PostCard[];
  readonly problems: readonly Problem[];
  /** All Markdown files below the content roots, posts or not. */
  readonly files: readonly string[];
}

/** Discovers and reads every post (or those of a listing) once. What is wrong with one of them becomes a problem; the rest goes on. */
export async function readPosts(
  project: Project,
  reader: FrontMatterReader,
  options: SectionOptions,
  objectFormat: "sha1" | "sha256",
  listing: FileList = listPosts(project),
): Promise<SitePosts> {
  const { config, source, prefix } = project;
  const problems: Problem[] = listing.faults.map(({ path, fault, detail }) =>
    problem(faultCode(fault), prefix + path, { reason: fault, detail }),
  );
  const posts = new Map<string, Post>();
  const cards: PostCard[] = [];
  for (const discovered of (await discoverPosts(listing.files, config)).posts) {
    const { path } = discovered;
    const pending = source.read(path, config.maxFileSize);
    const read = pending instanceof Promise ? await pending : pending;
    if (!read.ok) {
      problems.push(
        problem(faultCode(read.fault), prefix + path, { reason: read.fault, detail: read.detail }),
      );
      continue;
    }
    const { bytes } = read;
    const broken = findEncodingProblem(bytes) ?? findConflictMarkers(bytes);
    if (broken !== null) problems.push(located(broken, prefix + path));
    // What is no UTF-8 text cannot be judged, nor written to.
    if (broken?.code === "encoding-invalid") continue;
    const result = reader.read(bytes);
    const header = result instanceof Promise ? await result : result;
    for (const found of header.problems) problems.push(located(found, prefix + path));
    const declared = findValue(header.frontMatter, "language") ?? findValue(header.frontMatter, "lang");
    const decision = decideLanguage(
      discovered,
      typeof declared === "string" ? declared : null,
      header.frontMatter.keyLines["language"] ?? header.frontMatter.keyLines["lang"] ?? null,
      config,
    );
    problems.push(...decision.problems.map((p) => ({ ...p, path: prefix + p.path })));
    if (decision.language === null) continue;
    const post = readPost(
      bytes,
      {
        path: prefix + path,
        language: decision.language,
        content: read.content,
        blob: read.blob ?? hashBlob(bytes, objectFormat),
        frontMatter: header.frontMatter,
        bodyStart: header.bodyStart,
        bodyLine: header.bodyLine,
      },
      options,
    );
    posts.set(path, post);
    const outline = post.sections.map((section) => section.level);
    cards.push(makeCard(path, decision.language, post.frontMatter, outline, config));
  }
  return { posts, cards, problems, files: listing.files };
}

/** One post as it is now; null when it is gone, unreadable, or holds a merge conflict. */
export async function readPostAgain(
  { config, source, prefix }: Project,
  reader: FrontMatterReader,
  options: SectionOptions,
  { path, language, blob }: Post,
): Promise<Post | null> {
  const read = await source.read(
    path.startsWith(prefix) ? path.slice(prefix.length) : path,
    config.maxFileSize,
  );
  if (!read.ok) return null;
  const { bytes, content } = read;
  if ((findEncodingProblem(bytes) ?? findConflictMarkers(bytes)) !== null) return null;
  const { frontMatter, bodyStart, bodyLine } = await reader.read(bytes);
  const id = read.blob ?? hashBlob(bytes, blob.length === 64 ? "sha256" : "sha1");
  return readPost(bytes, { path, language, content, blob: id, frontMatter, bodyStart, bodyLine }, options);
}

/** All Markdown files below the content roots. */
export function listPosts({ config, source }: Project): FileList {
  const roots = folders(config);
  const { files, faults } = source.list(roots, [".md", ".markdown"]);
  // A site may mount folders that a clone of some of its languages does not have.
  return { files, faults: faults.filter(({ path, fault }) => fault !== "missing" || !roots.includes(path)) };
}

function folders(config: Config): string[] {
  return config.contentRoots.filter((root) => !root.former).map((root) => root.path);
}

function faultCode(fault: string): ProblemCode {
  return fault === "too-large" ? "file-too-large" : "file-unreadable";
}

function problem(code: ProblemCode, path: string, params: Problem["params"]): Problem {
  return { code, severity: PROBLEM_CODES[code], path, place: null, params };
}

function located(found: ReadProblem, path: string): Problem {
  return { ...found, path };
}
