import { formatDay } from '../calculator/calendar.ts';
import type { Period } from '../calculator/period.ts';
import { format, round } from '../calculator/unit.ts';
import { shorten, visible } from '../text.ts';
import type { Envelope } from './cohorts.ts';
import { filesLine } from './backtest.ts';
import { grid, type GridColumn } from './grid.ts';
import { healthRow } from './health-rows.ts';
import { type Paint, plural } from './issues.ts';
import { document, warning } from './json.ts';
import { dateOf, type HealthAnswer, type HealthEntry, type Report } from './report.ts';
import { wrap } from './wrap.ts';

/** Everything that is known of one customer at a close. Lists have the newest first; money is in whole minor units. */
export interface Card extends Envelope {
  readonly compare: Period | null;
  readonly customer: Readonly<Record<string, string | number | boolean | null>>;
  /** Its first paid day, else since when the customers export says. */
  readonly since: string | null;
  readonly config: HealthAnswer['health'] | null;
  /** Null where it is no customer at the close. */
  readonly health: HealthEntry | null;
  readonly subscriptions: readonly {
    readonly subscription_id: string | null;
    readonly plan: string | null;
    readonly status: string;
    readonly quantity: number | null;
    readonly currency: string | null;
    readonly cents: number | null;
    readonly started_at: string | null;
    readonly ended_at: string | null;
    readonly is_active: boolean;
  }[];
  readonly movements: readonly {
    readonly date: string;
    readonly kind: string;
    readonly currency: string | null;
    readonly cents: number;
    readonly mrr: number;
  }[];
  readonly answers: readonly {
    readonly response_id: string | null;
    readonly kind: string;
    readonly score: number | null;
    readonly date: string;
    readonly respondent_id: string | null;
    readonly comment: string | null;
  }[];
  readonly tickets: readonly {
    readonly ticket_id: string;
    readonly created_at: string;
    readonly solved_at: string | null;
    readonly is_open: boolean;
    readonly priority: string | null;
    readonly topic: string | null;
    readonly rep: string | null;
  }[];
  readonly payments: readonly {
    readonly payment_id: string | null;
    readonly date: string;
    readonly cents: number;
    readonly currency: string | null;
    readonly kind: string | null;
    readonly status: string | null;
    readonly due_at: string | null;
    readonly settled_at: string | null;
  }[];
  /** Of the last 28 days. */
  readonly usage: {
    readonly days: number;
    readonly events: number;
    readonly users: number;
    readonly last: number | null;
  };
  /** Where a page was asked for: how it did at the close of each month, in order. */
  readonly course?: readonly {
    readonly month: string;
    readonly score: number | null;
    readonly band: string | null;
    readonly isComplete: boolean;
  }[];
  readonly decimalsOf: Report['decimalsOf'];
}

/** The document `csm.customer/1`. */
export function cardJson(card: Card): string {
  const { period, compare, usage } = card;
  const major = (cents: number | null, currency: string | null): number | null =>
    cents === null ? null : cents / 10 ** card.decimalsOf(currency);
  return document({
    schema: 'csm.customer/1',
    version: card.version,
    command: 'customer',
    as_of: card.asOf,
    timezone: card.timezone,
    period: {
      label: period.label,
      start: dateOf(period.firstDay),
      end: dateOf(period.lastDay),
      complete: period.complete,
    },
    compare: compare && { label: compare.label, start: dateOf(compare.firstDay), end: dateOf(compare.lastDay) },
    customer: card.customer,
    since: card.since,
    health: card.config,
    score: card.health && healthRow(card.health, card),
    subscriptions: card.subscriptions.map(({ cents, is_active, ...each }) => ({
      ...each,
      mrr: major(cents, each.currency),
      is_active,
    })),
    movements: card.movements.map(({ cents, mrr, ...each }) => ({
      ...each,
      amount: major(cents, each.currency),
      mrr: major(mrr, each.currency),
    })),
    answers: card.answers,
    tickets: card.tickets,
    payments: card.payments.map(({ cents, ...each }) => ({ ...each, amount: major(cents, each.currency) })),
    usage: {
      active_days: usage.days,
      events: usage.events,
      users: usage.users,
      last_used: usage.last === null ? null : formatDay(usage.last),
    },
    inputs: card.inputs,
    warnings: card.issues.map(warning),
  });
}

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
  const money = (cents: number | null, currency: string | null): string =>
    cents === null
      ? ''
      : `${format.money(cents, card.decimalsOf(currency))}${currency === null ? '' : ` ${safe(currency)}`}`;
  const list = (head: readonly string[], right: readonly number[], rows: readonly (readonly string[])[]): string => {
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
  };
  const parts = [
    paint.bold(`${title} · as of ${formatDay(period.closeDay)}`),
    facts(card, paint, width),
    scoreText(card, { paint, width }),
    list(
      ['Subscriptions', 'Plan', 'From', 'To', 'Status', 'MRR'],
      [5],
      card.subscriptions.map((each) => [
        safe(each.subscription_id ?? ''),
        safe(each.plan ?? ''),
        each.started_at ?? '',
        each.ended_at ?? '',
        each.is_active ? 'active' : paint.dim('not active'),
        each.is_active ? money(each.cents, each.currency) : '',
      ]),
    ),
    list(
      ['MRR', 'What', 'Amount', 'MRR then'],
      [2, 3],
      card.movements.map((each) => [
        each.date,
        each.kind,
        money(each.cents, each.currency),
        money(each.mrr, each.currency),
      ]),
    ),
    list(
      ['Answers', 'Kind', 'Score', 'Comment'],
      [2],
      card.answers.map(({ date, kind, score, comment }) => [
        date,
        kind.toUpperCase(),
        score === null ? '' : String(score),
        shorten(visible(comment ?? ''), Math.max(20, width - 30)),
      ]),
    ),
    list(
      ['Tickets', 'Opened', 'Solved', 'Priority', 'Topic'],
      [],
      card.tickets.map((each) => [
        safe(each.ticket_id),
        each.created_at,
        each.is_open ? paint.yellow('open') : (each.solved_at ?? ''),
        safe(each.priority ?? ''),
        safe(each.topic ?? ''),
      ]),
    ),
    list(
      ['Payments', 'Amount', 'Status', 'Due', 'Paid'],
      [1],
      card.payments.map((each) => [
        each.date,
        money(each.cents, each.currency),
        each.status ?? '',
        each.due_at ?? '',
        each.settled_at ?? '',
      ]),
    ),
    paint.dim(wrap(filesLine(card.inputs), width).join('\n')),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
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
