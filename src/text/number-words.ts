/** Numbers written as words in the languages we know best: value → spellings, lower case. */
const EN =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty";
const NB =
  "null én to tre fire fem seks sju åtte ni ti elleve tolv tretten fjorten femten seksten sytten atten nitten tjue";
const EN_TENS = "twenty thirty forty fifty sixty seventy eighty ninety";
const NB_TENS = "tjue tretti førti femti seksti sytti åtti nitti";

/** Other words that stand for a number: ordinals, old forms, halves and pairs. */
const MORE: { readonly [value: string]: string } = {
  "0": "no none nobody nothing zero ingen intet nil",
  "1": "a an one once single first only alone sole en ei et én ett éi eneste første enkelt ene éne ein eitt",
  "2": "two twice both double pair couple second twofold to to begge dobbel dobbelt doble par andre dobling doblet doubled doubling",
  "3": "three third thrice triple tre tredje trippel tredobbelt",
  "4": "four fourth quarter quadruple fire fjerde firedobbelt",
  "5": "five fifth fem femte",
  "6": "six sixth half seks sjette halvt",
  "7": "seven seventh week sju syv sjuende syvende uke",
  "8": "eight eighth åtte åttende",
  "9": "nine ninth ni niende",
  "10": "ten tenth decade ti tiende tiår",
  "11": "eleven eleventh elleve ellevte",
  "12": "twelve twelfth dozen year noon tolv tolvte dusin år",
  "20": "twentieth score tjue tyve tjuende",
  "24": "around-the-clock døgnet døgnkontinuerlig day",
  "30": "tretti tredve half month måned",
  "40": "førti førr",
  "50": "half halv halvt halvparten halve halvering halvert halved",
  "90": "nineties nittitallet nittiårene",
  "80": "eighties åttitallet åttiårene",
  "70": "seventies syttitallet",
  "60": "sixties sekstitallet",
  "100":
    "entirely fully completely fullt heilt fullstendig utelukkende hundred hundreds century all whole hundre hundrede hundreår alle helt",
  "1000": "thousand thousands tusen tusener",
  "1000000": "million millions millioner",
};

let table: ReadonlyMap<string, readonly string[]> | null = null;

// "tredjepart", "tosifret", "femårig": a number as the first part of a word.
const COMPOUNDS: readonly (readonly [RegExp, string])[] = [
  [/^først\p{L}{3,}/u, "1"],
  [/^en(?:kelt|veis|års|årig)/u, "1"],
  [/^to(?:delt|sid|sifre|års|årig|dager|veis|trinns|faktor|lags)/u, "2"],
  [/^(?:tredje|tre)(?:\p{L}{4,})/u, "3"],
  [/^(?:fjerde|fire)(?:\p{L}{3,})/u, "4"],
  [/^(?:femte|fem)(?:\p{L}{3,})/u, "5"],
  [/^(?:sjette|seks)(?:\p{L}{3,})/u, "6"],
  [/^(?:sjuende|syvende|sju|syv)(?:\p{L}{3,})/u, "7"],
  [/^åtte(?:\p{L}{3,})/u, "8"],
  [/^ti(?:års|årig|dager|ende\p{L})/u, "10"],
  [/^tolv\p{L}{3,}/u, "12"],
];

/** Values that a word (lower case, NFC) may stand for, as keys of `readValues`. */
export function valuesOfWord(word: string): readonly string[] {
  table ??= makeTable();
  const values = table.get(word);
  if (values !== undefined) return values;
  const compound = COMPOUNDS.find(([pattern]) => pattern.test(word));
  return compound === undefined ? [] : [compound[1]];
}

function makeTable(): ReadonlyMap<string, readonly string[]> {
  const values = new Map<string, string[]>();
  const add = (word: string, value: number | string): void => {
    const list = values.get(word);
    if (list === undefined) values.set(word, [String(value)]);
    else if (!list.includes(String(value))) list.push(String(value));
  };
  for (const words of [EN, NB]) words.split(" ").forEach((word, value) => void add(word, value));
  const compose = (tens: string, ones: string, joiners: readonly string[]): void => {
    const digits = ones.split(" ").slice(0, 10);
    tens.split(" ").forEach((ten, i) => {
      const value = (i + 2) * 10;
      add(ten, value);
      digits.forEach((digit, n) => {
        if (n > 0)
          for (const joiner of joiners) add(`${ten}${joiner}${digit.replace("én", "en")}`, value + n);
      });
    });
  };
  compose(EN_TENS, EN, ["-", ""]);
  compose(NB_TENS, NB, ["", "-"]);
  for (const [value, words] of Object.entries(MORE)) for (const word of words.split(" ")) add(word, value);
  return values;
}
