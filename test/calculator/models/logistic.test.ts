import { describe, expect, test } from 'vitest';
import { fitLogistic, logOdds } from '../../../src/calculator/models/logistic.ts';

// R's data set mtcars: weight and whether the transmission is manual, in its order of rows.
const WEIGHT = [
  2.62, 2.875, 2.32, 3.215, 3.44, 3.46, 3.57, 3.19, 3.15, 3.44, 3.44, 4.07, 3.73, 3.78, 5.25, 5.424, 5.345, 2.2, 1.615,
  1.835, 2.465, 3.52, 3.435, 3.84, 3.845, 1.935, 2.14, 1.513, 3.17, 2.77, 3.57, 2.78,
];
const MANUAL = Array.from('11100000000000000111000001111111', (each) => each === '1');
const cars = { features: WEIGHT.map((weight) => [weight]), outcomes: MANUAL };

describe('logistic regression', () => {
  test('of no cases there is none', () => {
    expect(fitLogistic({ features: [], outcomes: [] }, 1)).toBeNull();
  });

  test("without a penalty it is R's glm(am ~ wt, binomial): 12.040 - 4.024 wt", () => {
    const { intercept, coefficients } = fitLogistic(cars, 0)!;
    expect(intercept).toBeCloseTo(12.04, 3);
    expect(coefficients[0]).toBeCloseTo(-4.024, 3);
  });

  test('at its best the slope of loss and penalty is 0', () => {
    const model = fitLogistic(cars, 2)!;
    const errors = cars.features.map((row, i) => 1 / (1 + Math.exp(-logOdds(model, row))) - (MANUAL[i] ? 1 : 0));
    expect(errors.reduce((sum, error) => sum + error, 0)).toBeCloseTo(0, 8);
    const slope = errors.reduce((sum, error, i) => sum + error * WEIGHT[i]!, 0);
    expect(slope + 2 * model.coefficients[0]!).toBeCloseTo(0, 8);
  });

  test('a heavy penalty leaves the share of all: 13 of 32', () => {
    const { intercept, coefficients } = fitLogistic(cars, 1e9)!;
    expect(coefficients[0]).toBeCloseTo(0, 6);
    expect(intercept).toBeCloseTo(Math.log(13 / 19), 6);
  });

  test('a weight of two is a row twice, and of none a row left out', () => {
    const weights = MANUAL.map((_, i) => i % 3);
    const rows = cars.features.flatMap((row, i) =>
      Array.from({ length: weights[i]! }, () => ({ row, is: MANUAL[i]! })),
    );
    const twice = fitLogistic({ features: rows.map(({ row }) => row), outcomes: rows.map(({ is }) => is) }, 1)!;
    const weighted = fitLogistic({ ...cars, weights }, 1)!;
    expect(weighted.intercept).toBeCloseTo(twice.intercept, 8);
    expect(weighted.coefficients[0]).toBeCloseTo(twice.coefficients[0]!, 8);
  });

  test('what is told apart without an error has a best under a penalty', () => {
    const apart = { features: [[-1], [-2], [1], [2]], outcomes: [false, false, true, true] };
    const { coefficients } = fitLogistic(apart, 1)!;
    expect(coefficients[0]).toBeGreaterThan(0.5);
    expect(fitLogistic(apart, 1, { intercept: 3, coefficients: [-4] })!.coefficients[0]).toBeCloseTo(
      coefficients[0]!,
      8,
    );
  });

  test('outcomes that are all alike, or two features that are one, have none', () => {
    expect(fitLogistic({ features: [[1], [2]], outcomes: [true, true] }, 1)).toBeNull();
    const twins = { features: [[1, 1], [2, 2], [3, 3]], outcomes: [true, false, true] }; // prettier-ignore
    expect(fitLogistic(twins, 0)).toBeNull();
  });
});
