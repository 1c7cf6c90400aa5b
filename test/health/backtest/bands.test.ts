import { describe, expect, test } from 'vitest';
import { wilson } from '../../../src/calculator/interval.ts';
import { bandsOf } from '../../../src/health/backtest/bands.ts';
import { observation, TOY } from './support.ts';

describe('churn by band', () => {
  const toy = bandsOf(TOY);

  test('the toy vector of METRICS.md 6.3', () => {
    expect(toy.bands.map(({ band, n, churned, rate }) => [band, n, churned, rate.value])).toEqual([
      ['red', 8, 4, 0.5],
      ['yellow', 7, 1, 1 / 7],
      ['green', 5, 1, 0.2],
      ['unknown', 0, 0, null],
    ]);
    expect(toy.bands[0]!.lift).toBeCloseTo(1.667, 3);
    expect(toy.monotonic).toBe(false);
    expect([toy.precision.value, toy.recall.value, toy.missed.value]).toEqual([0.5, 4 / 6, 1 / 6]);
  });

  test('Wilson, where each customer counts once', () => {
    expect({ low: toy.bands[0]!.rate.low, high: toy.bands[0]!.rate.high }).toEqual(wilson(4, 8, 0.95));
  });

  test('the snapshots of one customer are one trial', () => {
    const once = bandsOf(TOY);
    const at = (snapshot: number) =>
      TOY.map(({ customer, score, churned }) => observation(customer, score, churned, { snapshot }));
    const thrice = bandsOf([at(0), at(31), at(59)].flat());
    expect(thrice.bands.map(({ n }) => n)).toEqual([24, 21, 15, 0]);
    expect(thrice.bands.map(({ rate }) => rate)).toEqual(once.bands.map(({ rate }) => rate));
  });

  test.each([
    ['falls', [20, true, 60, true, 60, false, 90, false], true],
    ['as many in two of them', [20, true, 60, true, 90, false], false],
    ['nobody in one', [20, true, 90, false], null],
  ] as const)('monotonic: %s', (_, pairs, monotonic) => {
    const scores = Array.from({ length: pairs.length / 2 }, (_, i) => [pairs[2 * i], pairs[2 * i + 1]]);
    const all = scores.map(([score, churned], i) => observation(i, Number(score), churned === true));
    expect(bandsOf(all).monotonic).toBe(monotonic);
  });

  test('recall of MRR: 300 of 400 was red; none where an amount is not known', () => {
    const paying = (cents: number, currency = 'USD') => ({ mrr: { cents, currency } });
    const left = [observation(0, 10, true, paying(300)), observation(1, 90, true, paying(100))];
    expect(bandsOf(left).mrrRecall).toBe(0.75);
    expect(bandsOf([...left, observation(2, 90, true, { mrr: null })]).mrrRecall).toBeNull();
    expect(bandsOf([...left, observation(2, 90, true, paying(100, 'EUR'))]).mrrRecall).toBeNull();
    expect(bandsOf([observation(0, 10, false)]).mrrRecall).toBeNull();
  });

  describe('days of warning', () => {
    const at = (customer: number, snapshot: number, score: number | null, left: number | null = 100) =>
      observation(customer, score, left !== null, { snapshot, churnDay: left });

    test.each([
      ['from the beginning of the red ones in a row', [at(0, 10, 80), at(0, 40, 20), at(0, 70, 20)], 60],
      ['that may begin before leaving is in sight', [at(0, 10, 20, null), at(0, 40, 20)], 90],
      ['not from a red one before a better one', [at(0, 10, 20), at(0, 40, 80), at(0, 70, 20)], 30],
      ['none where the last one was not red', [at(0, 10, 20), at(0, 40, 80)], null],
      ['snapshots without a band are passed over', [at(0, 10, 20), at(0, 40, null), at(0, 70, null)], 90],
      ['of each leaving by itself', [at(0, 10, 20, 30), at(0, 60, 20), at(0, 70, 20)], (20 + 40) / 2],
      ['the median', [at(0, 10, 20), at(1, 40, 20), at(2, 80, 20), at(3, 90, 80)], 60],
      ['nobody left', [at(0, 10, 20, null)], null],
    ])('%s', (_, observations, days) => {
      expect(bandsOf(observations).warningDays).toBe(days);
      expect(bandsOf(observations.toReversed()).warningDays).toBe(days);
    });
  });

  test('without observations nothing is said', () => {
    const none = bandsOf([]);
    expect([none.recall.value, none.bands[0]!.rate.value, none.bands[0]!.lift]).toEqual([null, null, null]);
  });
});
