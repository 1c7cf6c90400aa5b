import { describe, expect, test } from 'vitest';
import renewalRateGross from '../../src/metrics/renewal-rate-gross.ts';
import renewalRateNet from '../../src/metrics/renewal-rate-net.ts';
import type { Subscription } from '../../src/records/row.ts';
import type { Cells } from '../records/support.ts';
import { ofBook, settings, subscription } from './support.ts';

/** 100.00 a month, due on 10 July 2024; the settings are as of 15 August. */
const due = (more: Cells = {}, ended: string | null = '2024-07-10') =>
  subscription('2023-07-10', ended, { interval: 'year', amount: '1200', term_end: '2024-07-10', ...more });
const next = (amount: string, started = '2024-07-10', more: Cells = {}) =>
  subscription(started, null, { interval: 'year', amount, ...more });

/** Numerators and the denominator of gross and net, in cents. */
function both(...rows: readonly Subscription[]) {
  const [gross, net] = [renewalRateGross, renewalRateNet].map((metric) => ofBook(metric, ...rows));
  expect(gross?.denominator).toBe(net?.denominator);
  return [gross?.numerator, net?.numerator, net?.denominator];
}

describe('renewal_rate_gross and renewal_rate_net', () => {
  test.each([
    ['for as much', [due(), next('1200')], [10_000, 10_000, 10_000]],
    ['for more', [due(), next('1800')], [10_000, 15_000, 10_000]],
    ['for less', [due(), next('600')], [5_000, 5_000, 10_000]],
    ['not', [due()], [0, 0, 10_000]],
    ['30 days late, for more', [due(), next('1800', '2024-08-09')], [10_000, 15_000, 10_000]],
    ['31 days late', [due(), next('1800', '2024-08-10')], [0, 0, 10_000]],
    ['by going on', [due({}, null)], [10_000, 10_000, 10_000]],
    ['although said not to be', [due({ renewed: 'no' }), next('1800')], [0, 0, 10_000]],
    [
      'by going on, its discount over on the day',
      [due({ discount_percent: '50', discount_end: '2024-07-10' }, null)],
      [5_000, 10_000, 5_000],
    ],
    [
      'early for more, and still more on the day due',
      [due({}, '2024-05-01'), next('1800', '2024-05-01', { discount_percent: '50', discount_end: '2024-07-01' })],
      [10_000, 15_000, 10_000],
    ],
    ['undecided', [due({ renewed: '' }, null)], [0, 0, 0]],
    ['for an amount that is not there', [due({ renewed: 'yes' })], [0, 0, 0]],
    [
      'for another currency: never added',
      [due({ currency: 'USD' }), next('1800', '2024-07-10', { currency: 'USD' })],
      [10_000, 15_000, 10_000],
    ],
  ])('%s', (_, rows, expected) => {
    expect(both(...rows)).toEqual(expected);
  });

  test('a larger renewal does not make up for a lost one in gross, and does in net', () => {
    const rows = [
      due({ customer_id: 'A' }),
      next('2400', '2024-07-10', { customer_id: 'A' }),
      due({ customer_id: 'B' }),
    ];
    expect(ofBook(renewalRateGross, ...rows)).toMatchObject({ value: 0.5, n: 2 });
    expect(ofBook(renewalRateNet, ...rows)).toMatchObject({ value: 1, n: 2 });
  });

  test('renewed in another currency: not known in the first', () => {
    const rows = [due({ currency: 'USD' }), next('1800', '2024-07-10', { currency: 'EUR' })];
    expect(ofBook(renewalRateNet, ...rows)).toMatchObject({ value: null, n: 0, currency: 'USD' });
  });

  test('nothing due, or no amounts', () => {
    expect(ofBook(renewalRateGross, subscription('2024-01-01'))).toMatchObject({
      value: null,
      reason: 'no_renewals_due',
    });
    expect(renewalRateGross.lacks?.({ has: (_, field) => field === 'term_end' })).toBe('no_amounts');
    expect(renewalRateGross.lacks?.({ has: (_, field) => field !== 'term_end' })).toBe('no_term_end');
    expect(settings.renewalGrace).toBe(30);
  });
});
