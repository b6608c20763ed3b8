import type { CheckCode } from "../../src/model/check-codes.ts";

/** One fault: what the English post gets, and the Norwegian in a right and in a wrong form. */
export interface Mutation {
  readonly en: string;
  readonly fine: string;
  readonly bad: string;
}

const m = (en: string, fine: string, bad: string): Mutation => ({ en, fine, bad });
const code = (text: string, info = "bash"): string => `\`\`\`${info}\n${text}\n\`\`\``;

/** Faults in the body, put into every section of clean pairs. */
export const BODY_MUTATIONS: { readonly [code in CheckCode]?: readonly Mutation[] } = {
  "code-differs": [
    m(code("kubectl get pods"), code("kubectl get pods"), code("kubectl hent pods")),
    m(code("cd /tmp && ls -l"), code("cd /tmp && ls -l"), code("cd /tmp && ls -a")),
    m(code("export PATH=$PATH:/opt"), code("export PATH=$PATH:/opt"), code("export PATH=$PATH:\\_opt")),
    m(code('{"hs": 13.8}', "json"), code('{"hs": 13.8}', "json"), code('{"hs": 13,8}', "json")),
    m(code("a = 1\nb = 2", "python"), code("a = 1\nb = 2", "python"), code("a = 1", "python")),
    m(code("# list them\nls"), code("# list dem opp\nls"), code("# list dem opp\nls -R")),
    m(code('echo "all is well"'), code('echo "alt er vel"'), code('print "alt er vel"')),
    m("Use `--dry-run` for this.", "Bruk `--dry-run` til dette.", "Bruk `--tørr-kjøring` til dette."),
  ],
  "fence-glued": [
    m(`Run this:\n\n${code("ls -l")}`, `Kjør denne:\n\n${code("ls -l")}`, `Kjør denne:${code("ls -l")}`),
    m(
      `Run this:\n\n${code("ls -l", "")}`,
      `Kjør denne:\n\n${code("ls -l", "")}`,
      `Kjør denne:${code("ls -l", "")}`,
    ),
    m(`Run this:\n\n${code("ls -l")}`, `Kjør denne:\n\n${code("ls -l")}`, "Kjør denne:\n\n```bash\nls -l```"),
    m(
      `Run this:\n\n${code("ls -l")}\nSo it is.`,
      `Kjør denne:\n\n${code("ls -l")}\nSlik er det.`,
      "Kjør denne:\n\n```bash\nls -l\n```Slik er det nå.",
    ),
  ],
  "fence-unbalanced": [
    m(code("ls -l"), code("ls -l"), "```bash\nls -l"),
    m(
      `${code("ls")}\n\nThen:\n\n${code("cd")}`,
      `${code("ls")}\n\nSå:\n\n${code("cd")}`,
      "```bash\nls\n\nSå:\n\n```bash\ncd\n```",
    ),
    m(code("ls", "text"), code("ls", "text"), "~~~text\nls"),
    m(code("ls -l"), code("ls -l"), "````bash\nls -l\n```"),
  ],
  "shortcode-differs": [
    m(
      '{{< note color="red" text="Mind the gap here" >}}',
      '{{< note color="red" text="Se opp for gapet" >}}',
      '{{< note color="rød" text="Se opp for gapet" >}}',
    ),
    m('{{< figur width="300" >}}', '{{< figur width="300" >}}', '{{< figur width="200" >}}'),
    m('{{< video autoplay="false" >}}', '{{< video autoplay="false" >}}', '{{< video autoplay="true" >}}'),
    m("{{< wave-map >}}", "{{< wave-map >}}", "{{< bolge-kart >}}"),
    m("{{< wave-map >}}", "{{< wave-map >}}", "Her var det et kart."),
    m(
      '{{% box icon="wave" %}}Look at this.{{% /box %}}',
      '{{% box icon="wave" %}}Se på dette.{{% /box %}}',
      '{{% box icon="bølge" %}}Se på dette.{{% /box %}}',
    ),
  ],
  "placeholder-lost": [
    m("Write {name} there.", "Skriv {name} der.", "Skriv {navn} der."),
    m("It says %s now.", "Det står %s nå.", "Det står noe nå."),
    m("Set it to \x24{HOST} first.", "Sett det til \x24{HOST} først.", "Sett det til \x24{VERT} først."),
    m("It becomes {{ .Title }} later.", "Det blir {{ .Title }} siden.", "Det blir {{ .Tittel }} siden."),
    m("There is %(count)d of it.", "Det finnes %(count)d av det.", "Det finnes %(antall)d av det."),
    m("The sea is calm.", "Sjøen er rolig.", "Sjøen er __CODE_1__ rolig."),
  ],
  "chat-text": [
    m("The sea is calm.", "Sjøen er rolig.", "Here is the translation:\n\nSjøen er rolig."),
    m("The sea is calm.", "Sjøen er rolig.", "Please paste the Markdown you would like translated."),
    m("The sea is calm.", "Sjøen er rolig.", "Certainly! Here is the text. Sjøen er rolig."),
    m("The sea is calm.", "Sjøen er rolig.", "Sjøen er rolig. Let me know if you'd like any adjustments."),
    m("The sea is calm.", "Sjøen er rolig.", "Her er oversettelsen: Sjøen er rolig."),
    m("The sea is calm.", "Sjøen er rolig.", "Vennligst lim inn teksten du vil ha oversatt."),
    m("The sea is calm.", "Sjøen er rolig.", "I'm sorry, but I can't assist with that."),
  ],
  "link-missing": [
    m(
      "See [the guide](https://docs.other.example/guide/).",
      "Se [veiledningen](https://docs.other.example/guide/).",
      "Se veiledningen.",
    ),
    m(
      "See [the guide](https://docs.other.example/guide/).",
      "Se [veiledningen](https://docs.other.example/nb/guide/).",
      "Se [veiledningen](https://docs.other.example/gide/).",
    ),
    m("See [spring](/blog/spring/).", "Se [våren](/blogg/var/).", "Se [våren](/blogg/sommer/)."),
    m("See [spring](/blog/spring/).", "Se [våren](/blogg/var/).", "Se våren."),
    m("See <https://shop.example/buoy>.", "Se <https://shop.example/buoy>.", "Se butikken."),
    m('See <a href="/blog/spring/">spring</a>.', 'Se <a href="/blogg/var/">våren</a>.', "Se våren."),
    m(
      'See [spring]({{< ref "/blog/spring.md" >}}).',
      'Se [våren]({{< ref "/blog/spring.md" >}}).',
      "Se våren.",
    ),
  ],
  "link-language": [
    m("See [summer](/blog/summer/).", "Se [sommeren](/blogg/sommer/).", "Se [sommeren](/blog/summer/)."),
    m(
      "See [winter](/en/blog/winter/).",
      "Se [vinteren](/nb/blogg/vinter/).",
      "Se [vinteren](/en/blog/winter/).",
    ),
    m(
      'See <a href="/blog/summer/">summer</a>.',
      'Se <a href="/blogg/sommer/">sommeren</a>.',
      'Se <a href="/blog/summer/">sommeren</a>.',
    ),
    m("See [summer](/blog/summer/).", "Se [sommeren](/blogg/sommer/).", "Se [sommeren](/artiklar/sommar/)."),
  ],
  "link-dead": [
    m("See [summer](/blog/summer/).", "Se [sommeren](/blogg/sommer/).", "Se [sommeren](/blogg/somer/)."),
    m(
      "See [summer](/blog/summer/).",
      "Se [sommeren](/nb/blogg/sommer/).",
      "Se [sommeren](/nb/blogg/summerr/).",
    ),
    m(
      'See [summer]({{< ref "/blog/summer.md" >}}).',
      'Se [sommeren]({{< ref "/blog/summer.md" >}}).',
      'Se [sommeren]({{< ref "/blog/sommeren.md" >}}).',
    ),
    m("See [summer](summer.md).", "Se [sommeren](summer.md).", "Se [sommeren](sommern.md)."),
  ],
  "anchor-dead": [
    m(
      "See [prices](/blog/summer/#our-prices).",
      "Se [priser](/blogg/sommer/#prisene-våre).",
      "Se [priser](/blogg/sommer/#our-prices).",
    ),
    m(
      '<a id="more"></a>See [more](#more).',
      '<a id="more"></a>Se [mer](#more).',
      '<a id="more"></a>Se [mer](#mer).',
    ),
    m("See [this](#form).", "Se [dette](#form).", "Se [dette](#what-it-costs-today)."),
    m(
      '<div id="a-b-c"></div>See [it](#a-b-c).',
      '<div id="a-b-c"></div>Se [det](#a-b-c).',
      '<div id="a-b-c"></div>Se [det](#a-b-d).',
    ),
  ],
  "image-missing": [
    m("![The sea](/images/sea.png)", "![Sjøen](/images/sea.png)", "Sjøen."),
    m("![The sea](/images/sea.en.png)", "![Sjøen](/images/sea.nb.png)", "Sjøen."),
    m('<img src="/images/sea.jpg" alt="Sea">', '<img src="/images/sea.jpg" alt="Sjø">', "Sjøen."),
    m('{{< figure src="/images/boat.webp" >}}', '{{< figure src="/images/boat.webp" >}}', "{{< figure >}}"),
  ],
  "number-differs": [
    m("It holds 421 litres.", "Den rommer 421 liter.", "Den rommer 412 liter."),
    m("It was 13.87 metres high.", "Den var 13,87 meter høy.", "Den var 138,7 meter høy."),
    m("There are 21,350 of them.", "Det finnes 21 350 av dem.", "Det finnes 2 135 av dem."),
    m("We meet at 7:45 pm.", "Vi møtes kl. 19.45.", "Vi møtes kl. 18.45."),
    m("It rose by 37%.", "Den steg med 37 prosent.", "Den steg med 73 prosent."),
    m("It began on March 19, 2031.", "Det begynte 19. mars 2031.", "Det begynte 19. mai 2031."),
    m("It began on 19 March 2031.", "Det begynte 19. mars 2031.", "Det begynte 18. mars 2031."),
    m("It was built in the 1970s.", "Den ble bygd på 1970-tallet.", "Den ble bygd på 1960-tallet."),
    m("It took 3.25 million years.", "Det tok 3,25 millioner år.", "Det tok 3,25 milliarder år."),
    m("It comes on the 23rd time.", "Den kommer 23. gang.", "Den kommer 32. gang."),
    m("We had 77 guests.", "Vi hadde syttisju gjester.", "Vi hadde sekstisju gjester."),
    m("It was -18.5 degrees.", "Det var −18,5 grader.", "Det var −15,8 grader."),
    m("It has 64GB of memory.", "Den har 64 GB minne.", "Den har 46 GB minne."),
  ],
  "amount-differs": [
    m("It costs NOK 4,700.", "Det koster 4 700 kr.", "Det koster 7 400 kr."),
    m("It costs €129.50 a year.", "Det koster 129,50 euro i året.", "Det koster 129,90 euro i året."),
    m("It costs $35.", "Det koster 35 dollar.", "Det koster 53 dollar."),
    m(
      "It costs €1.5 million and NOK 12.",
      "Det koster 1,5 millioner euro og 12 kroner.",
      "Det koster 2,5 millioner euro og 12 kroner.",
    ),
  ],
  "html-id-differs": [
    m(
      '<div id="boats">\n\nBoats.\n\n</div>',
      '<div id="boats">\n\nBåter.\n\n</div>',
      '<div id="bater">\n\nBåter.\n\n</div>',
    ),
    m('<a id="more"></a>More.', '<a id="more"></a>Mer.', "Mer."),
    m('<span id="x1">Sea</span> air.', '<span id="x1">Sjø</span>luft.', '<span id="x2">Sjø</span>luft.'),
    m(
      "### More of it {#more-of-it}\n\nText.",
      "### Mer av det {#more-of-it}\n\nTekst.",
      "### Mer av det\n\nTekst.",
    ),
  ],
  "shape-differs": [
    m("- rope\n- boots\n- bread", "- tau\n- støvler\n- brød", "- tau\n- støvler"),
    m("1. rope\n2. boots\n3. bread", "1. tau\n2. støvler\n3. brød", "1. tau\n2. støvler\n3. brød\n4. smør"),
    m("- rope\n- boots", "* tau\n* støvler", "tau\nstøvler"),
    m(
      "| A | B |\n|---|---|\n| rope | boots |\n| bread | tea |",
      "| A | B |\n|---|---|\n| tau | støvler |\n| brød | te |",
      "| A | B |\n|---|---|\n| tau | støvler |",
    ),
    m(
      "| A | B |\n|---|---|\n| rope | boots |",
      "| A | B |\n|:--|--:|\n| tau | støvler |",
      "| A | B | C |\n|---|---|---|\n| tau | støvler | |",
    ),
  ],
  "level-differs": [
    m("### More of it\n\nText.", "### Mer av det\n\nTekst.", "#### Mer av det\n\nTekst."),
    m("### More of it\n\nText.", "### Mer av det\n\nTekst.", "## Mer av det\n\nTekst."),
    m("## More of it\n\nText.", "Mer av det\n---\n\nTekst.", "# Mer av det\n\nTekst."),
  ],
  untranslated: [
    m(
      "The kelp is dried and then it is used for soup.",
      "Taren tørkes og brukes så til suppe.",
      "The kelp is dried and then it is used for soup.",
    ),
    m(
      "You will find it on the shelf to the left of the door.",
      "Du finner den på hylla til venstre for døra.",
      "You will find it on the shelf to the left of the door.",
    ),
    m(
      "- We have not seen any of them since the storm.",
      "- Vi har ikke sett noen av dem siden stormen.",
      "- We have not seen any of them since the storm.",
    ),
    m(
      "There is not much that we can do about it.",
      "Det er ikke mye vi kan gjøre med det.",
      "There is not much that we can do about it.",
    ),
    m(
      "### What to do when it is not there\n\nWait.",
      "### Hva du gjør når den ikke er der\n\nVent.",
      "### What to do when it is not there\n\nVent.",
    ),
  ],
  "end-punctuation": [
    m("Why does that matter to you?", "Hvorfor betyr det noe for deg?", "Derfor betyr det noe for deg."),
    m("This is what we found out:", "Dette er hva vi fant ut:", "Dette er hva vi fant ut."),
    m("Is it so? We think so.", "Er det slik? Vi tror det.", "Er det slik? Tror vi det?"),
  ],
  "doubled-word": [
    m("All of the readings survived.", "Alle målingene overlevde.", "Alle målingene målingene overlevde."),
    m("The rope is gone.", "Tauet er borte.", "Tauet er borte\nborte."),
    m("We saw it from the boat.", "Vi så det fra båten.", "Vi så det fra fra båten."),
  ],
};

const SEA_EN =
  "We have not been able to find out what happened to it, but there are some who say that it was seen from the quay in the morning, and that it drifted to the north with the current after that.";
const SEA_NB =
  "Vi har ikke klart å finne ut hva som skjedde med den, men det er noen som sier at den ble sett fra kaia om morgenen, og at den drev mot nord med strømmen etter det.";
const OTHER_LANGUAGES: readonly string[] = [
  "Vi har inte kunnat ta reda på vad som hände med den, men det finns några som säger att den sågs från kajen på morgonen, och att den drev mot norr med strömmen efter det.",
  "Vi har ikkje klart å finne ut kva som skjedde med den, men det er nokon som seier at ho vart sett frå kaia om morgonen, og at ho dreiv mot nord med straumen etter det.",
  "Vi har ikke kunnet finde ud af hvad der skete med den, men der er nogle som siger at den blev set fra kajen om morgenen, og at den drev mod nord med strømmen efter det.",
];

/** Faults that need a section of their own. */
export const SECTION_MUTATIONS: { readonly [code in CheckCode]?: readonly Mutation[] } = {
  "wrong-language": OTHER_LANGUAGES.map((text) =>
    m(`### At sea\n\n${SEA_EN}`, `### Til sjøs\n\n${SEA_NB}`, `### Til sjøs\n\n${text}`),
  ),
  "length-odd": [
    m(
      `### At sea\n\n${SEA_EN} ${SEA_EN}`,
      `### Til sjøs\n\n${SEA_NB} ${SEA_NB}`,
      "### Til sjøs\n\nVi har ikke klart å finne den.",
    ),
    m(
      "### At sea\n\nWe have not found it.",
      "### Til sjøs\n\nVi har ikke funnet den.",
      `### Til sjøs\n\n${SEA_NB} ${SEA_NB}`,
    ),
  ],
  "quote-style": [
    m(
      "### At sea\n\nHe said “no”.",
      "### Til sjøs\n\nHan sa «nei», hun «ja», vi «kanskje» og dere «takk», alle «ha det».",
      "### Til sjøs\n\nHan sa “nei”, hun «ja», vi «kanskje» og dere «takk», alle «ha det».",
    ),
    m(
      "### At sea\n\nHe said “no”.",
      "### Til sjøs\n\nHan sa «nei», hun «ja», vi «kanskje» og dere «takk», alle «ha det».",
      '### Til sjøs\n\nHan sa "nei", hun «ja», vi «kanskje» og dere «takk», alle «ha det».',
    ),
  ],
};

interface FieldMutation {
  readonly en: readonly string[];
  readonly fine: readonly string[];
  readonly bad: readonly string[];
}

const f = (en: string, fine: string, bad: string): FieldMutation => ({ en: [en], fine: [fine], bad: [bad] });

/** Faults in the front matter, one line each. */
export const FIELD_MUTATIONS: { readonly [code in CheckCode]?: readonly FieldMutation[] } = {
  "control-value-differs": [
    f("nosidebar: none", "nosidebar: none", "nosidebar: ingen"),
    f("nosidebar: invisible", "nosidebar: invisible", "nosidebar: usynlig"),
    f("form: yes", "form: yes", "form: ja"),
    f("type: story", "type: story", "type: historie"),
    f("weight: 10", "weight: 10", "weight: 20"),
    f("draft: false", "draft: false", "draft: true"),
    f("showthedate: true", "showthedate: true", 'showthedate: "ja"'),
    f("toc: true", "toc: true", "toc: false"),
    f('outputs: ["HTML"]', 'outputs: ["HTML"]', 'outputs: ["HTML", "RSS"]'),
    f("menu: {main: {weight: 3}}", "menu: {main: {weight: 3}}", "menu: {main: {}}"),
  ],
  "date-differs": [
    f("publishDate: 2026-01-02", "publishDate: 2026-01-02", "publishDate: 2026-02-01"),
    f(
      "publishDate: 2026-01-02T10:00:00Z",
      "publishDate: 2026-01-02T11:00:00+01:00",
      "publishDate: 2026-01-03T10:00:00Z",
    ),
    f("publishDate: 2026-11-30", "publishDate: 2026-11-30", "publishDate: 2026-11-03"),
    f("publishDate: 2026-1-2", "publishDate: 2026-01-02", "publishDate: 2026-01-12"),
    f("expiryDate: 2030-06-01 08:00:00", "expiryDate: 2030-06-01", "expiryDate: 2030-07-01"),
    f("expiryDate: 2029-02-28", "expiryDate: 2029-02-28T00:00:00Z", "expiryDate: 2028-02-29"),
    f("expiryDate: 2027-05-17", "expiryDate: 2027-05-17", "expiryDate: 1927-05-17"),
    f("expiryDate: 2030-12-31", "expiryDate: 2030-12-31", "expiryDate: 2031-12-31"),
  ],
  "chat-text": [
    f(
      "note: Look at the sea today",
      "note: Se på sjøen i dag",
      "note: Please paste the Markdown you'd like translated",
    ),
    f(
      "note: Look at the sea today",
      "note: Se på sjøen i dag",
      'note: "You\'re welcome! If you need more, ask"',
    ),
  ],
  untranslated: [
    f(
      "summary: This is what we have learned from it",
      "summary: Dette er hva vi har lært av det",
      "summary: This is what we have learned from it",
    ),
    f(
      "intro: The sea is not what it was",
      "intro: Sjøen er ikke hva den var",
      "intro: The sea is not what it was",
    ),
  ],
};
