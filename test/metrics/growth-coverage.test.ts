import { describe, expect, test } from 'vitest';
import growthCoverage from '../../src/metrics/growth-coverage.ts';
import { firm, told } from './growth-support.ts';
import { measure, observe } from './support.ts';

describe('growth_coverage', () => {
  test.each([
    ['an index', firm(['2023-01-15 employees 50', '2024-07-01 employees 51']), true],
    ['none', firm(['2024-07-01 employees 50']), false],
    ['nothing is known', firm([]), false],
    ['no customer yet', firm([], { bought: '2024-08-01' }), null],
  ])('%s', (_, row, expected) => {
    expect(observe(growthCoverage, row)).toBe(expected);
  });

  test('fixtures/july: 3 of the 9 at the close', () => {
    expect(measure(growthCoverage, told)).toMatchObject({ numerator: 3, denominator: 9, value: 3 / 9 });
  });

  test('without subscriptions nobody knows who is a customer', () => {
    expect(growthCoverage.lacks?.({ has: (kind) => kind === 'history' })).toBe('no_subscriptions');
  });
});
