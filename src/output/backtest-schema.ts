import { count, input, list, orNull, record, type Schema, text, warning } from './schema-words.ts';

// The JSON Schema of what `csm health backtest --json` and `csm health fit --json` print; a test holds them together.

const share = (description: string): Schema => orNull('number', description);
const date = (description: string): Schema => ({ type: ['string', 'null'], format: 'date', description });
const yesNo = (description: string): Schema => ({ type: ['boolean', 'null'], description });
const number = (description: string): Schema => ({ type: 'number', description });

const WILSON = "Wilson's, with as many trials as customers";

/** A figure with its 95 % interval. */
const figure = (name: string, description: string, how = 'drawn by customer'): Record<string, Schema> => ({
  [name]: share(description),
  [`${name}_low`]: share(`The lower end of its 95 % interval, ${how}`),
  [`${name}_high`]: share('Its upper end'),
});

const comparison = (description: string): Schema => ({ enum: ['better', 'same', 'worse', null], description });

/** What is told of the snapshots, whatever came of them. */
const counts = {
  snapshots: count('Days on which customers were scored: closes of months'),
  first_snapshot: date('The first of them'),
  last_snapshot: date('The last whose outcome is known'),
  lead_days: count('Who left within so many days could not have been helped: left out'),
  horizon_days: count('Leaving is looked for in so many days after the lead'),
  min_age_days: count('The age from which customers are looked at'),
  churners: count('Customers who left after one of their snapshots'),
  stayers: count('Customers who left after none'),
  observations: count('Customers at snapshots'),
  scored: count('Those of them that have a score'),
  scored_churners: count('Of the churners, those who have a score at one of their snapshots: what verdicts count'),
  too_young: count('Customers at snapshots left out for their age'),
  churned_in_lead: count('Customers at snapshots left out for they left within the lead'),
};

const band = record({
  band: { enum: ['red', 'yellow', 'green', 'unknown'] },
  n: count('Customers at snapshots in it'),
  churned: count('Those who left'),
  rate: share('churned / n'),
  low: share(`The lower end of its 95 % interval, ${WILSON}`),
  high: share('Its upper end'),
  lift: orNull('number', 'The rate over that of all'),
});

const isStatic = { type: 'boolean', description: 'Never changes, or has no day: it may know what came later' };

const component = record({
  component: text('Which one'),
  auc: share('How often who left had the lower sub-score'),
  n: count('Customers at snapshots that have it'),
  low: share('The lower end of the 95 % interval'),
  high: share('Its upper end'),
  points: { enum: ['right', 'wrong', 'unclear', null], description: 'wrong: it was higher before customers left' },
  static: isStatic,
});

const baseline = record({
  name: { enum: ['constant', 'days_since_last_activity', 'best_component', 'best_component_in_hindsight', 'payment'] },
  auc: share('Its AUC'),
  low: share('The lower end of the 95 % interval'),
  high: share('Its upper end'),
  component: orNull('string', 'Which component it is; the best one was chosen on earlier months, in hindsight on all'),
  n: count('Customers at snapshots that have it and a score'),
  score_auc: share('The AUC of the score on those'),
  verdict: comparison('Whether the score is better: 0 outside the interval of the difference'),
  reason: {
    enum: ['no_values', 'one_sided', 'too_few_earlier', null],
    description:
      'Why there is none: nobody has a value; at no snapshot are there both who left and who stayed; fewer than ten left, or stayed, in months early enough to choose by',
  },
});

const leaks = {
  static: list(text()),
  suspects: list(record({ name: text('A component, or score'), auc: number('Above 0.95, or under 0.05') })),
};

const leakage = record({
  shuffled_auc: share('The mean AUC of 200 runs with the outcomes of other customers: about 0.5, or csm errs'),
  shuffled_low: share('Where the middle 95 % of them begin'),
  shuffled_high: share('Where they end'),
  shuffled_passed: yesNo('Whether 0.5 is among them'),
  shifted_auc: share('AUC with everything known one horizon late'),
  shifted_changed: share('The share of scores that are other ones then; null: all scores are alike'),
  ...leaks,
});

const weight = record({
  component: text('Which one'),
  n: count('Customers at snapshots that have it'),
  weight_now: share('Its share of the weights in use'),
  weight_suggested: orNull('number', 'Its share of the weights suggested, signs left out; below 0: the wrong way'),
  coefficient: orNull('number', 'Of the log odds of leaving, for one standard deviation more'),
  sign_share: share('Of 200 draws of customers, the share in which the sign is the same'),
  reason: {
    enum: ['no_values', 'constant', 'few_differ', null],
    description:
      'Why it was not fitted; few_differ: fewer than ten customers ever had another value than the usual one',
  },
  static: isStatic,
});

const beside = {
  backtest: record({
    ...counts,
    base_rate: share('The share of customers at snapshots who left'),
    ...figure('auc', 'How often who left had the lower score, of those who stayed at the same snapshot; 0.5 is chance'),
    ...figure('auc_pooled', 'The same over the pairs of all snapshots, which the calendar has a part in'),
    ...figure('auc_one_each', 'The same with one random snapshot of each customer'),
    ...figure('lift_bottom_decile', 'Leaving among the lowest tenth of each snapshot, over that of all'),
    ...figure('lift_bottom_quintile', 'The same of the lowest fifth'),
    bands: list(band),
    monotonic: yesNo('Whether churn falls from red over yellow to green'),
    ...figure('red_precision', 'Of the red, the share that left', WILSON),
    ...figure('red_recall', 'Of those who left, the share that was red', WILSON),
    red_recall_mrr: share('The same of MRR'),
    ...figure('green_share_of_churners', 'Of those who left, the share that was green', WILSON),
    median_warning_days: orNull(
      'number',
      'Of those who left, and were red at their last snapshot with a band: days from the first of the red ones in a row that end there to the leaving, the median',
    ),
    components: list(component),
    baselines: list(baseline),
    leakage,
    dropped: list(text('A component dropped by --strict-leakage')),
    draws: orNull('integer', 'Draws that intervals rest on; null: no verdict, and no figures'),
    verdict: {
      enum: [
        'refused',
        'leakage_suspected',
        'worse_than_chance',
        'no_better_than_chance',
        'indicative',
        'better_than_chance',
      ],
    },
    words: list(text('What it comes to')),
  }),
  fit: record({
    ...counts,
    penalty: number('What half the square of a standardised coefficient costs'),
    weights: list(weight),
    judged_snapshots: count('Later snapshots that were judged by models of earlier ones'),
    judged_n: count('Customers at them'),
    ...figure('auc', 'AUC of those models there'),
    ...figure('score_auc', 'AUC of the score there'),
    dropped: list(text('A component dropped by --strict-leakage')),
    leakage: record(leaks),
    verdict: { enum: ['refused', 'leakage_suspected', 'not_judged', 'better', 'same', 'worse'] },
    words: list(text('What it comes to')),
  }),
};

/** The JSON Schema (draft 2020-12) of one of the two. */
export const schemaOf = (name: 'backtest' | 'fit'): Schema => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'csm.report/1',
  ...record({
    schema: { const: 'csm.report/1' },
    version: text('The version of csm'),
    command: { const: `health ${name}` },
    as_of: date('What today was'),
    timezone: text('The zone days are counted in'),
    period: record({
      label: text('The days snapshots were looked for in'),
      start: { type: 'string', format: 'date' },
      end: { type: 'string', format: 'date' },
      complete: { type: 'boolean', description: 'Whether it is over' },
    }),
    compare: { type: 'null' },
    rows: list({ type: 'object' }),
    models: list({ type: 'object' }),
    inputs: list(input),
    warnings: list(warning),
    [name]: beside[name],
  }),
});
