import { STATES } from "../model/verdict.ts";
import { formatWorkflowCommand, type WorkflowCommand } from "./escape/workflow-command.ts";
import type { ReportFormat } from "./format.ts";
import { type FoldedNotice, foldSweeps } from "./notices/fold-sweeps.ts";
import { listPairNotices, listTailNotices } from "./notices/list-notices.ts";
import { NOTICE_LEVELS, type Notice, type NoticeLevel } from "./notices/notice.ts";

/** GitHub shows this many annotations of a level for one step, and drops the rest without a word. */
const MOST_SHOWN = 10;

const COMMAND_OF: Readonly<Record<NoticeLevel, WorkflowCommand["name"]>> = {
  error: "error",
  warning: "warning",
  note: "notice",
};

/**
 * Annotations for GitHub Actions: lines on standard output that the runner takes off. With `--since` only what the
 * change made is annotated; older findings are counted.
 */
export const githubFormat: ReportFormat = {
  name: "github",
  create(sink, { english }) {
    const notices: Notice[] = [];
    let since = false;
    let existing = 0;
    const keep = (found: readonly Notice[]): void => {
      for (const notice of found) {
        if (!since || notice.change === "new") notices.push(notice);
        else if (notice.change !== "resolved") existing++;
      }
    };
    return {
      head(head) {
        since = head.since !== null;
      },
      pair(report) {
        keep(listPairNotices(report, english, since));
      },
      end(tail) {
        keep(listTailNotices(tail, english));
        const folded = foldSweeps(notices);
        const lines = NOTICE_LEVELS.flatMap((level) => {
          const shown = folded.filter(({ notice }) => notice.level === level).sort(compareWeight);
          const fit = shown.length <= MOST_SHOWN ? shown.length : MOST_SHOWN - 1;
          const commands = shown.slice(0, fit).map((item) => formatWorkflowCommand(annotate(item)));
          if (fit === shown.length) return commands;
          const message = english.t("ci:notice.more", { count: shown.length - fit, most: MOST_SHOWN });
          const title = english.t("ci:notice.moreTitle");
          return [
            ...commands,
            formatWorkflowCommand({ name: COMMAND_OF[level], properties: { title }, message }),
          ];
        });
        if (existing > 0) lines.push(english.t("ci:notice.existing", { count: existing }));
        return lines.length === 0 ? undefined : sink.write(`${lines.join("\n")}\n`);
      },
    };

    function annotate({ notice, more }: FoldedNotice): WorkflowCommand {
      const { path, startLine, endLine, column } = notice.place;
      return {
        name: COMMAND_OF[notice.level],
        properties: {
          file: path,
          line: startLine,
          // GitHub ignores a column on an annotation of several lines.
          ...(column === null ? { endLine } : { col: column }),
          title: notice.title,
        },
        message: [notice.message, ...(more > 0 ? [english.t("ci:notice.sweep", { count: more })] : [])].join(
          " ",
        ),
      };
    }
  },
};

/** Within a level: faults that readers see now, then what a sweep touched in many places, then the most words. */
const compareWeight = (a: FoldedNotice, b: FoldedNotice): number =>
  Number(isLag(a)) - Number(isLag(b)) || b.more - a.more || b.notice.words - a.notice.words;

const isLag = ({ notice }: FoldedNotice): boolean => STATES.some((state) => state === notice.rule);
