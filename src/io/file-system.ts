import { realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import type { FileSystem } from "../model/ports.ts";
import { listFiles } from "./list-files.ts";
import { type Project, readProjectFile, stampFile } from "./read-file.ts";
import { sweepLeftovers } from "./temporary-files.ts";
import { removeProjectFile, writeProjectFile } from "./write-file.ts";

/**
 * The files of one project folder; throws when the folder does not exist. Synchronous throughout: files in the page
 * cache are read in two thirds of the time that the asynchronous calls take, whatever their number in flight.
 */
export function openFileSystem(folder: string): FileSystem {
  const root = realpathSync(folder);
  const project: Project = { root, safeFolders: new Set(), listed: new Set() };
  const swept = new Set<string>();
  return {
    root,
    list: (folders, options) => listFiles(root, folders, options, project.listed),
    stamp: (path) => stampFile(project, path),
    read: (path, maxSize = Number.POSITIVE_INFINITY) => readProjectFile(project, path, maxSize),
    write: (path, bytes, expected) => {
      const result = writeProjectFile(root, path, bytes, expected);
      const parent = dirname(join(root, path));
      if (result.ok && !swept.has(parent)) {
        swept.add(parent);
        sweepLeftovers(parent);
      }
      return result;
    },
    remove: (path, expected) => removeProjectFile(root, path, expected),
  };
}
