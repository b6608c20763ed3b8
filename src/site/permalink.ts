import type { PostCard } from "../model/card.ts";
import type { PostLocation } from "./locate-post.ts";
import { urlizeText } from "./urlize.ts";

const MONTHS = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
];
const WEEKDAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

/**
 * Fills in a Hugo permalink pattern (`/perspectives/:year/:slug/`) for a post. Null when the pattern asks for what the post does not have (a date) or for a token we do not know.
 */
export function expandPermalink(pattern: string, card: PostCard, location: PostLocation): string | null {
  const segments = location.logical.split("/");
  const baseName = segments.at(-1) ?? "";
  const folders = location.kind === "list" ? segments : segments.slice(0, -1);
  let complete = true;
  const url = pattern.replace(/:([a-z]+)(\[[^\]]*\])?/gi, (_, name: string, range: string | undefined) => {
    const value = tokenValue(name.toLowerCase(), range, card, folders, baseName);
    if (value === null) complete = false;
    return value ?? "";
  });
  return complete ? url : null;
}

function tokenValue(
  token: string,
  range: string | undefined,
  card: PostCard,
  folders: readonly string[],
  baseName: string,
): string | null {
  switch (token) {
    case "slug":
      return urlizeText(card.slug ?? (card.title === "" ? baseName : card.title));
    case "title":
      return urlizeText(card.title === "" ? baseName : card.title);
    case "slugorcontentbasename":
    case "slugorfilename":
      return urlizeText(card.slug ?? baseName);
    case "contentbasename":
    case "filename":
      return urlizeText(baseName);
    case "section":
    case "sectionslug":
      return folders[0] ?? baseName;
    case "sections":
    case "sectionslugs":
      return sliceSections(folders, range).join("/");
    default:
      return datePart(token, card.date);
  }
}

/** Hugo's `[1:]`, `[:2]`, `[0]`, `[last]` and `[1:last]`; no range is all. */
function sliceSections(folders: readonly string[], range: string | undefined): readonly string[] {
  if (range === undefined) return folders;
  const position = (text: string): number =>
    text === "last" ? folders.length - 1 : Number.parseInt(text, 10);
  const [from = "", to] = range.slice(1, -1).split(":");
  if (to === undefined) {
    const folder = folders[position(from)];
    return folder === undefined ? [] : [folder];
  }
  // In Hugo `last` as an end is the last one itself, a number is the first one left out.
  const end = to === "" ? folders.length : to === "last" ? folders.length - 1 : position(to);
  return folders.slice(from === "" ? 0 : position(from), end);
}

function datePart(token: string, date: string | null): string | null {
  const parts = /^(\d{4})-(\d{1,2})-(\d{1,2})/.exec(date ?? "");
  if (parts === null) return null;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  const time = Date.UTC(year, month - 1, day);
  switch (token) {
    case "year":
      return parts[1]!;
    case "month":
      return String(month).padStart(2, "0");
    case "monthname":
      return MONTHS[month - 1] ?? null;
    case "day":
      return String(day).padStart(2, "0");
    case "weekday":
      return String(new Date(time).getUTCDay());
    case "weekdayname":
      return WEEKDAYS[new Date(time).getUTCDay()] ?? null;
    case "yearday":
      return String((time - Date.UTC(year, 0, 1)) / 86_400_000 + 1);
    default:
      return null;
  }
}
