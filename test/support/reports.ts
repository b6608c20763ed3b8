import { readFactSet } from "../../src/baseline/facts.ts";
import type { SiteRun } from "../../src/commands/site-run.ts";
import { isDrift } from "../../src/model/drift.ts";
import type { Finding, Problem } from "../../src/model/finding.ts";
import type { UnpairedPost } from "../../src/model/pair.ts";
import type { Post, Section } from "../../src/model/post.ts";
import type {
  FieldsReport,
  PairReport,
  ReportHead,
  RowReport,
  SectionReport,
  Summary,
} from "../../src/model/report.ts";
import { type FieldVerdict, STATES, type State, type Verdict } from "../../src/model/verdict.ts";

/** Builders of judged data for tests of everything that shows it. What is left out is plain and in sync. */
const CHANGE = {
  commit: "a1b2c3d4e5f6a7b8c9d0a1b2c3d4e5f6a7b8c9d0",
  date: "2026-07-02T08:30:00.000Z",
  author: "Kari Nordmann",
  subject: "Tell of the new team",
};

const VERDICT: Verdict = {
  state: "in-sync",
  class: null,
  baseline: {
    by: "history",
    how: null,
    commit: "0123456789abcdef0123456789abcdef01234567",
    date: "2026-05-03T10:00:00.000Z",
    oldSource: null,
    oldTarget: null,
  },
  changes: { source: null, target: null },
  carryable: false,
  wordsToSync: 0,
  removed: false,
};

export const change = (fields: Partial<typeof CHANGE> = {}): typeof CHANGE => ({ ...CHANGE, ...fields });

export function section(fields: Partial<Section> = {}): Section {
  return {
    kind: "section",
    level: 2,
    heading: "About the team",
    start: 0,
    bodyStart: 0,
    end: 0,
    startLine: 27,
    endLine: 35,
    print: { words: 0xa1b2c3d4e, neutral: 0x1f },
    wordCount: 72,
    shape: 0,
    invariant: 0,
    length: 0,
    codeLines: 0,
    ...fields,
  };
}

export function row(fields: Partial<SectionReport> = {}): SectionReport {
  const state: State = fields.state ?? "in-sync";
  const changed = state === "source-changed" || state === "both-changed" || state === "missing-in-target";
  return {
    ...VERDICT,
    id: "row-1",
    kind: "section",
    change: null,
    doubtful: false,
    deliberate: null,
    findings: [],
    moved: false,
    confidence: 0.98,
    source: state === "missing-in-source" ? null : section(),
    target:
      state === "missing-in-target"
        ? null
        : section({ heading: "Om teamet", startLine: 25, endLine: 33, wordCount: 64 }),
    class: state === "in-sync" || state === "unverified" ? null : "meaning",
    changes: { source: changed ? CHANGE : null, target: null },
    wordsToSync: changed ? 12 : 0,
    ...fields,
  };
}

export function fields(overrides: Partial<FieldsReport> = {}): FieldsReport {
  return {
    ...VERDICT,
    id: "row-0",
    kind: "front-matter",
    change: null,
    doubtful: false,
    deliberate: null,
    findings: [],
    fields: [field()],
    ...overrides,
  };
}

export function field(overrides: Partial<FieldVerdict> = {}): FieldVerdict {
  return {
    ...VERDICT,
    key: "title",
    sourceLine: 2,
    targetLine: 2,
    sourceText: "First snow",
    targetText: "Første snø",
    oldSourceText: null,
    oldTargetText: null,
    ...overrides,
  };
}

export function post(path: string, language: string, data: Post["frontMatter"]["data"] = {}): Post {
  return {
    path,
    language,
    content: { kind: "file", path },
    blob: "b".repeat(40),
    frontMatter: { format: "yaml", range: { start: 0, end: 0 }, data, keyLines: {} },
    sections: [],
    size: 0,
  };
}

export interface PairFields extends Partial<PairReport> {
  readonly slug?: string;
  readonly original?: string | null;
  readonly guessed?: boolean;
  readonly title?: string;
  readonly machine?: boolean;
  readonly draft?: boolean;
}

export function pairReport(overrides: PairFields = {}): PairReport {
  const { slug = "first-snow", original = "en", guessed = false, machine = false, draft = false } = overrides;
  const rows: readonly RowReport[] = overrides.rows ?? [row()];
  return {
    pair: overrides.pair ?? {
      id: `blog/${slug}`,
      key: `/blog/${slug}`,
      original,
      source: post(`content/en/blog/${slug}.md`, "en", { title: overrides.title ?? `About ${slug}` }),
      target: post(`content/nb/blog/${slug}.md`, "nb", { title: `Om ${slug}` }),
      pairedBy: [{ kind: "alias", value: `/blog/${slug}` }],
      guessed,
    },
    source: { title: overrides.title ?? `About ${slug}`, machineTranslated: false, draft },
    target: { title: `Om ${slug}`, machineTranslated: machine, draft },
    state: overrides.state ?? (rows.some(isDrift) ? "drifted" : "in-sync"),
    rows,
    findings: overrides.findings ?? [],
    hardlyTheSame: overrides.hardlyTheSame ?? false,
  };
}

export const finding = (overrides: Partial<Finding> = {}): Finding => ({
  id: "f-1",
  code: "number-differs",
  severity: "functional",
  params: {},
  source: { line: 30, column: 4 },
  target: { line: 28, column: 4 },
  ...overrides,
});

export const unpaired = (overrides: Partial<UnpairedPost> = {}): UnpairedPost => ({
  path: "content/nb/blog/alene.md",
  language: "nb",
  title: "Alene",
  reason: "no-counterpart",
  suggestions: [],
  removed: null,
  ...overrides,
});

export interface FakeSite {
  readonly pairs?: readonly PairReport[];
  readonly unpaired?: readonly UnpairedPost[];
  readonly problems?: readonly Problem[];
  readonly head?: Partial<ReportHead>;
  readonly summary?: Partial<Summary>;
  /** Text of each blob or file, by id or path. */
  readonly texts?: Readonly<Record<string, string>>;
  readonly gate?: Partial<SiteRun["config"]["gate"]>;
  readonly expect?: SiteRun["config"]["expect"];
}

/** A site that was judged already. Counts are taken from the pairs unless given. */
export function fakeSite(site: FakeSite = {}): SiteRun & { closed: boolean } {
  const { pairs = [], unpaired: lonely = [], problems = [] } = site;
  const paths = [
    ...pairs.flatMap(({ pair }) => [pair.source.path, pair.target.path]),
    ...lonely.map(({ path }) => path),
  ].sort();
  const run = {
    config: {
      root: "/site",
      expect: site.expect ?? "all",
      gate: { failOn: null, grace: null, maxDebt: null, ...site.gate },
    } as unknown as SiteRun["config"],
    top: "/site",
    head: {
      history: { mode: "full" as const, head: "0123456789abcdef0123456789abcdef01234567" },
      since: null,
      sourceLanguage: "en",
      targetLanguages: ["nb"],
      ...site.head,
    },
    facts: { files: [], set: readFactSet([]), problems: [] },
    commonDir: null,
    localPaths: (path: string) => [path],
    judgeAgain: async (report: PairReport) => report,
    pairs: (async function* () {
      yield* pairs;
    })(),
    paths,
    closed: false,
    isTouched: () => true,
    tail: () => ({ summary: { ...summarise(pairs, lonely), ...site.summary }, unpaired: lonely, problems }),
    readText: async (ref: { kind: string; path?: string; id?: string }, start: number, end: number) => {
      const text = site.texts?.[ref.kind === "file" ? ref.path! : ref.id!] ?? "";
      return Buffer.from(text).subarray(start, end).toString();
    },
    findPosts: (name: string) => {
      const exact = paths.filter((path) => path === name || path.endsWith(`/${name}.md`));
      return exact.length > 0 ? exact : paths.filter((path) => path.includes(name));
    },
    close: async () => {
      run.closed = true;
    },
  };
  return run;
}

function summarise(pairs: readonly PairReport[], lonely: readonly UnpairedPost[]): Summary {
  const rows = pairs.flatMap((pair) => pair.rows);
  const findings = [...pairs.flatMap((pair) => pair.findings), ...rows.flatMap((one) => one.findings)];
  const count = (severity: string): number => findings.filter((one) => one.severity === severity).length;
  const sections = Object.fromEntries(
    STATES.map((state) => [state, rows.filter((one) => !one.doubtful && one.state === state).length]),
  ) as Record<State, number>;
  const alone = (language: string): number => lonely.filter((one) => one.language === language).length;
  return {
    posts: { en: pairs.length + alone("en"), nb: pairs.length + alone("nb") },
    pairs: pairs.length,
    drifted: pairs.filter(({ state }) => state === "drifted").length,
    doubtful: rows.filter((one) => one.doubtful).length,
    sections,
    wordsToSync: rows.filter(isDrift).reduce((sum, one) => sum + one.wordsToSync, 0),
    wordsToReview: 0,
    findings: { critical: count("critical"), functional: count("functional"), cosmetic: count("cosmetic") },
    deliberate: {
      only: rows.filter((one) => one.deliberate === "only").length,
      own: rows.filter((one) => one.deliberate === "own").length,
    },
    independent: 0,
    notTranslated: 0,
  };
}
