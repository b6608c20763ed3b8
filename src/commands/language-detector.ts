import type { LanguageDetector } from "../judge/checks/check.ts";

/** A detector that notes that it was asked before it was loaded: 10 ms and some megabytes that most sites never need. */
export interface LazyDetector extends LanguageDetector {
  /** Somebody has asked, and got no answer. */
  readonly wanted: boolean;
  load(): Promise<void>;
}

export function createLanguageDetector(): LazyDetector {
  let eld: typeof import("eld/extrasmall").eld | null = null;
  let wanted = false;
  return {
    get wanted() {
      return wanted;
    },
    detect: (text) => {
      if (eld === null) {
        wanted = true;
        return null;
      }
      const result = eld.detect(text);
      return result.language === "" || !result.isReliable() ? "unsure" : result.language;
    },
    load: async () => {
      ({ eld } = await import("eld/extrasmall"));
      wanted = false;
    },
  };
}
