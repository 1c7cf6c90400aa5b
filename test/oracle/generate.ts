import { Random } from './random.ts';
import { customersCsv, makeCustomers, type Customer } from './customers.ts';
import { makePayments } from './generate-payments.ts';
import { makeSubscriptions } from './generate-subscriptions.ts';
import { makeSurveys } from './generate-surveys.ts';
import { makeTickets } from './generate-tickets.ts';
import { range } from './text.ts';

/** The exports of one company, as CSV under the canonical headers. */
export interface Exports {
  readonly customers: string;
  readonly subscriptions: string;
  readonly tickets: string;
  readonly surveys: string;
  readonly payments: string;
}

/**
 * A small company with a busy history. Every row is clean; what varies is everything METRICS.md has a rule for.
 * Rows of one subscription are for different days: they may touch where an end is the first day without service.
 */
export function dataset(seed: number, endDate: 'exclusive' | 'inclusive' = 'exclusive'): Exports {
  const random = new Random(seed);
  const customers = makeCustomers(random);
  const orphans = range(random.integer(0, 3)).map((i): Customer => ({ id: `x${i + 1}`, segment: '', rep: '' }));
  const all = [...customers, ...orphans];
  const support = makeTickets(random, all);
  return {
    customers: customersCsv(customers),
    subscriptions: makeSubscriptions(random, all, endDate === 'exclusive'),
    tickets: support.text,
    surveys: makeSurveys(random, all, support.tickets),
    payments: makePayments(random, all),
  };
}
