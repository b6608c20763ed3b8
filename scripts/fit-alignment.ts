// Fits the weights of src/align/weights.ts on alignment cases with known truth.
//
//   node scripts/run.mjs scripts/fit-alignment.ts --cases DIR [--leave-out FEATURE] [--evaluate-only] [--errors]
//   node scripts/run.mjs scripts/fit-alignment.ts --cases DIR --ablate      what each feature is worth
//   node scripts/run.mjs scripts/fit-alignment.ts --cases DIR --calibrate   how far confidence can be believed
//
// DIR holds `align/<tree>/…` and `truth/align-<tree>.json`. Without an option it prints both weight tables.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { alignSections } from "../src/align/align-sections.ts";
import { createCoverage, NO_COVERAGE } from "../src/align/coverage.ts";
import { compareSections, type FeatureVector, positionDistance } from "../src/align/score.ts";
import { type FeatureName, type Weights, WITH_DICTIONARY } from "../src/align/weights.ts";
import { matchInOrder } from "../src/compare/plausible.ts";
import { learnSite, type SamplePair } from "../src/learn/learn-site.ts";
import type { SectionFeatures } from "../src/model/features.ts";
import type { Section } from "../src/model/post.ts";
import type { SiteStats } from "../src/model/stats.ts";
import { createFrontMatterReader } from "../src/read/front-matter.ts";
import { extractFeatures } from "../src/text/section-features.ts";
import { readSections, tokenizeSection } from "../src/text/section-records.ts";
import { collectDefinitions } from "../src/text/tokenizer/definitions.ts";

interface TruthPair {
  readonly id: string;
  readonly kind: string;
  readonly source: string;
  readonly target: string;
  readonly s_sections: readonly (readonly [number, number])[];
  readonly t_sections: readonly (readonly [number, number])[];
  readonly pairs: readonly (readonly [number, number])[];
  readonly optional: readonly (readonly [number, number])[];
}

interface LoadedPair {
  readonly id: string;
  readonly truth: TruthPair;
  readonly source: readonly SectionFeatures[];
  readonly target: readonly SectionFeatures[];
  readonly sourceIndex: readonly number[];
  readonly targetIndex: readonly number[];
}

let certain = 0;
const reader = createFrontMatterReader();
const raw = ["highlight", "mermaid", "math", "katex", "chart"];

async function loadSide(path: string, ranges: readonly (readonly [number, number])[]) {
  const bytes = new Uint8Array(readFileSync(path));
  const header = await reader.read(bytes);
  const sections = readSections(bytes, header.bodyStart, header.bodyLine, { rawShortcodes: raw });
  const definitions = collectDefinitions(bytes, header.bodyStart, bytes.length);
  const features = sections.map((section) =>
    extractFeatures(bytes, section, tokenizeSection(bytes, section, { rawShortcodes: raw, definitions })),
  );
  const index = sections.map((section: Section) =>
    ranges.findIndex(([a, b]) => a <= section.startLine && section.startLine <= b),
  );
  return { features, index, sections };
}

async function loadTree(cases: string, tree: string): Promise<LoadedPair[]> {
  const truth: { pairs: TruthPair[] } = JSON.parse(
    readFileSync(join(cases, "truth", `align-${tree}.json`), "utf8"),
  );
  const pairs: LoadedPair[] = [];
  for (const pair of truth.pairs) {
    const source = await loadSide(join(cases, "align", tree, pair.source), pair.s_sections);
    const target = await loadSide(join(cases, "align", tree, pair.target), pair.t_sections);
    if (matchInOrder(source.sections, target.sections)) {
      const wanted = new Set(pair.pairs.map(([i, j]) => `${i},${j}`));
      const wrong = source.index.filter((i, k) => !wanted.has(`${i},${target.index[k]}`)).length;
      certain++;
      if (wrong > 0) console.error("certain but wrong:", tree, pair.kind, pair.source, wrong);
    }
    pairs.push({
      id: pair.id,
      truth: pair,
      source: source.features,
      target: target.features,
      sourceIndex: source.index,
      targetIndex: target.index,
    });
  }
  return pairs;
}

function lengthRatio(pairs: readonly LoadedPair[]): number {
  let a = 1;
  let b = 1;
  for (const pair of pairs) {
    for (const section of pair.source) a += section.length;
    for (const section of pair.target) b += section.length;
  }
  return b / a;
}

function sample(pairs: readonly LoadedPair[], stats: SiteStats | null, ratio: number): SamplePair[] {
  return pairs.map(({ id, source, target }) => ({
    id,
    source,
    target,
    rows: alignSections({
      source,
      target,
      stats,
      own: stats?.own.get(id),
      statsForward: true,
      lengthRatio: ratio,
      lineage: [],
      targetKnown: [],
      fixed: [],
      barred: [],
    }),
  }));
}

/**
 * Fixed, not fitted: in the cases most sections stand where they stood, and a fitted weight (13) would make the
 * model blind for those that moved.
 */
const POSITION = Number(option("position") ?? 4);
const NEAR = Number(option("near") ?? 5);

interface Example {
  readonly vector: FeatureVector;
  readonly label: 0 | 1;
}

function examples(
  pairs: readonly LoadedPair[],
  stats: SiteStats,
  ratio: number,
  dictionary: boolean,
): Example[] {
  const list: Example[] = [];
  for (const pair of pairs) {
    const coverage = dictionary ? createCoverage(stats, stats.own.get(pair.id), true) : NO_COVERAGE;
    const yes = new Set(pair.truth.pairs.map(([i, j]) => `${i},${j}`));
    const maybe = new Set(pair.truth.optional.map(([i, j]) => `${i},${j}`));
    pair.source.forEach((a, i) => {
      pair.target.forEach((b, j) => {
        const key = `${pair.sourceIndex[i]},${pair.targetIndex[j]}`;
        if (maybe.has(key)) return;
        // Far strangers are easy, and so many that they would drown what the weights are for.
        if (!yes.has(key) && Math.abs(i - j) > NEAR) return;
        const distance = positionDistance(i, pair.source.length, j, pair.target.length);
        const vector = compareSections(a, b, distance, stats, ratio, coverage);
        list.push({ vector, label: yes.has(key) ? 1 : 0 });
      });
    });
  }
  return list;
}

/** Logistic regression by Newton's method with a little ridge. */
function fitWeights(list: readonly Example[], names: readonly FeatureName[]): Weights {
  const size = names.length + 1;
  const w = new Float64Array(size);
  for (let round = 0; round < 25; round++) {
    const gradient = new Float64Array(size);
    const hessian = Array.from({ length: size }, () => new Float64Array(size));
    const x = new Float64Array(size);
    for (const { vector, label } of list) {
      x[0] = 1;
      for (let k = 1; k < size; k++) x[k] = vector[names[k - 1]!];
      let z = POSITION * vector.position;
      for (let k = 0; k < size; k++) z += w[k]! * x[k]!;
      const p = 1 / (1 + Math.exp(-z));
      const curve = p * (1 - p);
      for (let k = 0; k < size; k++) {
        gradient[k]! += (label - p) * x[k]!;
        for (let l = 0; l <= k; l++) hessian[k]![l]! += curve * x[k]! * x[l]!;
      }
    }
    for (let k = 0; k < size; k++) {
      for (let l = k + 1; l < size; l++) hessian[k]![l] = hessian[l]![k]!;
      hessian[k]![k]! += 1;
      gradient[k]! -= w[k]!;
    }
    const step = solve(hessian, gradient);
    let largest = 0;
    for (let k = 0; k < size; k++) {
      w[k]! += step[k]!;
      largest = Math.max(largest, Math.abs(step[k]!));
    }
    if (largest < 1e-6) break;
  }
  return Object.fromEntries([
    ["position", POSITION],
    ["bias", w[0]],
    ...names.map((name, k) => [name, w[k + 1]]),
  ]) as unknown as Weights;
}

function solve(matrix: Float64Array[], vector: Float64Array): Float64Array {
  const n = vector.length;
  const a = matrix.map((row, i) => Float64Array.from([...row, vector[i]!]));
  for (let i = 0; i < n; i++) {
    let pivot = i;
    for (let r = i + 1; r < n; r++) if (Math.abs(a[r]![i]!) > Math.abs(a[pivot]![i]!)) pivot = r;
    [a[i], a[pivot]] = [a[pivot]!, a[i]!];
    for (let r = 0; r < n; r++) {
      if (r === i) continue;
      const factor = a[r]![i]! / a[i]![i]!;
      for (let c = i; c <= n; c++) a[r]![c]! -= factor * a[i]![c]!;
    }
  }
  return Float64Array.from({ length: n }, (_, i) => a[i]![n]! / a[i]![i]!);
}

function print(name: string, weights: Weights): void {
  console.log(`export const ${name}: Weights = {`);
  for (const [key, value] of Object.entries(weights)) console.log(`  ${key}: ${Number(value).toFixed(3)},`);
  console.log("};\n");
}

const PLAIN: readonly FeatureName[] = [
  "len",
  "lenabs",
  "sameLevel",
  "nearLevel",
  "preambleMismatch",
  "kinds",
  "blocks",
  "invariants",
  "code",
  "cognates",
  "headingCognates",
  "question",
];
const FULL: readonly FeatureName[] = [...PLAIN, "dictionary", "headingDictionary", "noDictionary"];

function option(name: string): string | undefined {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? undefined : process.argv[at + 1];
}

const cases = option("cases");
if (cases === undefined) throw new Error("usage: fit-alignment --cases DIR");
const left = option("leave-out");
const names = (list: readonly FeatureName[]) => list.filter((name) => name !== left);
const trees = readdirSync(join(cases, "align")).sort();
const onlyEvaluate = ["--evaluate-only", "--ablate", "--calibrate"].some((each) =>
  process.argv.includes(each),
);
const plain: Example[] = [];
const tally = new Map<string, number[]>();
const full: Example[] = [];
const loadedTrees: LoadedTree[] = [];
for (const tree of trees) {
  const pairs = await loadTree(cases, tree);
  const ratio = lengthRatio(pairs);
  const idfOnly = learnSite(
    pairs.map((p) => ({ ...p, rows: [] })),
    ratio,
    false,
  );
  if (!onlyEvaluate) plain.push(...examples(pairs, idfOnly, ratio, false));
  const learned = learnSite(sample(pairs, idfOnly, ratio), ratio, true);
  if (!onlyEvaluate) full.push(...examples(pairs, learned, ratio, true));
  evaluate(sample(pairs, learned, ratio), pairs, tally, tree);
  loadedTrees.push({ tree, pairs, ratio, learned });
  console.error(tree, pairs.length, "pairs", learned.forward.entries.size, "dictionary entries");
}
/** F1 of (source section, target section), as the scorer counts it. */
function evaluate(
  pairs: readonly SamplePair[],
  loaded: readonly LoadedPair[],
  tally: Map<string, number[]>,
  tree: string,
): void {
  pairs.forEach((pair, at) => {
    const { truth, sourceIndex, targetIndex } = loaded[at]!;
    const wanted = new Set(truth.pairs.map(([i, j]) => `${i},${j}`));
    const maybe = new Set(truth.optional.map(([i, j]) => `${i},${j}`));
    // Two sections of ours may lie in one of the truth's, which knows of no headings in lists.
    const got = [
      ...new Set(
        pair.rows
          .filter((row) => row.source >= 0 && row.target >= 0)
          .map((row) => `${sourceIndex[row.source]},${targetIndex[row.target]}`),
      ),
    ];
    const right = got.filter((key) => wanted.has(key)).length;
    const wrong = got.filter((key) => !wanted.has(key) && !maybe.has(key)).length;
    const missed = wanted.size - right;
    if (process.argv.includes("--errors") && wrong + missed > 0) {
      const lost = [...wanted].filter((key) => !got.includes(key));
      const extra = got.filter((key) => !wanted.has(key) && !maybe.has(key));
      console.log(
        tree,
        truth.kind,
        truth.source,
        `wrong ${extra.join(" ")}  missed ${lost.join(" ")}  sections ${pair.source.length}:${pair.target.length} truth ${truth.s_sections.length}:${truth.t_sections.length}`,
      );
    }
    for (const key of [tree.replace(/-r\d$/, ""), `kind ${truth.kind}`, "ALL"]) {
      const sum = tally.get(key) ?? [0, 0, 0, 0, 0];
      [right, wrong, missed, 1, wrong + missed === 0 ? 1 : 0].forEach((n, k) => {
        sum[k]! += n;
      });
      tally.set(key, sum);
    }
  });
}

function printTally(tally: ReadonlyMap<string, readonly number[]>): void {
  for (const [key, [right, wrong, missed, posts, exact]] of [...tally].sort()) {
    const f1 = (2 * right!) / (2 * right! + wrong! + missed!);
    console.log(
      `${key.padEnd(20)} F1 ${f1.toFixed(4)}  exact ${(exact! / posts!).toFixed(3)}  wrong ${wrong} missed ${missed}`,
    );
  }
}

interface LoadedTree {
  readonly tree: string;
  readonly pairs: readonly LoadedPair[];
  readonly ratio: number;
  readonly learned: SiteStats;
}

/** Features that say nearly the same leave together, or each would hide that the other is gone. */
const GROUPS: readonly (readonly FeatureName[])[] = [
  ["len", "lenabs"],
  ["sameLevel", "nearLevel", "preambleMismatch"],
  ["kinds", "blocks"],
  ["invariants"],
  ["code"],
  ["cognates"],
  ["headingCognates"],
  ["question"],
  ["anchor"],
  ["dictionary", "noDictionary"],
  ["headingDictionary"],
  ["position"],
];

/** Evaluates again and again, each time with the weights of one group at zero. */
function ablate(): void {
  const weights = WITH_DICTIONARY as { [name in FeatureName]: number };
  for (const group of [[], ...GROUPS]) {
    const kept = group.map((name) => weights[name]);
    for (const name of group) weights[name] = 0;
    const sums = new Map<string, number[]>();
    for (const { tree, pairs, ratio, learned } of loadedTrees)
      evaluate(sample(pairs, learned, ratio), pairs, sums, tree);
    group.forEach((name, k) => {
      weights[name] = kept[k]!;
    });
    const f1 = (key: string) => {
      const [right, wrong, missed] = sums.get(key) ?? [0, 0, 0];
      return ((2 * right!) / (2 * right! + wrong! + missed!)).toFixed(4);
    };
    const [, , , posts, exact] = sums.get("ALL")!;
    const lowest = ["safespring-nb", "vitepress-zh", "otel-ja", "kind combo3", "kind split"].map((key) =>
      f1(key),
    );
    console.log(
      `| ${group.join(", ") || "(none)"} | ${f1("ALL")} | ${lowest.join(" | ")} | ${(exact! / posts!).toFixed(3)} |`,
    );
  }
}

/** Of the rows with a confidence in each tenth: how many are right. */
function calibrate(): void {
  const tenths = { pair: new Map<number, [number, number]>(), alone: new Map<number, [number, number]>() };
  for (const { pairs, ratio, learned } of loadedTrees) {
    sample(pairs, learned, ratio).forEach(({ rows }, at) => {
      const { truth, sourceIndex, targetIndex } = pairs[at]!;
      const wanted = [...truth.pairs, ...truth.optional];
      for (const { source, target, confidence } of rows) {
        const i = source < 0 ? -1 : sourceIndex[source]!;
        const j = target < 0 ? -1 : targetIndex[target]!;
        const isPair = source >= 0 && target >= 0;
        const right = isPair
          ? wanted.some(([a, b]) => a === i && b === j)
          : !truth.pairs.some(([a, b]) => (i >= 0 && a === i) || (j >= 0 && b === j));
        const tenth = Math.min(9, Math.floor(confidence * 10));
        const sum = tenths[isPair ? "pair" : "alone"].get(tenth) ?? [0, 0];
        tenths[isPair ? "pair" : "alone"].set(tenth, [sum[0] + 1, sum[1] + (right ? 1 : 0)]);
      }
    });
  }
  for (const [kind, sums] of Object.entries(tenths)) {
    for (const [tenth, [rows, right]] of [...sums].sort(([a], [b]) => a - b)) {
      console.log(
        `| ${kind} | ${(tenth / 10).toFixed(1)} – ${((tenth + 1) / 10).toFixed(1)} | ${rows} | ${(right / rows).toFixed(3)} |`,
      );
    }
  }
}

const zero = Object.fromEntries([...FULL, "bias"].map((name) => [name, 0])) as unknown as Weights;
printTally(tally);
console.error("pairs taken in order without scoring:", certain);
if (process.argv.includes("--ablate")) ablate();
if (process.argv.includes("--calibrate")) calibrate();
if (onlyEvaluate) process.exit(0);
print("WITHOUT_DICTIONARY", { ...zero, ...fitWeights(plain, names(PLAIN)) });
print("WITH_DICTIONARY", { ...zero, ...fitWeights(full, names(FULL)) });
