import { type Amount, readAmounts } from "../../text/locale-values.ts";
import { TOKEN } from "../../text/tokens.ts";
import { clip, type RowCheck, type SectionView } from "./check.ts";
import { findUnmatched, type Item } from "./compare-items.ts";

/** An amount in the same currency that is another one. Prices in another currency are not compared. */
export const amountDiffers: RowCheck = {
  code: "amount-differs",
  scope: "row",
  run(row, pair, report) {
    if (row.source.parts.of(TOKEN.money).length === 0 && row.target.parts.of(TOKEN.money).length === 0)
      return;
    if (row.source.content.print.words === row.target.content.print.words) return;
    const unmatched = findUnmatched("amounts", row, pair, amountItems);
    if (unmatched === null) return;
    const shared = sharedCurrencies(row.source, row.target);
    const partners = unmatched.target.filter((item) => shared.has(currencyOf(item)));
    for (const amount of unmatched.source) {
      const currency = currencyOf(amount);
      if (!shared.has(currency)) continue;
      const at = partners.findIndex((other) => mayCompare(currencyOf(other), currency));
      const other = at < 0 ? undefined : partners.splice(at, 1)[0]!;
      if (other !== undefined && worthOf(other) === worthOf(amount)) continue;
      report({
        salient: `${amount.key} ${other?.key ?? ""}`,
        item: other === undefined ? clip(amount.text) : `${clip(amount.text)} → ${clip(other.text)}`,
        source: amount.at,
        target: other?.at ?? null,
      });
    }
  },
};

function amountItems(view: SectionView): Item[] {
  return readAmounts(view.parts.prose()).map((amount: Amount) => ({
    key: `${amount.currency} ${amount.value}`,
    text: amount.text,
    at: view.parts.offsetOf(amount.index),
  }));
}

const currencyOf = (item: Item): string => item.key.split(" ", 1)[0]!;
const worthOf = (item: Item): string => item.key.slice(item.key.indexOf(" ") + 1);

const CROWNS = new Set(["kr", "NOK", "SEK", "DKK"]);

/** `kr` may be anybody's crowns. */
function mayCompare(a: string, b: string): boolean {
  return a === b || ((a === "kr" || b === "kr") && CROWNS.has(a) && CROWNS.has(b));
}

function sharedCurrencies(source: SectionView, target: SectionView): ReadonlySet<string> {
  const a = amountItems(source).map(currencyOf);
  const b = amountItems(target).map(currencyOf);
  return new Set([
    ...a.filter((x) => b.some((y) => mayCompare(x, y))),
    ...b.filter((y) => a.some((x) => mayCompare(x, y))),
  ]);
}
