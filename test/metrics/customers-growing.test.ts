import { describe, expect, test } from 'vitest';
import customersGrowing from '../../src/metrics/customers-growing.ts';
import { firm, told } from './growth-support.ts';
import { measure, observe } from './support.ts';

describe('customers_growing', () => {
  test.each([
    ['more than at the purchase', firm(['2023-01-15 employees 50', '2024-07-01 employees 51']), true],
    ['as much', firm(['2023-01-15 employees 50', '2024-07-01 employees 50']), false],
    ['less', firm(['2023-01-15 employees 50', '2024-07-01 employees 49']), false],
    ['no index', firm(['2024-07-01 employees 50']), null],
    ['no customer yet', firm(['2023-01-15 employees 50', '2024-07-01 employees 51'], { bought: '2024-08-01' }), null],
  ])('%s', (_, row, expected) => {
    expect(observe(customersGrowing, row)).toBe(expected);
  });

  test('fixtures/july: A and C of A, B and C', () => {
    expect(measure(customersGrowing, told)).toMatchObject({ numerator: 2, denominator: 3, n: 3 });
  });

  test('nothing known: null', () => {
    expect(measure(customersGrowing, {})).toMatchObject({ value: null, reason: 'no_growth_data' });
  });
});
