import picomatch from "picomatch";

export type PathTest = (path: string) => boolean;

const NEVER: PathTest = () => false;

/**
 * Tests paths against globs, `/` on every system, case as written. A pattern that ends in `/`, or in a
 * name without wildcards, also means all that is below; `!pattern` takes paths out again.
 */
export function compileGlobs(globs: readonly string[]): PathTest {
  const wanted = globs.filter((glob) => !glob.startsWith("!"));
  if (wanted.length === 0) return NEVER;
  const unwanted = globs.filter((glob) => glob.startsWith("!")).map((glob) => glob.slice(1));
  const matches = compileAny(wanted);
  if (unwanted.length === 0) return matches;
  const refuses = compileAny(unwanted);
  return (path) => matches(path) && !refuses(path);
}

function compileAny(globs: readonly string[]): PathTest {
  const patterns = globs.flatMap((glob) => withFolderForm(glob.replace(/^\.\//, "")));
  const tests = patterns.map((pattern) => picomatch(pattern, { dot: true }));
  // picomatch's own functions give an object for a true second argument, which `filter` and `some` pass.
  return (path) => tests.some((test) => test(path));
}

function withFolderForm(glob: string): readonly string[] {
  if (glob.endsWith("/")) return [`${glob}**`];
  const last = glob.slice(glob.lastIndexOf("/") + 1);
  return /[*?[\]{}()]/.test(last) ? [glob] : [glob, `${glob}/**`];
}
