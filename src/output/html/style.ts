/** The style of the page: the only one there is, whose fingerprint its policy names. Colours are for light and for dark. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --page: #f6f7f9; --surface: #ffffff; --ink: #1a2330; --muted: #55616f; --line: #dde2e8;
  --accent: #145ea8; --plain: #2f72b9; --band: #d6e5f5; --good: #0f766e; --middle: #8a8f98; --bad: #b23a0e; --warning: #b7791f;
  --good-soft: #ddf1ee; --bad-soft: #fbe9dc; --same-soft: #e9edf1; --shade: #1a233033;
  --h1: #edf4fb; --h2: #d3e4f5; --h3: #b1cfee; --h4: #85b3e3; --h5: #5a98d6; --h6: #1c61a8;
  --t1: #1a2330; --t2: #1a2330; --t3: #1a2330; --t4: #1a2330; --t5: #0b1118; --t6: #ffffff;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #10151b; --surface: #192028; --ink: #e7ecf2; --muted: #a7b3c0; --line: #323d49;
    --accent: #8bc0f7; --plain: #6fa9e6; --band: #253c55; --good: #4fb8ac; --middle: #8d97a3; --bad: #f0805a; --warning: #e0b04a;
    --good-soft: #173b38; --bad-soft: #44290f; --same-soft: #2a333d; --shade: #00000080;
    --h1: #1d2a38; --h2: #22394f; --h3: #284c6e; --h4: #30628f; --h5: #66a0dc; --h6: #a3cdf7;
    --t1: #e7ecf2; --t2: #e7ecf2; --t3: #e7ecf2; --t4: #ffffff; --t5: #0b1118; --t6: #0b1118;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--page); color: var(--ink); line-height: 1.5;
  font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
header, nav, main, footer { max-width: 64rem; margin: 0 auto; padding: 0 1.25rem; }
header { padding-top: 2.5rem; }
main { padding-bottom: 2rem; }
h1 { font-size: 2rem; line-height: 1.2; margin: 0; letter-spacing: -0.01em; }
h2 { font-size: 1.375rem; line-height: 1.3; margin: 0 0 0.25rem; }
h3 { font-size: 1rem; line-height: 1.4; margin: 0; }
p { margin: 0.25rem 0; max-width: 46rem; }
.lead, .facts, figcaption p, .detail, footer { color: var(--muted); }
.facts { font-size: 1rem; margin-top: 0.5rem; max-width: none; }
.facts span:not(:last-child)::after { content: "\\00b7"; margin-left: 0.375rem; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
section { margin-top: 3rem; }
a { color: var(--accent); text-underline-offset: 0.15em; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 2px; }
.skip { position: absolute; left: 0.5rem; top: -4rem; background: var(--surface); padding: 0.5rem 1rem; z-index: 1; }
.skip:focus { top: 0.5rem; }
nav { margin-top: 1rem; }
nav ul { list-style: none; display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; margin: 0; padding: 0.75rem 0; border-top: 1px solid var(--line); border-bottom: 1px solid var(--line); }
nav > ul > li > span { display: block; color: var(--muted); font-size: 0.875rem; }
nav ul ul { display: block; padding: 0; border: 0; }
.verdict { font-size: 1.125rem; max-width: 52rem; }
.note { color: var(--muted); font-size: 0.875rem; margin-top: 0.75rem; max-width: 52rem; }
nav a { display: inline-block; padding: 0.25rem 0; }
.cards { list-style: none; display: grid; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); gap: 1rem; margin: 1rem 0 0; padding: 0; }
.card { background: var(--surface); border: 1px solid var(--line); border-radius: 10px; padding: 1rem 1.125rem; display: flex; flex-direction: column; }
.card h3 { font-weight: 600; font-size: 0.9375rem; color: var(--muted); }
.value { font-size: 1.875rem; line-height: 1.25; font-weight: 650; margin: 0.25rem 0 0.375rem; font-variant-numeric: tabular-nums; white-space: nowrap; letter-spacing: -0.01em; }
.change, .detail { font-size: 0.875rem; font-variant-numeric: tabular-nums; margin: 0.125rem 0; }
.chip { display: inline-block; border-radius: 999px; padding: 0.0625rem 0.625rem; font-size: 0.8125rem; font-weight: 600; white-space: nowrap; margin-right: 0.25rem; }
.better { background: var(--good-soft); color: var(--good); }
.worse { background: var(--bad-soft); color: var(--bad); }
.same { background: var(--same-soft); color: var(--muted); }
.figures { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1.25rem; margin-top: 1rem; }
.figures.small { grid-template-columns: repeat(auto-fill, minmax(min(19rem, 100%), 1fr)); }
figure { margin: 0; background: var(--surface); border: 1px solid var(--line); border-radius: 10px; padding: 1rem 1.125rem; min-width: 0; display: flex; flex-direction: column; }
figcaption p { font-size: 0.875rem; }
svg { display: block; width: 100%; height: auto; margin: auto 0 0; padding-top: 0.75rem; font-family: inherit; }
svg.small { max-width: 24rem; }
svg.wide { max-width: 52rem; }
svg.narrow { display: none; max-width: 28rem; }
svg text { font-variant-numeric: tabular-nums; }
details { margin-top: 0.75rem; border-top: 1px solid var(--line); padding-top: 0.5rem; }
summary { cursor: pointer; color: var(--accent); font-size: 0.875rem; padding: 0.25rem 0; }
.scroll { overflow-x: auto; margin-top: 0.5rem;
  background: linear-gradient(to left, var(--surface) 40%, transparent) right / 3rem 100% no-repeat local,
    linear-gradient(to left, var(--shade), transparent) right / 1rem 100% no-repeat scroll; }
table { border-collapse: collapse; width: 100%; font-size: 0.875rem; font-variant-numeric: tabular-nums; }
caption { text-align: left; color: var(--muted); padding: 0.25rem 0; }
th, td { text-align: left; padding: 0.375rem 0.75rem 0.375rem 0; border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere; min-width: 4.5rem; }
th { font-weight: 600; }
thead th { color: var(--muted); vertical-align: bottom; overflow-wrap: normal; }
tbody th { font-weight: 400; min-width: 8rem; }
tbody td:not(.n) { min-width: 6rem; }
.date { white-space: nowrap; }
.n { text-align: right; white-space: nowrap; padding-right: 1rem; min-width: 3rem; }
.long { min-width: 17rem; }
tr:last-child > * { border-bottom: 0; }
blockquote { margin: 0.75rem 0 0; padding: 0.125rem 0 0.125rem 0.875rem; border-left: 3px solid var(--line); overflow-wrap: anywhere; }
blockquote footer { padding: 0; margin: 0; font-size: 0.875rem; }
.head { margin-top: 1.5rem; }
.remarks { padding-left: 1.25rem; overflow-wrap: anywhere; }
.remarks li { margin: 0.375rem 0; }
dl { margin: 1rem 0 0; columns: 24rem 2; column-gap: 2.5rem; }
dl div { break-inside: avoid; padding-bottom: 1rem; }
dt { font-weight: 600; }
dd { margin: 0; max-width: 46rem; overflow-wrap: anywhere; }
dd + dd { color: var(--muted); font-size: 0.9375rem; }
body > footer { border-top: 1px solid var(--line); padding-top: 1rem; padding-bottom: 3rem; font-size: 0.875rem; }
@media (max-width: 44rem) {
  header { padding-top: 1.5rem; }
  h1 { font-size: 1.625rem; }
  section { margin-top: 2.25rem; }
  header, nav, main, footer { padding-left: 1rem; padding-right: 1rem; }
  figure, .card { padding: 0.875rem; }
  svg.wide { display: none; }
  svg.narrow { display: block; }
  th:first-child { position: sticky; left: 0; background: var(--surface); }
  tbody th { min-width: 7rem; max-width: 9.5rem; }
  .stacked thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .stacked, .stacked tbody { display: block; }
  .stacked tr { display: flex; flex-wrap: wrap; gap: 0 1rem; padding: 0.5rem 0; border-bottom: 1px solid var(--line); }
  .stacked tbody > tr > * { display: block; border: 0; padding: 0; min-width: 0; max-width: none; text-align: left; white-space: normal; position: static; }
  .stacked tbody > tr > th, .stacked tbody > tr > .long { flex: 0 0 100%; }
  .stacked tbody > tr > th { font-weight: 600; }
  .stacked td::before { content: attr(data-head) " "; color: var(--muted); }
  .stacked td:empty { display: none; }
}
@media print {
  @page { size: A4; margin: 14mm 12mm; }
  :root {
    color-scheme: light;
    --page: #ffffff; --surface: #ffffff; --ink: #000000; --muted: #444444; --line: #cccccc;
    --accent: #145ea8; --plain: #2f72b9; --band: #d6e5f5; --good: #0f766e; --middle: #8a8f98; --bad: #b23a0e; --warning: #b7791f;
    --good-soft: #ffffff; --bad-soft: #ffffff; --same-soft: #ffffff; --shade: #ffffff;
    --h1: #edf4fb; --h2: #d3e4f5; --h3: #b1cfee; --h4: #85b3e3; --h5: #5a98d6; --h6: #1c61a8;
    --t1: #1a2330; --t2: #1a2330; --t3: #1a2330; --t4: #1a2330; --t5: #0b1118; --t6: #ffffff;
  }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  body { font-size: 10pt; }
  nav, .skip { display: none; }
  header, main, footer { max-width: none; padding-left: 0; padding-right: 0; }
  header { padding-top: 0; }
  section { margin-top: 8mm; }
  .cards { grid-template-columns: repeat(3, 1fr); gap: 3mm; }
  .figures { display: block; }
  .figures.small { display: grid; grid-template-columns: repeat(2, 1fr); }
  .figures.small figure { break-inside: avoid; }
  figure { display: block; margin-bottom: 5mm; -webkit-box-decoration-break: clone; box-decoration-break: clone; }
  .figures.small figure { margin-bottom: 0; }
  .chip { border: 1px solid currentColor; }
  .card, tr, blockquote, dt, dd, p { break-inside: avoid; }
  svg, figcaption { break-inside: avoid; break-after: avoid; }
  h2, h3, dt, summary, .lead { break-after: avoid; }
  svg.wide { display: block; }
  svg.narrow { display: none; }
  details::details-content { content-visibility: visible; height: auto; display: block; }
  summary { display: none; }
  .scroll { overflow: visible; }
  table { font-size: 8pt; }
  th, td, tbody td:not(.n) { padding: 0.7mm 2mm 0.7mm 0; min-width: 12mm; line-height: 1.35; }
  tbody th, .n, .long, tbody td:not(.n).long { min-width: 0; }
  .figures.small table { font-size: 7pt; }
  .figures.small :is(th, td, tbody td:not(.n)) { padding: 0.3mm 1.5mm 0.3mm 0; line-height: 1.25; min-width: 0; }
  .figures.small svg { padding-top: 1mm; max-width: 62mm; }
  .card { padding: 2mm 3mm; }
  .value { font-size: 15pt; margin: 0; }
  .card h3, .change, .detail, .chip { font-size: 8pt; }
  .scroll { background: none; }
  dl { columns: 2; column-gap: 8mm; font-size: 8pt; line-height: 1.35; }
  dl div { padding-bottom: 2mm; }
  dd + dd { font-size: 8pt; }
  .n { padding-right: 1.5mm; }
  .many { font-size: 5.5pt; }
  .many .n { padding-right: 0.5mm; }
}
`;
