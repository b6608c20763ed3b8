export interface GitObject {
  /** `blob`, `commit`, `tree` or `tag`. */
  readonly type: string;
  readonly bytes: Uint8Array;
}

const NEWLINE = 10;

/**
 * Reads `<id> <type> <size>\n<bytes>\n`, or `<id> missing\n`. Bytes are a view of the chunk where they lie in one,
 * so whoever keeps a part for long should copy it.
 */
export function createBatchParser(answer: (object: GitObject | null) => void): (chunk: Buffer) => void {
  let head: Buffer | null = null;
  let type = "";
  let body: Buffer | null = null;
  let filled = 0;
  return (chunk) => {
    let at = 0;
    while (at < chunk.length) {
      if (body !== null) {
        const end = Math.min(chunk.length, at + body.length - filled);
        filled += chunk.copy(body, filled, at, end);
        at = end;
        if (filled === body.length) {
          answer({ type, bytes: body.subarray(0, -1) });
          body = null;
        }
        continue;
      }
      const lineEnd = chunk.indexOf(NEWLINE, at);
      if (lineEnd === -1) {
        head = head === null ? chunk.subarray(at) : Buffer.concat([head, chunk.subarray(at)]);
        return;
      }
      const rest = chunk.toString("latin1", at, lineEnd);
      const line = head === null ? rest : head.toString("latin1") + rest;
      head = null;
      at = lineEnd + 1;
      const [, kind = "", size] = line.split(" ");
      if (size === undefined) {
        answer(null);
        continue;
      }
      type = kind;
      // One byte more: the newline after the object.
      const whole = Number(size) + 1;
      if (chunk.length - at >= whole) {
        answer({ type, bytes: chunk.subarray(at, at + whole - 1) });
        at += whole;
      } else {
        body = Buffer.allocUnsafe(whole);
        filled = 0;
      }
    }
  };
}
