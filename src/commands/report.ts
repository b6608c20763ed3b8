import { parseDuration } from "../config/normalize.ts";
import { loadMessages } from "../i18n/load-messages.ts";
import { systemClock } from "../io/clock.ts";
import { isStdoutName, openReportOutput, type ReportOutput } from "../io/report-output.ts";
import { GATE_CONDITIONS, type GateCondition } from "../model/config.ts";
import { UsageError } from "../model/usage-error.ts";
import type { FormatContext, ReportWriter } from "../report/format.ts";
import { isReportFormat, REPORT_FORMATS, type ReportFormatName } from "../report/index.ts";
import { PLAIN_LOOK } from "../report/look.ts";
import { type CommandContext, toJudgeOptions } from "./context.ts";
import { watchGate } from "./gate.ts";

export interface ReportOptions {
  /** `name` or `name=file`, in the order given. */
  readonly format?: readonly string[];
  /** Codes with commas between. */
  readonly failOn?: string;
  readonly maxDebt?: string;
  /** Judge what was done since a commit, branch or tag. */
  readonly since?: string;
  /** `14d`: how long drift may stay before `drift` fails. */
  readonly grace?: string;
}

interface WantedFormat {
  readonly name: ReportFormatName;
  /** Null: standard output. */
  readonly file: string | null;
}

/** `samsvar report`: everything, in one or several formats. Exit code 1 when the gate is not passed. */
export async function runReport(options: ReportOptions, context: CommandContext): Promise<number> {
  const wanted = readFormats(options.format ?? ["text"]);
  const conditions = readConditions(options.failOn);
  const maxDebt = readMaxDebt(options.maxDebt);
  const grace = readGrace(options.grace);
  const since = options.since === undefined ? {} : { since: options.since };
  const run = await context.judge({ ...toJudgeOptions(context), ...since });
  const outputs: ReportOutput[] = [];
  try {
    const writers: ReportWriter[] = [];
    const shared = {
      version: context.version,
      messages: context.messages,
      english: context.messages.locale === "en" ? context.messages : await loadMessages("en"),
      readText: run.readText,
    };
    for (const { name, file } of wanted) {
      const format = await REPORT_FORMATS[name]();
      const output = file === null ? null : await openReportOutput(file, { append: isJobSummary(file) });
      if (output !== null) outputs.push(output);
      const look = output === null ? context.stdout.look : PLAIN_LOOK;
      const formatContext: FormatContext = { ...shared, look };
      writers.push(format.create(output ?? context.stdout, formatContext));
    }
    const gate = watchGate({
      // Old debt is told, not punished; a change answers for what it broke.
      failOn: conditions ?? run.config.gate.failOn ?? (options.since === undefined ? [] : ["critical"]),
      maxDebt: maxDebt ?? run.config.gate.maxDebt,
      config: run.config,
      top: run.top,
      touched: options.since === undefined ? null : run.isTouched,
      grace: grace ?? run.config.gate.grace ?? 0,
      now: systemClock.now(),
    });
    for (const writer of writers) await writer.head(run.head);
    for await (const report of run.pairs) {
      gate.add(report);
      for (const writer of writers) await writer.pair(report);
    }
    context.endProgress?.();
    const tail = run.tail();
    for (const writer of writers) await writer.end(tail);
    for (const output of outputs) await output.finish();
    return gate.isMet(tail) ? 1 : 0;
  } catch (error) {
    await Promise.allSettled(outputs.map((output) => output.discard()));
    throw error;
  } finally {
    await run.close();
  }
}

/** The runner's file for a job's summary, which other steps write to as well. */
const isJobSummary = (file: string): boolean => file === process.env["GITHUB_STEP_SUMMARY"];

function readFormats(texts: readonly string[]): readonly WantedFormat[] {
  const wanted = texts.map((text): WantedFormat => {
    const equals = text.indexOf("=");
    const name = equals === -1 ? text : text.slice(0, equals);
    const file = equals === -1 ? "-" : text.slice(equals + 1);
    if (!isReportFormat(name))
      throw new UsageError("format-unknown", { name, known: Object.keys(REPORT_FORMATS) });
    if (file === "") throw new UsageError("format-file-missing", { name });
    return { name, file: isStdoutName(file) ? null : file };
  });
  const onStdout = wanted.filter(({ file }) => file === null).map(({ name }) => name);
  if (onStdout.length > 1) throw new UsageError("formats-on-stdout", { names: onStdout });
  return wanted;
}

function readConditions(text: string | undefined): readonly GateCondition[] | null {
  if (text === undefined) return null;
  const codes = text.split(",").map((code) => code.trim());
  return codes.map((code) => {
    const condition = GATE_CONDITIONS.find((known) => known === code);
    if (condition === undefined)
      throw new UsageError("fail-on-unknown", { value: code, known: [...GATE_CONDITIONS] });
    return condition;
  });
}

function readGrace(text: string | undefined): number | null {
  if (text === undefined) return null;
  const seconds = parseDuration(text);
  if (seconds === null) throw new UsageError("grace-no-duration", { value: text });
  return seconds;
}

function readMaxDebt(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (!/^\d+$/.test(text)) throw new UsageError("max-debt-no-number", { value: text });
  return Number(text);
}
