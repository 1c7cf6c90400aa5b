import { formatDay } from '../calculator/calendar.ts';
import type { Period } from '../calculator/period.ts';
import type { Envelope } from './cohorts.ts';
import { healthRow } from './health-rows.ts';
import { document, warning } from './json.ts';
import { dateOf, type HealthAnswer, type HealthEntry, type Report } from './report.ts';

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
