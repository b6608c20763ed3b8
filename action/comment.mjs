// Keeps one comment on the pull request up to date.
import { readFileSync } from "node:fs";
import { readOccasion } from "./event.mjs";
import { createForge } from "./forge.mjs";
import { annotate } from "./outputs.mjs";

/** GitHub refuses longer comments. */
const MOST_CHARACTERS = 65_536;

const { env } = process;

try {
  await keepComment();
} catch (error) {
  // The report stands in the summary too; a comment that fails is no reason to fail the job.
  annotate(
    "warning",
    `The comment could not be written: ${error instanceof Error ? error.message : String(error)}`,
  );
}

async function keepComment() {
  const { pull, trusted } = readOccasion(env);
  const token = env["SAMSVAR_TOKEN"];
  const repository = env["GITHUB_REPOSITORY"];
  if (pull === null || !trusted || !token || !repository) return;
  const forge = createForge({ api: env["GITHUB_API_URL"] || "https://api.github.com", repository, token });
  // Two hyphens would end the marker for some readers of HTML.
  const key = (env["SAMSVAR_COMMENT_KEY"] ?? "").replace(/[^\w./-]/g, "_").replace(/-+/g, "-");
  const marker = `<!-- samsvar${key && ` ${key}`} -->`;
  const body = `${marker}\n${readFileSync(env["SAMSVAR_COMMENT"] ?? "", "utf8")}`;
  if (body.length > MOST_CHARACTERS) throw new Error(`the report has ${body.length} characters`);
  const earlier = await forge.listComments(pull, (comment) => comment.body.startsWith(marker));
  for (const { id, body: before } of earlier) {
    if (before === body) return;
    // Somebody else's comment may start like ours; it cannot be changed, and the next one is tried.
    if (await forge.updateComment(id, body)) return;
  }
  // Where there is nothing to tell, nobody needs a message that says so.
  if (env["SAMSVAR_NEWS"] === "true") await forge.createComment(pull, body);
}
