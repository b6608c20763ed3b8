import { hashBytes } from "./hash.ts";

/** Languages that their function words tell apart, in the order of their bits. */
export const WORD_LANGUAGES = ["en", "nb", "nn", "da", "sv", "de"] as const;
export type WordLanguage = (typeof WORD_LANGUAGES)[number];

/**
 * The commonest words of each language: those that stand in every paragraph, whatever it is about. A word may be in several
 * lists; what tells two languages apart is what only one of them has. Words that are also common names or terms in
 * English text (`her`, `for`, `men`) are left out where they would mislead.
 */
const WORDS: Readonly<Record<WordLanguage, string>> = {
  en: `the of and to in is that it for with as you on are be this by or from at your we have not can which will an has but
    our if more they their was all when use into about how what so also than its where these them should who been were had do does
    would could may must only there other such then some any out up over just most very through between without while because
    own each both after before here using many why being whether he she his him my me us no one`,
  nb: `og i det som en er på til for av at å med den har de ikke om et fra kan vi du var men så eller seg dette ved skal blir
    være når hvis også etter mer deg din ditt sine hvor hva noen må alle over mot ut bare hvordan vår vårt våre oss dem deres enn nå
    både uten mellom gjennom slik denne disse mange andre fordi hver hvert siden under opp ned samt kun der her får gjør bør vil
    ville kunne skulle ble blitt vært hadde selv sin sitt han hun min mitt mine hvilke hvilken gjøre blant noe ingen mye dersom ta gå`,
  nn: `og i det som ein er på til for av at å med den har dei ikkje om eit frå kan vi du var men så eller seg dette ved skal blir
    vere når viss også etter meir deg din ditt sine kvar kva nokre må alle over mot ut berre korleis vår vårt våre oss deira enn no
    både utan mellom gjennom slik denne desse mange andre fordi kvart sidan under opp ned samt der her får gjer bør vil
    ville kunne skulle vart vorte vore hadde sjølv sin sitt han ho min mitt mine gjere noko ingen mykje dersom eg me dykk frå ei
    kvifor kven saman einskild blei korkje anten desse fleire meste brukar kjem seier finst tek`,
  da: `og i det som en er på til for af at med den har de ikke om et fra kan vi du var men så eller sig dette ved skal bliver
    være når hvis også efter mere dig din dit sine hvor hvad nogle må alle over mod ud kun hvordan vores os dem deres end nu
    både uden mellem gennem sådan denne disse mange andre fordi hver hvert siden under op ned samt der her får gør bør vil
    ville kunne skulle blev blevet været havde selv sin sit han hun min mit mine hvilke hvilken gøre blandt noget ingen meget jeres
    jer mig lige altså således dog brug bruge hos igen altid først allerede`,
  sv: `och i det som en är på till för av att med den har de inte om ett från kan vi du var men så eller sig detta vid ska blir
    vara när också efter mer dig din ditt sina där vad några måste alla över mot ut bara hur vår vårt våra oss dem deras än nu
    både utan mellan genom sådan denna dessa många andra eftersom varje sedan under upp ner samt här får gör bör vill
    skulle kunde blev blivit varit hade själv sin sitt han hon min mitt mina vilka vilken göra bland något ingen mycket ni er era
    jag finns använda använder inom även dock redan alltid`,
  de: `der die das und ist in den von zu mit sich des auf für nicht ein eine als auch es an werden aus er hat dass sie nach wird
    bei einer um am sind noch wie einem über einen zum haben oder aber vor zur bis mehr durch sein wurde wenn ihr
    können diese dieser kann wir unser unsere ihre sowie`,
};

let table: ReadonlyMap<number, number> | null = null;

/** Token hash of a function word → bits of the languages that have it. Made when first asked for. */
export function functionWords(): ReadonlyMap<number, number> {
  table ??= makeTable();
  return table;
}

export function languageBit(language: string): number {
  const index = (WORD_LANGUAGES as readonly string[]).indexOf(language);
  return index < 0 ? 0 : 1 << index;
}

const encoder = new TextEncoder();

function makeTable(): ReadonlyMap<number, number> {
  const bits = new Map<number, number>();
  WORD_LANGUAGES.forEach((language, i) => {
    for (const word of WORDS[language].split(/\s+/)) {
      // Word tokens are hashed as written: lower case, and with a capital at the start of a sentence.
      for (const form of [word, word[0]!.toUpperCase() + word.slice(1)]) {
        const bytes = encoder.encode(form);
        const hash = hashBytes(bytes, 0, bytes.length);
        bits.set(hash, (bits.get(hash) ?? 0) | (1 << i));
      }
    }
  });
  return bits;
}
