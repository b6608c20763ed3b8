declare const SAMSVAR_VERSION: string | undefined;

/** Version of the package, put in by the build; straight from the source there is none. */
export const VERSION: string = typeof SAMSVAR_VERSION === "string" ? SAMSVAR_VERSION : "0.0.0-source";
