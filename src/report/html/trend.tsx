import { usePage } from "./page-context.ts";
import type { TrendPoint } from "./page-data.ts";

const WIDTH = 720;
const HEIGHT = 120;

/** How drift came and went, from the history itself. Two months are the least that makes a line. */
export function Trend({ points, partly }: { points: readonly TrendPoint[]; partly: boolean }) {
  const { t, month, number } = usePage();
  const first = points[0];
  const last = points.at(-1);
  if (points.length < 2 || first === undefined || last === undefined) return null;
  const most = Math.max(...points.map(({ drifted }) => drifted), 1);
  const x = (i: number): number => Math.round((i / (points.length - 1)) * WIDTH * 10) / 10;
  const y = (value: number): number => Math.round((HEIGHT - (value / most) * (HEIGHT - 8)) * 10) / 10;
  const line = points.map(({ drifted }, i) => `${x(i)},${y(drifted)}`).join(" ");
  const summary = t("trend.summary", {
    first: first.drifted,
    from: month(first.time),
    last: last.drifted,
    to: month(last.time),
    most,
  });
  return (
    <section class="trend" aria-labelledby="~trend">
      <h2 id="~trend">{t("trend.title")}</h2>
      <figure>
        <svg
          viewBox={`-4 0 ${WIDTH + 8} ${HEIGHT + 4}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={summary}
        >
          <line class="rule" x1="0" x2={WIDTH} y1={y(most)} y2={y(most)} />
          <line class="rule" x1="0" x2={WIDTH} y1={HEIGHT} y2={HEIGHT} />
          <polygon class="area" points={`0,${HEIGHT} ${line} ${WIDTH},${HEIGHT}`} />
          <polyline class="line" points={line} />
        </svg>
        <div class="axis" aria-hidden="true">
          <span>{month(first.time)}</span>
          <span>{month(last.time)}</span>
        </div>
        <figcaption>
          {t("trend.about")}. {summary} {partly && t("trend.partly")}
        </figcaption>
      </figure>
      <details class="numbers">
        <summary>{t("trend.figures")}</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">{t("trend.period")}</th>
              <th scope="col">{t("trend.drifted")}</th>
            </tr>
          </thead>
          <tbody>
            {points.map(({ time, drifted }) => (
              <tr key={time}>
                <th scope="row">{month(time)}</th>
                <td>{number(drifted)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  );
}
