import type { ChangeClass } from "../model/verdict.ts";
import { TOKEN } from "../text/tokens.ts";
import type { Content } from "./content.ts";
import type { Delta } from "./delta.ts";

const decoder = new TextDecoder();

/** How much a change matters. Null delta: nothing but the looks changed. */
export function classifyChange(older: Content, newer: Content, delta: Delta | null): ChangeClass {
  if (delta === null) return "formatting";
  if (delta.words === 0) return "neutral";
  return isTypo(older, newer, delta) ? "typo" : "meaning";
}

const MOST_TYPO_WORDS = 3;

/** A few letters, and no number, negation, date or unit among what changed. */
function isTypo(older: Content, newer: Content, delta: Delta): boolean {
  if (delta.addedNeutral.size > 0 || delta.removedNeutral.size > 0) return false;
  const removed = changedWords(older, delta.removedWords);
  const added = changedWords(newer, delta.addedWords);
  if (removed === null || added === null) return false;
  if (removed.length + added.length === 0) return false;
  if (removed.length > MOST_TYPO_WORDS || added.length > MOST_TYPO_WORDS) return false;
  if ([...removed, ...added].some((word) => isTelling(word))) return false;
  if (removed.join("") === added.join("")) return true;
  if (removed.length !== added.length) return false;
  return removed.every((word, i) => isSlip(word, added[i]!));
}

/** The changed words in reading order; null when an amount of money is among them. */
function changedWords(content: Content, bag: ReadonlyMap<number, number>): string[] | null {
  const tokens = content.tokens();
  const left = new Map(bag);
  const words: string[] = [];
  for (let i = 0; i < tokens.count; i++) {
    if (tokens.kind[i]! > TOKEN.money) continue;
    const n = left.get(tokens.hash[i]!) ?? 0;
    if (n === 0) continue;
    if (tokens.kind[i] === TOKEN.money) return null;
    left.set(tokens.hash[i]!, n - 1);
    words.push(decoder.decode(content.bytes.subarray(tokens.start[i]!, tokens.end[i]!)));
    if (words.length > MOST_TYPO_WORDS) return words;
  }
  return words;
}

/** The same word but for case, or but for one letter (two in long words, or two swapped). */
function isSlip(a: string, b: string): boolean {
  if (a.toLowerCase() === b.toLowerCase()) return true;
  const shorter = Math.min(a.length, b.length);
  if (shorter < 4) return false;
  return editDistance(a, b) <= (shorter >= 8 ? 2 : 1);
}

/** Letters put in, left out, exchanged, or swapped with the next. */
export function editDistance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return 3;
  let twoBack: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min(previous[j]! + 1, current[j - 1]! + 1, previous[j - 1]! + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, twoBack[j - 2]! + 1);
      current.push(best);
    }
    twoBack = previous;
    previous = current;
  }
  return previous[b.length]!;
}

// Words in which one letter changes what is said. Not only the two main languages: a negation that slips
// through as a typo is the worst mistake this file can make.
const TELLING: ReadonlySet<string> = new Set(
  `no not nor none never neither without cannot can cant won dont doesnt isnt arent only unless except before after
   ikke ikkje aldri aldrig ingen inga intet inget ingenting uten uden utan verken hverken inte bare kun unntatt før etter
   nicht nie nein kein keine keiner ohne ne pas jamais sans ni nada nunca sin não nem sem jamás tampoco non mai senza
   must may might should shall will would could må kan skal bør vil bör ska kunne skulle måtte
   january february march april may june july august september october november december
   jan feb mar apr jun jul aug sep sept oct okt nov dec des
   januar februar mars mai juni juli oktober desember januari februari maj augusti december
   monday tuesday wednesday thursday friday saturday sunday
   mandag tirsdag onsdag torsdag fredag lørdag søndag måndag tisdag lördag söndag
   one two three four five six seven eight nine ten eleven twelve twenty thirty hundred thousand million billion
   én en ett to tre fire fem seks sju syv åtte ni ti elleve tolv tjue tretti hundre tusen million milliard
   first second third last next both either all every some few many most more less least fewer
   første andre tredje siste neste begge alle noen få mange mest mer mindre minst
   second seconds minute minutes hour hours day days week weeks month months year years
   sekund sekunder minutt minutter time timer dag dager uke uker måned måneder år
   mm cm dm m km mg g kg t ml cl dl l s ms ns h kb mb gb tb kib mib gib hz khz mhz ghz w kw mw kwh v a c f`.split(
    /\s+/,
  ),
);

function isTelling(word: string): boolean {
  return /\p{N}/u.test(word) || TELLING.has(word.toLowerCase());
}
