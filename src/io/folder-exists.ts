import { statSync } from "node:fs";

/** Whether a path leads to a folder that can be looked at. */
export function folderExists(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
