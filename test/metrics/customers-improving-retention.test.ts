import { describe, expect, test } from 'vitest';
import metric from '../../src/metrics/customers-improving-retention.ts';
import { firm, told } from './growth-support.ts';
import { measure, observe } from './support.ts';

describe('customers_improving_retention', () => {
  test.each([
    ['yes', firm(['2024-07-01 retention_improving yes']), true],
    ['no', firm(['2024-07-01 retention_improving no']), false],
    ['not said', firm([]), null],
    ['too long ago', firm(['2023-07-30 retention_improving yes']), null],
    ['no customer yet', firm(['2024-07-01 retention_improving yes'], { bought: '2024-08-01' }), null],
  ])('%s', (_, row, expected) => {
    expect(observe(metric, row)).toBe(expected);
  });

  test('fixtures/july: A is not; D, who is, left', () => {
    expect(measure(metric, told)).toMatchObject({ numerator: 0, denominator: 1 });
  });

  test('nothing said: null', () => {
    expect(measure(metric, {})).toMatchObject({ value: null, reason: 'no_growth_data' });
  });
});
