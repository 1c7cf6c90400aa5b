import type { Day } from '../../calculator/calendar.ts';
import { termAt } from '../../records/account.ts';
import type { Bill, CustomerHistory } from '../history.ts';
import { missing, type Outcome, plural, scored, type View } from './component.ts';

/** Whether a customer pays in time: how many days the oldest open bill is past due. */
export function payment({ customer, history, day, config }: View): Outcome {
  const dues = [...openBills(customer, day), ...pastDue(customer, day)];
  const isBilled = customer.bills.some(({ issued }) => issued <= day);
  const isTold = customer.account !== null && history.pastDueDays.hasUpTo(day);
  if (!isBilled && !isTold) return missing('no_payments', 'no billing data');
  const oldest = dues.reduce((a, b) => Math.min(a, b), Infinity);
  const days = Math.max(0, day - oldest);
  if (days === 0) return scored(100, 'nothing past due');
  return scored(100 - (days * 100) / config.targets.pastDueDays, `${plural(days, 'day')} past due`);
}

/** The days on which bills were due that are open at the close of a day. */
const openBills = (customer: CustomerHistory, day: Day): Day[] =>
  customer.bills.filter((bill) => bill.issued <= day && !isSettledBy(customer, bill, day)).map(({ due }) => due);

/** Paid by a day; a charge that failed by the next that went through, on the same document where it has one. */
function isSettledBy({ payments }: CustomerHistory, { issued, settled, document }: Bill, day: Day): boolean {
  if (settled !== null) return settled <= day;
  return payments.some(
    (each) => each.day >= issued && each.day <= day && (document === null || each.document === document),
  );
}

/** The days since when subscriptions are past due that run at the close of a day. */
const pastDue = ({ account }: CustomerHistory, day: Day): Day[] =>
  (account?.rows ?? []).flatMap((row) =>
    row.pastDue !== undefined && row.pastDue <= day && termAt(row, day) !== undefined ? [row.pastDue] : [],
  );
