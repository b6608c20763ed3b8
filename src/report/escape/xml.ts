import { toWellFormed } from "./well-formed.ts";

/**
 * Text for XML elements and attributes in double quotes. Control characters and half surrogate pairs are no
 * characters of XML, not even as references; they become U+FFFD, so that the document stays well-formed.
 * `>` is escaped for the sake of `]]>`, which must not stand in text.
 */
export function escapeXml(text: string): string {
  return toWellFormed(text)
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/g, "�")
    .replace(/[&<>"'\t\r\n]/g, (character) => XML_NAMES[character] ?? "");
}

/** Blanks but the plain one are references: a parser would normalise them in attributes. */
const XML_NAMES: { readonly [character: string]: string } = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
  "\t": "&#9;",
  "\r": "&#13;",
  "\n": "&#10;",
};
