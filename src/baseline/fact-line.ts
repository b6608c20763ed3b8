import { type Claim, FACT_WAYS, type Fact, type FactSide, type FactWay } from "../model/fact.ts";
import type { Fingerprint } from "../model/post.ts";
import { formatFingerprint } from "../text/format-fingerprint.ts";
import { quoteValue, readFields } from "./fact-fields.ts";

/**
 * Writes a fact as one line:
 *
 *     same 2026-07-02T10:15:30.123Z en=v1:… nb=v1:… how=kept by="Kari Nordmann" pair=/blogg/x en.blob=… en.path=… en.at="Team"
 *
 * The order of the fields is fixed: equal facts are equal lines.
 */
export function formatFact(fact: Fact): string {
  const claim = fact.kind === "withdrawn" ? fact.of : fact;
  const [a, b] = fact.sides;
  const fields: (readonly [string, string | null])[] = [
    [a.language, formatPrint(a.print)],
    [b.language, formatPrint(b.print)],
    ["of", fact.kind === "withdrawn" ? claim.kind : null],
    ["about", "about" in claim ? claim.about : null],
    ["finding", "finding" in claim ? claim.finding : null],
    ["code", "code" in claim ? claim.code : null],
    ["how", fact.how],
    ["by", fact.by === "" ? null : fact.by],
    ["reason", fact.reason],
    ["pair", "pair" in claim ? claim.pair : fact.pair],
    ...fact.sides.flatMap(({ language, blob, path, place }) => [
      [`${language}.blob`, blob] as const,
      [`${language}.path`, path] as const,
      [`${language}.at`, place] as const,
    ]),
    ...Object.entries(fact.extra).sort(([x], [y]) => (x < y ? -1 : 1)),
  ];
  const shown = fields.flatMap(([name, value]) => (value === null ? [] : [`${name}=${quoteValue(value)}`]));
  return [fact.kind, new Date(fact.time).toISOString(), ...shown].join(" ");
}

function formatPrint(print: Fingerprint | null): string {
  return print === null ? "-" : formatFingerprint(print);
}

/** Reads a line back. A text is returned when it is no fact: the part that could not be understood. */
export function parseFact(line: string): Fact | string {
  const fields = readFields(line);
  if (typeof fields === "string") return fields;
  const [kind = "", time = "", surplus] = fields.words;
  if (surplus !== undefined) return surplus;
  const milliseconds = readTime(time);
  if (milliseconds === null) return time === "" ? kind : time;
  const values = new Map(fields.values);
  const take = (name: string): string | null => {
    const value = values.get(name) ?? null;
    values.delete(name);
    return value;
  };
  const sides = takeSides(values);
  if (typeof sides === "string") return sides;
  const how = take("how") ?? "kept";
  if (!isWay(how)) return how;
  const of = kind === "withdrawn" ? take("of") : kind;
  const pair = take("pair");
  const claim = readClaim(of ?? kind, pair, sides, take);
  if (typeof claim === "string") return claim;
  const common = {
    time: milliseconds,
    by: take("by") ?? "",
    how,
    reason: take("reason"),
    sides,
    pair,
    extra: Object.fromEntries(values),
  };
  return kind === "withdrawn" ? { ...common, kind, of: claim } : { ...common, ...claim };
}

/** Exactly what `toISOString` writes, years of four digits. */
function readTime(text: string): number | null {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text)) return null;
  const time = Date.parse(text);
  return Number.isNaN(time) || new Date(time).toISOString() !== text ? null : time;
}

function isWay(text: string): text is FactWay {
  return (FACT_WAYS as readonly string[]).includes(text);
}

const PRINT = /^v1:([0-9a-f]{13})\.([0-9a-f]{13})$/;
const LANGUAGE = /^[a-z]{2,3}(?:-[a-z0-9]+)*$/;
const BLOB = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/** Fields that look like language codes. Somebody may well be called `-`. */
const RESERVED: readonly string[] = ["of", "how", "by"];

/** The sides are the two fields whose values are fingerprints or `-`. They and their hints leave the map. */
function takeSides(values: Map<string, string>): readonly [FactSide, FactSide] | string {
  const sides: FactSide[] = [];
  for (const [language, value] of [...values]) {
    const print = readPrint(value);
    if (print === undefined || !LANGUAGE.test(language) || RESERVED.includes(language)) continue;
    const take = (name: string): string | null => {
      const hint = values.get(`${language}.${name}`) ?? null;
      values.delete(`${language}.${name}`);
      return hint;
    };
    values.delete(language);
    const blob = take("blob");
    if (blob !== null && !BLOB.test(blob)) return blob;
    sides.push({ language, print, blob, path: take("path"), place: take("at") });
  }
  const [a, b, third] = sides.sort((x, y) => (x.language < y.language ? -1 : 1));
  if (a === undefined || b === undefined)
    return [...values.values()].find((value) => /^v\d+:/.test(value)) ?? "v1:";
  return third === undefined ? [a, b] : third.language;
}

function readPrint(value: string): Fingerprint | null | undefined {
  if (value === "-") return null;
  const [, words, neutral] = PRINT.exec(value) ?? [];
  if (words === undefined || neutral === undefined) return undefined;
  return { words: Number.parseInt(words, 16), neutral: Number.parseInt(neutral, 16) };
}

/** Each claim needs the sides that it is about; without them it would match everything or nothing. */
function readClaim(
  kind: string,
  pair: string | null,
  [a, b]: readonly [FactSide, FactSide],
  take: (name: string) => string | null,
): Claim | string {
  const present = [a, b].filter((side) => side.print !== null).length;
  switch (kind) {
    case "same":
    case "own":
      return present === 2 ? { kind } : "-";
    case "only":
      if (pair === null) return "pair=";
      return present === 1 ? { kind, pair } : kind;
    case "linked":
    case "unlinked": {
      const about = take("about");
      if (about === "section") return present === 2 ? { kind, about } : "-";
      if (about === "post") return a.path !== null && b.path !== null ? { kind, about } : "path=";
      return about ?? "about=";
    }
    case "finding": {
      const finding = take("finding");
      const code = take("code");
      return finding === null || code === null ? "finding=" : { kind, finding, code };
    }
    default:
      return kind;
  }
}
