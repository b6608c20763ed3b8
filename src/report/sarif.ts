import type { Messages } from "../i18n/load-messages.ts";
import { toWellFormed } from "./escape/well-formed.ts";
import type { ReportFormat } from "./format.ts";
import { listPairNotices, listTailNotices } from "./notices/list-notices.ts";
import { NOTICE_LEVELS, type Notice, type NoticeLevel, type NoticePlace } from "./notices/notice.ts";
import { describeRule, type SarifRule } from "./notices/sarif-rules.ts";

/** GitHub's code scanning refuses a run with more results. */
const MOST_RESULTS = 25_000;

const BASELINE_OF = { new: "new", existing: "unchanged", resolved: "absent" } as const;

/**
 * SARIF 2.1.0. Results are kept as text until the end: rules are listed in the order in which they were met, and
 * where there are too many results, the least important ones are left out and counted in a notification.
 */
export const sarifFormat: ReportFormat = {
  name: "sarif",
  create(sink, { english, version }) {
    const results: Readonly<Record<NoticeLevel, string[]>> = { error: [], warning: [], note: [] };
    const rules = new Map<string, number>();
    const seen = new Map<string, number>();
    let count = 0;
    let since = false;
    const keep = (notices: readonly Notice[]): void => {
      for (const notice of notices) {
        count++;
        const list = results[notice.level];
        if (list.length < MOST_RESULTS) list.push(JSON.stringify(toResult(notice, rules, seen)));
      }
    };
    return {
      head(head) {
        since = head.since !== null;
      },
      pair(report) {
        keep(listPairNotices(report, english, since));
      },
      async end(tail) {
        keep(listTailNotices(tail, english));
        const shown = NOTICE_LEVELS.flatMap((level) => results[level]).slice(0, MOST_RESULTS);
        const driver = {
          name: "samsvar",
          version,
          semanticVersion: version,
          rules: [...rules.keys()].map((id): SarifRule => describeRule(id, english)),
        };
        const run = {
          tool: { driver },
          columnKind: "utf16CodeUnits",
          originalUriBaseIds: { SRCROOT: { description: { text: "The top folder of the repository." } } },
          invocations: [toInvocation(count - shown.length, english)],
        };
        const open = JSON.stringify({
          $schema: "https://json.schemastore.org/sarif-2.1.0.json",
          version: "2.1.0",
          runs: [run],
        }).slice(0, -"}]}".length);
        await sink.write(`${open},"results":[`);
        for (const [i, result] of shown.entries()) await sink.write(i === 0 ? `\n${result}` : `,\n${result}`);
        await sink.write("\n]}]}\n");
      },
    };
  },
};

function toInvocation(cut: number, english: Messages) {
  return {
    executionSuccessful: true,
    ...(cut === 0
      ? {}
      : {
          toolExecutionNotifications: [
            {
              level: "warning",
              message: { text: english.t("ci:notice.cut", { count: cut, most: MOST_RESULTS }) },
            },
          ],
        }),
  };
}

function toResult(notice: Notice, rules: Map<string, number>, seen: Map<string, number>) {
  const ruleIndex = rules.get(notice.rule) ?? rules.size;
  rules.set(notice.rule, ruleIndex);
  const earlier = seen.get(notice.id) ?? 0;
  seen.set(notice.id, earlier + 1);
  const print = toWellFormed(`${notice.id}:${earlier + 1}`);
  return {
    ruleId: notice.rule,
    ruleIndex,
    level: notice.level,
    message: { text: escapeMessage(`${notice.title}: ${notice.message}`) },
    locations: [{ physicalLocation: toPhysicalLocation(notice.place) }],
    ...(notice.other === null
      ? {}
      : {
          relatedLocations: [
            {
              id: 1,
              physicalLocation: toPhysicalLocation(notice.other.place),
              message: { text: escapeMessage(notice.other.label) },
            },
          ],
        }),
    // GitHub knows only this key; given by us, it is not made from lines, so a result survives edits above it.
    partialFingerprints: { primaryLocationLineHash: print, "samsvar/v1": print },
    ...(notice.change === null ? {} : { baselineState: BASELINE_OF[notice.change] }),
  };
}

function toPhysicalLocation({ path, startLine, endLine, column }: NoticePlace) {
  return {
    artifactLocation: { uri: toUri(path), uriBaseId: "SRCROOT" },
    region: { startLine, endLine, ...(column === null ? {} : { startColumn: column }) },
  };
}

/** A path as a relative reference: no segment may look like a scheme, and `..` keeps its meaning by being a name. */
const toUri = (path: string): string =>
  toWellFormed(path)
    .split("/")
    .map((part) => encodeURIComponent(part))
    .join("/");

/** In SARIF messages `[text](1)` is a link and `{0}` a placeholder; both start with a sign that `\` or doubling hides. */
const escapeMessage = (text: string): string =>
  toWellFormed(text)
    .replace(/[\\[\]]/g, "\\$&")
    .replace(/[{}]/g, "$&$&");
