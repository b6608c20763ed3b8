import { neutralKey } from "../compare/delta.ts";
import type { Edit } from "../model/edit.ts";
import type { Language } from "../model/post.ts";
import { TOKEN, type Tokens } from "../text/tokens.ts";

/** A stretch of text with its tokens, whose offsets refer to `bytes`. */
export interface TokenText {
  readonly bytes: Uint8Array;
  readonly tokens: Tokens;
  readonly language: Language;
}

export type CarryPlan =
  | {
      readonly kind: "edits";
      readonly edits: readonly Edit[];
      /** The same for people: what stood in the translation, and what stands there now. */
      readonly changes: readonly { readonly from: string; readonly to: string }[];
    }
  /**
   * Why not, and about which part: more than neutral parts changed; parts came or went without a counterpart; the old
   * value stands there more or less often than in the original, or written in another way; a number's form is unclear.
   */
  | {
      readonly kind: "cannot";
      readonly why: "words-changed" | "not-replaced" | "not-there" | "written-otherwise" | "number-form";
      readonly part: string;
    };

interface Part {
  readonly kind: number;
  readonly key: number;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Plans how a change of neutral parts in the original is made in the translation: each old value is replaced where it
 * stands, if it stands there as often as it stood in the original, written the same way (numbers: in the form of the
 * language). Words and amounts of money are never touched.
 */
export function carryChanges(before: TokenText, after: TokenText, translation: TokenText): CarryPlan {
  if (wordsOf(before) !== wordsOf(after)) return cannot("words-changed", "");
  const old = partsOf(before);
  const now = partsOf(after);
  const replacements = new Map<number, { readonly from: Part; readonly to: Part }>();
  // Nothing but values changed, so the n-th part of a kind was the n-th of that kind.
  for (const kind of new Set([...old, ...now].map((part) => part.kind))) {
    const from = old.filter((part) => part.kind === kind);
    const to = now.filter((part) => part.kind === kind);
    if (from.length !== to.length)
      return cannot("not-replaced", (from.length > to.length ? from : to).at(-1)?.text ?? "");
    for (const [i, part] of from.entries()) {
      if (part.text === to[i]!.text) continue;
      const known = replacements.get(part.key);
      if (known !== undefined && known.to.text !== to[i]!.text) return cannot("not-replaced", part.text);
      replacements.set(part.key, { from: part, to: to[i]! });
    }
  }
  const there = partsOf(translation);
  const edits: Edit[] = [];
  const changes: { from: string; to: string }[] = [];
  for (const [key, { from, to }] of replacements) {
    const places = there.filter((part) => part.key === key && part.kind === from.kind);
    const stood = old.filter((part) => part.key === key);
    const wanted = now.filter((part) => part.key === to.key && part.kind === to.kind);
    const arrived = there.filter((part) => part.key === to.key && part.kind === to.kind);
    // Somebody has made this part of the change already.
    if (places.length === 0 && arrived.length >= wanted.length) continue;
    // Some of them stay: which of the translation's are meant, nobody can say.
    const replaced = stood.filter((part) => now[old.indexOf(part)]?.text !== part.text);
    if (places.length === 0 || places.length !== stood.length || replaced.length !== stood.length)
      return cannot("not-there", from.text);
    for (const place of places) {
      const text =
        from.kind === TOKEN.number
          ? formNumber(from.text, to.text, place.text, before.language, translation.language)
          : place.text === from.text
            ? to.text
            : null;
      if (text === null)
        return cannot(from.kind === TOKEN.number ? "number-form" : "written-otherwise", place.text);
      edits.push({ start: place.start, end: place.end, bytes: encoder.encode(text) });
      changes.push({ from: place.text, to: text });
    }
  }
  return edits.length === 0
    ? cannot("not-replaced", "")
    : { kind: "edits", edits: edits.sort((a, b) => a.start - b.start), changes };
}

const cannot = (why: (CarryPlan & { kind: "cannot" })["why"], part: string): CarryPlan => ({
  kind: "cannot",
  why,
  part,
});

const encoder = new TextEncoder();
const decoder = new TextDecoder();

function wordsOf({ tokens }: TokenText): string {
  return [...tokens.hash.subarray(0, tokens.count)]
    .filter((_, i) => tokens.kind[i]! <= TOKEN.money)
    .join(" ");
}

function partsOf({ bytes, tokens }: TokenText): readonly Part[] {
  const parts: Part[] = [];
  for (let i = 0; i < tokens.count; i++) {
    const kind = tokens.kind[i]!;
    if (kind <= TOKEN.money) continue;
    const start = tokens.start[i]!;
    const end =
      kind === TOKEN.link || kind === TOKEN.image ? targetEnd(bytes, tokens.end[i]!) : tokens.end[i]!;
    parts.push({
      kind,
      key: neutralKey(kind, tokens.hash[i]!, bytes, start, end),
      text: decoder.decode(bytes.subarray(start, end)),
      start,
      end,
    });
  }
  return parts;
}

/** A link's token stops before a final slash, which makes no other page; but it is part of what is written there. */
function targetEnd(bytes: Uint8Array, end: number): number {
  let at = end;
  while (bytes[at] === 0x2f) at++;
  return at;
}

/** How languages write large numbers and fractions; others are not converted. */
const FORMS: { readonly [language: Language]: { readonly group: string; readonly decimal: string } } = {
  en: { group: ",", decimal: "." },
  nb: { group: "\u00a0", decimal: "," },
  nn: { group: "\u00a0", decimal: "," },
};

/** The new number in the form that the translation has the old one in; null where that is not plain. */
function formNumber(
  from: string,
  to: string,
  stands: string,
  language: Language,
  other: Language,
): string | null {
  if (/^\d{1,3}$/.test(from) && /^\d+$/.test(to) && stands === from && to.length <= 3) return to;
  const source = FORMS[language];
  const target = FORMS[other];
  if (source === undefined || target === undefined)
    return stands === from && /^\d+$/.test(from) && /^\d+$/.test(to) ? to : null;
  const parsed = parseNumber(to, source);
  const old = parseNumber(from, source);
  const now = parseNumber(stands, target);
  if (parsed === null || old === null || now === null || old.value !== now.value) return null;
  // The translation's own separator wins: a plain blank, a narrow one, or none.
  const group = parsed.grouped ? (now.group ?? target.group) : "";
  return formatNumber(parsed.value, group, target.decimal);
}

interface ParsedNumber {
  readonly value: string;
  readonly grouped: boolean;
  readonly group: string | null;
}

function parseNumber(
  text: string,
  { group, decimal }: { readonly group: string; readonly decimal: string },
): ParsedNumber | null {
  const groups = group === "," ? "," : "[ \\u00a0\\u202f\\u2009]";
  const escaped = decimal === "." ? "\\." : ",";
  const match = new RegExp(`^(\\d{1,3}(?:(${groups})\\d{3})+|\\d+)(?:${escaped}(\\d+))?$`).exec(text);
  if (match === null) return null;
  const whole = (match[1] ?? "").replace(/\D/g, "");
  return {
    value: match[3] === undefined ? whole : `${whole}.${match[3]}`,
    grouped: match[2] !== undefined,
    group: match[2] ?? null,
  };
}

function formatNumber(value: string, group: string, decimal: string): string {
  const [whole = "", fraction] = value.split(".");
  const grouped = group === "" ? whole : whole.replace(/\B(?=(\d{3})+$)/g, group);
  return fraction === undefined ? grouped : `${grouped}${decimal}${fraction}`;
}
