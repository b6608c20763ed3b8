import picomatch from "picomatch";

export type PathTest = (path: string) => boolean;

const NEVER: PathTest = () => false;

/**
 * Tests paths against globs, `/` on every system, case as written. A pattern that ends in `/` or names a
 * folder without any wildcard means all that is below; `!pattern` takes paths out again.
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
  // picomatch reads a backslash as an escape, which would make Windows habits match nothing in silence.
  const patterns = globs.flatMap((glob) => withFolderForm(glob.replace(/^\.\//, "")));
  const tests = patterns.map((pattern) => picomatch(pattern, { dot: true }));
  return tests.length === 1 ? tests[0]! : (path) => tests.some((test) => test(path));
}

function withFolderForm(glob: string): readonly string[] {
  if (glob.endsWith("/")) return [`${glob}**`];
  return /[*?[\]{}()!+@]/.test(glob) ? [glob] : [glob, `${glob}/**`];
}
