import { currencyOf, isHeld, minorOf } from './amounts.ts';
import { day, field, flag, isRefusal, rowSchema, text, wordOf } from './fields.ts';
import { type Decimal, parseDecimal } from './money.ts';
import type { Reading } from './reading.ts';
import type { Origin, Payment, PaymentKind, PaymentStatus } from './row.ts';

const KIND: ReadonlyMap<string, PaymentKind> = new Map(
  Object.entries({
    'one off': 'one_off',
    'one time': 'one_off',
    onetime: 'one_off',
    'add on': 'one_off',
    recurring: 'recurring',
    subscription: 'recurring',
    renewal: 'recurring',
    refund: 'refund',
    'credit memo': 'refund',
    'credit note': 'refund',
    setup: 'setup',
  } as const),
);

const STATUS: ReadonlyMap<string, PaymentStatus> = new Map(
  Object.entries({
    paid: 'paid',
    succeeded: 'paid',
    success: 'paid',
    successful: 'paid',
    completed: 'paid',
    complete: 'paid',
    captured: 'paid',
    settled: 'paid',
    open: 'open',
    pending: 'open',
    processing: 'open',
    unpaid: 'open',
    due: 'open',
    'past due': 'open',
    overdue: 'open',
    failed: 'failed',
    declined: 'failed',
    uncollectible: 'failed',
    refunded: 'refunded',
    void: 'void',
    voided: 'void',
    canceled: 'void',
    cancelled: 'void',
    draft: 'draft',
  } as const),
);

/** An amount that is below zero where money goes back. */
const signed = (reading: Reading) =>
  field<Decimal>('decimal number', (value) => {
    if (!value.startsWith('-')) return parseDecimal(value, reading.marks);
    const parsed = parseDecimal(value.slice(1), reading.marks);
    return isRefusal(parsed) ? parsed : { ...parsed, digits: -parsed.digits };
  });

const columns = (reading: Reading) => ({
  payment_id: text.optional('The payment, charge or invoice; without it rows are never duplicates'),
  customer_id: text.required('The customer who pays'),
  at: day(reading, 'at').required('When it was paid, charged or issued'),
  amount: signed(reading).required('What is paid, before tax; below zero: given back'),
  currency: text.optional('ISO 4217 code'),
  kind: text.optional('one_off, recurring, refund or setup; below zero without one: refund'),
  status: text.optional('paid, open, failed, refunded, void or draft; void and draft are not counted'),
  is_recurring: flag.optional('Whether it recurs, where there is no kind'),
  is_void: flag.optional('Void, or a draft: not counted, whatever the status'),
  order_id: text.optional(
    'The order it is for; an export of the orders says who bought and when, where this one does not',
  ),
  document: text.optional('The invoice it stands on, where several rows stand on one'),
  subscription_id: text.optional('The subscription it is for'),
  due_at: day(reading, 'due_at').optional('When it is to be paid'),
  settled_at: day(reading, 'settled_at').optional(
    'When it was paid, where `at` says when it was issued; so is a `paid at` beside both and a day it is due',
  ),
});

/** One row of a payments export. A refund takes away, whichever sign it is written with. */
export const paymentSchema = (reading: Reading) =>
  rowSchema(columns(reading), reading, (row, refuse): Omit<Payment, keyof Origin | 'account'> => {
    const currency = currencyOf(row.currency ?? reading.currency, refuse);
    const minor = minorOf('amount', row.amount, { currency, reading }, refuse);
    const cents = minor !== null && isHeld('amount', minor, refuse) ? Number(minor) : 0;
    const kind = kindOf(row, cents, reading);
    const status = row.status === null ? null : STATUS.get(wordOf(row.status));
    if (status === undefined) {
      reading.notice('field/unknown-value', 'status', `status "${row.status}" is not known: read as open`);
    }
    const isOfOrder =
      reading.fields.has('order_id') && !(reading.fields.has('customer_id') && reading.fields.has('at'));
    if (isOfOrder && row.order_id === null) refuse('order_id', 'field/missing', '{field} is missing');
    return {
      payment_id: row.payment_id,
      customer_id: row.customer_id,
      at: row.at,
      cents: kind === 'refund' ? 0 - Math.abs(cents) : cents,
      currency,
      kind,
      status: status === undefined ? 'open' : status,
      order_id: row.order_id,
      document: row.document,
      subscription_id: row.subscription_id,
      due_at: row.due_at,
      settled_at: row.settled_at,
      counted: row.is_void !== true && status !== 'void' && status !== 'draft',
    };
  });

interface Said {
  readonly kind: string | null;
  readonly is_recurring: boolean | null;
}

/** What a payment is for, as it is said; money that goes back is a refund where nothing is said. */
function kindOf({ kind, is_recurring }: Said, cents: number, reading: Reading): PaymentKind | null {
  const known = kind === null ? null : KIND.get(wordOf(kind));
  if (known === undefined) reading.notice('field/unknown-value', 'kind', `kind "${kind}" is not known: read as none`);
  if (known) return known;
  if (cents < 0) return 'refund';
  return is_recurring === null ? null : is_recurring ? 'recurring' : 'one_off';
}
