import type { FieldVersion } from "../baseline/field-threads.ts";
import { mendVersions } from "../baseline/mend-versions.ts";
import type { PostVersion } from "../baseline/threads.ts";
import type { Content } from "../compare/content.ts";
import { fieldContent, sectionContents } from "../compare/section-content.ts";
import { translatableFields } from "../judge/translatable-fields.ts";
import type { Config } from "../model/config.ts";
import type { SectionFeatures } from "../model/features.ts";
import type { Chain } from "../model/history.ts";
import type { BlobReader } from "../model/ports.ts";
import type { FrontMatter, Post, Section } from "../model/post.ts";
import type { PostHead } from "../model/report.ts";
import type { FrontMatterReader } from "../read/front-matter.ts";
import { readBaseCommit } from "../site/post-head.ts";
import { extractFeatures } from "../text/section-features.ts";
import { readSections, type SectionOptions, tokenizeSection } from "../text/section-records.ts";
import { collectDefinitions } from "../text/tokenizer/definitions.ts";
import type { PairSide } from "./judge-pair.ts";

/** What loading needs of the site. */
export interface LoadContext {
  readonly config: Config;
  readonly options: SectionOptions;
  readonly reader: FrontMatterReader;
  readonly blobs: BlobReader | null;
  /** Key paths of header fields that are text in either post of the pair, see `sharedTextKeys`. */
  readonly textKeys: ReadonlySet<string>;
  /** Number that uncommitted content counts as: one past the newest commit. */
  readonly uncommitted: number;
}

/** A version of a post, read: what history and fields are made of. */
interface ReadVersion {
  readonly contents: readonly Content[];
  readonly fields: ReadonlyMap<string, Content>;
  /** The commit that the header declares as its base. */
  readonly declared: string | null;
}

/** Loads one side of a pair: today's bytes, and every older version that git has. */
export async function loadSide(
  context: LoadContext,
  post: Post,
  bytes: Uint8Array,
  chain: Chain,
  head: PostHead,
): Promise<PairSide> {
  const today = readVersion(context, bytes, post.frontMatter, post.sections, post.blob);
  const versions: PostVersion[] = [];
  const fields: FieldVersion[] = [];
  let declared: PairSide["declared"] = null;
  const declare = (commit: string | null, since: number): void => {
    if (commit !== (declared?.commit ?? null)) declared = commit === null ? null : { commit, since };
  };
  let incomplete = false;
  for (const version of chain) {
    const { commit, blob } = version;
    const read = blob === null ? null : blob === post.blob ? today : await readBlob(context, blob);
    // A blob that a partial clone lacks: whether something was pending then, nobody can tell.
    if (blob !== null && read === null) {
      incomplete = true;
      continue;
    }
    declare(read?.declared ?? null, commit);
    versions.push({ commit, contents: read?.contents ?? null });
    fields.push({ commit, fields: read?.fields ?? null });
  }
  if (chain.at(-1)?.blob !== post.blob) {
    declare(today.declared, context.uncommitted);
    versions.push({ commit: context.uncommitted, contents: today.contents });
    fields.push({ commit: context.uncommitted, fields: today.fields });
  }
  return {
    head,
    bytes,
    versions: mendVersions(versions),
    fields,
    incomplete,
    declared,
    features: () => readFeatures(context.options, post, bytes),
  };
}

function readVersion(
  context: LoadContext,
  bytes: Uint8Array,
  frontMatter: FrontMatter,
  sections: readonly Section[],
  blob: string,
): ReadVersion {
  const text = { bytes, bodyStart: frontMatter.range.end, blob, options: context.options };
  const fields = new Map<string, Content>();
  for (const [key, value] of translatableFields(frontMatter, context.config, context.textKeys))
    fields.set(key, fieldContent(value, blob));
  const declared = readBaseCommit(frontMatter, context.config.baseCommitKeys);
  return { contents: sectionContents(text, sections), fields, declared };
}

async function readBlob(context: LoadContext, blob: string): Promise<ReadVersion | null> {
  const bytes = (await context.blobs?.read(blob)) ?? null;
  if (bytes === null) return null;
  const header = await context.reader.read(bytes);
  const sections = readSections(bytes, header.bodyStart, header.bodyLine, context.options);
  return readVersion(context, bytes, header.frontMatter, sections, blob);
}

/** Features of all sections of a post, for the alignment. */
export function readFeatures(options: SectionOptions, post: Post, bytes: Uint8Array): SectionFeatures[] {
  const definitions = collectDefinitions(bytes, post.frontMatter.range.end, bytes.length);
  return post.sections.map((section) =>
    extractFeatures(bytes, section, tokenizeSection(bytes, section, { ...options, definitions })),
  );
}
