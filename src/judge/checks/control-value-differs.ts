import type { FrontMatterValue } from "../../model/post.ts";
import { clip, type PairCheck, type PairContext, type Repair, type Report } from "./check.ts";
import { fieldPlace } from "./field-place.ts";
import { isSwitch } from "./value-kind.ts";

/**
 * A field that steers how the page is built has another value in the translation: templates test for `none`, and
 * "ingen" is not `none`. Also a value of another type, and keys inside a field that one side lacks.
 */
export const controlValueDiffers: PairCheck = {
  code: "control-value-differs",
  scope: "fields",
  run(pair, report) {
    const a = pair.source.post.frontMatter.data;
    const b = pair.target.post.frontMatter.data;
    // Without a readable header on both sides there is nothing to compare, and that is told elsewhere.
    if (pair.source.post.frontMatter.format === null || pair.target.post.frontMatter.format === null) return;
    for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
      if (isIgnored(key, pair)) continue;
      compareValues(key, key, a[key], b[key], 0, pair, report);
    }
  },
};

type Value = FrontMatterValue | undefined;
const DEEPEST = 8;

function isIgnored(key: string, pair: PairContext): boolean {
  const { ignored, translatable } = pair.config.frontMatter;
  return (
    ignored.includes(key) ||
    key === pair.config.machineKey ||
    key === pair.config.originalKey ||
    translatable.includes(key)
  );
}

function compareValues(
  path: string,
  key: string,
  a: Value,
  b: Value,
  depth: number,
  pair: PairContext,
  report: Report,
): void {
  if (depth > DEEPEST) return;
  const equal =
    pair.config.frontMatter.equal.includes(path.replace(/\.\d+/g, "")) ||
    pair.config.frontMatter.equal.includes(key);
  if (isMap(a) && isMap(b)) {
    for (const inner of new Set([...Object.keys(a), ...Object.keys(b)])) {
      compareValues(`${path}.${inner}`, inner, a[inner], b[inner], depth + 1, pair, report);
    }
    return;
  }
  if (isList(a) && isList(b)) {
    // Lists of names, tags and the like are each language's own; of entries with keys only the shape is compared.
    if (equal ? !sameList(a, b) : false) tell(path, a, b, pair, report);
    else if (a.length === b.length) {
      a.forEach((item, i) => {
        if (isMap(item) && isMap(b[i]))
          compareValues(`${path}.${i}`, key, item, b[i], depth + 1, pair, report);
      });
    }
    return;
  }
  if (differs(a, b, equal, depth)) tell(path, a, b, pair, report);
}

function differs(a: Value, b: Value, equal: boolean, depth: number): boolean {
  if (isEmpty(a) || isEmpty(b)) {
    // What templates take for "not set" is the same as nothing at all.
    if (isEmpty(a) === isEmpty(b)) return false;
    const set = isEmpty(a) ? b : a;
    if (equal) return !isOff(set);
    // Inside a map, keys belong together: a lost one was flattened out of it.
    return depth > 0 && b === undefined && !isMap(a);
  }
  if (equal) return !sameScalar(a, b);
  if (isMap(a) !== isMap(b)) return true;
  // One name where the other side has a list of one is fine.
  if (isList(a) || isList(b)) return false;
  if (typeof a === "boolean" || typeof b === "boolean") return !sameScalar(a, b);
  return isSwitch(String(a)) !== isSwitch(String(b));
}

/** `"true"` and `true` are the same wish, but not to a template. */
function sameScalar(a: Value, b: Value): boolean {
  if (typeof a === "string" && typeof b === "string") return a.trim() === b.trim();
  if (typeof a === "boolean" || typeof b === "boolean") return a === b;
  return typeof a === "object" || typeof b === "object"
    ? JSON.stringify(a) === JSON.stringify(b)
    : String(a) === String(b);
}

function sameList(a: readonly FrontMatterValue[], b: readonly FrontMatterValue[]): boolean {
  const key = (list: readonly FrontMatterValue[]): string =>
    list
      .map((item) => JSON.stringify(item))
      .sort()
      .join();
  return key(a) === key(b);
}

function tell(path: string, a: Value, b: Value, pair: PairContext, report: Report): void {
  report({
    salient: `${path} ${show(a)} ${show(b)}`,
    item: `${path}: ${clip(show(a))} → ${clip(show(b))}`,
    source: fieldPlace(pair.source, path),
    target: fieldPlace(pair.target, path),
    repair: repairOf(path, a, b, pair),
  });
}

/** Only a value that is known to be equal in all languages is copied over, in place of one that is there. */
function repairOf(path: string, a: Value, b: Value, pair: PairContext): Repair | null {
  if (pair.follow === null || path.includes(".") || !pair.config.frontMatter.equal.includes(path))
    return null;
  const [value, there] = pair.follow === "target" ? [a, b] : [b, a];
  if (
    there === undefined ||
    (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean")
  )
    return null;
  // Whether a post is published is for people to say.
  return path === "draft" ? null : { kind: "field", side: pair.follow, key: path, value };
}

function show(value: Value): string {
  if (value === undefined || value === null || value === "") return "–";
  return typeof value === "string" ? (isSwitch(value) ? `"${value}"` : value) : JSON.stringify(value);
}

function isEmpty(value: Value): boolean {
  return value === undefined || value === null || value === "";
}

function isOff(value: Value): boolean {
  return value === false || value === 0 || (typeof value === "string" && /^(?:false|no|off)$/i.test(value));
}

function isMap(value: Value): value is { readonly [key: string]: FrontMatterValue } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isList(value: Value): value is readonly FrontMatterValue[] {
  return Array.isArray(value);
}
