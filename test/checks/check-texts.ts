import { sectionContents } from "../../src/compare/section-content.ts";
import { DEFAULTS } from "../../src/config/defaults.ts";
import type { LanguageDetector, SiteKnowledge } from "../../src/judge/checks/check.ts";
import { collectIds } from "../../src/judge/checks/heading-ids.ts";
import { type ChecksInput, runChecks } from "../../src/judge/checks/run-checks.ts";
import { createTally } from "../../src/judge/checks/suppress.ts";
import { sectionKeys, stableId } from "../../src/judge/row-ids.ts";
import { translatableFields } from "../../src/judge/translatable-fields.ts";
import type { Config } from "../../src/model/config.ts";
import type { Finding } from "../../src/model/finding.ts";
import type { Pair } from "../../src/model/pair.ts";
import type { Post } from "../../src/model/post.ts";
import type { FieldsReport, RowReport, SectionReport } from "../../src/model/report.ts";
import type { FieldVerdict, Verdict } from "../../src/model/verdict.ts";
import { createFrontMatterReader } from "../../src/read/front-matter.ts";
import { readPost } from "../../src/read/read-post.ts";
import { makeCard } from "../../src/site/make-card.ts";
import { buildUrlIndex } from "../../src/site/url-index.ts";

/** A small site around the pair under test: `/blog/…` in English, `/blogg/…` in Norwegian. */
const OTHERS: readonly (readonly [string, string])[] = [
  ["content/en/blog/summer.md", "---\ntitle: Summer\nslug: summer\n---\n## Our prices\n"],
  ["content/nb/blog/summer.md", "---\ntitle: Sommer\nslug: sommer\n---\n## Prisene våre\n"],
  ["content/en/blog/winter.md", "---\ntitle: Winter\nslug: winter\n---\nSnow.\n"],
  ["content/nb/blog/winter.md", "---\ntitle: Vinter\nslug: vinter\n---\nSnø.\n"],
  ["content/en/blog/spring.md", "---\ntitle: Spring\nslug: spring\n---\nMud.\n"],
  ["content/nb/blog/spring.md", "---\ntitle: Vår\nslug: var\n---\nSøle.\n"],
];

export function makeConfig(extra: Partial<Config> = {}): Config {
  return {
    root: "/site",
    file: null,
    source: "en",
    targets: ["nb"],
    contentRoots: ["en", "nb"].map((language) => ({
      path: `content/${language}`,
      language,
      mount: "",
      former: false,
    })),
    include: ["**/*.md"],
    exclude: [],
    sites: [
      {
        language: "en",
        prefixes: ["en"],
        baseUrl: null,
        permalinks: { page: { blog: "/blog/:slug/" }, section: {} },
      },
      {
        language: "nb",
        prefixes: ["nb", "no"],
        baseUrl: null,
        permalinks: { page: { blog: "/blogg/:slug/" }, section: {} },
      },
      {
        language: "sv",
        prefixes: ["sv"],
        baseUrl: null,
        permalinks: { page: { blog: "/artiklar/:slug/" }, section: {} },
      },
    ],
    defaultLanguage: null,
    pairs: [],
    independent: [],
    noTranslate: [],
    expect: "all",
    pairByPath: true,
    machineKey: DEFAULTS.machineKey,
    originalKey: DEFAULTS.originalKey,
    baseCommitKeys: DEFAULTS.baseCommitKeys,
    frontMatter: { translatable: DEFAULTS.translatable, equal: DEFAULTS.equal, ignored: DEFAULTS.ignored },
    shortcodes: {},
    rawShortcodes: DEFAULTS.rawShortcodes,
    doubtBelow: 0.5,
    checks: {},
    suppress: [],
    maxFileSize: 1 << 20,
    gate: { failOn: null, grace: null, maxDebt: null },
    ...extra,
  };
}

const reader = createFrontMatterReader();
const encoder = new TextEncoder();
const OPTIONS = { rawShortcodes: DEFAULTS.rawShortcodes };

export interface ReadText {
  readonly post: Post;
  readonly bytes: Uint8Array;
}

export async function readText(path: string, language: string, text: string): Promise<ReadText> {
  const bytes = encoder.encode(text);
  const header = await reader.read(bytes);
  const input = {
    path,
    language,
    content: { kind: "file", path } as const,
    blob: stableId(text),
    frontMatter: header.frontMatter,
    bodyStart: header.bodyStart,
    bodyLine: header.bodyLine,
  };
  return { post: readPost(bytes, input, OPTIONS), bytes };
}

const VERDICT: Verdict = {
  state: "in-sync",
  class: null,
  baseline: { by: "history", how: null, commit: null, date: null, oldSource: null, oldTarget: null },
  changes: { source: null, target: null },
  carryable: false,
  wordsToSync: 0,
  removed: false,
};

export interface CheckOptions {
  readonly config?: Partial<Config>;
  readonly accepted?: readonly string[];
  readonly files?: readonly string[];
  readonly detector?: LanguageDetector;
  /** Changes to every body row; `old` is the original as the translation knew it. */
  readonly row?: Partial<SectionReport>;
  readonly oldSource?: string;
  readonly input?: Partial<ChecksInput>;
}

export interface Checked {
  readonly findings: readonly Finding[];
  readonly rows: readonly RowReport[];
  readonly codes: readonly string[];
  readonly tally: ReturnType<typeof createTally>;
  readonly repairs: ReturnType<typeof runChecks>["repairs"];
}

/** Runs all checks on two texts whose sections belong together in the order in which they stand. */
export async function checkTexts(
  sourceText: string,
  targetText: string,
  options: CheckOptions = {},
): Promise<Checked> {
  const config = makeConfig(options.config);
  const source = await readText("content/en/blog/post.md", "en", sourceText);
  const target = await readText("content/nb/blog/post.md", "nb", targetText);
  const others = await Promise.all(OTHERS.map(([path, text]) => readText(path, path.split("/")[1]!, text)));
  const all = [source, target, ...others];
  const index = buildUrlIndex(
    all.map(({ post }) => makeCard(post.path, post.language, post.frontMatter, null, config)),
    config,
  );
  const swap = (path: string, language: string): string =>
    path.replace(/^content\/\w+/, `content/${language}`);
  const site: SiteKnowledge = {
    index,
    keyOf: (path) => swap(path, "en"),
    partnerOf: (path, language) => {
      const other = swap(path, language);
      return all.some(({ post }) => post.path === other) ? other : null;
    },
    hasFile: (path) => (options.files === undefined ? null : options.files.includes(path)),
    idsOf: (path) => {
      const found = all.find(({ post }) => post.path === path);
      return found === undefined
        ? null
        : collectIds(found.bytes, found.post.frontMatter.range.end, found.post.sections);
    },
    detector: options.detector ?? { detect: () => "unsure" },
  };
  const pair: Pair = {
    id: "blog/post",
    key: "/post",
    original: "en",
    source: source.post,
    target: target.post,
    pairedBy: [],
    guessed: false,
  };
  const contents = ({ post, bytes }: ReadText) =>
    sectionContents(
      { bytes, bodyStart: post.frontMatter.range.end, blob: post.blob, options: OPTIONS },
      post.sections,
    );
  const old = options.oldSource === undefined ? null : await readText("old.md", "en", options.oldSource);
  const oldContents = old === null ? [] : contents(old);
  const tally = createTally();
  const side = (of: ReadText): ChecksInput["source"] => ({
    post: of.post,
    path: of.post.path,
    bytes: of.bytes,
    contents: contents(of),
    oldContent: ({ blob, start }) => oldContents.find((c) => c.blob === blob && c.start === start) ?? null,
  });
  const outcome = runChecks({
    pair,
    rows: makeRows(source.post, target.post, config, options, oldContents),
    source: side(source),
    target: side(target),
    leadIsSource: true,
    lengthRatio: 1,
    config,
    site,
    accepted: new Set(options.accepted),
    tally,
    ...options.input,
  });
  const findings = [...outcome.findings, ...outcome.rows.flatMap((row) => row.findings)];
  return {
    findings,
    rows: outcome.rows,
    codes: findings.map((finding) => finding.code).sort(),
    tally,
    repairs: outcome.repairs,
  };
}

function makeRows(
  source: Post,
  target: Post,
  config: Config,
  options: CheckOptions,
  oldContents: readonly { readonly blob: string | null; readonly start: number; readonly end: number }[],
): RowReport[] {
  const keys = sectionKeys(source.sections);
  const rows: RowReport[] = [makeFields(source, target, config)];
  const length = Math.max(source.sections.length, target.sections.length);
  for (let i = 0; i < length; i++) {
    const [a, b] = [source.sections[i] ?? null, target.sections[i] ?? null];
    const old = oldContents[i];
    const oldSource = old?.blob == null ? null : { blob: old.blob, start: old.start, end: old.end };
    rows.push({
      ...VERDICT,
      baseline: { ...VERDICT.baseline, oldSource },
      state: a === null ? "missing-in-source" : b === null ? "missing-in-target" : "in-sync",
      kind: (a ?? b)!.kind,
      id: stableId("row", keys[i] ?? `target ${i}`),
      change: null,
      moved: false,
      doubtful: false,
      deliberate: null,
      confidence: 1,
      findings: [],
      source: a,
      target: b,
      ...options.row,
    });
  }
  return rows;
}

function makeFields(source: Post, target: Post, config: Config): FieldsReport {
  const a = translatableFields(source.frontMatter, config);
  const b = translatableFields(target.frontMatter, config);
  const fields = [...new Set([...a.keys(), ...b.keys()])].map(
    (key): FieldVerdict => ({
      ...VERDICT,
      key,
      sourceLine: source.frontMatter.keyLines[key] ?? null,
      targetLine: target.frontMatter.keyLines[key] ?? null,
      sourceText: a.get(key) ?? null,
      targetText: b.get(key) ?? null,
      oldSourceText: null,
      oldTargetText: null,
    }),
  );
  return {
    ...VERDICT,
    kind: "front-matter",
    id: "front-matter",
    change: null,
    doubtful: false,
    deliberate: null,
    findings: [],
    fields,
  };
}
