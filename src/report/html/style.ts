/** Light and dark values of each colour; text on its ground has a contrast of 4.5 to 1 or more in both. */
const LIGHT = `
--ground:#faf9f6;--sheet:#fff;--ink:#21252b;--soft:#5a6068;--edge:#dedbd3;--faint:#efece5;--link:#0b5a63;--focus:#0b7285;
--calm:#2b6b4a;--calm-bg:#e3f1e8;--act:#8a4b00;--act-bg:#fcefdc;--tool:#1b5a9b;--tool-bg:#e4eef9;--note:#4d5560;--note-bg:#ebedf0;
--unsure:#6a4d8c;--unsure-bg:#f0eaf7;--critical:#a3261b;--critical-bg:#fbe6e3;--fault:#95410f;--fault-bg:#fbeadf;
--added:#0d5c33;--added-bg:#d6f2e0;--removed:#98241a;--removed-bg:#fce3df;
--fill-calm:#7fb598;--fill-act:#e0a04a;--fill-unsure:#b9a3d3`;
const DARK = `
--ground:#15181b;--sheet:#1d2125;--ink:#e7e5df;--soft:#a4a9af;--edge:#353a40;--faint:#262b30;--link:#7cc8cf;--focus:#58b8c6;
--calm:#8fd3ae;--calm-bg:#1d3228;--act:#f0bd76;--act-bg:#382a16;--tool:#93c2f3;--tool-bg:#1a2c40;--note:#b6bcc4;--note-bg:#2a2f35;
--unsure:#cbb4e8;--unsure-bg:#2e2639;--critical:#f6a59b;--critical-bg:#40201d;--fault:#f1b48c;--fault-bg:#3a2618;
--added:#9be3b8;--added-bg:#17382a;--removed:#f5aaa0;--removed-bg:#421f1c;
--fill-calm:#4c8d6b;--fill-act:#c98a35;--fill-unsure:#8669ab`;

/** The whole style of the page. Elements carry none of their own: the page's policy would not apply it. */
export const STYLE = `:root{color-scheme:light;${LIGHT}}
@media(prefers-color-scheme:dark){:root:not([data-theme=light]){color-scheme:dark;${DARK}}}
:root[data-theme=dark]{color-scheme:dark;${DARK}}
*{box-sizing:border-box}
html{font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",sans-serif;background:var(--ground);color:var(--ink);-webkit-text-size-adjust:100%}
body{margin:0}
body>div{max-width:74rem;margin:0 auto;padding:0 1.25rem 3rem}
h1,h2,h3,h4,h5,p,ul,ol,dl,figure{margin:0;padding:0}
h1,h2,h3,h4{line-height:1.25;text-wrap:balance;overflow-wrap:anywhere}
ul,ol{list-style:none}
a{color:var(--link);text-underline-offset:.15em}
button,input,select{font:inherit;color:inherit}
:focus-visible{outline:2px solid var(--focus);outline-offset:2px;border-radius:4px}
section:focus,section:focus-visible{outline:none}
code,.path{font:.86em/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;overflow-wrap:anywhere}
.hidden{position:absolute;width:1px;height:1px;margin:-1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip{position:absolute;left:1rem;top:-4rem;padding:.5rem 1rem;background:var(--sheet);border:1px solid var(--edge);border-radius:6px;z-index:1}
.skip:focus{top:.75rem}

.top{display:flex;flex-wrap:wrap;justify-content:space-between;align-items:center;gap:.5rem 1rem;padding:1rem 0}
.brand{font-weight:650;letter-spacing:.01em}
.settings{display:flex;flex-wrap:wrap;gap:.5rem .75rem;align-items:center}
fieldset{border:0;margin:0;padding:0;min-width:0}
.switch,.groups{display:flex;flex-wrap:wrap}
.switch{border:1px solid var(--edge);border-radius:8px;overflow:hidden;background:var(--sheet)}
.switch label,.groups label{position:relative;cursor:pointer}
.switch input,.groups input{position:absolute;inset:0;opacity:0;margin:0;cursor:pointer}
.switch span{display:block;padding:.3rem .75rem;font-size:.9rem;color:var(--soft)}
.switch input:checked+span{background:var(--faint);color:var(--ink);font-weight:600}
.switch input:focus-visible+span{outline:2px solid var(--focus);outline-offset:-2px;border-radius:8px}

.totals{padding:1.5rem 0 2rem}
.over{color:var(--soft);font-size:.95rem}
h1{font-size:clamp(1.6rem,4.5vw,2.4rem);font-weight:650;letter-spacing:-.015em;margin:.15rem 0 1.25rem}
.share>svg{display:block;width:100%;height:.6rem;border-radius:5px;background:var(--faint)}
.share ul{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;margin-top:.6rem;font-size:.95rem;color:var(--soft)}
.dot{width:.65rem;height:.65rem;margin-right:.35rem}
.fill-calm{fill:var(--fill-calm)}.fill-act{fill:var(--fill-act)}.fill-unsure{fill:var(--fill-unsure)}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(7.6rem,1fr));gap:1.25rem 1rem;margin-top:1.75rem}
.figures>div{display:flex;flex-direction:column-reverse;justify-content:flex-end}
.figures dd{margin:0;font-size:1.55rem;line-height:1.2;font-weight:600;font-variant-numeric:tabular-nums}
.figures dt{font-size:.88rem;line-height:1.35;color:var(--soft)}
.figures .zero dd{color:var(--soft);font-weight:450}
.source{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;margin-top:1.5rem;font-size:.88rem;color:var(--soft)}

h2{font-size:1.25rem;font-weight:620}
.trend{padding:1.5rem 0;border-top:1px solid var(--edge)}
.trend figure{margin-top:.9rem}
.trend svg{display:block;width:100%;height:8rem}
.trend .rule{stroke:var(--edge);stroke-width:1;vector-effect:non-scaling-stroke}
.trend .area{fill:var(--fill-act);opacity:.18}
.trend .line{fill:none;stroke:var(--fill-act);stroke-width:2;stroke-linejoin:round;vector-effect:non-scaling-stroke}
.axis{display:flex;justify-content:space-between;font-size:.82rem;color:var(--soft)}
figcaption{margin-top:.4rem;font-size:.92rem;color:var(--soft)}
.numbers{margin-top:.5rem;font-size:.9rem}
summary{cursor:pointer;width:fit-content}
table{border-collapse:collapse;margin-top:.5rem;font-variant-numeric:tabular-nums}
th,td{padding:.2rem 1.25rem .2rem 0;text-align:left;font-weight:400;border-bottom:1px solid var(--faint)}
td{text-align:right;padding-right:0}

.list{padding:1.75rem 0 0;border-top:1px solid var(--edge)}
.filters{display:grid;gap:.9rem;margin:.9rem 0 0}
.query span,.pick span,.groups legend{display:block;font-size:.85rem;color:var(--soft);margin-bottom:.2rem;padding:0}
.pick select{font-size:.95rem}
.query input,.pick select{width:100%;padding:.45rem .6rem;border:1px solid var(--edge);border-radius:8px;background:var(--sheet)}
.query input{max-width:34rem}
.groups{gap:.4rem}
.groups legend{float:left;width:100%}
.groups span{display:block;padding:.22rem .7rem;border:1px solid var(--edge);border-radius:99px;background:var(--sheet);font-size:.92rem}
.groups b{font-weight:500;color:var(--soft);font-variant-numeric:tabular-nums;margin-left:.2em}
.groups input:checked+span{background:var(--ink);border-color:var(--ink);color:var(--ground)}
.groups input:checked+span b{color:inherit}
.groups input:focus-visible+span{outline:2px solid var(--focus);outline-offset:2px}
.picks{display:grid;grid-template-columns:repeat(auto-fill,minmax(12rem,1fr));gap:.75rem}
.settings .pick select{padding:.3rem .5rem;font-size:.9rem}
.found{margin:1.1rem 0 .6rem;font-size:.95rem;color:var(--soft);min-height:1.55em}
.plain{background:none;border:0;padding:0;margin-left:.9rem;color:var(--link);text-decoration:underline;text-underline-offset:.15em;cursor:pointer}

.posts{border:1px solid var(--edge);border-radius:12px;background:var(--sheet);overflow:clip}
.post{border-top:1px solid var(--edge);content-visibility:auto;contain-intrinsic-size:auto 5.4rem;scroll-margin-top:.75rem}
.post:first-child{border-top:0}
.line{display:grid;grid-template-columns:minmax(0,1fr) auto;gap:.1rem 1.25rem;padding:.8rem 1.1rem .9rem;align-items:baseline}
h3{font-size:1.04rem;font-weight:600;display:flex;align-items:baseline;text-wrap:pretty}
.post .line>.path,.when,.who{font-size:.86rem;color:var(--soft)}
.post .line>.path{font-size:.8rem;padding-left:1.35rem}
.when,.who{text-align:right}
h3>span{padding-left:1.35rem;display:inline-block}
h3 .anchor,h4 .anchor{font-weight:450}
h3 button{position:relative;padding:0 0 0 1.35rem;border:0;background:none;font-weight:inherit;text-align:left;cursor:pointer;line-height:inherit}
h3 button::before{content:"";position:absolute;left:.15rem;top:.42em;width:.42em;height:.42em;border:solid var(--soft);border-width:0 2px 2px 0;transform:rotate(-45deg)}
h3 button[aria-expanded=true]::before{transform:rotate(45deg)}
h3 button:hover{text-decoration:underline;text-decoration-thickness:1px;text-underline-offset:.2em}
.says{grid-column:1/-1;display:flex;flex-wrap:wrap;gap:.3rem .45rem;align-items:center;margin-top:.35rem;padding-left:1.35rem}
.words,.way{font-size:.88rem;color:var(--soft)}
.anchor{color:var(--soft);text-decoration:none;padding:0 .4em;min-width:1.5em;text-align:center}
.anchor:hover{color:var(--link)}
.chip{display:inline-block;padding:.06rem .55rem;border-radius:99px;font-size:.86rem;line-height:1.5;color:var(--note);background:var(--note-bg);overflow-wrap:anywhere}
.chip.tone-act{color:var(--act);background:var(--act-bg)}
.chip.tone-calm{color:var(--calm);background:var(--calm-bg)}
.chip.tone-tool{color:var(--tool);background:var(--tool-bg)}
.chip.tone-unsure{color:var(--unsure);background:var(--unsure-bg)}
.chip.tone-critical{color:var(--critical);background:var(--critical-bg)}
.chip.tone-fault{color:var(--fault);background:var(--fault-bg)}
.chip.tone-quiet{background:none;border:1px solid var(--edge);color:var(--soft)}

.body{padding:.25rem 1.1rem 1.25rem;border-top:1px solid var(--faint)}
.paths,.bring{margin-top:.7rem;font-size:.9rem;color:var(--soft)}
.bring{margin-top:.25rem}
.row{margin-top:1.4rem;padding-top:1.2rem;border-top:1px solid var(--edge);scroll-margin-top:.75rem}
.row:target{box-shadow:-.35rem 0 0 -.1rem var(--focus)}
h4{font-size:1.02rem;font-weight:600;display:flex;align-items:baseline}
h5{font:600 .88rem/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;margin-top:.9rem;overflow-wrap:anywhere}
.verdict{margin-top:.35rem;display:flex;flex-wrap:wrap;gap:.35rem}
.change{margin-top:.35rem;font-size:.9rem;color:var(--soft);display:flex;flex-wrap:wrap;gap:0 .75rem;overflow-wrap:anywhere}
.findings{margin-top:.6rem;font-size:.93rem;display:grid;gap:.25rem}
.findings li,.extra li{overflow-wrap:anywhere}
.findings b,.extra li b{font-weight:600}
.tone-critical>b{color:var(--critical)}.tone-functional>b{color:var(--fault)}.tone-cosmetic>b{color:var(--note)}
.where{color:var(--soft);font-size:.9em}
.sides{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:1rem;margin-top:.75rem}
.label{display:flex;flex-wrap:wrap;gap:0 .6rem;font-size:.86rem;color:var(--soft)}
.label b{font-weight:600;color:var(--ink)}
.text,.absent{margin-top:.3rem;padding:.75rem .9rem;border-radius:8px;background:var(--ground);border:1px solid var(--faint)}
.text{white-space:pre-wrap;overflow-wrap:anywhere;max-height:32rem;overflow-y:auto;font-size:.95rem;line-height:1.6}
.absent{color:var(--soft);border-style:dashed;border-color:var(--edge)}
ins{color:var(--added);background:var(--added-bg);text-decoration:underline;text-decoration-thickness:1.5px;text-underline-offset:.18em;border-radius:3px}
del{color:var(--removed);background:var(--removed-bg);border-radius:3px}
.note{margin-top:.7rem;font-size:.92rem;color:var(--soft)}
.more{display:block;margin:1rem auto 0;padding:.5rem 1.4rem;border:1px solid var(--edge);border-radius:99px;background:var(--sheet);cursor:pointer}
.more:hover{border-color:var(--soft)}
.extra{margin-top:1.5rem}
.extra summary h2{display:inline;font-size:1.05rem}
.extra summary b{font-weight:500;color:var(--soft);margin-left:.3em}
.extra ul{margin-top:.6rem;display:grid;gap:.3rem;font-size:.93rem}
footer{max-width:74rem;margin:2.5rem 0 0;padding:1rem 0 0;border-top:1px solid var(--edge);font-size:.86rem;color:var(--soft)}

@media(max-width:44rem){
body>div{padding:0 .9rem 2rem}
.totals{padding:.75rem 0 1.5rem}
.line{grid-template-columns:minmax(0,1fr);padding:.8rem .9rem}
.when,.who{text-align:left;padding-left:1.35rem}
.when:empty,.who:empty{display:none}
.sides{grid-template-columns:minmax(0,1fr)}
.figures{grid-template-columns:repeat(2,minmax(0,1fr));gap:1rem}
.picks{grid-template-columns:repeat(2,minmax(0,1fr))}
.body{padding:.25rem .9rem 1rem}
}
@media(prefers-reduced-motion:no-preference){:target{scroll-behavior:smooth}}
@media print{
:root,:root[data-theme]{color-scheme:light;${LIGHT};--ground:#fff}
html{font-size:10.5pt}
.skip,.settings,.filters,.more,.anchor,.plain{display:none}
.post{content-visibility:visible}
.posts{border:0}
.text{max-height:none;overflow:visible}
.row,.line,.totals,.trend{break-inside:avoid}
h3,h4{break-after:avoid}
del{text-decoration:line-through}
}`;
