import { clip, type RowCheck } from "./check.ts";
import { findUnmatched } from "./compare-items.ts";
import { isFile, type LinkItem, linkItemsOf } from "./link-items.ts";

/** A link of the original that leads nowhere, or to another page, in the translation. */
export const linkMissing: RowCheck = {
  code: "link-missing",
  scope: "row",
  run(row, pair, report) {
    // The very same addresses: where they lead is the same too.
    if (row.source.content.print.neutral === row.target.content.print.neutral) return;
    const unmatched = findUnmatched("links", row, pair, linkItemsOf(pair.site));
    if (unmatched === null) return;
    const spare = [...(unmatched.target as readonly LinkItem[])];
    for (const link of unmatched.source as readonly LinkItem[]) {
      if (link.key === "self" || link.key === "mailto" || link.key === "tel") continue;
      const at = spare.findIndex((other) => mayStandFor(link, other));
      if (at >= 0) {
        spare.splice(at, 1);
        continue;
      }
      const instead = spare.findIndex((other) => isMixedUp(link, other));
      const other = instead < 0 ? undefined : spare.splice(instead, 1)[0]!;
      report({
        salient: `${link.key} ${other?.key ?? ""}`,
        item: other === undefined ? clip(link.href) : `${clip(link.href)} → ${clip(other.href)}`,
        source: link.at,
        target: other?.at ?? null,
      });
    }
  },
};

/** Another address may be the right one for this language: another host, or pages that we know nothing of. */
function mayStandFor(a: LinkItem, b: LinkItem): boolean {
  if (b.key === "self") return false;
  // Documents are translated too, and have a file of their own then.
  if (isFile(a.href) && isFile(b.href)) return true;
  const known = a.link?.kind === "post" && b.link?.kind === "post";
  if (known) return false;
  const hosts = [hostOf(a.href), hostOf(b.href)];
  const bothOutside = a.link?.kind === "external" && b.link?.kind === "external";
  return bothOutside || a.link === null ? hosts[0] !== hosts[1] : true;
}

/** Both lead to known places, and not to the same one. */
function isMixedUp(a: LinkItem, b: LinkItem): boolean {
  return a.link?.kind === b.link?.kind && b.key !== "self";
}

function hostOf(href: string): string {
  return (
    /^(?:https?:)?\/\/([^/?#]*)/i
      .exec(href)?.[1]
      ?.toLowerCase()
      .replace(/^www\./, "") ?? ""
  );
}
