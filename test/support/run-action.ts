import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { makeDir, testEnv } from "./repo.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

interface ActionStep {
  readonly id?: string;
  readonly if?: string;
  readonly run?: string;
  readonly shell?: string;
  readonly uses?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, string>>;
}

export interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly ActionStep[] };
}

export const readAction = (): Action => parse(readFileSync(join(ROOT, "action.yml"), "utf8")) as Action;

export interface ActionInput {
  readonly event: string;
  readonly payload: unknown;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly workspace?: string;
}

export interface ActionRun {
  /** Whether the job goes on: no step failed. */
  readonly ok: boolean;
  readonly log: string;
  readonly summary: string;
  readonly outputs: Readonly<Record<string, string>>;
  /** Steps that call other actions, with what they are given. */
  readonly used: readonly { readonly uses: string; readonly with: Readonly<Record<string, string>> }[];
  readonly commands: readonly string[];
}

/** Runs `action.yml` as GitHub's runner does: step by step, with its files, variables, conditions and expressions. */
export async function runAction(input: ActionInput): Promise<ActionRun> {
  const { inputs: declared, outputs, runs } = readAction();
  const folder = makeDir();
  const temp = join(folder, "temp");
  mkdirSync(temp);
  const file = (name: string, content = ""): string => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const summary = file("summary.md");
  const event = file("event.json", JSON.stringify(input.payload));
  const inputs: Record<string, string> = Object.fromEntries(
    Object.entries(declared).map(([name, { default: value }]) => [
      name,
      String(value).replace(/\$\{\{ github\.token \}\}/, "github-token"),
    ]),
  );
  Object.assign(inputs, input.inputs);
  const steps: Record<string, Record<string, string>> = {};
  const look = (path: string): string => {
    const [scope, name = "", , key = ""] = path.trim().split(".");
    if (scope === "inputs") return inputs[name] ?? "";
    if (scope === "github" && name === "token") return "github-token";
    return steps[name]?.[key] ?? "";
  };
  const fill = (text: string): string =>
    String(text).replace(/\$\{\{(.*?)\}\}/g, (_, path: string) => look(path));
  const used: { uses: string; with: Record<string, string> }[] = [];
  const commands: string[] = [];
  let log = "";
  let ok = true;
  for (const [i, step] of runs.steps.entries()) {
    if (!holds(step.if, ok, look)) continue;
    if (step.uses !== undefined) {
      const given = Object.entries(step.with ?? {}).map(([name, value]) => [name, fill(value)]);
      used.push({ uses: step.uses, with: Object.fromEntries(given) });
      continue;
    }
    const output = file(`output-${i}`);
    commands.push(step.run ?? "");
    const own = Object.entries(step.env ?? {}).map(([name, value]) => [name, fill(value)]);
    const run = await spawnStep(fill(step.run ?? ""), input.workspace ?? folder, {
      CI: "true",
      GITHUB_ACTIONS: "true",
      GITHUB_ACTION_PATH: ROOT.replace(/\/$/, ""),
      GITHUB_API_URL: "http://127.0.0.1:9",
      GITHUB_EVENT_NAME: input.event,
      GITHUB_EVENT_PATH: event,
      GITHUB_OUTPUT: output,
      GITHUB_REPOSITORY: "acme/blog",
      GITHUB_STEP_SUMMARY: summary,
      GITHUB_WORKSPACE: input.workspace ?? folder,
      RUNNER_TEMP: temp,
      ...input.env,
      ...Object.fromEntries(own),
    });
    log += run.log;
    ok &&= run.code === 0;
    if (step.id !== undefined) steps[step.id] = readOutputs(readFileSync(output, "utf8"));
  }
  return {
    ok,
    log,
    summary: readFileSync(summary, "utf8"),
    outputs: Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, fill(value)])),
    used,
    commands,
  };
}

/** The few expressions that the action uses: comparisons with strings, joined by `&&`; `always()` or success. */
function holds(condition: string | undefined, ok: boolean, look: (path: string) => string): boolean {
  if (condition === undefined) return ok;
  const parts = condition.split("&&").map((part) => part.trim());
  return (
    (ok || parts.includes("always()")) &&
    parts
      .filter((part) => part !== "always()")
      .every((part) => {
        const [, left = "", sign = "", right = ""] = /^([\w.-]+) (==|!=) '(.*)'$/.exec(part) ?? [];
        if (sign === "") throw new Error(`no such expression: ${part}`);
        return (look(left) === right) === (sign === "==");
      })
  );
}

function spawnStep(
  command: string,
  cwd: string,
  env: Readonly<Record<string, string>>,
): Promise<{ readonly log: string; readonly code: number | null }> {
  return new Promise((resolve, reject) => {
    // As the runner starts `shell: bash`.
    const child = spawn("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", command], {
      cwd,
      env: testEnv(env),
    });
    let log = "";
    const keep = (chunk: Buffer): void => {
      log += chunk.toString();
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.on("error", reject);
    child.on("close", (code) => resolve({ log, code }));
  });
}

/** Reads the runner's output file: `name<<end`, lines, `end`. */
function readOutputs(text: string): Record<string, string> {
  const outputs: Record<string, string> = {};
  const lines = text.split("\n");
  for (let i = 0; i < lines.length; i++) {
    const [, name, end] = /^([^=<]+)<<(.+)$/.exec(lines[i] ?? "") ?? [];
    if (name === undefined) continue;
    const start = ++i;
    while (i < lines.length && lines[i] !== end) i++;
    outputs[name] = lines.slice(start, i).join("\n");
  }
  return outputs;
}
