/** Path in the repository → text of a Markdown file, bytes of any other. */
export type DemoTree = Map<string, string | Uint8Array>;

/**
 * Builds the demo site with its invented history in `directory`: a git repository whose working tree holds the
 * project's `content/` byte for byte and a `hugo.toml`. `head` and every other commit id are the same everywhere.
 */
export function buildDemoRepository(directory: string): {
  directory: string;
  head: string;
  commits: number;
};

/** What the repository holds at the end. */
export function readDemoTree(): DemoTree;
