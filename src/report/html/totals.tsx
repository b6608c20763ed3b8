import { usePage } from "./page-context.ts";
import type { PageData } from "./page-data.ts";

/** The one thing to know, then the figures. */
export function Totals({ data }: { data: PageData }) {
  const { t, number, inText } = usePage();
  const { summary, since, head, history } = data;
  const { pairs, drifted } = summary;
  const unverified = data.posts.filter((post) => post.unverified).length;
  const inStep = Math.max(0, pairs - drifted - unverified);
  const lead =
    pairs === 0
      ? t("lead.none")
      : drifted === 0
        ? t("lead.inStep", { pairs })
        : t("lead.drifted", { count: drifted, pairs });
  const figures: readonly (readonly [label: string, value: number])[] = [
    ...(since === null
      ? []
      : ([
          [t("total.new"), data.newRows],
          [t("total.resolved"), data.resolvedRows],
        ] as const)),
    [t("total.wordsToSync"), summary.wordsToSync],
    [t("total.critical"), summary.findings.critical],
    [t("total.functional"), summary.findings.functional],
    [t("total.wordsToReview"), summary.wordsToReview],
    [t("total.doubtful"), summary.doubtful],
    [t("total.deliberate"), summary.deliberate.only + summary.deliberate.own],
    ...Object.entries(summary.posts).map(
      ([code, count]) => [t("total.posts", { language: inText(code) }), count] as const,
    ),
  ];
  const shares = [
    ["calm", t("share.inStep"), inStep],
    ["act", t("share.drifted"), drifted],
    ["unsure", t("share.unverified"), unverified],
  ] as const;
  return (
    <section class="totals" aria-labelledby="~lead">
      <p class="over">{t("title")}</p>
      <h1 id="~lead">{lead}</h1>
      {pairs > 0 && <Share shares={shares} label={t("share.label")} total={pairs} />}
      <h2 class="hidden">{t("total.label")}</h2>
      <dl class="figures">
        {figures.map(([label, value]) => (
          <div key={label} class={value === 0 ? "zero" : undefined}>
            <dt>{label}</dt>
            <dd>{number(value)}</dd>
          </div>
        ))}
      </dl>
      <p class="source">
        {since !== null && <span>{t("since", { ref: since.ref, base: since.base.slice(0, 9) })}</span>}
        {head !== null && <span>{t("at", { head: head.slice(0, 9) })}</span>}
        {history !== "full" && <span>{t(`history.${history}`)}</span>}
      </p>
    </section>
  );
}

interface ShareProps {
  readonly shares: readonly (readonly [tone: string, label: string, count: number])[];
  readonly label: string;
  readonly total: number;
}

/** A bar for the eye, and the same as a list in words. An SVG, since the page allows no style of elements. */
function Share({ shares, label, total }: ShareProps) {
  const { number } = usePage();
  const there = shares.filter(([, , count]) => count > 0);
  let start = 0;
  return (
    <div class="share">
      <svg viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">
        {there.map(([tone, name, count]) => {
          const width = (count / total) * 1000;
          const x = start;
          start += width;
          return <rect key={name} class={`fill-${tone}`} x={x} width={width} height="10" />;
        })}
      </svg>
      <ul aria-label={label}>
        {there.map(([tone, name, count]) => (
          <li key={name}>
            <svg class="dot" viewBox="0 0 10 10" aria-hidden="true">
              <circle class={`fill-${tone}`} cx="5" cy="5" r="5" />
            </svg>
            {number(count)} {name}
          </li>
        ))}
      </ul>
    </div>
  );
}
