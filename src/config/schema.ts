import { z } from "zod";
import { GATE_CONDITIONS } from "../model/config.ts";
import { DEFAULTS } from "./defaults.ts";

// Loaded only when there is a configuration file: zod is among the dearest imports. Nothing here transforms a
// value, so a text once found valid may be used again without being checked. The second argument of a regex is no
// sentence but the name of the form, which `config-errors.ts` passes on.

const language = z
  .string()
  .regex(/^[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*$/, "language")
  .describe("A language code: en, nb, nn, sv, pt-br. no and nb-NO are read as nb.");
const path = z.string().min(1);
const globs = z.array(z.string().min(1));
const key = z.string().min(1);
const root = z.union([
  path,
  z.strictObject({
    path: path.describe("Folder, relative to this file."),
    language: language.optional().describe("Language of all that is in the folder."),
    mount: z.string().optional().describe("Where its files appear below the site's content, e.g. docs."),
  }),
]);
const patterns = z.record(z.string(), z.string());
const pairOfPosts = z.tuple([path, path]);
const severity = z.enum(["critical", "functional", "cosmetic", "off"]);
const condition = z.enum(GATE_CONDITIONS);

export const configSchema = z
  .strictObject({
    $schema: z.string().optional().describe("Address of this schema, for editors."),
    languages: z
      .strictObject({
        source: language
          .optional()
          .describe(`Language that posts are written in first. Default: ${DEFAULTS.source}.`),
        targets: z
          .array(language)
          .min(1)
          .optional()
          .describe(
            `Languages that posts are translated into. Default: ${DEFAULTS.target} where the site has it, else the other languages it has.`,
          ),
      })
      .optional(),
    content: z
      .strictObject({
        roots: z
          .array(root)
          .min(1)
          .optional()
          .describe("Folders that hold posts. Default: what Hugo's configuration or the folders' names say."),
        former: z
          .array(root)
          .optional()
          .describe("Folders that posts lived in before, for their history: content/no."),
        include: globs
          .min(1)
          .optional()
          .describe("Files that are posts. Default: **/*.md and **/*.markdown."),
        exclude: globs.optional().describe("Files that are none."),
        defaultLanguage: language
          .optional()
          .describe("Language of a post in a mixed folder whose name and front matter do not tell."),
      })
      .optional(),
    site: z
      .record(
        language,
        z.strictObject({
          baseUrl: z.string().optional().describe("Address of the site in this language."),
          prefixes: z
            .array(key)
            .optional()
            .describe("What stands for the language in URLs. Default: its code."),
          permalinks: z
            .union([z.strictObject({ page: patterns.optional(), section: patterns.optional() }), patterns])
            .optional()
            .describe("URL patterns by section, as in Hugo: {blog: /perspectives/:slug/}."),
        }),
      )
      .optional()
      .describe("By language, how its URLs are made. Default: what Hugo's configuration says."),
    pairs: z
      .array(pairOfPosts)
      .optional()
      .describe(
        "Posts that are the same article although nothing in them says so: two paths or addresses each.",
      ),
    independent: z
      .array(pairOfPosts)
      .optional()
      .describe("Posts that share an address but are articles of their own: two paths or addresses each."),
    noTranslate: globs.optional().describe("Posts that are not to be translated."),
    expect: z
      .union([z.enum(["all", "none"]), globs])
      .optional()
      .describe("Which posts are expected in every language: all, none, or globs. Default: all."),
    pairByPath: z
      .boolean()
      .optional()
      .describe("Whether posts with the same path in both languages belong together. Default: true."),
    machineKey: key
      .optional()
      .describe(`Front-matter key that marks machine translation. Default: ${DEFAULTS.machineKey}.`),
    originalKey: key
      .optional()
      .describe(`Front-matter key that names the language written first. Default: ${DEFAULTS.originalKey}.`),
    baseCommitKeys: z
      .array(key)
      .optional()
      .describe(
        `Front-matter keys that name the commit a translation was made from. Default: ${DEFAULTS.baseCommitKeys.join(", ")}.`,
      ),
    frontMatter: z
      .strictObject({
        translatable: z
          .array(key)
          .optional()
          .describe("Fields that are text: added to title, description and others."),
        equal: z.array(key).optional().describe("Fields that are the same in all languages: draft, layout."),
        ignored: z.array(key).optional().describe("Fields that are never compared."),
      })
      .optional(),
    shortcodes: z
      .record(
        z.string().regex(/^[^.\s]+\.[^\s]+$/, "shortcode-argument"),
        z.enum(["translatable", "equal", "ignored"]),
      )
      .optional()
      .describe("By shortcode and argument (button.text, quote.0), how it is compared. Default: learned."),
    rawShortcodes: z
      .array(key)
      .optional()
      .describe(`Shortcodes that hold code. Default: ${DEFAULTS.rawShortcodes.join(", ")}.`),
    doubtBelow: z
      .number()
      .min(0)
      .max(1)
      .optional()
      .describe(
        `Confidence below which two sections are only perhaps the same. Default: ${DEFAULTS.doubtBelow}.`,
      ),
    checks: z.record(z.string(), severity).optional().describe("By code of a finding: its grade, or off."),
    suppress: z
      .array(
        z.strictObject({
          paths: globs.min(1).optional().describe("Posts it holds for. Default: all."),
          codes: z.array(key).min(1).optional().describe("Codes of findings. Default: all."),
          reason: z.string().min(1).describe("Why, for those who come later."),
        }),
      )
      .optional()
      .describe("Findings that are known and accepted."),
    maxFileSize: z
      .union([z.number().int().positive(), z.string().regex(/^\d+(?:\.\d+)? ?(?:[kKMG]i?B|B)$/, "size")])
      .optional()
      .describe("Largest file that is read: bytes, or a text such as 20 MB. Default: 64 MiB."),
    gate: z
      .strictObject({
        failOn: z
          .union([condition, z.array(condition).min(1)])
          .optional()
          .describe("What makes the report fail."),
        grace: z
          .string()
          .regex(/^\d+ ?[hdw]$/, "duration")
          .optional()
          .describe("How long drift may wait before it fails: 36h, 14d, 2w."),
        maxDebt: z
          .number()
          .int()
          .min(0)
          .optional()
          .describe("Most drifted sections allowed in the whole site."),
      })
      .optional()
      .describe("When samsvar report fails. Options on the command line win."),
  })
  .describe("Configuration of samsvar. Everything is optional.");

/** The configuration as written and found valid; any key may be missing. */
export type WrittenConfig = z.infer<typeof configSchema>;

/** The JSON Schema of the configuration file, for editors. */
export function configJsonSchema(): { readonly [key: string]: unknown } {
  const schema = z.toJSONSchema(configSchema, { io: "input", target: "draft-7" });
  return { ...schema, title: "samsvar configuration" };
}
