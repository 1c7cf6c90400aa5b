import fc from 'fast-check';
import { expect, test } from 'vitest';
import { logOdds } from '../../src/feedback/words.ts';

const counts = (given: Readonly<Record<string, number>>) => new Map(Object.entries(given));

test('the worked example of METRICS.md 7.2', () => {
  const detractors = counts({ slow: 8, login: 5, support: 4, export: 1 });
  const promoters = counts({ slow: 1, login: 2, support: 12, export: 3 });
  const z = Object.fromEntries(logOdds(detractors, promoters).map((each) => [each.word, Number(each.z.toFixed(4))]));
  expect(z).toEqual({ slow: 2.4955, login: 1.2802, export: -0.9855, support: -3.1789 });
});

test('the other way round every sign turns; sides that are alike have none', () => {
  const side = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.integer({ min: 1, max: 50 }), { minKeys: 1 });
  fc.assert(
    fc.property(side, side, (a, b) => {
      const there = logOdds(counts(a), counts(b));
      const back = logOdds(counts(b), counts(a));
      // One word alone is all that either side says.
      if (there.length === 1) return;
      for (const [i, { z }] of there.entries()) expect(z).toBeCloseTo(-(back[i]?.z ?? NaN), 9);
      for (const { z } of logOdds(counts(a), counts(a))) if (Object.keys(a).length > 1) expect(z).toBeCloseTo(0, 9);
    }),
  );
});
