import { FEWEST } from './baselines.ts';
import { type Backtest, type Counts, FIRM, type Figured } from './backtest.ts';
import type { Fit } from './fit.ts';
import type { Leakage } from './leakage.ts';

const shown = (value: number): string => value.toFixed(2);
const customers = (count: number): string => `${count} customer${count === 1 ? '' : 's'}`;

/** What a backtest comes to, in words: the verdict first, then what makes it less sure. */
export function wordsOf(test: Backtest): string[] {
  const { figures } = test;
  if (figures === null) return [refusal(test)];
  return [headline(test, figures), ...alarms(figures), ...misgivings(test, figures), INTERVENTION];
}

const INTERVENTION =
  'customers who were saved count as stayers: a score that people act upon looks worse here than it is';

/** Why nothing is said. */
export function refusal({ churners, stayers, scored, observations }: Counts): string {
  const counts = `${customers(churners)} left and ${stayers} stayed`;
  const lacks =
    scored < observations ? `, and ${observations - scored} of ${observations} snapshots have no score` : '';
  return `no verdict: ${counts}${lacks}; it takes ${FEWEST} of each, with a score, to say anything`;
}

/** How many left of whom something can be said: those who have a score. */
const onlyLeft = ({ churners, scoredChurners }: Counts): string =>
  scoredChurners < churners
    ? `only ${scoredChurners} of the ${churners} who left have a score`
    : `only ${churners} left`;

function headline(test: Backtest, { auc, draws }: Figured): string {
  const { verdict } = test;
  const range =
    auc.low === null || auc.high === null ? '' : ` (95 % of ${draws} draws: ${shown(auc.low)} to ${shown(auc.high)})`;
  const said = `who left had the lower score in ${shown(auc.value ?? 0.5)} of pairs${range}`;
  return verdict === 'indicative'
    ? `indicative: ${said}, but ${onlyLeft(test)}; it takes ${FIRM} to rely on it`
    : `${HEADS[verdict]}: ${said}`;
}

const HEADS: Readonly<Record<Exclude<Backtest['verdict'], 'indicative'>, string>> = {
  refused: 'no verdict',
  leakage_suspected: 'not to be believed before the warnings are looked into',
  worse_than_chance: 'the score points the wrong way',
  no_better_than_chance: 'the score is not told from chance',
  better_than_chance: 'the score tells churn better than chance',
};

/** Signs that the score knows what it cannot. */
function alarms({ leakage }: Figured): string[] {
  const { statics, shifted, shuffledPasses } = leakage;
  return [
    ...tooGood(leakage),
    ...(shuffledPasses === false
      ? ['with outcomes shuffled it still tells churn: something is wrong with the test']
      : []),
    ...(shifted.changed === 0
      ? ['with everything known a horizon later the scores are the same: they know no time']
      : []),
    ...(statics.length > 0 ? [staticWarning(leakage)] : []),
  ];
}

function tooGood({ suspects }: Pick<Leakage, 'suspects'>): string[] {
  if (suspects.length === 0) return [];
  const worst = suspects.find(({ name }) => name !== 'score');
  const found = suspects.map(({ name, auc }) => `${name} ${shown(auc)}`).join(', ');
  return [`too good to be true: ${found}${blame(worst?.name)}`];
}

const staticWarning = ({ statics }: Pick<Leakage, 'statics'>): string =>
  `static: leakage risk in ${statics.join(', ')}: the same on every day, maybe written after the fact (--strict-leakage drops it)`;

const blame = (name: string | undefined): string =>
  name === undefined ? '' : `; look at ${name}: does it know of the leaving, or end with it?`;

function misgivings(test: Backtest, { bands, components, baselines }: Figured): string[] {
  const { scoredChurners, verdict } = test;
  const unknown = bands.bands.find(({ band }) => band === 'unknown')?.n ?? 0;
  const wrong = components.filter(({ direction }) => direction === 'wrong').map(({ component }) => component);
  // Of a constant the verdict tells already, and what is best may be one of the others.
  const best = baselines.find(({ name }) => name === 'best_component')?.component;
  const unbeaten = baselines.filter(
    ({ name, verdict }) =>
      name !== 'constant' &&
      name !== 'best_component_in_hindsight' &&
      (verdict === 'same' || verdict === 'worse') &&
      (name !== 'payment' || best !== 'payment'),
  );
  return [
    ...(scoredChurners < FIRM && verdict !== 'indicative' ? [`indicative at most: ${onlyLeft(test)}`] : []),
    ...(wrong.length > 0 ? [`points the wrong way: ${wrong.join(', ')} was higher before customers left`] : []),
    ...(unknown * 2 > test.observations
      ? [`${unknown} of ${test.observations} have no band: too little is known of them`]
      : []),
    ...(bands.monotonic === false ? ['churn does not fall from red over yellow to green'] : []),
    ...unbeaten.map(({ name, component, verdict }) => {
      const what = component !== null && name === 'best_component' ? `${component} alone` : name.replaceAll('_', ' ');
      return verdict === 'worse' ? `${what} does better than the score` : `the score is not told from ${what}`;
    }),
    ...inHindsight(baselines),
  ];
}

/** Where another component turned out to be the best than the one that could be chosen in time: both. */
function inHindsight(baselines: Figured['baselines']): string[] {
  const toldOf = (wanted: Figured['baselines'][number]['name']) =>
    baselines.flatMap(({ name, component, auc }) =>
      name === wanted && component !== null && auc.value !== null ? [{ component, auc: shown(auc.value) }] : [],
    )[0];
  const [chosen, best] = [toldOf('best_component'), toldOf('best_component_in_hindsight')];
  if (best === undefined || best.component === chosen?.component) return [];
  const before =
    chosen === undefined
      ? 'no component could be chosen on earlier months'
      : `${chosen.component} was the best component of earlier months, and had ${chosen.auc} on later ones`;
  return [`${before}; in hindsight the best is ${best.component}, with ${best.auc} on all of them`];
}

/** A sign that so many of the draws share is sure. */
const SURE = 0.95;

/** What a fit comes to, in words. */
export function fitWords(
  { weights, judged }: Fit,
  counts: Counts,
  leaks: Pick<Leakage, 'statics' | 'suspects'>,
): string[] {
  const isSure = ({ signShare }: Fit['weights'][number]): boolean => signShare !== null && signShare >= SURE;
  const below = weights.filter((each) => isSure(each) && (each.weight ?? 0) < 0).map(({ component }) => component);
  const unsure = weights.filter((each) => each.signShare !== null && !isSure(each)).map(({ component }) => component);
  const unfitted = weights
    .filter(({ reason }) => reason === 'no_values' || reason === 'constant')
    .map(({ component }) => component);
  const few = weights
    .filter(({ reason }) => reason === 'few_differ')
    .map(({ component, differing }) => `${component} (${differing})`);
  return [
    ...(leaks.suspects.length > 0 ? ['not to be believed before the warnings are looked into', ...tooGood(leaks)] : []),
    ...(leaks.statics.length > 0 ? [staticWarning(leaks)] : []),
    ...(counts.scoredChurners < FIRM ? [`indicative: ${onlyLeft(counts)}; it takes ${FIRM} to rely on weights`] : []),
    judged === null
      ? 'not judged: too few left in months that could be judged by earlier ones'
      : judged.verdict === 'better'
        ? 'weights learned this way from earlier months did better on later ones than those in use'
        : judged.verdict === 'worse'
          ? 'weights learned this way from earlier months did worse on later ones than those in use: keep those'
          : 'weights learned this way from earlier months are, on later ones, not told from those in use: no reason to change',
    ...(below.length > 0
      ? [
          `points the wrong way: ${below.join(', ')}; a score takes no weight below 0: look at what it measures, or leave it out`,
        ]
      : []),
    ...(unsure.length > 0 ? [`the sign is not sure: ${unsure.join(', ')}`] : []),
    ...(unfitted.length > 0 ? [`not fitted, for lack of values that differ: ${unfitted.join(', ')}`] : []),
    ...(few.length > 0
      ? [`not fitted, for fewer than ${FEWEST} customers ever had another value than the usual one: ${few.join(', ')}`]
      : []),
    'nothing was changed: put weights you agree with into health.weights of csm.config.json',
  ];
}
