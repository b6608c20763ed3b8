import type { Content, Thread, ThreadEvent } from "../compare/content.ts";

import { createFieldNamer } from "./list-items.ts";

/** The fields of one version of a post's front matter, by key path. Null while the post did not exist. */
export interface FieldVersion {
  readonly commit: number;
  readonly fields: ReadonlyMap<string, Content> | null;
}

/** The fields of a post by name: a list item keeps its name when others come or go before it. */
export interface FieldThreads {
  readonly threads: ReadonlyMap<string, Thread>;
  /** Today's contents. */
  readonly contents: ReadonlyMap<string, Content>;
  /** The key under which a field stands in the header today. */
  readonly written: ReadonlyMap<string, string>;
}

/** Follows every front-matter field through the versions of its post, oldest first. */
export function followFields(versions: readonly FieldVersion[]): FieldThreads {
  const events = new Map<string, ThreadEvent[]>();
  const nameFields = createFieldNamer();
  let written: ReadonlyMap<string, string> = new Map();
  let contents = new Map<string, Content>();
  for (const { commit, fields } of versions) {
    written = fields === null ? new Map() : nameFields(fields);
    contents = new Map([...written].map(([name, key]) => [name, fields!.get(key)!]));
    for (const [name, content] of contents) {
      const list = events.get(name);
      if (list === undefined) events.set(name, [{ commit, content }]);
      else if (changed(list.at(-1)!.content, content)) list.push({ commit, content });
    }
    for (const [name, list] of events) {
      if (!contents.has(name) && list.at(-1)!.content !== null) list.push({ commit, content: null });
    }
  }
  const threads = new Map([...events].map(([name, list]) => [name, { events: list, replaces: null }]));
  return { threads, contents, written };
}

function changed(a: Content | null, b: Content): boolean {
  return a === null || a.print.words !== b.print.words || a.print.neutral !== b.print.neutral;
}
