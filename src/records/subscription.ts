import type { Day } from '../calculator/calendar.ts';
import { currencyOf } from './amounts.ts';
import { type Cells, day, flag, oneOf, type Refuse, rowSchema, text } from './fields.ts';
import { AMOUNTS, priceColumns, priceOf } from './price.ts';
import type { Decimal } from './money.ts';
import type { Reading } from './reading.ts';
import type { Commitment, Origin, Subscription, SubscriptionStatus, Term } from './row.ts';
import { defaultRules, type Rules } from './rules.ts';

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

/** How a price is billed: by what was agreed, or by what was used. */
const USAGE = { licensed: 'licensed', metered: 'metered' } as const;

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
    cancel_at_period_end: flag.optional('Whether a cancellation takes effect at the end of what is paid'),
    paused_at: day(reading, 'paused_at').optional('The first day of a pause that is not over'),
    past_due_at: day(reading, 'past_due_at').optional('Since when a payment is due'),
    trial_end: day(reading, 'trial_end').optional('The first paid day after a trial'),
    valid_from: day(reading, 'valid_from').optional('The first day of this revision of the subscription'),
    valid_to: day(reading, 'valid_to').optional('The first day after this revision'),
    revision: text.optional('Which revision this is: it holds until the next one begins'),
    ...others,
    usage_type: oneOf(USAGE).optional('metered: not MRR, unless --metered committed'),
    cancel_reason: text.optional('Why it ended'),
    term_start: day(reading, 'term_start').optional(
      'The first day of the current term of the contract; else started_at',
    ),
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
    const { served, endName, isContrary } = ending(row, started, reading);
    if (started === null && !NEVER_PAID.has(status)) refuse(startName, 'field/missing', '{field} is missing');
    if (isContrary) refuse(endName, 'row/negative-duration', `{field} is before ${startName}`);
    const ended = leaving(row, { started, served }, reading.rules);
    if (OVER.has(status) && ended === null) {
      refuse('ended_at', 'field/missing', `{field} is missing: the status is ${status}`);
    }
    const currency = currencyOf(row.currency ?? reading.currency, refuse);
    const when = { status, started, ended, currency };
    const isSigned = status === 'future' && row.is_recurring !== false && started !== null && hasAmount(row);
    const oneOff = row.is_recurring === false ? oneOffOf(row, currency, reading, refuse) : undefined;
    const quantity = reading.fields.has('quantity') ? numberOf(row.quantity) : undefined;
    const pays = !NEVER_PAID.has(status) && row.is_recurring !== false && isCommitted(row, reading);
    return {
      subscription_id: row.subscription_id,
      customer_id: row.customer_id,
      plan: row.plan,
      currency,
      started,
      ended,
      status,
      cancel_reason: row.cancel_reason,
      terms: pays ? termsOf(row, when, reading, refuse) : [],
      ...(quantity !== undefined && { quantity }),
      ...(isSigned && { signed: termsOf(row, { ...when, status: 'active' }, reading, refuse) }),
      ...(oneOff !== undefined && { oneOff }),
      ...(isRevision && { isRevision }),
      ...(row.canceled_at !== null && { canceled: row.canceled_at }),
      ...(row.past_due_at !== null && { pastDue: row.past_due_at }),
      ...(row.term_end !== null && { commitment: commitmentOf(row, row.term_end, started, reading, refuse) }),
    };
  });
};

const hasAmount = (row: Fields): boolean => AMOUNTS.some((name) => row[name] !== null);

/** How many units; one where the cell is blank. */
const numberOf = (value: Decimal | null): number => (value === null ? 1 : Number(value.digits) / 10 ** value.scale);

/** What a row is charged once; undefined for setup fees, and where nothing says it. */
function oneOffOf(row: Fields, currency: string | null, reading: Reading, refuse: Refuse): number | undefined {
  if (/\bset[ -]?up\b/i.test(row.plan ?? '') || (row.amount ?? row.unit_amount) === null) return undefined;
  const once = { ...row, mrr: null, arr: null, interval: 'month', interval_count: null } as const;
  return priceOf(once, currency, reading, refuse)?.discounted;
}

/** When what a row says begins: of a revision, its own day. */
function beginning(row: Fields) {
  const isOwn = row.valid_from !== null;
  return { started: isOwn ? row.valid_from : row.started_at, startName: isOwn ? 'valid_from' : 'started_at' };
}

/** When its service ends: that of the subscription, or of this revision of it before; the first day without. */
function ending(row: Fields, started: Day | null, reading: Reading) {
  const { fields, rules: { endDate } = defaultRules } = reading;
  const last = endDate === 'inclusive' ? 1 : 0;
  // What is over ended at the latest when it was cancelled; what runs on may be cancelled for a later day.
  const isOver = row.status !== null && OVER.has(row.status);
  const isCancelled = row.ended_at === null && row.canceled_at !== null && (isOver || !fields.has('ended_at'));
  if (isCancelled && fields.has('ended_at')) {
    reading.notice(
      'sub/ended-unknown',
      'ended_at',
      `ended_at is empty and the status ${row.status}: canceled_at is the end`,
    );
  }
  const ended = isCancelled ? row.canceled_at : row.ended_at;
  const isOwn = row.valid_to !== null && (ended === null || row.valid_to <= ended);
  const written = isOwn ? row.valid_to : ended;
  return {
    served: written === null ? null : written + last,
    endName: isOwn ? 'valid_to' : isCancelled ? 'canceled_at' : 'ended_at',
    isContrary: started !== null && written !== null && written < started,
  };
}

/** The first day without what is paid: where service ends, or where it was cancelled when `--churn-at` goes by that. */
function leaving(
  { canceled_at: asked, cancel_at_period_end: runsOut }: Fields,
  { started, served }: { readonly started: Day | null; readonly served: Day | null },
  { churnAt }: Rules = defaultRules,
): Day | null {
  const isAtOnce = churnAt === 'cancel-request' || (churnAt === 'cancel-effective' && runsOut === false);
  if (!isAtOnce || asked === null || (served !== null && served <= asked)) return served;
  // Revisions of a subscription may all bear the day: one that begins after it is none.
  return Math.max(asked, started ?? asked);
}

/** Whether its amount is agreed: what is billed by use is not MRR (METRICS.md 2.9). */
function isCommitted({ usage_type: usage }: Fields, reading: Reading): boolean {
  if (usage !== 'metered' || reading.rules?.metered === 'committed') return true;
  reading.notice('sub/metered', 'usage_type', 'billed by use: not MRR, unless --metered committed says so');
  return false;
}

/** The first day that is not paid for by the state at the export; null where its dates decide. */
function unpaidFrom(
  row: Fields,
  { status, from, ended }: { readonly status: Status; readonly from: Day; readonly ended: Day | null },
  { paused, pastDue, delinquentDays }: Rules = defaultRules,
): Day | null {
  if (status === 'past_due' && pastDue === 'exclude') return row.past_due_at ?? (ended === null ? from : null);
  if (status === 'past_due' && delinquentDays !== undefined && row.past_due_at !== null) {
    return row.past_due_at + delinquentDays + 1;
  }
  if (!NOT_PAYING.has(status) || (status === 'paused' && paused === 'active')) return null;
  // A day of the pause says more than an end beside it, which may be that of the contract.
  if (status === 'paused' && row.paused_at !== null) return row.paused_at;
  return ended === null ? from : null;
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
    isMonthly: isMonthToMonth(row, due, first),
  };
}

/** METRICS.md 2.12: bound for a month at most, however it is billed; the interval decides where the term is not told. */
function isMonthToMonth(row: Fields, due: Day, first: Day | null): boolean {
  const from = row.term_start ?? first;
  return from === null ? isBilledMonthly(row) : due - from <= MOST.day;
}

/** Whether a row says that it is billed by the month or more often. */
function isBilledMonthly({ interval, interval_count }: Fields): boolean {
  const most = interval !== null && interval in MOST ? MOST[interval as keyof typeof MOST] : undefined;
  const count = interval_count === null ? 1 : Number(interval_count.digits) / 10 ** interval_count.scale;
  return most !== undefined && count <= most;
}
/** So many of an interval are a month at most. */
const MOST = { day: 31, week: 4, month: 1 };

function termsOf(
  row: Fields,
  { status, started, ended, currency }: Pick<Subscription, 'status' | 'started' | 'ended' | 'currency'>,
  reading: Reading,
  refuse: Refuse,
): Term[] {
  const price = priceOf(row, currency, reading, refuse);
  if (price === undefined || started === null) return [];
  const from = Math.max(started, row.trial_end ?? started);
  const unpaid = unpaidFrom(row, { status, from, ended }, reading.rules);
  const until = unpaid === null || (ended !== null && ended < unpaid) ? ended : unpaid;
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
