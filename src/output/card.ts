import { formatDay } from '../calculator/calendar.ts';
import { format, round } from '../calculator/unit.ts';
import { shorten, visible } from '../text.ts';
import { filesLine } from './backtest.ts';
import type { Card } from './customer.ts';
import { grid, type GridColumn } from './grid.ts';
import { type Paint, plural } from './issues.ts';
import { wrap } from './wrap.ts';

interface Shown {
  readonly paint: Paint;
  readonly width: number;
}

/** How many lines of each list a card has; a document has them all. */
const SHOWN = 5;

/** The card for people. */
export function cardTable(card: Card, { paint, width }: Shown): string {
  const { customer, period } = card;
  const name = customer['name'];
  const id = String(customer['customer_id']);
  const title = typeof name === 'string' && name !== '' ? `${safe(name)} (${safe(id)})` : safe(id);
  const parts = [
    paint.bold(`${title} · as of ${formatDay(period.closeDay)}`),
    facts(card, paint, width),
    scoreText(card, { paint, width }),
    ...LISTS.map((list) => listText(list(card, { paint, width }), { paint, width })),
    paint.dim(wrap(filesLine(card.inputs), width).join('\n')),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** A list of a card: its first column names it. */
interface List {
  readonly head: readonly string[];
  /** The columns whose cells stand at the right. */
  readonly right: readonly number[];
  readonly rows: readonly (readonly string[])[];
}

const LISTS: readonly ((card: Card, shown: Shown) => List)[] = [
  (card, { paint }) => ({
    head: ['Subscriptions', 'Plan', 'From', 'To', 'Status', 'MRR'],
    right: [5],
    rows: card.subscriptions.map((each) => [
      safe(each.subscription_id ?? ''),
      safe(each.plan ?? ''),
      each.started_at ?? '',
      each.ended_at ?? '',
      each.is_active ? 'active' : paint.dim('not active'),
      each.is_active ? moneyText(card, each.cents, each.currency) : '',
    ]),
  }),
  (card) => ({
    head: ['MRR', 'What', 'Amount', 'MRR then'],
    right: [2, 3],
    rows: card.movements.map(({ date, kind, cents, mrr, currency }) => [
      date,
      kind,
      moneyText(card, cents, currency),
      moneyText(card, mrr, currency),
    ]),
  }),
  (card, { width }) => ({
    head: ['Answers', 'Kind', 'Score', 'Comment'],
    right: [2],
    rows: card.answers.map(({ date, kind, score, comment }) => [
      date,
      kind.toUpperCase(),
      score === null ? '' : String(score),
      shorten(visible(comment ?? ''), Math.max(20, width - 30)),
    ]),
  }),
  (card, { paint }) => ({
    head: ['Tickets', 'Opened', 'Solved', 'Priority', 'Topic'],
    right: [],
    rows: card.tickets.map((each) => [
      safe(each.ticket_id),
      each.created_at,
      each.is_open ? paint.yellow('open') : (each.solved_at ?? ''),
      safe(each.priority ?? ''),
      safe(each.topic ?? ''),
    ]),
  }),
  (card) => ({
    head: ['Payments', 'Amount', 'Status', 'Due', 'Paid'],
    right: [1],
    rows: card.payments.map((each) => [
      each.date,
      moneyText(card, each.cents, each.currency),
      each.status ?? '',
      each.due_at ?? '',
      each.settled_at ?? '',
    ]),
  }),
];

function listText({ head, right, rows }: List, { paint, width }: Shown): string {
  if (rows.length === 0) return '';
  const all = head.map((text, i): GridColumn => ({
    head: i === 0 ? paint.bold(text) : text,
    align: right.includes(i) ? 'right' : 'left',
    ...(i > 1 && { drop: i }),
  }));
  // A column of which no row says anything is left out.
  const shown = rows.slice(0, SHOWN);
  const says = head.map((_, i) => i === 0 || shown.some((row) => row[i] !== ''));
  const told = shown.map((row) => row.filter((_, i) => says[i]));
  const columns = all.filter((_, i) => says[i]);
  const text = grid(columns, told, width) ?? grid(columns, told, Infinity) ?? '';
  return rows.length > SHOWN ? `${text}\n${paint.dim(`... and ${rows.length - SHOWN} more (--json has all)`)}` : text;
}

function moneyText({ decimalsOf }: Card, cents: number | null, currency: string | null): string {
  if (cents === null) return '';
  const amount = format.money(cents, decimalsOf(currency));
  return currency === null ? amount : `${amount} ${safe(currency)}`;
}

const TITLES: Readonly<Record<string, string>> = { nps: 'NPS', csat: 'CSAT', ces: 'CES', mrr_trend: 'MRR trend' };

const safe = (text: string): string => shorten(visible(text), 40);

function facts({ customer, since, usage, tickets, health }: Card, paint: Paint, room: number): string {
  const silent = health?.daysSinceContact ?? null;
  const heard = silent === 0 ? 'on this day' : `${plural(silent ?? 0, 'day')} ago`;
  const told = Object.entries({ since, ...customer }).filter(
    ([name, value]) => value !== null && value !== '' && name !== 'customer_id' && name !== 'name',
  );
  const use = `${plural(usage.days, 'active day')}, ${plural(usage.events, 'event')}, ${plural(usage.users, 'user')}`;
  const open = tickets.filter((each) => each.is_open).length;
  const rows = [
    ...told.map(([name, value]) => [name.replaceAll('_', ' '), safe(String(value))]),
    ...(usage.last === null ? [] : [['usage in 28 days', `${use}, last on ${formatDay(usage.last)}`]]),
    ...(silent === null ? [] : [['last heard of', heard]]),
    ...(tickets.length === 0 ? [] : [['tickets', `${tickets.length}, ${open} open`]]),
  ];
  const width = Math.max(...rows.map(([name = '']) => name.length)) + 2;
  const folded = (value: string): string => wrap(value, Math.max(20, room - width)).join(`\n${' '.repeat(width)}`);
  return rows.map(([name = '', value = '']) => paint.dim(name.padEnd(width)) + folded(value)).join('\n');
}

function scoreText({ health, config, period, compare }: Card, { paint, width }: Shown): string {
  if (health === null) return `No customer on ${formatDay(period.closeDay)}: no score`;
  const { score, band, low, high, coverage, previous, components, contributions, overrides } = health;
  const delta = score === null || previous === null ? null : score - previous;
  const change = delta === null || compare === null ? '' : `, ${signed(delta)} since ${formatDay(compare.closeDay)}`;
  const value = score === null ? 'n/a' : round(score, 1).toFixed(1);
  const known = format.ratio(coverage, 0).replace(/\.0 %$/, ' %');
  const head = `Health ${paint.bold(value)} ${band}${change} (${known} known: ${round(low, 0)} to ${round(high, 0)})`;
  const columns: GridColumn[] = [
    { head: paint.bold('Component'), align: 'left' },
    { head: 'Weight', align: 'right', drop: 1 },
    { head: 'Score', align: 'right' },
    { head: 'Points', align: 'right' },
    { head: 'Why', align: 'left', drop: 2 },
  ];
  // What is left of the width beside the numbers.
  const room = Math.max(20, width - 36);
  const rows = components.map(({ component, weight, score: own, why }) => [
    TITLES[component] ?? safe(component.replaceAll('_', ' ')),
    String(weight),
    own === null ? paint.dim('n/a') : round(own, 0).toFixed(0),
    own === null ? '' : signed(contributions[component] ?? 0),
    own === null ? paint.dim(shorten(visible(why), room)) : shorten(visible(why), room),
  ]);
  const table = grid(columns, rows, width) ?? grid(columns, rows, Infinity) ?? '';
  const rule = config === null ? '' : paint.dim(`Health config ${config.version}, ${config.hash}`);
  return [head, ...overrides.map((each) => paint.red(each)), table, rule].filter((part) => part !== '').join('\n');
}

const signed = (value: number): string => `${round(value, 1) > 0 ? '+' : ''}${(round(value, 1) + 0).toFixed(1)}`;
