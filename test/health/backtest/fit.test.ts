import { describe, expect, test } from 'vitest';
import { backtest, countsOf, leaksIn } from '../../../src/health/backtest/backtest.ts';
import { type Fit, fitWeights } from '../../../src/health/backtest/fit.ts';
import type { Leakage } from '../../../src/health/backtest/leakage.ts';
import { observe } from '../../../src/health/backtest/observation.ts';
import { fitWords } from '../../../src/health/backtest/words.ts';
import { AHEAD, customers, NAMES, NO_LEAKS, scoredBy, SNAPSHOTS, trial } from './support.ts';

describe('weights', () => {
  const told = (weights: Fit['weights'], leaks: Pick<Leakage, 'statics' | 'suspects'> = NO_LEAKS): string[] =>
    fitWords({ weights, judged: null }, countsOf([], { too_young: 0, churned_in_lead: 0 }), leaks);

  /** With one more component: 50, and something else of some customers. */
  const fitted = (differing: number, own: (index: number, day: number) => number) => {
    const some = customers('truth', 150).map((each) =>
      scoredBy(each, (day) => {
        const scored = each.scoreAt(day)!;
        const value = each.index < differing ? own(each.index, day) : 50;
        return { ...scored, components: scored.components.with(4, value) };
      }),
    );
    return fitWeights(observe(some, SNAPSHOTS, AHEAD).observations, NAMES, AHEAD)!;
  };

  test('of a component take ten customers with another value than the usual one', () => {
    const { weights } = fitted(9, () => 20);
    expect(weights[4]).toMatchObject({ weight: null, reason: 'few_differ', differing: 9 });
    expect(told(weights).join('\n')).toMatch(/another value than the usual one: seats \(9\)/);
    expect(fitted(10, () => 20).weights[4]).toMatchObject({ reason: null, differing: 10 });
    expect(fitted(0, () => 20).weights[4]).toMatchObject({ weight: null, reason: 'constant' });
  });

  test.each([
    ['leak', /^not to be believed .*\ntoo good to be true: usage .*look at usage/],
    ['static', /static: leakage risk in seats/],
  ] as const)('a backtest would warn of: %s', (kind, warning) => {
    const { observations } = observe(customers(kind, 150), SNAPSHOTS, AHEAD);
    const leaks = leaksIn(observations, trial(customers(kind, 150)));
    const { figures } = backtest(trial(customers(kind, 150)));
    expect(leaks.statics).toEqual(figures!.leakage.statics);
    expect(leaks.suspects).toEqual(figures!.leakage.suspects);
    expect(told([], leaks).join('\n')).toMatch(warning);
  });

  test('point the wrong way only where the sign is sure', () => {
    const words = (weight: number, signShare: number) =>
      told([{ component: 'usage', n: 9, weight, coefficient: 1, signShare, reason: null, differing: 20 }]).join('\n');
    expect(words(-0.2, 0.95)).toMatch(/points the wrong way: usage/);
    expect(words(-0.2, 0.95)).not.toMatch(/not sure/);
    expect(words(-0.2, 0.9)).toMatch(/the sign is not sure: usage/);
    expect(words(-0.2, 0.9)).not.toMatch(/wrong way/);
  });
});
