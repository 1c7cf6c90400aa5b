import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Unit } from '../../src/calculator/metric.ts';
import { format, formatChange, round } from '../../src/calculator/unit.ts';

// METRICS.md 1.4: half away from zero, on the digits a reader sees. (1.005).toFixed(2) is 1.00, Math.round(-0.5) is -0.
test.each([
  [1.005, 2, 1.01],
  [-1.005, 2, -1.01],
  [0.285, 2, 0.29],
  [1.255, 2, 1.26],
  [8.345, 2, 8.35],
  [0.5, 0, 1],
  [-0.5, 0, -1],
  [2.5, 0, 3],
  [-2.5, 0, -3],
  [0.49999999999999994, 0, 0],
  [-0.4, 0, 0],
  [-0.04, 1, 0],
  [1e-7, 2, 0],
  [16.666666666666668, 0, 17],
  [123_456_789.125, 2, 123_456_789.13],
  [0, 2, 0],
])('%f to %i places is %f', (value, places, expected) => {
  expect(round(value, places)).toBe(expected);
});

test.each<[Unit, number, number, string]>([
  ['ratio', 0.05, 2, '5.0 %'],
  ['ratio', 0.4444444, 2, '44.4 %'],
  ['ratio', 1.1, 2, '110.0 %'],
  ['ratio', -0.1, 2, '-10.0 %'],
  ['ratio', -0.0004, 2, '0.0 %'],
  ['ratio', 0.9999, 2, '100.0 %'],
  ['ratio', 1e-7, 2, '0.0 %'],
  ['points', 33.3333, 2, '+33'],
  ['points', 16.6667, 2, '+17'],
  ['points', -0.5, 2, '-1'],
  ['points', -0.4, 2, '0'],
  ['points', 0.4, 2, '0'],
  ['points', 100, 2, '+100'],
  ['score', 4.08, 2, '4.08'],
  ['score', 1.005, 2, '1.01'],
  ['hours', 1234.25, 2, '1 234.3 h'],
  ['money', 0, 2, '0.00'],
  ['money', 126_000, 2, '1 260.00'],
  ['money', 123_456_789, 2, '1 234 567.89'],
  ['money', 100.5, 2, '1.01'],
  ['money', -52_000, 2, '-520.00'],
  ['money', -0.4, 2, '0.00'],
  ['money', 1_234_567, 0, '1 234 567'],
  ['money', 1_234_567, 3, '1 234.567'],
  ['count', 999, 2, '999'],
  ['count', 1000, 2, '1 000'],
])('%s %f with %i decimals: %s', (unit, value, decimals, text) => {
  expect(format[unit](value, decimals)).toBe(text);
});

// 59 of 2,000 is 2.95 % exactly; 0.0295 * 100 is 2.9499999999999997.
test.each([
  [59, '3.0 %', '+3.0 pp'],
  [9, '0.5 %', '+0.5 pp'],
  [571, '28.6 %', '+28.6 pp'],
])('%i of 2,000, a half of the last digit: away from zero', (hits, text, change) => {
  expect(format.ratio(hits / 2000, 2)).toBe(text);
  expect(formatChange('ratio', hits / 2000, 2)).toBe(change);
});

test.each<[Unit, number, string]>([
  ['ratio', 0.0123, '+1.2 pp'],
  ['ratio', -0.0123, '-1.2 pp'],
  ['ratio', 0.0004, '0.0 pp'],
  ['ratio', -0.0004, '0.0 pp'],
  ['ratio', 5.5e-17, '0.0 pp'],
  ['points', 13, '+13.0'],
  ['points', -47.62, '-47.6'],
  ['points', 0, '0.0'],
  ['score', 0.5, '+0.50'],
  ['score', 0.004, '0.00'],
  ['hours', -1.25, '-1.3 h'],
  ['money', 104_396, '+1 043.96'],
  ['money', 0, '0.00'],
  ['count', 3, '+3'],
  ['count', -1000, '-1 000'],
  ['count', 0, '0'],
])('a change of %s by %f: %s', (unit, delta, text) => {
  expect(formatChange(unit, delta, 2)).toBe(text);
});

test('rounding whole thousandths is what the decimal digits say', () => {
  fc.assert(
    fc.property(fc.integer({ min: -10_000_000, max: 10_000_000 }), (thousandths) => {
      const tens = Math.trunc(thousandths / 10);
      const up = Math.abs(thousandths % 10) >= 5 ? Math.sign(thousandths) : 0;
      expect(round(thousandths / 1000, 2)).toBe((tens + up) / 100 + 0);
    }),
  );
});
