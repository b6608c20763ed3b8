import type { FrontMatterValue } from "../model/post.ts";

/** An object of a header while it is being built. */
export interface HeaderData {
  [key: string]: FrontMatterValue;
}

/**
 * Objects made by this have no inherited names, so that a header's `__proto__` is a key like any other and
 * `data["constructor"]` is undefined unless somebody wrote it. `Object.create(null)` would do the same, but V8
 * keeps such objects as hash tables, several times the size of plain ones: a site has 20,000 of these.
 */
class Data {
  [key: string]: FrontMatterValue;
}
Object.setPrototypeOf(Data.prototype, null);
Reflect.deleteProperty(Data.prototype, "constructor");

export function createData(): HeaderData {
  return new Data();
}

/**
 * Copies what a parser returned into plain front-matter values. `dateText` is asked for the text of a date by its
 * path of keys, since a parsed date has lost how it was written. A whole number too large for a JavaScript number
 * (bigint) becomes its digits. Returns null if the value as a whole is no map.
 */
export function toHeaderData(
  value: unknown,
  dateText: (path: readonly (string | number)[], date: Date) => string,
): HeaderData | null {
  if (value === null || typeof value !== "object" || Array.isArray(value) || value instanceof Date)
    return null;
  return toMap(value, [], dateText);
}

type DateText = (path: readonly (string | number)[], date: Date) => string;

function toMap(value: object, path: (string | number)[], dateText: DateText): HeaderData {
  const data = createData();
  for (const [key, item] of Object.entries(value)) {
    path.push(key);
    data[key] = toValue(item, path, dateText);
    path.pop();
  }
  return data;
}

function toValue(value: unknown, path: (string | number)[], dateText: DateText): FrontMatterValue {
  switch (typeof value) {
    case "string":
    case "number":
    case "boolean":
      return value;
    case "bigint":
      return String(value);
    case "object":
      if (value === null) return null;
      if (value instanceof Date) return dateText(path, value);
      if (Array.isArray(value)) {
        return value.map((item, index) => {
          path.push(index);
          const copy = toValue(item, path, dateText);
          path.pop();
          return copy;
        });
      }
      return toMap(value, path, dateText);
    default:
      return null;
  }
}
