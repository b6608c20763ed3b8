import { useLayoutEffect, useRef } from "preact/hooks";
import type { Change } from "../../model/verdict.ts";
import { usePage } from "./page-context.ts";
import type { FindingDetail, PartDetail, PostDetail, PostEntry, RowDetail, SideDetail } from "./page-data.ts";

/** Everything there is to say of a post, section by section, the two languages side by side. */
export function PostBody({ post, detail }: { post: PostEntry; detail: PostDetail }) {
  const { t } = usePage();
  const acts = post.groups.includes("act");
  return (
    <>
      <p class="paths">
        <span class="path">{post.source}</span> ↔ <span class="path">{post.target}</span>
      </p>
      {acts && (
        <p class="bring">
          {t("post.bring")}: <code>samsvar sync {post.target}</code>
        </p>
      )}
      <Findings findings={detail.findings} />
      {detail.rows.map((row) => (
        <Row key={row.id} row={row} post={post} />
      ))}
      {detail.agreeing > 0 && <p class="note">{t("post.agree", { count: detail.agreeing })}</p>}
    </>
  );
}

function Row({ row, post }: { row: RowDetail; post: PostEntry }) {
  const { t, pick, locale } = usePage();
  const [source, target] = row.headings;
  const languages = [post.from, post.into] as const;
  const same = source === target;
  const title = `~title-${row.id}`;
  return (
    <section id={row.id} class={`row tone-${row.tone}`} tabIndex={-1} aria-labelledby={title}>
      <h4>
        <span id={title}>
          {source === null && target === null && t(`kind.${row.kind}`)}
          {source !== null && <span lang={post.from}>{source}</span>}
          {source !== null && target !== null && !same && " ↔ "}
          {target !== null && !(same && source !== null) && <span lang={post.into}>{target}</span>}
        </span>
        <a class="anchor" href={`#${encodeURI(row.id)}`} aria-label={t("post.linkSection")}>
          #
        </a>
      </h4>
      <p class="verdict">
        <span class={`chip tone-${row.tone}`}>{pick(row.says)}</span>
        {row.mark !== null && <span class="chip tone-quiet">{t(`mark.${row.mark}`)}</span>}
      </p>
      {row.changes.map((change, i) =>
        change === null ? null : (
          <ChangeLine key={locale + String(i)} change={change} language={languages[i] ?? ""} />
        ),
      )}
      <Findings findings={row.findings} />
      {row.parts.map((part) => (
        <Part key={part.key ?? ""} part={part} lines={row.lines} />
      ))}
    </section>
  );
}

function ChangeLine({ change, language }: { change: Change; language: string }) {
  const { t, date, nameLanguage } = usePage();
  const name = `${nameLanguage(language)} ${t("side.changed")}`;
  if (change.commit === null) return <p class="change">{`${name}: ${t("post.uncommitted")}`}</p>;
  return (
    <p class="change">
      {name} {change.date !== null && <time dateTime={change.date}>{date(change.date)}</time>}
      {change.author !== null && <span>{change.author}</span>}
      {change.subject !== null && <q>{change.subject}</q>}
      <code>{change.commit.slice(0, 9)}</code>
    </p>
  );
}

function Findings({ findings }: { findings: readonly FindingDetail[] }) {
  const { t, pick } = usePage();
  if (findings.length === 0) return null;
  return (
    <ul class="findings">
      {findings.map((finding, i) => (
        <li key={`${finding.code} ${i}`} class={`tone-${finding.severity}`}>
          <b>{t(`severity.${finding.severity}`)}</b> {pick(finding.says)}{" "}
          <span class="where">
            {finding.lines.map((line) => line ?? "–").join(" ↔ ")} · {finding.code}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Part({ part, lines }: { part: PartDetail; lines: RowDetail["lines"] }) {
  const sides = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (sides.current !== null) showFirstMark(sides.current);
  }, []);
  return (
    <div class="part">
      {part.key !== null && <h5>{part.key}</h5>}
      <div class="sides" ref={sides}>
        {part.sides.map((side, i) => (
          <Side key={side.language} side={side} lines={part.key === null ? (lines[i] ?? null) : null} />
        ))}
      </div>
    </div>
  );
}

/**
 * Long texts scroll in their boxes: brings the first changed words into sight, and the other language to about the
 * same place. A box that scrolls has to be reached by keyboard.
 */
function showFirstMark(sides: HTMLElement): void {
  const texts = [...sides.querySelectorAll<HTMLElement>(".text")];
  for (const text of texts) if (text.scrollHeight > text.clientHeight) text.tabIndex = 0;
  const mark = sides.querySelector<HTMLElement>("ins, del");
  const box = mark?.closest<HTMLElement>(".text");
  if (!mark || !box) return;
  const share = (mark.offsetTop - box.offsetTop) / box.scrollHeight;
  for (const text of texts) text.scrollTop = share * text.scrollHeight - text.clientHeight / 3;
}

function Side({ side, lines }: { side: SideDetail; lines: string | null }) {
  const { t, nameLanguage } = usePage();
  const { language, pieces, moved, oldKnown, cut } = side;
  return (
    <div class="side">
      <p class="label">
        <b>{nameLanguage(language)}</b>
        {pieces !== null && <span>{t(moved && oldKnown ? "side.changed" : "side.today")}</span>}
        {lines !== null && <span>{t(/\D/.test(lines) ? "side.lines" : "side.line", { lines })}</span>}
      </p>
      {pieces === null ? (
        <p class="absent">{t("side.absent")}</p>
      ) : (
        <section class="text" aria-label={nameLanguage(language)} lang={language}>
          {pieces.map(([kind, text], i) =>
            kind === 0 ? (
              text
            ) : kind === 1 ? (
              <ins key={i}>
                <span class="hidden">{`${t("side.added")} `}</span>
                {text}
                <span class="hidden">{` (${t("side.end")})`}</span>
              </ins>
            ) : (
              <del key={i}>
                <span class="hidden">{`${t("side.removed")} `}</span>
                {text}
                <span class="hidden">{` (${t("side.end")})`}</span>
              </del>
            ),
          )}
        </section>
      )}
      {cut > 0 && <p class="note">{t("side.cut", { count: cut })}</p>}
      {moved && pieces !== null && !oldKnown && <p class="note">{t("side.oldUnknown")}</p>}
    </div>
  );
}
