/** What holds where neither the configuration file nor the site says otherwise. */
export const DEFAULTS = {
  source: "en",
  target: "nb",
  include: ["**/*.md", "**/*.markdown"],
  machineKey: "ai",
  originalKey: "original",
  baseCommitKeys: ["default_lang_commit", "l10n.sourceCommit"],
  rawShortcodes: ["highlight", "mermaid", "math", "katex", "chart"],
  /** Fields that are text wherever they appear; what is in no list is told by its value. */
  translatable: ["title", "linkTitle", "description", "summary", "intro", "subtitle", "ingress", "excerpt"],
  /** Fields that steer how a page is built or shown, and so must not be translated. */
  equal: ["draft", "layout", "type", "weight", "form", "nosidebar", "sitemap", "outputs", "cascade", "build"],
  ignored: [
    "aliases",
    "slug",
    "url",
    "language",
    "lang",
    "translationKey",
    "lastmod",
    "ai",
    "original",
    "samsvar",
    "default_lang_commit",
    "l10n",
  ],
  doubtBelow: 0.5,
  /** Bytes. Far above any article, below what would starve a build machine: 64 MiB. */
  maxFileSize: 64 * 1024 * 1024,
} as const;

/** Names of the configuration file, in the order they are looked for, relative to the project folder. */
export const CONFIG_FILES = ["samsvar.config.json", "samsvar.config.yaml", "samsvar.config.yml"] as const;
