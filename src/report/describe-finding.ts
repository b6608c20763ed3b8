import type { Messages } from "../i18n/load-messages.ts";
import type { Finding, Problem } from "../model/finding.ts";

/** A finding as one sentence. A check without a sentence still says its code: better bare than silent. */
export function describeFinding(finding: Pick<Finding, "code" | "params">, messages: Messages): string {
  const params = nameLanguage(fillParams(finding.params, messages), messages);
  const problem = messages.find(`problems:${finding.code}.message`, params, finding.code);
  return messages.find(`checks:${finding.code}.message`, params, problem);
}

export function describeProblem(problem: Pick<Problem, "code" | "params">, messages: Messages): string {
  return messages.find(
    `problems:${problem.code}.message`,
    fillParams(problem.params, messages),
    problem.code,
  );
}

/** What a kind of finding is called in a count: `2 × død lenke`. */
export function labelFinding(code: string, messages: Messages): string {
  return messages.find(`checks:${code}.label`, {}, messages.find(`problems:${code}.label`, {}, code));
}

/** A finding's language is what a text is in: people read its name, not its code. */
function nameLanguage(params: { readonly [name: string]: unknown }, messages: Messages): typeof params {
  const { language } = params;
  return typeof language === "string" ? { ...params, language: messages.language(language) } : params;
}

/** Lists become «a, b og c»; a `reason` is a code with words of its own. */
function fillParams(params: Finding["params"], messages: Messages): { readonly [name: string]: unknown } {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => {
      if (typeof value === "number") return [name, value];
      if (typeof value !== "string") return [name, messages.list(value)];
      return [name, name === "reason" ? messages.find(`problems:reason.${value}`, {}, value) : value];
    }),
  );
}
