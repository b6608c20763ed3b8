/**
 * One commit of the invented history. Besides date (ISO 8601 with offset), author (`Name <mail>`) and subject a step
 * says what it did, in terms of the text *after* it; paths are relative to the repository.
 *
 * @typedef {object} Step
 * @property {string} date
 * @property {string} author
 * @property {string} subject
 * @property {string} [branch] made on this branch instead of main
 * @property {string} [merge] merges that branch into main; does nothing else
 * @property {readonly string[]} [add] files that did not exist before
 * @property {{ readonly [path: string]: string }} [remove] path → file in `removed/` that holds the last text
 * @property {{ readonly [path: string]: string }} [rename] new path → old path
 * @property {{ readonly [path: string]: readonly (readonly [now: string, before: string])[] }} [edit]
 * @property {readonly (readonly [now: string, before: string])[]} [sweep] the same replacement in every post
 * @property {{ readonly [path: string]: string }} [addSection] path → heading line of a new section
 * @property {{ readonly [path: string]: { readonly before: string, readonly text: string } }} [dropSection]
 * @property {{ readonly [path: string]: string }} [move] path → heading line of a section that stood last before
 * @property {readonly string[]} [reflow] posts whose paragraphs were one line each before
 * @property {readonly string[]} [lineEnds] posts that had Unix line ends before
 * @property {readonly string[]} [cutFinalNewline] posts that ended with a newline before
 */

/** @typedef {Map<string, string | Uint8Array>} Tree path → text of a Markdown file, bytes of any other */

/**
 * Turns the files after a commit into the files before it.
 *
 * @param {Tree} tree changed in place
 * @param {Step} step
 * @param {(name: string) => string} readRemoved text of a file in `removed/`
 * @returns {Set<string>} every path that the commit touched
 * @throws {Error} when something that the step names is not there exactly once
 */
export function undoStep(tree, step, readRemoved) {
  /** @type {Set<string>} */
  const touched = new Set();
  /** @param {string} why @returns {never} */
  const fail = (why) => {
    throw new Error(`demo history, "${step.subject}": ${why}`);
  };
  /** @param {string} path @param {(text: string) => string} change */
  const rewrite = (path, change) => {
    const text = tree.get(path);
    if (typeof text !== "string") return fail(`there is no post ${path} at this time`);
    const before = change(text);
    if (before === text) fail(`nothing changes in ${path}`);
    tree.set(path, before);
    touched.add(path);
  };

  // Layout first: what a commit did to words is written down for unwrapped text with Unix line ends.
  for (const path of step.lineEnds ?? []) rewrite(path, (text) => text.replaceAll("\r\n", "\n"));
  for (const path of step.reflow ?? []) rewrite(path, unwrapParagraphs);
  for (const path of step.cutFinalNewline ?? []) rewrite(path, (text) => `${text}\n`);

  for (const [path, edits] of Object.entries(step.edit ?? {})) {
    for (const [now, before] of edits) {
      rewrite(path, (text) => {
        const found = text.split(now).length - 1;
        if (found !== 1) fail(`expected once, found ${found} times in ${path}: ${JSON.stringify(now)}`);
        return text.replace(now, () => before);
      });
    }
  }
  for (const [now, before] of step.sweep ?? []) {
    const hit = [...tree].filter(([, text]) => typeof text === "string" && text.includes(now));
    if (hit.length === 0) fail(`no post holds ${JSON.stringify(now)}`);
    for (const [path] of hit) rewrite(path, (text) => text.replaceAll(now, before));
  }
  for (const [path, heading] of Object.entries(step.addSection ?? {})) {
    rewrite(path, (text) => cutSection(text, heading, fail).rest);
  }
  for (const [path, section] of Object.entries(step.dropSection ?? {})) {
    rewrite(path, (text) => {
      if (text.split(section.before).length !== 2) fail(`expected once in ${path}: ${section.before}`);
      return text.replace(section.before, () => section.text + section.before);
    });
  }
  for (const [path, heading] of Object.entries(step.move ?? {})) {
    rewrite(path, (text) => {
      const { section, rest } = cutSection(text, heading, fail);
      return `${rest.trimEnd()}\n\n${section.trimEnd()}\n`;
    });
  }

  for (const [path, name] of Object.entries(step.remove ?? {})) {
    if (tree.has(path)) fail(`${path} still exists after its removal`);
    tree.set(path, readRemoved(name));
    touched.add(path);
  }
  for (const [path, former] of Object.entries(step.rename ?? {})) {
    const content = tree.get(path) ?? fail(`there is no file ${path} at this time`);
    tree.delete(path);
    tree.set(former, content);
    touched.add(path).add(former);
  }
  for (const path of step.add ?? []) {
    if (!tree.delete(path)) fail(`there is no file ${path} at this time`);
    touched.add(path);
  }
  return touched;
}

/**
 * @param {string} text
 * @param {string} heading a heading line of level 2
 * @param {(why: string) => never} fail
 */
function cutSection(text, heading, fail) {
  const start = text.indexOf(`\n${heading}\n`) + 1;
  if (start === 0) fail(`no section ${JSON.stringify(heading)}`);
  const next = text.indexOf("\n## ", start);
  const end = next < 0 ? text.length : next + 1;
  const rest = text.slice(0, start) + text.slice(end);
  return { section: text.slice(start, end), rest: next < 0 ? `${rest.trimEnd()}\n` : rest };
}

/**
 * Joins the lines of plain paragraphs; headings, lists, tables, quotes, code, HTML and front matter stay.
 *
 * @param {string} text a post with front matter between `---` lines
 */
function unwrapParagraphs(text) {
  const bodyStart = text.indexOf("\n---\n", 4) + "\n---\n".length;
  const blocks = text.slice(bodyStart).split("\n\n");
  const unwrapped = blocks.map((block) =>
    /^[\p{L}_["]/u.test(block)
      ? block.trimEnd().replaceAll("\n", " ") + (block.endsWith("\n") ? "\n" : "")
      : block,
  );
  return text.slice(0, bodyStart) + unwrapped.join("\n\n");
}
