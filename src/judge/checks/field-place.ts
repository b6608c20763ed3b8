import type { Place } from "../../model/post.ts";
import type { CheckPost } from "./check.ts";

/** Where a front-matter field stands: the line of its top-level key. Null when the post does not have it. */
export function fieldPlace(side: CheckPost, key: string): Place | null {
  const line = side.post.frontMatter.keyLines[key.split(".", 1)[0]!];
  return line === undefined ? null : { line, column: 1 };
}
