// The invented year behind content/: every commit says how to get from the text after it to the text before it,
// so the files in content/ are the only full copies. Oldest first; `build-repository.mjs` explains the fields.

const EN = "content/en/blog/";
const NB = "content/nb/blog/";

const ingrid = "Ingrid Vårdal <ingrid@skvulp.example>";
const amina = "Amina Farah <amina@skvulp.example>";
const tobias = "Tobias Lunde <tobias@skvulp.example>";
const mathias = "Mathias Endresen <mathias@skvulp.example>";
const siri = "Siri Haukås <siri@skvulp.example>";

/** @type {readonly import("./undo-step.mjs").Step[]} */
export const history = [
  {
    date: "2025-08-18T09:12:00+02:00",
    author: tobias,
    subject: "Start the blog",
    add: ["hugo.toml", `${EN}_index.md`],
  },
  {
    date: "2025-08-18T13:40:00+02:00",
    author: siri,
    subject: "Add the Norwegian front page",
    add: [`${NB}_index.md`],
  },
  {
    date: "2025-08-19T10:05:00+02:00",
    author: siri,
    subject: "Invite the neighbours to paint the wall",
    add: [`${NB}2025-08-dugnad-pa-kaia.md`],
  },
  {
    date: "2025-09-02T08:30:00+02:00",
    author: ingrid,
    subject: "Announce Dupp",
    add: [`${EN}2025-09-meet-dupp.md`],
  },
  {
    date: "2025-09-05T14:22:00+02:00",
    author: siri,
    subject: "Translate the Dupp announcement",
    add: [`${NB}2025-09-bolgeboya-dupp.md`],
  },
  {
    date: "2025-09-09T11:47:00+02:00",
    author: ingrid,
    subject: "Lower the price of the spare battery",
    edit: {
      [`${EN}2025-09-meet-dupp.md`]: [["| NOK 1,150 |", "| NOK 1,290 |"]],
      [`${NB}2025-09-bolgeboya-dupp.md`]: [["| 1\u00a0150 kr |", "| 1\u00a0290 kr |"]],
    },
  },
  {
    date: "2025-10-07T15:10:00+02:00",
    author: amina,
    subject: "Tell what two days on the bridge taught us",
    add: [`${EN}2025-10-two-days-on-the-bridge.md`],
  },
  {
    date: "2025-10-10T09:33:00+02:00",
    author: siri,
    subject: "Translate the post about the ferry captains",
    add: [`${NB}2025-10-fergeskipperne.md`],
  },
  {
    date: "2025-10-14T16:02:00+02:00",
    author: tobias,
    subject: "Name the captains' file after its title",
    rename: { [`${EN}2025-10-ferry-captains.md`]: `${EN}2025-10-two-days-on-the-bridge.md` },
  },
  {
    date: "2025-10-20T10:18:00+02:00",
    author: ingrid,
    subject: "Leave the forecasts to the meteorologists",
    edit: {
      [`${EN}2025-09-meet-dupp.md`]: [
        [
          " If you want to know about tomorrow, ask the meteorologists; we would not dream of competing with them.",
          "",
        ],
        ["measure currents, and it does not forecast anything.", "measure currents, wind or rain."],
      ],
    },
  },
  {
    date: "2025-10-21T09:00:00+02:00",
    author: amina,
    subject: "Introduce the summer interns",
    add: [`${EN}2025-10-summer-interns.md`],
  },
  {
    date: "2025-10-23T13:15:00+02:00",
    author: siri,
    subject: "Translate the interns' post",
    add: [`${NB}2025-10-sommerpraksis.md`],
  },
  {
    date: "2025-10-27T08:51:00+01:00",
    author: siri,
    subject: "Catch up with Dupp: no forecasts in Norwegian either",
    edit: {
      [`${NB}2025-09-bolgeboya-dupp.md`]: [
        [
          " Vil du vite noe om i morgen, får du spørre meteorologene; det kunne ikke falle oss inn å konkurrere med dem.",
          "",
        ],
        ["måler ikke strøm, og den varsler ingenting.", "måler verken strøm, vind eller regn."],
      ],
    },
  },
  {
    date: "2025-11-11T07:58:00+01:00",
    author: tobias,
    subject: "Announce version 2 of the API",
    add: [`${EN}2025-11-api-v2.md`],
  },
  {
    date: "2025-11-14T12:36:00+01:00",
    author: siri,
    subject: "Translate the API announcement",
    add: [`${NB}2025-11-nytt-api.md`],
  },
  {
    date: "2025-11-17T09:24:00+01:00",
    author: siri,
    subject: "Spell despair correctly in Norwegian",
    edit: { [`${NB}2025-11-nytt-api.md`]: [["i fortvilelse.", "i fortvilese."]] },
  },
  {
    date: "2025-12-16T10:40:00+01:00",
    author: mathias,
    subject: "Tell the story of buoy number 17",
    add: [`${EN}2025-12-the-storm.md`],
  },
  {
    date: "2025-12-18T14:05:00+01:00",
    author: siri,
    subject: "Translate the storm",
    add: [`${NB}2025-12-the-storm.md`],
  },
  {
    date: "2026-01-08T11:20:00+01:00",
    author: siri,
    subject: "Add the stretch test and Mathias' homework",
    edit: {
      [`${NB}2025-12-the-storm.md`]: [
        [
          " Nye tau blir dessuten strekktestet hos seilmakeren før de tas i bruk, og Mathias har fått i lekse å øve på pålestikk med votter.",
          "",
        ],
      ],
    },
  },
  {
    date: "2026-01-20T08:15:00+01:00",
    author: mathias,
    subject: "Explain batteries in the cold",
    add: [`${EN}2026-01-battery-in-winter.md`],
  },
  {
    date: "2026-01-23T15:48:00+01:00",
    author: siri,
    subject: "Translate the winter batteries",
    add: [`${NB}2026-01-batterier-i-kulda.md`],
  },
  {
    date: "2026-02-10T09:00:00+01:00",
    author: ingrid,
    subject: "Announce simpler prices in both languages",
    add: [`${EN}2026-02-pricing.md`, `${NB}2026-02-enklere-priser.md`],
  },
  {
    date: "2026-02-12T13:31:00+01:00",
    author: siri,
    subject: "Put the winter advice where people look first",
    move: { [`${NB}2026-01-batterier-i-kulda.md`]: "## Tre råd" },
  },
  {
    date: "2026-02-17T10:09:00+01:00",
    author: siri,
    subject: "Make the arrows sound less translated",
    edit: {
      [`${NB}2025-10-fergeskipperne.md`]: [
        [
          "Dermed røk grafene, og en pil tok plassen deres. Når dønningen vokser, peker den opp. Når sjøen legger seg, peker den ned, og er det ikke noe å melde, ligger den flatt.",
          "Så vi tok ut grafene og satte inn en pil. Den peker opp når dønningen vokser, ned når den avtar, og ligger flatt når det ikke er noe å melde.",
        ],
        [
          "Grafene finnes ennå. De har fått kontorplass på land, der folk har både kaffe og tid.",
          "Grafene eksisterer fortsatt. De bor på kontoret i land, der folk har kaffe og tid.",
        ],
      ],
    },
  },
  {
    date: "2026-02-24T09:27:00+01:00",
    author: ingrid,
    subject: "Invite people to the boat show",
    add: [`${EN}2026-02-boat-show.md`],
  },
  {
    date: "2026-03-03T10:55:00+01:00",
    author: ingrid,
    subject: "Answer the municipalities about prices",
    add: [`${NB}2026-03-priser-for-kommuner.md`],
  },
  {
    date: "2026-03-05T16:44:00+01:00",
    author: mathias,
    subject: "Lower the drift alarm and put a number on the lid",
    edit: {
      [`${EN}2025-12-the-storm.md`]: [
        [
          "The alarm for a buoy adrift goes off after 200 metres; before the storm it was 500. We have also written a phone number on the lid in letters 3 cm tall.",
          "We have also ordered rope of the old kind, all of the 400 metres the shop had.",
        ],
      ],
    },
  },
  {
    date: "2026-03-17T09:05:00+01:00",
    author: siri,
    subject: "Write about the kelp farm",
    add: [`${EN}2026-03-listening-to-kelp.md`],
  },
  {
    date: "2026-03-18T11:12:00+01:00",
    author: tobias,
    subject: "Add a machine translation of the kelp post",
    add: [`${NB}2026-03-a-lytte-til-tare.md`],
  },
  {
    date: "2026-03-31T14:00:00+02:00",
    author: tobias,
    subject: "Publish Jákup's guest post, translated by machine",
    add: [`${EN}2026-03-greetings-from-torshavn.md`, `${NB}2026-03-hilsen-fra-torshavn.md`],
  },
  {
    date: "2026-04-02T10:26:00+02:00",
    author: siri,
    subject: "Correct the figures for February in the kelp",
    edit: {
      [`${EN}2026-03-listening-to-kelp.md`]: [["on average 9 per cent lower", "on average 8 per cent lower"]],
      [`${NB}2026-03-a-lytte-til-tare.md`]: [["i snitt 9 prosent lavere", "i snitt 8 prosent lavere"]],
    },
  },
  {
    date: "2026-04-08T08:45:00+02:00",
    author: tobias,
    subject: "Add the API changelog for spring",
    add: [`${EN}2026-04-api-changelog.md`],
  },
  {
    date: "2026-04-10T13:58:00+02:00",
    author: amina,
    subject: "Explain why the warning lamp blinks slowly",
    edit: {
      [`${EN}2025-10-ferry-captains.md`]: [
        [
          "The new one blinks slowly instead, once every two seconds, and it can be seen from the corner of your eye.",
          "We are still looking for a better one.",
        ],
      ],
    },
  },
  {
    date: "2026-04-14T09:36:00+02:00",
    author: mathias,
    subject: "Describe how firmware 3 measures",
    edit: {
      [`${EN}2025-09-meet-dupp.md`]: [
        ["read four times a second. Every 20 minutes Dupp", "read once a second. Every half hour Dupp"],
        [
          "significant wave height, mean period and the direction the waves came from. Readings from the first ten seconds after a hard knock are thrown away, since a buoy that has just been nudged by a boat believes in very large waves.",
          "significant wave height and mean period.",
        ],
      ],
    },
  },
  {
    date: "2026-04-21T10:30:00+02:00",
    author: tobias,
    subject: "Explain why the tide table is wrong",
    add: [`${EN}2026-04-tide-tables.md`],
  },
  {
    date: "2026-04-24T14:17:00+02:00",
    author: siri,
    subject: "Translate the tide table post",
    branch: "spring-translations",
    add: [`${NB}2026-04-tidevannstabellen.md`],
  },
  {
    date: "2026-04-27T09:50:00+02:00",
    author: siri,
    subject: "Catch up with the blinking lamp",
    branch: "spring-translations",
    edit: {
      [`${NB}2025-10-fergeskipperne.md`]: [
        [
          "Det nye blinker langsomt i stedet, én gang hvert annet sekund, og du ser det i øyekroken.",
          "Vi leter fortsatt etter noe bedre.",
        ],
      ],
    },
  },
  {
    date: "2026-04-28T11:03:00+02:00",
    author: tobias,
    subject: "Double the limit of the open plan",
    edit: { [`${EN}2025-11-api-v2.md`]: [["| Open | 120 |", "| Open | 60 |"]] },
  },
  {
    date: "2026-04-30T15:25:00+02:00",
    author: tobias,
    subject: "Merge branch 'spring-translations'",
    merge: "spring-translations",
  },
  {
    date: "2026-05-06T08:20:00+02:00",
    author: ingrid,
    subject: "Fix a spelling mistake in the box",
    edit: { [`${EN}2025-09-meet-dupp.md`]: [["You receive the buoy", "You recieve the buoy"]] },
  },
  {
    date: "2026-05-12T10:41:00+02:00",
    author: tobias,
    subject: "Ask for fifty stations in the example",
    edit: { [`${EN}2025-11-api-v2.md`]: [["near=61.60,5.03&limit=50", "near=61.60,5.03"]] },
  },
  {
    date: "2026-05-19T09:15:00+02:00",
    author: amina,
    subject: "Report from the field trip to Kinn",
    add: [`${EN}2026-05-kinn-field-trip/index.md`, `${EN}2026-05-kinn-field-trip/route.svg`],
  },
  {
    date: "2026-05-21T13:08:00+02:00",
    author: siri,
    subject: "Translate the field trip",
    add: [`${NB}2026-05-kinn-field-trip/index.md`, `${NB}2026-05-kinn-field-trip/route.svg`],
  },
  {
    date: "2026-05-26T08:02:00+02:00",
    author: siri,
    subject: "Send out the May newsletter",
    add: [`${EN}2026-05-newsletter.md`],
  },
  {
    date: "2026-05-28T10:49:00+02:00",
    author: siri,
    subject: "Translate the May newsletter",
    add: [`${NB}2026-05-nyhetsbrev.md`],
  },
  {
    date: "2026-05-29T12:14:00+02:00",
    author: tobias,
    subject: "Mention the deadline in the newsletter's description",
    edit: {
      [`${EN}2026-05-newsletter.md`]: [
        [
          "A new colleague, summer hours, and a reminder that API version 1 retires on 30 June.",
          "A new colleague and summer hours on the telephone.",
        ],
      ],
    },
  },
  {
    date: "2026-06-01T09:38:00+02:00",
    author: siri,
    subject: "Save the newsletter from my new laptop",
    lineEnds: [`${NB}2026-05-nyhetsbrev.md`],
  },
  {
    date: "2026-06-02T14:55:00+02:00",
    author: siri,
    subject: "Tell Norwegian readers how to get to Kinn",
    addSection: { [`${NB}2026-05-kinn-field-trip/index.md`]: "## Slik kommer du deg til Kinn" },
  },
  {
    date: "2026-06-03T09:19:00+02:00",
    author: amina,
    subject: "Add the packing list that people asked for",
    addSection: { [`${EN}2026-05-kinn-field-trip/index.md`]: "## Packing list" },
  },
  {
    date: "2026-06-09T10:00:00+02:00",
    author: tobias,
    subject: "Publish the open readings as files",
    add: [`${EN}2026-06-open-data.md`],
  },
  {
    date: "2026-06-11T13:42:00+02:00",
    author: siri,
    subject: "Translate the open data post",
    add: [`${NB}2026-06-apne-data.md`],
  },
  {
    date: "2026-06-12T08:33:00+02:00",
    author: siri,
    subject: "Tidy the blank lines in the open data post",
    // A slip of the Delete key: the fence ends up on the line of prose, and the final newline goes the same way.
    edit: { [`${NB}2026-06-apne-data.md`]: [["største bølgene:```bash", "største bølgene:\n\n```bash"]] },
    cutFinalNewline: [`${NB}2026-06-apne-data.md`],
  },
  {
    date: "2026-06-16T16:20:00+02:00",
    author: tobias,
    subject: "Move the documentation to a domain of its own",
    sweep: [["https://docs.skvulp.example/", "https://skvulp.example/docs/"]],
  },
  {
    date: "2026-06-18T11:27:00+02:00",
    author: ingrid,
    subject: "Drop the section on funding, the grant has ended",
    dropSection: {
      [`${EN}2026-03-listening-to-kelp.md`]: {
        before: "## What it may be good for",
        text: `## Who pays

The project is supported by a regional research fund until the end of 2026. The fund pays for the buoys, and the kelp farm pays in kelp. We have learned four recipes.

`,
      },
    },
  },
  {
    date: "2026-06-23T09:44:00+02:00",
    author: ingrid,
    subject: "Fortell om Terneskjer fyr",
    add: [`${NB}2026-06-fyret.md`],
  },
  {
    date: "2026-06-26T14:31:00+02:00",
    author: amina,
    subject: "Translate the lighthouse into English",
    add: [`${EN}2026-06-the-lighthouse.md`],
  },
  {
    date: "2026-06-30T15:57:00+02:00",
    author: tobias,
    subject: "Rename the layout of posts",
    sweep: [
      ["layout: post", "layout: article"],
      ['layout = "post"', 'layout = "article"'],
      ['"layout": "post"', '"layout": "article"'],
    ],
  },
  {
    date: "2026-07-02T10:13:00+02:00",
    author: tobias,
    subject: "Remove the interns' post, the places are taken",
    remove: { [`${EN}2025-10-summer-interns.md`]: "2025-10-summer-interns.md" },
  },
  {
    date: "2026-08-11T09:08:00+02:00",
    author: siri,
    subject: "Wrap long lines in two posts",
    reflow: [`${EN}2026-06-the-lighthouse.md`, `${NB}2026-03-a-lytte-til-tare.md`],
  },
  {
    date: "2026-08-14T13:29:00+02:00",
    author: ingrid,
    subject: "Bytt til et større batteri på Terneskjer",
    edit: { [`${NB}2026-06-fyret.md`]: [["batteri til 21 døgn", "batteri til 14 døgn"]] },
  },
  {
    date: "2026-08-25T10:52:00+02:00",
    author: ingrid,
    subject: "Fortell om regnmåleren og svartbaken",
    edit: {
      [`${NB}2026-06-fyret.md`]: [
        [
          "I august fikk boksen selskap av en regnmåler. Den måtte flyttes én gang, fordi en svartbak syntes det var et egnet sted å bo, og målingene fra den uka er derfor litt for gode.\n\n",
          "",
        ],
      ],
    },
  },
  {
    date: "2026-09-01T08:36:00+02:00",
    author: tobias,
    subject: "Give the pressure forecast one more day in both languages",
    edit: {
      [`${EN}2026-04-tide-tables.md`]: [["| up to 0.5 m | for 3 days |", "| up to 0.5 m | for 2 days |"]],
      [`${NB}2026-04-tidevannstabellen.md`]: [
        ["| opptil 0,5 m | i 3 dager |", "| opptil 0,5 m | i 2 dager |"],
      ],
    },
  },
  {
    date: "2026-09-03T14:03:00+02:00",
    author: siri,
    subject: "Use Norwegian quotation marks in the storm",
    edit: { [`${NB}2025-12-the-storm.md`]: [["«noe oransje som piper»", '"noe oransje som piper"']] },
  },
];
