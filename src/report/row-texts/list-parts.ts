import { isDrift } from "../../model/drift.ts";
import type { PairReport, RowReport } from "../../model/report.ts";
import type { OldText, State } from "../../model/verdict.ts";
import type { FormatContext } from "../format.ts";
import type { PartSide, RowPart } from "./row-part.ts";

type ReadText = FormatContext["readText"];

/** The texts of a row: one part for a section, one for each field that has something to say. */
export async function listParts(
  report: PairReport,
  row: RowReport,
  readText: ReadText,
): Promise<readonly RowPart[]> {
  const { source, target } = report.pair;
  if (row.kind === "front-matter") {
    const fields = row.fields.filter((field) => isDrift(field) || field.state === "target-changed");
    return fields.map((field) => ({
      key: field.key,
      source: {
        language: source.language,
        now: field.sourceText,
        before: field.oldSourceText,
        moved: hasMoved(field.state, "source"),
      },
      target: {
        language: target.language,
        now: field.targetText,
        before: field.oldTargetText,
        moved: hasMoved(field.state, "target"),
      },
    }));
  }
  const readSide = async (side: "source" | "target"): Promise<PartSide> => {
    const section = row[side];
    const post = report.pair[side];
    const old = side === "source" ? row.baseline.oldSource : row.baseline.oldTarget;
    return {
      language: post.language,
      now: section === null ? null : trimBlankLines(await readText(post.content, section.start, section.end)),
      before: await readOld(old, readText),
      moved: hasMoved(row.state, side),
    };
  };
  return [{ key: null, source: await readSide("source"), target: await readSide("target") }];
}

const readOld = async (old: OldText | null, readText: ReadText): Promise<string | null> =>
  old === null ? null : trimBlankLines(await readText({ kind: "blob", id: old.blob }, old.start, old.end));

function hasMoved(state: State, side: "source" | "target"): boolean {
  return state === "both-changed" || state === (side === "source" ? "source-changed" : "target-changed");
}

const trimBlankLines = (text: string): string => text.replace(/^(?:[ \t]*\r?\n)+/, "").trimEnd();
