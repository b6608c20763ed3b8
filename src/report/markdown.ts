import type { Finding, Problem } from "../model/finding.ts";
import type { PairReport, ReportHead } from "../model/report.ts";
import type { ReportFormat } from "./format.ts";
import { collectPosts } from "./markdown/collect-posts.ts";
import { renderDetails } from "./markdown/render-details.ts";
import { type FoundFinding, renderSummary } from "./markdown/render-summary.ts";

/**
 * GitHub takes comments of 65,536 characters and cuts nothing: a longer one is refused. The same text serves as a
 * job summary (1 MiB), which nobody reads past its first screens anyway. The rest is room for who embeds it.
 */
const MOST_CHARACTERS = 60_000;
/** Held until the end; more than this is counted. */
const MOST_FINDINGS = 20;

/** A summary for pull requests and jobs: what fell behind first, then a table, then the changes, folded. */
export const markdownFormat: ReportFormat = {
  name: "markdown",
  create(sink, { messages, readText }) {
    let head: ReportHead | null = null;
    let posts = collectPosts(false);
    const findings: FoundFinding[] = [];
    let moreFindings = 0;
    const keep = (found: FoundFinding): void => {
      if (found.severity === "cosmetic") return;
      findings.push(found);
      if (findings.length < MOST_FINDINGS * 2) return;
      findings.sort(compareSeverity);
      moreFindings += findings.length - MOST_FINDINGS;
      findings.length = MOST_FINDINGS;
    };
    return {
      head(given) {
        head = given;
        posts = collectPosts(given.since !== null);
      },
      pair(report) {
        posts.add(report);
        const since = head !== null && head.since !== null;
        for (const finding of [...report.findings, ...report.rows.flatMap((row) => row.findings)]) {
          if (!since || finding.change === "new") keep(locateFinding(finding, report));
        }
      },
      async end(tail) {
        if (head === null) throw new Error("A report ends that has not begun.");
        if (head.since === null) for (const problem of tail.problems) keep(locateProblem(problem));
        findings.sort(compareSeverity);
        const shown = findings.slice(0, MOST_FINDINGS);
        const more = moreFindings + findings.length - shown.length;
        const collected = posts.finish();
        const summary = renderSummary(
          { head, tail, collected, findings: shown, moreFindings: more },
          messages,
        );
        const room = MOST_CHARACTERS - summary.length;
        const details = await renderDetails(collected, {
          room,
          since: head.since !== null,
          messages,
          readText,
        });
        await sink.write(summary + details);
      },
    };
  },
};

function locateFinding(finding: Finding, { pair }: PairReport): FoundFinding {
  const side = finding.target === null && finding.source !== null ? "source" : "target";
  const { code, severity, params } = finding;
  return { code, severity, params, path: pair[side].path, line: finding[side]?.line ?? null };
}

const locateProblem = ({ code, severity, params, path, place }: Problem): FoundFinding => ({
  code,
  severity,
  params,
  path,
  line: place?.line ?? null,
});

const compareSeverity = (a: FoundFinding, b: FoundFinding): number =>
  Number(b.severity === "critical") - Number(a.severity === "critical");
