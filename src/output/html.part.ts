import { createHash } from 'node:crypto';
import { customerDocument } from './content/customer.ts';
import {
  type Card,
  type Document,
  type Figure,
  GROUPS,
  type Quote,
  type Section,
  type Table,
} from './content/document.ts';
import { documentOf } from './content/index.ts';
import type { Card as Customer } from './customer.ts';
import { drawn } from './html/charts/index.ts';
import { figures, Markup, markup } from './html/escape.ts';
import { STYLE } from './html/style.ts';
import type { Report } from './report.ts';

/** The policy names the one style by its fingerprint: nothing else is styled, loaded or run. */
const FINGERPRINT = createHash('sha256').update(STYLE).digest('base64');
const POLICY = `default-src 'none'; style-src 'sha256-${FINGERPRINT}'; img-src data:; base-uri 'none'; form-action 'none'`;

/** So many columns are set smaller on paper. */
const MANY = 16;

const VERDICTS = { better: 'Better', worse: 'Worse', same: 'No clear change' } as const;

/**
 * A report as a page in one file: no script, nothing loaded, all that data say escaped. The same bytes for the same
 * report. `titles`: of topics and commands.
 */
export const htmlOf = (report: Report, titles: Readonly<Record<string, string>>): string =>
  pageOf(documentOf(report, titles));

/** What is known of one customer as such a page. */
export const customerHtml = (customer: Customer): string => pageOf(customerDocument(customer));

function pageOf({ title, facts, verdict, cards, sections, version }: Document): string {
  const first = cards.length === 0 ? [] : [{ id: 'headlines', title: 'Headlines', group: GROUPS[0] }];
  const contents = [...first, ...sections];
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${new Markup(POLICY)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="csm ${version}">
<title>${title}</title>
<style>${new Markup(STYLE)}</style>
</head>
<body>
<a class="skip" href="#content">Skip to the numbers</a>
<header>
<h1>${title}</h1>
<p class="facts">${facts.map((fact) => markup`<span>${fact}</span> `)}</p>
</header>
<nav aria-label="Contents">
<ul>${GROUPS.map((group) =>
    listed(
      group,
      contents.filter((each) => each.group === group),
    ),
  )}</ul>
</nav>
<main id="content" tabindex="-1">
${cards.length === 0 && verdict.length === 0 ? '' : headlines(cards, verdict)}
${sections.map(section)}
</main>
<footer>Made by csm ${version} from the files named under <a href="#data">Data</a>. Nothing in this page is loaded from anywhere.</footer>
</body>
</html>
`.text;
}

/** A part of the contents. */
const listed = (group: string, sections: readonly { readonly id: string; readonly title: string }[]): Markup | '' =>
  sections.length === 0
    ? ''
    : markup`<li><span>${group}</span><ul>${sections.map(({ id, title }) => markup`<li><a href="#${id}">${title}</a></li>`)}</ul></li>
`;

const headlines = (
  cards: readonly Card[],
  verdict: readonly string[],
): Markup => markup`<section aria-labelledby="headlines">
<h2 id="headlines">Headlines</h2>
${verdict.length === 0 ? '' : markup`<p class="verdict">${prose(verdict.join(' '))}</p>`}
<ul class="cards">${cards.map(card)}</ul>
</section>`;

function card({ name, value, change, from, verdict, detail }: Card): Markup {
  const chip = verdict === null ? '' : markup`<span class="chip ${verdict}">${VERDICTS[verdict]}</span> `;
  return markup`<li class="card"><h3>${name}</h3>
<p class="value">${figures(value)}</p>
${change === '' && verdict === null ? '' : markup`<p class="change">${chip}${figures(change)}</p>`}
${from === '' ? '' : markup`<p class="detail">${prose(from)}</p>`}
${detail === '' ? '' : markup`<p class="detail">${figures(detail)}</p>`}</li>
`;
}

function section({ id, title, lead, figures: all, terms = [], remarks = [], notes: said = [] }: Section): Markup {
  const isSmall = all.length > 1 && all.every(({ chart }) => chart?.kind === 'trend');
  const notes = remarks.map(({ level, text }) => markup`<li><strong>${level}</strong>: ${text}</li>`);
  const words = terms.map(
    ({ term, texts }) => markup`<div><dt>${term}</dt>${texts.map((text) => markup`<dd>${text}</dd>`)}</div>
`,
  );
  return markup`<section aria-labelledby="${id}">
<h2 id="${id}">${title}</h2>
${lead === '' ? '' : markup`<p class="lead">${lead}</p>`}
${all.length === 0 ? '' : markup`<div class="figures${isSmall ? ' small' : ''}">${all.map(figure)}</div>`}
${notes.length === 0 ? '' : markup`<h3 class="head">Warnings and notes</h3><ul class="remarks">${notes}</ul>`}
${words.length === 0 ? '' : markup`<details><summary>What each number means</summary><dl>${words}</dl></details>`}
${said.map((note) => markup`<p class="note">${note}</p>`)}
</section>
`;
}

function figure(each: Figure): Markup {
  const { id, title, text, chart, quotes = [] } = each;
  const caption = markup`<figcaption id="${id}"><h3>${title}</h3>${text === '' ? '' : markup`<p>${prose(text)}</p>`}</figcaption>`;
  const table = tableOf(each.table, title);
  const body =
    chart === null
      ? table
      : markup`${drawn(chart, { ...each, id: `${id}-c` })}<details><summary>Show the table<span class="hidden">: ${title}</span></summary>${table}</details>`;
  return markup`<figure aria-labelledby="${id}">${caption}${body}${quotes.map(quote)}</figure>
`;
}

/** The first cell of a line says what the line is of. A table wider than the screen is moved by itself. */
function tableOf({ columns, rows }: Table, title: string): Markup {
  // What holds sentences is no table to move on a phone: there each line stands as a block, and its cells name themselves.
  const isStacked = columns.some(({ isLong }) => isLong);
  const role = (name: string): Markup | '' => (isStacked ? markup` role="${name}"` : '');
  const head = columns.map((each) => markup`<th scope="col"${role('columnheader')}${aligned(each)}>${each.head}</th>`);
  const body = rows.map((row) => {
    const cells = row.map((text, i) => {
      const column = columns[i];
      if (i === 0) return markup`<th scope="row"${role('rowheader')}${aligned(column)}>${text}</th>`;
      const named = isStacked ? markup` data-head="${column?.head ?? ''}"` : '';
      return markup`<td${role('cell')}${named}${aligned(column)}>${column?.isNumber || column?.isLong ? figures(text) : text}</td>`;
    });
    return markup`<tr${role('row')}>${cells}</tr>
`;
  });
  return markup`<div class="scroll" tabindex="0" role="group" aria-label="Table: ${title}"><table${role('table')}${isStacked ? markup` class="stacked"` : columns.length > MANY ? markup` class="many"` : ''}>
<thead${role('rowgroup')}><tr${role('row')}>${head}</tr></thead>
<tbody${role('rowgroup')}>
${body}</tbody></table></div>`;
}

const aligned = (column?: Table['columns'][number]): Markup | '' =>
  column?.isNumber ? markup` class="n"` : column?.isLong ? markup` class="long"` : '';

/** Sentences: numbers as they are printed, and no date parted at the end of a line. */
const prose = (text: string): Markup[] =>
  figures(text)
    .split(/(\b\d{4}-(?:\d\d(?:-\d\d)?|Q\d|W\d\d)\b)/)
    .map((part, i) => (i % 2 === 1 ? markup`<span class="date">${part}</span>` : markup`${part}`));

const quote = ({ text, source }: Quote): Markup =>
  markup`<blockquote><p>${text}</p><footer>${source}</footer></blockquote>`;
