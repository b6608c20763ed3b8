import { chmodSync } from "node:fs";
import { makeRepo, type TestRepo } from "./repo.ts";

export const EN = "content/en/blog/buoys.md";
export const NB = "content/nb/blog/boyer.md";

const EN_TITLE = "All about buoys";
const EN_WAVES = "## Waves\n\nA buoy measures waves twenty times a second, day and night, in any weather.\n";
const EN_DOCS =
  "## Manual\n\nHow to read the numbers is explained in [the manual](https://old.example/manual/), page by page.\n";
const EN_RADIO = "## Radio\n\nIt sends what it has measured over a radio to the nearest station on land.\n";
const EN_ROPE = "## Rope\n\nThe rope is twice as long as the sea is deep, and grey like the sea itself.\n";
const EN_PRICE = "## Price\n\nNobody knows what a buoy costs before the first storm has come and gone.\n";
const EN_ANCHORS =
  "### Anchors\n\nAn anchor holds the buoy in its place, whatever the wind says about it. Ask for its weight:\n\n```sh\nskvulp anchor --weight 40\n```\n";
const NB_WAVES = "## Bølger\n\nEn bøye måler bølger tjue ganger i sekundet, dag og natt, i all slags vær.\n";
const NB_DOCS =
  "## Håndbok\n\nHvordan tallene skal leses, er forklart i [håndboken](https://old.example/manual/), side for side.\n";
const NB_RADIO = "## Radio\n\nDen sender det den har målt, over radio til nærmeste stasjon på land.\n";
const NB_ROPE = "## Tau\n\nTauet er dobbelt så langt som havet er dypt, og grått som havet selv.\n";
const NB_PRICE = "## Pris\n\nIngen vet hva en bøye koster før den første stormen har kommet og gått.\n";

const post = (title: string, more: string, intro: string, sections: readonly string[]): string =>
  `---\n# Written by hand\ntitle: "${title}"\n${more}date: 2026-01-01\n---\n${intro}\n\n${sections.join("\n")}`;
const EN_INTRO = "Buoys are small boats that stay where they are.";
const NB_INTRO = "Bøyer er små båter som blir der de er.";
const ALIAS = "aliases: [/blog/buoys/]   # one list\n";

/**
 * A post with everything that can happen to one: in English a title changed, one section reworded, one added, one
 * removed, one with only its link changed, one moved; in Norwegian one polished, one that stands there alone.
 */
export function makeDriftedRepo(): TestRepo {
  const repo = makeRepo();
  repo.write(EN, post(EN_TITLE, "", EN_INTRO, [EN_WAVES, EN_DOCS, EN_RADIO, EN_ROPE, EN_PRICE]));
  repo.write(NB, post("Alt om bøyer", ALIAS, NB_INTRO, [NB_WAVES, NB_DOCS, NB_RADIO, NB_ROPE, NB_PRICE]));
  repo.commit("Write about buoys", { date: "2026-02-01T10:00:00Z" });
  repo.write(
    EN,
    post("Everything about buoys and anchors", "", EN_INTRO, [
      EN_PRICE,
      EN_WAVES.replace("day and night, in any weather", "but it sleeps on Sundays and during fog"),
      EN_DOCS.replace("old.example/manual", "new.example/handbook"),
      EN_ANCHORS,
      EN_RADIO,
    ]),
  );
  repo.commit("Rework the buoys", { date: "2026-03-01T10:00:00Z" });
  repo.write(
    NB,
    post("Alt om bøyer", ALIAS, NB_INTRO, [
      NB_WAVES,
      NB_DOCS,
      NB_RADIO.replace(
        "over radio til nærmeste stasjon på land",
        "på radio til den stasjonen på land som ligger nærmest",
      ),
      NB_ROPE,
      NB_PRICE,
      "## Båttrafikk\n\n- Hold avstand.\n- Følg sjøveisreglene, slik de gjelder her i landet.\n",
    ]),
  );
  repo.commit("Puss på norsken", { date: "2026-03-05T10:00:00Z" });
  return repo;
}

/** An editor that makes the changes a translator would, by what it finds in the file. */
export function writeEditor(repo: TestRepo): string {
  const path = "translator's editor.sh";
  repo.write(
    `.git/${path}`,
    `#!/bin/sh
if grep -q '^## Bølger' "$1"; then
  # A real editor where there is one; not every machine has it.
  if command -v ed >/dev/null; then
    ed -s "$1" <<'END'
1,5s/dag og natt, i all slags vær/men den sover på søndager og i tåke/
w
q
END
  else
    sed -i '1,5s/dag og natt, i all slags vær/men den sover på søndager og i tåke/' "$1"
  fi
elif grep -q '^Alt om bøyer' "$1"; then
  sed -i '1s/.*/Alt om bøyer og anker/' "$1"
elif grep -q '^### Anchors' "$1"; then
  sed -i '1i ### Anker\\n\\nEt anker holder bøya på plass, uansett hva vinden måtte mene om det. Spør om vekten:\\n\\n\`\`\`sh\\nskvulp anchor --weight 40\\n\`\`\`\\n' "$1"
else
  exit 3
fi
`,
  );
  chmodSync(repo.path(`.git/${path}`), 0o755);
  return `"${repo.path(`.git/${path}`)}"`;
}
