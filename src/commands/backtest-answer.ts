import { formatDay } from '../calculator/calendar.ts';
import type { Backtest, Counts, Trial } from '../health/backtest/backtest.ts';
import type { BandRate } from '../health/backtest/bands.ts';
import { type Estimate, NO_ESTIMATE } from '../health/backtest/clusters.ts';
import { type Fit, PENALTY } from '../health/backtest/fit.ts';
import type { Leakage } from '../health/backtest/leakage.ts';
import type { BacktestAnswer } from '../output/backtest-answer.ts';
import type { FitAnswer } from '../output/fit.ts';

/** What is told of the snapshots whatever came of them. */
function countsOf(
  { lead, horizon, minAge }: Pick<Trial, 'lead' | 'horizon' | 'minAge'>,
  { snapshots, churners, stayers, scoredChurners, observations, scored, leftOut }: Counts,
) {
  const [first = null, last = null] = [snapshots[0], snapshots.at(-1)];
  return {
    snapshots: snapshots.length,
    first_snapshot: first === null ? null : formatDay(first),
    last_snapshot: last === null ? null : formatDay(last),
    lead_days: lead,
    horizon_days: horizon,
    min_age_days: minAge,
    churners,
    stayers,
    observations,
    scored,
    scored_churners: scoredChurners,
    ...leftOut,
  };
}

/** A backtest in the keys of machine formats; all of them always, null where nothing is said. */
export function answerOf(
  trial: Trial,
  test: Backtest,
  { dropped, words }: { readonly dropped: readonly string[]; readonly words: readonly string[] },
): BacktestAnswer {
  const { figures } = test;
  const bands = figures?.bands;
  const leakage = figures?.leakage;
  return {
    ...countsOf(trial, test),
    base_rate: figures?.baseRate ?? null,
    ...named('auc', figures?.auc),
    ...named('auc_pooled', figures?.aucPooled),
    ...named('auc_one_each', figures?.aucOnceEach),
    ...named('lift_bottom_decile', figures?.liftDecile),
    ...named('lift_bottom_quintile', figures?.liftQuintile),
    bands: bands?.bands.map(bandRow) ?? [],
    monotonic: bands?.monotonic ?? null,
    ...named('red_precision', bands?.precision),
    ...named('red_recall', bands?.recall),
    red_recall_mrr: bands?.mrrRecall ?? null,
    ...named('green_share_of_churners', bands?.missed),
    median_warning_days: bands?.warningDays ?? null,
    components:
      figures?.components.map(({ component, auc, n, direction, isStatic }) => ({
        component,
        auc: auc.value,
        n,
        low: auc.low,
        high: auc.high,
        points: direction,
        static: isStatic,
      })) ?? [],
    baselines:
      figures?.baselines.map(({ name, auc, component, n, scoreAuc, verdict, reason }) => ({
        name,
        auc: auc.value,
        low: auc.low,
        high: auc.high,
        component,
        n,
        score_auc: scoreAuc.value,
        verdict,
        reason,
      })) ?? [],
    leakage: {
      shuffled_auc: leakage?.shuffled.value ?? null,
      shuffled_low: leakage?.shuffled.low ?? null,
      shuffled_high: leakage?.shuffled.high ?? null,
      shuffled_passed: leakage?.shuffledPasses ?? null,
      shifted_auc: leakage?.shifted.auc ?? null,
      shifted_changed: leakage?.shifted.changed ?? null,
      static: leakage?.statics ?? [],
      suspects: leakage?.suspects ?? [],
    },
    dropped,
    draws: figures?.draws ?? null,
    verdict: test.verdict,
    words,
  };
}

const bandRow = ({ band, n, churned, rate, lift }: BandRate) => ({
  band,
  n,
  churned,
  rate: rate.value,
  low: rate.low,
  high: rate.high,
  lift,
});

/** A figure and its interval under a name. */
function named<Name extends string>(name: Name, { value, low, high }: Estimate = NO_ESTIMATE) {
  return { [name]: value, [`${name}_low`]: low, [`${name}_high`]: high } as Readonly<
    Record<Name | `${Name}_low` | `${Name}_high`, number | null>
  >;
}

/** A fit in the keys of machine formats. */
export function fitAnswerOf(
  trial: Trial,
  counts: Counts,
  fit: Fit | null,
  more: {
    readonly weights: Readonly<Record<string, number>>;
    readonly dropped: readonly string[];
    readonly words: readonly string[];
    readonly leaks: Pick<Leakage, 'statics' | 'suspects'>;
  },
): FitAnswer {
  const total = trial.names.reduce((sum, name) => sum + (more.weights[name] ?? 0), 0);
  const judged = fit?.judged ?? null;
  const { statics, suspects } = more.leaks;
  return {
    ...countsOf(trial, counts),
    penalty: PENALTY,
    weights:
      fit?.weights.map(({ component, n, weight, coefficient, signShare, reason }) => ({
        component,
        n,
        weight_now: total === 0 ? null : (more.weights[component] ?? 0) / total,
        weight_suggested: weight,
        coefficient,
        sign_share: signShare,
        reason,
        static: statics.includes(component),
      })) ?? [],
    judged_snapshots: judged?.snapshots.length ?? 0,
    judged_n: judged?.n ?? 0,
    ...named('auc', judged?.auc),
    ...named('score_auc', judged?.scoreAuc),
    dropped: more.dropped,
    leakage: { static: statics, suspects },
    verdict: fit === null ? 'refused' : suspects.length > 0 ? 'leakage_suspected' : (judged?.verdict ?? 'not_judged'),
    words: more.words,
  };
}
