import type { ComponentChildren } from "preact";
import { useMemo } from "preact/hooks";
import { CHANGE_CLASSES } from "../../model/verdict.ts";
import { usePage } from "./page-context.ts";
import type { Group, PageData } from "./page-data.ts";
import { AGES, type Filters, SORTS } from "./select-posts.ts";

const GROUPS: readonly Group[] = [
  "act",
  "source-changed",
  "both-changed",
  "missing-in-target",
  "missing-in-source",
  "target-changed",
  "faults",
  "unsure",
  "deliberate",
  "machine",
  "in-sync",
];
const MARKS = ["new", "existing", "resolved"] as const;

interface FilterBarProps {
  readonly data: PageData;
  readonly filters: Filters;
  readonly onChange: (next: Partial<Filters>) => void;
}

/** Search, filters and order. Only what tells posts apart on this page is offered. */
export function FilterBar({ data: { posts, since }, filters, onChange }: FilterBarProps) {
  const { t, number, nameLanguage } = usePage();
  const known = useMemo(() => {
    const groups = new Map<Group, number>();
    for (const post of posts)
      for (const group of post.groups) groups.set(group, (groups.get(group) ?? 0) + 1);
    return {
      groups,
      classes: CHANGE_CLASSES.filter((one) => posts.some(({ classes }) => classes.includes(one))),
      languages: [...new Set(posts.map(({ into }) => into))].sort(),
      authors: [...new Set(posts.flatMap(({ authors }) => authors))].sort((a, b) => a.localeCompare(b)),
    };
  }, [posts]);
  return (
    <search class="filters" aria-label={t("filters")}>
      <label class="query">
        <span>{t("search")}</span>
        <input
          type="search"
          name="query"
          value={filters.query}
          autocomplete="off"
          spellcheck={false}
          onInput={({ currentTarget }) => onChange({ query: currentTarget.value })}
        />
      </label>
      <fieldset class="groups">
        <legend>{t("state.label")}</legend>
        {(["", ...GROUPS] as const)
          .filter((group) => group === "" || known.groups.has(group))
          .map((group) => (
            <label key={group}>
              <input
                type="radio"
                name="group"
                value={group}
                checked={filters.group === group}
                onChange={() => onChange({ group })}
              />
              <span>
                {t(`state.${group === "" ? "all" : group}`)}{" "}
                <b>{number(group === "" ? posts.length : (known.groups.get(group) ?? 0))}</b>
              </span>
            </label>
          ))}
      </fieldset>
      <div class="picks">
        {since !== null && (
          <Pick
            name="mark"
            label={t("change.label")}
            value={filters.mark}
            onPick={(mark) => onChange({ mark: mark as Filters["mark"] })}
          >
            {(["", ...MARKS] as const).map((mark) => (
              <Choice
                key={mark}
                value={mark}
                now={filters.mark}
                text={t(`change.${mark === "" ? "all" : mark}`)}
              />
            ))}
          </Pick>
        )}
        {known.classes.length > 0 && (
          <Pick
            name="class"
            label={t("class.label")}
            value={filters.changeClass}
            onPick={(one) => onChange({ changeClass: one as Filters["changeClass"] })}
          >
            {(["", ...known.classes] as const).map((one) => (
              <Choice
                key={one}
                value={one}
                now={filters.changeClass}
                text={t(`class.${one === "" ? "all" : one}`)}
              />
            ))}
          </Pick>
        )}
        {known.languages.length > 1 && (
          <Pick
            name="into"
            label={t("into.label")}
            value={filters.into}
            onPick={(into) => onChange({ into })}
          >
            {["", ...known.languages].map((code) => (
              <Choice
                key={code}
                value={code}
                now={filters.into}
                text={code === "" ? t("into.all") : nameLanguage(code)}
              />
            ))}
          </Pick>
        )}
        {known.authors.length > 0 && (
          <Pick
            name="author"
            label={t("author.label")}
            value={filters.author}
            onPick={(author) => onChange({ author })}
          >
            {["", ...known.authors].map((name) => (
              <Choice
                key={name}
                value={name}
                now={filters.author}
                text={name === "" ? t("author.all") : name}
              />
            ))}
          </Pick>
        )}
        <Pick
          name="age"
          label={t("age.label")}
          value={filters.age}
          onPick={(age) => onChange({ age: age as Filters["age"] })}
        >
          {(["", ...AGES] as const).map((age) => (
            <Choice key={age} value={age} now={filters.age} text={t(`age.${age === "" ? "all" : age}`)} />
          ))}
        </Pick>
        <Pick
          name="sort"
          label={t("sort.label")}
          value={filters.sort}
          onPick={(sort) => onChange({ sort: sort as Filters["sort"] })}
        >
          {SORTS.map((sort) => (
            <Choice key={sort} value={sort} now={filters.sort} text={t(`sort.${sort}`)} />
          ))}
        </Pick>
      </div>
    </search>
  );
}

interface PickProps {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly onPick: (value: string) => void;
  readonly children: ComponentChildren;
}

function Pick({ name, label, value, onPick, children }: PickProps) {
  return (
    <label class="pick">
      <span>{label}</span>
      <select name={name} value={value} onChange={({ currentTarget }) => onPick(currentTarget.value)}>
        {children}
      </select>
    </label>
  );
}

const Choice = ({ value, now, text }: { value: string; now: string; text: string }) => (
  <option value={value} selected={value === now}>
    {text}
  </option>
);
