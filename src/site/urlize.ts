/** A title as Hugo writes it in a URL: lower case, blanks to hyphens, signs dropped. */
export function urlizeText(text: string): string {
  return text
    .normalize("NFC")
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\s./\\_#+~@-]/gu, "")
    .replace(/[\s-]+/g, "-")
    .replace(/^-+|-+$/g, "");
}

/** The same without accents, as Hugo's `removePathAccents` leaves it (`å` → `a`; `æ` and `ø` have no accent). */
export function removeAccents(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{Mn}/gu, "")
    .normalize("NFC");
}
