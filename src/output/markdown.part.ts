import { customerDocument } from './content/customer.ts';
import type { Card, Document, Figure, Section, Table } from './content/document.ts';
import { documentOf } from './content/index.ts';
import type { Card as Customer } from './customer.ts';
import { text } from './markdown-text.ts';
import type { Report } from './report.ts';

const KIB = 1024;
/** GitHub takes a summary of 1 MiB; this leaves room for what else a step says. */
export const MOST = 900 * KIB;

const VERDICTS = { better: 'better', worse: 'worse', same: 'no clear change' } as const;

/**
 * A report as GitHub shows Markdown, with tables where a page has charts. Data stay text: they make no table, link,
 * image, HTML or mention. `room`: the bytes there are; what does not fit is left out whole, and counted.
 */
export const markdownOf = (report: Report, titles: Readonly<Record<string, string>>, room = MOST): string =>
  pageOf(documentOf(report, titles), room);

/** What is known of one customer in the same way. */
export const customerMarkdown = (customer: Customer, room = MOST): string => pageOf(customerDocument(customer), room);

function pageOf({ title, facts, verdict, cards, sections, version }: Document, room: number): string {
  const said = verdict.length === 0 ? [] : [text(verdict.join(' '))];
  const head = [`# ${text(title)}`, facts.map(text).join(' · '), ...said];
  const blocks = [...(cards.length === 0 ? [] : [headlines(cards)]), ...sections.flatMap(blocksOf)];
  const foot = `Made by csm ${text(version)}.`;
  const kept = [...head];
  // Room for the foot, and for a word on what was left out.
  let left = room - 300 - kept.reduce((sum, each) => sum + sizeOf(each), 0);
  let out = 0;
  for (const block of blocks) {
    const size = sizeOf(block);
    if (size <= left) kept.push(block);
    else out += 1;
    left -= size <= left ? size : 0;
  }
  if (out > 0)
    kept.push(`**${out} of ${blocks.length} parts are left out: there is room for ${Math.floor(room / KIB)} KiB.**`);
  return `${[...kept, foot].join('\n\n')}\n`;
}

const sizeOf = (block: string): number => Buffer.byteLength(block) + 2;

function headlines(cards: readonly Card[]): string {
  return [
    '## Headlines',
    table({
      columns: ['Metric', 'Value', 'Change', 'Verdict', 'How sure'].map((head, i) => ({ head, isNumber: i === 1 })),
      rows: cards.map(({ name, value, change, from, verdict, detail }) => [
        name,
        value,
        `${change} ${from}`,
        verdict === null ? '' : VERDICTS[verdict],
        detail,
      ]),
    }),
  ].join('\n\n');
}

/** A section's head stands with its first part, so that neither is left without the other. */
function blocksOf({ title, lead, figures, terms = [], remarks = [], notes = [] }: Section): string[] {
  const parts = [
    ...figures.map(figure),
    ...(notes.length === 0 ? [] : [notes.map(text).join('\n\n')]),
    ...(remarks.length === 0
      ? []
      : [
          folded(
            'Warnings and notes',
            remarks.map(({ level, text: said }) => `- **${level}**: ${text(said)}`).join('\n'),
          ),
        ]),
    ...(terms.length === 0
      ? []
      : [
          folded(
            'What each number means',
            terms.map((each) => `- **${text(each.term)}**: ${each.texts.map(text).join(' · ')}`).join('\n'),
          ),
        ]),
  ];
  const head = [`## ${text(title)}`, ...(lead === '' ? [] : [text(lead)])];
  if (parts.length === 0) return [head.join('\n\n')];
  return parts.map((part, i) => (i === 0 ? [...head, part].join('\n\n') : part));
}

function figure({ title, text: said, table: own, chart, quotes = [] }: Figure): string {
  // What a page folds away under a chart is the only thing to see here, so that only long tables are folded.
  const isLong = chart !== null && own.rows.length > 12;
  return [
    `### ${text(title)}`,
    ...(said === '' ? [] : [text(said)]),
    isLong ? folded('Table', table(own)) : table(own),
    ...quotes.map((each) => `> ${text(each.text)}\n>\n> ${text(each.source)}`),
  ].join('\n\n');
}

const folded = (summary: string, content: string): string =>
  `<details>\n<summary>${summary}</summary>\n\n${content}\n\n</details>`;

function table({ columns, rows }: Table): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    line(columns.map(({ head }) => text(head))),
    line(columns.map(({ isNumber }) => (isNumber ? '---:' : '---'))),
    ...rows.map((row) => line(row.map(text))),
  ].join('\n');
}
