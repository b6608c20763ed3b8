/** Absolute path of the file that holds the program. */
export const CLIENT_FILE: string;
export function makeClientFile(): Promise<string>;
