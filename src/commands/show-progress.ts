import type { Messages } from "../i18n/load-messages.ts";

export interface Progress {
  report(done: number, total: number): void;
  end(): void;
}

/** Below this a wait is not felt, and a flash of progress would only disturb. */
const PATIENCE_MS = 500;
const REFRESH_MS = 100;

/** A line on a terminal's stderr that counts pairs; null where nobody looks on. */
export function showProgress(stream: NodeJS.WriteStream, { t, number }: Messages): Progress | null {
  if (stream.isTTY !== true) return null;
  const start = Date.now();
  let last = 0;
  let shown = false;
  return {
    report(done, total) {
      const now = Date.now();
      if (now - start < PATIENCE_MS || now - last < REFRESH_MS) return;
      last = now;
      shown = true;
      stream.write(`\r\u001b[K${t("common:progress", { done: number(done), total: number(total) })}`);
    },
    end() {
      if (shown) stream.write("\r\u001b[K");
      shown = false;
    },
  };
}
