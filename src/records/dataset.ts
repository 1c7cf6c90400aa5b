import type { DerivedMetric, MeasuredVariant, Metric, MetricVariant, Source } from '../calculator/metric.ts';
import type { Tables } from '../calculator/calculate.ts';
import { type Buyer, buyersOf } from './buyer.ts';
import type { Account, Book, Ledger, Movement, Turn } from './account.ts';
import { type Activity, activityOf } from './activity.ts';
import type { Charge } from './charges.ts';
import { movementsBySubscription } from './by-subscription.ts';
import { cohortDay } from './ticket-life.ts';
import { type Contract, contractsOf } from './contract.ts';
import type { CustomerHealth, LedgerHealth } from './health.ts';
import { type Firm, firmsOf } from './growth.ts';
import { hasComment, type Remark } from './remark.ts';
import type { Settings } from './settings.ts';
import type { Assignment, History, Payment, Rate, Survey, Ticket, Usage } from './row.ts';

/** The exports there are, in the order they are read: what is kept and joined first, then what passes through. */
export const KINDS = [
  'customers',
  'subscriptions',
  'assignments',
  'fx',
  'history',
  'tickets',
  'surveys',
  'payments',
  'usage',
] as const;
export type Kind = (typeof KINDS)[number];

/** Whether an export is beside the four that most commands are about. */
export const isBeside = (kind: Kind): boolean =>
  kind === 'assignments' || kind === 'fx' || kind === 'history' || kind === 'payments' || kind === 'usage';

/** What scores are made of. */
const HEALTH = ['customers', 'subscriptions', 'tickets', 'surveys', 'payments', 'usage'] as const;

/** Which exports a table's rows are made from. */
export const EXPORTS_OF: Readonly<Record<string, readonly Kind[]>> = {
  tickets: ['tickets'],
  surveys: ['surveys'],
  remarks: ['surveys'],
  payments: ['payments'],
  buyers: ['payments'],
  usage: ['usage'],
  activity: ['usage'],
  assignments: ['assignments'],
  fx: ['fx'],
  firms: ['history'],
  accounts: ['subscriptions'],
  ledgers: ['subscriptions'],
  movements: ['subscriptions'],
  subscription_movements: ['subscriptions'],
  turns: ['subscriptions'],
  charges: ['subscriptions'],
  contracts: ['subscriptions'],
  health: HEALTH,
  health_ledgers: HEALTH,
};

/** Exports that a table has rows from where they are there. */
export const ALSO_OF: Readonly<Record<string, readonly Kind[]>> = { charges: ['payments'] };

/** A validated dataset as `calculate` takes it. An export that was not given is absent. */
export interface Dataset {
  readonly book?: Book;
  readonly tickets?: Iterable<Ticket>;
  readonly surveys?: Iterable<Survey>;
  readonly payments?: Iterable<Payment>;
  readonly usage?: Iterable<Usage>;
  readonly assignments?: Iterable<Assignment>;
  readonly fx?: Iterable<Rate>;
  readonly history?: Iterable<History>;
  readonly charges?: Iterable<Charge>;
  /** Comments that were read for their themes. */
  readonly remarks?: Iterable<Remark>;
}

/** The tables of a dataset, in the order they are to be read: small ones last, when the periods are known. */
export function tablesOf({ book, history, ...exports }: Dataset): Tables {
  const { usage, payments } = exports;
  return {
    ...exports,
    ...(usage && { activity: activityOf(usage) }),
    ...(book && bookTables(book)),
    ...(payments && { buyers: buyersOf(payments) }),
    ...(history && {
      firms: firmsOf(book?.accounts ?? [], history, { exportDay: null, isBooked: book !== undefined }),
    }),
  };
}

/** The tables of a book: accounts, their ledgers, and the dated changes of both. */
export function bookTables({ accounts }: Book) {
  return {
    accounts,
    ...moneyTables(accounts),
    turns: accounts.flatMap((account) => account.turns),
    contracts: contractsOf(accounts),
  };
}

/** Those of them that hold amounts. */
export function moneyTables(accounts: readonly Account[]) {
  return {
    ledgers: accounts.flatMap((account) => account.ledgers),
    movements: accounts.flatMap((account) => account.ledgers.flatMap((ledger) => ledger.movements)),
    subscription_movements: movementsBySubscription(accounts),
  };
}

/** Checks a metric's types and gives it back. */
export function defineMetric<Row, Observation>(
  metric: Metric<Row, Observation, Settings>,
): Metric<unknown, unknown, Settings> {
  return metric;
}

/** Checks the types of another method of a metric and gives it back. */
export function defineVariant<Row, Observation>(
  variant: MetricVariant<Row, Observation, Settings>,
): MetricVariant<unknown, unknown, Settings> {
  return variant;
}

/** Checks the types of a method of a derived metric that is measured from rows, and gives it back. */
export function defineMeasured<Row, Observation>(
  variant: MeasuredVariant<Row, Observation, Settings>,
): MeasuredVariant<unknown, unknown, Settings> {
  return variant;
}

/** Checks a derived metric's types and gives it back. */
export function defineDerived(metric: DerivedMetric<Settings>): DerivedMetric<Settings> {
  return metric;
}

/** Tickets that are counted at all, by the day they were created. */
export const tickets: Source<Ticket, Settings> = {
  table: 'tickets',
  takes: (ticket) => ticket.counted,
  day: (ticket) => ticket.created_at.day,
};

/** Counted tickets by the day of a cohort: the one asked for, else the one given here. */
export const ticketsBy = (own: NonNullable<Settings['cohort']>): Source<Ticket, Settings> => ({
  table: 'tickets',
  takes: (ticket) => ticket.counted,
  day: (ticket, { cohort }) => cohortDay(ticket, cohort ?? own),
  isLate: ({ cohort }) => (cohort ?? own) !== 'created',
});

/** Counted tickets by the day of the first solve. */
export const solvedTickets: Source<Ticket, Settings> = {
  table: 'tickets',
  takes: (ticket) => ticket.counted,
  day: (ticket) => cohortDay(ticket, 'resolved'),
  isLate: () => true,
};

/** Counted tickets, asked about every period. */
export const everyTicket: Source<Ticket, Settings> = {
  table: 'tickets',
  takes: (ticket) => ticket.counted,
  isLate: () => true,
};

/** Scored answers of one kind; of several answers of one respondent in a period, the one the settings say. */
const answers = (kind: Survey['kind'], subject: (survey: Survey) => string | null): Source<Survey, Settings> => ({
  table: 'surveys',
  takes: (survey) => survey.counted && survey.kind === kind && survey.score !== null,
  day: (survey) => survey.responded_at?.day ?? null,
  key: (survey, { responses }) => (responses === 'all' ? null : subject(survey)),
  supersedes(survey, kept, { responses }) {
    const order = laterFirst(survey, kept);
    return responses === 'first' ? order > 0 : order < 0;
  },
});

/** Negative when `a` came later. Two answers of one instant are told apart by id, then by score: never by row order. */
function laterFirst(a: Survey, b: Survey): number {
  const byTime = (b.responded_at?.instant ?? 0) - (a.responded_at?.instant ?? 0);
  if (byTime !== 0) return byTime;
  const [idA, idB] = [a.response_id ?? '', b.response_id ?? ''];
  return idA === idB ? (b.score ?? 0) - (a.score ?? 0) : idA < idB ? 1 : -1;
}

const respondent = ({ respondent_id }: Survey): string | null => respondent_id;

/** METRICS.md 9.5: NPS and CES count each respondent once, CSAT each ticket, else each respondent. */
export const npsAnswers = answers('nps', respondent);
export const cesAnswers = answers('ces', respondent);
export const csatAnswers = answers('csat', ({ ticket_id, respondent_id }) =>
  ticket_id === null ? respondent_id && `respondent ${respondent_id}` : `ticket ${ticket_id}`,
);
/** As for CSAT, of each of the questions of the American customer satisfaction index. */
export const acsiAnswers = answers('csat', ({ question, ticket_id, respondent_id }) =>
  ticket_id === null && respondent_id === null ? null : JSON.stringify([question, ticket_id ?? respondent_id]),
);
/** eNPS: what employees answer. It has no part in NPS. */
export const enpsAnswers = answers('enps', respondent);

/** Surveys by the day they were sent. */
export const invitations: Source<Survey, Settings> = {
  table: 'surveys',
  takes: (survey) => survey.counted,
  day: (survey) => survey.sent_at?.day ?? null,
};

/** Scored answers of any kind, by the day they came. */
export const responses: Source<Survey, Settings> = {
  table: 'surveys',
  takes: (survey) => survey.counted && survey.score !== null,
  day: (survey) => survey.responded_at?.day ?? null,
};

/** Answers with a score or a comment, by the day they came. */
export const answered: Source<Survey, Settings> = {
  table: 'surveys',
  takes: (survey) => survey.counted && (survey.score !== null || hasComment(survey)),
  day: (survey) => survey.responded_at?.day ?? null,
};

/** Comments that were read for their themes, by the day they came. */
export const remarks: Source<Remark, Settings> = { table: 'remarks', day: ({ day }) => day };

/** Customers, asked about every period. */
export const accounts: Source<Account, Settings> = { table: 'accounts' };

/** Customers and what is known of their own business, asked about every period. */
export const firms: Source<Firm, Settings> = { table: 'firms' };

/** Customers who use the product, asked about every period. */
export const activity: Source<Activity, Settings> = { table: 'activity' };

/** What customers pay, asked about every period, one currency at a time. */
export const ledgers: Source<Ledger, Settings> = { table: 'ledgers', currency: ({ currency }) => currency };

/** Dated changes of MRR, one currency at a time. */
export const movements: Source<Movement, Settings> = {
  table: 'movements',
  day: ({ day }) => day,
  currency: ({ currency }) => currency,
};

/** Dated changes of MRR of each subscription by itself, one currency at a time. */
export const subscriptionMovements: Source<Movement, Settings> = { ...movements, table: 'subscription_movements' };

/** Charges that do not recur, by day, one currency at a time. */
export const charges: Source<Charge, Settings> = {
  table: 'charges',
  day: ({ day }) => day,
  currency: ({ currency }) => currency,
};

/** Customers who came, came back or left, by day. */
export const turns: Source<Turn, Settings> = { table: 'turns', day: ({ day }) => day };

/** Customers by what they have paid, asked about every period, one currency at a time. */
export const buyers: Source<Buyer, Settings> = { table: 'buyers', currency: ({ currency }) => currency };
/** Contracts by the day they are due for renewal. */
export const contracts: Source<Contract, Settings> = {
  table: 'contracts',
  day: ({ due }) => due,
  isAhead: true,
};

/** What contracts are worth, one currency at a time. */
export const contractAmounts: Source<Contract, Settings> = {
  table: 'contracts',
  day: ({ due }) => due,
  isAhead: true,
  currency: ({ currency }) => currency,
};

/** How customers do, as each period sees them. */
export const health: Source<CustomerHealth, Settings> = { table: 'health' };

/** What those customers pay, one currency at a time. */
export const healthLedgers: Source<LedgerHealth, Settings> = {
  table: 'health_ledgers',
  currency: ({ currency }) => currency,
};
