import type { MessageParams } from "./finding.ts";

/**
 * The one exception that people are meant to see: the tool was asked for something it cannot do (an unknown
 * post, a broken configuration, a missing commit). Carries a code, never a sentence; `locales/…/errors.json`
 * has the sentence and the next step under that code. Caught once, in `cli.ts`, which exits with 2.
 */
export class UsageError extends Error {
  readonly code: string;
  readonly params: MessageParams;

  constructor(code: string, params: MessageParams = {}, options: { readonly cause?: unknown } = {}) {
    super(`${code} ${JSON.stringify(params)}`, options);
    this.name = "UsageError";
    this.code = code;
    this.params = params;
  }
}
