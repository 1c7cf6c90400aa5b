import { addMonths, type Day, endOfMonth, startOfMonth } from '../../calculator/calendar.ts';

/** How far ahead churn is looked for, in days (METRICS.md 6.3): in (t + lead, t + lead + horizon] after a snapshot t. */
export interface Horizon {
  readonly lead: number;
  readonly horizon: number;
}

/** The last day a snapshot may be of: what becomes of it must be known by the as-of day. */
const lastSnapshot = (asOf: Day, { lead, horizon }: Horizon): Day => asOf - lead - horizon;

/** The closes of the months from `first` to `last`, as far as what became of the customers is known. */
export function snapshotDays(first: Day, last: Day, asOf: Day, ahead: Horizon): Day[] {
  const end = Math.min(last, lastSnapshot(asOf, ahead));
  const days: Day[] = [];
  for (let month = startOfMonth(first); endOfMonth(month) <= end; month = addMonths(month, 1)) {
    days.push(endOfMonth(month));
  }
  return days;
}

/** What became of a customer after a snapshot. */
export type Outcome =
  | { readonly kind: 'stayed' }
  | { readonly kind: 'churned'; readonly day: Day }
  /** It left before anything could have been done. */
  | { readonly kind: 'too-late' };

/** The label of a snapshot, from the days on which the customer left: each the first day without service. */
export function outcomeOf(churnDays: readonly Day[], snapshot: Day, { lead, horizon }: Horizon): Outcome {
  const [soon, end] = [snapshot + lead, snapshot + lead + horizon];
  if (churnDays.some((day) => day > snapshot && day <= soon)) return { kind: 'too-late' };
  const day = churnDays.find((each) => each > soon && each <= end);
  return day === undefined ? { kind: 'stayed' } : { kind: 'churned', day };
}
