import { describe, expect, test } from 'vitest';
import metric from '../../src/metrics/customers-hiring.ts';
import { firm, told } from './growth-support.ts';
import { measure, observe } from './support.ts';

describe('customers_hiring', () => {
  test.each([
    ['yes', firm(['2024-07-01 hiring yes']), true],
    ['no', firm(['2024-07-01 hiring no']), false],
    ['not said', firm([]), null],
    ['too long ago', firm(['2023-07-30 hiring yes']), null],
    ['no customer yet', firm(['2024-07-01 hiring yes'], { bought: '2024-08-01' }), null],
  ])('%s', (_, row, expected) => {
    expect(observe(metric, row)).toBe(expected);
  });

  test('fixtures/july: A is, B is not', () => {
    expect(measure(metric, told)).toMatchObject({ numerator: 1, denominator: 2 });
  });

  test('nothing said: null', () => {
    expect(measure(metric, {})).toMatchObject({ value: null, reason: 'no_growth_data' });
  });
});
