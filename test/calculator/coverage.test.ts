import { expect, test } from 'vitest';
import { bootstrapRatio } from '../../src/calculator/bootstrap.ts';
import type { Bounds } from '../../src/calculator/interval.ts';
import { meanScore } from '../../src/calculator/means.ts';
import { weightedIndex } from '../../src/calculator/weighted-index.ts';
import { models } from '../../src/calculator/models/index.ts';
import clv from '../../src/metrics/clv.ts';
import { openBook } from '../../src/records/account.ts';
import { measure, settings, subscription } from '../metrics/support.ts';
import { dice, gamma } from './models/support.ts';

// How often intervals of 95 % hold what the data were made from: of 200 companies some 190, and seldom under 180.

const COMPANIES = 200;
/** Of models, whose every fit takes a search. */
const FITTED = 60;

/** Of companies made with the same dice every time, the share of intervals that hold the truth; most have one. */
function coverage(truth: number, intervalOf: (next: () => number) => Bounds | null, companies = COMPANIES): number {
  const next = dice(20_240_731);
  let held = 0;
  let all = 0;
  for (let company = 0; company < companies; company++) {
    const interval = intervalOf(next);
    if (interval === null) continue;
    all++;
    if (interval.low <= truth && truth <= (interval.high ?? Infinity)) held++;
  }
  expect(all).toBeGreaterThan(0.9 * companies);
  return held / all;
}
const times = (count: number) => Array.from({ length: count }, (_, i) => i);
const expectAbout95 = (share: number): void => {
  expect(share).toBeGreaterThanOrEqual(0.9);
  expect(share).toBeLessThanOrEqual(0.99);
};

test('lifetime value of ARPA and churn: 60 customers, of whom 4 % leave a month', () => {
  const leaves = 0.04;
  const amount = (next: () => number): number => Math.round(50 + 300 * next() ** 3);
  const covered = coverage(12_500 / leaves, (next) => {
    const rows = times(60).map((i) => {
      const months = Math.floor(Math.log(1 - next()) / Math.log(1 - leaves));
      const ended = months < 6 ? `2024-0${months + 2}-15` : null;
      return subscription('2024-01-01', ended, { customer_id: `c${i}`, amount: String(amount(next)) });
    });
    return measure(clv, { book: openBook(rows) }, { settings }).interval;
  });
  expectAbout95(covered);
});

test('MRR that is left of a cohort of 40', () => {
  const covered = coverage(0.8 * 0.9, (next) => {
    const first = Float64Array.from(times(40), () => 50 + 300 * next() ** 2);
    const left = first.map((each) => (next() < 0.2 ? 0 : each * (next() < 0.2 ? 0.5 : 1)));
    return bootstrapRatio([left, first], 0.95);
  });
  expectAbout95(covered);
});

/** A score of 1 to 5: 5 with a chance of a half, else any of them. */
const stars = (next: () => number): number => (next() < 0.5 ? 5 : 1 + Math.floor(5 * next()));

test.each([6, 12, 40])('the mean of %i answers of 1 to 5', (answers) => {
  const fold = meanScore();
  const covered = coverage(4, (next) => {
    const state = fold.start();
    for (let i = 0; i < answers; i++) fold.add(state, { score: stars(next), min: 1, max: 5, isLowGood: false });
    return fold.interval?.(state, 0.95) ?? null;
  });
  expectAbout95(covered);
});

test('ACSI of 40 people whose three answers go together', () => {
  const fold = weightedIndex(3);
  const covered = coverage(75, (next) => {
    const state = fold.start();
    for (let i = 0; i < 40; i++) {
      const own = stars(next);
      for (const question of ['a', 'b', 'c']) {
        const score = next() < 0.5 ? own : stars(next);
        fold.add(state, { unit: `r${i}`, question, weight: 1, part: score - 1, of: 4 });
      }
    }
    return fold.interval?.(state, 0.95) ?? null;
  });
  expectAbout95(covered);
});

test('the shifted beta-geometric model of 300 customers over two years', () => {
  const [alpha, beta, discount] = [1.2, 8, 0.01];
  const truth = 20_000 * models.renewals.discountedLifetime({ alpha, beta }, discount);
  const covered = coverage(
    truth,
    (next) => {
      const rows = times(300).map((i) => {
        const [a, b] = [gamma(alpha, next), gamma(beta, next)];
        const months = 1 + Math.floor(Math.log(1 - next()) / Math.log(1 - a / (a + b)));
        const ended =
          months <= 24
            ? `${2022 + Math.floor((6 + months) / 12)}-${String(((6 + months) % 12) + 1).padStart(2, '0')}-01`
            : null;
        return subscription('2022-07-01', ended, {
          customer_id: `c${i}`,
          amount: String(Math.round(100 + 200 * next())),
        });
      });
      const more = { settings: { ...settings, models } };
      return measure({ metric: clv, method: 'sbg' }, { book: openBook(rows) }, more).interval;
    },
    FITTED,
  );
  expectAbout95(covered);
});
