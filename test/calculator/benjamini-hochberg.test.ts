import { describe, expect, test } from 'vitest';
import { falseDiscoveryRates } from '../../src/calculator/benjamini-hochberg.ts';

// Benjamini and Hochberg (1995), section 3.3: fifteen hypotheses on thrombolysis. At 0.05 their procedure rejects four,
// Bonferroni's three. The q values are those of p.adjust(p, "BH") in R.
const PAPER = [
  0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1,
];

describe('q by Benjamini and Hochberg', () => {
  test('four of the fifteen in their paper are findings at 0.05', () => {
    const rates = falseDiscoveryRates(PAPER);
    expect(rates.filter((q) => q <= 0.05)).toHaveLength(4);
    const expected = [0.0015, 0.003, 0.0095, 0.035625, 0.0603, 0.063857, 0.063857, 0.0645, 0.0765, 0.486];
    for (const [i, q] of expected.entries()) expect(rates[i]).toBeCloseTo(q, 5);
    expect(rates.at(-1)).toBe(1);
  });

  test('they come in the order of the p values given', () => {
    const turned = PAPER.toReversed();
    expect(falseDiscoveryRates(turned)).toEqual(falseDiscoveryRates(PAPER).toReversed());
  });

  test.each([
    [[], []],
    [[0.03], [0.03]],
    [
      [0.02, 0.02],
      [0.02, 0.02],
    ],
    [
      [1, 1, 1],
      [1, 1, 1],
    ],
    [
      [0, 0.5],
      [0, 0.5],
    ],
    // The larger p may lower the q of the smaller one.
    [
      [0.04, 0.05],
      [0.05, 0.05],
    ],
  ])('%j: %j', (chances, rates) => {
    expect(falseDiscoveryRates(chances)).toEqual(rates);
  });

  test.each([-0.1, 1.1, NaN])('%d is no p', (p) => {
    expect(() => falseDiscoveryRates([p])).toThrow(RangeError);
  });
});
