/** Replaces half surrogate pairs, which have no form in UTF-8 and break parsers of JSON and XML, by U+FFFD. */
export const toWellFormed = (text: string): string => text.replace(/\p{Surrogate}/gu, "�");
