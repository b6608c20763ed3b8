import { loadMessages, type Messages } from "../../src/i18n/load-messages.ts";
import type { Finding } from "../../src/model/finding.ts";
import type { ContentRef, Post, Section } from "../../src/model/post.ts";
import type {
  FieldsReport,
  PairReport,
  ReportHead,
  ReportTail,
  SectionReport,
  Summary,
} from "../../src/model/report.ts";
import type { Baseline, FieldVerdict } from "../../src/model/verdict.ts";
import type { FormatContext, ReportFormat } from "../../src/report/format.ts";
import { PLAIN_LOOK } from "../../src/report/look.ts";

/** Builders of what the report formats are fed with: everything has a harmless value, tests say what matters. */

const NO_BASELINE: Baseline = {
  by: "history",
  how: null,
  commit: "1111111111111111111111111111111111111111",
  date: "2026-01-05T08:00:00.000Z",
  oldSource: null,
  oldTarget: null,
};

export const CHANGE = {
  commit: "a1b2c3d4e5f60718293a4b5c6d7e8f9012345678",
  date: "2026-07-02T08:00:00.000Z",
  author: "Kari Nordmann",
  subject: "Tell of the new team",
} as const;

export function makeSection(heading: string, extra: Partial<Section> = {}): Section {
  return {
    kind: "section",
    level: 2,
    heading,
    start: 0,
    bodyStart: 0,
    end: 0,
    startLine: 10,
    endLine: 20,
    print: { words: 1, neutral: 2 },
    wordCount: 50,
    shape: 1,
    length: 300,
    codeLines: 0,
    invariant: 0,
    ...extra,
  };
}

export function makeRow(heading: string, extra: Partial<SectionReport> = {}): SectionReport {
  return {
    kind: "section",
    id: `row-${heading}`,
    state: "source-changed",
    class: "meaning",
    baseline: NO_BASELINE,
    changes: { source: CHANGE, target: null },
    carryable: false,
    wordsToSync: 12,
    removed: false,
    change: null,
    doubtful: false,
    deliberate: null,
    findings: [],
    source: makeSection(heading),
    target: makeSection(heading, { startLine: 12, endLine: 22 }),
    moved: false,
    confidence: 0.98,
    ...extra,
  };
}

export const makeSyncedRow = (heading: string, extra: Partial<SectionReport> = {}): SectionReport =>
  makeRow(heading, {
    state: "in-sync",
    class: null,
    wordsToSync: 0,
    changes: { source: null, target: null },
    ...extra,
  });

export function makeField(key: string, extra: Partial<FieldVerdict> = {}): FieldVerdict {
  return {
    key,
    state: "source-changed",
    class: "meaning",
    baseline: NO_BASELINE,
    changes: { source: CHANGE, target: null },
    carryable: false,
    wordsToSync: 3,
    removed: false,
    sourceLine: 2,
    targetLine: 3,
    sourceText: "A new title",
    targetText: "En tittel",
    oldSourceText: "A title",
    oldTargetText: null,
    ...extra,
  };
}

export function makeFieldsRow(
  fields: readonly FieldVerdict[],
  extra: Partial<FieldsReport> = {},
): FieldsReport {
  return {
    kind: "front-matter",
    id: "row-fields",
    state: fields[0]?.state ?? "in-sync",
    class: fields[0]?.class ?? null,
    baseline: NO_BASELINE,
    changes: { source: fields[0]?.changes.source ?? null, target: null },
    carryable: false,
    wordsToSync: fields.reduce((sum, field) => sum + field.wordsToSync, 0),
    removed: false,
    change: null,
    doubtful: false,
    deliberate: null,
    findings: [],
    fields,
    ...extra,
  };
}

export function makeFinding(code: string, extra: Partial<Finding> = {}): Finding {
  return {
    id: `finding-${code}`,
    code,
    severity: "functional",
    params: {},
    source: { line: 11, column: 3 },
    target: { line: 13, column: 5 },
    ...extra,
  };
}

export interface PairWords {
  readonly id?: string;
  readonly title?: string;
  readonly targetTitle?: string;
  readonly sourcePath?: string;
  readonly targetPath?: string;
}

export function makePairReport(
  words: PairWords = {},
  rows: PairReport["rows"] = [makeRow("About the team")],
  extra: Partial<PairReport> = {},
): PairReport {
  const id = words.id ?? "blog/meet-the-team";
  const post = (language: string, path: string): Post => ({
    path,
    language,
    content: { kind: "file", path },
    blob: "0".repeat(40),
    frontMatter: { format: "yaml", range: { start: 0, end: 10 }, data: {}, keyLines: { title: 2 } },
    sections: [],
    size: 1000,
  });
  return {
    pair: {
      id,
      key: `/${id}/`,
      original: "en",
      source: post("en", words.sourcePath ?? `content/en/${id}.md`),
      target: post("nb", words.targetPath ?? `content/nb/${id}.md`),
      pairedBy: [{ kind: "alias", value: `/${id}/` }],
      guessed: false,
    },
    source: { title: words.title ?? "Meet the team", machineTranslated: false, draft: false },
    target: { title: words.targetTitle ?? "Møt teamet", machineTranslated: false, draft: false },
    state: rows.some((row) => row.state !== "in-sync") ? "drifted" : "in-sync",
    rows,
    findings: [],
    hardlyTheSame: false,
    ...extra,
  };
}

export const makeHead = (extra: Partial<ReportHead> = {}): ReportHead => ({
  history: { mode: "full", head: "f".repeat(40) },
  since: null,
  sourceLanguage: "en",
  targetLanguages: ["nb"],
  ...extra,
});

export const SINCE = { ref: "origin/main", base: "b".repeat(40), exact: true } as const;

export function makeSummary(extra: Partial<Summary> = {}): Summary {
  return {
    posts: { en: 10, nb: 9 },
    pairs: 9,
    drifted: 1,
    doubtful: 0,
    sections: {
      "in-sync": 40,
      "source-changed": 1,
      "target-changed": 0,
      "both-changed": 0,
      "missing-in-target": 0,
      "missing-in-source": 0,
      unverified: 0,
    },
    wordsToSync: 12,
    wordsToReview: 0,
    findings: { critical: 0, functional: 0, cosmetic: 0 },
    deliberate: { only: 0, own: 0 },
    independent: 0,
    notTranslated: 0,
    ...extra,
  };
}

export const makeTail = (extra: Partial<ReportTail> = {}): ReportTail => ({
  summary: makeSummary(),
  unpaired: [],
  problems: [],
  ...extra,
});

export interface RenderInput {
  readonly head?: ReportHead;
  readonly pairs?: readonly PairReport[];
  readonly tail?: ReportTail;
  readonly locale?: "en" | "nb";
  /** Text of a post; by default every range reads the same. */
  readonly readText?: (ref: ContentRef, start: number, end: number) => Promise<string>;
}

const loaded = new Map<string, Promise<Messages>>();

export function loadTestMessages(locale: "en" | "nb"): Promise<Messages> {
  const known = loaded.get(locale) ?? loadMessages(locale);
  loaded.set(locale, known);
  return known;
}

/** What a format writes for a report, as one text. */
export async function renderFormat(format: ReportFormat, input: RenderInput = {}): Promise<string> {
  const pieces: string[] = [];
  const context: FormatContext = {
    version: "1.2.3",
    messages: await loadTestMessages(input.locale ?? "en"),
    english: await loadTestMessages("en"),
    look: PLAIN_LOOK,
    readText: input.readText ?? (async () => "## About the team\n\nWe are five people.\n"),
  };
  const writer = format.create({ write: (text) => void pieces.push(text) }, context);
  await writer.head(input.head ?? makeHead());
  for (const pair of input.pairs ?? [makePairReport()]) await writer.pair(pair);
  await writer.end(input.tail ?? makeTail());
  return pieces.join("");
}
