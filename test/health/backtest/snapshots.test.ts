import { describe, expect, test } from 'vitest';
import { formatDay, parseDay } from '../../../src/calculator/calendar.ts';
import { observe } from '../../../src/health/backtest/observation.ts';
import { outcomeOf, snapshotDays } from '../../../src/health/backtest/snapshots.ts';
import { subject } from './support.ts';

const day = (text: string): number => parseDay(text)!;
const AHEAD = { lead: 14, horizon: 90 };

describe('snapshots', () => {
  test.each([
    // 104 days before 2024-12-31 is 2024-09-18.
    ['2024-06-01', '2024-12-31', '2024-12-31', ['2024-06-30', '2024-07-31', '2024-08-31']],
    // The very last day on which the outcome of September is known: 2024-09-30 + 104.
    ['2024-09-01', '2025-06-30', '2025-01-12', ['2024-09-30']],
    ['2024-09-01', '2025-06-30', '2025-01-11', []],
    // A month that is not whole at the end of the window has no close in it; one that is cut at its start has.
    ['2024-01-15', '2024-02-28', '2025-01-01', ['2024-01-31']],
    ['2024-01-31', '2024-02-29', '2025-01-01', ['2024-01-31', '2024-02-29']],
    ['2024-03-01', '2024-02-29', '2025-01-01', []],
  ])('from %s to %s as of %s', (first, last, asOf, days) => {
    expect(snapshotDays(day(first), day(last), day(asOf), AHEAD).map(formatDay)).toEqual(days);
  });
});

describe('labels, to the day', () => {
  // Snapshot 2024-03-31, lead until 2024-04-14, horizon until 2024-07-13.
  test.each([
    ['at the snapshot it had left before', ['2024-03-31'], 'stayed'],
    ['the day after', ['2024-04-01'], 'too-late'],
    ['the last day of the lead', ['2024-04-14'], 'too-late'],
    ['the first day of the horizon', ['2024-04-15'], 'churned'],
    ['its last day', ['2024-07-13'], 'churned'],
    ['the day after it', ['2024-07-14'], 'stayed'],
    ['never', [], 'stayed'],
    ['twice, the first time in the lead', ['2024-04-10', '2024-06-01'], 'too-late'],
    ['long before, and in the horizon', ['2023-01-01', '2024-06-01'], 'churned'],
  ])('%s', (_, churnDays, kind) => {
    expect(outcomeOf(churnDays.map(day), day('2024-03-31'), AHEAD).kind).toBe(kind);
  });

  test('the day it left is that of the first leaving in the horizon', () => {
    const outcome = outcomeOf(['2024-05-01', '2024-06-01'].map(day), day('2024-03-31'), AHEAD);
    expect(outcome).toEqual({ kind: 'churned', day: day('2024-05-01') });
  });
});

describe('who is observed', () => {
  const at = day('2024-03-31');
  const one = (began: string, left: string | null) => {
    const who = subject(7, { began: day(began), left: left === null ? null : day(left) }, () => [40]);
    const { observations, leftOut } = observe([who], [at], { ...AHEAD, minAge: 28 });
    return { is: observations.map(({ churned }) => churned), ...leftOut };
  };

  test.each([
    ['of the minimum age', '2024-03-03', null, { is: [false], too_young: 0, churned_in_lead: 0 }],
    ['a day younger', '2024-03-04', null, { is: [], too_young: 1, churned_in_lead: 0 }],
    ['not there yet', '2024-04-01', null, { is: [], too_young: 0, churned_in_lead: 0 }],
    ['gone at the close', '2023-01-01', '2024-03-31', { is: [], too_young: 0, churned_in_lead: 0 }],
    ['leaves in the lead', '2023-01-01', '2024-04-14', { is: [], too_young: 0, churned_in_lead: 1 }],
    ['leaves in the horizon', '2023-01-01', '2024-04-15', { is: [true], too_young: 0, churned_in_lead: 0 }],
  ])('%s', (_, began, left, observed) => {
    expect(one(began, left)).toEqual(observed);
  });
});
