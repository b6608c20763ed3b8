// The bundle holds other people's code; their licences ask that the notices travel with it.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * @typedef {object} BundledPackage
 * @property {string} name
 * @property {string} version
 * @property {string} license SPDX expression, as the package states it
 * @property {string} author
 * @property {string | null} text its licence file, if it brings one
 */

/**
 * @param {readonly string[]} inputs the bundler's input files, relative to `root` with `/`
 * @param {string} root
 * @returns {BundledPackage[]} each package once, by name
 */
export function findPackages(inputs, root) {
  const folders = new Set();
  for (const input of inputs) {
    const folder = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1];
    if (folder !== undefined) folders.add(folder);
  }
  return [...folders]
    .map((folder) => readPackage(join(root, folder)))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

/**
 * @param {string} folder
 * @returns {BundledPackage}
 */
function readPackage(folder) {
  const { name, version, ...stated } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  // Packages of before 2014 list their licences.
  const license = stated.license ?? stated.licenses?.map((each) => each.type).join(" OR ");
  const file = readdirSync(folder).find((entry) => /^(licen[cs]e|copying)([.-].*)?$/i.test(entry));
  const text = file === undefined ? null : readFileSync(join(folder, file), "utf8").trim();
  if (typeof license !== "string") throw new Error(`${name} states no licence`);
  const author = personOf(stated.author ?? stated.maintainers?.[0]);
  return { name, version, license, author, text };
}

/** @param {undefined | string | { readonly name: string }} person */
function personOf(person) {
  return (typeof person === "string" ? person : person?.name) ?? "its authors";
}

/**
 * @param {readonly BundledPackage[]} packages
 * @returns {string}
 */
export function makeNotices(packages) {
  const parts = packages.map(({ name, version, license, author, text }) => {
    const title = `${name} ${version} (${license})`;
    return `${title}\n${"-".repeat(title.length)}\n\n${text ?? `By ${author}. The package brings no licence text.`}\n`;
  });
  return `samsvar's files hold code of these packages, under their own licences.\n\n${parts.join("\n\n")}`;
}
