import { formatDay } from '../../calculator/calendar.ts';
import { format, formatChange, round } from '../../calculator/unit.ts';
import type { Card as Customer } from '../customer.ts';
import { plural } from '../issues.ts';
import { surveyName } from '../../text.ts';
import { courseFigures, movementsFigure } from './customer-course.ts';
import { dataSection } from './data.ts';
import type { Card, Document, Figure, Section } from './document.ts';
import { joined, tabulate } from './tabulate.ts';

/** Everything that is known of one customer, as a page. */
export function customerDocument(customer: Customer): Document {
  const { customer: facts, period, compare, timezone, version } = customer;
  const id = String(facts['customer_id']);
  const name = facts['name'];
  const sections = [
    healthSection(customer),
    revenueSection(customer),
    voiceSection(customer),
    section('account', 'About this report', 'Account', [accountFigure(customer)]),
    dataSection(customer),
  ];
  return {
    title: typeof name === 'string' && name !== '' ? `${name} (${id})` : id,
    facts: [
      `as of ${formatDay(period.closeDay)}`,
      compare === null ? 'not compared' : `compared with ${compare.label}`,
      `days in ${timezone}`,
    ],
    verdict: verdictOf(customer),
    cards: cardsOf(customer),
    sections: sections.filter((each) => each !== null),
    version,
  };
}

const moneyOf = (cents: number | null, currency: string | null, { decimalsOf }: Customer): string =>
  cents === null ? '' : joined([format.money(cents, decimalsOf(currency)), currency ?? ''], ' ');

const points = (score: number | null): string => (score === null ? 'n/a' : round(score, 1).toFixed(1));

/** A part of the page, where it has anything. */
const section = (
  id: string,
  group: Section['group'],
  title: string,
  figures: readonly (Figure | null)[],
  lead = '',
): Section | null => {
  const own = figures.filter((each) => each !== null && each.table.rows.length > 0) as Figure[];
  return own.length === 0 ? null : { id, group, title, lead, figures: own };
};

function verdictOf({ health, period, tickets, customer }: Customer): string[] {
  if (health === null) return [`No customer on ${formatDay(period.closeDay)}: there is no score.`];
  const { rep } = customer;
  const open = tickets.filter(({ is_open }) => is_open).length;
  const band = health.band === 'unknown' ? 'Too little is known for a band of health' : `Health is ${health.band}`;
  return [
    `${band}.`,
    ...health.overrides.map((each) => `${each}.`),
    ...(rep === null || rep === undefined || rep === '' ? [] : [`Looked after by ${String(rep)}.`]),
    open === 0 ? 'No ticket is open.' : `${plural(open, 'ticket')} open.`,
  ];
}

function cardsOf(customer: Customer): Card[] {
  const { health, compare, answers, usage, since } = customer;
  const blank = { change: '', from: '', verdict: null, detail: '' };
  const delta =
    health === null || health.score === null || health.previous === null ? null : health.score - health.previous;
  const last = answers.find(({ score }) => score !== null);
  const silent = health?.daysSinceContact ?? null;
  return [
    ...(health === null
      ? []
      : [
          {
            ...blank,
            name: 'Health score',
            value: points(health.score),
            change: delta === null ? '' : formatChange('points', round(delta, 1), 1),
            from: delta === null || compare === null ? '' : `from ${points(health.previous)} in ${compare.label}`,
            detail: `${format.ratio(health.coverage, 0)} known: ${round(health.low, 0)} to ${round(health.high, 0)}`,
          },
        ]),
    ...(health === null || health.mrr === null
      ? []
      : [{ ...blank, name: 'MRR', value: moneyOf(health.mrr.cents, health.mrr.currency, customer) }]),
    ...(since === null ? [] : [{ ...blank, name: 'Customer since', value: since }]),
    ...(usage.last === null
      ? []
      : [
          {
            ...blank,
            name: 'Use in 28 days',
            value: plural(usage.days, 'day'),
            detail: `${plural(usage.events, 'event')}, ${plural(usage.users, 'user')}, last on ${formatDay(usage.last)}`,
          },
        ]),
    ...(last === undefined
      ? []
      : [
          { ...blank, name: 'Last answer', value: `${surveyName(last.kind)} ${last.score}`, detail: `on ${last.date}` },
        ]),
    ...(silent === null
      ? []
      : [{ ...blank, name: 'Last heard of', value: silent === 0 ? 'today' : `${plural(silent, 'day')} ago` }]),
  ];
}

const NAMES: Readonly<Record<string, string>> = { nps: 'NPS', csat: 'CSAT', ces: 'CES', mrr_trend: 'MRR trend' };

function healthSection(customer: Customer): Section | null {
  const { health, config } = customer;
  if (health === null) return null;
  const parts: Figure = {
    id: 'components',
    title: 'What the score is made of',
    text: 'The points of all components are what the score is above or below 50.',
    chart: null,
    table: tabulate(health.components, [
      { head: 'Component', text: ({ component }) => NAMES[component] ?? component.replaceAll('_', ' ') },
      { head: 'Weight', isNumber: true, text: ({ weight }) => String(weight) },
      { head: 'Score', isNumber: true, text: ({ score }) => (score === null ? 'n/a' : round(score, 0).toFixed(0)) },
      {
        head: 'Points',
        isNumber: true,
        text: ({ component, score }) =>
          score === null ? '' : formatChange('points', round(health.contributions[component] ?? 0, 1), 1),
      },
      { head: 'Why', isLong: true, text: ({ why }) => why },
    ]),
  };
  const told = section('health', 'At a glance', 'Health', [parts, ...courseFigures(customer)]);
  return told === null || config === null
    ? told
    : { ...told, notes: [`Health config ${config.version}, ${config.hash}.`] };
}

const revenueSection = (customer: Customer): Section | null =>
  section('revenue', 'Business and revenue', 'Revenue', [
    movementsFigure(customer),
    {
      id: 'subscriptions',
      title: 'Subscriptions',
      text: '',
      chart: null,
      table: tabulate(customer.subscriptions, [
        { head: 'Subscription', text: ({ subscription_id }) => subscription_id ?? '(none)' },
        { head: 'Plan', text: ({ plan }) => plan ?? '' },
        { head: 'From', text: ({ started_at }) => started_at ?? '' },
        { head: 'To', text: ({ ended_at }) => ended_at ?? '' },
        { head: 'Status', text: ({ is_active }) => (is_active ? 'active' : 'not active') },
        {
          head: 'Quantity',
          isNumber: true,
          text: ({ quantity }) => (quantity === null ? '' : format.count(quantity, 0)),
        },
        {
          head: 'MRR',
          isNumber: true,
          text: (each) => (each.is_active ? moneyOf(each.cents, each.currency, customer) : ''),
        },
      ]),
    },
    {
      id: 'payments',
      title: 'Payments',
      text: '',
      chart: null,
      table: tabulate(customer.payments, [
        { head: 'Date', text: ({ date }) => date },
        { head: 'Amount', isNumber: true, text: (each) => moneyOf(each.cents, each.currency, customer) },
        { head: 'Status', text: ({ status }) => status ?? '' },
        { head: 'Due', text: ({ due_at }) => due_at ?? '' },
        { head: 'Paid', text: ({ settled_at }) => settled_at ?? '' },
      ]),
    },
  ]);

const voiceSection = ({ answers, tickets }: Customer): Section | null =>
  section('voice', 'Support and engagement', 'Answers and tickets', [
    {
      id: 'answers',
      title: 'Answers',
      text: '',
      chart: null,
      table: tabulate(answers, [
        { head: 'Date', text: ({ date }) => date },
        { head: 'Survey', text: ({ kind }) => surveyName(kind) },
        { head: 'Score', isNumber: true, text: ({ score }) => (score === null ? '' : String(score)) },
        { head: 'Comment', isLong: true, text: ({ comment }) => comment ?? '' },
      ]),
    },
    {
      id: 'tickets',
      title: 'Tickets',
      text: '',
      chart: null,
      table: tabulate(tickets, [
        { head: 'Ticket', text: ({ ticket_id }) => ticket_id },
        { head: 'Opened', text: ({ created_at }) => created_at },
        { head: 'Solved', text: ({ is_open, solved_at }) => (is_open ? 'open' : (solved_at ?? '')) },
        { head: 'Priority', text: ({ priority }) => priority ?? '' },
        { head: 'Topic', text: ({ topic }) => topic ?? '' },
        { head: 'Rep', text: ({ rep }) => rep ?? '' },
      ]),
    },
  ]);

/** What the customers export says of it. */
const accountFigure = ({ customer }: Customer): Figure => ({
  id: 'attributes',
  title: 'As the customers export has it',
  text: '',
  chart: null,
  table: tabulate(
    Object.entries(customer).filter(([name, value]) => value !== null && value !== '' && name !== 'name'),
    [
      { head: 'Column', text: ([name]) => name.replaceAll('_', ' ') },
      { head: 'Value', text: ([, value]) => String(value) },
    ],
  ),
});
