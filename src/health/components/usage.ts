import type { Day } from '../../calculator/calendar.ts';
import type { Columns } from '../columns.ts';
import { sinceOf } from '../history.ts';
import { baseDays, type Outcome, plural, scored, trendOf, type View, WINDOW } from './component.ts';
import { lacksUse } from './covered.ts';

/** How often the product is used: days with use of the last 28 against the target, and events against the 84 before. */
export function usage(view: View): Outcome {
  const lack = lacksUse(view);
  if (lack) return lack;
  const { customer, history, day, config, trends } = view;
  const { activeDays: target } = config.targets;
  const now = countOf(view, day - WINDOW + 1, day);
  const level = 100 * Math.min(1, now.days / target);
  const why = `${plural(now.days, 'active day')} of ${target} in 28 days`;
  const first = Math.max(sinceOf(customer) ?? -Infinity, history.usageDays.first ?? -Infinity);
  const days = baseDays(day, first);
  const before = countOf(view, day - WINDOW - days + 1, day - WINDOW);
  const trend = trends ? trendOf(now.events, before.events, days) : null;
  if (trend === null) return scored(level, why);
  const usual = Math.round((before.events / days) * WINDOW);
  return scored((level + trend) / 2, `${why}, ${plural(now.events, 'event')} (usually ${usual})`);
}

function countOf({ customer }: View, first: number, last: number): { readonly days: number; readonly events: number } {
  const [from, to] = customer.usage.between(first, last);
  let days = 0;
  let events = 0;
  for (let row = from; row < to; row++) {
    events += customer.usage.cell(row, 1);
    if (row === from || customer.usage.cell(row, 0) !== customer.usage.cell(row - 1, 0)) days++;
  }
  return { days, events };
}

/** What was used in the last 28 days, by how many people, and when last. */
export function useIn(use: Columns, day: Day) {
  const [from, to] = use.between(day - WINDOW + 1, day);
  const days = new Set<number>();
  const users = new Set<number>();
  let events = 0;
  for (let row = from; row < to; row++) {
    days.add(use.cell(row, 0));
    if (use.cell(row, 2) >= 0) users.add(use.cell(row, 2));
    events += use.cell(row, 1);
  }
  return { days: days.size, events, users: users.size, last: to === 0 ? null : use.cell(to - 1, 0) };
}
