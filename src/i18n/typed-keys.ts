import "i18next";
import type { resources } from "./resources-en.ts";

/** Makes a key that no locale file has an error of the compiler. */
declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "common";
    resources: typeof resources;
  }
}
