import { usePage } from "./page-context.ts";
import type { FileProblem, LonePost, PageData } from "./page-data.ts";

const REASON = {
  "no-counterpart": "alone.waiting",
  ambiguous: "alone.ambiguous",
  "original-removed": "alone.removed",
} as const satisfies Record<LonePost["reason"], string>;

/** Posts without a counterpart, folded: mostly nobody has to do anything about them. */
export function AloneList({ data }: { data: PageData }) {
  const { t, number, nameLanguage } = usePage();
  if (data.alone.length === 0) return null;
  return (
    <section class="extra" aria-labelledby="~alone">
      <details>
        <summary>
          <h2 id="~alone">{t("alone.title")}</h2> <b>{number(data.alone.length + data.moreAlone)}</b>
        </summary>
        <ul>
          {data.alone.map((post) => (
            <li key={post.path}>
              <span class="path">{post.path}</span> {nameLanguage(post.language)} · {t(REASON[post.reason])}
              {post.perhaps !== null && ` · ${t("alone.perhaps", { path: post.perhaps })}`}
            </li>
          ))}
        </ul>
        {data.moreAlone > 0 && <p class="note">{t("alone.more", { count: data.moreAlone })}</p>}
      </details>
    </section>
  );
}

/** What is wrong in single files, or in the configuration. */
export function ProblemList({ problems }: { problems: readonly FileProblem[] }) {
  const { t, number, pick } = usePage();
  if (problems.length === 0) return null;
  return (
    <section class="extra" aria-labelledby="~problems">
      <details>
        <summary>
          <h2 id="~problems">{t("problems")}</h2> <b>{number(problems.length)}</b>
        </summary>
        <ul>
          {problems.map((problem, i) => (
            <li key={`${problem.path} ${i}`} class={`tone-${problem.severity}`}>
              <b>{t(`severity.${problem.severity}`)}</b> {pick(problem.says)}{" "}
              <span class="path">
                {problem.path}
                {problem.line !== null && `:${problem.line}`}
              </span>
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}
