import { describe, expect, test } from 'vitest';
import { backtest } from '../../../src/health/backtest/backtest.ts';
import { fitWeights } from '../../../src/health/backtest/fit.ts';
import { observe, type Subject } from '../../../src/health/backtest/observation.ts';
import { fitWords, wordsOf } from '../../../src/health/backtest/words.ts';
import { AHEAD, customers, NAMES, NO_LEAKS, scoredBy, SNAPSHOTS, subject, trial } from './support.ts';

describe('planted truth', () => {
  const found = backtest(trial(customers('truth', 150)));
  const figures = found.figures!;

  test('the score tells churn, and so do the two components that it depends on', () => {
    expect(found.verdict).toBe('better_than_chance');
    expect(figures.auc.low).toBeGreaterThan(0.55);
    const directions = Object.fromEntries(figures.components.map((each) => [each.component, each.direction]));
    expect(directions).toMatchObject({ usage: 'right', support: 'right', nps: 'unclear', payment: 'unclear' });
  });

  test('every observation is accounted for', () => {
    const { observations, leftOut } = observe(customers('truth', 150), SNAPSHOTS, AHEAD);
    const active = SNAPSHOTS.flatMap((day) => customers('truth', 150).filter((each) => each.isActiveAt(day)));
    expect(observations.length + leftOut.too_young + leftOut.churned_in_lead).toBe(active.length);
    expect(found).toMatchObject({ observations: observations.length, scored: observations.length, leftOut });
    expect(figures.bands.bands.reduce((sum, { n }) => sum + n, 0)).toBe(observations.length);
  });

  test('it beats a constant; what is idle is not known, and says so', () => {
    const baselines = Object.fromEntries(figures.baselines.map((each) => [each.name, each]));
    expect(baselines['constant']).toMatchObject({ auc: { value: 0.5 }, verdict: 'better', reason: null });
    expect(baselines['days_since_last_activity']).toMatchObject({ n: 0, auc: { value: null }, reason: 'no_values' });
    expect(baselines['best_component']!.component).toMatch(/usage|support/);
    // Judged on the later half of the months alone.
    expect(baselines['best_component']!.n).toBeLessThan(found.observations / 2);
    expect(baselines['payment']).toMatchObject({ component: 'payment', verdict: 'better' });
    const aucs = figures.components.map(({ auc }) => auc.value!);
    const best = figures.components[aucs.indexOf(Math.max(...aucs))]!;
    expect(baselines['best_component_in_hindsight']).toMatchObject({ component: best.component, auc: best.auc });
  });

  test('shuffled outcomes give a half; a score of old news is another score', () => {
    const { shuffled, shuffledPasses, shifted } = figures.leakage;
    expect(shuffled.value).toBeCloseTo(0.5, 1);
    expect(shuffledPasses).toBe(true);
    expect(shifted.changed).toBeGreaterThan(0.9);
    expect(shifted.auc).toBeLessThan(figures.auc.low!);
  });

  test('one snapshot of each customer: an AUC too, with a wider interval', () => {
    const { aucOnceEach, auc } = figures;
    expect(aucOnceEach.value).toBeGreaterThan(0.55);
    expect(aucOnceEach.high! - aucOnceEach.low!).toBeGreaterThan(auc.high! - auc.low!);
  });

  test('all months together: the share of right pairs among those of anybody who left and anybody who stayed', () => {
    const { observations } = observe(customers('truth', 150), SNAPSHOTS, AHEAD);
    const scores = (left: boolean) =>
      observations.flatMap(({ score, churned }) => (score !== null && churned === left ? [score] : []));
    const [gone, there] = [scores(true), scores(false)];
    const right = gone.flatMap((low) => there.map((high) => (low < high ? 1 : low === high ? 0.5 : 0)));
    expect(figures.aucPooled.value).toBeCloseTo(right.reduce<number>((sum, each) => sum + each, 0) / right.length, 12);
  });

  test('the same answer every time', () => {
    expect(backtest(trial(customers('truth', 150)))).toEqual(found);
  });

  test('weights: those two weigh most, and their signs hold', () => {
    const { observations } = observe(customers('truth', 150), SNAPSHOTS, AHEAD);
    const { weights, judged } = fitWeights(observations, NAMES, AHEAD)!;
    const byName = Object.fromEntries(weights.map((each) => [each.component, each]));
    expect(byName['usage']!.weight! + byName['support']!.weight!).toBeGreaterThan(0.6);
    expect([byName['usage']!.signShare, byName['support']!.signShare]).toEqual([1, 1]);
    expect(weights.reduce((sum, { weight }) => sum + Math.abs(weight!), 0)).toBeCloseTo(1, 12);
    expect(judged!.verdict).toBe('better');
    // Nothing is learned before ten have left with their outcome known: the first months are not judged.
    expect(judged!.snapshots[0]).toBeGreaterThan(SNAPSHOTS[3]!);
  });
});

test('where a high sub-score goes with leaving, it is named and has a weight below zero', () => {
  const upside = customers('truth', 150).map((each) =>
    scoredBy(each, (day) => {
      const scored = each.scoreAt(day)!;
      const components = scored.components.map((value, c) => (c === 1 ? 100 - value! : value));
      return { ...scored, components };
    }),
  );
  const { figures } = backtest(trial(upside));
  expect(figures!.components.map(({ direction }) => direction)[1]).toBe('wrong');
  const { weights } = fitWeights(observe(upside, SNAPSHOTS, AHEAD).observations, NAMES, AHEAD)!;
  expect(weights[1]!.weight).toBeLessThan(-0.1);
  expect(weights[1]!.signShare).toBe(1);
});

test('a component that was not the best of earlier months, and is in hindsight, is told with both', () => {
  // Support tells it early, usage late, and better.
  const shifting = customers('noise', 150).map((each) =>
    scoredBy(each, (day) => {
      const scored = each.scoreAt(day)!;
      const isNear = each.churnDays.some((left) => left > day && left <= day + 120);
      const at = day < 180 ? 1 : 0;
      const components = scored.components.map((value, c) =>
        isNear && c === at ? value! - (at === 1 ? 60 : 200) : value,
      );
      return { ...scored, components };
    }),
  );
  const words = wordsOf(backtest(trial(shifting))).join('\n');
  expect(words).toMatch(
    /support was the best component of earlier months, and had 0\.\d\d on later ones; in hindsight the best is usage, with 0\.\d\d on all/,
  );
});

describe('nothing to find', () => {
  test.each([1, 2, 3])('churn that nothing knows of: 0.5 is in the interval (%d)', (seed) => {
    const { figures, verdict } = backtest(trial(customers('noise', 150, seed)));
    expect(figures!.auc.low).toBeLessThan(0.5);
    expect(figures!.auc.high).toBeGreaterThan(0.5);
    expect(verdict).toBe('no_better_than_chance');
  });

  test('intervals cover 0.5 about as often as they say', () => {
    let covered = 0;
    for (let seed = 10; seed < 30; seed++) {
      const { auc } = backtest(trial(customers('noise', 60, seed))).figures!;
      if (auc.low! <= 0.5 && auc.high! >= 0.5) covered++;
    }
    expect(covered).toBeGreaterThanOrEqual(17);
  });
});

describe('planted leaks', () => {
  test('usage that stops with the decision to leave is too good to be true', () => {
    const { figures, verdict } = backtest(trial(customers('leak', 150)));
    expect(verdict).toBe('leakage_suspected');
    expect(figures!.leakage.suspects[0]!.name).toBe('usage');
  });

  test('an attribute that never changes is a risk of leakage, and only that one', () => {
    const { figures } = backtest(trial(customers('static', 150)));
    expect(figures!.leakage.statics).toEqual(['seats']);
    expect(figures!.components.filter(({ isStatic }) => isStatic).map(({ component }) => component)).toEqual(['seats']);
  });

  test('a score that is the same a horizon earlier knows nothing of time', () => {
    const frozen = customers('truth', 150).map((each) => scoredBy(each, () => each.scoreAt(300)));
    const { figures, verdict } = backtest(trial(frozen));
    expect(figures!.leakage.shifted.changed).toBe(0);
    expect(verdict).toBe('leakage_suspected');
  });
});

describe('too few', () => {
  const some = (churners: number, stayers: number): Subject[] =>
    Array.from({ length: churners + stayers }, (_, i) =>
      subject(i, { left: i < churners ? 200 : null }, (day) => [((i * 37 + day) % 50) + (i < churners ? 0 : 25)]),
    );
  const judged = (churners: number, stayers: number) =>
    backtest({ ...AHEAD, subjects: some(churners, stayers), names: ['usage'], snapshots: [150, 180] });

  test.each([
    [9, 30, 'refused'],
    [30, 9, 'refused'],
    [0, 0, 'refused'],
    [10, 10, 'indicative'],
    [49, 60, 'indicative'],
    [50, 60, 'better_than_chance'],
  ])('%d left, %d stayed: %s', (churners, stayers, verdict) => {
    const told = judged(churners, stayers);
    expect(told).toMatchObject({ churners, stayers, verdict });
    expect(told.figures === null).toBe(verdict === 'refused');
  });

  test('those without a score do not count towards ten', () => {
    const mute = some(12, 12).map((each, i) => (i < 4 ? scoredBy(each, () => null) : each));
    const told = backtest({ ...AHEAD, subjects: mute, names: ['usage'], snapshots: [150, 180] });
    expect(told).toMatchObject({ churners: 12, stayers: 12, scored: 40, verdict: 'refused' });
  });

  test('nor towards fifty', () => {
    const mute = some(60, 60).map((each, i) => (i < 15 ? scoredBy(each, () => null) : each));
    const told = backtest({ ...AHEAD, subjects: mute, names: ['usage'], snapshots: [150, 180] });
    expect(told).toMatchObject({ churners: 60, scoredChurners: 45, verdict: 'indicative' });
    expect(wordsOf(told)[0]).toMatch(/^indicative: .*, but only 45 of the 60 who left have a score; it takes 50/);
    expect(fitWords({ weights: [], judged: null }, told, NO_LEAKS)[0]).toMatch(/^indicative: only 45 of the 60/);
  });

  test('no weights either', () => {
    const { observations } = observe(some(9, 30), [150, 180], AHEAD);
    expect(fitWeights(observations, ['usage'], AHEAD)).toBeNull();
    const mute = some(12, 12).map((each, i) => (i < 4 ? scoredBy(each, () => null) : each));
    expect(fitWeights(observe(mute, [150, 180], AHEAD).observations, ['usage'], AHEAD)).toBeNull();
  });
});
