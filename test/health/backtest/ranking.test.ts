import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { panelOf, rankingOf, scoreOf } from '../../../src/health/backtest/panel.ts';
import { aucOf, liftOf, once, rank, type Ranked } from '../../../src/health/backtest/ranking.ts';
import { observation, TOY } from './support.ts';

const rankingOfScores = (...scores: readonly (readonly [number, boolean])[]) =>
  rankingOf(panelOf(scores.map(([score, churned], i) => observation(i, score, churned))), scoreOf);

describe('AUC', () => {
  test('the toy vector of METRICS.md 6.3: 64 of 84 pairs', () => {
    expect(aucOf(rankingOf(panelOf(TOY), scoreOf), once(20))).toBe(64 / 84);
  });

  test.each<[string, readonly (readonly [number, boolean])[], number]>([
    ['all who left were lower', [[1, true], [2, true], [3, false]], 1], // prettier-ignore
    [
      'all who left were higher',
      [
        [3, true],
        [2, false],
      ],
      0,
    ],
    [
      'a tie is half',
      [
        [2, true],
        [2, false],
      ],
      0.5,
    ],
    ['one tie, one below', [[2, true], [2, false], [3, false]], 0.75], // prettier-ignore
    ['all alike', [[5, true], [5, false], [5, true], [5, false]], 0.5], // prettier-ignore
    ['nobody left', [[1, false]], NaN],
    ['nobody stayed', [[1, true]], NaN],
  ])('%s', (_, scores, auc) => {
    expect(aucOf(rankingOfScores(...scores), once(scores.length))).toBe(auc);
  });

  test('as counting every pair of one time, whatever the weights', () => {
    const value = fc.record({
      value: fc.integer({ min: 0, max: 6 }),
      churned: fc.boolean(),
      time: fc.integer({ min: 0, max: 2 }),
      weight: fc.integer({ min: 0, max: 3 }),
    });
    fc.assert(
      fc.property(fc.array(value, { maxLength: 30 }), (values) => {
        const ranked = values.map((each, unit): Ranked => ({ unit, ...each }));
        let [pairs, all] = [0, 0];
        for (const left of values.filter(({ churned }) => churned)) {
          for (const stayed of values.filter(({ churned }) => !churned)) {
            if (left.time !== stayed.time) continue;
            const weight = left.weight * stayed.weight;
            all += weight;
            pairs += weight * (left.value < stayed.value ? 1 : left.value === stayed.value ? 0.5 : 0);
          }
        }
        const auc = aucOf(
          rank(ranked),
          Float64Array.from(values, ({ weight }) => weight),
        );
        if (all === 0) expect(auc).toBeNaN();
        else expect(auc).toBeCloseTo(pairs / all, 12);
      }),
    );
  });
});

test('customers of different months are not compared: a bad month is no bad customer', () => {
  const months = [0, 31].flatMap((snapshot, month) =>
    [0, 1, 2, 3].map((i) => observation(i, (month === 0 ? 70 : 20) + (i % 2), month === 1 && i < 2, { snapshot })),
  );
  const ranking = rankingOf(panelOf(months), scoreOf);
  expect(aucOf(ranking, once(4))).toBe(0.5);
  expect(liftOf(ranking, 0.5, once(4))).toBe(1);
});

describe('lift', () => {
  test.each([
    ['lowest decile', 0.1, 1 / 0.3],
    ['lowest quintile', 0.2, 2.5],
    ['all of them', 1, 1],
  ])('the toy vector, %s', (_, share, lift) => {
    expect(liftOf(rankingOf(panelOf(TOY), scoreOf), share, once(20))).toBeCloseTo(lift, 12);
  });

  const tens = (count: number) =>
    Array.from({ length: count }, (_, i) => [i, i === 0 || i === 3] as const satisfies readonly [number, boolean]);

  test.each([
    ['a tenth of 10 is the lowest one', tens(10), 0.1, 1 / 0.2],
    ['a tenth of 11 is two: rounded up', tens(11), 0.1, 0.5 / (2 / 11)],
    ['a tenth of 30 is three, in floating point too', tens(30), 0.1, 1 / 3 / (2 / 30)],
    ['of equal values at the cut as many as fit, evenly', [[1, true], [1, false], [2, false], [2, false]], 0.25, 1 / 2 / (1 / 4)], // prettier-ignore
    ['all alike: no lift', [[1, true], [1, false], [1, false]], 0.1, 1], // prettier-ignore
    [
      'nobody left',
      [
        [1, false],
        [2, false],
      ],
      0.1,
      NaN,
    ],
  ] as const)('%s', (_, scores, share, lift) => {
    const got = liftOf(rankingOfScores(...scores), share, once(scores.length));
    if (Number.isNaN(lift)) expect(got).toBeNaN();
    else expect(got).toBeCloseTo(lift, 12);
  });
});
