/** Text for HTML elements and attributes in double quotes. Components escape by themselves; this is for the rest. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => HTML_NAMES[character] ?? "");
}

const HTML_NAMES: { readonly [character: string]: string } = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/**
 * Data for a `<script type="application/json">`. Nothing is decoded there, and `</script` or `<!--` would end or
 * change it; in JSON, `<` can only stand in strings, where it may be written as an escape.
 */
export function stringifyForScript(data: unknown): string {
  return JSON.stringify(data)
    .replaceAll("<", "\\u003c")
    .replaceAll("\u2028", "\\u2028")
    .replaceAll("\u2029", "\\u2029");
}
