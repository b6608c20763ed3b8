import fc from "fast-check";
import { withdrawFact } from "../../src/baseline/fact-subjects.ts";
import type { Claim, ClaimFact, Fact, FactSide } from "../../src/model/fact.ts";
import { FACT_WAYS } from "../../src/model/fact.ts";
import type { Fingerprint } from "../../src/model/post.ts";

/** A fingerprint whose two hashes are small numbers. */
export const print = (words: number, neutral = 0): Fingerprint => ({ words, neutral });

export const side = (language: string, words: number | null, more: Partial<FactSide> = {}): FactSide => ({
  language,
  print: words === null ? null : print(words),
  blob: null,
  path: null,
  place: null,
  ...more,
});

type Common = Omit<ClaimFact, keyof Claim>;

/** A fact by Kari at minute `minute`; sides en 1 and nb 2 unless given. */
export function makeFact<C extends Claim>(claim: C, minute: number, more: Partial<Common> = {}): Common & C {
  return {
    time: Date.UTC(2026, 6, 2, 10, minute),
    by: "Kari",
    how: "kept",
    reason: null,
    sides: [side("en", 1), side("nb", 2)],
    pair: null,
    extra: {},
    ...more,
    ...claim,
  };
}

/** Ola takes a fact back at minute `minute`, even one that is later. */
export const withdraw = (fact: ClaimFact, minute: number): Fact => ({
  ...withdrawFact(fact, { time: 0, by: "Ola", reason: null }),
  time: Date.UTC(2026, 6, 2, 10, minute),
});

const anyText = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 12 }),
  fc.constantFrom(
    "-",
    "",
    '"',
    "a b",
    "x=y",
    "\n",
    "\r\n",
    "\u2028",
    "\u202e",
    "\u0085",
    "\\",
    "\\u0041",
    "Åse «Ø»",
    "\0",
  ),
  fc.constantFrom("en=v1:0", "# no comment", "<<<<<<<", "=======", "\ud800", "/blogg/x/", "About > Team"),
);
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { nil: null });
const hash = fc.oneof(
  fc.nat({ max: 3 }),
  fc.maxSafeNat().map((n) => n % 2 ** 52),
);
const anyBlob = fc.constantFrom("0123456789abcdef0123456789abcdef01234567", "0123456789abcdef".repeat(4));

const anySide = (language: string, hasPrint: boolean, hasPath: boolean): fc.Arbitrary<FactSide> =>
  fc.record({
    language: fc.constant(language),
    print: hasPrint ? fc.record({ words: hash, neutral: hash }) : fc.constant(null),
    blob: maybe(anyBlob),
    path: hasPath ? anyText : maybe(anyText),
    place: maybe(anyText),
  });

/** Any claim, with which sides need a fingerprint, and whether they need paths. */
const anyClaim: fc.Arbitrary<readonly [Claim, readonly [boolean, boolean], boolean]> = fc.oneof(
  fc.constantFrom("same", "own").map((kind) => [{ kind } as Claim, [true, true], false] as const),
  fc
    .tuple(anyText, fc.boolean())
    .map(([pair, first]) => [{ kind: "only", pair } as Claim, [first, !first], false] as const),
  fc.tuple(fc.constantFrom("linked", "unlinked"), fc.constantFrom("section", "post")).map(([kind, about]) => {
    const isSection = about === "section";
    return [{ kind, about } as Claim, [isSection, isSection], !isSection] as const;
  }),
  fc
    .tuple(anyText, fc.constantFrom("number-differs", "link-missing"), fc.boolean())
    .map(([finding, code, has]) => [{ kind: "finding", finding, code } as Claim, [has, has], false] as const),
);

/** Facts of every kind, many of them about the same few things at the same few times. */
export const anyFact: fc.Arbitrary<Fact> = fc
  .tuple(anyClaim, fc.constantFrom(["en", "nb"], ["nb", "sv"], ["de", "zh-hant"]), fc.boolean())
  .chain(([[claim, [a, b], hasPath], [first = "", second = ""], isWithdrawn]) =>
    fc
      .record({
        time: fc.oneof(
          fc.constantFrom(Date.UTC(2024, 1, 29), Date.UTC(2026, 0, 1), Date.UTC(2026, 0, 1) + 1),
          fc.integer({ min: 0, max: Date.UTC(2100, 0, 1) }),
        ),
        by: anyText,
        how: fc.constantFrom(...FACT_WAYS),
        reason: maybe(anyText),
        sides: fc.tuple(anySide(first, a, hasPath), anySide(second, b, hasPath)),
        pair: claim.kind === "only" ? fc.constant(claim.pair) : maybe(anyText),
        extra: fc.constantFrom({}, { note: "later version" }, { "en.note": "x", constructor: "y" }),
      })
      .map(
        (common): Fact =>
          isWithdrawn ? { ...common, kind: "withdrawn", of: claim } : { ...common, ...claim },
      ),
  );

/** Facts of the kind that most lines are. */
export const anyUsualFact: fc.Arbitrary<Fact> = anyFact.map(
  ({ time, by, how, reason, sides, pair }): Fact => {
    const [a, b] = sides.map((one) => ({ ...one, print: one.print ?? print(5, 6) })) as [FactSide, FactSide];
    return { kind: time % 2 === 0 ? "same" : "own", time, by, how, reason, sides: [a, b], pair, extra: {} };
  },
);
