import { describe, expect, test } from 'vitest';
import { Calculation } from '../../src/calculator/calculate.ts';
import fcr from '../../src/metrics/fcr.ts';
import type { Ticket } from '../../src/records/row.ts';
import { dayFrom } from '../calculator/support.ts';
import { DS2, july, measure, settings, ticket } from './support.ts';

const of = (rows: readonly Ticket[], asOf = '2024-08-15') =>
  measure(fcr, { tickets: rows }, { settings: { ...settings, asOf: dayFrom(asOf) } });

/** How many tickets each caveat applies to. */
function caveats(rows: readonly Ticket[], asOf: string) {
  const query = { metrics: [fcr], periods: [july], settings: { ...settings, asOf: dayFrom(asOf) } };
  const calculation = new Calculation(query);
  for (const row of rows) calculation.add('tickets', row);
  return Object.fromEntries(calculation.caveats(july));
}

describe('fcr', () => {
  test.each([
    ['created the day before, solved in the period', [ticket('2024-06-30', { first_solved_at: '2024-07-01' })], 0, 0],
    ['created on the first day', [ticket('2024-07-01')], 1, 1],
    ['created on the last day, solved after it', [ticket('2024-07-31', { first_solved_at: '2024-08-01' })], 1, 1],
    ['created the day after', [ticket('2024-08-01')], 0, 0],
    ['not solved: in the denominator', [ticket('2024-07-02', { first_solved_at: '' })], 0, 1],
    ['spam', [ticket('2024-07-02', { is_spam: 'yes' })], 0, 0],
    ['merged', [ticket('2024-07-02', { merged_into: 't9' })], 0, 0],
    ['begun by an agent', [ticket('2024-07-02', { submitter_role: 'agent' })], 0, 0],
    ['two replies', [ticket('2024-07-02', { agent_replies: '2' })], 0, 1],
  ])('%s', (_, rows, numerator, denominator) => {
    expect(of(rows)).toMatchObject({ numerator, denominator, reason: denominator === 0 ? 'no_tickets' : null });
  });

  // Seed 004 L38 says 40 %; METRICS.md 0.1 (E4) and 3.2.
  test.each([
    [301, 0.43, 0.394, 0.467],
    [280, 0.4, 0.364, 0.437],
  ])('%i of 700', (resolved, value, low, high) => {
    const rows = Array.from({ length: 700 }, (_, i) =>
      ticket('2024-07-02', { agent_replies: i < resolved ? '1' : '2' }),
    );
    expect(of(rows)).toMatchObject({ value, interval: { low: expect.closeTo(low, 3), high: expect.closeTo(high, 3) } });
  });

  test('DS-2: 4/8, 21.5 to 78.5 %, one of them open (METRICS.md 3.4)', () => {
    const interval = { low: expect.closeTo(0.215, 3), high: expect.closeTo(0.785, 3) };
    expect(of(DS2)).toMatchObject({ value: 0.5, numerator: 4, denominator: 8, interval });
    expect(caveats(DS2, '2024-08-15')).toEqual({ 'fcr/open': 1 });
  });

  test('DS-2 as of 3 August: t7 and t12 are immature (METRICS.md 3.4)', () => {
    expect(of(DS2, '2024-08-03')).toMatchObject({ numerator: 4, denominator: 8 });
    expect(caveats(DS2, '2024-08-03')).toEqual({ 'fcr/open': 1, 'fcr/immature': 2 });
  });

  test.each(['agent_replies', 'agent_replies_before_solve', 'first_contact_resolved'])(
    '%s alone is enough to tell',
    (column) => {
      const facts = { has: (_: string, field: string) => field === column };
      expect(measure(fcr, { tickets: DS2 }, { facts }).reason).toBeNull();
      expect(measure(fcr, { tickets: DS2 }, { facts: { has: () => false } }).reason).toBe('no_reply_counts');
    },
  );
});
