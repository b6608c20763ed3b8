/**
 * Which values inside markup are text for readers. Fingerprints need one rule that never changes with what a
 * site taught us, or every recorded fact would be void the day a post is added; so here the rule is by name
 * and by the look of the value. What the site taught (`learn/`) serves comparisons between the languages.
 */
const TEXT_ATTRIBUTES: ReadonlySet<string> = new Set([
  "alt",
  "title",
  "aria-label",
  "placeholder",
  "summary",
  "label",
]);

const TEXT_ARGUMENTS: ReadonlySet<string> = new Set([
  "alt",
  "answer",
  "attr",
  "button",
  "buttontext",
  "caption",
  "content",
  "cta",
  "description",
  "heading",
  "header",
  "intro",
  "label",
  "lead",
  "linktext",
  "message",
  "name",
  "placeholder",
  "question",
  "quote",
  "subtitle",
  "summary",
  "tagline",
  "text",
  "title",
  "tooltip",
]);

/** Whether an HTML attribute (lower-case name) holds text that is translated. */
export function isTextAttribute(name: string): boolean {
  return TEXT_ATTRIBUTES.has(name);
}

/** Shortcodes whose unnamed arguments are addresses or identifiers by definition. */
const REFERENCES: ReadonlySet<string> = new Set([
  "ref",
  "relref",
  "figure",
  "gist",
  "youtube",
  "vimeo",
  "highlight",
]);

/** Whether the value `bytes[start..end)` of a shortcode's argument counts as words. */
export function isTextArgument(
  shortcode: string,
  argument: string,
  bytes: Uint8Array,
  start: number,
  end: number,
): boolean {
  if (end <= start) return false;
  if (TEXT_ARGUMENTS.has(argument.toLowerCase())) return !looksLikeAddress(bytes, start, end);
  const unnamed = argument.charCodeAt(0) <= 0x39;
  if (unnamed && REFERENCES.has(shortcode)) return false;
  return looksLikeProse(bytes, start, end);
}

function looksLikeAddress(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    const b = bytes[i]!;
    if (b === 0x20) return false;
    if (b === 0x2f || (b === 0x23 && i === start)) return true;
  }
  return false;
}

/** Two words with a blank between them, or a letter that no identifier has. */
function looksLikeProse(bytes: Uint8Array, start: number, end: number): boolean {
  let words = 0;
  let letters = 0;
  for (let i = start; i < end; i++) {
    const b = bytes[i]!;
    if (b >= 0x80) return true;
    if (b === 0x2f || b === 0x3d || b === 0x3b || b === 0x7b) return false;
    if ((b | 0x20) >= 0x61 && (b | 0x20) <= 0x7a) letters++;
    else if (b === 0x20) {
      if (letters >= 2) words++;
      letters = 0;
    }
  }
  if (letters >= 2) words++;
  return words >= 2;
}
