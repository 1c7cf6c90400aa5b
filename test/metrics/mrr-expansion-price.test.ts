import { expect, test } from 'vitest';
import metric from '../../src/metrics/mrr-expansion-price.ts';
import { lifecycle, ofBook, subscription } from './support.ts';

// test/records/reasons.test.ts has what tells one reason from another.
const opening = subscription('2024-01-01', '2024-07-09', { subscription_id: 'a', plan: 'team', quantity: '1' });

test('50 more in July; of somebody else nothing', () => {
  expect(
    ofBook(
      metric,
      opening,
      subscription('2024-07-09', null, { subscription_id: 'a', plan: 'team', quantity: '1', amount: '150' }),
    ),
  ).toMatchObject({ value: 5000, n: 1 });
  expect(ofBook(metric, opening)).toMatchObject({ value: 0, n: 0 });
});

test('2 Silver beside 4 Gold are a cross-sell of 60 [CM-life]', () => {
  expect(ofBook(metric, ...lifecycle).value).toBe(0);
});

test('without the column that tells it: null', () => {
  expect(metric.lacks?.({ has: (_, field) => field === 'amount' })).toBe('no_plans');
  expect(metric.lacks?.({ has: () => false })).toBe('no_amounts');
});
