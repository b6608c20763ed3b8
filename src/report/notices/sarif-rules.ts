import type { Messages } from "../../i18n/load-messages.ts";
import { labelFinding } from "../describe-finding.ts";
import { capitalise } from "../state-words.ts";

/** What a rule is about, for the list that code scanning shows beside a result. */
export interface SarifRule {
  readonly id: string;
  readonly shortDescription: { readonly text: string };
  readonly fullDescription: { readonly text: string };
  readonly help: { readonly text: string; readonly markdown: string };
  readonly properties: { readonly tags: readonly string[] };
}

/** The same texts as `samsvar explain` shows. A code without a page still has its label. */
export function describeRule(code: string, english: Messages): SarifRule {
  const find = (part: string): string => english.find(`explain:${code}.${part}`, {}, "");
  const title = capitalise(find("title") || labelFinding(code, english));
  const text = find("text") || title;
  const example = find("example");
  const more = english.t("ci:sarif.more", { code });
  return {
    id: code,
    shortDescription: { text: `${title}.` },
    fullDescription: { text },
    help: {
      text: [text, ...(example === "" ? [] : [`${english.t("ci:sarif.example")} ${example}`]), more].join(
        "\n\n",
      ),
      markdown: [
        text,
        ...(example === ""
          ? []
          : [`> **${english.t("ci:sarif.example")}** ${example.replaceAll("\n", "\n> ")}`]),
        more,
      ].join("\n\n"),
    },
    properties: { tags: ["translation"] },
  };
}
