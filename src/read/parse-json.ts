import { loadGrayMatter } from "./gray-matter.ts";
import { createData, toHeaderData } from "./header-data.ts";
import {
  type HeaderParser,
  type HeaderProblem,
  makeInvalid,
  type ParsedHeader,
  refuseHeader,
} from "./parsed-header.ts";
import { scanJson } from "./scan-json.ts";

/** Loads gray-matter and returns the parser of JSON headers. */
export async function loadJsonParser(): Promise<HeaderParser> {
  const parseWithMatter = await loadGrayMatter();
  return (text) => {
    let header: ParsedHeader | null = null;
    parseWithMatter(text, (block) => {
      header = parseJson(block);
      return header.data ?? {};
    });
    return header ?? { data: createData(), keyOffsets: {}, problems: [] };
  };
}

function parseJson(text: string): ParsedHeader {
  const scan = scanJson(text);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refuseHeader(makeInvalid("json", "syntax", scan.error ?? 0));
  }
  const keyOffsets = createData() as { [key: string]: number };
  for (const { key, offset } of scan.topKeys) if (!(key in keyOffsets)) keyOffsets[key] = offset;
  const problems = scan.duplicates.map(
    ({ key, offset, first }): HeaderProblem => ({
      code: "front-matter-duplicate-key",
      offset,
      params: { key, firstLine: text.slice(0, first).split("\n").length - 1 },
    }),
  );
  const data = toHeaderData(value, (_path, date) => date.toISOString());
  return data === null ? refuseHeader(makeInvalid("json", "not-a-map", 0)) : { data, keyOffsets, problems };
}
