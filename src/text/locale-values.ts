/**
 * A number, time or amount as a text of some language writes it. `key` is equal for equal values in all languages:
 * `1,000` and `1 000`, `9:30 am` and `kl. 09.30`, `1990s` and `1990-tallet`.
 */
export interface LocaleValue {
  readonly kind: "number" | "time" | "month" | "version";
  readonly key: string;
  readonly text: string;
  /** UTF-16 index in the text. */
  readonly index: number;
}

export interface Amount {
  /** ISO code; `kr` where the text does not say whose crowns. */
  readonly currency: string;
  readonly value: string;
  readonly text: string;
  readonly index: number;
}

const MONTHS: readonly RegExp[] = [
  /^jan/,
  /^feb/,
  /^mar/,
  /^apr/,
  /^ma[iyj]/,
  /^jun/,
  /^jul/,
  /^aug/,
  /^sep/,
  /^o[kc]t/,
  /^nov/,
  /^de[sc]/,
];
/** Names of months in English and the Scandinavian languages, as the source of a pattern. */
export const MONTH =
  "(?:jan(?:uary|uar|uari)?|feb(?:ruary|ruar|ruari)?|mar(?:ch|s|ts)?|apr(?:il)?|may|mai|maj|june?|juni|july?|juli|aug(?:ust|usti)?|sept?(?:ember)?|okt(?:ober)?|oct(?:ober)?|nov(?:ember)?|de[cs](?:ember)?)";
const GROUP = "[ \\u00a0\\u202f\\u2009']";
const DIGITS = `\\d{1,3}(?:${GROUP}\\d{3})+(?!\\d)(?:[.,]\\d+)?|\\d+(?:[.,]\\d+)*`;
const CURRENCY = "€|\\$|£|kr\\.?|kroner|NOK|SEK|DKK|EUR|USD|GBP|euros?|dollars?|pounds?";
const SCALES: readonly (readonly [RegExp, number])[] = [
  [/^(?:thousand|tusen|k$)/i, 3],
  [/^(?:millions?|millioner|mill\.?|mio\.?|mn|m)$/i, 6],
  [/^(?:milliarder|milliard|mrd\.?|md\.?)$/i, 9],
  [/^(?:billions?|bn)$/i, 9],
  [/^(?:billioner|billion)$/i, 12],
  [/^trillions?$/i, 12],
];
const SCALE =
  "thousand|tusen|millions?|millioner|mill\\.?|mio\\.?|milliarder|milliard|mrd\\.?|billions?|billioner|trillions?";

const edge = { before: "(?<![\\p{L}\\p{N}_])", after: "(?![\\p{L}\\p{N}_])" };
const NOISE = new RegExp(
  [
    "(?:https?:\\/\\/|www\\.)\\S+",
    "[\\w.+-]+@[\\w-]+\\.[\\w.]+",
    // Telephone numbers differ between countries, and are no quantity.
    "\\+\\d[\\d\\u00a0 ()-]{6,}\\d",
    `${edge.before}\\d{2} \\d{2} \\d{2} \\d{2}${edge.after}`,
    "(?<![\\d-])0\\d{1,3}-\\d[\\d\\u00a0 ]{4,}\\d",
    "&#?\\w+;",
    // "two (2) hours": said once already.
    "(?<=\\p{L} )\\(\\d{1,2}\\)",
    "(?<=[\\p{L}.,])\\(\\d{1,2}\\)",
    // A footnote's number behind the sentence.
    '(?<=\\p{L}[.,;:!?)”»"])(?<!\\bkl\\.)\\d{1,3}(?![\\d.,:]*\\d)',
  ].join("|"),
  "giu",
);
const AMOUNT = new RegExp(
  `(?:(?<![\\p{L}])(?<before>${CURRENCY})\\s?(?<first>${DIGITS})(?:\\s?(?<scaleA>${SCALE}|bn|mn|[mk](?= |$|[.,;:)]))(?![\\p{L}]))?` +
    `|${edge.before}(?<second>${DIGITS})(?:\\s?(?<scaleB>${SCALE}))?(?:,-)?\\s?(?<after>${CURRENCY})(?![\\p{L}]))`,
  "giu",
);
const TIME = new RegExp(
  `(?<clock>(?<![\\p{L}])(?:kl\\.?|klokka|klokken)\\s*)?${edge.before}(?<hour>\\d{1,2})(?:[:.](?<minute>\\d{2}))?(?!\\d|[.:,]\\d)(?:\\s*(?<half>[ap]\\.?\\s?m\\.?)(?![\\p{L}]))?`,
  "giu",
);
const MONTH_NAME = new RegExp(MONTH, "iu");
const MONTH_NEAR = new RegExp(
  `(?:\\d{1,2}(?:st|nd|rd|th|\\.)?(?:\\s+of)?\\s+${MONTH}(?![\\p{L}])|(?<![\\p{L}])${MONTH}\\.?,?\\s+\\d)`,
  "giu",
);
const ISO = /(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)/g;
const DOTTED = /(?<![\d./])(\d{1,2})([./])(\d{1,2})(?:\2| (?=\d{4}))(\d{4}|\d{2})(?![\d/]|\.\d)/g;
const NUMBER = new RegExp(`(?<![\\p{L}\\p{N}_])(?:${DIGITS})`, "gu");
// The one date that keeps its American form in English everywhere.
const NINE_ELEVEN = /(?<![\d/])9\/11(?![\d/])/g;
const VERSION = /(?<![\p{L}\p{N}_.])v?\d+(?:\.\d+){2,}/giu;

/**
 * Values in a text, in reading order; amounts of money, telephone numbers, addresses and digits inside names (`S3`)
 * are left out.
 */
export function readValues(text: string): LocaleValue[] {
  const values: LocaleValue[] = [];
  if (!/\d/.test(text)) return values;
  let rest = blank(text, NOISE);
  rest = blank(rest, AMOUNT);
  rest = take(rest, NINE_ELEVEN, (found) => [number("11", found), month(9, found)], values);
  rest = take(
    rest,
    ISO,
    (found) => [number(found[1]!, found), month(Number(found[2]), found), number(found[3]!, found)],
    values,
  );
  rest = take(
    rest,
    DOTTED,
    (found) => {
      // 4/28/2022 can only be the American order.
      const [day, which] = Number(found[3]) > 12 ? [found[3]!, found[1]!] : [found[1]!, found[3]!];
      return [number(day, found), month(Number(which), found), number(found[4]!, found)];
    },
    values,
  );
  rest = take(
    rest,
    VERSION,
    (found) => [
      { kind: "version", key: `v${found[0].replace(/^v/i, "")}`, text: found[0], index: found.index },
    ],
    values,
  );
  for (const found of rest.matchAll(MONTH_NEAR)) {
    const name = MONTH_NAME.exec(found[0])?.[0].toLowerCase() ?? "";
    const which = MONTHS.findIndex((pattern) => pattern.test(name));
    if (which >= 0) values.push(month(which + 1, found));
  }
  rest = take(rest, TIME, readTime, values);
  for (const found of rest.matchAll(NUMBER)) {
    const scale = scaleBehind(rest, found.index + found[0].length);
    values.push({
      kind: "number",
      key: numberKey(found[0], scale),
      text: found[0].trim(),
      index: found.index,
    });
  }
  return values.sort((a, b) => a.index - b.index);
}

/** Amounts of money in a text, in reading order. */
export function readAmounts(text: string): Amount[] {
  const amounts: Amount[] = [];
  for (const found of blank(text, NOISE).matchAll(AMOUNT)) {
    const { before, after, first, second, scaleA, scaleB } = found.groups!;
    const scale = scaleOf(scaleA ?? scaleB ?? "");
    amounts.push({
      currency: currencyCode(before ?? after ?? ""),
      value: numberKey((first ?? second)!.replace(/,-$/, ""), scale),
      text: found[0].trim(),
      index: found.index,
    });
  }
  return amounts;
}

function currencyCode(written: string): string {
  const word = written.toLowerCase().replace(/\.$/, "");
  if (word === "€" || word.startsWith("eur")) return "EUR";
  if (word === "$" || word === "usd" || word.startsWith("dollar")) return "USD";
  if (word === "£" || word === "gbp" || word.startsWith("pound")) return "GBP";
  if (word === "kr" || word === "kroner") return "kr";
  return word.toUpperCase();
}

type Found = RegExpMatchArray & { readonly index: number };

function take(
  text: string,
  pattern: RegExp,
  read: (found: Found) => readonly LocaleValue[] | null,
  into: LocaleValue[],
): string {
  return text.replace(pattern, (...all) => {
    const groups = typeof all.at(-1) === "object" ? all.at(-1) : undefined;
    const index = all.at(groups === undefined ? -2 : -3) as number;
    const found = Object.assign(all.slice(0, -2) as string[], { index, groups }) as unknown as Found;
    const values = read(found);
    if (values === null) return found[0];
    into.push(...values);
    return "|".repeat(found[0].length);
  });
}

function blank(text: string, pattern: RegExp): string {
  return text.replace(pattern, (found) => "|".repeat(found.length));
}

function readTime(found: Found): readonly LocaleValue[] | null {
  const { clock, hour = "", minute, half } = found.groups!;
  const h = Number(hour);
  const m = Number(minute ?? 0);
  const certain =
    clock !== undefined || half !== undefined || (minute !== undefined && found[0].includes(":"));
  if (!certain || h > 24 || m > 59) return null;
  const hours = half === undefined ? h : (h % 12) + (/^p/i.test(half) ? 12 : 0);
  return [
    {
      kind: "time",
      key: `t${hours}:${String(m).padStart(2, "0")}`,
      text: found[0].trim(),
      index: found.index,
    },
  ];
}

function number(digits: string, found: Found): LocaleValue {
  return { kind: "number", key: numberKey(digits, 0), text: found[0], index: found.index };
}

function month(which: number, found: Found): LocaleValue {
  return { kind: "month", key: `m${which}`, text: found[0], index: found.index };
}

function scaleBehind(text: string, end: number): number {
  // A single letter is a unit: 6 000 m.
  const word = /^[ \u00a0\u202f-]?(\p{L}{2,}\.?)/u.exec(text.slice(end, end + 24))?.[1] ?? "";
  return scaleOf(word);
}

function scaleOf(word: string): number {
  // "billion" is a Norwegian trillion, but in a text with the English word the two stand side by side: English wins.
  for (const [pattern, zeros] of SCALES) if (pattern.test(word)) return zeros;
  return 0;
}

/** Digits without separators, a dot for the decimal sign, zeros that say nothing dropped; `scale` powers of ten. */
export function numberKey(written: string, scale: number): string {
  let text = written.replace(/[ \u00a0\u202f\u2009']/g, "");
  const separators = text.match(/[.,]/g) ?? [];
  if (separators.length > 0) {
    const last = text.slice(Math.max(text.lastIndexOf("."), text.lastIndexOf(",")) + 1);
    const groups =
      /^\d{1,3}(?:[.,]\d{3})+$/.test(text) && new Set(separators).size === 1 && !text.startsWith("0");
    if (groups) text = text.replace(/[.,]/g, "");
    else if (separators.length === 1 || new Set(separators).size === 2) {
      text = `${text.slice(0, text.length - last.length - 1).replace(/[.,]/g, "")}.${last}`;
    }
  }
  if (scale > 0) {
    const [whole = "", fraction = ""] = text.split(".");
    text = `${whole}${fraction.padEnd(scale, "0").slice(0, scale)}.${fraction.slice(scale)}`;
  }
  if (text.includes(".") && text.split(".").length === 2) text = text.replace(/\.?0+$/, "");
  return text.replace(/^0+(?=\d)/, "") || "0";
}
