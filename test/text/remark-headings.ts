import type { Heading as HeadingNode, Root } from "mdast";
import { remark } from "remark";
import remarkGfm from "remark-gfm";

/** What remark says about a top-level heading, with byte offsets; `text` is null when remark gives no place for it. */
export interface RemarkHeading {
  readonly level: number;
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly text: readonly [start: number, end: number] | null;
}

const processor = remark().use(remarkGfm);

/** Top-level headings of a body as remark sees them, each from the start of its first line to its own last byte. */
export function remarkHeadings(body: string): RemarkHeading[] {
  // remark reads past a BOM without counting it: all its offsets are one unit behind then.
  const bom = body.startsWith("\uFEFF") ? 1 : 0;
  const root: Root = processor.parse(body);
  return root.children.flatMap((node, index) => {
    if (node.type !== "heading") return [];
    const definition = root.children.slice(0, index).findLast((other) => other.type === "definition");
    return [describeHeading(body, bom, node, definition?.position?.end.offset ?? 0)];
  });
}

function describeHeading(body: string, bom: number, node: HeadingNode, definitionEnd: number): RemarkHeading {
  const toBytes = (offset: number) => Buffer.byteLength(body.slice(0, offset + bom));
  const { start, end } = node.position!;
  const first = node.children[0]?.position?.start.offset;
  const last = node.children.at(-1)?.position?.end.offset;
  let from = start.offset!;
  let { line } = start;
  // The position of a setext heading begins at the link definitions above its text, which the tree has before it.
  if (from < definitionEnd) {
    from = definitionEnd;
    for (const ending of body.slice(start.offset! + bom, from + bom).match(/\r\n|\n|\r/g) ?? [])
      line += ending.length > 0 ? 1 : 0;
    const skipped = /^[ \t]*(\r\n|\n|\r)/.exec(body.slice(from + bom))!;
    from += skipped[0].length;
    line++;
  }
  while (from > 0 && /[ \t]/.test(body[from - 1 + bom]!)) from--;
  return {
    level: node.depth,
    line,
    start: toBytes(from),
    end: toBytes(end.offset!),
    text: first === undefined || last === undefined ? null : [toBytes(first), toBytes(last)],
  };
}
