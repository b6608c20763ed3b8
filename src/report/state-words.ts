import type { Messages } from "../i18n/load-messages.ts";
import type { Pair } from "../model/pair.ts";
import type { RowReport } from "../model/report.ts";
import type { FieldVerdict, Verdict } from "../model/verdict.ts";

/** The languages of a pair's two sides as people call them. */
export function nameSides(pair: Pair, { language }: Messages): { source: string; target: string } {
  return { source: language(pair.source.language), target: language(pair.target.language) };
}

/** What a state says, in people's words: «engelsk er endret, norsk henger etter». */
export function describeState(
  verdict: Pick<Verdict, "state" | "removed">,
  pair: Pair,
  messages: Messages,
): string {
  const sides = nameSides(pair, messages);
  if (verdict.state === "missing-in-source" && verdict.removed) return messages.t("states:removed", sides);
  if (verdict.state === "missing-in-target" && verdict.removed)
    return messages.t("states:removedInTarget", sides);
  // Neither side is known to be the original: nobody "lags behind", the two just differ.
  if (verdict.state === "source-changed" && pair.original === null)
    return messages.t("states:oneChanged", { changed: sides.source, other: sides.target });
  if (verdict.state === "target-changed" && pair.original === null)
    return messages.t("states:oneChanged", { changed: sides.target, other: sides.source });
  return messages.t(`states:state.${verdict.state}`, sides);
}

/** State and everything that qualifies it, in one line: class, moved, uncertain, on purpose. */
export function describeRow(row: RowReport, pair: Pair, messages: Messages): string {
  const { t } = messages;
  const sides = nameSides(pair, messages);
  const parts = [describeState(row, pair, messages)];
  if (row.deliberate !== null) {
    parts[0] =
      row.deliberate === "own"
        ? t("states:deliberate.own")
        : t("states:deliberate.only", {
            language: row.kind !== "front-matter" && row.source === null ? sides.target : sides.source,
          });
  }
  parts.push(...describeClass(row, messages));
  if (row.kind !== "front-matter" && row.moved) parts.push(t("states:moved"));
  if (row.doubtful) parts.push(t("states:doubtful"));
  return parts.join(" · ");
}

export function describeField(field: FieldVerdict, pair: Pair, messages: Messages): string {
  return [describeState(field, pair, messages), ...describeClass(field, messages)].join(" · ");
}

/** A class says something only about a change; of "meaning" nobody needs to be told. */
function describeClass(verdict: Verdict, { t }: Messages): readonly string[] {
  if (verdict.class === null || verdict.class === "meaning" || verdict.state === "in-sync") return [];
  return [t(`states:class.${verdict.class}`), ...(verdict.carryable ? [t("states:carryable")] : [])];
}

/** What a row is called: its heading on either side, «innledning» or «felt». */
export function nameRow(row: RowReport, { t }: Messages, clean: (text: string) => string): string {
  if (row.kind === "front-matter") return t("states:kind.front-matter");
  if (row.kind === "preamble") return t("states:kind.preamble");
  const headings = [row.source?.heading, row.target?.heading].filter((heading) => heading);
  const unique = [...new Set(headings as readonly string[])].map(clean);
  return unique.length === 0 ? t("states:kind.section") : unique.join(" ↔ ");
}

/** `27–35`, `27` or `–` where there is nothing. */
export function nameLines(section: { readonly startLine: number; readonly endLine: number } | null): string {
  if (section === null) return "–";
  return section.startLine === section.endLine
    ? String(section.startLine)
    : `${section.startLine}–${section.endLine}`;
}

/** For a sentence that begins with the name of a language, which Norwegian writes small. */
export const capitalise = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1);
