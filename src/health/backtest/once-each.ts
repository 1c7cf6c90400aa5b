import { dice } from '../../calculator/random.ts';
import { drawsFor, type Estimate, estimate, NO_ESTIMATE } from './clusters.ts';
import { type Panel, rankingOfEach, scoreOf } from './panel.ts';
import { aucOf } from './ranking.ts';

/** So many picks are averaged: one alone would be a matter of luck. */
const PICKS = 200;

/**
 * AUC with one random snapshot of each customer, so that nobody counts twice (METRICS.md 6.3): the mean of 200 picks, and
 * the interval of draws that pick customers and snapshots both.
 */
export function aucOnceEach(panel: Panel): Estimate {
  const { observations, customerOf, customers } = panel;
  const ownOf: number[][] = Array.from({ length: customers }, () => []);
  for (const [i, { score }] of observations.entries()) if (score !== null) ownOf[customerOf[i]!]!.push(i);
  const scored = ownOf.filter((own) => own.length > 0);
  if (scored.length === 0) return NO_ESTIMATE;
  const ranking = rankingOfEach(panel, scoreOf);
  const roll = dice();
  const weights = new Float64Array(observations.length);
  const aucOfPicks = (customerAt: (i: number) => number): number => {
    weights.fill(0);
    for (let i = 0; i < scored.length; i++) {
      const own = scored[customerAt(i)]!;
      weights[own[roll(own.length)]!]! += 1;
    }
    return aucOf(ranking, weights);
  };
  let sum = 0;
  let told = 0;
  for (let pick = 0; pick < PICKS; pick++) {
    const auc = aucOfPicks((i) => i);
    if (!Number.isFinite(auc)) continue;
    sum += auc;
    told++;
  }
  const draws = Float64Array.from({ length: drawsFor(observations.length) }, () =>
    aucOfPicks(() => roll(scored.length)),
  );
  return estimate(told < PICKS / 2 ? NaN : sum / told, draws, scored.length);
}
