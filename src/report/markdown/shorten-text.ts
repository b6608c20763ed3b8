/** Content in a summary is short by nature; what is not must not push the rest out of it. UTF-16 units. */
export const LONGEST_NAME = 120;

/** Cuts what nobody could mean to write; the ellipsis says so, the file has all of it. */
export function shortenText(text: string, most: number = LONGEST_NAME): string {
  if (text.length <= most) return text;
  return `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, "")}…`;
}
