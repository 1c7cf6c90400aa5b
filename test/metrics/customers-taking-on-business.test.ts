import { describe, expect, test } from 'vitest';
import metric from '../../src/metrics/customers-taking-on-business.ts';
import { firm, told } from './growth-support.ts';
import { measure, observe } from './support.ts';

describe('customers_taking_on_business', () => {
  test.each([
    ['yes', firm(['2024-07-01 taking_on_business yes']), true],
    ['no', firm(['2024-07-01 taking_on_business no']), false],
    ['not said', firm([]), null],
    ['too long ago', firm(['2023-07-30 taking_on_business yes']), null],
    ['no customer yet', firm(['2024-07-01 taking_on_business yes'], { bought: '2024-08-01' }), null],
  ])('%s', (_, row, expected) => {
    expect(observe(metric, row)).toBe(expected);
  });

  test('fixtures/july: C is', () => {
    expect(measure(metric, told)).toMatchObject({ numerator: 1, denominator: 1 });
  });

  test('nothing said: null', () => {
    expect(measure(metric, {})).toMatchObject({ value: null, reason: 'no_growth_data' });
  });
});
