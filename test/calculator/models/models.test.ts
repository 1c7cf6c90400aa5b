import { describe, expect, test } from 'vitest';
import * as purchases from '../../../src/calculator/models/beta-geometric-nbd.ts';
import * as spending from '../../../src/calculator/models/gamma-gamma.ts';
import { minimiseFrom } from '../../../src/calculator/models/nelder-mead.ts';
import * as renewals from '../../../src/calculator/models/shifted-beta-geometric.ts';
import { dice, gamma, shopper } from './support.ts';
import { hypergeometric, logBeta, logGamma } from '../../../src/calculator/models/special.ts';

describe('special functions', () => {
  test.each([
    [1, 0],
    [2, 0],
    [0.5, Math.log(Math.PI) / 2],
    [5, Math.log(24)],
    [0.001, 6.907178885383853],
    [100, 359.1342053695754],
  ])('ln gamma(%d)', (x, value) => {
    expect(logGamma(x)).toBeCloseTo(value, 11);
  });

  test('ln beta(2, 3) is that of 1/12', () => {
    expect(logBeta(2, 3)).toBeCloseTo(Math.log(1 / 12), 12);
  });

  test.each([
    ['1 at 0', 1, 2, 3, 0, 1],
    ['-ln(1 - z) / z', 1, 1, 2, 0.5, 2 * Math.LN2],
    ['close to 1 as well', 1, 1, 2, 0.999, Math.log(1000) / 0.999],
    ['(1 - z)^-a where b is c', 2.5, 4, 4, 0.75, 0.25 ** -2.5],
  ])('hypergeometric: %s', (_, a, b, c, z, value) => {
    expect(hypergeometric(a, b, c, z)).toBeCloseTo(value, 10);
  });

  test('a series without an end is no number', () => {
    expect(hypergeometric(1, 1, 2, 1)).toBeNaN();
  });
});

describe('Nelder-Mead', () => {
  const rosenbrock = ([x = 0, y = 0]: readonly number[]) => (1 - x) ** 2 + 100 * (y - x * x) ** 2;

  test("Rosenbrock's valley", () => {
    const { at, isFound } = minimiseFrom(rosenbrock, [[-1.2, 1]]);
    expect([isFound, ...at.map((each) => each.toFixed(4))]).toEqual([true, '1.0000', '1.0000']);
  });

  test('what is no number is higher than all', () => {
    const { at } = minimiseFrom(([x = 0]) => Math.sqrt(x - 2), [[3]]);
    expect(at[0]).toBeCloseTo(2, 4);
  });

  test('a slope without an end has no lowest point', () => {
    expect(minimiseFrom(([x = 0]) => -x, [[0]]).isFound).toBe(false);
  });

  test('begins anew where its simplex collapsed: the valley of ten coordinates', () => {
    const valley = (all: readonly number[]) => all.slice(1).reduce((sum, y, i) => sum + rosenbrock([all[i]!, y]), 0);
    const start = Array.from({ length: 10 }, (_, i) => (i % 2 === 0 ? -1.2 : 1));
    const { at, isFound } = minimiseFrom(valley, [start]);
    expect([isFound, ...at.map((each) => each.toFixed(4))]).toEqual([true, ...start.map(() => '1.0000')]);
  });

  test('of several beginnings the one that leads lowest', () => {
    const twoDips = ([x = 0]: readonly number[]) => Math.min((x - 1) ** 2, (x - 9) ** 2 - 1);
    expect(minimiseFrom(twoDips, [[0], [8]]).at[0]).toBeCloseTo(9, 4);
  });
});

// METRICS.md 3.5: Fader and Hardie (2007), survivors of 1000 in the years 0 to 7.
describe('shifted beta-geometric', () => {
  const lossesOf = (survivors: readonly number[]) => ({
    lost: survivors.map((each, t) => (t === 0 ? 0 : (survivors[t - 1] ?? 0) - each)),
    kept: survivors.map((each, t) => (t === survivors.length - 1 ? each : 0)),
  });
  const REGULAR = [1000, 631, 468, 382, 326, 289, 262, 241];
  const HIGH_END = [1000, 869, 743, 653, 593, 551, 517, 491];

  test.each([
    ['Regular', REGULAR, '0.7041', '1.1820', '-1680.265', '22.0 20.4 19.1 18.0 17.0'],
    ['High-end', HIGH_END, '0.6681', '3.8061', '-1611.158', '46.0 43.6 41.4 39.5 37.8'],
  ])('%s: parameters, likelihood, projection', (_, survivors, alpha, beta, likelihood, projected) => {
    const fitted = renewals.fitRenewals(lossesOf(survivors));
    if (fitted === null) throw new TypeError('no fit');
    expect([fitted.alpha.toFixed(4), fitted.beta.toFixed(4)]).toEqual([alpha, beta]);
    expect(fitted.logLikelihood.toFixed(3)).toBe(likelihood);
    const shares = renewals.survival(fitted, 12).slice(8);
    expect(shares.map((share) => (100 * share).toFixed(1)).join(' ')).toBe(projected);
  });

  // Those of the parameters as they are printed.
  test.each([
    ['Regular', { alpha: 0.704, beta: 1.182 }, '2.9647 4.1035 4.8701 5.4424 5.8944', '3.6951'],
    ['High-end', { alpha: 0.668, beta: 3.806 }, '5.4149 5.9018 6.2943 6.6203 6.8971', '5.9226'],
  ])('%s: lifetimes at 10 %%', (_, fitted, residual, whole) => {
    const lifetimes = [1, 2, 3, 4, 5].map((n) => renewals.residualLifetime(fitted, n, 0.1).toFixed(4));
    expect(lifetimes.join(' ')).toBe(residual);
    expect(renewals.discountedLifetime(fitted, 0.1).toFixed(4)).toBe(whole);
    const direct = renewals.survival(fitted, 400).reduce((sum, share, t) => sum + share / 1.1 ** t, 0);
    expect(renewals.discountedLifetime(fitted, 0.1)).toBeCloseTo(direct, 10);
  });

  // [FH10]: one rate for all understates what is left.
  test('more than one rate for all would say', () => {
    const fitted = renewals.fitRenewals(lossesOf(REGULAR)) ?? { alpha: 0, beta: 0 };
    const retention = 1 - fitted.alpha / (fitted.alpha + fitted.beta);
    expect(retention).toBeCloseTo(0.627, 3);
    expect((1.1 / (1.1 - retention)).toFixed(2)).toBe('2.32');
  });

  test.each([
    ['nobody lost', { lost: [0, 0, 0, 0], kept: [0, 0, 0, 50] }],
    ['all lost at once', { lost: [0, 50, 0, 0], kept: [0] }],
    ['everybody has the same chance', lossesOf([1024, 512, 256, 128, 64, 32])],
  ])('%s: no two parameters are the best', (_, counts) => {
    expect(renewals.fitRenewals(counts)).toBeNull();
  });
});

// METRICS.md 3.5, [LT]: CDNOW.
describe('BG/NBD', () => {
  const cdnow = { r: 0.2426, alpha: 4.4135, a: 0.7929, b: 2.4258 };
  const printed = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 };
  const customer = { frequency: 2, recency: 30.43, age: 38.86 };

  test('purchases expected, and the chance of being there', () => {
    expect(purchases.expectedPurchases(cdnow, customer, 39).toFixed(3)).toBe('1.226');
    expect(purchases.purchaseCurves(cdnow, [39])(customer)[0]).toBe(purchases.expectedPurchases(cdnow, customer, 39));
    expect(purchases.chanceAlive(cdnow, customer).toFixed(4)).toBe('0.7266');
    expect(purchases.chanceAlive(cdnow, { frequency: 0, recency: 0, age: 39 })).toBe(1);
  });

  test('chances of a number of purchases', () => {
    expect(purchases.chanceOfPurchases(printed, 0, 39)).toBeCloseTo(0.5737864, 5);
    expect(purchases.chanceOfPurchases(printed, 10, 2) / 1.07869e-7).toBeCloseTo(1, 2);
    const all = Array.from({ length: 80 }, (_, count) => purchases.chanceOfPurchases(printed, count, 20));
    expect(all.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 4);
  });

  test('the pole at a = 1 is none', () => {
    const at = (a: number) => purchases.expectedPurchases({ ...cdnow, a }, customer, 39);
    expect(at(1)).toBeCloseTo((at(0.999) + at(1.001)) / 2, 5);
  });

  test('a fit finds the parameters that the customers were made with', () => {
    const truth = { r: 0.8, alpha: 20, a: 0.9, b: 3 };
    const next = dice(7);
    const customers = Array.from({ length: 4000 }, () => {
      const age = 100 + Math.floor(200 * next());
      const times = shopper(truth, age, next);
      return { frequency: times.length, recency: times.at(-1) ?? 0, age };
    });
    const fitted = purchases.fitPurchases(customers);
    if (fitted === null) throw new TypeError('no fit');
    for (const name of ['r', 'alpha', 'a', 'b'] as const) {
      expect(Math.abs(fitted[name] / truth[name] - 1), name).toBeLessThan(0.2);
    }
    // In another unit of time the model is the same.
    const weeks = customers.map(({ frequency, recency, age }) => ({ frequency, recency: recency / 7, age: age / 7 }));
    const again = purchases.fitPurchases(weeks);
    expect(again?.alpha).toBeCloseTo(fitted.alpha / 7, 3);
    expect(again?.b).toBeCloseTo(fitted.b, 3);
  });

  test('customers who all came today have no best parameters', () => {
    const one = { frequency: 0, recency: 0, age: 0 };
    expect(purchases.fitPurchases(Array.from({ length: 50 }, () => one))).toBeNull();
  });

  test('customers who never came back have no best parameters', () => {
    const one = { frequency: 0, recency: 0, age: 100 };
    expect(purchases.fitPurchases(Array.from({ length: 50 }, () => one))).toBeNull();
  });
});

describe('gamma-gamma', () => {
  test('values that are all alike have no best parameters', () => {
    const alike = Array.from({ length: 30 }, (_, i) => ({ frequency: 1 + (i % 3), mean: 20 }));
    expect(spending.fitSpending(alike)).toBeNull();
  });

  const model = { p: 6.25, q: 3.74, v: 15.44 };

  // CDNOW's customers 1 to 10, as lifetimes tests them: to 0.1.
  test('what the purchases of customers are worth', () => {
    const once = { frequency: 0, mean: 0 };
    const customers = [
      { frequency: 2, mean: 22.35 },
      { frequency: 1, mean: 11.77 },
      once,
      once,
      once,
      { frequency: 7, mean: 73.74 },
      { frequency: 1, mean: 11.77 },
      once,
      { frequency: 2, mean: 25.55 },
      once,
    ];
    const values = customers.map((each) => spending.expectedValue(model, each));
    const expected = [24.65, 18.91, 35.17, 35.17, 35.17, 71.46, 18.91, 35.17, 27.28, 35.17];
    for (const [i, value] of values.entries()) expect(Math.abs(value - (expected[i] ?? 0))).toBeLessThan(0.1);
  });

  test('a fit finds the parameters that the values were made with', () => {
    const next = dice(11);
    const customers = Array.from({ length: 4000 }, () => {
      const frequency = 1 + Math.floor(6 * next());
      const rate = gamma(model.q, next) / model.v;
      return { frequency, mean: gamma(model.p * frequency, next) / (rate * frequency) };
    });
    const fitted = spending.fitSpending(customers);
    if (fitted === null) throw new TypeError('no fit');
    for (const name of ['p', 'q', 'v'] as const) {
      expect(Math.abs(fitted[name] / model[name] - 1), name).toBeLessThan(0.15);
    }
    const cents = spending.fitSpending(customers.map(({ frequency, mean }) => ({ frequency, mean: 100 * mean })));
    expect(cents?.v).toBeCloseTo(100 * fitted.v, 1);
  });
});
