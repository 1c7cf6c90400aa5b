import { format } from '../calculator/unit.ts';
import { visible } from '../text.ts';
import { filesLine, type Shown, STATIC, wordsBlock } from './backtest.ts';
import { grid } from './grid.ts';
import type { Looked } from './backtest-answer.ts';
import { plural } from './issues.ts';
import type { InputSummary } from './report.ts';

/** Why a component was not fitted. */
const REASONS = { no_values: 'no values', constant: 'always the same', few_differ: 'too few differ' } as const;

/** Suggested weights, in the keys of machine formats. */
export interface FitAnswer extends Looked {
  readonly penalty: number;
  readonly weights: readonly {
    readonly component: string;
    readonly n: number;
    readonly weight_now: number | null;
    readonly weight_suggested: number | null;
    readonly coefficient: number | null;
    readonly sign_share: number | null;
    readonly reason: keyof typeof REASONS | null;
    readonly static: boolean;
  }[];
  readonly judged_snapshots: number;
  readonly judged_n: number;
  readonly auc: number | null;
  readonly auc_low: number | null;
  readonly auc_high: number | null;
  readonly score_auc: number | null;
  readonly score_auc_low: number | null;
  readonly score_auc_high: number | null;
  readonly dropped: readonly string[];
  readonly leakage: {
    readonly static: readonly string[];
    readonly suspects: readonly { readonly name: string; readonly auc: number }[];
  };
  readonly verdict: string;
  readonly words: readonly string[];
}

/** A page for people: what is suggested, how sure it is, and whether it would do better. */
export function fitTable(
  answer: FitAnswer,
  { inputs }: { readonly inputs: readonly InputSummary[] },
  { paint, width }: Shown,
): string {
  const { snapshots, first_snapshot: first, last_snapshot: last, churners, stayers, weights } = answer;
  const range = first === null ? 'no snapshot' : `${plural(snapshots, 'snapshot')} ${first}..${last}`;
  const rows = weights.map((each) => [
    visible(each.component),
    percent(each.weight_now),
    percent(each.weight_suggested),
    each.sign_share === null ? '' : percent(each.sign_share),
    format.count(each.n, 0),
    [each.reason === null ? '' : REASONS[each.reason], each.static ? STATIC : ''].filter(Boolean).join(', '),
  ]);
  const columns = [
    { head: paint.bold('Component'), align: 'left' as const },
    { head: 'Weight now', align: 'right' as const },
    { head: 'Suggested', align: 'right' as const },
    { head: 'Sign holds', align: 'right' as const },
    { head: 'Customers', align: 'right' as const, drop: 1 },
    { head: '', align: 'left' as const },
  ];
  const blocks = [
    paint.bold(`Weights by what happened · ${range}`),
    wordsBlock(answer.words, width),
    `${plural(churners, 'customer')} left, ${stayers} stayed; ${plural(answer.observations, 'customer')} at snapshots`,
    ...(weights.length === 0 ? [] : [grid(columns, rows, width) ?? grid(columns, rows, Infinity) ?? '']),
    ...(answer.auc === null ? [] : [judgedLine(answer)]),
    paint.dim(filesLine(inputs)),
  ];
  return `${blocks.join('\n\n')}\n`;
}

const judgedLine = (answer: FitAnswer): string =>
  [
    `judged on ${plural(answer.judged_snapshots, 'later snapshot')} (${plural(answer.judged_n, 'customer')} at them)`,
    `AUC of the suggestion ${span(answer.auc, answer.auc_low, answer.auc_high)}`,
    `of the score as it is ${span(answer.score_auc, answer.score_auc_low, answer.score_auc_high)}`,
  ].join(' · ');

const percent = (value: number | null): string => (value === null ? 'n/a' : format.ratio(value, 0));
const span = (value: number | null, low: number | null, high: number | null): string =>
  value === null
    ? 'n/a'
    : `${value.toFixed(2)}${low === null || high === null ? '' : ` (${low.toFixed(2)} to ${high.toFixed(2)})`}`;
