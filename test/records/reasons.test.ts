import { describe, expect, test } from 'vitest';
import { reasonsOf } from '../../src/records/reasons.ts';
import type { Subscription } from '../../src/records/row.ts';
import { account, subscription } from '../metrics/support.ts';
import type { Cells } from './support.ts';

/** One that runs until 9 July, and one that begins then, in one plan with one seat unless told. */
const before = (more: Cells = {}) =>
  subscription('2024-01-01', '2024-07-09', { subscription_id: 'a', plan: 'team', quantity: '1', ...more });
const after = (more: Cells = {}) =>
  subscription('2024-07-09', null, { subscription_id: 'a', plan: 'team', quantity: '1', amount: '150', ...more });
const stays = subscription('2024-01-01', null, { subscription_id: 'z', plan: 'solo', amount: '10' });

/** The parts of the one expansion of these rows, less those of 0. */
function parts(rows: readonly Subscription[]): Record<string, number> {
  const movements = account(...rows).ledgers.flatMap((ledger) => ledger.movements);
  const expansions = movements.filter(({ kind }) => kind === 'expansion');
  expect(expansions).toHaveLength(1);
  const found = expansions.flatMap((movement) => [...reasonsOf(movement)]);
  const sum = found.reduce((all, [, cents]) => all + cents, 0);
  expect(sum).toBe(expansions[0]?.cents);
  return Object.fromEntries(found.filter(([, cents]) => cents > 0));
}

describe('what an expansion came from', () => {
  test.each<[string, readonly Subscription[], Record<string, number>]>([
    ['another plan', [before(), after({ plan: 'business' })], { upsell: 5000 }],
    ['another plan, with more seats', [before(), after({ plan: 'business', quantity: '2' })], { upsell: 5000 }],
    ['more seats', [before(), after({ quantity: '2' })], { seats: 5000 }],
    ['more seats, with no plan named', [before({ plan: '' }), after({ plan: '', quantity: '2' })], { seats: 5000 }],
    ['a blank quantity is one', [before({ quantity: '' }), after({ quantity: '1.5' })], { seats: 5000 }],
    ['a higher price', [before(), after()], { price: 5000 }],
    ['fewer seats at a higher price', [before({ quantity: '3' }), after({ quantity: '2' })], { price: 5000 }],
    ['no plan named, and no more seats', [before({ plan: '' }), after({ plan: '' })], { other: 5000 }],
    ['another subscription', [stays, after()], { cross_sell: 15_000 }],
    [
      'one that takes the place of another',
      [before(), after({ subscription_id: 'b', plan: 'business' })],
      { upsell: 5000 },
    ],
    [
      'a trial that is over',
      [stays, subscription('2024-06-25', null, { trial_end: '2024-07-09' })],
      { cross_sell: 10_000 },
    ],
    [
      'a discount that ran out',
      [subscription('2024-01-01', null, { discount_percent: '25', discount_end: '2024-07-09' })],
      { discount_end: 2500 },
    ],
    [
      'a discount of all of it that ran out',
      [stays, subscription('2024-01-01', null, { discount_percent: '100', discount_end: '2024-07-09' })],
      { discount_end: 10_000 },
    ],
    [
      'two at once',
      [before(), after({ quantity: '2' }), subscription('2024-07-09', null, { subscription_id: 'b', amount: '7' })],
      { seats: 5000, cross_sell: 700 },
    ],
    [
      'what fell on the day comes off the largest part',
      [
        before(),
        after({ quantity: '2' }),
        subscription('2024-07-09', null, { subscription_id: 'b', amount: '7', plan: 'extra' }),
        before({ subscription_id: 'c', plan: 'seat', amount: '30' }),
        after({ subscription_id: 'c', plan: 'seat', amount: '10' }),
      ],
      { seats: 3000, cross_sell: 700 },
    ],
    [
      'and off the next',
      [
        stays,
        before({ subscription_id: 'c', amount: '60' }),
        after({ subscription_id: 'c', amount: '5' }),
        before(),
        after({ quantity: '2' }),
        subscription('2024-07-09', null, { subscription_id: 'b', amount: '7', plan: 'extra' }),
      ],
      { cross_sell: 200 },
    ],
    [
      'swaps go by plan before size',
      [
        before({ subscription_id: 'a', plan: 'team', amount: '10' }),
        before({ subscription_id: 'b', plan: 'solo', amount: '20' }),
        after({ subscription_id: 'c', plan: 'team', amount: '50', quantity: '5' }),
        after({ subscription_id: 'd', plan: 'solo', amount: '21' }),
      ],
      { seats: 4000, price: 100 },
    ],
    [
      'of a subscription in another currency nobody can say how much',
      [before({ currency: 'USD' }), after({ subscription_id: 'b', currency: 'EUR' })],
      { other: 15_000 },
    ],
  ])('%s', (_, rows, expected) => {
    expect(parts(rows)).toEqual(expected);
    expect(parts(rows.toReversed())).toEqual(expected);
  });
});
