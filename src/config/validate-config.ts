import type { z } from "zod";
import type { MessageParams } from "../model/finding.ts";
import { normalizeLanguage } from "../site/language-codes.ts";
import { type ConfigErrorCode, nearestWord, type PathInFile } from "./config-error.ts";
import { DEFAULTS } from "./defaults.ts";
import { configJsonSchema, configSchema, type WrittenConfig } from "./schema.ts";

type Issue = z.core.$ZodIssue;
type JsonSchema = { readonly [key: string]: unknown };

/** One thing wrong with the data, its place as steps from the top. */
export interface ConfigFault {
  readonly code: ConfigErrorCode;
  readonly path: PathInFile;
  readonly params: MessageParams;
}

/**
 * Checks parsed data against the schema and reports everything that is wrong at once. `knownCodes`: codes of checks,
 * when the caller knows them all.
 */
export function validateConfig(
  value: unknown,
  knownCodes: readonly string[] | null,
): { readonly config: WrittenConfig } | { readonly faults: readonly ConfigFault[] } {
  const result = configSchema.safeParse(value);
  if (!result.success) {
    const schema = configJsonSchema();
    return { faults: result.error.issues.flatMap((issue) => describeIssue(issue, [], value, schema)) };
  }
  const faults = [...unknownCodes(result.data, knownCodes), ...repeatedLanguages(result.data)];
  return faults.length > 0 ? { faults } : { config: result.data };
}

function unknownCodes(config: WrittenConfig, known: readonly string[] | null): readonly ConfigFault[] {
  if (known === null) return [];
  const used: (readonly [string, PathInFile])[] = Object.keys(config.checks ?? {}).map((code) => [
    code,
    ["checks", code],
  ]);
  for (const [at, rule] of (config.suppress ?? []).entries()) {
    for (const [index, code] of (rule.codes ?? []).entries())
      used.push([code, ["suppress", at, "codes", index]]);
  }
  return used
    .filter(([code]) => !known.includes(code))
    .map(([code, path]) => {
      const suggestion = nearestWord(code, known);
      return { code: "unknown-code", path, params: { code, ...(suggestion && { suggestion }) } };
    });
}

function repeatedLanguages(config: WrittenConfig): readonly ConfigFault[] {
  const seen = new Set([normalizeLanguage(config.languages?.source ?? DEFAULTS.source)]);
  const faults: ConfigFault[] = [];
  for (const [at, target] of (config.languages?.targets ?? []).entries()) {
    const language = normalizeLanguage(target);
    const path = ["languages", "targets", at];
    if (seen.has(language)) faults.push({ code: "language-repeated", path, params: { language } });
    seen.add(language);
  }
  return faults;
}

function describeIssue(
  issue: Issue,
  parent: PathInFile,
  value: unknown,
  schema: JsonSchema,
): readonly ConfigFault[] {
  const path = [...parent, ...issue.path.map((step) => (typeof step === "number" ? step : String(step)))];
  const got = nameValue(valueAt(value, path));
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => {
        const suggestion = nearestWord(key, keysAt(schema, path));
        return {
          code: "unknown-key",
          path: [...path, key],
          params: { key, ...(suggestion && { suggestion }) },
        };
      });
    case "invalid_type":
      if (valueAt(value, path) === undefined) {
        return [{ code: "missing-key", path, params: { key: String(path.at(-1) ?? "") } }];
      }
      return [{ code: "wrong-type", path, params: { expected: [typeName(issue.expected)], got } }];
    case "invalid_value": {
      const allowed = issue.values.map(String);
      const suggestion = nearestWord(got, allowed);
      return [{ code: "not-one-of", path, params: { allowed, got, ...(suggestion && { suggestion }) } }];
    }
    case "invalid_format":
      return [{ code: "bad-form", path, params: { form: issue.message, got } }];
    case "too_small":
    case "too_big": {
      const limit =
        issue.code === "too_small" ? { minimum: Number(issue.minimum) } : { maximum: Number(issue.maximum) };
      const ranged = issue.origin === "number" || issue.origin === "int";
      return [
        { code: ranged ? "out-of-range" : "wrong-length", path, params: ranged ? { ...limit, got } : limit },
      ];
    }
    case "invalid_union":
      return describeUnion(issue.errors, path, value, schema);
    case "invalid_key":
      return issue.issues.flatMap((inner) =>
        inner.code === "invalid_format"
          ? [{ code: "bad-form" as const, path, params: { form: inner.message, got: String(path.at(-1)) } }]
          : describeIssue(inner, path, value, schema),
      );
    default:
      return [{ code: "wrong-type", path, params: { expected: [], got } }];
  }
}

/** Of the alternatives of a value, the one that was meant: whose type fits. None: all types are named. */
function describeUnion(
  branches: readonly (readonly Issue[])[],
  path: PathInFile,
  value: unknown,
  schema: JsonSchema,
): readonly ConfigFault[] {
  const got = valueAt(value, path);
  const meant = branches.filter((issues) => !issues.some((issue) => isOfOtherType(issue, got)));
  const [first] = meant;
  if (first !== undefined) return first.flatMap((issue) => describeIssue(issue, path, value, schema));
  const expected = branches.flatMap((issues) =>
    issues.flatMap((issue) => {
      if (issue.code === "invalid_type") return [typeName(issue.expected)];
      return issue.code === "invalid_value" ? issue.values.map(String) : [];
    }),
  );
  return [{ code: "wrong-type", path, params: { expected: [...new Set(expected)], got: nameValue(got) } }];
}

function isOfOtherType(issue: Issue, got: unknown): boolean {
  if (issue.path.length > 0) return false;
  return issue.code === "invalid_type" || (issue.code === "invalid_value" && typeof got !== "string");
}

function typeName(expected: string): string {
  if (expected === "record") return "object";
  if (expected === "tuple") return "array";
  return expected === "int" ? "number" : expected;
}

/** Short texts, numbers and booleans as they are, anything else by its type. */
function nameValue(value: unknown): string {
  if (typeof value === "string") return value.length > 60 ? `${value.slice(0, 59)}…` : value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

function valueAt(value: unknown, path: PathInFile): unknown {
  let at: unknown = value;
  for (const step of path) {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, step)) return undefined;
    at = (at as { readonly [key: string | number]: unknown })[step];
  }
  return at;
}

/** Keys that the schema knows at a place, through lists and alternatives. */
function keysAt(schema: JsonSchema, path: PathInFile): readonly string[] {
  let places: readonly JsonSchema[] = [schema];
  for (const step of path) places = places.flatMap((place) => stepInto(place, step));
  return places.flatMap(alternatives).flatMap((place) => Object.keys((place["properties"] ?? {}) as object));
}

function alternatives(schema: JsonSchema): readonly JsonSchema[] {
  const anyOf = schema["anyOf"] as readonly JsonSchema[] | undefined;
  return anyOf === undefined ? [schema] : anyOf.flatMap(alternatives);
}

function stepInto(schema: JsonSchema, step: string | number): readonly JsonSchema[] {
  return alternatives(schema).flatMap((place) => {
    const properties = place["properties"] as { readonly [key: string]: JsonSchema } | undefined;
    const next =
      typeof step === "number"
        ? place["items"]
        : properties !== undefined && Object.hasOwn(properties, step)
          ? properties[step]
          : place["additionalProperties"];
    return typeof next === "object" && next !== null && !Array.isArray(next) ? [next as JsonSchema] : [];
  });
}
