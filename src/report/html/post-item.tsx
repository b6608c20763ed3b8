import { useMemo } from "preact/hooks";
import { usePage } from "./page-context.ts";
import type { PostDetail, PostEntry } from "./page-data.ts";
import { PostBody } from "./post-body.tsx";

interface PostItemProps {
  readonly post: PostEntry;
  readonly isOpen: boolean;
  /** Say from which language into which: on a site of two languages everybody knows. */
  readonly showWay: boolean;
  readonly onToggle: () => void;
  readonly readDetail: (island: number) => PostDetail | null;
}

const TONE = {
  critical: "critical",
  drifted: "act",
  fault: "fault",
  review: "note",
  unsure: "unsure",
  "in-step": "calm",
} as const;

/** A post in the list: a line to read, a button to open. */
export function PostItem({ post, isOpen, showWay, onToggle, readDetail }: PostItemProps) {
  const { t, date } = usePage();
  const { island } = post;
  const detail = useMemo(
    () => (isOpen && island !== null ? readDetail(island) : null),
    [isOpen, island, readDetail],
  );
  // Not from the key: a blank in it would make two names of one.
  const body = `~body-${island}`;
  const when = post.uncommitted ? t("post.uncommitted") : post.newest === null ? "" : date(post.newest);
  // A title may be nothing but blanks, and then nobody could click it.
  const title = [post.title, post.targetTitle].find((text) => text.trim() !== "") ?? post.source;
  return (
    <li id={post.key} class={`post tone-${TONE[post.standing]}`}>
      <div class="line">
        <h3>
          {island === null ? (
            <span lang={post.from}>{title}</span>
          ) : (
            <button
              type="button"
              aria-expanded={isOpen}
              aria-controls={isOpen ? body : undefined}
              onClick={onToggle}
            >
              <span lang={post.from}>{title}</span>
            </button>
          )}
          <a class="anchor" href={`#${encodeURI(post.key)}`} aria-label={`${t("post.link")}: ${title}`}>
            #
          </a>
        </h3>
        <p class="when">{when}</p>
        <p class="path">{post.target}</p>
        <p class="who">{post.authors.join(", ")}</p>
        <p class="says">
          <Chips post={post} showWay={showWay} />
        </p>
      </div>
      {isOpen && (
        <div id={body} class="body">
          {detail !== null && <PostBody post={post} detail={detail} />}
        </div>
      )}
    </li>
  );
}

function Chips({ post, showWay }: { post: PostEntry; showWay: boolean }) {
  const { t, nameLanguage } = usePage();
  const { counts } = post;
  const chips: readonly (readonly [tone: string, text: string])[] = [
    ...(counts.critical > 0 ? [["critical", t("post.critical", { count: counts.critical })] as const] : []),
    ...(counts.changed > 0 ? [["act", t("post.changed", { count: counts.changed })] as const] : []),
    ...(counts.missing > 0 ? [["act", t("post.missing", { count: counts.missing })] as const] : []),
    ...(counts.both > 0 ? [["act", t("post.both", { count: counts.both })] as const] : []),
    ...(counts.removed > 0 ? [["act", t("post.removed", { count: counts.removed })] as const] : []),
    ...(counts.functional > 0
      ? [["fault", t("post.functional", { count: counts.functional })] as const]
      : []),
    ...(counts.extra > 0 ? [["note", t("post.extra", { count: counts.extra })] as const] : []),
    ...(post.hardly ? [["unsure", t("post.hardly")] as const] : []),
    ...(post.guessed ? [["unsure", t("post.guessed")] as const] : []),
    ...(post.unverified ? [["unsure", t("post.unverified")] as const] : []),
    ...(post.standing === "in-step" && !post.unverified ? [["calm", t("post.inStep")] as const] : []),
    ...(post.draft ? [["quiet", t("post.draft")] as const] : []),
    ...(post.machine ? [["quiet", t("post.machine")] as const] : []),
    ...post.marks.map((mark) => ["quiet", t(`mark.${mark}`)] as const),
  ];
  return (
    <>
      {chips.map(([tone, text]) => (
        <span key={text} class={`chip tone-${tone}`}>
          {text}
        </span>
      ))}
      {post.words > 0 && <span class="words">{t("post.words", { count: post.words })}</span>}
      {showWay && (
        <span class="way">
          {nameLanguage(post.from)} → {nameLanguage(post.into)}
        </span>
      )}
    </>
  );
}
