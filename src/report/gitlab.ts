import { createHash } from "node:crypto";
import { toWellFormed } from "./escape/well-formed.ts";
import type { ReportFormat } from "./format.ts";
import { listPairNotices, listTailNotices } from "./notices/list-notices.ts";
import type { Notice, NoticeLevel } from "./notices/notice.ts";

/** One entry of GitLab's code quality report. */
interface CodeQualityIssue {
  readonly description: string;
  readonly check_name: string;
  /** Unique in the report; GitLab tells new from known by it. */
  readonly fingerprint: string;
  readonly severity: "info" | "minor" | "major" | "critical" | "blocker";
  readonly location: {
    readonly path: string;
    readonly lines: { readonly begin: number; readonly end: number };
  };
  readonly content: { readonly body: string };
  readonly categories: readonly ["Compatibility"];
  /** Ours: with `--since`, whether the change made it. */
  readonly change?: string;
}

const SEVERITY_OF: Readonly<Record<NoticeLevel, CodeQualityIssue["severity"]>> = {
  error: "critical",
  warning: "minor",
  note: "info",
};

/** GitLab's code quality report: one JSON array, one issue a line. */
export const gitlabFormat: ReportFormat = {
  name: "gitlab",
  create(sink, { english }) {
    const seen = new Map<string, number>();
    let written = 0;
    let since = false;
    const write = (notices: readonly Notice[]): void | Promise<void> => {
      const shown = notices.filter(({ change }) => change !== "resolved");
      if (shown.length === 0) return;
      const lines = shown.map((notice) => JSON.stringify(toIssue(notice, seen)));
      const start = written === 0 ? "\n" : ",\n";
      written += lines.length;
      return sink.write(start + lines.join(",\n"));
    };
    return {
      head(head) {
        since = head.since !== null;
        return sink.write("[");
      },
      pair: (report) => write(listPairNotices(report, english, since)),
      async end(tail) {
        await write(listTailNotices(tail, english));
        await sink.write(written === 0 ? "]\n" : "\n]\n");
      },
    };
  },
};

function toIssue(notice: Notice, seen: Map<string, number>): CodeQualityIssue {
  // GitLab drops all but one issue of a fingerprint: equal ids (one post in two pairs) are told apart by count.
  const earlier = seen.get(notice.id) ?? 0;
  seen.set(notice.id, earlier + 1);
  return {
    description: toWellFormed(`${notice.title}: ${notice.message}`),
    check_name: `samsvar/${notice.rule}`,
    fingerprint: createHash("sha256").update(`${notice.id} ${earlier}`).digest("hex").slice(0, 40),
    severity: SEVERITY_OF[notice.level],
    location: {
      path: notice.place.path,
      lines: { begin: notice.place.startLine, end: notice.place.endLine },
    },
    content: { body: toWellFormed(notice.message) },
    categories: ["Compatibility"],
    ...(notice.change === null ? {} : { change: notice.change }),
  };
}
