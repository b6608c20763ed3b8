import carry from "../../locales/en/carry.json" with { type: "json" };
import checks from "../../locales/en/checks.json" with { type: "json" };
import ci from "../../locales/en/ci.json" with { type: "json" };
import cli from "../../locales/en/cli.json" with { type: "json" };
import common from "../../locales/en/common.json" with { type: "json" };
import diff from "../../locales/en/diff.json" with { type: "json" };
import errors from "../../locales/en/errors.json" with { type: "json" };
import explain from "../../locales/en/explain.json" with { type: "json" };
import facts from "../../locales/en/facts.json" with { type: "json" };
import problems from "../../locales/en/problems.json" with { type: "json" };
import report from "../../locales/en/report.json" with { type: "json" };
import states from "../../locales/en/states.json" with { type: "json" };
import status from "../../locales/en/status.json" with { type: "json" };
import sync from "../../locales/en/sync.json" with { type: "json" };

export const resources = {
  carry,
  checks,
  ci,
  cli,
  common,
  diff,
  errors,
  explain,
  facts,
  problems,
  report,
  states,
  status,
  sync,
};
