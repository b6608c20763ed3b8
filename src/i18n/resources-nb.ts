import carry from "../../locales/nb/carry.json" with { type: "json" };
import checks from "../../locales/nb/checks.json" with { type: "json" };
import ci from "../../locales/nb/ci.json" with { type: "json" };
import cli from "../../locales/nb/cli.json" with { type: "json" };
import common from "../../locales/nb/common.json" with { type: "json" };
import diff from "../../locales/nb/diff.json" with { type: "json" };
import errors from "../../locales/nb/errors.json" with { type: "json" };
import explain from "../../locales/nb/explain.json" with { type: "json" };
import facts from "../../locales/nb/facts.json" with { type: "json" };
import problems from "../../locales/nb/problems.json" with { type: "json" };
import report from "../../locales/nb/report.json" with { type: "json" };
import states from "../../locales/nb/states.json" with { type: "json" };
import status from "../../locales/nb/status.json" with { type: "json" };
import sync from "../../locales/nb/sync.json" with { type: "json" };

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
