import type { Content, Thread, ThreadEvent } from "../compare/content.ts";

/** The fields of one version of a post's front matter, by key path. Null while the post did not exist. */
export interface FieldVersion {
  readonly commit: number;
  readonly fields: ReadonlyMap<string, Content> | null;
}

/** Follows every front-matter field through the versions of its post, oldest first. */
export function followFields(versions: readonly FieldVersion[]): ReadonlyMap<string, Thread> {
  const events = new Map<string, ThreadEvent[]>();
  for (const { commit, fields } of versions) {
    for (const [key, content] of fields ?? []) {
      const list = events.get(key);
      if (list === undefined) events.set(key, [{ commit, content }]);
      else if (changed(list.at(-1)!.content, content)) list.push({ commit, content });
    }
    for (const [key, list] of events) {
      if (!fields?.has(key) && list.at(-1)!.content !== null) list.push({ commit, content: null });
    }
  }
  return new Map([...events].map(([key, list]) => [key, { events: list, replaces: null }]));
}

function changed(a: Content | null, b: Content): boolean {
  return a === null || a.print.words !== b.print.words || a.print.neutral !== b.print.neutral;
}
