import { formatDay } from '../../src/calculator/calendar.ts';
import type { View } from '../../src/health/components/component.ts';
import { defaultHealth, type HealthConfig } from '../../src/health/config.ts';
import { type CustomerHistory, History } from '../../src/health/history.ts';
import { openBook } from '../../src/records/account.ts';
import { customerSchema } from '../../src/records/customer.ts';
import type { Customer, Payment, Subscription, Survey, Ticket, Usage } from '../../src/records/row.ts';
import { usageSchema } from '../../src/records/usage.ts';
import { dayFrom } from '../calculator/support.ts';
import { accepted, type Cells } from '../records/support.ts';

/** The close of July 2024. */
export const CLOSE = dayFrom('2024-07-31');

/** A day so many days before the close. */
export const ago = (days: number): string => formatDay(CLOSE - days);

/** Customer A does something so many days before the close. */
export function event(days: number, more: Cells = {}): Usage {
  const row = { customer_id: 'A', at: ago(days), ...more };
  return { ...accepted(usageSchema, row), file: 'u.csv', line: 1, labels: [], account: null };
}

/** Events of customer A on each of these days before the close, the second one included. */
export const daily = (first: number, last: number, more: Cells = {}): Usage[] =>
  Array.from({ length: last - first + 1 }, (_, i) => event(first + i, more));

/** A row of the customers export. */
export function details(id: string, more: Cells = {}): Customer {
  return { ...accepted(customerSchema, { customer_id: id, ...more }), file: 'c.csv', line: 1, labels: [] };
}

export interface Rows {
  readonly customers?: readonly Customer[];
  readonly subscriptions?: readonly Subscription[];
  readonly usage?: readonly Usage[];
  readonly tickets?: readonly Ticket[];
  readonly surveys?: readonly Survey[];
  readonly payments?: readonly Payment[];
}

/** What these rows tell. */
export function historyOf(rows: Rows, direction: 'ease' | 'effort' = 'ease'): History {
  const history = new History({ direction, highPriority: defaultHealth.targets.highPriority });
  for (const row of rows.usage ?? []) history.addUsage(row);
  for (const row of rows.tickets ?? []) history.addTicket(row);
  for (const row of rows.surveys ?? []) history.addAnswer(row);
  for (const row of rows.payments ?? []) history.addPayment(row);
  history.join(openBook(rows.subscriptions ?? [], rows.customers ?? []));
  return history;
}

/** Customer A at the close. */
export function viewOf(rows: Rows, config: Partial<HealthConfig> = {}, trends = true): View {
  const history = historyOf(rows);
  return { history, customer: known(history), day: CLOSE, config: { ...defaultHealth, ...config }, trends };
}

export function known(history: History, id = 'A'): CustomerHistory {
  const customer = history.of(id);
  if (customer === null) throw new RangeError(`nothing is known of ${id}`);
  return customer;
}
