// What started the workflow, as far as the report needs it.
import { readFileSync } from "node:fs";

/**
 * @typedef {object} Occasion
 * @property {string | null} base commit to compare with; null: look at the whole site
 * @property {number | null} pull number of the pull request
 * @property {boolean} trusted false for pull requests from forks: their jobs may not write anything
 */

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {Occasion}
 */
export function readOccasion(env) {
  const name = env["GITHUB_EVENT_NAME"] ?? "";
  const event = readPayload(env["GITHUB_EVENT_PATH"]);
  if (name === "pull_request_target") {
    // This event runs with the rights of the base; content of the pull request has no place there.
    throw new Error("samsvar does not run on pull_request_target. Use the event pull_request.");
  }
  if (name === "merge_group") return { base: event.merge_group?.base_sha ?? null, pull: null, trusted: true };
  if (name !== "pull_request") return { base: null, pull: null, trusted: true };
  const { pull_request: pull } = event;
  const here = pull?.base?.repo?.full_name ?? env["GITHUB_REPOSITORY"];
  // A fork that was deleted since has no name, and is one all the same.
  const trusted = typeof here === "string" && pull?.head?.repo?.full_name === here;
  return { base: pull?.base?.sha ?? null, pull: pull?.number ?? null, trusted };
}

/** @param {string | undefined} path */
function readPayload(path) {
  return path === undefined || path === "" ? {} : JSON.parse(readFileSync(path, "utf8"));
}
