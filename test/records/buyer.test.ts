import { describe, expect, test } from 'vitest';
import { buyersOf, visitsOf } from '../../src/records/buyer.ts';
import { tenureOf } from '../../src/records/renewal.ts';
import { dayFrom } from '../calculator/support.ts';
import { account, payment, subscription } from '../metrics/support.ts';

describe('visits', () => {
  const visits = (...payments: readonly ReturnType<typeof payment>[]) => {
    const [buyer] = buyersOf(payments);
    return buyer === undefined ? null : visitsOf(buyer, dayFrom('2024-07-31'));
  };
  const first = payment('2024-07-01');

  test.each([
    ['none', visits(), null],
    ['one', visits(first), { frequency: 0, recency: 0, age: 30, mean: 0 }],
    ['on the last day', visits(payment('2024-07-31')), { frequency: 0, recency: 0, age: 0, mean: 0 }],
    ['after the close', visits(payment('2024-08-01')), null],
    ['twice a day is once', visits(first, first), { frequency: 0, recency: 0, age: 30, mean: 0 }],
    [
      'again, with two payments on one day',
      visits(payment('2024-07-11', { amount: '10' }), first, payment('2024-07-11', { amount: '30' })),
      { frequency: 1, recency: 10, age: 30, mean: 4000 },
    ],
    [
      'what goes back is no visit',
      visits(first, payment('2024-07-11', { amount: '-50' })),
      { frequency: 0, recency: 0, age: 30, mean: 0 },
    ],
    [
      'nor is nothing',
      visits(first, payment('2024-07-11', { amount: '0' })),
      { frequency: 0, recency: 0, age: 30, mean: 0 },
    ],
  ])('%s', (_, found, expected) => {
    expect(found).toEqual(expected);
  });
});

describe('tenure by the month, at the close of 30 June', () => {
  test.each([
    ['is there: five renewals were due', '2024-01-01', null, { lostAt: null, due: 5 }],
    ['the sixth is due the day after', '2023-12-31', null, { lostAt: null, due: 6 }],
    ['came on the last day', '2024-06-30', null, { lostAt: null, due: 0 }],
    ['has not come', '2024-07-01', null, null],
    ['leaves after the close', '2024-01-01', '2024-07-01', { lostAt: null, due: 5 }],
    ['did not renew at all', '2024-01-01', '2024-02-01', { lostAt: 1, due: 5 }],
    ['left before the first renewal', '2024-01-01', '2024-01-09', { lostAt: 1, due: 5 }],
    ['left the day after it', '2024-01-01', '2024-02-02', { lostAt: 2, due: 5 }],
    ['did not make the last one that was due', '2024-01-01', '2024-06-01', { lostAt: 5, due: 5 }],
    ['left on the way to one that is not due yet', '2024-01-01', '2024-06-09', { lostAt: null, due: 5 }],
  ])('%s', (_, started, ended, expected) => {
    expect(tenureOf(account(subscription(started, ended)), dayFrom('2024-06-30'), 1)).toEqual(expected);
  });

  test('who comes back is lost all the same', () => {
    const back = account(subscription('2024-01-01', '2024-03-01'), subscription('2024-04-01'));
    expect(tenureOf(back, dayFrom('2024-06-30'), 1)).toEqual({ lostAt: 2, due: 5 });
  });
});
