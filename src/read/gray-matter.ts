import type matter from "gray-matter";

/** gray-matter, called the one way that is safe. Returns what `parse` made of `text`, or `{}` for comments alone. */
export type ParseWithMatter = (text: string, parse: (text: string) => object) => unknown;

export async function loadGrayMatter(): Promise<ParseWithMatter> {
  const { default: parseFile } = await import("gray-matter");
  return (text, parse) => parseHeader(parseFile, text, parse);
}

/**
 * Hands gray-matter a header of our own making. What it would do by itself with a file, and may not:
 * run code (`---js`, and its own table of engines has `javascript`), close the header at any line that begins with the
 * fence, and, when called without options, answer from a cache that forgets errors. So: the opening line is bare, the
 * closing line is one that the text does not contain, options are given, every engine but ours refuses.
 */
function parseHeader(parseFile: typeof matter, text: string, parse: (text: string) => object): unknown {
  let close = "---";
  const body = `\n${text}\n`;
  while (body.includes(`\n${close}`)) close += "-";
  const source = `---${body}${close}\n`;
  const header = { parse: (block: string) => parse(block.slice(1)), stringify: refuse };
  const file = parseFile(source, {
    language: "header",
    delimiters: ["---", close],
    engines: { ...DENIED, header },
  });
  return file.data;
}

function refuse(): never {
  throw new Error("samsvar neither runs nor writes front matter through gray-matter");
}

const DENIED = Object.fromEntries(
  ["javascript", "js", "coffee", "coffeescript", "cson", "json", "toml", "yaml", "yml"].map((name) => [
    name,
    { parse: refuse, stringify: refuse },
  ]),
);
