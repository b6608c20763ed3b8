import type { Summary } from "../model/report.ts";
import { escapeXml } from "./escape/xml.ts";
import type { ReportFormat } from "./format.ts";

const HEIGHT = 20;
const PADDING = 7;
const LABEL = "translations";

/** Dark enough for white text at this size (contrast of 4.5 to 1 or more). */
const COLOURS = { good: "#2c7a3f", fair: "#8a6100", poor: "#b3412f", unknown: "#5f6368" } as const;

/** An SVG badge for a README: how many of the pairs are in step. Whole numbers of per cent, rounded down. */
export const badgeFormat: ReportFormat = {
  name: "badge",
  create(sink) {
    return {
      head() {},
      pair() {},
      end({ summary }) {
        return sink.write(renderBadge(summary));
      },
    };
  },
};

function renderBadge({ pairs, drifted }: Summary): string {
  const inStep = pairs - drifted;
  // Rounded down: 100 % is said only when it is so.
  const percent = pairs === 0 ? null : Math.floor((inStep / pairs) * 100);
  const value = percent === null ? "no pairs" : `${percent}% in step`;
  const said = percent === null ? `${LABEL}: no pairs` : `${LABEL}: ${inStep} of ${pairs} pairs in step`;
  const left = measure(LABEL) + 2 * PADDING;
  const right = measure(value) + 2 * PADDING;
  const colour = COLOURS[chooseColour(percent)];
  const text = (content: string, start: number, width: number): string =>
    `<text x="${start + width / 2}" y="14" textLength="${width - 2 * PADDING}" lengthAdjust="spacingAndGlyphs">${escapeXml(content)}</text>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="${HEIGHT}" viewBox="0 0 ${left + right} ${HEIGHT}" role="img" aria-label="${escapeXml(said)}">
<title>${escapeXml(said)}</title>
<clipPath id="r"><rect width="${left + right}" height="${HEIGHT}" rx="4"/></clipPath>
<g clip-path="url(#r)"><rect width="${left}" height="${HEIGHT}" fill="#3c4043"/><rect x="${left}" width="${right}" height="${HEIGHT}" fill="${colour}"/></g>
<g fill="#fff" text-anchor="middle" font-family="Verdana,DejaVu Sans,Geneva,sans-serif" font-size="11" aria-hidden="true">${text(LABEL, 0, left)}${text(value, left, right)}</g>
</svg>
`;
}

function chooseColour(percent: number | null): keyof typeof COLOURS {
  if (percent === null) return "unknown";
  return percent >= 95 ? "good" : percent >= 75 ? "fair" : "poor";
}

/** Width of a text in Verdana at 11 px, roughly; `textLength` makes every font fit it. */
function measure(text: string): number {
  let width = 0;
  for (const character of text) {
    width += /[iljtfr .,:']/.test(character) ? 4.2 : /[mwMW%]/.test(character) ? 11 : 7;
  }
  return Math.ceil(width);
}
