import { tidyFactFiles } from "../baseline/facts.ts";
import { type CommandContext, toJudgeOptions, writeLines } from "./context.ts";
import { checkWritten, openDesk } from "./open-desk.ts";
import { FACT_FOLDER } from "./read-facts.ts";

const BASE = `${FACT_FOLDER}/base.txt`;

/** `samsvar tidy`: folds all fact files into one. Every statement is kept; after a kill half-way some stand twice. */
export async function runTidy(context: CommandContext): Promise<number> {
  const { messages, stdout } = context;
  const run = await context.judge(toJudgeOptions(context));
  try {
    const { files } = openDesk(run, context);
    const known = run.facts.files;
    context.endProgress?.();
    const { text, kept } = tidyFactFiles(known);
    const folded = known.filter(({ path }) => !kept.includes(path));
    if (folded.length === 0 || (folded.length === 1 && folded[0]?.path === BASE)) {
      await writeLines(stdout, [
        messages.t("facts:tidyNothing"),
        ...kept.map((file) => messages.t("facts:tidyKept", { file })),
      ]);
      return 0;
    }
    const encode = (content: string): Uint8Array => new TextEncoder().encode(content);
    // A damaged base.txt stays, and the folded facts go beside it.
    const target = kept.includes(BASE) ? `${FACT_FOLDER}/base-2.txt` : BASE;
    const before = known.find(({ path }) => path === target);
    checkWritten(
      files.write(target, encode(text), before === undefined ? null : encode(before.text)),
      target,
    );
    for (const { path, text: old } of folded) {
      // A file that another run has added to in the meantime stays.
      if (path !== target) files.remove(path, encode(old));
    }
    const count = folded.filter(({ path }) => path !== target).length;
    await writeLines(stdout, [
      messages.t("facts:tidied", { count, file: target }),
      ...kept.map((file) => messages.t("facts:tidyKept", { file })),
    ]);
    return 0;
  } finally {
    await run.close();
  }
}
