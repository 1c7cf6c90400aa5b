import { addMonths, type Day } from '../calculator/calendar.ts';
import { currencyOf } from './amounts.ts';
import { type Cells, day, flag, oneOf, type Refuse, rowSchema, text } from './fields.ts';
import { priceColumns, priceOf } from './price.ts';
import type { Interval } from './money.ts';
import type { Reading } from './reading.ts';
import type { Commitment, Origin, Subscription, SubscriptionStatus, Term } from './row.ts';

const STATUS = {
  active: 'active',
  live: 'active',
  trialing: 'trialing',
  trial: 'trialing',
  'in trial': 'trialing',
  'past due': 'past_due',
  unpaid: 'unpaid',
  'non renewing': 'non_renewing',
  paused: 'paused',
  canceled: 'canceled',
  cancelled: 'canceled',
  churned: 'canceled',
  ended: 'canceled',
  expired: 'expired',
  future: 'future',
  incomplete: 'incomplete',
  'incomplete expired': 'incomplete_expired',
  draft: 'draft',
  pending: 'future',
} as const;
type Status = SubscriptionStatus;

/** States that never paid, whatever their dates (METRICS.md 1.3). */
const NEVER_PAID: ReadonlySet<Status> = new Set(['trialing', 'future', 'incomplete', 'incomplete_expired', 'draft']);
/** States that do not pay at the export; without an end they weigh nothing at any close (METRICS.md 9.30). */
const NOT_PAYING: ReadonlySet<Status> = new Set(['paused', 'unpaid']);
const OVER: ReadonlySet<Status> = new Set(['canceled', 'expired']);

/** Whether a subscription in this state weighs nothing while it has no end. */
export const isUnpaid = (status: Status): boolean => NEVER_PAID.has(status) || NOT_PAYING.has(status);

/** What a row says beside its dates. */
export const commonColumns = (reading: Reading) => ({
  subscription_id: text.optional('The subscription'),
  customer_id: text.required('The customer who subscribes'),
  status: oneOf(STATUS).optional('active, trialing, past_due, paused, canceled, ...'),
  ...priceColumns(reading),
  currency: text.optional('ISO 4217 code'),
  is_recurring: flag.optional('No: a one-off charge, which is not MRR'),
  plan: text.optional('What is subscribed to'),
});

const columns = (reading: Reading) => {
  const { subscription_id, customer_id, ...others } = commonColumns(reading);
  return {
    subscription_id,
    customer_id,
    started_at: day(reading, 'started_at').optional('The first day of service'),
    ended_at: day(reading, 'ended_at').optional('The first day without service; empty while it runs'),
    canceled_at: day(reading, 'canceled_at').optional('When it was cancelled: the end, without ended_at'),
    paused_at: day(reading, 'paused_at').optional('The first day of a pause that is not over'),
    trial_end: day(reading, 'trial_end').optional('The first paid day after a trial'),
    valid_from: day(reading, 'valid_from').optional('The first day of this revision of the subscription'),
    valid_to: day(reading, 'valid_to').optional('The first day after this revision'),
    revision: text.optional('Which revision this is: it holds until the next one begins'),
    ...others,
    cancel_reason: text.optional('Why it ended'),
    term_end: day(reading, 'term_end').optional('The renewal date of the contract: the first day after its term'),
    renewed: flag.optional('Whether the contract was renewed; empty while that is open'),
    auto_renew: flag.optional('Whether it goes on when nobody does anything'),
  };
};
type Fields = Cells<ReturnType<typeof columns>>;

/** One row of a subscriptions export: text to paid terms, each normalised to a month and rounded once. */
export const subscriptionSchema = (reading: Reading) => {
  const isRevision = reading.fields.has('revision') || reading.fields.has('valid_from');
  return rowSchema(columns(reading), reading, (row, refuse): Omit<Subscription, keyof Origin> => {
    const status: Status = row.status ?? 'active';
    const { started, startName } = beginning(row);
    const { ended, endName } = ending(row, reading);
    if (started === null && !NEVER_PAID.has(status)) refuse(startName, 'field/missing', '{field} is missing');
    if (started !== null && ended !== null && ended < started) {
      refuse(endName, 'row/negative-duration', `{field} is before ${startName}`);
    }
    if (OVER.has(status) && ended === null) {
      refuse('ended_at', 'field/missing', `{field} is missing: the status is ${status}`);
    }
    const currency = currencyOf(row.currency ?? reading.currency, refuse);
    const pays = !NEVER_PAID.has(status) && row.is_recurring !== false;
    return {
      subscription_id: row.subscription_id,
      customer_id: row.customer_id,
      plan: row.plan,
      currency,
      started,
      ended,
      status,
      cancel_reason: row.cancel_reason,
      terms: pays ? termsOf(row, { status, started, ended, currency }, reading, refuse) : [],
      ...(isRevision && { isRevision }),
      ...(row.term_end !== null && { commitment: commitmentOf(row, row.term_end, started, reading, refuse) }),
    };
  });
};

/** When what a row says begins: of a revision, its own day. */
function beginning(row: Fields) {
  const isOwn = row.valid_from !== null;
  return { started: isOwn ? row.valid_from : row.started_at, startName: isOwn ? 'valid_from' : 'started_at' };
}

/** When it ends: the subscription, or this revision of it before. */
function ending(row: Fields, { fields }: Reading) {
  const ended = fields.has('ended_at') ? row.ended_at : row.canceled_at;
  const isOwn = row.valid_to !== null && (ended === null || row.valid_to <= ended);
  const endName = isOwn ? 'valid_to' : fields.has('ended_at') ? 'ended_at' : 'canceled_at';
  return { ended: isOwn ? row.valid_to : ended, endName };
}

/** What a row says of the end of its contract; a contract cannot end before it begins. */
function commitmentOf(row: Fields, due: Day, started: Day | null, { fields }: Reading, refuse: Refuse): Commitment {
  const first = row.started_at ?? started;
  if (first !== null && due < first) refuse('term_end', 'row/negative-duration', '{field} is before started_at');
  return {
    due,
    renewed: row.renewed,
    autoRenew: row.auto_renew,
    isTold: fields.has('renewed'),
    isMonthly: isBilledMonthly(row) || (started !== null && due <= addMonths(started, 1)),
  };
}

/** Whether a row says that it is billed by the month or more often (METRICS.md 2.12: month-to-month). */
function isBilledMonthly({ interval, interval_count }: Fields): boolean {
  const most = interval === null ? undefined : MOST[interval];
  const count = interval_count === null ? 1 : Number(interval_count.digits) / 10 ** interval_count.scale;
  return most !== undefined && count <= most;
}
/** So many of an interval are a month at most. */
const MOST: Readonly<Partial<Record<Interval, number>>> = { day: 31, week: 4, month: 1 };

function termsOf(
  row: Fields,
  { status, started, ended, currency }: Pick<Subscription, 'status' | 'started' | 'ended' | 'currency'>,
  reading: Reading,
  refuse: Refuse,
): Term[] {
  const price = priceOf(row, currency, reading, refuse);
  if (price === undefined || started === null) return [];
  const from = Math.max(started, row.trial_end ?? started);
  const until = NOT_PAYING.has(status) && ended === null ? (row.paused_at ?? from) : ended;
  if (until !== null && until <= from) return [];
  if (price === null) return [{ from, until, cents: null }];
  const { full, discounted } = price;
  const change = row.discount_end;
  if (full === discounted || change === null || (until !== null && change >= until)) {
    return [{ from, until, cents: discounted }];
  }
  if (change <= from) return [{ from, until, cents: full }];
  return [
    { from, until: change, cents: discounted },
    { from: change, until, cents: full },
  ];
}
