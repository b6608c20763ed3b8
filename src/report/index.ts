import type { ReportFormat } from "./format.ts";

/** All formats by name; each is loaded when it is asked for. */
export const REPORT_FORMATS = {
  text: async () => (await import("./text.ts")).textFormat,
  json: async () => (await import("./json.ts")).jsonFormat,
  github: async () => (await import("./github.ts")).githubFormat,
  gitlab: async () => (await import("./gitlab.ts")).gitlabFormat,
  sarif: async () => (await import("./sarif.ts")).sarifFormat,
  junit: async () => (await import("./junit.ts")).junitFormat,
  markdown: async () => (await import("./markdown.ts")).markdownFormat,
  html: async () => (await import("./html.ts")).htmlFormat,
  badge: async () => (await import("./badge.ts")).badgeFormat,
} as const satisfies { readonly [name: string]: () => Promise<ReportFormat> };

export type ReportFormatName = keyof typeof REPORT_FORMATS;

export const isReportFormat = (name: string): name is ReportFormatName => Object.hasOwn(REPORT_FORMATS, name);
