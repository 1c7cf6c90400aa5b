import { format } from '../calculator/unit.ts';
import { visible } from '../text.ts';
import type { BacktestAnswer } from './backtest-answer.ts';
import type { Envelope } from './beside-rows.ts';
import { grid, type GridColumn } from './grid.ts';
import { type Paint, plural } from './issues.ts';
import { wrap } from './wrap.ts';

export interface Shown {
  readonly paint: Paint;
  readonly width: number;
}

/** A page for people: the verdict, what it rests on, and what to compare it with. */
export function backtestTable(answer: BacktestAnswer, { inputs }: Envelope, shown: Shown): string {
  const { paint, width } = shown;
  const { snapshots, first_snapshot: first, last_snapshot: last, lead_days: lead, horizon_days: horizon } = answer;
  const range = first === null ? 'no snapshot' : `${plural(snapshots, 'snapshot')} ${first}..${last}`;
  const title = `Backtest of the health score · ${range} · churn ${lead + 1} to ${lead + horizon} days later`;
  const blocks = [
    paint.bold(title),
    wordsBlock(answer.words, width),
    countsBlock(answer),
    ...(answer.draws === null ? [] : figureBlocks(answer, shown)),
    paint.dim(filesLine(inputs)),
  ];
  return `${blocks.join('\n\n')}\n`;
}

export const filesLine = (inputs: Envelope['inputs']): string =>
  inputs.map(({ file, read }) => `${plural(read, 'row')} from ${visible(file)}`).join(', ');

/** A sentence a paragraph, hung under its mark. */
export const wordsBlock = (words: readonly string[], width: number): string =>
  words.map((each) => `- ${wrap(visible(each), Math.min(width, 100) - 2).join('\n  ')}`).join('\n');

function countsBlock(answer: BacktestAnswer): string {
  const { churners, stayers, observations, scored, too_young: young, churned_in_lead: late, base_rate: base } = answer;
  const { min_age_days: age, lead_days: lead, dropped } = answer;
  return [
    `${plural(churners, 'customer')} left, ${stayers} stayed; ${plural(observations, 'customer')} at snapshots${base === null ? '' : `, of whom ${percent(base)} left`}; ${scored} with a score`,
    `left out: ${young} younger than ${age} days, ${late} who left within the lead of ${lead} days`,
    ...(dropped.length === 0 ? [] : [`dropped by --strict-leakage: ${dropped.map(visible).join(', ')}`]),
  ].join('\n');
}

function figureBlocks(answer: BacktestAnswer, { paint, width }: Shown): string[] {
  const lay = (columns: readonly GridColumn[], rows: readonly (readonly string[])[]): string =>
    grid(columns, rows, width) ?? grid(columns, rows, Infinity) ?? '';
  const left = (head: string): GridColumn => ({ head: paint.bold(head), align: 'left' });
  const right = (head: string, drop?: number): GridColumn => ({ head, align: 'right', ...(drop && { drop }) });
  const { bands, components, baselines, leakage } = answer;
  return [
    lay([left('Measure'), right('Value'), right('95 % interval', 1)], measures(answer)),
    lay(
      [left('Band'), right('Customers'), right('Left'), right('Churn'), right('95 % interval', 2), right('Lift', 1)],
      bands.map(({ band, n, churned, rate, low, high, lift }) => [
        band,
        format.count(n, 0),
        format.count(churned, 0),
        percent(rate),
        span(low, high, percent),
        number(lift),
      ]),
    ),
    lay(
      [
        left('Component'),
        right('AUC'),
        right('95 % interval', 1),
        right('Customers', 2),
        { head: 'Points', align: 'left' },
      ],
      components.map(({ component, auc, low, high, n, points, static: fixed }) => [
        visible(component),
        number(auc),
        span(low, high, number),
        format.count(n, 0),
        [points === null ? '' : POINTS[points], fixed ? STATIC : ''].filter(Boolean).join(', '),
      ]),
    ),
    lay(
      [
        left('To beat'),
        right('AUC'),
        right('Score there'),
        right('Customers', 2),
        { head: 'The score is', align: 'left' },
      ],
      baselines.map(({ name, component, auc, score_auc: score, n, verdict, reason }) => [
        visible(component === null || name === 'payment' ? called(name) : `${called(name)}: ${component}`),
        number(auc),
        number(score),
        format.count(n, 0),
        verdict ?? (reason === null ? '' : `n/a: ${REASONS[reason]}`),
      ]),
    ),
    lay(
      [left('Self-test'), right('AUC'), { head: '', align: 'left' }],
      [
        [
          'outcomes shuffled',
          number(leakage.shuffled_auc),
          leakage.shuffled_passed === null
            ? ''
            : `${span(leakage.shuffled_low, leakage.shuffled_high, number)}: ${leakage.shuffled_passed ? 'about 0.5, as it should be' : 'NOT about 0.5'}`,
        ],
        [
          `everything known ${answer.horizon_days} days late`,
          number(leakage.shifted_auc),
          leakage.shifted_changed === null ? '' : `${percent(leakage.shifted_changed)} of scores differ`,
        ],
      ],
    ),
  ];
}

const called = (name: string): string => name.replace('_in_hindsight', ', in hindsight').replaceAll('_', ' ');

/** Why nothing is said of a baseline. */
const REASONS = {
  no_values: 'nobody has a value',
  one_sided: 'at no snapshot with values are there both who left and who stayed',
  too_few_earlier: 'fewer than ten left, or stayed, in months early enough to choose by',
} as const;

/** Of a component that never changes, or has no day. */
export const STATIC = 'static: leakage risk';

const POINTS = { right: 'the right way', wrong: 'the wrong way', unclear: 'no telling' } as const;

function measures(answer: BacktestAnswer): string[][] {
  const line = (name: string, key: Measured, show: (value: number | null) => string): string[] => [
    name,
    show(answer[key]),
    span(answer[`${key}_low`], answer[`${key}_high`], show),
  ];
  return [
    line('AUC', 'auc', number),
    line('AUC, months together', 'auc_pooled', number),
    line('AUC, one snapshot of each', 'auc_one_each', number),
    line('Lift, lowest tenth', 'lift_bottom_decile', number),
    line('Lift, lowest fifth', 'lift_bottom_quintile', number),
    line('Of the red, left', 'red_precision', percent),
    line('Of those who left, were red', 'red_recall', percent),
    ['Of the MRR that left, was red', percent(answer.red_recall_mrr), ''],
    line('Of those who left, were green', 'green_share_of_churners', percent),
    ['Days of warning, median', answer.median_warning_days === null ? 'n/a' : String(answer.median_warning_days), ''],
  ];
}

type Measured =
  | 'auc'
  | 'auc_pooled'
  | 'auc_one_each'
  | 'lift_bottom_decile'
  | 'lift_bottom_quintile'
  | 'red_precision'
  | 'red_recall'
  | 'green_share_of_churners';

const number = (value: number | null): string => (value === null ? 'n/a' : value.toFixed(2));
const percent = (value: number | null): string => (value === null ? 'n/a' : format.ratio(value, 0));
const span = (low: number | null, high: number | null, show: (value: number | null) => string): string =>
  low === null || high === null ? '' : `${show(low)} to ${show(high)}`;
