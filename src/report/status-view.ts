import type { Messages } from "../i18n/load-messages.ts";
import type { Problem } from "../model/finding.ts";
import type { ReportHead, Summary } from "../model/report.ts";
import { describeProblem, labelFinding } from "./describe-finding.ts";
import { joinFitting, pad, shorten, shortenStart, widthOf } from "./layout.ts";
import type { Look } from "./look.ts";
import { capitalise } from "./state-words.ts";
import { type Counted, type Lagging, OWNER_KINDS, type OwnerKind, type ToDo } from "./to-do.ts";
import { sayWorkTime } from "./work-time.ts";

export interface StatusInput {
  readonly toDo: ToDo;
  readonly head: ReportHead;
  readonly summary: Summary;
  /** What is missing of the history. */
  readonly gaps: readonly Problem[];
  /** List everything, however long. */
  readonly all: boolean;
  /** What to type next; null when nothing is left to do. */
  readonly next: string | null;
}

/** The smallest terminal people have is 24 lines, and the prompt takes one. */
const SCREEN_LINES = 23;
const MOST_ROWS = 10;
const FEWEST_ROWS = 3;
/** From this width on, rows also say what the post is called and why it changed. */
const WIDE = 120;

/** The to-do list by who acts, as lines. Without `all` it fits a screen of 24 lines. */
export function renderStatus(input: StatusInput, messages: Messages, look: Look): readonly string[] {
  const { toDo, head, summary } = input;
  const { t, language } = messages;
  const headline = [
    `${capitalise(language(head.sourceLanguage))} → ${head.targetLanguages.map(language).join(", ")}`,
    t("common:pairs", { count: summary.pairs }),
    summary.drifted === 0
      ? look.paint("green", t("status:allInStep"))
      : t("status:outOfStep", { count: summary.drifted }),
  ].join(" · ");
  const groups = renderGroups(input, messages, look);
  const notes = sayGaps(input, messages).map((line) => look.paint("dim", line));
  const ending = [
    ...notes,
    ...(input.next === null ? [] : [`${t("status:next")} ${look.paint("cyan", input.next)}`]),
  ];
  const blanks = Number(toDo.lagging.length > 0) + Number(groups.length > 0) + Number(ending.length > 0);
  const room = SCREEN_LINES - 1 - blanks - 2 - groups.length - ending.length;
  const most = input.all ? toDo.lagging.length : Math.max(FEWEST_ROWS, Math.min(MOST_ROWS, room));
  const blocks = [
    [look.paint("bold", headline)],
    renderLagging(toDo.lagging, most, messages, look),
    groups,
    ending,
  ];
  return blocks.filter((block) => block.length > 0).flatMap((block, i) => (i === 0 ? block : ["", ...block]));
}

/** Why so much is not checked, and how to get what is missing. */
function sayGaps({ head, gaps }: StatusInput, messages: Messages): readonly string[] {
  if (gaps.length > 0) return gaps.map((gap) => capitalise(describeProblem(gap, messages)));
  return head.history.mode === "full" ? [] : [messages.t(`status:history.${head.history.mode}`)];
}

function renderLagging(
  lagging: readonly Lagging[],
  most: number,
  messages: Messages,
  look: Look,
): readonly string[] {
  if (lagging.length === 0) return [];
  const { t } = messages;
  const sum = (of: (post: Lagging) => number): number => lagging.reduce((total, post) => total + of(post), 0);
  const words = sum((post) => post.words);
  const heading = [
    look.paint("bold", t("status:translator.label")),
    t("common:posts", { count: lagging.length }),
    t("common:words", { count: words }),
    sayWorkTime(
      words,
      sum((post) => post.changed + post.missing),
      messages,
    ),
  ].join(" · ");
  const shown = lagging.slice(0, most);
  const left = lagging.length - shown.length;
  return [
    heading,
    ...renderTable(shown, messages, look),
    ...(left > 0
      ? [look.paint("dim", `  ${t("status:more", { count: left, command: "samsvar status --all" })}`)]
      : []),
  ];
}

function renderTable(posts: readonly Lagging[], messages: Messages, look: Look): readonly string[] {
  const { t, language } = messages;
  const severalTargets = new Set(posts.map(({ into }) => into)).size > 1;
  const cells = posts.map((post) => ({
    name: look.clean(post.id),
    title: look.clean(post.title),
    what: sayWhat(post, messages),
    words: t("common:words", { count: post.words }),
    when: post.dated
      ? post.latest === null
        ? t("status:uncommitted")
        : messages.shortDate(post.latest)
      : "",
    into: severalTargets ? t("status:into", { language: language(post.into) }) : "",
    why: look.clean([post.author, post.subject].filter(Boolean).join(": ")),
  }));
  const widest = (key: keyof (typeof cells)[number]): number =>
    Math.max(...cells.map((cell) => widthOf(cell[key])));
  const fixed = (["what", "words", "when", "into"] as const).map((key) => [key, widest(key)] as const);
  const taken = fixed.reduce((total, [, width]) => total + (width > 0 ? width + 2 : 0), 2);
  const wide = look.columns === null || look.columns >= WIDE;
  const room = look.columns === null ? Number.POSITIVE_INFINITY : look.columns - taken;
  const nameWidth = Math.max(12, Math.min(widest("name"), wide ? Math.floor(room / 3) : room));
  const titleWidth = Math.min(widest("title"), Math.floor((room - nameWidth - 2) / 2));
  const whyWidth = room - nameWidth - titleWidth - 4;
  return cells.map((cell) => {
    const line = [
      pad(shortenStart(cell.name, nameWidth), nameWidth),
      ...(wide ? [pad(shorten(cell.title, titleWidth), titleWidth)] : []),
      ...fixed.flatMap(([key, width]) =>
        width === 0 ? [] : [pad(cell[key], width, key === "words" ? "start" : "end")],
      ),
    ].join("  ");
    const why = wide && cell.why !== "" ? `  ${look.paint("dim", shorten(cell.why, whyWidth))}` : "";
    return `  ${line}${why}`.trimEnd();
  });
}

/** «2 endret, 1 mangler» */
function sayWhat(post: Lagging, { t }: Messages): string {
  return [
    ...(post.changed > 0 ? [t("status:changed", { count: post.changed })] : []),
    ...(post.missing > 0 ? [t("status:missing", { count: post.missing })] : []),
    ...(post.draft ? [t("status:draft")] : []),
  ].join(", ");
}

interface Group {
  readonly label: string;
  readonly items: readonly string[];
  /** With `--all`: one line for each post. */
  readonly details: readonly string[];
}

/** One line for each kind of thing that is not a translator's row; with `all` the posts below it. */
function renderGroups({ toDo, all }: StatusInput, messages: Messages, look: Look): readonly string[] {
  const groups = listGroups(toDo, all, messages, look).filter(({ items }) => items.length > 0);
  const labelWidth = Math.max(0, ...groups.map(({ label }) => widthOf(label))) + 2;
  const width = look.columns === null || all ? null : look.columns - labelWidth;
  const more = (count: number): string => messages.t("status:moreKinds", { count });
  return groups.flatMap(({ label, items, details }) => [
    look.paint("bold", pad(label, labelWidth)) + joinFitting(items, width, more),
    ...(all ? details.map((detail) => `  ${detail}`) : []),
  ]);
}

function listGroups(toDo: ToDo, all: boolean, messages: Messages, look: Look): readonly Group[] {
  const { t, language } = messages;
  const rowsInPosts = (list: readonly Counted[]): string =>
    t("status:sectionsIn", {
      sections: t("common:sections", { count: list.reduce((sum, { count }) => sum + count, 0) }),
      posts: t("common:posts", { count: list.length }),
    });
  const listRows = (list: readonly Counted[], note?: string): readonly string[] =>
    list.map(({ id, count }) =>
      [look.clean(id), t("common:sections", { count }), ...(note === undefined ? [] : [note])].join(" · "),
    );
  const owner = countOwner(toDo);
  const untranslated = countBy(toDo.untranslated.map((post) => post.language));
  const purpose = [
    ["only", toDo.deliberate.only],
    ["own", toDo.deliberate.own],
    ["independent", toDo.independent],
    ["notTranslated", toDo.notTranslated],
  ] as const;
  const unsure = [
    ["doubtful", toDo.doubtful],
    ["unverified", toDo.unverified],
  ] as const;
  return [
    listWrong(toDo, all, messages, look),
    {
      label: t("status:carry.label"),
      items: toDo.carry.length === 0 ? [] : [rowsInPosts(toDo.carry), t("status:carry.what")],
      details: listRows(toDo.carry),
    },
    {
      label: t("status:owner.label"),
      items: OWNER_KINDS.flatMap((kind) => {
        const count = owner.get(kind) ?? 0;
        return count === 0 ? [] : [t(`status:owner.${kind}`, { count })];
      }),
      details: toDo.owner.map(({ kind, path, id, count }) =>
        look.clean(`${kind === "original-removed" ? path : id} · ${t(`status:owner.${kind}`, { count })}`),
      ),
    },
    {
      label: t("status:unread.label"),
      items:
        toDo.unread.posts === 0
          ? []
          : [
              t("status:unread.posts", { count: toDo.unread.posts }),
              t("common:words", { count: toDo.unread.words }),
            ],
      details: [],
    },
    {
      label: t("status:untranslated.label"),
      items: [...untranslated].map(([code, count]) =>
        t("status:untranslated.in", { count, language: language(code) }),
      ),
      details: toDo.untranslated.map((post) =>
        look.clean(
          [
            post.path,
            ...(post.suggestions[0] === undefined
              ? []
              : [t("status:perhaps", { path: post.suggestions[0].path })]),
          ].join(" · "),
        ),
      ),
    },
    {
      label: t("status:purpose.label"),
      items: purpose.flatMap(([kind, count]) =>
        count === 0 ? [] : [t(`status:purpose.${kind}`, { count })],
      ),
      details: [],
    },
    {
      label: t("status:polished.label"),
      items: toDo.polished.length === 0 ? [] : [rowsInPosts(toDo.polished)],
      details: listRows(toDo.polished),
    },
    {
      label: t("status:unsure.label"),
      items: unsure.flatMap(([kind, list]) =>
        list.length === 0
          ? []
          : [t(`status:unsure.${kind}`, { count: list.reduce((sum, { count }) => sum + count, 0) })],
      ),
      details: unsure.flatMap(([kind, list]) => listRows(list, t(`status:unsure.${kind}Note`))),
    },
  ];
}

/** How many of each grade, then of each kind as far as there is room; with `all` the kinds stand below. */
function listWrong({ wrong }: ToDo, all: boolean, messages: Messages, look: Look): Group {
  const { t } = messages;
  const grades = (["critical", "functional"] as const).flatMap((severity) => {
    const count = wrong
      .filter((kind) => kind.severity === severity)
      .reduce((sum, kind) => sum + kind.count, 0);
    if (count === 0) return [];
    const text = t(`status:wrong.${severity}`, { count });
    return [severity === "critical" ? look.paint("red", text) : text];
  });
  const kinds = wrong.map(({ code, count }) => `${messages.number(count)} × ${labelFinding(code, messages)}`);
  const label = t("status:wrong.label");
  return all
    ? { label, items: grades, details: kinds }
    : { label, items: [...grades, ...kinds], details: [] };
}

function countOwner(toDo: ToDo): ReadonlyMap<OwnerKind, number> {
  const counts = new Map<OwnerKind, number>();
  for (const { kind, count } of toDo.owner) counts.set(kind, (counts.get(kind) ?? 0) + count);
  return counts;
}

function countBy(keys: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}
