/**
 * A link target in the form in which the two languages' links can be compared without knowing the site:
 * no host, no language prefix, no fragment, query, `.md`, `index`, trailing slash; case folded. An address on
 * another host keeps its path only, since sites differ by host between languages too.
 */
export function comparableTarget(target: string): string {
  let t = target.trim();
  const scheme = /^[a-z][a-z0-9+.-]*:/i.exec(t);
  if (scheme !== null && !/^https?:/i.test(t)) return t.toLowerCase();
  t = t.replace(/^(?:https?:)?\/\/[^/?#]*/i, "");
  t = t.replace(/[?#].*$/, "");
  if (t === "") return target.startsWith("#") ? "#" : "/";
  t = t.toLowerCase().replace(/(?:_?index)?\.(?:md|html?)$/, "");
  t = t.replace(LANGUAGE_PREFIX, "/");
  return t.length > 1 ? t.replace(/\/+$/, "") : t;
}

const LANGUAGE_PREFIX =
  /^\/(?:en|nb|no|nn|sv|se|da|dk|de|es|fr|it|pt|nl|fi|is|ja|zh|ko|pl|uk|ru)(?:-[a-z]{2,4})?(?:\/|$)/;
