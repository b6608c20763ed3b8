import { expect } from "vitest";
import type { JsonReport, JsonSection } from "../../src/report/json-types.ts";
import { makeRepo, runCli, type TestRepo } from "./repo.ts";

/** A post as tests write it: title, alias, then the preamble and the sections with their headings. */
export interface Draft {
  readonly title: string;
  readonly alias: string;
  readonly preamble: string;
  readonly sections: Readonly<Record<string, string>>;
}

export function writePost({ title, alias, preamble, sections }: Draft): string {
  const parts = Object.entries(sections).map(([heading, text]) => `## ${heading}\n\n${text}\n`);
  return `---\ntitle: ${title}\naliases:\n  - ${alias}\n---\n\n${preamble}\n\n${parts.join("\n")}`;
}

/** Paths of the pair that most tests change. */
export const EN = "content/en/blog/boats.md";
export const NB = "content/nb/blog/baater.md";

export const BOATS: Draft = {
  title: "How we build boats",
  alias: "/boats/",
  preamble: "We have built wooden boats on the quay since the shipyard closed, and we still do it by hand.",
  sections: {
    Timber:
      "The planks are spruce from the inner fjords. We fell the trees in winter, when the sap is down, and let them rest for two years under a roof before anybody touches them with a saw.",
    Prices:
      "A rowing boat takes four weeks and costs what four weeks of work cost. See [the price list](/boats/prices/) for repairs, moorings and storage through the winter.",
    Orders:
      "Write to us in good time. Run `boats order --size 18` on our site, or come by for coffee; the kettle is on from Monday to Friday and we like visitors.",
  },
};

export const BAATER: Draft = {
  title: "Slik bygger vi båter",
  alias: "/boats/",
  preamble:
    "Vi har bygd trebåter på kaia siden verftet la ned, og vi gjør det fortsatt for hånd, planke for planke.",
  sections: {
    Tømmer:
      "Bordene er av gran fra de indre fjordene. Vi feller trærne om vinteren, når sevja er nede, og lar dem hvile i to år under tak før noen rører dem med ei sag.",
    Priser:
      "En robåt tar fire uker og koster det fire ukers arbeid koster. Se [prislista](/boats/prices/) for reparasjoner, fortøyning og lagring gjennom vinteren.",
    Bestilling:
      "Skriv til oss i god tid. Kjør `boats order --size 18` på nettstedet vårt, eller kom innom på kaffe; kjelen er på fra mandag til fredag, og vi liker besøk.",
  },
};

/** Further pairs, so that the site has something besides the pair under test: `count` posts in each language. */
export function extraPosts(count: number): Record<string, string> {
  const files: Record<string, string> = {};
  for (let n = 1; n <= count; n++) {
    const alias = `/log-${n}/`;
    const link = `[the harbour](https://harbour.example/log/${n})`;
    const lenke = `[havna](https://harbour.example/log/${n})`;
    files[`content/en/blog/log-${n}.md`] = writePost({
      title: `Log number ${n}`,
      alias,
      preamble: `On day ${n} of the season the wind came from the west and nobody went out before noon.`,
      sections: {
        Weather: `Rain until ${n} o'clock, then sun. The barometer in ${link} rose all afternoon.`,
        Catch: `We caught ${n + 3} cod and threw the small ones back, as we always do.`,
      },
    });
    files[`content/nb/blog/logg-${n}.md`] = writePost({
      title: `Logg nummer ${n}`,
      alias,
      preamble: `På dag ${n} i sesongen kom vinden fra vest, og ingen dro ut før klokka tolv.`,
      sections: {
        Været: `Regn til klokka ${n}, så sol. Barometeret i ${lenke} steg hele ettermiddagen.`,
        Fangsten: `Vi fikk ${n + 3} torsk og kastet de små ut igjen, som vi alltid gjør.`,
      },
    });
  }
  return files;
}

export interface PairPaths {
  readonly en: string;
  readonly nb: string;
}

/** Where a further copy of the pair is kept, so that one repository can tell many stories side by side. */
export function pairPaths(name: string): PairPaths {
  return { en: `content/en/blog/${name}.md`, nb: `content/nb/blog/${name}-nb.md` };
}

/** A repository with a small bilingual blog, everything committed and in step. */
export function makeBlog({ extra = 1 } = {}): TestRepo {
  const repo = makeRepo();
  repo.writeAll({ [EN]: writePost(BOATS), [NB]: writePost(BAATER), ...extraPosts(extra) });
  repo.commit("Publish in both languages");
  return repo;
}

/** A draft with some sections' texts replaced. */
export function withSections(draft: Draft, changed: Readonly<Record<string, string>>): Draft {
  return { ...draft, sections: { ...draft.sections, ...changed } };
}

/** The report of the built command; it must succeed and keep quiet on stderr. */
export async function readReport(cwd: string, ...args: readonly string[]): Promise<JsonReport> {
  const { stdout, stderr, code } = await runCli(["report", "--format", "json", ...args], { cwd });
  expect({ stderr, code }).toEqual({ stderr: "", code: 0 });
  return JSON.parse(stdout) as JsonReport;
}

/** Name of a row: its heading in English, else in the other language, else its kind. */
export function rowName({ kind, source, target }: JsonSection): string {
  return source?.heading || target?.heading || kind;
}

/** Rows that are not in step, as `path of the source: row: state class`, in the report's order. */
export function listOutOfStep(report: JsonReport): readonly string[] {
  return report.pairs.flatMap((pair) =>
    pair.sections
      .filter(({ state }) => state !== "in-sync")
      .map((row) => `${pair.source.path.replace(/^.*\//, "")}: ${rowName(row)}: ${row.state} ${row.class}`),
  );
}

/** Every row of every pair with all that a verdict consists of, but no commit: what must not depend on how work was merged. */
export function listVerdicts(report: JsonReport): readonly string[] {
  return report.pairs.flatMap((pair) =>
    pair.sections.map((row) =>
      [
        pair.id,
        rowName(row),
        row.state,
        row.class,
        row.moved,
        row.doubtful,
        row.carryable,
        row.wordsToSync,
      ].join(" · "),
    ),
  );
}
