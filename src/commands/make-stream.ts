import { styleText } from "node:util";
import type { Look } from "../report/look.ts";
import { PLAIN_LOOK } from "../report/look.ts";
import { sanitizeText } from "../text/sanitize-text.ts";
import type { TextStream } from "./context.ts";

export interface StreamWishes {
  /** False with `--no-color`. */
  readonly color: boolean;
  /** `--plain`: for screen readers; lines as they come, no columns, no colours. */
  readonly plain: boolean;
  readonly env: { readonly [name: string]: string | undefined };
}

/** Standard output or error with the look that suits where it goes. A pipe gets plain text of any width. */
export function makeStream(stream: NodeJS.WriteStream, wishes: StreamWishes): TextStream {
  return {
    look: makeLook(stream, wishes),
    write: (text) => writeAll(stream, text),
    writeBytes: (bytes) => writeAll(stream, bytes),
  };
}

function makeLook(stream: NodeJS.WriteStream, { color, plain, env }: StreamWishes): Look {
  const dumb = env["TERM"] === "dumb";
  // An empty NO_COLOR counts as not set (no-color.org); FORCE_COLOR is what Node and most tools read.
  const forced = env["FORCE_COLOR"] !== undefined && env["FORCE_COLOR"] !== "0";
  const wanted = color && !plain && !dumb && !env["NO_COLOR"] && (forced || stream.isTTY === true);
  if (!wanted && stream.isTTY !== true) return PLAIN_LOOK;
  return {
    columns: stream.isTTY === true && !plain ? Math.max(40, stream.columns || 80) : null,
    colours: wanted,
    paint: wanted
      ? (how, text) => styleText(how as Parameters<typeof styleText>[0], text, { validateStream: false })
      : PLAIN_LOOK.paint,
    clean: sanitizeText,
  };
}

/** Waits while the reader is slow, so that a long report is never held in memory. */
function writeAll(stream: NodeJS.WriteStream, text: string | Uint8Array): void | Promise<void> {
  if (stream.write(text)) return;
  return new Promise((resolve) => stream.once("drain", resolve));
}
