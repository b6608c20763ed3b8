import { GitError } from "../io/git-process.ts";
import { UsageError } from "../model/usage-error.ts";

/** A failure of git that no command could work around, as something people can act on; anything else unchanged. */
export function nameGitError(error: unknown): unknown {
  if (!(error instanceof GitError)) return error;
  const { detail } = error;
  switch (error.fault) {
    case "no-git":
      return new UsageError("git-missing", {}, { cause: error });
    case "too-old":
      return new UsageError("git-too-old", { detail }, { cause: error });
    case "unsafe-directory":
      return new UsageError("git-unsafe", { detail }, { cause: error });
    case "missing-object":
      return new UsageError("git-object-missing", { detail }, { cause: error });
    case "not-a-repository":
    case "no-work-tree":
    case "failed":
      return new UsageError("git-failed", { detail }, { cause: error });
  }
}
